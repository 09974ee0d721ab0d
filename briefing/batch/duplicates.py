"""Which briefings tell of one visit: copies of one text, and retellings of one visit in other words.

In this genre plain likeness of texts misleads: two visits of one leader share more boilerplate than two accounts of one
visit. So copies are found by shingles, and stand only where day and place do not speak against it; retellings are
found by day, leader, place and sites, and by names and figures that stand in each text in words of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from briefing.batch.cards import Card, card_of
from briefing.batch.comparing import Slots, slots, speaks_against
from briefing.batch.conflicts import Conflict, conflicts
from briefing.batch.pairing import pairs_sharing
from briefing.batch.shelf import Shelf
from briefing.batch.texts import Rarity, containment, own_words
from briefing.records import Briefing

Kind = Literal["copy", "retelling"]

_COPIED = 0.8  # of the shorter text's shingles, from where on only day and place together speak against a copy
_MOSTLY_COPIED = 0.6  # from where on a text is a copy if a slot says so and none speaks against it
_PARTLY_COPIED = 0.4  # from where on it is one if day, leader, and place or sites all say so
_LEAST_SHINGLES = 4  # that two sketches have in common before they are compared
_LEAST_MARKS = 3  # likewise of names and figures
_OWN_WORDS = 0.15  # share of the poorer text's telling words that two accounts of one visit have in common
_UNKNOWN_LEADER = 0.1  # more than that, where one article does not tell who led the visit
_OTHER_LEADER = 0.25  # likewise, where they name different ones on the same day
_OTHER_PLACE = 0.1  # likewise, where they went to different places, no site in common
_LEAST_OWN = 25.0  # bits of them, in all
_RARE = 24  # cards; what stands in more of them brings no two together
_MOST_CHECKED = 24  # members of a group that a new one is held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Two or more articles that tell of one visit, or are one text.

    Attributes:
        name: that of its first member; groups are sorted by it.
        kind: "copy" where all members are copies of one text, else "retelling".
        members: names of the articles, sorted.
        copies: the members that are copies of one another, each set sorted; members without a copy are in none.
        conflicts: what the members contradict each other in.
    """

    name: str
    kind: Kind
    members: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]


def groups(briefings: Iterable[tuple[str, Briefing]], *, folder: Path | None = None) -> tuple[Group, ...]:
    """The groups among named briefings, sorted; a briefing that is alone is in none.

    The briefings are taken one by one and not kept: of each a card of a few kilobytes goes to a temporary file in
    `folder` (where None: the system's). The time grows with their number, not with its square. The answer does not
    depend on their order.

    Raises:
        ValueError: two briefings have one name.
    """
    return grouped((card_of(name, briefing) for name, briefing in briefings), folder=folder)


def grouped(cards: Iterable[Card], *, folder: Path | None = None) -> tuple[Group, ...]:
    """The groups among `cards`, as `groups` finds them among briefings."""
    with Shelf(cards, folder=folder) as shelf:
        ties = _Ties(shelf)
        for i, j in _exact(shelf):
            ties.tie(i, j, "copy")
        for i, j in _near_copies(shelf):
            ties.tie(i, j, "copy")
        for i, j in _retellings(shelf):
            ties.tie(i, j, "retelling")
        return tuple(ties.groups())


def _exact(shelf: Shelf) -> Iterator[tuple[int, int]]:
    first: dict[bytes, int] = {}
    for at, digest in enumerate(shelf.digests):
        if (known := first.setdefault(digest, at)) != at:
            yield known, at


def _near_copies(shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Pairs of cut, re-headlined or slightly changed copies, the surest first."""
    found = []
    for i, j in _each(pairs_sharing(shelf.shingles, least=_LEAST_SHINGLES)):
        share = containment(shelf[i], shelf[j])
        if share >= _PARTLY_COPIED and _is_copy(share, slots(shelf[i], shelf[j])):
            found.append((-share, i, j))
    return ((i, j) for _, i, j in sorted(found))


def _is_copy(share: float, found: Slots) -> bool:
    """Whether two texts that share so much are one text, as far as the slots tell."""
    if share >= _COPIED:
        return not (found.day == "other" and found.is_elsewhere)
    if found.day == "other" or found.leader == "other" or found.is_elsewhere:
        return False
    speaking = (found.day in ("same", "likely")) + (found.leader == "same") + found.is_same_place
    return speaking == 3 or (share >= _MOSTLY_COPIED and speaking > 0)


def _retellings(shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Pairs that tell of one visit, the surest first."""
    led_that_day = pairs_sharing(shelf.visits, least=1)
    alike = pairs_sharing(shelf.marks, least=_LEAST_MARKS, most_common=_RARE)
    candidates = np.unique(np.concatenate([led_that_day, alike]), axis=0)
    rarity = Rarity(shelf.marks, shelf.occasions)
    found = []
    for i, j in _each(candidates):
        one, other = shelf[i], shelf[j]
        if speaks_against(one, other):
            continue
        own, share = own_words(one, other, rarity)
        like = slots(one, other)
        if own >= _LEAST_OWN and share >= _wanted(like):
            found.append((_wanted(like) - share, i, j))
    return ((i, j) for _, i, j in sorted(found))


def _each(pairs: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    return ((int(i), int(j)) for i, j in pairs)


def _wanted(found: Slots) -> float:
    """The share of telling words in which one visit is known again: the surer the slots are, the less of them."""
    wanted = _OWN_WORDS - {"same": 0.06, "likely": 0.03}.get(found.day, 0.0)
    wanted += -0.03 if found.is_same_place else _OTHER_PLACE if found.is_elsewhere else 0.0
    wanted -= 0.03 if found.is_leg and found.is_same_place else 0.0  # the one tells what the other leaves out
    return wanted + {"open": _UNKNOWN_LEADER, "other": _OTHER_LEADER}.get(found.leader, 0.0)


class _Ties:
    """Cards that are tied together, directly or through others; no tie joins cards that tell of different days."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._of = list(range(len(shelf)))
        self._members = {i: [i] for i in self._of}
        self._copies = list(range(len(shelf)))

    def tie(self, i: int, j: int, kind: Kind) -> None:
        """Joins the groups of two cards, unless one member of the one group speaks against one of the other."""
        if kind == "copy":
            self._copies[self._copy_of(j)] = self._copy_of(i)
        a, b = self._of[i], self._of[j]
        if a == b or (kind == "retelling" and self._contradict(a, b)):
            return
        small, large = sorted((a, b), key=lambda at: (len(self._members[at]), at))
        for member in self._members[small]:
            self._of[member] = large
        self._members[large] += self._members.pop(small)

    def groups(self) -> Iterator[Group]:
        """The groups of two and more, sorted."""
        for members in sorted(sorted(group) for group in self._members.values() if len(group) > 1):
            sets: dict[int, list[int]] = {}
            for member in members:
                sets.setdefault(self._copy_of(member), []).append(member)
            cards = [self._shelf[i] for i in members]
            yield Group(
                name=cards[0].name,
                kind="copy" if len(sets) == 1 else "retelling",
                members=tuple(card.name for card in cards),
                copies=tuple(tuple(self._shelf[i].name for i in s) for s in sets.values() if len(s) > 1),
                conflicts=conflicts(cards),
            )

    def _copy_of(self, i: int) -> int:
        while self._copies[i] != i:
            self._copies[i] = self._copies[self._copies[i]]
            i = self._copies[i]
        return i

    def _contradict(self, a: int, b: int) -> bool:
        ones, others = self._members[a][:_MOST_CHECKED], self._members[b][:_MOST_CHECKED]
        pairs = ((self._shelf[i], self._shelf[j]) for i in ones for j in others)
        return any(speaks_against(one, other) for one, other in pairs)
