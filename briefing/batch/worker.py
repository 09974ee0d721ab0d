"""A worker process: takes articles over a connection, holds them between their two halves, and sends results back.

It ends when its connection does, so that it never outlives the batch; and by the timer signal, whose default it leaves
in place, when an article takes longer than allowed, even inside a library that never comes back to the interpreter.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from briefing.batch import machine
from briefing.batch.work import Layout, Work
from briefing.errors import ModelError
from briefing.pipeline import Pipeline
from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a worker is told at its start; with `alone` it writes the lines too, by a model of its own."""

    settings: Settings
    info: ModelInfo
    layout: Layout
    alone: bool
    timeout_s: float


class _Absent:
    """Stands for the batch's summariser, of which a worker needs to know who it is only."""

    def __init__(self, info: ModelInfo) -> None:
        self.info = info

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        raise NotImplementedError("the batch's own process has the model")


def main(descriptor: int) -> None:
    """Serves the connection with this file descriptor until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the batch, which then lets its workers go
    with contextlib.suppress(EOFError, OSError):  # the batch has ended
        _serve(Connection(descriptor))


def _serve(connection: Connection) -> None:
    tasks: SimpleQueue[tuple[str, tuple[Any, ...]] | None] = SimpleQueue()
    assignment: Assignment = connection.recv()
    try:
        work = _work(assignment)
    except ModelError as error:
        connection.send((error.reason, error.model))
        return
    machine.calm_collector()
    connection.send("ready")
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    while task := tasks.get():
        kind, arguments = task
        if kind == "drop":
            work.drop(*arguments)
            continue
        connection.send(work.cut(*arguments) if kind == "cut" else work.finish(*arguments))


def _work(assignment: Assignment) -> Work:
    summariser = None if assignment.alone else _Absent(assignment.info)
    work = Work(
        Pipeline(assignment.settings, summariser=summariser),
        assignment.layout,
        alone=assignment.alone,
        limit=lambda: _deadline(assignment.timeout_s),
    )
    work.warm_up()
    return work


def _receive(connection: Connection, tasks: "SimpleQueue[tuple[str, tuple[Any, ...]] | None]") -> None:
    """Takes tasks in as they come, so that the batch never waits to get rid of one."""
    while True:
        try:
            tasks.put(connection.recv())
        except (EOFError, OSError):
            tasks.put(None)
            return


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
