"""The batch: inputs in order, a journal, outputs as they finish."""

import hashlib
import json
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from briefing import reading, rendering
from briefing.batch.inputs import Input, find
from briefing.batch.journal import Journal
from briefing.batch.outputs import write_atomically
from briefing.errors import BriefingError
from briefing.pipeline import Outcome, Pipeline
from briefing.records import Article
from briefing.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is: `total` articles, of which `done` were briefed now, `kept` before, and `failed`."""

    total: int
    done: int = 0
    kept: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be briefed: its path, why, and in which stage."""

    path: str
    error: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a batch did."""

    progress: Progress
    failures: tuple[Failure, ...]


def run(
    folder: Path,
    out: Path,
    *,
    pipeline: Pipeline,
    formats: Sequence[str] = ("json",),
    report: Callable[[Progress], None] = lambda _: None,
) -> Summary:
    """Briefs every article below `folder` into `out`; what `out` already holds for the same bytes and settings stays.

    `report` is called after every article. Outputs: `out/briefs/` mirrors the input tree; `out/failures.jsonl` lists the
    failures of this run; `out/.briefing/` is the journal.

    Raises:
        InputError: no such folder, no article in it, or an output folder that cannot be written or is in use.
        ModelError: the model cannot be loaded or fails.
        RenderError: an unknown format.
    """
    formats = tuple(dict.fromkeys(["json", *(rendering.known(f) for f in formats)]))
    inputs = find(folder)
    settings = settings_digest(pipeline, formats)
    with Journal(out / ".briefing") as journal:
        batch = _Batch(pipeline, out / "briefs", journal=journal, settings=settings, formats=formats, report=report)
        summary = batch.run(inputs)
    lines = [json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in summary.failures]
    write_atomically(out / "failures.jsonl", "".join(lines))
    return summary


def settings_digest(pipeline: Pipeline, formats: Sequence[str]) -> str:
    """A digest of everything besides the article that decides the output."""
    settings = {
        k: str(v) for k, v in asdict(pipeline.settings).items() if k not in ("threads", "batch_size", "lexicon")
    }
    lexicon = pipeline.settings.lexicon
    files = sorted(p for p in lexicon.rglob("*") if p.is_file()) if lexicon else []
    parts = [__version__, settings, asdict(pipeline.summariser.info), sorted(formats)]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


class _Batch:
    """One run's state: counts, failures, and which input each article in flight belongs to."""

    def __init__(
        self,
        pipeline: Pipeline,
        briefs: Path,
        *,
        journal: Journal,
        settings: str,
        formats: tuple[str, ...],
        report: Callable[[Progress], None],
    ) -> None:
        self._pipeline, self._briefs, self._journal = pipeline, briefs, journal
        self._settings, self._formats, self._report = settings, formats, report
        self._failures: list[Failure] = []
        self._done = self._kept = self._total = 0

    def run(self, inputs: Sequence[Input]) -> Summary:
        self._total = len(inputs)
        in_flight: list[Input] = []
        readers = self._readers(inputs, in_flight)
        for outcome in self._pipeline.brief_many(readers):
            self._finish(in_flight.pop(0), outcome)
        return Summary(progress=self._progress(), failures=tuple(self._failures))

    def _readers(self, inputs: Sequence[Input], in_flight: list[Input]) -> Iterator[Callable[[], Article]]:
        for item in inputs:
            if self._is_done(item):
                self._kept += 1
                self._report(self._progress())
                continue
            in_flight.append(item)
            yield partial(reading.read, item.path, name=item.name, settings=self._pipeline.settings)

    def _is_done(self, item: Input) -> bool:
        if not all(self._target(item, format).is_file() for format in self._formats):
            return False
        try:
            digest = hashlib.sha256(item.path.read_bytes()).hexdigest()
        except OSError:
            return False  # reading will say what is wrong with it
        return self._journal.is_done(item.name, digest=digest, settings=self._settings)

    def _finish(self, item: Input, outcome: Outcome) -> None:
        digest = outcome.article.source.sha256 if outcome.article else ""
        error, stage = outcome.error, outcome.stage or "write"
        if outcome.briefing is not None:
            try:
                for format in self._formats:
                    write_atomically(self._target(item, format), rendering.render_bytes(outcome.briefing, format))
            except OSError as failure:
                error, stage = failure, "write"
        record = partial(self._journal.record, item.name, digest=digest, settings=self._settings)
        if error is None:
            self._done += 1
            record()
        else:
            message = str(error) if isinstance(error, OSError | BriefingError) else f"internal error: {error!r}"
            self._failures.append(Failure(path=item.name, error=message, stage=stage))
            record(error=message, stage=stage, traceback="".join(traceback.format_exception(error)))
        self._report(self._progress())

    def _target(self, item: Input, format: str) -> Path:
        return self._briefs / f"{item.stem}.{rendering.SUFFIX[format]}"

    def _progress(self) -> Progress:
        return Progress(total=self._total, done=self._done, kept=self._kept, failed=len(self._failures))
