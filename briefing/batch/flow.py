"""The flow of a batch: articles are cut ahead, their passages pooled for the engine, and finished as their lines come.

What is on its way is bounded in articles and in characters, so that memory does not grow with the folder.
"""

import contextlib
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from briefing.batch.desk import Desk, Lost
from briefing.batch.inputs import Input
from briefing.batch.work import Failed, Made, Ready
from briefing.records import Hypothesis, Summariser
from briefing.summarising.pooling import Pool, Written

_MOST_CHARS = 2_000_000  # of the articles on their way


@dataclass(slots=True)
class _Article:
    """An article on its way: `digest` is known once it is cut, `lines` once they are written."""

    item: Input
    chars: int = 0
    digest: str | None = None
    is_cut: bool = False
    lines: Sequence[Sequence[Hypothesis]] | None = None


class Flow:
    """Takes inputs through desk and engine; results come as they are done, in no order.

    As a context manager it lets its threads go. Close the desk before.
    """

    def __init__(self, summariser: Summariser, desk: Desk, *, look_ahead: int) -> None:
        self._desk, self._look_ahead = desk, look_ahead
        self._bell, self._ear = socket.socketpair()
        self._bell.settimeout(0)
        self._ear.settimeout(0)
        self._pool = Pool(summariser, on_done=self._ring)
        self._articles: dict[int, _Article] = {}
        self._chars = 0
        self._tickets = count()  # no ticket is given twice, in however many runs

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.close()
        self._bell.close()
        self._ear.close()

    def run(self, items: Iterable[Input]) -> Iterator[tuple[Input, Made | Failed]]:
        """What became of each input.

        Raises:
            ModelError: the engine failed.
        """
        pending = ((next(self._tickets), item) for item in items)
        more = True
        while more or self._articles:
            moved = False
            if more and self._has_room() and self._desk.has_room():
                ticket, item = next(pending, (0, None))
                more = moved = item is not None
                if item is not None:
                    self._articles[ticket] = _Article(item)
                    self._desk.cut(ticket, item)
            for result in self._desk.results():
                moved = True
                if isinstance(result, Made | Failed):
                    yield self._out(result)
                elif isinstance(result, Lost):
                    self._again(result.ticket)
                else:
                    yield from self._in(result)
            for written in self._pool.collect():
                moved = True
                yield from self._lines(written)
            self._pool.feed(starving=not more or not self._has_room())
            if not moved and self._articles:
                self._wait()

    def _has_room(self) -> bool:
        return len(self._articles) < self._look_ahead and self._chars < _MOST_CHARS

    def _in(self, ready: Ready) -> Iterator[tuple[Input, Made | Failed]]:
        """An article is cut: its passages go into the pool, unless they are there since it was cut before."""
        article = self._articles.get(ready.ticket)
        if article is None:
            self._desk.drop(ready.ticket)
            return
        article.is_cut = True
        if article.digest is None:
            article.digest, article.chars = ready.digest, ready.chars
            self._chars += ready.chars
            self._pool.add(ready.ticket, ready.passages)
        elif article.digest != ready.digest:
            self._desk.drop(ready.ticket)
            error = f"{article.item.name}: changed while the batch ran; run it again"
            yield self._out(Failed(ticket=ready.ticket, error=error, stage="read"))
        elif article.lines is not None:
            self._desk.finish(ready.ticket, article.lines)

    def _lines(self, written: Written) -> Iterator[tuple[Input, Made | Failed]]:
        """The lines of an article are there: it is finished, as soon as it is held by someone who can."""
        article = self._articles.get(written.ticket)
        if article is None:
            return
        if written.error:
            self._desk.drop(written.ticket)
            failed = Failed.of(written.error, ticket=written.ticket, stage="summarise", digest=article.digest)
            yield self._out(failed)
            return
        article.lines = written.hypotheses
        if article.is_cut:
            self._desk.finish(written.ticket, article.lines)

    def _again(self, ticket: int) -> None:
        if article := self._articles.get(ticket):
            article.is_cut = False
            self._desk.cut(ticket, article.item)

    def _out(self, result: Made | Failed) -> tuple[Input, Made | Failed]:
        article = self._articles.pop(result.ticket)
        self._chars -= article.chars
        return article.item, result

    def _ring(self) -> None:
        """Wakes the flow; called from the pool's threads."""
        with contextlib.suppress(OSError):  # full: it will wake anyway; closed: it has ended
            self._bell.send(b"!")

    def _wait(self) -> None:
        """Sleeps until the desk or the engine has something."""
        wait([self._ear, *self._desk.connections])
        with contextlib.suppress(BlockingIOError):
            while self._ear.recv(4096):
                pass
