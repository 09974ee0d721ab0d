"""What tables, index and sample are made from: every briefing without its article, in a file, sorted by input path."""

import pickle
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from briefing.batch.cards import Card, card_of
from briefing.batch.duplicates import Group, grouped
from briefing.batch.people import Form, Identity, identify
from briefing.records import Briefing, Official

_MOST_SAID = 300  # letters of a conflict's message


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One briefing without its `text`; `path` leads to its JSON from the output folder, with slashes.

    `group` is what this article and others are that tell of one visit, None where it is alone.
    """

    path: str
    group: "Grouping | None"
    briefing: Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Articles about one visit: the input path of the first, and what they tell differently, in words."""

    name: str
    conflicts: tuple[str, ...]


class Gathered:
    """Iterates over the entries as often as wanted; `people` tells who is meant by each name and title.

    `briefings` come with the paths of their JSON; each is read once. What is kept of them lies in `file`; in memory
    there are names, and the cards by which duplicates are found, some three kilobytes each, while these are looked for.
    """

    def __init__(self, briefings: Iterable[tuple[str, Briefing]], file: IO[bytes]) -> None:
        self._file = file
        self._at: list[tuple[str, str, int]] = []
        forms: Counter[Form] = Counter()

        def cards() -> Iterator[Card]:
            for path, briefing in briefings:
                forms.update(cast(briefing).values())
                self._at.append((briefing.source.name, path, self._file.tell()))
                pickle.dump(replace(briefing, text=""), self._file, protocol=pickle.HIGHEST_PROTOCOL)
                yield card_of(path, briefing)

        groups = grouped(cards())
        self._at.sort()
        self._groups = dict(_groupings(groups, names={path: name for name, path, _ in self._at}))
        self.people: Mapping[Form, Identity] = identify(forms)

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[Entry]:
        for _, path, start in self._at:
            self._file.seek(start)
            briefing: Briefing = pickle.load(self._file)  # noqa: S301  our own file, which has no name
            yield Entry(path=path, group=self._groups.get(path), briefing=briefing)

    def cast(self, briefing: Briefing) -> dict[str, Identity]:
        """Who is meant by each name of an article."""
        return {name: self.people[form] for name, form in cast(briefing).items()}


@contextmanager
def gather(briefings: Iterable[tuple[str, Briefing]], *, folder: Path) -> Iterator[Gathered]:
    """`briefings` gathered, by means of a file in `folder` that has no name and is gone at the end."""
    with tempfile.TemporaryFile(dir=folder) as file:
        yield Gathered(briefings, file)


def _groupings(groups: Iterable[Group], names: Mapping[str, str]) -> Iterator[tuple[str, Grouping]]:
    """For each path of a group's member its grouping; `names` are the articles at the paths."""
    for group in groups:
        first = min(names[path] for path in group.members)
        grouping = Grouping(name=first, conflicts=tuple(_short(conflict.message) for conflict in group.conflicts))
        yield from ((path, grouping) for path in group.members)


def _short(message: str) -> str:
    """`message`, cut where it is longer than a reader would want; a large group would have it in each of its rows."""
    return message if len(message) <= _MOST_SAID else message[:_MOST_SAID].rsplit(",", 1)[0] + ", …"


def cast(briefing: Briefing) -> dict[str, Form]:
    """The people of an article by name: leaders and companions with their titles, and others who are quoted or led."""
    event = briefing.event
    officials: list[Official] = [*event.leaders, *event.companions]
    others = [*(site.leader for site in briefing.sites), *(directive.speaker for directive in briefing.directives)]
    forms: dict[str, Form] = {}
    for official in officials:
        known = forms.get(official.name)
        if known is None or known.title is None:
            forms[official.name] = Form(name=official.name, title=official.title)
    for name in filter(None, others):
        forms.setdefault(name, Form(name=name, title=None))
    return forms
