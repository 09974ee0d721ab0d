"""`briefing schema`: the JSON Schema of a briefing."""

import json

from briefing.cli.console import put


def schema() -> None:
    """Print the JSON Schema of `--format json`."""
    from briefing import rendering

    put(json.dumps(rendering.schema(), indent=2))
