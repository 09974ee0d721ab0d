"""`briefing evaluate`: scores against annotated articles."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import errors_reported, put
from briefing.cli.options import ConfigOption, EngineOption, LexiconOption, ModelOption, ThreadsOption, settings_of
from briefing.errors import SettingsError


def evaluate(
    path: Annotated[
        Path, typer.Argument(help="Annotated articles (a folder of NN-MMM.txt) or marked pairs (*.jsonl).")
    ],
    *,
    half: Annotated[
        str, typer.Option("--half", metavar="all|odd|even", help="Articles with these numbers only.")
    ] = "all",
    published: Annotated[
        bool,
        typer.Option("--published/--no-published", help="Tell each article's publication date, as a web page would."),
    ] = True,
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

    with errors_reported():
        if half not in ("all", "odd", "even"):
            raise SettingsError(f"{half!r} is not one of all, odd, even", key="half")
        pipeline = Pipeline(settings_of(config, model=model, engine=engine, threads=threads, lexicon=lexicon))
        report = evaluation.evaluate(path, pipeline=pipeline, half=half, published=published)  # type: ignore[arg-type]
    put(evaluation.render_report(report, as_json=as_json))
