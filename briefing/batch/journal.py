"""What a batch has done so far: one SQLite row an article, in write-ahead mode, so that a killed run can go on."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from briefing.errors import InputError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS article (
  name TEXT PRIMARY KEY,      -- path relative to the input folder
  digest TEXT NOT NULL,       -- SHA-256 of the bytes
  settings TEXT NOT NULL,     -- digest of everything that decides the output
  error TEXT,                 -- null: done
  stage TEXT,
  traceback TEXT
)
"""


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
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(_SCHEMA)
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

    def is_done(self, name: str, *, digest: str, settings: str) -> bool:
        """Whether this very article was briefed with these very settings."""
        row = self._db.execute(
            "SELECT 1 FROM article WHERE name = ? AND digest = ? AND settings = ? AND error IS NULL",
            (name, digest, settings),
        ).fetchone()
        return row is not None

    def record(
        self,
        name: str,
        *,
        digest: str,
        settings: str,
        error: str | None = None,
        stage: str | None = None,
        traceback: str | None = None,
    ) -> None:
        """Notes that an article was briefed, or how it failed."""
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?)",
            (name, digest, settings, error, stage, traceback),
        )
