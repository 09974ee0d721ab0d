"""Figures with their sign or scale word: '15 million', '3.5 billion', '30%', '$2 million'; the unit stays outside."""

import re

from briefing.records import Span

_SCALE = r"(?:(?:hundred|thousand|ten thousand)\s)?(?:million|billion|trillion|thousand|hundred|lakh|crore|dozen)"
_SHARE = r"(?:%|％|‰|percent\b|per\s?cent\b|percentage\s+points?\b)"
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d[\d,]*(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?=[\d$€£¥₦₹₱₩₫฿UHNACSm\-−])(?<![\w.]\.)(?:(?:US|HK|NZ|[ACS])?[$€£¥₦₹₱₩₫฿]\s?|\bNos?\.\s?|(?<![\w.\-])(?=\d|minus\s\d)|(?<=\b[A-Z])(?=\d)|(?<=[A-Z]{{2}})(?=\d)|(?<=Rs)(?=\d)"
    rf"|(?<=[\u3400-\u9fff])(?=\d)|(?<=\.)(?=\d)(?<!\d\.))(?:minus\s|[-−](?=\d))?(?:{_DIGITS})"
    rf"(?:[\s\-]?(?:{_SHARE}|{_SCALE}\b))?(?:\s?[万亿萬億千]+)?(?:st\b|nd\b|rd\b|th\b)?(?:(?<=\.\d)\stimes\b)?"
)
_UNIT_WORD = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:-(?:one|{_UNIT_WORD}))?|{_UNIT_WORD})"
_WORDS = re.compile(
    rf"\b(?=[aefhnostAEFHNOST])(?:{_SMALL}|(?:one|an?|half an?)(?=\s(?:hundred|thousand|million|billion|lakh|crore|per\s?cent)))"
    rf"(?:\s(?:{_SCALE}))*(?:\s(?:and\s)?{_SMALL})?(?:\s{_SHARE})?"
    rf"(?:[\s-](?:thirds|fourths|quarters|fifths|sixths|tenths)\b)?(?!\w)|\b(?:a|one)\s(?:third|quarter|fifth|tenth)\b|\bthrice\b",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\s(?:to|or|in)\s$")


def find_numbers(text: str) -> tuple[Span, ...]:
    """The figures of `text` in order, none overlapping: in digits with sign and scale, and number words from two up."""
    found = [(m.start(), m.end()) for m in _NUMBER.finditer(text)]
    found += [(m.start(), m.end()) for m in _WORDS.finditer(text) if not _is_idle(text, m)]
    out: list[Span] = []
    for start, end in sorted(found):
        if not out or start >= out[-1].end:
            out.append(Span.of(text, start, start + len(text[start:end].rstrip(",."))))
    return tuple(out)


def _is_idle(text: str, match: re.Match[str]) -> bool:
    """Whether a number word only joins or refers back: 'three-ply', 'the two factories', 'those six'."""
    after = text[match.end() : match.end() + 2]
    if after[:1] == "-" and after[1:].isalpha():
        return not text.startswith("-member", match.end())
    before = text[max(0, match.start() - 6) : match.start()].lower().split()
    return bool(before) and before[-1] in ("these", "those", "both") and len(match.group()) < 6
