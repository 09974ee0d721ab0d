"""Places and sites that were visited more than once."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefing.batch.likeness import distinctive, generic, same_word, words
from briefing.batch.told import Told
from briefing.records import DigestPlace, DigestVisit, Quote

_Kind = Literal["place", "site"]


@dataclass(slots=True)
class _Place:
    """`visits` are told apart by first article and day."""

    names: list[str]
    kind: _Kind
    visits: dict[tuple[str, dt.date | None], list[Quote]] = field(default_factory=dict)
    leaders: list[str] = field(default_factory=list)


def visited_often(visits: Sequence[DigestVisit], told: Sequence[Told]) -> tuple[DigestPlace, ...]:
    """The places and sites of two and more of `visits`, the most visited first.

    A name counts once a day and article. Names are one place's where their distinctive words are the same and their kinds do not
    differ ('Hengda Plant', 'the Hengda plant', but not 'Hengda Hospital'); a name without such a word is nobody's.
    """
    quotes = {
        (item.name, site): found
        for item in told
        for visit in item.visits
        for site, found in zip(visit.sites, visit.stops, strict=True)
    }
    known: list[_Place] = []
    by_word: dict[str, list[_Place]] = {}
    for visit in visits:
        for kind, name in _names(visit):
            key = _key(name)
            if key is None:
                continue
            place = next((p for p in by_word.get(key, ()) if _is_same(p.names[0], name)), None)
            if place is None:
                place = _Place([name], kind)
                known.append(place)
                by_word.setdefault(key, []).append(place)
            place.names.append(name)
            evidence = next((quotes[a, name] for a in visit.articles if (a, name) in quotes), visit.evidence)
            place.visits.setdefault((visit.articles[0], visit.date), list(evidence))
            place.leaders += [visit.leader] if visit.leader else []
    often = sorted((p for p in known if len(p.visits) > 1), key=lambda p: -len(p.visits))
    return tuple(
        DigestPlace(
            name=min(place.names, key=lambda n: (len(n), n)),
            kind=place.kind,
            visits=tuple(article for article, _ in place.visits),
            leaders=tuple(dict.fromkeys(place.leaders)),
            evidence=tuple(quote for found in place.visits.values() for quote in found),
        )
        for place in often
    )


def _names(visit: DigestVisit) -> Iterator[tuple[_Kind, str]]:
    if visit.place:
        yield "place", visit.place
    for site in visit.sites:
        if site != visit.place:
            yield "site", site


def _key(name: str) -> str | None:
    """What a place is looked up by: the start of its first distinctive word, which spelling seldom touches."""
    own = distinctive(name)
    return min(own)[:3] if own else None


def _is_same(one: str, other: str) -> bool:
    a, b = distinctive(one), distinctive(other)
    if len(a) != len(b) or not all(any(same_word(w, o) for o in b) for w in a):
        return False
    kinds = [frozenset(w.rstrip("s") for w in words(name) if w in generic()) for name in (one, other)]
    return not kinds[0] or not kinds[1] or bool(kinds[0] & kinds[1])
