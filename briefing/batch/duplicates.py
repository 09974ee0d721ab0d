"""Which briefings tell of one visit: copies of one text, and retellings of one visit in other words.

In this genre plain likeness of texts misleads: two visits of one leader share more boilerplate than two accounts of one
visit. So copies are found by shingles, and stand only where day and place do not speak against it; retellings are
found by day, leader, place and sites, and by names and figures that stand in each text in words of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from briefing.batch.cards import Card, card_of, mark
from briefing.batch.comparing import Likeness, containment, likeness
from briefing.batch.conflicts import Conflict, conflicts
from briefing.batch.likeness import squeezed
from briefing.batch.pairing import frequencies, pairs_sharing
from briefing.records import Briefing

Kind = Literal["copy", "retelling"]

_COPIED = 0.8  # of the shorter text's shingles, from where on only day and place together speak against a copy
_MOSTLY_COPIED = 0.6  # from where on a text is a copy if a slot says so and none speaks against it
_PARTLY_COPIED = 0.4  # from where on it is one if day, leader, and place or sites all say so
_LEAST_SHINGLES = 4  # that two sketches have in common before they are compared
_LEAST_MARKS = 3  # likewise of names and figures
_OWN_WORDS = 0.17  # share of the poorer text's telling words that two accounts of one visit have in common
_UNKNOWN_LEADER = 0.1  # more than that, where one article does not tell who led the visit
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


def groups(briefings: Iterable[tuple[str, Briefing]]) -> tuple[Group, ...]:
    """The groups among named briefings, sorted; a briefing that is alone is in none.

    The briefings are taken one by one and not kept: of each a card of about three kilobytes stays (`cards.Card`). The
    time grows with their number, not with its square. The answer does not depend on their order.

    Raises:
        ValueError: two briefings have one name.
    """
    return grouped(card_of(name, briefing) for name, briefing in briefings)


def grouped(cards: Iterable[Card]) -> tuple[Group, ...]:
    """The groups among `cards`, as `groups` finds them among briefings."""
    sorted_cards = sorted(cards, key=lambda card: card.name)
    if len({card.name for card in sorted_cards}) < len(sorted_cards):
        raise ValueError("two briefings have one name")
    ties = _Ties(sorted_cards)
    for i, j in _exact(sorted_cards):
        ties.tie(i, j, "copy")
    for i, j in _near_copies(sorted_cards):
        ties.tie(i, j, "copy")
    for i, j in _retellings(sorted_cards):
        ties.tie(i, j, "retelling")
    return tuple(ties.groups())


def _exact(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    first: dict[bytes, int] = {}
    for at, card in enumerate(cards):
        if (known := first.setdefault(card.digest, at)) != at:
            yield known, at


def _near_copies(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Pairs of cut, re-headlined or slightly changed copies, the surest first."""
    found = []
    for i, j in pairs_sharing([card.shingles for card in cards], least=_LEAST_SHINGLES):
        share = containment(cards[i], cards[j])
        if share >= _PARTLY_COPIED and _is_copy(share, likeness(cards[i], cards[j], frequencies={}, total=len(cards))):
            found.append((-share, i, j))
    return ((i, j) for _, i, j in sorted(found))


def _is_copy(share: float, found: Likeness) -> bool:
    """Whether two texts that share so much are one text, as far as the slots tell."""
    elsewhere = found.place == "other" and not found.matched
    if share >= _COPIED:
        return not (found.day == "other" and elsewhere)
    if found.day == "other" or found.leader == "other" or elsewhere:
        return False
    slots = (found.day in ("same", "likely")) + (found.leader == "same") + (found.place == "same" or found.matched > 0)
    return slots == 3 or (share >= _MOSTLY_COPIED and slots > 0)


def _retellings(cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
    """Pairs that tell of one visit, the surest first."""
    seen = frequencies([card.marks for card in cards])
    keys = [np.array(sorted(set(_visit_keys(card))), dtype=np.uint32) for card in cards]
    candidates = set(pairs_sharing(keys, least=1))
    candidates.update(pairs_sharing([card.marks for card in cards], least=_LEAST_MARKS, most_common=_RARE))
    found = []
    for i, j in sorted(candidates):
        like = likeness(cards[i], cards[j], frequencies=seen, total=len(cards))
        if _is_retelling(like):
            found.append((-like.share - (like.sites or 0.0) - (like.day == "same"), i, j))
    return ((i, j) for _, i, j in sorted(found))


def _visit_keys(card: Card) -> Iterator[int]:
    """A hash for each leader on each of the first days of the visit."""
    if card.span:
        for name in card.leaders:
            for day in range(card.span[0].toordinal(), min(card.span[1].toordinal(), card.span[0].toordinal() + 6) + 1):
                yield mark(f"{squeezed(name)} {day}")


def _is_retelling(found: Likeness) -> bool:
    """Whether two texts that are no copies tell of one visit: no slot speaks against it, and they share enough.

    How much is enough depends on the slots: the surer day, leader and places are the same, the less of the text.
    """
    if "other" in (found.day, found.leader):
        return False
    wanted = _OWN_WORDS
    wanted -= {"same": 0.06, "likely": 0.03}.get(found.day, 0.0)
    wanted -= 0.03 if found.place == "same" or found.matched else 0.0
    wanted += _UNKNOWN_LEADER if found.leader == "open" else 0.0
    return found.share >= wanted and found.own >= _LEAST_OWN


class _Ties:
    """Cards that are tied together, directly or through others; no tie joins cards that tell of different days."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        self._of = list(range(len(cards)))
        self._members = {i: [i] for i in self._of}
        self._copies = list(range(len(cards)))

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
            cards = [self._cards[i] for i in members]
            yield Group(
                name=cards[0].name,
                kind="copy" if len(sets) == 1 else "retelling",
                members=tuple(card.name for card in cards),
                copies=tuple(tuple(self._cards[i].name for i in s) for s in sets.values() if len(s) > 1),
                conflicts=conflicts(cards),
            )

    def _copy_of(self, i: int) -> int:
        while self._copies[i] != i:
            self._copies[i] = self._copies[self._copies[i]]
            i = self._copies[i]
        return i

    def _contradict(self, a: int, b: int) -> bool:
        ones, others = self._members[a][:_MOST_CHECKED], self._members[b][:_MOST_CHECKED]
        cards = self._cards
        return any(
            "other" in (found.day, found.leader)
            for i in ones
            for j in others
            for found in [likeness(cards[i], cards[j], frequencies={}, total=len(cards))]
        )
