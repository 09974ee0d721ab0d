"""The options that several commands share, and what they stand for."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing import settings as configuration
from briefing.errors import SettingsError
from briefing.settings import Settings

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


def settings_of(config: Path | None, **options: object) -> Settings:
    """The settings of a configuration file, with the options that were given laid over them."""
    base = configuration.load(config) if config else Settings()
    return base.replace(**{key: value for key, value in options.items() if value is not None})


def page_options(paper: str, pages: str, template: Path | None) -> dict[str, Any]:
    """The options of a page, checked, as `rendering.render` takes them."""
    for name, value, allowed in (("paper", paper, ("a4", "letter")), ("pages", pages, ("one", "full"))):
        if value not in allowed:
            raise SettingsError(f"{value!r} is not one of {', '.join(allowed)}", key=name)
    return {"paper": paper, "pages": pages, "template": template}


def day_of(text: str | None) -> dt.date | None:
    """The date that `--published` gives."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a date like 2024-06-05", key="published") from error
