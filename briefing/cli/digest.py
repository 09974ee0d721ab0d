"""`briefing digest`: one page over the briefings of a batch."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import errors_reported, is_terminal, put, say, width
from briefing.cli.options import LexiconOption, PagesOption, PaperOption, QuietOption, page_options
from briefing.errors import RenderError, SettingsError


def digest(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The output folder of a batch.")],
    *,
    start: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help="First day.")],
    end: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help="Last day, which is included.")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMATS", help="As for make; text without.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE|DIR", help="Where to write; a file's suffix gives the format."),
    ] = None,
    lexicon: LexiconOption = None,
    paper: PaperOption = "a4",
    pages: PagesOption = "one",
    quiet: QuietOption = False,
) -> None:
    """Sum up the visits of some days on one page: the visits in order, what was visited more than once, shared demands.

    Articles that tell of one visit are one line, with what they contradict each other in. JSON holds everything.
    """
    from briefing import rendering
    from briefing.batch.digest import digest as make_digest

    with errors_reported():
        page = page_options(paper, pages, None)
        page.pop("template")
        formats, paths = _targets(format, output)
        made = make_digest(folder, start=_day("from", start), end=_day("to", end), lexicon=lexicon)
        for name, path in zip(formats, paths, strict=True):
            if path is not None:
                _write(path, rendering.render_digest_bytes(made, name, **page), format=name)
                if not quiet:
                    say(f"wrote {path}")
            elif name == "text":
                put(rendering.render_digest(made, name, width=width(), color=is_terminal(), **page))
            else:
                put(rendering.render_digest(made, name, **page))


def _targets(format: str | None, output: Path | None) -> tuple[tuple[str, ...], tuple[Path | None, ...]]:
    """The formats, and where each is written, None for standard output; raises RenderError where they do not go together."""
    from briefing import rendering

    is_folder = output is not None and (output.is_dir() or str(output).endswith("/") or not output.suffix)
    if format is None:
        suffix = output.suffix.lstrip(".").lower() if output is not None and not is_folder else "text"
        format = {"markdown": "md", "htm": "html", "txt": "text"}.get(suffix, suffix)
    formats = tuple(dict.fromkeys(rendering.known(f.strip()) for f in format.split(",") if f.strip()))
    if output is None:
        if len(formats) > 1:
            raise RenderError("several formats need -o", format=format)
        if formats[0] in rendering.BINARY:
            raise RenderError("cannot be printed; give -o FILE or -o DIR", format=formats[0])
        return formats, (None,)
    if is_folder:
        return formats, tuple(output / f"digest.{rendering.SUFFIX[name]}" for name in formats)
    if len(formats) > 1:
        return formats, tuple(output.with_suffix(f".{rendering.SUFFIX[name]}") for name in formats)
    return formats, (output,)


def _write(path: Path, content: bytes, *, format: str) -> None:
    from briefing.batch.outputs import write_atomically

    try:
        write_atomically(path, content)
    except OSError as error:
        raise RenderError(f"{path} cannot be written: {error.strerror}", format=format) from error


def _day(option: str, text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a date like 2024-06-05", key=option) from error
