"""`kill -9` at every named commit point, and the same call again. `benchmarks/batch_kill.py` does it at volume."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import Pipeline
from briefing.batch import points, run
from tests.batch.conftest import article, tree

Articles = Callable[..., Path]
PROGRAM = """
import os, signal, sys
from pathlib import Path
from briefing import Pipeline, Settings
from briefing.batch import points, run

seen, (source, out, fatal, nth) = [], sys.argv[1:]

def note(point):
    seen.append(point)
    if point == fatal and seen.count(point) == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)

points.listen(note)
run(Path(source), Path(out), pipeline=Pipeline(Settings(model="extractive")), formats=["md"], prune=True)
"""
LATER = ("part written", "output written", "outputs written", "article recorded")


@pytest.fixture
def filled(articles: Articles, plain: Pipeline, tmp_path: Path) -> Path:
    """An output folder of a run over older inputs: one has changed since, one is gone, one was joined by another."""
    folder, out = articles(8), tmp_path / "out"
    (folder / "gone.txt").write_text(article(99), encoding="utf-8")
    run(folder, out, pipeline=plain, formats=["md"])
    for path in sorted(out.rglob("*visit-00[4-7]*")):
        path.unlink()
    (folder / "gone.txt").unlink()
    (folder / "2023" / "visit-000.txt").write_text(article(50), encoding="utf-8")
    (folder / "2023" / "visit-002.md").write_text(article(51), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return out


@pytest.mark.parametrize("point", points.POINTS)
def test_a_run_that_is_killed_is_completed_by_the_same_call(
    filled: Path, plain: Pipeline, tmp_path: Path, point: str
) -> None:
    folder = tmp_path / "in"
    nth = 3 if point in LATER else 1
    command = [sys.executable, "-c", PROGRAM, str(folder), str(filled), point, str(nth)]
    assert subprocess.run(command, timeout=60).returncode == -signal.SIGKILL
    recorded: list[str] = []
    stop = points.listen(recorded.append)
    summary = run(folder, filled, pipeline=plain, formats=["md"], prune=True)
    stop()
    run(folder, tmp_path / "undisturbed", pipeline=plain, formats=["md"], prune=True)
    assert tree(filled) == tree(tmp_path / "undisturbed")
    assert summary.progress.seen == 10
    if point == "article recorded":
        assert recorded.count("article recorded") == 8 - nth  # what is in the journal is not done again


def test_every_point_is_reached(filled: Path, plain: Pipeline, tmp_path: Path) -> None:
    reached: list[str] = []
    stop = points.listen(reached.append)
    run(tmp_path / "in", filled, pipeline=plain, formats=["md"], prune=True)
    stop()
    assert set(reached) == set(points.POINTS)
