"""The place of the visit: the town, zone or institution that the lead names as its goal."""

import re
from collections.abc import Sequence

from briefing.records import Annotation, Span
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cues
from briefing.segmenting.noun_phrases import Name, read_name
from briefing.segmenting.views import View

_BEFORE = frozenset("in at to into of from on across around through along".split())
_GENERIC = frozenset("city county town village district province country state nation region area zone municipality".split())


def candidates(view: View, known: Cues, *, text: str) -> list[tuple[float, Name]]:
    """The places that a sentence names, each with how likely it is the goal of the visit."""
    out: list[tuple[float, Name]] = []
    goals = [c.last for c in view.of("visit", "motion", "research", "act")]
    i = 0
    tokens = view.tokens
    while i < len(tokens):
        if not tokens[i].is_word or tokens[i].kind in ("person", "date", "number") or _in_title(view, i):
            i += 1
            continue
        before = tokens[i - 1].low if i else ""
        starts = tokens[i].kind in ("place", "organisation") or before in _BEFORE or i in goals or tokens[i].is_capital
        name = read_name(view, i, known, text=text) if starts else None
        if name is None or name.strength < 2:
            i += 1
            continue
        out.append((_weight(view, name, goals, known), name))
        i = max(name.last, i + 1)
    return out


def _weight(view: View, name: Name, goals: Sequence[int], known: Cues) -> float:
    before = view.tokens[name.first - 1].low if name.first else ""
    if before in ("the", "a", "an", "its", "his") and name.first > 1:
        before = view.tokens[name.first - 2].low
    weight = 1.0
    if before in ("in", "to", "at"):
        weight += 1.2
    elif before in _BEFORE:
        weight += 0.5
    past = [g for g in goals if g <= name.first]
    if past:
        weight += 1.5 if name.first - max(past) < 6 else 0.7 if name.first - max(past) < 14 else 0.2
    if name.is_area:
        weight += 1.0
    if view.tokens[name.first].kind == "place":
        weight += 0.6
    if name.strength == 2 and view.tokens[name.first].kind == "organisation":
        weight -= 0.4
    if not any(t.is_capital for t in view.tokens[name.first : name.last]):
        weight -= 1.2
    if name.span.text.lower() in _GENERIC:
        weight -= 1.0
    return weight


def _in_title(view: View, i: int) -> bool:
    start = view.tokens[i].start
    return any(t.mention is not None and t.mention.title is not None and t.mention.title.start <= start < t.mention.title.end for t in view.tokens)


def visit_place(lead: Sequence[View], annotation: Annotation, known: Cues, *, text: str) -> Span | None:
    """The place of the visit as printed, or None."""
    found = [(weight - 0.4 * k, -n.span.start, n) for k, view in enumerate(lead) for weight, n in candidates(view, known, text=text)]
    if not found:
        return None
    best = max(found, key=lambda item: (item[0], item[1]))[2]
    return _with_pair(best, text)


def _with_pair(name: Name, text: str) -> Span:
    """'Suzhou and Hefei' where a second name follows at once."""
    match = re.match(r"(?:,\s+[A-Z]\w+(?:\s[A-Z]\w+)*)*\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)*(?:\s+(?:provinces|counties|districts|cities|states|regions))?", text[name.span.end :])
    if match and not re.search(r"(?:Zone|District|County|City|Province|Park|Region)$", name.span.text) and len(name.span.text.split()) <= 3:
        return Span.of(text, name.span.start, name.span.end + match.end())
    return name.span


def cast_place(cast: Cast) -> str | None:
    """The body that the principal's title names, for articles whose lead names no place."""
    return cast.principal.title if cast.principal else None
