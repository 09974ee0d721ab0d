"""`briefing train`: a checkpoint from a recipe."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.console import errors_reported, put, say
from briefing.cli.options import QuietOption


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

    with errors_reported():
        finished = run_training(load(recipe), resume=not fresh, report=(lambda _: None) if quiet else say)
    put(str(finished))
