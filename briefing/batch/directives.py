"""Demands that several leaders made, grouped by what they ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing.batch.meaning import Demand as Parsed
from briefing.batch.meaning import demand, same_demand
from briefing.batch.people import Form
from briefing.batch.told import Demand, Told
from briefing.records import DigestDirective

_MOST_COMPARED = 200  # groups that share most words with a demand


@dataclass(slots=True)
class _Group:
    parsed: Parsed
    members: list[tuple[Told, Demand]] = field(default_factory=list)


def heard_from_several(
    told: Sequence[Told], labels: Mapping[Form, str], *, lexicon: Path | None = None
) -> tuple[DigestDirective, ...]:
    """The demands that two and more people made, those of the most people first; `labels` tells people apart.

    A demand joins the first group whose first demand asks for the same thing (`meaning.same_demand`); demands of which
    no speaker is known belong to none.
    """
    groups: list[_Group] = []
    by_sense: dict[str, list[int]] = {}
    for item in told:
        for said in item.demands:
            if said.speaker is None or not said.summary:
                continue
            parsed = demand(said.summary, language=item.language, lexicon=lexicon)
            group = next((groups[i] for i in _near(parsed, by_sense) if same_demand(groups[i].parsed, parsed)), None)
            if group is None:
                group = _Group(parsed)
                for sense in {sense for unit in parsed.units for sense in unit.senses}:
                    by_sense.setdefault(sense, []).append(len(groups))
                groups.append(group)
            group.members.append((item, said))
    found = [line for group in groups if (line := _line(group, labels))]
    return tuple(sorted(found, key=lambda line: (-len(line.speakers), -len(line.articles), line.summary)))


def _near(parsed: Parsed, by_sense: Mapping[str, Sequence[int]]) -> list[int]:
    """The groups that share words with a demand, those that share the most first."""
    shared: dict[int, float] = {}
    for unit in parsed.units:
        for group in {group for sense in unit.senses for group in by_sense.get(sense, ())}:
            shared[group] = shared.get(group, 0.0) + unit.worth
    return sorted(shared, key=lambda group: (-shared[group], group))[:_MOST_COMPARED]


def _line(group: _Group, labels: Mapping[Form, str]) -> DigestDirective | None:
    speakers = dict.fromkeys(labels[said.speaker] for _, said in group.members if said.speaker)
    if len(speakers) < 2:
        return None
    shortest = min(group.members, key=lambda member: (len(member[1].summary), member[0].brief))
    return DigestDirective(
        summary=shortest[1].summary,
        speakers=tuple(speakers),
        articles=tuple(dict.fromkeys(item.name for item, _ in group.members)),
        evidence=tuple(quote for _, said in group.members for quote in said.evidence),
    )
