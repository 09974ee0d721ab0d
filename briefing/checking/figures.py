"""Figures of a line: each value, with its sign, scale and unit of measure, stands in the evidence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.words import folded
from briefing.lexicons import Lexicon
from briefing.records import Finding

_TABLE = "checking_figures"
_LETTERS = {"m": 1e6, "k": 1e3}  # ambiguous: metres too
_LETTERED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([mk])(?![A-Za-z])", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_HALF = 0.5
_YEARS = (1900, 2100)
_PLACES = r"(?:places|sites|stops)"
_BEFORE_YEAR = r"(?:[A-Za-z]{3,9}\.?\s(?:\d{1,2},?\s)?|\d,\s|\b(?:in|of|since|until|by)\s)"
_SEPARATOR = re.compile(r"[,、;]|\band\b")
_CLOSE = 1e-6  # relative; values are products of a decimal and a scale


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a value, its unit of measure if it has one, and how it was written."""

    value: float
    unit: str | None
    text: str
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    digits: re.Pattern[str]
    words: re.Pattern[str]
    others: re.Pattern[str]
    ordinals: re.Pattern[str]
    unit: re.Pattern[str]
    sign: re.Pattern[str]
    values: dict[str, float]
    scales: dict[str, float]
    names: dict[str, float]
    units: dict[str, str]


def check_figures(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Figures of `line` that neither its evidence nor `allowed` has, and figures whose unit is another there."""
    text, evidence = folded(line), folded(evidence)
    known = [*figures(evidence, lexicon), *_other_readings(evidence, lexicon)]
    beyond = [f for extra in allowed for f in figures(folded(extra), lexicon)]
    listed = len(_SEPARATOR.findall(evidence)) + 1
    lost = []
    for figure in figures(text, lexicon):
        if figure.value <= listed and re.search(rf"\b(?:the|all|both|these)\s+{figure.text}\s+{_PLACES}\b", text):
            continue  # 'the two places' counts what the evidence lists
        free = beyond if not _is_year(figure) or re.search(rf"{_BEFORE_YEAR}{figure.text}\b", text) else []
        same = [f for f in (*known, *free) if _equal(f, figure)]
        measured = [f for f in same if f.unit]
        if not same or (figure.unit and len(measured) == len(same) and all(f.unit != figure.unit for f in measured)):
            lost.append(figure.text)
    return [Finding(check="number", detail=text) for text in dict.fromkeys(lost)]


def _equal(theirs: Figure, ours: Figure) -> bool:
    """Whether two figures are the same; 'the second vessel' of the evidence may be one of 'two', but not of '2 days'."""
    if theirs.ordinal and not ours.ordinal and (ours.unit or ours.text[0].isdigit()):
        return False
    return abs(theirs.value - ours.value) <= _CLOSE * max(1.0, abs(theirs.value))


def _is_year(figure: Figure) -> bool:
    return figure.text.isdigit() and _YEARS[0] <= figure.value <= _YEARS[1]


def _other_readings(evidence: str, lexicon: Lexicon) -> list[Figure]:
    """What an evidence's figures may also mean: '40m' forty million, '3 200' two figures, '50%' a half."""
    found = [
        Figure(value=float(m[1].replace(",", "")) * _LETTERS[m[2].lower()], unit=None, text=m.group())
        for m in _LETTERED.finditer(evidence)
    ]
    parted = _GROUPED.sub(" ; ", evidence)
    found += figures(parted, lexicon) if parted != evidence else ()
    for figure in figures(evidence, lexicon):
        if figure.value == _HALF:
            found.append(Figure(value=50, unit="%", text=figure.text))
        elif figure.value == 50 and figure.unit == "%":
            found.append(Figure(value=_HALF, unit=None, text=figure.text))
    return found


@lru_cache(maxsize=2048)
def figures(text: str, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures of a folded text, in digits and in words; 'one' and 'first' count nothing and are left out."""
    grammar = _grammar(lexicon)
    found = [*_in_digits(text, grammar), *_in_words(text, grammar)]
    found += [
        Figure(value=grammar.names[m.group().lower()], unit=None, text=m.group()) for m in grammar.others.finditer(text)
    ]
    found += [
        Figure(value=grammar.names[m.group().lower()], unit=None, text=m.group(), ordinal=True)
        for m in grammar.ordinals.finditer(text)
        if not grammar.unit.match(text, m.end())
    ]
    return tuple(found)


def _in_digits(text: str, grammar: _Grammar) -> Iterator[Figure]:
    for match in grammar.digits.finditer(text):
        value = float(match["number"].replace(",", "").replace(" ", ""))
        for scale in re.findall(r"[A-Za-z]+|[^\sA-Za-z-]", match["scale"] or ""):
            value *= grammar.scales[scale.lower()]
        yield Figure(value=value, unit=_unit(text, match, grammar), text=match.group().strip())


def _in_words(text: str, grammar: _Grammar) -> Iterator[Figure]:
    for match in grammar.words.finditer(text):
        total, current = 0.0, 0.0
        for word in re.split(r"[\s-]+", match.group().lower()):
            if word in grammar.values:
                current += grammar.values[word]
            elif word in grammar.scales:
                current = max(current, 1.0) * grammar.scales[word]
                if grammar.scales[word] >= 1000:
                    total, current = total + current, 0.0
        value = total + current
        if value > 1:
            yield Figure(value=value, unit=_unit(text, match, grammar), text=match.group())


def _unit(text: str, match: re.Match[str], grammar: _Grammar) -> str | None:
    after = grammar.unit.match(text, match.end())
    if after:
        return grammar.units[re.sub(r"\s+", " ", after["unit"].lower())]
    before = grammar.sign.search(text, 0, match.start())
    return grammar.units[before.group().strip().lower()] if before else None


@lru_cache(maxsize=8)
def _grammar(lexicon: Lexicon) -> _Grammar:
    values = {w: float(v) for w, v in lexicon.table(_TABLE, "values")}
    scales = {w: float(v) for w, v in lexicon.table(_TABLE, "scales")}
    others = {w: float(v) for w, v in lexicon.table(_TABLE, "others")}
    ordinals = {w: float(v) for w, v in lexicon.table(_TABLE, "ordinals")}
    units = {form: row[0] for row in lexicon.table(_TABLE, "units") for form in row}
    latin = _either(w for w in scales if w.isascii())
    ideographs = "".join(w for w in scales if not w.isascii())
    spelled = _either([*values, *(w for w in scales if w.isascii() and len(w) > 3)])
    return _Grammar(
        digits=re.compile(
            r"(?<![\d.])(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+)"
            rf"(?P<scale>(?:[\s-]?(?:{latin})(?![A-Za-z]))?\s?[{ideographs}]*)",
            re.IGNORECASE,
        ),
        words=re.compile(
            rf"(?<!\d\s)(?<![\d.-])\b(?:{spelled})(?:(?:[\s-]+(?:and\s+)?)(?:{spelled}))*\b", re.IGNORECASE
        ),
        others=re.compile(rf"\b(?:{_either(others)})\b", re.IGNORECASE),
        ordinals=re.compile(rf"\b(?:{_either(ordinals)})\b", re.IGNORECASE),
        unit=re.compile(
            rf"[\s-]?(?:(?:of\s+)?(?:square|cubic)\s+)?(?P<unit>{_either(units)})(?![A-Za-z])", re.IGNORECASE
        ),
        sign=re.compile(r"(?:us\$|\$|€|£|₹|₦|₱|\b(?:rs|tk|rm|rp|ksh|rmb|usd))(?=\.?\s?$)", re.IGNORECASE),
        values=values,
        scales=scales,
        names=others | ordinals,
        units=units,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or "(?!)"
