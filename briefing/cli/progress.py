"""How far a batch is: a bar on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.cli.console import say

if TYPE_CHECKING:
    from briefing.batch import Progress

_EVERY_S = 10.0  # between two plain lines


class Pace:
    """How fast articles are briefed; those kept from before do not count.

    Attributes:
        last: the latest progress reported, None before the first.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._start = clock, clock()
        self.last: Progress | None = None

    @property
    def seconds(self) -> float:
        """Since the start."""
        return self._clock() - self._start

    @property
    def rate(self) -> float:
        """Articles a second."""
        return (self.last.done + self.last.failed) / self.seconds if self.last and self.seconds else 0.0

    def left_s(self) -> float | None:
        """Seconds that the rest will take; None while that cannot be told."""
        return (self.last.total - self.last.seen) / self.rate if self.last and self.rate else None

    def line(self) -> str:
        """The counts, the rate and the time left, on one line."""
        now, left = self.last, self.left_s()
        if now is None:
            return "no article yet"
        counts = f"{now.seen}/{now.total} articles: {now.done} briefed, {now.kept} kept, {now.failed} failed"
        return counts + (f"; {self.rate:.1f}/s, {clock_time(left)} left" if left is not None else "")


def clock_time(seconds: float) -> str:
    """A time as people write it: 0:42, 12:03, 2:00:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@contextmanager
def shown(pace: Pace, *, quiet: bool) -> Iterator[Callable[["Progress"], None]]:
    """A function to report to, which keeps `pace` and shows it as the output's kind and `quiet` ask for."""
    if quiet:
        yield _keeping(pace, lambda: None)
    elif sys.stderr.isatty():
        with _bar(pace) as show:
            yield _keeping(pace, show)
    else:
        yield _keeping(pace, _now_and_then(lambda: say(pace.line())))


def _keeping(pace: Pace, show: Callable[[], None]) -> Callable[["Progress"], None]:
    def report(progress: "Progress") -> None:
        pace.last = progress
        show()

    return report


def _now_and_then(show: Callable[[], None]) -> Callable[[], None]:
    due = time.monotonic() + _EVERY_S

    def maybe() -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + _EVERY_S
            show()

    return maybe


@contextmanager
def _bar(pace: Pace) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(BarColumn(), TextColumn("{task.fields[line]}"), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None, line="looking for articles")

        def show() -> None:
            if now := pace.last:
                bar.update(task, total=now.total, completed=now.seen, line=pace.line())

        yield show
