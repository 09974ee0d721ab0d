"""`briefing batch`: folders of articles."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli import progress
from briefing.cli.console import errors_reported, say
from briefing.cli.options import (
    ConfigOption,
    EngineOption,
    LexiconOption,
    ModelOption,
    PagesOption,
    PaperOption,
    QuietOption,
    TemplateOption,
    ThreadsOption,
    page_options,
    settings_of,
)

if TYPE_CHECKING:
    from briefing.batch import Summary

_SHOWN = 20  # failures on standard error; all of them are in failures.jsonl
_TERMINATED = 128 + signal.SIGTERM
_INTERRUPTED = 128 + signal.SIGINT


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="IN...",
            help="Folders, searched through all their subfolders; files; JSONL files with an article a line (keys text, "
            "id, title, url, published); or -: a list of paths on standard input.",
        ),
    ],
    *,
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="Folder for the briefings.")],
    format: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMATS",
            help="Formats besides json, comma-separated: text, md, html, pdf, docx.",
        ),
    ] = "json",
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="GLOB",
            help="Take these files from folders, instead of all that end as articles do; can be repeated.",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="GLOB", help="Pass these files and folders over; can be repeated."),
    ] = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    threads: ThreadsOption = None,
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=0, help="Processes that read, cut, check and render; 0: none; chosen without it."
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Brief on a Ray cluster: auto (the one this machine belongs to), local (one for this run) or "
            "ray://HOST:PORT; --workers and --threads are then its workers and the CPUs of each. IN and OUT are folders "
            "that all its machines share, or URLs (file://, s3://, gs://). Needs the extra 'ray': docs/cluster.md.",
        ),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=0, metavar="SECONDS", help="Give an article up that takes longer; 0: never."),
    ] = 120.0,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed before, though it did not change.")
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove the outputs of inputs that are no longer there.")
    ] = False,
    sample: Annotated[
        int,
        typer.Option("--sample", min=0, metavar="N", help="Draw N lines beside their evidence, for checking by hand."),
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Draws another sample.")] = 0,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
    paper: PaperOption = "a4",
    pages: PagesOption = "one",
    template: TemplateOption = None,
    quiet: QuietOption = False,
) -> None:
    """Brief every article of folders, files and lists into OUT/briefs; run it again to go on where it stopped.

    A file that cannot be read is reported, listed in OUT/failures.jsonl, and the rest is done; the exit code is then 1.
    Patterns: "*.html" and "drafts" match at any depth, "2024/**/*.txt" from the input folder.
    """
    from briefing import batch as batch_
    from briefing.batch import machine
    from briefing.pipeline import Pipeline

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's own threads would only wait for each other's cores
    pace = progress.Pace()
    with errors_reported(), _stoppable(pace):
        page = page_options(paper, pages, template)
        settings = settings_of(config, model=model, engine=engine, threads=threads, lexicon=lexicon)
        if not settings.threads and not cluster:
            settings = settings.replace(threads=_engine_threads(workers, settings.segmenter == "tagger"))
        pipeline = Pipeline(settings)
        machine.calm_collector()
        with progress.shown(pace, quiet=quiet) as report, contextlib.redirect_stdout(sys.stderr):  # what Ray may say
            summary = batch_.run(
                [name for name in inputs if name != "-"],
                output,
                pipeline=pipeline,
                formats=[f.strip() for f in format.split(",") if f.strip()],
                listed=_listed() if "-" in inputs else None,
                include=include or (),
                exclude=exclude or (),
                workers=workers,
                cluster=cluster,
                timeout_s=timeout,
                retry_failed=retry_failed,
                prune=prune,
                sample=sample,
                seed=seed,
                report=report,
                **page,
            )
    _tell(summary, output, pace=pace, pruned=prune, quiet=quiet)
    if summary.failures:
        raise typer.Exit(1)


def _engine_threads(workers: int | None, tagger: bool) -> int:
    """Threads for the engine beside the workers that are wanted, or that a large batch will get."""
    from briefing.batch import machine

    cores = machine.cores()
    if workers is None:
        workers = machine.workers(cores, articles=sys.maxsize, alone=False, tagger=tagger)
    return machine.engine_threads(cores, workers)


def _listed() -> list[str]:
    """The paths on standard input: one a line, or parted by zero bytes."""
    data = sys.stdin.buffer.read()
    paths = data.split(b"\0" if b"\0" in data else b"\n")
    return [os.fsdecode(path) for path in (p.rstrip(b"\r") for p in paths) if path.strip()]


def _tell(summary: "Summary", output: str, *, pace: progress.Pace, pruned: bool, quiet: bool) -> None:
    output = output.rstrip("/")
    for failure in summary.failures[:_SHOWN]:
        start = "" if failure.error.startswith(failure.path) else f"{failure.path}: "
        say(f"failed: {start}{failure.error}")
    if len(summary.failures) > _SHOWN:
        say(f"and {len(summary.failures) - _SHOWN} more; see {output}/failures.jsonl")
    for name in summary.changed:
        say(f"changed: {name}: not what it was when it was read; run the same command again")
    if quiet:
        return
    if summary.links:
        say(f"not searched, being links to folders: {', '.join(summary.links[:_SHOWN])}")
    if summary.gone:
        done = "removed" if pruned else "still there; --prune removes them"
        shown = ", ".join(summary.gone[:3]) + (", ..." if len(summary.gone) > 3 else "")
        say(f"outputs of {len(summary.gone)} inputs that are gone ({shown}): {done}")
    done_ = summary.progress
    counts = f"{done_.done} briefed, {done_.kept} kept from before, {done_.failed} failed"
    say(f"{counts} in {progress.clock_time(pace.seconds)}; see {output}/briefs")


@contextmanager
def _stoppable(pace: progress.Pace) -> Iterator[None]:
    """Lets Ctrl-C and a request to end stop the batch at once, and says how to go on.

    The journal is closed and every output whole by then; only the engine may still be at a batch, and is not waited for.
    """

    def stop(number: int, _: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)  # once is enough
        raise KeyboardInterrupt(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt as interrupt:
        counts = f"{pace.last.seen} of {pace.last.total} articles are done; " if pace.last else ""
        say(f"interrupted: {counts}the same command goes on where it stopped")
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_TERMINATED if interrupt.args == (signal.SIGTERM,) else _INTERRUPTED)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
