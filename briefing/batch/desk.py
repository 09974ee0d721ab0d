"""Where the work on single articles is done: at a desk, which is this process or several others."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from briefing.batch.inputs import Input
from briefing.batch.work import Failed, Made, Ready, Work
from briefing.records import Hypothesis


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """An article that was held by a process that is gone: it has to be cut again."""

    ticket: int


Result = Ready | Made | Failed | Lost


class Desk(Protocol):
    """Cuts articles and finishes them; every call comes back at once, and `results` has what is done."""

    @property
    def connections(self) -> Sequence[Connection]:
        """What can be waited for: a connection on which a result arrives."""

    def has_room(self) -> bool:
        """Whether another article could be begun at once."""

    def cut(self, ticket: int, item: Input) -> None:
        """Begins an article: `results` will have it Ready, Failed or, where no engine is needed, Made."""

    def finish(self, ticket: int, hypotheses: Sequence[Sequence[Hypothesis]]) -> None:
        """Ends an article that was Ready: `results` will have it Made or Failed."""

    def drop(self, ticket: int) -> None:
        """Forgets an article that was Ready."""

    def results(self) -> list[Result]:
        """What was done since the last call."""

    def close(self) -> None:
        """Ends it, whatever is under way."""


class OwnDesk:
    """Does everything in this process."""

    connections = ()

    def __init__(self, work: Work) -> None:
        self._work = work
        self._results: list[Result] = []

    def has_room(self) -> bool:
        """Once the results so far have been fetched."""
        return not self._results

    def cut(self, ticket: int, item: Input) -> None:
        """As `Desk.cut`."""
        self._results.append(self._work.cut(ticket, item))

    def finish(self, ticket: int, hypotheses: Sequence[Sequence[Hypothesis]]) -> None:
        """As `Desk.finish`."""
        self._results.append(self._work.finish(ticket, hypotheses))

    def drop(self, ticket: int) -> None:
        """As `Desk.drop`."""
        self._work.drop(ticket)

    def results(self) -> list[Result]:
        """As `Desk.results`."""
        results, self._results = self._results, []
        return results

    def close(self) -> None:
        """Nothing to end."""
