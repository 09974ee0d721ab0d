"""The briefings that an output folder holds, one at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.batch import resuming
from briefing.batch.journal import Journal
from briefing.errors import InputError
from briefing.records import Briefing
from briefing.rendering import json as briefing_json


def stored(
    out: Path, journal: Journal, *, refused: Callable[[str, InputError], None]
) -> Iterator[tuple[str, Briefing]]:
    """Every briefing that `journal` tells of, sorted by input path, with the path of its JSON from `out`.

    `refused` is called with an input's name where its JSON cannot be read, or is none any more since somebody edited it;
    it is passed over.
    """
    for row in journal.rows():
        if row.error is not None:
            continue
        path = resuming.outputs_of(out / "briefs", row.stem, ["json"])["json"]
        try:
            yield path.relative_to(out).as_posix(), _load(path)
        except InputError as error:
            refused(row.name, error)


def _load(path: Path) -> Briefing:
    try:
        return briefing_json.loads(path.read_text(encoding="utf-8"), name=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(getattr(error, "strerror", None) or "not UTF-8", source=str(path)) from error
