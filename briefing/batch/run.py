"""The batch: inputs in order, a journal, outputs as they finish."""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from briefing import rendering
from briefing.batch import inputs, machine, outputs, points, resuming, sources
from briefing.batch.desk import Desk, OwnDesk
from briefing.batch.flow import Flow
from briefing.batch.inputs import Found, Input
from briefing.batch.journal import Journal, Row
from briefing.batch.report import Failure, Progress, Summary
from briefing.batch.stored import stored
from briefing.batch.work import Failed, Layout, Made, Work, time_limit
from briefing.errors import InputError
from briefing.pipeline import Pipeline
from briefing.rendering import Pages, PaperName
from briefing.summarising.extractive_engine import ExtractiveSummariser

_LOOK_AHEAD = 256


def run(
    sources_: Sequence[str | Path] | str | Path,
    out: Path,
    *,
    pipeline: Pipeline,
    formats: Sequence[str] = ("json",),
    listed: Sequence[str] | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    workers: int | None = 0,
    timeout_s: float = 120.0,
    retry_failed: bool = False,
    prune: bool = False,
    overview: bool = True,
    sample: int = 0,
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
        out: the output folder.
        pipeline: what makes the briefings.
        formats: what is written besides JSON.
        listed: more inputs, as `inputs.find` takes them.
        include: patterns of the files to take from folders; without, those that end as articles do.
        exclude: patterns of files and folders to pass over.
        workers: processes that read, cut, check and render; 0: this one does; None: as suits the machine.
        timeout_s: longest time that one of them may spend on an article before or after the engine; 0: no limit.
        retry_failed: whether to try articles again that failed before and did not change.
        prune: whether to remove the outputs of inputs that are no longer there.
        overview: whether to write tables and index of everything that `out` then holds.
        sample: lines to draw, beside their evidence, for checking by hand.
        paper: as for `rendering.render`.
        pages: as for `rendering.render`.
        template: as for `rendering.render`, for the formats that have templates.
        look_ahead: articles on their way at once; they are what is lost, and done again, when the run is killed.
        report: called after every article.

    Raises:
        InputError: no article, or an output folder that cannot be written or is in use.
        ModelError: the model cannot be loaded or fails.
        RenderError: an unknown format, or a template that cannot be read.
        SettingsError: a pattern that cannot be understood.
    """
    wanted = tuple(dict.fromkeys(["json", *(rendering.known(f) for f in formats)]))
    layout = Layout(formats=wanted, paper=paper, pages=pages, template=template)
    found = inputs.find(
        [sources_] if isinstance(sources_, str | Path) else sources_,
        listed=listed,
        out=out,
        include=include,
        exclude=exclude,
        max_bytes=pipeline.settings.max_bytes,
    )
    with Journal(out / ".briefing") as journal:
        points.reached("journal opened")
        outputs.sweep(out)
        points.reached("leftovers swept")
        batch = _Batch(pipeline, out, layout, journal=journal, found=found, retry_failed=retry_failed, report=report)
        if workers is None:
            alone = _needs_no_engine(pipeline)
            tagger = pipeline.settings.segmenter == "tagger"
            workers = machine.workers(machine.cores(), articles=len(found.inputs), alone=alone, tagger=tagger)
        with contextlib.closing(_desk(pipeline, layout, workers=workers, timeout_s=timeout_s)) as desk:
            batch.run(desk, look_ahead=look_ahead)
        batch.end(prune=prune)
        if overview:
            batch.overview(sample=sample)
        batch.write_failures()
        return batch.summary()


def _desk(pipeline: Pipeline, layout: Layout, *, workers: int, timeout_s: float) -> Desk:
    """Who does the work on single articles; without a model to wait for, the lines too."""
    alone = _needs_no_engine(pipeline)
    if not workers:
        pipeline.warm_up()
        return OwnDesk(Work(pipeline, layout, alone=alone, limit=partial(time_limit, timeout_s)))
    from briefing.batch.worker import Assignment
    from briefing.batch.workers import WorkerDesk

    settings = pipeline.settings.replace(threads=1)  # several processes share the cores
    assignment = Assignment(
        settings=settings.replace(model="extractive") if alone else settings,
        info=pipeline.summariser.info,
        layout=layout,
        alone=alone,
        timeout_s=timeout_s,
    )
    return WorkerDesk(assignment, workers)


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
            for item, result in flow.run(self._left()):
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

    def overview(self, *, sample: int) -> None:
        """Writes what is made of all briefings together."""
        from briefing.batch.overview import write_overview  # what writes tables is loaded for them only

        def refuse(name: str, error: InputError) -> None:
            self._failures.append(Failure(path=name, error=f"{name}: {error.reason}", stage="overview"))

        try:
            write_overview(self._out, stored(self._out, self._journal, refused=refuse), sample_size=sample)
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
