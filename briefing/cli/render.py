"""`briefing render`: pages from the JSON of briefings."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import errors_reported, say
from briefing.cli.options import LexiconOption, PagesOption, PaperOption, QuietOption, TemplateOption, page_options
from briefing.cli.targets import Target
from briefing.errors import InputError


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
    with errors_reported():
        target = Target.of(briefs, format, output, page=page_options(paper, pages, template), show=show)
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
                    say(f"{path}: not supported by the article: {notice.message}")
    if failed:
        raise typer.Exit(1)


def _read_json(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(getattr(error, "strerror", None) or "not UTF-8", source=path) from error
