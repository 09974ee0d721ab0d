"""A desk of several worker processes: each reads, cuts and finishes articles of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any

from briefing.batch.desk import Lost, Result
from briefing.batch.inputs import Input
from briefing.batch.work import Failed, Ready, timeout_message
from briefing.batch.worker import Assignment
from briefing.errors import BriefingError, ModelError
from briefing.records import Hypothesis

_QUEUED = 2  # articles begun by one worker at once: one under way, one at hand
_TRIES = 2  # at an article whose worker dies of something else than its time limit
_PROGRAM = "from briefing.batch.worker import main; main({})"
_STARTS = 3  # of workers in a row that die before they are ready


@dataclass(slots=True)
class _Worker:
    """One process: `tasks` are those it has not answered yet, in order; `held` the articles between their halves."""

    process: "subprocess.Popen[bytes]"
    connection: Connection
    is_ready: bool = False
    tasks: deque[tuple[str, int]] = field(default_factory=deque)
    held: set[int] = field(default_factory=set)


class WorkerDesk:
    """A desk of `count` processes.

    A worker that dies is replaced, and what it held is cut again elsewhere. The article at which it died is given up
    if it ran out of time, else tried once more.
    """

    def __init__(self, assignment: Assignment, count: int) -> None:
        self._assignment = assignment
        self._results: list[Result] = []
        self._backlog: deque[tuple[int, Input]] = deque()
        self._deaths: dict[int, int] = {}
        self._holder: dict[int, _Worker] = {}
        self._false_starts = 0
        self._count = count
        self._workers: list[_Worker] = []  # started with the first article: there may be none left to do

    @property
    def connections(self) -> Sequence[Connection]:
        """The workers' connections."""
        return [worker.connection for worker in self._workers]

    def has_room(self) -> bool:
        """Whether a worker has less at hand than it may have."""
        return not self._backlog and (not self._workers or any(len(w.tasks) < _QUEUED for w in self._workers))

    def cut(self, ticket: int, item: Input) -> None:
        """As `Desk.cut`."""
        if not self._workers:
            self._workers = [self._start() for _ in range(self._count)]
        self._backlog.append((ticket, item))
        self._hand_out()

    def finish(self, ticket: int, hypotheses: Sequence[Sequence[Hypothesis]]) -> None:
        """As `Desk.finish`."""
        worker = self._holder.get(ticket)
        if worker is not None:  # else it was lost with its worker: it will be Ready again
            self._send(worker, "finish", ticket, hypotheses)

    def drop(self, ticket: int) -> None:
        """As `Desk.drop`."""
        worker = self._holder.pop(ticket, None)
        if worker is not None:
            worker.held.discard(ticket)
            self._post(worker, ("drop", (ticket,)))

    def results(self) -> list[Result]:
        """As `Desk.results`.

        Raises:
            BriefingError: workers cannot be started.
            ModelError: they cannot load a model.
        """
        for connection in wait(self.connections, timeout=0):
            worker = next(w for w in self._workers if w.connection is connection)
            try:
                while worker.connection.poll():
                    self._take(worker, worker.connection.recv())
            except (EOFError, OSError):
                self._bury(worker)
        self._hand_out()
        results, self._results = self._results, []
        return results

    def close(self) -> None:
        """Ends the processes at once; they have nothing that could be lost."""
        for worker in self._workers:
            worker.process.kill()
            worker.connection.close()
        for worker in self._workers:
            worker.process.wait()

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen(  # noqa: S603  this program itself
                [sys.executable, "-P", "-c", _PROGRAM.format(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                    "OPENBLAS_NUM_THREADS": "1",  # several processes share the cores
                },
                process_group=0,  # else Ctrl-C would reach it too
            )
        worker = _Worker(process, Connection(ours.detach()))
        with contextlib.suppress(OSError):  # it died at once: its end will be noticed with the others'
            worker.connection.send(self._assignment)
        return worker

    def _take(self, worker: _Worker, answer: Any) -> None:
        if not worker.is_ready:
            if answer != "ready":
                raise ModelError(answer[0], model=answer[1])
            worker.is_ready = True
            self._false_starts = 0
            return
        _, ticket = worker.tasks.popleft()
        if isinstance(answer, Ready):
            worker.held.add(ticket)
            self._holder[ticket] = worker
        else:
            worker.held.discard(ticket)
            self._holder.pop(ticket, None)
        self._results.append(answer)

    def _hand_out(self) -> None:
        while self._backlog:
            worker = min(self._workers, key=lambda w: (len(w.tasks), len(w.held)))
            if len(worker.tasks) >= _QUEUED:
                return
            ticket, item = self._backlog.popleft()
            self._send(worker, "cut", ticket, item)

    def _send(self, worker: _Worker, kind: str, ticket: int, argument: Any) -> None:
        worker.tasks.append((kind, ticket))
        self._post(worker, (kind, (ticket, argument)))

    def _post(self, worker: _Worker, message: tuple[str, tuple[Any, ...]]) -> None:
        with contextlib.suppress(OSError):  # it has died: `results` will find that out
            worker.connection.send(message)

    def _bury(self, worker: _Worker) -> None:
        """Puts a new worker in the place of a dead one and sees to the articles that it had."""
        worker.connection.close()
        status = worker.process.wait()
        if not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _STARTS:
                raise BriefingError(f"worker processes cannot be started (status {status}); try --workers 0")
        culprit = worker.tasks[0][1] if worker.tasks and worker.is_ready else None
        lost = dict.fromkeys([*worker.held, *(ticket for _, ticket in worker.tasks)])
        for ticket in lost:
            self._holder.pop(ticket, None)
        if culprit is not None and (error := self._blame(culprit, status)):
            del lost[culprit]
            stage = "segment" if worker.tasks[0][0] == "cut" else "compose"
            self._results.append(Failed(ticket=culprit, error=error, stage=stage))
        self._results += [Lost(ticket=ticket) for ticket in lost]
        self._workers[self._workers.index(worker)] = self._start()

    def _blame(self, ticket: int, status: int) -> str | None:
        """Why an article is given up whose worker died with `status`, None if it is to be tried again."""
        if status == -signal.SIGALRM:
            return timeout_message(self._assignment.timeout_s)
        self._deaths[ticket] = self._deaths.get(ticket, 0) + 1
        if self._deaths[ticket] < _TRIES:
            return None
        how = f"signal {-status}" if status < 0 else f"status {status}"
        return f"the process that worked on it ended with {how}, {_TRIES} times"
