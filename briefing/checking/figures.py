"""Figures of a line: each value, with its sign, scale and unit, counts in the evidence what it counts in the line."""

import re
from collections import Counter
from collections.abc import Sequence

from briefing.checking.numerals import Figure, figures
from briefing.lexicons import Lexicon
from briefing.lexicons.words import folded
from briefing.records import Finding

_LETTERS = {"m": 1e6, "k": 1e3}  # ambiguous: metres too
_LETTERED = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?([mk])(?![A-Za-z])", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_HALF = 0.5
_CROSSED = 2  # words around two figures that must speak for the exchange
_PLACES = r"(?:places|sites|stops)"
_SEPARATOR = re.compile(r"[,、;]|\band\b")
_OLD = frozenset(["old", "year"])
_ARTICLE = re.compile(r"\b(?:an?|each|every|per|single|another|sole|the)\s+(\w+)", re.IGNORECASE)
_CLOSE = 1e-6  # relative; values are products of a decimal and a scale


def check_figures(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Figures of `line` that neither its evidence nor `allowed` has, and those that count another thing there.

    A year of `allowed` is no figure, it is the check of dates that lets it pass.
    """
    text, evidence = folded(line), folded(evidence)
    ours = figures(text, lexicon)
    if not ours:
        return []
    known = [*figures(evidence, lexicon), *_other_readings(evidence, lexicon)]
    beyond = [f for extra in allowed for f in figures(folded(extra), lexicon)]
    listed = len(_SEPARATOR.findall(evidence)) + 1
    lost = [_repeated(ours, known), _swapped(ours, known)]
    for figure in ours:
        if figure.value <= listed and re.search(rf"\b(?:the|all|both|these)\s+{figure.text}\s+{_PLACES}\b", text):
            continue  # 'the two places' counts what the evidence lists
        free = [f for f in beyond if f.role != "year" or figure.role in ("year", "date")]
        same = [f for f in (*known, *free) if _equal(f, figure)]
        if figure.text.lower() == "one":
            same += [f for m in _ARTICLE.finditer(evidence) for f in figures(f"one {m[1]}", lexicon)]
            if not _counted_otherwise(figure, same, known):
                continue
        if not same or _of_another_unit(figure, same) or _only_names(figure, same):
            lost.append(figure.text)
        elif _exchanged(figure, same, known):
            lost.append(f"{figure.text}, which counts another thing in the evidence")
    return [Finding(check="number", detail=text) for text in dict.fromkeys(filter(None, lost))]


def _equal(theirs: Figure, ours: Figure) -> bool:
    """Whether two figures are the same; 'the second vessel' of the evidence may be one of 'two', but not of '2 days'."""
    if theirs.clock != ours.clock:
        return False
    if theirs.ordinal and not ours.ordinal and (ours.unit or ours.text[0].isdigit()):
        return False
    return abs(theirs.value - ours.value) <= _CLOSE * max(1.0, abs(theirs.value))


def _of_another_unit(figure: Figure, same: Sequence[Figure]) -> bool:
    """Whether a figure with a unit has another unit, or counts a thing, wherever the evidence has it; or the reverse."""
    if figure.unit:
        return all(f.unit != figure.unit and (f.unit or f.things) for f in same)
    return bool(figure.things) and all(f.unit == "%" for f in same)


def _only_names(figure: Figure, same: Sequence[Figure]) -> bool:
    """Whether a figure that counts something only names in the evidence: a day, a year, 'No. 5', an age in passing."""
    if figure.role != "count" or not (figure.things or figure.unit) or any(f.role == "count" for f in same):
        return False
    return not (_OLD & {*figure.things} and any(f.role == "label" for f in same))


def _exchanged(figure: Figure, same: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """Whether what a figure of the line counts has another figure in the evidence, and this one counts another thing."""
    if not figure.things or any(not f.things for f in same):
        return False
    if any(figure.things[0] in f.things or f.things[0] in figure.things for f in same):
        return False
    return any(f.things[:1] == figure.things[:1] for f in known if not _equal(f, figure))


def _counted_otherwise(one: Figure, same: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """Whether what 'one' counts in the line has another figure in the evidence, and nowhere an article or 'one'."""
    if not one.things or any(f.things[:1] == one.things[:1] for f in same):
        return False
    return any(f.things[:1] == one.things[:1] for f in known if f.value > 1)


def _repeated(ours: Sequence[Figure], known: Sequence[Figure]) -> str | None:
    """A figure in digits that the line has twice as a count and the evidence once: one of the two is misplaced."""
    counts = Counter(f.value for f in ours if f.text[0].isdigit() and f.role == "count" and not f.clock)
    there = Counter(f.value for f in known)
    return next((f"{value:g} twice" for value, times in counts.items() if times > 1 and there[value] == 1), None)


def _swapped(ours: Sequence[Figure], known: Sequence[Figure]) -> str | None:
    """Two figures of the line of which each stands in the words that the evidence has around the other."""
    once = [(f, k) for f in ours if f.near and (k := _only(f, known))]
    for i, (one, there) in enumerate(once):
        for other, elsewhere in once[i + 1 :]:
            own = len(one.near & there.near) + len(other.near & elsewhere.near)
            crossed = len(one.near & elsewhere.near) + len(other.near & there.near)
            plain = all(f.role == "count" and f.text[0].isdigit() for f in (one, other))
            enough = crossed >= own + _CROSSED or (crossed and not own and plain)
            if enough and not _equal(there, elsewhere):
                return f"{one.text} and {other.text} change places"
    return None


def _only(figure: Figure, known: Sequence[Figure]) -> Figure | None:
    """The one figure of the evidence that is the same, None if there are several."""
    same = [f for f in known if _equal(f, figure) and f.near]
    return same[0] if len(same) == 1 else None


def _other_readings(evidence: str, lexicon: Lexicon) -> list[Figure]:
    """What an evidence's figures may also mean: '40m' forty million, '3 200' two figures, '50%' a half."""
    found = [
        Figure(value=float(m[1].replace(",", "")) * _LETTERS[m[2].lower()], unit=None, text=m.group())
        for m in _LETTERED.finditer(evidence)
    ]
    if _GROUPED.search(evidence):
        found += figures(_GROUPED.sub(" ; ", evidence), lexicon)
    for figure in figures(evidence, lexicon):
        if figure.value == _HALF:
            found.append(Figure(value=50, unit="%", text=figure.text))
        elif figure.value == 50 and figure.unit == "%":
            found.append(Figure(value=_HALF, unit=None, text=figure.text))
    return found
