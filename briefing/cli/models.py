"""`briefing models`: what `--model` knows by name."""

from briefing.cli.console import errors_reported, put


def list_models() -> None:
    """List the models that `--model` knows by name."""
    from briefing import summarising

    with errors_reported():
        entries = summarising.available()
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        where = {"folder": "shipped", "none": "built in", "hub": "hub"}[entry.origin]
        languages = ",".join(entry.languages)
        put(f"{entry.name:{width}}  {where:8}  {entry.licence or '-':10}  {languages:12}  {entry.note}")
