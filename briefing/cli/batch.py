"""`briefing batch`: folders of articles."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.console import errors_reported, say
from briefing.cli.options import (
    ConfigOption,
    EngineOption,
    LexiconOption,
    ModelOption,
    QuietOption,
    ThreadsOption,
    settings_of,
)

if TYPE_CHECKING:
    from briefing.batch import Progress as BatchProgress


def batch(
    folder: Annotated[Path, typer.Argument(help="A folder of articles, searched through all its subfolders.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Folder for the briefings.")],
    format: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMATS", help="Formats besides json, comma-separated: md, html, text."
        ),
    ] = "json",
    model: ModelOption = None,
    engine: EngineOption = None,
    threads: ThreadsOption = None,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
    quiet: QuietOption = False,
) -> None:
    """Brief every article of a folder into OUT/briefs; run it again to go on where it stopped.

    A file that cannot be read is reported, listed in OUT/failures.jsonl, and the rest is done; the exit code is then 1.
    """
    from briefing import batch as batch_
    from briefing.pipeline import Pipeline

    with errors_reported():
        pipeline = Pipeline(settings_of(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
        formats = [f.strip() for f in format.split(",") if f.strip()]
        with _progress(quiet=quiet) as report:
            summary = batch_.run(folder, output, pipeline=pipeline, formats=formats, report=report)
    for failure in summary.failures:
        say(f"failed: {failure.path}: {failure.error}")
    if not quiet:
        done = summary.progress
        say(f"{done.done} briefed, {done.kept} kept from before, {done.failed} failed; see {output / 'briefs'}")
    if summary.failures:
        raise typer.Exit(1)


@contextmanager
def _progress(*, quiet: bool) -> Iterator["_Report"]:
    """A reporter for the batch: a bar on a terminal, a plain line every hundred articles elsewhere, or nothing."""
    if quiet:
        yield _Report(None)
    elif not sys.stderr.isatty():
        yield _Report(lambda p: say(f"{p.done + p.kept + p.failed}/{p.total} articles, {p.failed} failed"), every=100)
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[failed]} failed"))
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("", total=None, failed=0)
            yield _Report(
                lambda p: bar.update(task, total=p.total, completed=p.done + p.kept + p.failed, failed=p.failed)
            )


class _Report:
    """Calls `show` for every `every`-th report."""

    def __init__(self, show: "Callable[[BatchProgress], None] | None", *, every: int = 1) -> None:
        self._show, self._every = show, every

    def __call__(self, progress: "BatchProgress") -> None:
        if self._show and (progress.done + progress.kept + progress.failed) % self._every == 0:
            self._show(progress)
