"""Figures with their sign or scale word: '15 million', '3.5 billion', '30%', 'Rs 4 crore'; the unit stays outside."""

import re

from briefing.records import Span

_SCALE = r"(?:million|billion|trillion|thousand|hundred|lakh|crore|dozen|mu)"
_NUMBER = re.compile(
    rf"(?<![\w.])(?:(?:US|HK|A|NZ|S|C)?[$€£¥₦₹₱]\s?|(?:Rs|Tk|KSh|Sh|Rp|RM|N|P)\.?\s?(?=\d)|No\.\s?)?\d[\d,]*(?:\.\d+)?"
    rf"(?:\s?(?:%|％|percent\b|per cent\b|{_SCALE}\b))?"
    r"(?:\s?[万亿萬億]+)?"
)
_WORDS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine|"
    rf"hundred|thousand))*(?:\s{_SCALE})?\b",
    re.IGNORECASE,
)


def find_numbers(text: str) -> tuple[Span, ...]:
    """The figures of `text` in order: in digits with sign and scale, and number words from two up."""
    out = []
    for pattern in (_NUMBER, _WORDS):
        for match in pattern.finditer(text):
            end = match.end()
            while text[end - 1] in ",.":
                end -= 1
            out.append(Span.of(text, match.start(), end))
    return tuple(sorted(out))
