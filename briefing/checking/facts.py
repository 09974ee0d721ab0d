"""Names, figures, dates, quotations and runs in another script of a line: each must stand in its evidence."""

import re
import unicodedata
from functools import lru_cache

from briefing.mentions.dates import find_dates
from briefing.records import Finding

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = re.compile(
    r"\s?(%|％|percent\b|per cent\b|million\b|billion\b|trillion\b|thousand\b|lakh\b|crore\b|万|亿|萬|億)",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![\w'’])[A-ZÀ-ÖØ-Þ][\w'’&\-]*")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,})[”\"」』]")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_OPENING = re.compile(r"(?:^|[.:;!?•—–(\"“]\s*)$")
_WORD_VALUES = {w: str(i) for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100", "dozen": "12"}  # fmt: skip
_COUNTED = re.compile(rf"\b({'|'.join(w for w in _WORD_VALUES if w not in ('zero', 'one'))})\b", re.IGNORECASE)
_ORDINARY = frozenset(["I", "A", "The", "An"])


def check_facts(line: str, evidence: str, *, allowed: tuple[str, ...], language: str) -> list[Finding]:
    """What the line states that its evidence, or `allowed`, does not."""
    line, evidence = folded(line), folded(evidence)
    beyond = "\n".join(map(folded, allowed))
    findings = [Finding(check="number", detail=n) for n in _numbers_lost(line, evidence, beyond)]
    findings += [Finding(check="date", detail=d) for d in _dates_lost(line, evidence, beyond, language)]
    findings += [
        Finding(check="quotation", detail=q)
        for q in _QUOTED.findall(line)
        if letters(q) not in letters(evidence + beyond)
    ]
    if language != "zh":
        findings += [Finding(check="name", detail=n) for n in _names_lost(line, evidence, beyond)]
        runs = [r for r in _IDEOGRAPHS.findall(line) if len(r) > 1 and r not in evidence and r not in beyond]
        findings += [Finding(check="foreign", detail=r) for r in runs]
    return findings


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text with compatibility characters (fullwidth digits and marks) in their usual form and curly marks straight."""
    return unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'")


def letters(text: str) -> str:
    """Letters and digits only, in lower case."""
    return re.sub(r"[\W_]+", "", text).lower()


def figures(text: str) -> set[tuple[str, str]]:
    """(value, scale) of every figure; number words count as their value."""
    out = set()
    for match in _NUMBER.finditer(text):
        scale = _SCALE.match(text, match.end())
        unit = (
            scale.group(1).lower().replace("％", "%").replace("per cent", "%").replace("percent", "%") if scale else ""
        )
        out.add((match.group().replace(",", "").rstrip("."), unit))
    out |= {(_WORD_VALUES[m.group(1).lower()], "") for m in _COUNTED.finditer(text)}
    return out


def _numbers_lost(line: str, evidence: str, beyond: str) -> list[str]:
    known = figures(evidence) | figures(beyond)
    return [f"{value} {unit}".strip() for value, unit in sorted(figures(line)) if (value, unit) not in known]


def _dates_lost(line: str, evidence: str, beyond: str, language: str) -> list[str]:
    squeezed = letters(evidence)
    lost = []
    for date in find_dates(line, language=language):
        bare = re.sub(r",?\s+(?:19|20)\d\d$", "", date.text)
        forms = {letters(date.text), letters(bare), letters(re.sub(r"^the\s+", "", bare, flags=re.IGNORECASE))}
        parts = re.findall(r"[A-Za-z]+|\d+", bare)
        swapped = len(parts) == 2 and letters(parts[1] + parts[0]) in squeezed
        if not swapped and not any(f and f in squeezed for f in forms) and date.text not in beyond:
            lost.append(date.text)
    return lost


def _names_lost(line: str, evidence: str, beyond: str) -> list[str]:
    low, squeezed = evidence.lower(), letters(evidence)
    other, other_squeezed = beyond.lower(), letters(beyond)
    lost = []
    for match in _CAPITAL.finditer(line):
        word = re.sub(r"'s$", "", match.group())
        if _OPENING.search(line[: match.start()]) or word in _ORDINARY:
            continue
        key = word.lower()
        found = re.search(rf"(?<!\w){re.escape(key)}(?!\w)", low) or re.search(rf"(?<!\w){re.escape(key)}(?!\w)", other)
        glued = len(key) > 3 and (letters(key) in squeezed or letters(key) in other_squeezed)
        if not found and not glued:
            lost.append(word)
    return lost
