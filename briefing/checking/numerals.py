"""Finds the figures of a text, in digits and in words, with what they count."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefing.lexicons import Lexicon
from briefing.lexicons.words import tokens

_TABLE = "checking_figures"
_AFTER, _THINGS = 40, 3  # code points after a figure, and words of them, that say what it counts
_SIDE, _NEAREST = 60, 3  # code points on either side of a figure, and words of them, that tell it from another
_SENTENCE = re.compile(r"[.;:!?。；\n](?!\d)")
_EMPTY = frozenset(
    "the and for with that from was were are has had have been its his her their which who this only".split()
)
_YEARS = (1900, 2100)
_END_OF_THING = re.compile(
    r"[,.;:。；、()\"\n]|\b(?:and|or|of|in|on|at|to|for|by|with|from|the|is|are|was|were|who|which|that)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(  # 'No. 5', 'Class 2', 'A-7'
    r"(?:\bNo\.?|(?i:\bnumber|\bclass|\bprimary|\bgrade|\broom|\bunit|\bline|\bphase)|\b[A-Z][A-Za-z]*-)\s?$"
)
_ASIDE = (re.compile(r"\($"), re.compile(r"\s?\)"))
_AGE = (re.compile(r"[A-Za-z],\s$"), re.compile(r"\s?,"))
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED = (
    re.compile(rf"(?:\b{_MONTH}\s?|\b{_MONTH}\s?\d{{1,2}}\s?(?:-|to|and|&|,)\s?|\bthe\s)$"),
    re.compile(rf"(?:st|nd|rd|th)\b|\s(?:of\s)?{_MONTH}\b|月|日"),
)
_MANY = re.compile(r"\s[a-z]+[^s\W]s\b")  # '2019 lathes' are a count, 'the 2019 petition' is of a year
_DATING = re.compile(r"\b(?:in|by|since|from|until|of|dated|before|after|during|to)\s$", re.IGNORECASE)

Role = Literal["count", "date", "label", "year"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a value, its unit of measure if it has one, and how it was written.

    `things` are the stems of the words after it, which say what it counts, `near` those of the words around it in its
    sentence; `role` tells a count from a day of a month,
    from a number that only names ('No. 5', an age in passing) and from a year.
    """

    value: float
    unit: str | None
    text: str
    things: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()
    role: Role = "count"
    ordinal: bool = False
    clock: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    clock: re.Pattern[str]
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


@lru_cache(maxsize=2048)
def figures(text: str, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The figures of a folded text, in digits and in words; 'first' counts nothing and is left out."""
    grammar = _grammar(lexicon)
    clocks = list(grammar.clock.finditer(text))
    found = [Figure(value=int(m[1]) + int(m[2]) / 100, unit=None, text=m.group(), clock=True) for m in clocks]
    taken = [m.span() for m in clocks]
    found += _in_digits(text, grammar, lexicon, taken)
    found += _in_words(text, grammar, lexicon)
    for pattern in (grammar.others, grammar.ordinals):
        ordinal = pattern is grammar.ordinals
        for match in pattern.finditer(text):
            if not ordinal or not grammar.unit.match(text, match.end()):
                value = grammar.names[match.group().lower()]
                found.append(Figure(value=value, unit=None, text=match.group(), ordinal=ordinal))
    return tuple(found)


def _in_digits(text: str, grammar: _Grammar, lexicon: Lexicon, taken: list[tuple[int, int]]) -> Iterator[Figure]:
    for match in grammar.digits.finditer(text):
        if any(a <= match.start() < b for a, b in taken):
            continue
        value = float(match["number"].replace(",", "").replace(" ", ""))
        for scale in re.findall(r"[A-Za-z]+|[^\sA-Za-z-]", match["scale"] or ""):
            value *= grammar.scales[scale.lower()]
        things = _things(text, match.end(), lexicon)
        yield Figure(
            near=_near(text, match, lexicon),
            value=value,
            unit=_unit(text, match, grammar),
            text=match.group().strip(),
            things=things,
            role=_role(text, match, value),
        )


def _in_words(text: str, grammar: _Grammar, lexicon: Lexicon) -> Iterator[Figure]:
    for match in grammar.words.finditer(text):
        total, current = 0.0, 0.0
        for word in re.split(r"[\s-]+", match.group().lower()):
            if word in grammar.values:
                current += grammar.values[word]
            elif word in grammar.scales:
                current = max(current, 1.0) * grammar.scales[word]
                if grammar.scales[word] >= 1000:
                    total, current = total + current, 0.0
        if total + current > 1 or match.group().lower() == "one":
            things = _things(text, match.end(), lexicon)
            unit = _unit(text, match, grammar)
            near = _near(text, match, lexicon)
            yield Figure(value=total + current, unit=unit, text=match.group(), things=things, near=near)


def _things(text: str, end: int, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems of the words right after a figure, up to the phrase's end: what it counts."""
    return tuple(t.stem for t in tokens(_END_OF_THING.split(text[end : end + _AFTER])[0], lexicon))[:_THINGS]


def _near(text: str, match: re.Match[str], lexicon: Lexicon) -> frozenset[str]:
    """The stems of the nearest words of content on either side of a figure, in its sentence."""
    before = _SENTENCE.split(text[max(0, match.start() - _SIDE) : match.start()])[-1]
    after = _SENTENCE.split(text[match.end() : match.end() + _SIDE])[0]
    left = [t.stem for t in tokens(before, lexicon) if len(t.low) > 2 and t.low not in _EMPTY][-_NEAREST:]
    right = [t.stem for t in tokens(after, lexicon) if len(t.low) > 2 and t.low not in _EMPTY][:_NEAREST]
    return frozenset((*left, *right))


def _role(text: str, match: re.Match[str], value: float) -> Role:
    before, after = text[: match.start()], text[match.end() :]
    if (_DATED[0].search(before) and (before[-4:] != "the " or _DATED[1].match(after))) or _DATED[1].match(after):
        return "date"
    if _LABEL.search(before):
        return "label"
    if any(a.search(before) and b.match(after) for a, b in (_ASIDE, _AGE)):
        return "label"
    if match.group().strip().isdigit() and _YEARS[0] <= value <= _YEARS[1]:
        return "count" if _MANY.match(after) and not _DATING.search(before) else "year"
    return "count"


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
        clock=re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?!\d)"),
        digits=re.compile(
            r"(?<![\d.])(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|\.\d+)"
            rf"(?P<scale>(?:[\s-]?(?:{latin})(?![A-Za-z]))?(?:\s?[{ideographs}]+)?)",
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
