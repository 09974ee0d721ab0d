"""Stops: the places that a sentence takes the reader to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cues
from briefing.segmenting.noun_phrases import Name, read_name, read_names
from briefing.segmenting.speakers import Listener, Who
from briefing.segmenting.views import View
from briefing.segmenting.visits import acted_at, found_there, fresh, gone_to, listed, was_at, were_visited

_TOURS = frozenset("tour visit trip inspection rounds day itinerary stops programme program".split())
_BEGINS = frozenset(
    "began begins begin beginning started starts start starting opened kicked ended ends ending concluded finished wrapped continued".split()
)
_INCLUDES = frozenset("included includes include covered took was were is".split())
_PASSIVES = frozenset("inspected visited toured checked examined measured reviewed surveyed seen".split())
_SURE = 3  # the strength of a name that is capitalised and ends with a noun for a facility
_SETTLEMENTS = frozenset("city town village county district province hamlet township region state".split())
_LEGS = frozenset("leg stop stopover destination place halt station visit call".split())
_ORDINALS = frozenset("first second third fourth fifth next last final initial other".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """The places a sentence goes to; `town` is the wider place it says they are in."""

    names: tuple[Name, ...]
    town: Name | None
    how: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the names."""
        return tuple(n.span for n in self.names)


def find_entry(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> Entry | None:
    """The stop that a sentence opens, or None."""
    at = _skip_openers(view)
    if view.is_past:
        return None
    talk = any(c.kind == "closing" and c.first <= at for c in view.cues)
    later = () if talk else _opened_later(view, at, known, text=text)
    town: Name | None = None
    for kind in () if talk else (_said_stop, _opened, _bare):
        entry = kind(view, at, known, text=text)
        if entry is not None and entry.names:
            if not _only_town(view, entry):
                return _with_more(view, entry, later, found, who, listener, known, text=text)
            town = entry.names[0]
    beside = _after_subject(view, found, who, listener, known, text=text)
    if beside:
        return Entry(beside, town, "subject")
    goes = gone_to(view, found, who, listener, known, text=text, away=town is not None)
    if goes and not talk:
        acted = acted_at(view, found, who, listener, known, text=text)
        goes = (*(n for n in fresh(acted, goes) if n.last < goes[0].first), *goes)
    if goes or talk:
        return Entry((*goes, *fresh(later, goes)), town, "visit") if goes else None
    if later and who.role in ("leader", "none"):
        acted = acted_at(view, found, who, listener, known, text=text)
        return Entry((*acted, *fresh(later, acted)), town, "opener")
    if town is not None and who.role in ("leader", "official", "none") and view.has("observe", "visit"):
        return Entry((town,), None, "opener")
    named = (
        found_there(view, found, who, listener, known, text=text)
        or acted_at(view, found, who, listener, known, text=text)
        or was_at(view, found, who, listener, known, text=text)
    )
    if named:
        return Entry(named, town, "found")
    passive = were_visited(view, at, known, text=text)
    return Entry(passive, town, "passive") if passive else None


def _with_more(
    view: View,
    entry: Entry,
    later: Sequence[Name],
    found: Sequence[Actor],
    who: Who,
    listener: Listener,
    known: Cues,
    *,
    text: str,
) -> Entry:
    """The entry with the further places of its sentence; a village that the sentence opens with may only hold them."""
    if not _in_settlement(view, entry):
        seen = listed(view, entry.names, found, who, listener, known, text=text)
        return Entry((*entry.names, *fresh((*later, *seen), entry.names)), None, entry.how)
    goes = gone_to(view, found, who, listener, known, text=text, away=True)
    goes = tuple(n for n in fresh(goes, entry.names) if n.strength > 1 and view.tokens[n.first].kind != "person")
    if goes and view.tokens[entry.names[0].last - 1].is_capital:
        plain = len(goes) == 1 and goes[0].strength < _SURE
        return Entry(entry.names if plain else goes, None if plain else entry.names[0], "visit")
    return Entry((*entry.names, *goes), None, entry.how)


def _after_subject(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> tuple[Name, ...]:
    """Machine translation puts the place behind the subject: 'Mayor A at B School looked at ...'."""
    if who.role not in ("leader", "official"):
        return ()
    for actor in found[:3]:
        if (
            actor.kind == "person"
            and (actor.name in listener.cast.names or actor.name in listener.cast.officials)
            and actor.last + 1 < len(view.tokens)
            and view.tokens[actor.last].low in ("in", "at", "to")
        ):
            names = read_names(view, actor.last + 1, known, text=text)
            if names and names[0].strength == 3 and not names[0].is_area:
                return names
    return ()


def _opened_later(view: View, at: int, known: Cues, *, text: str) -> tuple[Name, ...]:
    """The places of further stops in one sentence: '..., and in the sugarcane yard he talked'; 'then at the registry, ...'."""
    out: list[Name] = []
    for cue in view.of("opener"):
        if cue.first <= at + 1 or cue.word not in ("at", "in", "inside", "to"):
            continue
        before = view.words[cue.first - 1]
        if before not in ("and", "then") or (before == "and" and view.tokens[cue.first - 2].text not in ",，;；、"):
            continue
        names = read_names(view, cue.last, known, text=text)
        if names and names[0].strength >= 2 and not names[0].bare and not names[0].is_area:
            after = view.tokens[names[-1].last] if names[-1].last < len(view.tokens) else None
            if after is not None and (
                after.text in ",，" or after.low in ("he", "she", "they", "the", "where") or after.kind == "person"
            ):
                out += fresh(names, out)
    return tuple(out)


def _skip_openers(view: View) -> int:
    """The token after 'Then', 'In the afternoon,', a time of day, and the like."""
    i = 0
    for _ in range(4):
        start = i
        cue = max((c for c in view.cues if c.kind == "then" and c.first == i), key=lambda c: c.last, default=None)
        if cue is not None and not (cue.last - cue.first == 1 and cue.word == "here"):
            i = cue.last
        while i < len(view.tokens) and (
            view.tokens[i].kind == "date"
            or view.tokens[i].text in ",，:：;"
            or (not i and view.tokens[i].low in ("and", "but"))
        ):
            i += 1
        if i == start:
            break
    return i


def _only_town(view: View, entry: Entry) -> bool:
    """Whether the names are a town or region that the sentence only sets out from."""
    first = entry.names[0]
    if entry.how != "opener" or len(entry.names) > 1:
        return False
    opener = next((t.low for t in reversed(view.tokens[: first.first]) if t.low not in ("the", "a", "an")), "")
    if first.is_area and (opener == "in" or first.strength < 3):
        return True
    if (
        opener == "in"
        and first.strength == 2
        and first.last - first.first <= 3
        and all(t.is_capital for t in view.tokens[first.first : first.last])
    ):
        return view.tokens[first.first].kind == "place" or view.tokens[first.first].text.isupper()
    token = view.tokens[first.first]
    return opener == "in" and token.kind == "place" and first.strength == 2 and first.last - first.first <= 2


def _in_settlement(view: View, entry: Entry) -> bool:
    """Whether the sentence opens with 'In the village of X', which may hold the stops it goes on to name."""
    name = entry.names[0]
    opener = next((t.low for t in reversed(view.tokens[: name.first]) if t.low not in ("the", "a", "an")), "")
    return (
        entry.how == "opener"
        and opener == "in"
        and any(t.low in _SETTLEMENTS for t in view.tokens[name.first : name.last])
    )


def _toured(view: View, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'began his tour with X', 'The visit also included X', 'First on her itinerary was X'."""
    words = view.words
    for i, word in enumerate(words[:16]):
        if word in _TOURS or (
            word in ("itinerary", "list", "schedule", "agenda", "programme", "program")
            and "on" in words[max(0, i - 3) : i]
        ):
            begun = any(w in _BEGINS for w in words[max(0, i - 4) : i])
            for k in range(i + 1, min(i + 5, len(words))):
                if (begun and words[k] in ("with", "at", "from", "in", "by")) or words[k] in _INCLUDES:
                    start = k + 1
                    while start < len(words) and words[start] in (
                        "at",
                        "in",
                        "to",
                        "visiting",
                        "inspecting",
                        "the",
                        "up",
                    ):
                        start += 1
                    names = read_names(view, start, known, text=text)
                    if names and not names[0].is_area:
                        return names
    if len(words) > 3 and words[0] == "also" and words[1] in _PASSIVES and words[2] in ("was", "were"):
        return read_names(view, 3, known, text=text)
    return ()


def _said_stop(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """'The next stop was X', 'Next is X'; 'X came last'."""
    hosts = read_names(view, at, known, text=text)
    if hosts and hosts[0].strength == _SURE:
        rest = view.words[hosts[-1].last : hosts[-1].last + 9]
        if any(w in ("had", "received", "got", "welcomed") for w in rest) and any(
            w in ("visitor", "visitors", "visit") for w in rest
        ):
            return Entry(hosts[:1], None, "stop")  # 'X Hospital had an unannounced visitor'
    toured = _toured(view, known, text=text)
    if toured:
        return Entry(toured, None, "stop")
    for cue_read in (_ordinal_stop, _cued_stop):
        names = cue_read(view, known, text=text)
        if names:
            return Entry(names, None, "stop")
    for cue in view.of("stop-before"):
        names = read_names(view, at, known, text=text)
        if names and names[-1].last <= cue.first and cue.first - names[-1].last < 16:
            return Entry(names, None, "stop")
    return None


def _ordinal_stop(view: View, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'The next stop was X', 'The first leg of his guidance was at X'."""
    stop = next(
        (
            i
            for i, w in enumerate(view.words[:9])
            if w in _LEGS and any(b in _ORDINALS for b in view.words[max(0, i - 2) : i])
        ),
        None,
    )
    if stop is not None:
        verb = next(
            (
                i
                for i in range(stop + 1, min(stop + 9, len(view.tokens)))
                if view.tokens[i].low in ("was", "is", "were")
            ),
            None,
        )
        names = read_names(view, verb + 1, known, text=text) if verb is not None else ()
        if (
            verb is not None
            and not names
            and view.tokens[min(verb + 1, len(view.tokens) - 1)].low in ("at", "on", "to", "in")
        ):
            names = read_names(view, verb + 2, known, text=text)
        return names
    return ()


def _cued_stop(view: View, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'Next is X', 'Then came X'."""
    for cue in view.of("stop-after"):
        if cue.first > 8:
            continue
        start = cue.last
        while start < len(view.tokens) and (
            view.tokens[start].kind == "date"
            or view.tokens[start].low in ("at", "on", "was", "is", "of", "saturday", "sunday", "to")
        ):
            start += 1
        names = read_names(view, start, known, text=text)
        if not names and start < len(view.tokens):
            # 'The first leg of his guidance was X'
            later = next(
                (i for i in range(start, min(start + 5, len(view.tokens))) if view.tokens[i].low in ("was", "is")), None
            )
            names = read_names(view, later + 1, known, text=text) if later is not None else ()
        if names:
            return names
    return ()


def _opened(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """'At X, ...', 'In the workshop of X, ...', 'Walk into X, ...', 'Then to X'."""
    cue = max(
        (c for c in view.cues if c.kind in ("opener", "motion") and c.first == at), key=lambda c: c.last, default=None
    )
    if cue is None or any(c.kind == "closing" and c.first <= at + 1 for c in view.cues):
        return None
    names = read_names(view, cue.last, known, text=text)
    names = tuple(n for n in names if n.strength >= 2 and not n.bare)
    if not names:
        # 'Across the parish border, in Alligator Pond, ...'
        comma = next(
            (i for i in range(cue.last, min(cue.last + 7, len(view.tokens))) if view.tokens[i].text in ",，"), None
        )
        if (
            comma is not None
            and any(c.kind == "opener" and c.first == comma + 1 for c in view.cues)
            and cue.kind == "opener"
        ):
            return _opened(view, comma + 1, known, text=text)
    return Entry(names, None, "opener") if names else None


def _bare(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """A sentence of machine translation that opens with the place alone: 'Second phase of Yushan Bay, payroll was ...'."""
    tokens = view.tokens
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].kind in ("person", "date"):
        return None
    name = read_name(view, at, known, text=text)
    if name is None or name.strength < 3 or name.last >= len(tokens):
        return None
    after = tokens[name.last]
    if (
        after.low in ("has", "have", "is", "plants", "produces", "covers")
        and tokens[name.first].kind in ("organisation", "place")
        and re.search("[。，]", text[max(0, view.span.start - 400) : view.span.end])
    ):
        return Entry((name,), None, "bare")
    if after.text == "，" or (after.text == "," and text[after.end : after.end + 1] != " "):
        return Entry((name,), None, "bare")
    return None
