"""`briefing make`: briefings of single articles."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import errors_reported, say
from briefing.cli.options import (
    ConfigOption,
    EngineOption,
    LexiconOption,
    ModelOption,
    PagesOption,
    PaperOption,
    PublishedOption,
    QuietOption,
    TemplateOption,
    ThreadsOption,
    day_of,
    page_options,
    settings_of,
)
from briefing.cli.targets import Target
from briefing.errors import BriefingError, CheckFailedError


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

    with errors_reported():
        day = day_of(published)
        page = page_options(paper, pages, template)
        target = Target.of(articles, format, output, page=page, show=show)
        pipeline = Pipeline(settings_of(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
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
            say(str(error))
        except (BriefingError, OSError) as error:
            failed = True
            say(f"error: {error}")
    if failed:
        raise typer.Exit(1)
