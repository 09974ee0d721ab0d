"""Cue words, titles, names and glossary: data files, one folder a language, and their loader.

A file holds one entry a line, UTF-8; '#' opens a comment line; a line '[name]' opens a section. Fields of an entry are
separated by tabs. Entries before the first section belong to the section "". A user's folder (`--lexicon DIR`) has the
same layout (`DIR/en/titles.txt`); its entries are added to those of the package.
"""

import re
from functools import lru_cache
from pathlib import Path

from briefing.errors import LexiconError

_HERE = Path(__file__).resolve().parent
_SECTION = re.compile(r"\[([a-z][a-z0-9 -]*)\]$")

Rows = dict[str, tuple[tuple[str, ...], ...]]


class Lexicon:
    """The data files of one language, read once each. Instances are immutable to their users and hash by identity."""

    def __init__(self, language: str, *, extra: Path | None = None) -> None:
        self.language = language
        self._folders = [_HERE / language] + ([extra / language] if extra else [])
        self._cache: dict[str, Rows] = {}
        self._terms: dict[tuple[str, str], tuple[str, ...]] = {}

    def table(self, name: str, section: str = "") -> tuple[tuple[str, ...], ...]:
        """The entries of `section` in the file `name`, each a tuple of its tab-separated fields."""
        return self._rows(name).get(section, ())

    def terms(self, name: str, section: str = "") -> tuple[str, ...]:
        """The first field of each entry of `section` in the file `name`."""
        if (name, section) not in self._terms:
            self._terms[name, section] = tuple(row[0] for row in self.table(name, section))
        return self._terms[name, section]

    def sections(self, name: str) -> tuple[str, ...]:
        """The sections of the file `name`, in order."""
        return tuple(self._rows(name))

    def _rows(self, name: str) -> Rows:
        if name not in self._cache:
            merged: dict[str, list[tuple[str, ...]]] = {}
            for folder in self._folders:
                for suffix in (".txt", ".tsv"):
                    path = folder / (name + suffix)
                    if path.is_file():
                        for section, row in _read(path):
                            merged.setdefault(section, []).append(row)
            self._cache[name] = {section: tuple(dict.fromkeys(rows)) for section, rows in merged.items()}
        return self._cache[name]


def _read(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise LexiconError("not UTF-8", path=str(path)) from error
    except OSError as error:
        raise LexiconError(error.strerror or "cannot be read", path=str(path)) from error
    rows, section = [], ""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            match = _SECTION.match(line.strip())
            if not match:
                raise LexiconError(f"not a section heading: {line.strip()!r}", path=str(path), line=number)
            section = match.group(1)
            continue
        fields = tuple(field.strip() for field in line.split("\t"))
        if not fields[0]:
            raise LexiconError("an entry starts with a blank field", path=str(path), line=number)
        rows.append((section, fields))
    return rows


@lru_cache(maxsize=16)
def load(language: str, extra: Path | None = None) -> Lexicon:
    """The lexicon of `language` ("en", "zh"), with the user's folder `extra` added.

    Raises:
        LexiconError: `extra` is no folder, or one of its files has a line that cannot be understood.
    """
    if extra is not None and not extra.is_dir():
        raise LexiconError("no such folder", path=str(extra))
    return Lexicon(language, extra=extra)
