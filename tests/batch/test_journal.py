import sqlite3
from pathlib import Path

import pytest

from briefing.batch.journal import Journal, Row
from briefing.errors import InputError

ROW = Row(name="a.txt", stem="b/\udcff", digest="d", settings="s", layout="l", formats=("json", "md"))


def test_what_is_recorded_is_found_again_by_the_next_run(tmp_path: Path) -> None:
    failed = Row(name="b.txt", stem="b", digest="d", settings="s", error="no \udcff", stage="read", traceback="T")
    with Journal(tmp_path) as journal:
        journal.record(ROW)
        journal.record(failed)
        journal.record(Row(name="c.txt", stem="c", digest="d", settings="s"))
        journal.forget("c.txt")
    with Journal(tmp_path) as journal:
        assert journal.find("a.txt") == ROW
        assert [row.name for row in journal.rows()] == ["a.txt", "b.txt"]
        found = journal.find("b.txt")
        assert found
        assert (found.error, found.stage, found.formats) == ("no \\udcff", "read", ())
        assert journal.find("c.txt") is None


def test_a_journal_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "journal.sqlite") as old:
        old.execute("CREATE TABLE article (name TEXT)")
        old.execute("INSERT INTO article VALUES ('a.txt')")
    old.close()
    with Journal(tmp_path) as journal:
        assert list(journal.rows()) == []
        journal.record(ROW)


def test_a_damaged_journal_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(InputError, match="remove it"):
        Journal(tmp_path)


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(InputError, match="another batch"):
        Journal(tmp_path)


def test_a_full_disk_is_an_os_error_and_leaves_the_journal_as_it_was(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal._db.execute("PRAGMA max_page_count = 3")
        with pytest.raises(OSError, match="full"):
            _fill(journal)
        assert journal.find("0")


def _fill(journal: Journal) -> None:
    for number in range(1000):
        journal.record(Row(name=str(number), stem="x" * 500, digest="", settings=""))
