"""What is made of all briefings of a batch together: duplicates grouped, the tables, the index page, the sample."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from briefing.batch import points, sample, tables
from briefing.batch.gathering import gather
from briefing.batch.index import NAME, write_index
from briefing.records import Briefing

_WORK = Path(".briefing") / "overview"  # files lie there until they are whole


def write_overview(
    out: Path,
    briefings: Iterable[tuple[str, Briefing]],
    *,
    sample_size: int = 0,
    seed: int = 0,
) -> tuple[Path, ...]:
    """Writes tables and index of `briefings` into `out`; each file is there whole, or as it was before.

    Args:
        out: the output folder.
        briefings: each with the path of its JSON from `out`, with slashes; read once, held one at a time.
        sample_size: how many lines are drawn for checking by hand: `sample.csv`, and a sheet of the workbook.
        seed: another one draws other lines.

    Returns:
        The files written.

    Raises:
        OSError: `out` cannot be written, or the disk is full.
    """
    work = out / _WORK
    shutil.rmtree(work, ignore_errors=True)  # what a run that was killed has left
    work.mkdir(parents=True)
    try:
        with gather(briefings, folder=work) as gathered:
            drawn = sample.draw_sample(gathered, count=sample_size, seed=seed) if sample_size else ()
            tables.write_tables(work, gathered, sample=drawn)
            write_index(work, gathered, out=out)
            if drawn:
                sample.write_sample(work, drawn)
        names = [*tables.NAMES, tables.WORKBOOK, NAME, *([sample.NAME] if drawn else [])]
        return tuple(_put_in_place(work / name, out / name) for name in names)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _put_in_place(made: Path, target: Path) -> Path:
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(target)
    points.reached("output written")
    return target
