"""Which files of a folder are articles, and what their briefings are called."""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.errors import InputError

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Input:
    """An article's file; `name` is its path relative to the input folder, `stem` its outputs' path without a suffix."""

    name: str
    stem: str
    path: Path


def find(folder: Path) -> tuple[Input, ...]:
    """The articles below `folder`, sorted by name; hidden files and folders are passed over, links are not followed.

    Where two files of one folder share a stem, both keep their suffix: `visit.html` gives `visit.html.json`.

    Raises:
        InputError: there is no such folder, or no article in it.
    """
    if not folder.is_dir():
        raise InputError("no such folder; name one that holds articles", source=str(folder))
    names = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        names += [
            (Path(root) / f).relative_to(folder).as_posix()
            for f in files
            if not f.startswith(".") and Path(f).suffix.lower() in SUFFIXES
        ]
    if not names:
        raise InputError(f"no article in it; articles end in {', '.join(SUFFIXES)}", source=str(folder))
    stems = Counter(_without_suffix(name).casefold() for name in names)
    return tuple(
        Input(
            name=name,
            stem=name if stems[_without_suffix(name).casefold()] > 1 else _without_suffix(name),
            path=folder / name,
        )
        for name in sorted(names)
    )


def _without_suffix(name: str) -> str:
    return str(PurePosixPath(name).with_suffix(""))
