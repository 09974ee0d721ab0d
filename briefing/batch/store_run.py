"""A batch on a cluster whose output folder is a URL: marks beside the outputs stand for the journal."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from briefing.batch import sources, stores
from briefing.batch.cluster import Cluster
from briefing.batch.inputs import Found, Input
from briefing.batch.node import Kept, Place, output_names
from briefing.batch.report import Failure, Progress, Summary
from briefing.batch.work import Failed
from briefing.errors import InputError
from briefing.records import Briefing
from briefing.rendering import json as briefing_json


def run_in_store(
    out: str,
    found: Found,
    *,
    cluster: Cluster,
    formats: tuple[str, ...],
    overview: bool,
    sample: int,
    seed: int,
    report: Callable[[Progress], None],
) -> Summary:
    """Briefs what was found into `out`, a URL; what is there already for the same bytes and settings stays.

    Beside `briefs/` come tables, index and `failures.jsonl`, as with a folder. There is no journal: what failed is tried
    again, and inputs that are gone are not told of.

    Raises:
        ClusterError: as `Cluster.run`.
        InputError: the output folder cannot be written.
    """
    batch = _StoreBatch(Place(out=out), found, formats=formats, report=report)
    try:
        batch.run(cluster)
        stores.sweep(out)
        if overview:
            batch.overview(sample=sample, seed=seed)
        batch.write_failures()
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror or error}", source=out) from error
    return batch.summary()


class _StoreBatch:
    """One run's state: what is done, and what failed."""

    def __init__(
        self, place: Place, found: Found, *, formats: tuple[str, ...], report: Callable[[Progress], None]
    ) -> None:
        self._place, self._found, self._formats, self._report = place, found, formats, report
        self._failures = [Failure(path=t.name, error=f"{t.name}: {t.reason}", stage="read") for t in found.troubles]
        self._there: list[Input] = []
        self._changed: list[str] = []
        self._done = self._kept = 0

    def run(self, cluster: Cluster) -> None:
        """Sees to every input."""
        marks = self._place.marks()
        marked = frozenset(item for item in self._found.inputs if self._place.mark_of(item.stem) in marks)
        for item, result in cluster.run_marked(self._found.inputs, marked=marked):
            if isinstance(result, Failed):
                self._failures.append(Failure(path=item.name, error=result.error, stage=result.stage))
            else:
                self._there.append(item)
                if isinstance(result, Kept):
                    self._kept += 1
                else:
                    self._done += 1
                    if not sources.is_unchanged(item, result.stamp):
                        self._changed.append(item.name)
            self._report(self._progress())

    def overview(self, *, sample: int, seed: int) -> None:
        """Writes what is made of all briefings together: in a folder of this machine first."""
        from briefing.batch.overview import write_overview  # what writes tables is loaded for them only

        with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
            for path in write_overview(Path(folder), self._stored(Path(folder)), sample_size=sample, seed=seed):
                self._place.write(path.name, path.read_bytes())

    def write_failures(self) -> None:
        """Lists the failures."""
        lines = [json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in sorted(self._failures)]
        self._place.write("failures.jsonl", "".join(lines).encode("utf-8", "backslashreplace"))

    def summary(self) -> Summary:
        """What was done."""
        return Summary(
            progress=self._progress(),
            failures=tuple(sorted(self._failures)),
            changed=tuple(sorted(self._changed)),
            links=self._found.links,
        )

    def _stored(self, folder: Path) -> Iterator[tuple[str, Briefing]]:
        """Every briefing of this run, sorted by input path, with the path of its JSON."""
        for item in sorted(self._there):
            names = output_names(item.stem, self._formats)
            for name in names.values():  # the index links to the pages that it finds
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).touch()
            try:
                text = self._place.read(names["json"]).decode("utf-8")
                yield names["json"], briefing_json.loads(text, name=names["json"])
            except (OSError, UnicodeDecodeError, InputError) as error:
                reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or str(error)
                self._failures.append(Failure(path=item.name, error=f"{item.name}: {reason}", stage="overview"))

    def _progress(self) -> Progress:
        total = len(self._found.inputs) + len(self._found.troubles)
        return Progress(total=total, done=self._done, kept=self._kept, failed=len(self._failures))
