"""The batch: inputs in order, a journal, outputs as they finish."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import rendering
from briefing.batch import inputs, machine, outputs, points, resuming, sources, stores
from briefing.batch.desk import Desk, OwnDesk
from briefing.batch.flow import Flow
from briefing.batch.inputs import Found, Input
from briefing.batch.journal import Journal, Row
from briefing.batch.report import Failure, Progress, Summary
from briefing.batch.stored import stored
from briefing.batch.work import Failed, Layout, Made, Work, time_limit
from briefing.errors import InputError, SettingsError
from briefing.pipeline import Pipeline
from briefing.rendering import Pages, PaperName
from briefing.summarising.extractive_engine import ExtractiveSummariser

if TYPE_CHECKING:
    from briefing.batch.cluster import Cluster
    from briefing.batch.worker import Assignment

_LOOK_AHEAD = 256


def run(
    sources_: Sequence[str | Path] | str | Path,
    out: str | Path,
    *,
    pipeline: Pipeline,
    formats: Sequence[str] = ("json",),
    listed: Sequence[str] | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    workers: int | None = 0,
    cluster: str | None = None,
    timeout_s: float = 120.0,
    retry_failed: bool = False,
    prune: bool = False,
    overview: bool = True,
    sample: int = 0,
    seed: int = 0,
    paper: PaperName = "a4",
    pages: Pages = "one",
    template: Path | None = None,
    look_ahead: int = _LOOK_AHEAD,
    report: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Briefs every article of `sources_` into `out`; what `out` already holds for the same bytes and settings stays.

    Outputs: `out/briefs/` mirrors the input tree; tables and index are made of all of it (`overview.write_overview`);
    `out/failures.jsonl` lists the failures; `out/.briefing/` is the journal. A run that was killed at any moment is
    completed by the same call.

    Args:
        sources_: folders, files and JSONL files: `inputs.find`.
        out: the output folder; with a cluster it may be a URL, as sources may (`stores`).
        pipeline: what makes the briefings.
        formats: what is written besides JSON.
        listed: more inputs, as `inputs.find` takes them.
        include: patterns of the files to take from folders; without, those that end as articles do.
        exclude: patterns of files and folders to pass over.
        workers: processes that read, cut, check and render; 0: this one does; None: as suits the machine. On a cluster:
            its workers; 0 or None: as many as it has room for.
        cluster: address of a Ray cluster on which the work is done: `auto`, `local` or `ray://HOST:PORT`.
        timeout_s: longest time that one of them may spend on an article before or after the engine; 0: no limit.
        retry_failed: whether to try articles again that failed before and did not change.
        prune: whether to remove the outputs of inputs that are no longer there.
        overview: whether to write tables and index of everything that `out` then holds.
        sample: lines to draw, beside their evidence, for checking by hand.
        seed: another one draws other lines.
        paper: as for `rendering.render`.
        pages: as for `rendering.render`.
        template: as for `rendering.render`, for the formats that have templates.
        look_ahead: articles on their way at once; they are what is lost, and done again, when the run is killed.
        report: called after every article.

    Raises:
        ClusterError: Ray is not installed, or the cluster cannot be reached or fails.
        InputError: no article, or an output folder that cannot be written or is in use.
        ModelError: the model cannot be loaded or fails.
        RenderError: an unknown format, or a template that cannot be read.
        SettingsError: a pattern or an address that cannot be understood, or a URL without a cluster.
    """
    wanted = tuple(dict.fromkeys(["json", *(rendering.known(f) for f in formats)]))
    layout = Layout(formats=wanted, paper=paper, pages=pages, template=template)
    given = [sources_] if isinstance(sources_, str | Path) else sources_
    _check_places([*given, out], cluster=cluster, prune=prune)
    found = inputs.find(
        given,
        listed=listed,
        out=out if stores.is_url(out) else Path(out),
        include=include,
        exclude=exclude,
        max_bytes=pipeline.settings.max_bytes,
    )
    hired = (
        _cluster(cluster, pipeline, layout, out=out, workers=workers, timeout_s=timeout_s)
        if cluster is not None
        else None
    )
    if hired and isinstance(out, str) and stores.is_url(out):
        from briefing.batch.store_run import run_in_store

        return run_in_store(
            out, found, cluster=hired, formats=wanted, overview=overview, sample=sample, seed=seed, report=report
        )
    out = Path(out)
    with Journal(out / ".briefing") as journal:
        points.reached("journal opened")
        outputs.sweep(out)
        points.reached("leftovers swept")
        batch = _Batch(pipeline, out, layout, journal=journal, found=found, retry_failed=retry_failed, report=report)
        if hired:
            batch.run_on(hired)
        else:
            if workers is None:
                workers = _suitable_workers(pipeline, articles=len(found.inputs))
            with contextlib.closing(_desk(pipeline, layout, workers=workers, timeout_s=timeout_s)) as desk:
                batch.run(desk, look_ahead=look_ahead)
        batch.end(prune=prune)
        if overview:
            batch.overview(sample=sample, seed=seed)
        batch.write_failures()
        return batch.summary()


def _check_places(places: Sequence[str | Path], *, cluster: str | None, prune: bool) -> None:
    """Finds out whether the URLs among sources and output folder can be served; the output folder comes last."""
    for place in places:
        if isinstance(place, str) and stores.is_url(place):
            if cluster is None:
                raise SettingsError(f"{place}: URLs are for batches on a cluster: --cluster", key="cluster")
            stores.canonical(place)  # or there is no way to it
    if prune and stores.is_url(places[-1]):
        raise SettingsError("what is gone is known by the journal of a folder; there is none behind a URL", key="prune")


def _suitable_workers(pipeline: Pipeline, *, articles: int) -> int:
    alone, tagger = _needs_no_engine(pipeline), pipeline.settings.segmenter == "tagger"
    return machine.workers(machine.cores(), articles=articles, alone=alone, tagger=tagger)


def _cluster(
    address: str, pipeline: Pipeline, layout: Layout, *, out: str | Path, workers: int | None, timeout_s: float
) -> "Cluster":
    from briefing.batch.cluster import Cluster

    assignment = _assignment(pipeline, layout, timeout_s=timeout_s)
    return Cluster(address, pipeline=pipeline, assignment=assignment, out=out, workers=workers)


def _desk(pipeline: Pipeline, layout: Layout, *, workers: int, timeout_s: float) -> Desk:
    """Who does the work on single articles; without a model to wait for, the lines too."""
    alone = _needs_no_engine(pipeline)
    if not workers:
        pipeline.warm_up()
        return OwnDesk(Work(pipeline, layout, alone=alone, limit=partial(time_limit, timeout_s)))
    from briefing.batch.workers import WorkerDesk

    return WorkerDesk(_assignment(pipeline, layout, timeout_s=timeout_s), workers)


def _assignment(pipeline: Pipeline, layout: Layout, *, timeout_s: float) -> "Assignment":
    from briefing.batch.worker import Assignment

    alone = _needs_no_engine(pipeline)
    settings = pipeline.settings.replace(threads=1)  # several processes share the cores
    return Assignment(
        settings=settings.replace(model="extractive") if alone else settings,
        info=pipeline.summariser.info,
        layout=layout,
        alone=alone,
        timeout_s=timeout_s,
    )


def _needs_no_engine(pipeline: Pipeline) -> bool:
    return type(pipeline.summariser) is ExtractiveSummariser


class _Batch:
    """One run's state: counts and failures."""

    def __init__(
        self,
        pipeline: Pipeline,
        out: Path,
        layout: Layout,
        *,
        journal: Journal,
        found: Found,
        retry_failed: bool,
        report: Callable[[Progress], None],
    ) -> None:
        self._pipeline, self._layout, self._journal, self._found = pipeline, layout, journal, found
        self._out, self._briefs, self._retry_failed, self._report = out, out / "briefs", retry_failed, report
        self._settings = resuming.settings_digest(pipeline)
        self._layout_digest = resuming.layout_digest(layout)
        self._failures = [Failure(path=t.name, error=f"{t.name}: {t.reason}", stage="read") for t in found.troubles]
        self._stems = frozenset(item.stem for item in found.inputs)
        self._changed: list[str] = []
        self._gone: list[Row] = []
        self._done = self._kept = 0

    def run(self, desk: Desk, *, look_ahead: int) -> None:
        """Sees to every input."""
        with Flow(self._pipeline.summariser, desk, look_ahead=look_ahead) as flow:
            self._take(flow.run(self._left()))

    def run_on(self, cluster: "Cluster") -> None:
        """Sees to every input, on a cluster, whose workers write the outputs themselves.

        Raises:
            ClusterError: it cannot be reached or fails.
            InputError: the output folder cannot be written.
        """
        try:
            self._take(cluster.run(self._left()))
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror or error}", source=str(self._out)) from error
        outputs.sweep(self._out)  # what workers that died have left half written

    def _take(self, results: Iterable[tuple[Input, Made | Failed]]) -> None:
        for item, result in results:
            if isinstance(result, Made):
                self._made(item, result)
            else:
                self._failed(item, result)
            self._report(self._progress())

    def end(self, *, prune: bool) -> None:
        """Looks for inputs of earlier runs that are gone."""
        names = {item.name for item in self._found.inputs}
        unseen = tuple(trouble.prefix for trouble in self._found.troubles)  # what is there may well be there still
        self._gone = [r for r in self._journal.rows() if r.name not in names and not r.name.startswith(unseen)]
        for row in self._gone:
            if prune or row.error is not None:
                with contextlib.suppress(OSError):  # it stays known, and the next run tries again
                    self._remove_outputs(row)
                    self._journal.forget(row.name)

    def overview(self, *, sample: int, seed: int) -> None:
        """Writes what is made of all briefings together."""
        from briefing.batch.overview import write_overview  # what writes tables is loaded for them only

        def refuse(name: str, error: InputError) -> None:
            self._failures.append(Failure(path=name, error=f"{name}: {error.reason}", stage="overview"))

        try:
            write_overview(self._out, stored(self._out, self._journal, refused=refuse), sample_size=sample, seed=seed)
        except OSError as error:
            reason = f"tables and index cannot be written: {error.strerror or error}"
            self._failures.append(Failure(path="index.html", error=reason, stage="overview"))
            return
        points.reached("overview written")

    def write_failures(self) -> None:
        """Lists the failures; that the list cannot be written is one more."""
        lines = [json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in sorted(self._failures)]
        try:
            data = "".join(lines).encode("utf-8", "backslashreplace")
            outputs.write_atomically(self._out / "failures.jsonl", data)
        except OSError as error:
            reason = f"cannot be written: {error.strerror or error}"
            self._failures.append(Failure(path="failures.jsonl", error=reason, stage="write"))
            return
        points.reached("failures written")

    def summary(self) -> Summary:
        """What was done."""
        return Summary(
            progress=self._progress(),
            failures=tuple(sorted(self._failures)),
            gone=tuple(row.name for row in self._gone if row.error is None),
            changed=tuple(sorted(self._changed)),
            links=self._found.links,
        )

    def _left(self) -> Iterator[Input]:
        """The inputs that have to go through the pipeline; sees to the others on the way."""
        for item in self._found.inputs:
            row = self._journal.find(item.name)
            rest = row and resuming.rest(
                item,
                row,
                settings=self._settings,
                layout=self._layout_digest,
                briefs=self._briefs,
                formats=self._layout.formats,
                max_bytes=self._pipeline.settings.max_bytes,
            )
            if row is None or rest == "everything" or (row.error is not None and self._retry_failed):
                yield item
                continue
            if row.error is not None:
                self._failures.append(Failure(path=item.name, error=row.error, stage=row.stage or ""))
            elif rest == "pages" and not self._pages(item, row):
                yield item
                continue
            else:
                self._kept += 1
            self._report(self._progress())

    def _pages(self, item: Input, row: Row) -> bool:
        """Writes the pages that are missing, from the JSON that is there; whether that could be done."""
        path = resuming.outputs_of(self._briefs, item.stem, ["json"])["json"]
        try:
            made = resuming.pages_again(path, pipeline=self._pipeline, layout=self._layout)
            self._write(item, made)
            formats = self._layout.formats
            stale = row.layout != self._layout_digest
            kept = formats if stale else tuple(dict.fromkeys([*row.formats, *formats]))
            self._remove_outputs(row, stem=item.stem, keep=kept)
            self._record(item, digest=row.digest, formats=kept)
        except Exception:  # noqa: BLE001  all is done anew then, and that will say what is wrong
            return False
        return True

    def _made(self, item: Input, made: Made) -> None:
        """Writes a briefing and notes it."""
        try:
            self._write(item, made.outputs)
            points.reached("outputs written")
            if row := self._journal.find(item.name):
                self._remove_outputs(row, stem=item.stem, keep=self._layout.formats)
            self._record(item, digest=made.digest, formats=self._layout.formats)
        except OSError as error:
            reason = error.strerror or str(error)
            self._failures.append(Failure(path=item.name, error=f"{item.name}: {reason}", stage="write"))
            return
        self._done += 1
        if not sources.is_unchanged(item, made.stamp):
            self._changed.append(item.name)

    def _failed(self, item: Input, failed: Failed) -> None:
        """Notes a failure, and removes what an earlier run made of the input before it was what it is now."""
        self._failures.append(Failure(path=item.name, error=failed.error, stage=failed.stage))
        if failed.stage == "write":
            return  # the disk's fault, not the article's
        digest = failed.digest
        if digest is None and failed.stage != "read":
            digest = sources.digest_of(item, max_bytes=self._pipeline.settings.max_bytes)
        if digest is None:
            return  # it could not even be read, which may be better next time
        with contextlib.suppress(OSError):  # then it is simply tried again
            if row := self._journal.find(item.name):
                self._remove_outputs(row, stem=item.stem)
            self._record(item, digest=digest, formats=(), failed=failed)

    def _write(self, item: Input, made: Sequence[tuple[str, bytes]]) -> None:
        paths = resuming.outputs_of(self._briefs, item.stem, [format for format, _ in made])
        for format, content in made:
            outputs.write_atomically(paths[format], content)

    def _record(self, item: Input, *, digest: str, formats: tuple[str, ...], failed: Failed | None = None) -> None:
        self._journal.record(
            Row(
                name=item.name,
                stem=item.stem,
                digest=digest,
                settings=self._settings,
                layout=self._layout_digest,
                formats=formats,
                error=failed.error if failed else None,
                stage=failed.stage if failed else None,
                traceback=failed.traceback if failed else None,
            )
        )
        points.reached("article recorded")

    def _remove_outputs(self, row: Row, *, stem: str | None = None, keep: Sequence[str] = ()) -> None:
        """Removes what `row` tells of: unless it is another input's now, and but for `keep` of an input with this stem."""
        if row.stem in self._stems and row.stem != stem:
            return
        old = [format for format in row.formats if row.stem != stem or format not in keep]
        for path in resuming.outputs_of(self._briefs, row.stem, old).values():
            outputs.remove(path, up_to=self._briefs)
            points.reached("old output removed")

    def _progress(self) -> Progress:
        total = len(self._found.inputs) + len(self._found.troubles)
        return Progress(total=total, done=self._done, kept=self._kept, failed=len(self._failures))
