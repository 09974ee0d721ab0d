"""Passages of many articles pooled into batches, which the engine decodes while the caller goes on with other work.

A batch holds jobs of exactly one length in tokens: padding changes int8 results, equal lengths do not. So a line never
depends on the articles beside it, and a pool that holds many articles still fills its batches.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Protocol, Self, runtime_checkable

from briefing.errors import ModelError
from briefing.records import Hypothesis, Passage, Summariser

_PLAIN_BATCH = 1024  # passages handed at most to a summariser that says nothing of batches


@runtime_checkable
class PoolingSummariser(Protocol):
    """A summariser that tells which passages go together; one that does not is called in the caller's own thread.

    Attributes:
        lanes: how many batches it writes at once; `write` is called from that many threads and one more.
        batch_size: how many jobs make a full batch.
    """

    @property
    def lanes(self) -> int:
        """As above."""

    @property
    def batch_size(self) -> int:
        """As above."""

    def prepare(self, passages: Sequence[Passage]) -> Sequence[Any]:
        """A job for each passage; its `size` says with which others it goes, its `line` is set if it needs no model."""

    def write(self, jobs: Sequence[Any]) -> Sequence[Sequence[Hypothesis]]:
        """The hypotheses for each job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The hypotheses of all passages added under one ticket, or what went wrong with one of them."""

    ticket: int
    hypotheses: tuple[Sequence[Hypothesis], ...] = ()
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the answer to a job belongs."""

    ticket: int
    at: int
    job: Any


class _Open:
    """An article in the pool: answers so far, and the sizes of its jobs that no batch holds yet."""

    def __init__(self, count: int) -> None:
        self.answers: list[Sequence[Hypothesis]] = [()] * count
        self.missing = count
        self.unsent: list[int] = []
        self.error: Exception | None = None


class Pool:
    """Takes passages under tickets, makes batches of them, and gives each ticket's hypotheses back when all are there.

    To be used from one thread; the batches run in threads of their own. `on_done` is called, from one of these as a
    rule, whenever a batch is done. As a context manager it lets its threads go.
    """

    def __init__(self, summariser: Summariser, *, on_done: Callable[[], None] = lambda: None) -> None:
        self._summariser: PoolingSummariser = (
            summariser if isinstance(summariser, PoolingSummariser) else _Plain(summariser)
        )
        self._on_done = on_done
        self._waiting: dict[int, deque[_Place]] = defaultdict(deque)
        self._open: dict[int, _Open] = {}
        self._done: deque[Written] = deque()
        self._landed: SimpleQueue[tuple[list[_Place], Future[list[Any]]]] = SimpleQueue()
        self._running = 0
        lanes = self._summariser.lanes
        # one thread more than lanes: while a batch is unmasked, the next one is already in its place
        self._threads = ThreadPoolExecutor(lanes + 1, thread_name_prefix="lines") if lanes else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets the threads go; batches that did not start are dropped, running ones are not waited for."""
        if self._threads:
            self._threads.shutdown(wait=False, cancel_futures=True)

    def __len__(self) -> int:
        """How many tickets are not given back yet."""
        return len(self._open) + len(self._done)

    def add(self, ticket: int, passages: Sequence[Passage]) -> None:
        """Puts an article's passages into the pool."""
        article = self._open[ticket] = _Open(len(passages))
        try:
            jobs = self._summariser.prepare(passages)
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001  a bug in one article's passages must not cost the others theirs
            article.error, article.missing, jobs = error, 0, ()
        for at, job in enumerate(jobs):
            if job.line is not None:
                article.answers[at] = [job.line]
                article.missing -= 1
            else:
                article.unsent.append(job.size)
                self._waiting[job.size].append(_Place(ticket, at, job))
        self._close_if_complete(ticket)

    def feed(self, *, starving: bool) -> None:
        """Hands full batches to the engine; if `starving`, because no more will come for now, also smaller ones.

        Smaller ones only as far as the engine has nothing else to do, the fullest first, but never at the cost of the
        oldest article.
        """
        full = self._summariser.batch_size
        for size in sorted(self._waiting, reverse=True):
            while len(self._waiting.get(size, ())) >= full:
                self._send(size)
        while starving and self._waiting and self._running < 2 * self._summariser.lanes + (self._threads is None):
            fullest = max(self._waiting, key=lambda size: (len(self._waiting[size]), size))
            if len(self._waiting[fullest]) * 2 < full:
                oldest = next(article for article in self._open.values() if article.unsent)
                fullest = max(oldest.unsent, key=lambda size: (len(self._waiting[size]), size))
            self._send(fullest)

    def collect(self, *, wait: bool = False) -> list[Written]:
        """What is ready; with `wait` at least one, if a batch is running or done.

        Raises:
            ModelError: the engine failed.
        """
        while not self._landed.empty() or (wait and not self._done and self._running):
            self._land(*self._landed.get())
        ready = list(self._done)
        self._done.clear()
        return ready

    def _send(self, size: int) -> None:
        group = self._waiting[size]
        batch = [group.popleft() for _ in range(min(len(group), self._summariser.batch_size))]
        if not group:
            del self._waiting[size]
        for place in batch:
            self._open[place.ticket].unsent.remove(size)
        jobs = [place.job for place in batch]
        self._running += 1
        if self._threads is None:
            future: Future[list[Any]] = Future()
            future.set_result(_answers(self._summariser, jobs))
            self._announce(batch, future)
        else:
            future = self._threads.submit(_answers, self._summariser, jobs)
            future.add_done_callback(lambda done: self._announce(batch, done))

    def _announce(self, batch: list[_Place], done: "Future[list[Any]]") -> None:
        self._landed.put((batch, done))
        self._on_done()

    def _land(self, batch: list[_Place], done: "Future[list[Any]]") -> None:
        self._running -= 1
        for place, answer in zip(batch, done.result(), strict=True):
            article = self._open[place.ticket]
            article.missing -= 1
            if isinstance(answer, Exception):
                article.error = article.error or answer
            else:
                article.answers[place.at] = answer
            self._close_if_complete(place.ticket)

    def _close_if_complete(self, ticket: int) -> None:
        article = self._open[ticket]
        if article.missing:
            return
        del self._open[ticket]
        if article.error:
            self._done.append(Written(ticket=ticket, error=article.error))
        else:
            self._done.append(Written(ticket=ticket, hypotheses=tuple(article.answers)))


def _answers(summariser: PoolingSummariser, jobs: list[Any]) -> list[Any]:
    """The hypotheses for each job, or the exception that it alone raises."""
    try:
        return list(summariser.write(jobs))
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001  as above: only the article at fault is to fail
        if len(jobs) == 1:
            return [error]
        return [answer for job in jobs for answer in _answers(summariser, [job])]


@dataclass(frozen=True, slots=True)
class _PlainJob:
    passage: Passage
    size: int = 0
    line: None = None


class _Plain:
    """A summariser that knows `summarise` only, as one that pools: any passages go together, one batch at a time."""

    lanes = 0

    def __init__(self, summariser: Summariser) -> None:
        self._summariser = summariser
        self.batch_size: int = getattr(summariser, "batch_size", _PLAIN_BATCH)

    def prepare(self, passages: Sequence[Passage]) -> list[_PlainJob]:
        return [_PlainJob(passage) for passage in passages]

    def write(self, jobs: Sequence[_PlainJob]) -> list[list[Hypothesis]]:
        return self._summariser.summarise([job.passage for job in jobs])
