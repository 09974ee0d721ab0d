"""What runs on a node of a Ray cluster: it briefs articles by the dozen and writes their outputs where all nodes do.

An output's name and bytes depend on its article alone, and it is put into its place whole; so a block of articles that
Ray hands out again, because a worker died, ends in the files that it would have ended in at first.
"""

import hashlib
import pickle
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.batch import outputs, resuming, sources, stores
from briefing.batch.flow import Flow
from briefing.batch.inputs import Input
from briefing.batch.work import Failed, Layout, Made
from briefing.batch.worker import Assignment
from briefing.batch.workers import WorkerDesk
from briefing.errors import BriefingError, ClusterError
from briefing.pipeline import Pipeline

if TYPE_CHECKING:
    import pyarrow as pa

_LOOK_AHEAD = 256
_TOKEN = ".briefing/cluster"  # noqa: S105  by which a node knows the output folder
_MARKS = ".briefing/done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The output folder, as every node sees it: a path on a shared disk, or a URL."""

    out: str

    def write(self, name: str, data: bytes) -> None:
        """Writes the file `name`, a path relative to the folder; whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        if stores.is_url(self.out):
            stores.write(stores.join(self.out, name), data)
        else:
            outputs.write_atomically(Path(self.out, name), data)

    def read(self, name: str) -> bytes:
        """The bytes of the file `name`.

        Raises:
            OSError: it is not there, or cannot be read.
        """
        if stores.is_url(self.out):
            return stores.read(stores.join(self.out, name))
        return Path(self.out, name).read_bytes()

    def has(self, name: str) -> bool:
        """Whether the file `name` is there."""
        if not stores.is_url(self.out):
            return Path(self.out, name).is_file()
        try:
            stores.status(stores.join(self.out, name))
        except OSError:
            return False
        return True

    def names(self, folder: str) -> set[str]:
        """The files below `folder`, relative to it; for URLs only.

        Raises:
            OSError: the store does not answer.
        """
        try:
            return {name for _, name in stores.find(stores.join(self.out, folder))}
        except FileNotFoundError:
            return set()

    def write_token(self, token: str) -> None:
        """Leaves a token, so that a node can tell this folder from one of the same name on a disk of its own."""
        self.write(_TOKEN, token.encode())

    def marks(self) -> set[str]:
        """The marks there are, each of which says of what an article's outputs were made."""
        return {f"{_MARKS}/{name}" for name in self.names(_MARKS)}

    def mark_of(self, stem: str) -> str:
        """The name of an article's mark."""
        return f"{_MARKS}/{stem}.json"  # stems are chosen so that no folder has this name


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a node is told at its start.

    Attributes:
        assignment: of its worker process, which does all but the engine's work.
        threads: of the engine.
        settings: digest of everything that decides a briefing, as the batch's own machine has it.
        place: where outputs go.
        token: what has to stand there.
        leaves_marks: whether each article gets a mark, for want of a journal.
    """

    assignment: Assignment
    threads: int
    settings: str
    place: Place
    token: str
    leaves_marks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An article to brief: its number in the batch, and whether it has a mark from before."""

    number: int
    item: Input
    has_mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article whose outputs are there already, of the same bytes and settings."""

    ticket: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A node that cannot work at all, and why."""

    node: str
    reason: str


Report = Made | Failed | Kept | Broken


def output_names(stem: str, formats: Sequence[str]) -> dict[str, str]:
    """The files of one article by format, relative to the output folder."""
    return {format: path.as_posix() for format, path in resuming.outputs_of(Path("briefs"), stem, formats).items()}


class Briefer:
    """The function that Ray Data maps over blocks of articles; one for each actor, which keeps engine and worker process.

    A Made comes back without its bytes: they are written by then.
    """

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._flow: Flow | None = None
        self._max_bytes = orders.assignment.settings.max_bytes

    def __call__(self, block: "pa.Table") -> "pa.Table":
        """A block of pickled tasks to a block of pickled reports."""
        import pyarrow as pa

        tasks = [pickle.loads(task) for task in block["task"].to_pylist()]  # noqa: S301  Ray would unpickle them itself
        reports = [pickle.dumps(report) for report in self.brief(tasks)]
        return pa.table({"report": pa.array(reports, pa.binary())})

    def brief(self, tasks: Sequence[Task]) -> list[Report]:
        """What became of each article, in no order."""
        try:
            if self._flow is None:
                self._flow = self._start()
            kept = [task for task in tasks if task.has_mark and self._is_done(task)]
            left = [task for task in tasks if task not in kept]
            numbers = {task.item: task.number for task in left}
            results = self._flow.run(task.item for task in left)
            reports = [replace(self._written(item, result), ticket=numbers[item]) for item, result in results]
            return [*(Kept(ticket=task.number) for task in kept), *reports]
        except BriefingError as error:
            return [Broken(node=socket.gethostname(), reason=str(error))]

    def _start(self) -> Flow:
        orders = self._orders
        try:
            is_shared = orders.place.read(_TOKEN) == orders.token.encode()
        except OSError:
            is_shared = False
        if not is_shared:
            raise ClusterError(f"does not see {orders.place.out}; all nodes must share the output folder")
        pipeline = Pipeline(orders.assignment.settings.replace(threads=orders.threads))
        if resuming.settings_digest(pipeline) != orders.settings:
            raise ClusterError("has another version of briefing, of its model or of the lexicon; install the same")
        return Flow(pipeline.summariser, WorkerDesk(orders.assignment, 1), look_ahead=_LOOK_AHEAD)

    def _written(self, item: Input, result: Made | Failed) -> Made | Failed:
        """Writes the outputs of an article that was briefed."""
        if isinstance(result, Failed):
            return result
        place, layout = self._orders.place, self._orders.assignment.layout
        names = output_names(item.stem, layout.formats)
        try:
            for format, content in result.outputs:
                place.write(names[format], content)
            if self._orders.leaves_marks:
                place.write(place.mark_of(item.stem), self._key(result.digest))
        except OSError as error:
            reason = f"{item.name}: {error.strerror or error}"
            return Failed(ticket=result.ticket, error=reason, stage="write", digest=result.digest)
        return replace(result, outputs=())

    def _is_done(self, task: Task) -> bool:
        """Whether the mark tells of the same bytes, settings, layout and formats, and the outputs are there."""
        place, stem = self._orders.place, task.item.stem
        digest = sources.digest_of(task.item, max_bytes=self._max_bytes)
        try:
            is_same = digest is not None and place.read(place.mark_of(stem)) == self._key(digest)
        except OSError:
            return False
        return is_same and all(map(place.has, output_names(stem, self._orders.assignment.layout.formats).values()))

    def _key(self, digest: str) -> bytes:
        layout: Layout = self._orders.assignment.layout
        parts = [digest, self._orders.settings, resuming.layout_digest(layout), *layout.formats]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest().encode()


def rows(tasks: Iterable[Task]) -> list[dict[str, bytes]]:
    """The tasks as Ray Data takes them."""
    return [{"task": pickle.dumps(task)} for task in tasks]


def reports(block: "pa.Table") -> list[Report]:
    """What a block that came back holds."""
    return [pickle.loads(report) for report in block["report"].to_pylist()]  # noqa: S301  as above
