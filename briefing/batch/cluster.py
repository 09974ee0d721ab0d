"""The work of a batch on a Ray cluster, by Ray Data: blocks of articles go to workers, which write the outputs.

Only here and in `node` is Ray known; it is imported when a cluster is asked for.
"""

import contextlib
import logging
import math
import os
import re
import secrets
import signal
import socket
import sys
import threading
import warnings
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing.batch import machine, resuming, stores
from briefing.batch.inputs import Input
from briefing.batch.node import Briefer, Broken, Kept, Orders, Place, Report, Task, reports, rows
from briefing.batch.work import Failed, Made
from briefing.batch.worker import Assignment
from briefing.errors import ClusterError, SettingsError
from briefing.pipeline import Pipeline

_ADDRESS = re.compile(r"auto|local|ray://(?P<host>[^\s:/]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")
_BLOCK = 64  # articles a worker is given at once: enough to fill the engine's batches, few enough to do again
_BLOCKS_A_WORKER = 4  # at least, so that none waits long for the last
_AT_HAND = 2  # blocks at one worker: one under way, one waiting
_CONNECT_S = 5.0
_TRIES = 2  # to join through a client port, behind which a process has to be started that may die at its start
_STORE_BYTES = 200_000_000  # of the local cluster's object store, which holds little: outputs do not pass through it


def check(address: str) -> None:
    """Finds out whether `address` can be one, and whether Ray is there.

    Raises:
        ClusterError: Ray is not installed.
        SettingsError: it is no address.
    """
    if not _ADDRESS.fullmatch(address):
        raise SettingsError(f"{address!r} is not one of auto, local, ray://HOST:PORT", key="cluster")
    _ray(is_own=address == "local")


class Cluster:
    """Briefs articles on the cluster at `address`.

    Args:
        address: `auto`, the cluster that this machine is a node of, or RAY_ADDRESS names; `local`, one that lasts as long
            as the batch; or `ray://HOST:PORT`.
        pipeline: whose settings all workers have.
        assignment: what their worker processes are told.
        out: the output folder, or its URL; articles get marks there then, for want of a journal.
        workers: how many; None or 0: as many as the cluster has room for.

    Raises:
        ClusterError: Ray is not installed.
        SettingsError: `address` is none.
    """

    def __init__(
        self,
        address: str,
        *,
        pipeline: Pipeline,
        assignment: Assignment,
        out: str | Path,
        workers: int | None,
    ) -> None:
        check(address)
        self._address, self._workers = address, workers or None
        assignment = _anywhere(assignment)
        same = Pipeline(assignment.settings, summariser=pipeline.summariser)
        self._orders = Orders(
            assignment=assignment,
            threads=pipeline.settings.threads or 1,
            settings=resuming.settings_digest(same),
            place=Place(out=_absolute(str(out))),
            token=secrets.token_hex(8),
            leaves_marks=stores.is_url(out),
        )

    def run(self, items: Iterable[Input]) -> Iterator[tuple[Input, Made | Failed]]:
        """What became of each input, in no order; the outputs are written by then.

        Raises:
            ClusterError: the cluster cannot be reached, is lost, or a node cannot work.
            OSError: the output folder cannot be written.
        """
        for item, result in self.run_marked(items, marked=frozenset()):
            if not isinstance(result, Kept):
                yield item, result

    def run_marked(
        self, items: Iterable[Input], *, marked: frozenset[Input]
    ) -> Iterator[tuple[Input, Made | Failed | Kept]]:
        """As `run`; what is among `marked` and has its outputs, by what its mark says, is kept.

        Raises:
            ClusterError: the cluster cannot be reached, is lost, or a node cannot work.
            OSError: the output folder cannot be written.
        """
        found = list(items)
        if not found:
            return
        tasks = [
            Task(number=at, item=replace(item, path=_absolute(item.path)), has_mark=item in marked)
            for at, item in enumerate(found)
        ]
        self._orders.place.write_token(self._orders.token)
        ray = _ray()
        with (
            _connected(ray, self._address, cpus=(self._workers or 1) * self._orders.threads),
            contextlib.closing(self._stream(ray, tasks)) as done,
        ):
            for block in _translated(ray, done):
                for report in block:
                    if isinstance(report, Broken):
                        raise ClusterError(f"node {report.node}: {report.reason}")
                    yield found[report.ticket], report

    def _stream(self, ray: Any, tasks: Sequence[Task]) -> Generator[list[Report]]:
        threads = self._orders.threads
        room = sum(int(node["Resources"].get("CPU", 0)) // threads for node in ray.nodes() if node["Alive"])
        if not room:
            raise ClusterError(f"no machine of the cluster has {threads} CPUs for one worker; --threads says how many")
        workers = self._workers or room
        size = max(1, min(_BLOCK, math.ceil(len(tasks) / (_BLOCKS_A_WORKER * workers))))
        blocks = math.ceil(len(tasks) / size)
        arguments = (rows(tasks), self._orders, blocks, min(workers, blocks))
        if not self._address.startswith("ray://"):
            yield from stream(*arguments)
            return
        # Ray Data does not work through a client's connection: it is driven from within the cluster
        conductor = ray.remote(num_cpus=0)(Conductor).remote(*arguments)
        while (block := ray.get(conductor.next.remote())) is not None:
            yield block


class Conductor:
    """Drives the work from within the cluster, for a batch that is outside."""

    def __init__(self, rows: list[dict[str, bytes]], orders: Orders, blocks: int, workers: int) -> None:
        self._done = stream(rows, orders, blocks, workers)

    def next(self) -> list[Report] | None:
        """The next block that is done, None after the last."""
        return next(self._done, None)


def stream(rows: list[dict[str, bytes]], orders: Orders, blocks: int, workers: int) -> Iterator[list[Report]]:
    """The reports of each block, as blocks are done; a block whose worker dies is given to another."""
    import ray.data

    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # what fails comes as an exception
    dataset = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(
        Briefer,
        fn_constructor_args=(orders,),
        batch_size=None,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=workers, max_tasks_in_flight_per_actor=_AT_HAND),
        num_cpus=orders.threads,
    )
    for block in dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
        yield reports(block)


def _anywhere(assignment: Assignment) -> Assignment:
    """The assignment with paths that do not depend on where a process was started."""
    layout, settings = assignment.layout, assignment.settings
    if layout.template:
        layout = replace(layout, template=layout.template.absolute())
    if settings.lexicon:
        settings = settings.replace(lexicon=settings.lexicon.absolute())
    return replace(assignment, layout=layout, settings=settings)


def _absolute(path: str) -> str:
    return path if stores.is_url(path) else os.path.abspath(path)  # noqa: PTH100  a link stays what it is called


@contextmanager
def _connected(ray: Any, address: str, *, cpus: int) -> Iterator[None]:
    options: dict[str, Any] = {"log_to_driver": False}
    match = _ADDRESS.fullmatch(address)
    if match and match["host"]:
        _reach(match["host"].strip("[]"), int(match["port"]), address)
    else:
        options["logging_level"] = logging.ERROR
    if address == "local":
        options |= {
            "num_cpus": max(cpus, machine.cores()),
            "include_dashboard": False,
            "object_store_memory": _STORE_BYTES,
        }
    try:
        _join(ray, address, options)
        yield
    finally:
        ray.shutdown()


def _join(ray: Any, address: str, options: dict[str, Any]) -> None:
    for tries_left in reversed(range(_TRIES)):
        try:
            with warnings.catch_warnings(), _silence(), _same_end():
                warnings.simplefilter("ignore")
                ray.init(address=address, **options)
        except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
            ray.shutdown()
            if not (tries_left and address.startswith("ray://") and isinstance(error, ConnectionError)):
                raise ClusterError(f"--cluster {address}: {_advice(address)} ({_first_line(error)})") from error
        else:
            return


@contextmanager
def _silence() -> Iterator[None]:
    """Sends to nowhere what Ray's C++ part says on standard error while it starts: that it was told to say nothing."""
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextmanager
def _same_end() -> Iterator[None]:
    """Keeps what is done when this process is asked to end, which Ray would else change."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if before is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, before)


def _reach(host: str, port: int, address: str) -> None:
    """Finds out at once what Ray would find out after half a minute."""
    try:
        socket.create_connection((host, port), timeout=_CONNECT_S).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ClusterError(f"--cluster {address}: nothing answers there ({reason}); check host and port") from error


def _advice(address: str) -> str:
    if address == "auto":
        return "no Ray cluster found from here; start one with `ray start --head`, or set RAY_ADDRESS"
    if address == "local":
        return "Ray cannot be started on this machine"
    return "Ray does not let us in; Ray and Python must be of the same versions, and RAY_AUTH_MODE=token set if it is there"


def _translated(ray: Any, blocks: Iterator[list[Report]]) -> Iterator[list[Report]]:
    from ray.exceptions import RayTaskError

    try:
        yield from blocks
    except (ray.exceptions.RayError, ConnectionError) as error:
        if "No module named" in str(error):
            missing = str(error).rpartition("No module named")[2].splitlines()[0].strip()
            reason = f"a node has no module {missing}; install this version of briefing[ray] on every node"
        else:
            told = str(error).rstrip().rpartition("\n")[2] if isinstance(error, RayTaskError) else _first_line(error)
            reason = f"the cluster failed: {told}; the same command goes on where it stopped"
        raise ClusterError(reason) from error


def _first_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[0].strip() if lines else type(error).__name__


def _ray(*, is_own: bool = False) -> Any:
    """Ray, with what it would send home, and print, switched off.

    `is_own`: it is for a cluster of this process alone, whose secret Ray would else write into the home.

    Raises:
        ClusterError: it is not installed.
    """
    if is_own and "ray" not in sys.modules and not any(name.startswith("RAY_AUTH_") for name in os.environ):
        os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import fsspec  # noqa: F401
        import ray.data
    except ImportError as error:
        raise ClusterError(f"--cluster needs Ray: pip install 'briefing[ray]' ({error})") from error
    return ray
