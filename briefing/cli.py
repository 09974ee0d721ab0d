"""The command line: parse, call one library function, print, exit code (0 done, 1 failed, 2 usage)."""

import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

import briefing
from briefing import settings as configuration
from briefing.errors import BriefingError, CheckFailedError, InputError, RenderError, SettingsError
from briefing.settings import Settings

if TYPE_CHECKING:
    from briefing.batch import Progress as BatchProgress
    from briefing.records import Briefing

app = typer.Typer(
    name="briefing",
    help="One-page briefings of news articles about officials' inspection visits: offline, every line checked against "
    "its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
models_app = typer.Typer(help="The models that can write the lines.", no_args_is_help=True)
app.add_typer(models_app, name="models")

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="NAME|FOLDER|HUB_ID",
        help="Who writes the lines: a name from `briefing models list`, a folder with a checkpoint, or a hub id.",
    ),
]
EngineOption = Annotated[
    str | None, typer.Option("--engine", metavar="auto|ctranslate2|transformers", help="Which library runs the model.")
]
ThreadsOption = Annotated[int | None, typer.Option("--threads", min=0, help="CPU threads of the engine; 0: choose.")]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="TOML file with settings; options win over it.")
]
LexiconOption = Annotated[
    Path | None, typer.Option("--lexicon", metavar="DIR", help="Folder with cue words and titles of your own.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="YYYY-MM-DD", help="Publication date, for text that does not print it."),
]
PaperOption = Annotated[str, typer.Option("--paper", metavar="a4|letter", help="Sheet of PDF, DOCX and printed HTML.")]
PagesOption = Annotated[
    str, typer.Option("--pages", metavar="one|full", help="One page, or everything that the briefing holds.")
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="FILE", help="A Jinja2 template of your own for text, md or html: docs/templates.md."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No messages and no progress on standard error.")]


def main() -> None:
    """Runs the command line; the entry point of the `briefing` script."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        _print(f"briefing {briefing.__version__}")
        raise typer.Exit


@app.callback()
def root(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and leave.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """One-page briefings of news articles about officials' inspection visits."""


@app.command(
    epilog="Examples:  briefing make visit.txt  |  briefing make page.html -o brief.html  |  "
    "briefing make *.txt --format json > briefs.jsonl  |  pdftotext a.pdf - | briefing make - --published 2024-06-05"
)
def make(
    articles: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="Text, Markdown, HTML, PDF or DOCX files, or - for stdin.")
    ],
    *,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="FORMATS", help="One or more of the formats below, comma-separated."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE|DIR", help="Where to write; a file's suffix gives the format."),
    ] = None,
    model: ModelOption = None,
    engine: EngineOption = None,
    threads: ThreadsOption = None,
    published: PublishedOption = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of the article, for text that lacks it.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published it, for text that lacks it.")] = None,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
    paper: PaperOption = "a4",
    pages: PagesOption = "one",
    template: TemplateOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where a briefing leaves doubts.")] = False,
    show: Annotated[bool, typer.Option("--open", help="Open what -o wrote.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Brief one or more articles: print the page, or write it with -o.

    Formats: text (for the terminal), md, html, pdf, docx, json. Several articles in json give one line each.
    """
    from briefing import reading
    from briefing.pipeline import Pipeline, require_strict

    with _errors_reported():
        day = _date(published)
        page = _page_options(paper, pages, template)
        target = _Target.of(articles, format, output, page=page, show=show)
        pipeline = Pipeline(_settings(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
    failed = False
    for source in articles:
        try:
            article = reading.read(source, published=day, url=url, outlet=outlet, settings=pipeline.settings)
            briefing_ = pipeline.brief(article)
            target.write(source, briefing_, quiet=quiet)
            if strict:
                require_strict(briefing_)
        except CheckFailedError as error:
            failed = True
            _say(str(error))
        except (BriefingError, OSError) as error:
            failed = True
            _say(f"error: {error}")
    if failed:
        raise typer.Exit(1)


class _Target:
    """Where the briefings of one `make` go."""

    def __init__(
        self,
        formats: tuple[str, ...],
        path: Path | None,
        *,
        is_folder: bool,
        several: bool,
        page: dict[str, Any],
        show: bool,
    ) -> None:
        self._formats, self._path, self._is_folder, self._several = formats, path, is_folder, several
        self._page, self._show = page, show
        self._printed = False

    @classmethod
    def of(
        cls, articles: list[str], format: str | None, path: Path | None, *, page: dict[str, Any], show: bool = False
    ) -> "_Target":
        from briefing import rendering

        several = len(articles) > 1
        is_folder = path is not None and (several or path.is_dir() or str(path).endswith("/") or not path.suffix)
        if format is None:
            inferred = path.suffix.lstrip(".").lower() if path is not None and not is_folder else "text"
            format = {"markdown": "md", "htm": "html", "txt": "text"}.get(inferred, inferred)
        formats = tuple(dict.fromkeys(rendering.known(f.strip()) for f in format.split(",") if f.strip()))
        if path is not None and several and path.exists() and not path.is_dir():
            raise RenderError(f"{path} is a file; several articles need a folder", format=format)
        if path is None and len(formats) > 1:
            raise RenderError("several formats need -o", format=format)
        if path is None and (formats[0] in rendering.BINARY or (several and formats[0] == "html")):
            raise RenderError("cannot be printed; give -o FILE or -o DIR", format=formats[0])
        if show and path is None:
            raise RenderError("--open needs -o", format=format)
        return cls(formats, path, is_folder=is_folder, several=several, page=page, show=show)

    def write(self, source: str, briefing_: "Briefing", *, quiet: bool) -> None:
        from briefing import rendering
        from briefing.batch.outputs import write_atomically

        if self._path is None:
            self._print(briefing_)
            return
        for format in self._formats:
            path = self._path
            if self._is_folder:
                stem = "briefing" if source == "-" else Path(source).stem
                path = self._path / f"{stem}.{rendering.SUFFIX[format]}"
            elif len(self._formats) > 1:
                path = self._path.with_suffix(f".{rendering.SUFFIX[format]}")
            write_atomically(path, rendering.render_bytes(briefing_, format, **self._page))
            if self._show:
                typer.launch(str(path))
            if not quiet:
                _say(f"wrote {path}")

    def _print(self, briefing_: "Briefing") -> None:
        from briefing import rendering

        format = self._formats[0]
        if format == "json" and self._several:
            text = json.dumps(json.loads(rendering.render(briefing_, "json")), ensure_ascii=False)
        elif format == "text":
            text = rendering.render(briefing_, "text", width=_width(), color=_is_terminal(), **self._page)
        else:
            text = rendering.render(briefing_, format, **self._page)
        if self._printed and format in ("text", "md"):
            text = "\n" + ("---\n\n" if format == "md" else "") + text
        self._printed = True
        _print(text)


@app.command()
def render(
    briefs: Annotated[
        list[str], typer.Argument(metavar="BRIEF.json...", help="Briefings in JSON, as `make` writes them.")
    ],
    *,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMATS", help="As for make; text without.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE|DIR", help="As for make.")] = None,
    paper: PaperOption = "a4",
    pages: PagesOption = "one",
    template: TemplateOption = None,
    lexicon: LexiconOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a changed line is not supported.")
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open what -o wrote.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Render briefings from their JSON; lines that you changed in it are checked against the article again.

    What the check finds is said on standard error and in the briefing's notices; the line is marked as edited.
    """
    from briefing import lexicons
    from briefing.pipeline import recheck
    from briefing.rendering import json as briefing_json

    failed = False
    with _errors_reported():
        target = _Target.of(briefs, format, output, page=_page_options(paper, pages, template), show=show)
        for path in briefs:
            text = _read_json(path)
            briefing_ = briefing_json.loads(text, name=path)
            words = lexicons.load(briefing_.language if briefing_.language in ("en", "zh") else "en", lexicon)
            edited = briefing_json.edited_lines(text, briefing_)
            briefing_ = recheck(briefing_, edited=edited, lexicon=words) if edited else briefing_
            target.write(path, briefing_, quiet=quiet)
            for notice in briefing_.notices:
                if notice.code == "edit-unsupported":
                    failed = failed or strict
                    _say(f"{path}: not supported by the article: {notice.message}")
    if failed:
        raise typer.Exit(1)


@app.command()
def segment(
    article: Annotated[str, typer.Argument(help="A file, or - for standard input.")],
    *,
    published: PublishedOption = None,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Show how an article is cut: people, date, place, and each span by kind; nothing is summarised."""
    from briefing import reading
    from briefing.pipeline import Pipeline
    from briefing.rendering.cut import render_cut
    from briefing.testing import ScriptedSummariser

    with _errors_reported():
        pipeline = Pipeline(_settings(config, lexicon=lexicon), summariser=ScriptedSummariser(lambda _: ()))
        cut = pipeline.cut(reading.read(article, published=_date(published), settings=pipeline.settings))
    _print(render_cut(cut.article, cut.segments, color=_is_terminal()))


@app.command()
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

    with _errors_reported():
        pipeline = Pipeline(_settings(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
        formats = [f.strip() for f in format.split(",") if f.strip()]
        with _progress(quiet=quiet) as report:
            summary = batch_.run(folder, output, pipeline=pipeline, formats=formats, report=report)
    for failure in summary.failures:
        _say(f"failed: {failure.path}: {failure.error}")
    if not quiet:
        done = summary.progress
        _say(f"{done.done} briefed, {done.kept} kept from before, {done.failed} failed; see {output / 'briefs'}")
    if summary.failures:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `--format json`."""
    from briefing import rendering

    _print(json.dumps(rendering.schema(), indent=2))


@app.command()
def evaluate(
    path: Annotated[
        Path, typer.Argument(help="Annotated articles (a folder of NN-MMM.txt) or marked pairs (*.jsonl).")
    ],
    *,
    half: Annotated[
        str, typer.Option("--half", metavar="all|odd|even", help="Articles with these numbers only.")
    ] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
    model: ModelOption = None,
    engine: EngineOption = None,
    threads: ThreadsOption = None,
    config: ConfigOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Measure briefings against annotated articles, or lines against written ones, with 95% intervals."""
    from briefing import evaluation
    from briefing.pipeline import Pipeline

    with _errors_reported():
        if half not in ("all", "odd", "even"):
            raise SettingsError(f"{half!r} is not one of all, odd, even", key="half")
        pipeline = Pipeline(_settings(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
        report = evaluation.evaluate(path, pipeline=pipeline, half=half)  # type: ignore[arg-type]
    _print(evaluation.render_report(report, as_json=as_json))


@app.command()
def train(
    recipe: Annotated[Path, typer.Argument(help="TOML file; docs/training.md explains its keys.")],
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start anew instead of going on from the last checkpoint.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Train or fine-tune a sequence-to-sequence checkpoint on pairs of segment and line."""
    from briefing.training import load
    from briefing.training.loop import train as run_training

    with _errors_reported():
        finished = run_training(load(recipe), resume=not fresh, report=(lambda _: None) if quiet else _say)
    _print(str(finished))


@models_app.command("list")
def list_models() -> None:
    """List the models that `--model` knows by name."""
    from briefing import summarising

    with _errors_reported():
        entries = summarising.available()
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        where = {"folder": "shipped", "none": "built in", "hub": "hub"}[entry.origin]
        languages = ",".join(entry.languages)
        _print(f"{entry.name:{width}}  {where:8}  {entry.licence or '-':10}  {languages:12}  {entry.note}")


def _settings(config: Path | None, **options: object) -> Settings:
    base = configuration.load(config) if config else Settings()
    return base.replace(**{key: value for key, value in options.items() if value is not None})


def _read_json(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(getattr(error, "strerror", None) or "not UTF-8", source=path) from error


def _page_options(paper: str, pages: str, template: Path | None) -> dict[str, Any]:
    for name, value, allowed in (("paper", paper, ("a4", "letter")), ("pages", pages, ("one", "full"))):
        if value not in allowed:
            raise SettingsError(f"{value!r} is not one of {', '.join(allowed)}", key=name)
    return {"paper": paper, "pages": pages, "template": template}


def _date(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a date like 2024-06-05", key="published") from error


@contextmanager
def _errors_reported() -> Iterator[None]:
    """Turns our errors into a line on standard error and the exit code."""
    try:
        yield
    except (SettingsError, RenderError) as error:
        _fail(str(error), code=2)
    except BriefingError as error:
        _fail(str(error), code=1)
    except KeyboardInterrupt:
        _fail("interrupted; the same command goes on where it stopped", code=130)


def _fail(message: str, *, code: int) -> NoReturn:
    _say(f"error: {message}")
    raise typer.Exit(code)


@contextmanager
def _progress(*, quiet: bool) -> Iterator["_Report"]:
    """A reporter for the batch: a bar on a terminal, a plain line every hundred articles elsewhere, or nothing."""
    if quiet:
        yield _Report(None)
    elif not sys.stderr.isatty():
        yield _Report(lambda p: _say(f"{p.done + p.kept + p.failed}/{p.total} articles, {p.failed} failed"), every=100)
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


def _is_terminal() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """Columns to print in: the terminal's, and always 100 to a pipe, so that piped output never changes."""
    return max(40, shutil.get_terminal_size((100, 44)).columns) if sys.stdout.isatty() else 100


def _print(text: str) -> None:
    """Writes UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _say(message: str) -> None:
    print(message, file=sys.stderr)  # noqa: T201  the one place where messages are printed
