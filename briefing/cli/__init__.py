"""The command line: parse, call one library function, print, exit code (0 done, 1 failed, 2 usage).

One module a command; `options`, `console` and `targets` are what they share.
"""

from typing import Annotated

import typer

import briefing
from briefing.cli import batch, digest, evaluate, make, models, render, schema, segment, train
from briefing.cli.console import put

app = typer.Typer(
    name="briefing",
    help="One-page briefings of news articles about officials' inspection visits: offline, every line checked against "
    "its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Runs the command line; the entry point of the `briefing` script."""
    app()


def _version(wanted: bool) -> None:
    if wanted:
        put(f"briefing {briefing.__version__}")
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


app.command(
    epilog="Examples:  briefing make visit.txt  |  briefing make page.html -o brief.html  |  "
    "briefing make *.txt --format json > briefs.jsonl  |  pdftotext a.pdf - | briefing make - --published 2024-06-05"
)(make.make)
app.command()(render.render)
app.command()(segment.segment)
app.command()(batch.batch)
app.command()(digest.digest)
app.command()(schema.schema)
app.command()(evaluate.evaluate)
app.command()(train.train)

_models = typer.Typer(help="The models that can write the lines.", no_args_is_help=True)
_models.command("list")(models.list_models)
app.add_typer(_models, name="models")
