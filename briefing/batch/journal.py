"""What a batch has done so far: one SQLite row an article, in write-ahead mode, so that a killed run can go on."""

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing.errors import InputError

_VERSION = 2
_SCHEMA = """
CREATE TABLE article (
  name TEXT PRIMARY KEY,      -- path relative to the input folder
  stem BLOB NOT NULL,         -- path of its outputs without a suffix, in the file system's bytes
  digest TEXT NOT NULL,       -- SHA-256 of the bytes
  settings TEXT NOT NULL,     -- digest of everything that decides the briefing
  layout TEXT NOT NULL,       -- digest of everything that decides how it is laid out
  formats TEXT NOT NULL,      -- the outputs there are, comma-separated
  error TEXT,                 -- null: done
  stage TEXT,
  traceback TEXT
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one article; `error` is None where it was briefed."""

    name: str
    stem: str
    digest: str
    settings: str
    layout: str = ""
    formats: tuple[str, ...] = ()
    error: str | None = None
    stage: str | None = None
    traceback: str | None = None


class Journal:
    """The journal of one output folder; one process at a time, which holds the folder's lock while it is open.

    Raises:
        InputError: another run is at work on the same folder, or the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(folder / "journal.sqlite", timeout=0.5, isolation_level=None)
            # an exclusive lock, held until the journal is closed: a second run on the folder is told so at once
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA journal_mode = WAL")
            # a commit need not reach the disk at once: an article that a power cut takes from the journal is done again
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("BEGIN IMMEDIATE")
            if self._db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                self._db.execute("DROP TABLE IF EXISTS article")
                self._db.execute(_SCHEMA)
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            self._db.execute("COMMIT")
        except OSError as error:
            raise InputError(f"cannot be written: {error.strerror}", source=str(folder)) from error
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InputError("another batch is at work on this output folder", source=str(folder.parent)) from error
            raise InputError(f"cannot be written: {error}", source=str(folder)) from error
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"the journal is damaged ({error}); remove it to start anew", source=str(folder)
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Writes everything out and lets the lock go."""
        self._db.close()

    def find(self, name: str) -> Row | None:
        """What is known of an article."""
        found = self._db.execute("SELECT * FROM article WHERE name = ?", (name,)).fetchone()
        return _row(found) if found else None

    def rows(self) -> Iterator[Row]:
        """What is known of every article, sorted by name."""
        yield from map(_row, self._db.execute("SELECT * FROM article ORDER BY name"))

    def record(self, row: Row) -> None:
        """Notes what became of an article.

        Raises:
            OSError: the journal cannot be written; it is then what it was before.
        """
        values = (
            row.name,
            os.fsencode(row.stem),
            row.digest,
            row.settings,
            row.layout,
            ",".join(row.formats),
            _storable(row.error),
            row.stage,
            _storable(row.traceback),
        )
        self._write("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def forget(self, name: str) -> None:
        """Takes an article out.

        Raises:
            OSError: as for `record`.
        """
        self._write("DELETE FROM article WHERE name = ?", (name,))

    def _write(self, statement: str, values: tuple[object, ...]) -> None:
        try:
            self._db.execute(statement, values)
        except sqlite3.OperationalError as error:  # a full disk, most of all
            raise OSError(None, f"the journal cannot be written: {error}") from error


def _storable(text: str | None) -> str | None:
    """Text without what UTF-8 cannot hold: halves of characters, which names of files may have."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")


def _row(values: tuple[str, ...]) -> Row:
    name, stem, digest, settings, layout, formats, error, stage, traceback = values
    return Row(
        name=name,
        stem=os.fsdecode(stem),
        digest=digest,
        settings=settings,
        layout=layout,
        formats=tuple(filter(None, formats.split(","))),
        error=error,
        stage=stage,
        traceback=traceback,
    )
