"""Whether the slots of two cards can be one visit's: day, leader, place and sites, each by itself."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np

from briefing.batch.cards import Card, mark
from briefing.batch.likeness import alike_person, same_person, same_place, squeezed, words

Relation = Literal["same", "likely", "open", "other"]

_LATE = dt.timedelta(days=10)  # that an article may come out after the visit it tells of
_EARLY = dt.timedelta(days=1)  # before it, where clocks and time zones differ
_TELLING_NAME, _SHORT_NAME = 7, 3  # letters of a family name that tells who is meant, of one that does not
_LONG_PART = 5  # letters, from where on a part of a name is not in every other name
_NEAR = 2  # days that two accounts of one visit may differ by


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What two cards have in common.

    `day`, `leader` and `place` say whether they are the same; "open" where one of them does not tell. `matched` are the
    sites of the shorter list that the other has too. `is_leg` is set where the one tells of a tour of several days, the
    other of some of them, and someone came along on both.
    """

    day: Relation
    leader: Relation
    place: Relation
    matched: int
    is_leg: bool

    @property
    def is_elsewhere(self) -> bool:
        """Whether the two were to different places."""
        return self.place == "other" and not self.matched

    @property
    def is_same_place(self) -> bool:
        """Whether the two were to one place, or to one site at least."""
        return self.place == "same" or self.matched > 0


def slots(one: Card, other: Card) -> Slots:
    """Compares the slots of two cards."""
    return Slots(
        day=day(one, other),
        leader=leader(one, other),
        place=_place(one, other),
        matched=_matched(one, other),
        is_leg=_is_leg(one, other) or _is_leg(other, one),
    )


def speaks_against(one: Card, other: Card) -> bool:
    """Whether two cards cannot be of one visit: another day, or another leader and no known day in common.

    A day that is off by one or two may be a slip of one article, but not where the place is another one too.
    """
    when = day(one, other)
    if when == "other" or (when != "same" and leader(one, other) == "other"):
        return True
    return when == "open" and bool(one.span and other.span) and slots(one, other).is_elsewhere


def day(one: Card, other: Card) -> Relation:
    """Whether two visits were on one day, as far as their articles tell."""
    a, b = one.span, other.span
    if a and b:
        if a[0] <= b[1] and b[0] <= a[1]:
            return "same"
        nearest = _gap(_may_be(one, one.days), _may_be(other, other.days))
        # one of the two may have been read wrongly, or the one article reports it wrongly
        return "open" if nearest is not None and nearest <= _NEAR else "other"
    if _came_too_early_or_late(one, b) or _came_too_early_or_late(other, a):
        return "other"
    if a is None and b is None and one.published and other.published and abs(one.published - other.published) > _LATE:
        return "other"
    if _gap(_may_be(one, one.days), _may_be(other, other.days)) == 0 or _is_news(one, b) or _is_news(other, a):
        return "likely"
    gap = _gap(_may_be(one, one.firm), _may_be(other, other.firm))
    return "open" if gap is None or gap <= _NEAR else "other"


def _came_too_early_or_late(card: Card, days: tuple[dt.date, dt.date] | None) -> bool:
    """Whether an article without a day came out before a visit on `days`, or long after it."""
    return bool(card.published and days and not days[0] - _EARLY <= card.published <= days[0] + _LATE)


def _is_news(card: Card, days: tuple[dt.date, dt.date] | None) -> bool:
    """Whether an article without a day came out right after a visit on `days`."""
    return bool(card.published and days and card.published - days[1] <= dt.timedelta(days=_NEAR))


def _may_be(card: Card, days: frozenset[int]) -> set[int]:
    """The days of the year that a card's visit may have been on: its own and `days`, but for that of publication."""
    own = {card.day.month * 32 + card.day.day} if card.day else set()
    printed = {card.published.month * 32 + card.published.day} if card.published else set()
    return {_day_of_year(d) for d in own | (days - printed)}


@lru_cache(maxsize=400)
def _day_of_year(day: int) -> int:
    last = monthrange(2024, day // 32)[1]
    return dt.date(2024, day // 32, min(day % 32, last)).timetuple().tm_yday


def _gap(ones: set[int], others: set[int]) -> int | None:
    """How many days the nearest two of two sets lie apart, around New Year too."""
    return min((min(abs(a - b), 365 - abs(a - b)) for a in ones for b in others), default=None)


def leader(one: Card, other: Card) -> Relation:
    """Whether two visits were led by one person, as far as their articles tell."""
    if not one.leaders and not other.leaders:
        return "open"
    if any(same_person(a, b) for a in one.leaders for b in other.leaders):
        return "same"
    if any(_is_named(name, other) for name in one.leaders[:1]) or any(_is_named(n, one) for n in other.leaders[:1]):
        return "same"
    if not one.leaders or not other.leaders:
        return "open"
    return "open" if any(alike_person(a, b) for a in one.leaders for b in other.leaders) else "other"


def _is_named(name: str, card: Card) -> bool:
    """Whether the text of a card has the name run together, all its parts, or one that few people bear.

    Short parts have to stand side by side, the family name first or last: 'Om', 'Kyong' and 'Ho' are also found where
    Om Ju Ho meets Jong Kyong Thaek.
    """
    parts = [part for part in words(name) if len(part) > 1]
    if _has(card, squeezed(name)) or any(len(part) >= _TELLING_NAME and _has(card, part) for part in parts):
        return len(squeezed(name)) > _SHORT_NAME
    if len(parts) < 2 or not all(_has(card, part) for part in parts):
        return False
    orders = (parts, [*parts[1:], parts[0]], [parts[-1], *parts[:-1]])
    return min(map(len, parts)) >= _LONG_PART or any(
        all(_has(card, first + second) for first, second in pairwise(order)) for order in orders
    )


def _has(card: Card, word: str) -> bool:
    at = int(np.searchsorted(card.names, mark(word)))
    return at < len(card.names) and int(card.names[at]) == mark(word)


def _is_leg(one: Card, other: Card) -> bool:
    """Whether the days of the one are some, not all, of the other's, and one person at least came along on both."""
    days, tour = one.span, other.span
    if not days or not tour or days == tour or not tour[0] <= days[0] <= days[1] <= tour[1]:
        return False
    return any(same_person(a, b) for a in one.companions for b in other.companions)


def _place(one: Card, other: Card) -> Relation:
    a = [one.place] if one.place else []
    b = [other.place] if other.place else []
    if any(same_place(x, y) for x in (*a, *one.site_names) for y in b) or any(
        same_place(x, y) for x in a for y in other.site_names
    ):
        return "same"
    return "other" if a and b else "open"


def _matched(one: Card, other: Card) -> int:
    short, long = sorted((one.site_names, other.site_names), key=len)
    return sum(any(same_place(a, b) for b in long) for a in short)
