from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.batch import index, overview, tables
from briefing.batch.overview import write_overview
from briefing.records import Briefing
from tests.batch.invented import invented


def test_an_empty_batch_has_empty_tables_and_an_empty_index(tmp_path: Path) -> None:
    written = write_overview(tmp_path, [], sample_size=10)
    assert {path.name for path in written} == {*tables.NAMES, tables.WORKBOOK, index.NAME}
    assert (tmp_path / "visits.csv").read_text(encoding="utf-8-sig").count("\n") == 1


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    leftover = tmp_path / ".briefing" / "overview" / "visits.csv"
    leftover.parent.mkdir(parents=True)
    leftover.write_text("half a ta", encoding="utf-8")
    write_overview(tmp_path, invented(3))
    assert not leftover.parent.exists()


def test_a_run_that_fails_leaves_the_files_of_the_one_before(tmp_path: Path) -> None:
    write_overview(tmp_path, invented(3))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}

    def failing() -> Iterator[tuple[str, Briefing]]:
        yield from invented(2, seed=8)
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_overview(tmp_path, failing())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    assert not (tmp_path / ".briefing" / "overview").exists()


def test_files_are_put_in_place_only_when_all_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(overview, "write_index", failing)
    with pytest.raises(OSError, match="No space left"):
        write_overview(tmp_path, invented(3))
    assert [path.name for path in tmp_path.iterdir()] == [".briefing"]


def test_each_briefing_is_asked_for_once(tmp_path: Path) -> None:
    asked = []

    def counted() -> Iterator[tuple[str, Briefing]]:
        for path, briefing in invented(20):
            asked.append(path)
            yield path, briefing

    write_overview(tmp_path, counted(), sample_size=5)
    assert len(asked) == len(set(asked)) == 20
