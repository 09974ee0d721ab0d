"""In what the articles of one group contradict each other: days, leaders, places, and how many sites and other things there were."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.batch.cards import Card
from briefing.batch.likeness import same_person, same_place

Slot = Literal["date", "leader", "place", "sites", "figure"]

_NEAR = 2.0  # times a figure that another one may be, to be the same thing counted otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A slot that the members of a group fill in different ways.

    `values` are pairs of a value and the names of the articles that have it, the commonest first; an article that does
    not fill the slot is in none. `message` says it in words: 'one source says 4 sites, another 3'.
    """

    slot: Slot
    values: tuple[tuple[str, tuple[str, ...]], ...]
    message: str


def conflicts(cards: Sequence[Card]) -> tuple[Conflict, ...]:
    """The conflicts between the cards of one group."""
    dates = _sorted_out(cards, lambda card: _written(card) if card.day else None, _are_nested)
    leaders = _sorted_out(cards, lambda card: card.leaders[0] if card.leaders else None, same_person)
    places = _sorted_out(cards, lambda card: card.place, lambda a, b: _same_place(a, b, cards))
    sites = _sorted_out(cards, lambda card: str(len(card.site_names)) if card.sites else None, lambda a, b: a == b)
    found = (
        _conflict("date", dates),
        _conflict("leader", leaders),
        _conflict("place", places),
        _conflict("sites", sites, " site" if sites and sites[0][0] == "1" else " sites"),
    )
    return (*(conflict for conflict in found if conflict), *_figures(cards))


def _figures(cards: Sequence[Card]) -> Iterator[Conflict]:
    """What the articles count differently: a unit that has one number in each of them, and not the same."""
    held: dict[str, list[tuple[float, str]]] = {}
    for card in cards:
        for unit, number in card.counts:
            held.setdefault(unit, []).append((number, card.name))
    for unit in sorted(held):
        numbers = {number for number, _ in held[unit]}
        if len(numbers) < 2 or max(numbers) > _NEAR * min(numbers):
            continue
        by_number = [(f"{n:,.10g}", [name for other, name in held[unit] if other == n]) for n in sorted(numbers)]
        conflict = _conflict(
            "figure",
            sorted(by_number, key=lambda item: -len(item[1])),
            " " + (unit if unit.endswith(("s", "cent")) else f"{unit}s"),
        )
        if conflict:
            yield conflict


def _written(card: Card) -> str:
    first, last = card.span or (None, None)
    return f"{first}" if first == last else f"{first} to {last}"


def _are_nested(one: str, other: str) -> bool:
    """Whether one of two written spans holds the other: a day of a tour does not contradict the tour."""
    a, b = one.split(" to "), other.split(" to ")
    return (a[0] <= b[0] and b[-1] <= a[-1]) or (b[0] <= a[0] and a[-1] <= b[-1])


def _same_place(one: str, other: str, cards: Sequence[Card]) -> bool:
    """Whether two places are one, or one is a stop of the article that calls the visit's place by the other."""
    if same_place(one, other):
        return True
    return any(
        card.place in (one, other) and any(same_place(x, site) for x in (one, other) if x != card.place for site in card.site_names)
        for card in cards
    )  # fmt: skip


def _sorted_out(
    cards: Sequence[Card], value: Callable[[Card], str | None], same: Callable[[str, str], bool]
) -> list[tuple[str, list[str]]]:
    """The values with the articles that have them; of values that are the same the first stands."""
    found: list[tuple[str, list[str]]] = []
    for card in cards:
        own = value(card)
        if own is None:
            continue
        holders = next((names for known, names in found if same(known, own)), None)
        if holders is None:
            found.append((own, [card.name]))
        else:
            holders.append(card.name)
    return sorted(found, key=lambda item: -len(item[1]))


def _conflict(slot: Slot, found: Sequence[tuple[str, Sequence[str]]], unit: str = "") -> Conflict | None:
    if len(found) < 2:
        return None
    parts = []
    for at, (value, names) in enumerate(found):
        many = len(names) > 1
        who = f"{len(names)} sources say" if many else "one source says"
        if at:
            who = f"{len(names)}" if many else "another" if at == 1 and len(found) == 2 else "one"
        parts.append(f"{who} {value}" + (unit if at == 0 else ""))
    values = tuple((value, tuple(names)) for value, names in found)
    return Conflict(slot=slot, values=values, message=", ".join(parts))
