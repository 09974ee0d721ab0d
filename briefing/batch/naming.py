"""What the outputs of an article are called: its input's path without the suffix, and what happens where two collide."""

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from briefing.rendering import SUFFIX

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # names that Windows keeps
_MAX_BYTES = 120  # of an id in a file name; file systems take 255, a suffix and a temporary name included


def printable(path: str) -> str:
    """A file's path as text that can be printed and stored: bytes that are no UTF-8 are shown as hex escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def without_suffix(path: str) -> str:
    """`path` without its last suffix."""
    return str(PurePosixPath(path).with_suffix(""))


def safe(identifier: str) -> str:
    """`identifier` as a file name: itself where it can be one, else changed and marked with a digest of what it was.

    No file name leads out of its folder, is hidden, or is longer than a file system takes; two identifiers never give
    one name.
    """
    name = _FORBIDDEN.sub("_", identifier).strip(" .")
    name = name.encode("utf-8")[:_MAX_BYTES].decode("utf-8", "ignore").rstrip(" .")
    if name == identifier and not _RESERVED.fullmatch(name):
        return name
    return f"{name or 'id'}-{_digest(identifier)}"


def unique_stems(candidates: Sequence[tuple[str, ...]], folders: Iterable[str] = ()) -> list[str]:
    """One stem an article, from its candidates in order of preference: the first that no other article wants.

    Two stems are the same if they differ in case only. A stem whose output would have the name of one of `folders` of
    the tree is taken too. The last candidate is used whatever it is.
    """
    taken = {folder.casefold() for folder in folders}
    choice = [0] * len(candidates)
    while True:
        wanted: dict[str, list[int]] = defaultdict(list)
        for at, stems in enumerate(candidates):
            wanted[stems[choice[at]].casefold()].append(at)
        moved = False
        for key, rivals in wanted.items():
            if len(rivals) == 1 and not any(f"{key}.{suffix}" in taken for suffix in SUFFIX.values()):
                continue
            least = min(choice[at] for at in rivals)  # who already gave way once keeps what it has
            for at in rivals:
                if choice[at] == least and choice[at] + 1 < len(candidates[at]):
                    choice[at] += 1
                    moved = True
        if not moved:
            return [stems[choice[at]] for at, stems in enumerate(candidates)]


def file_stems(path: str) -> tuple[str, ...]:
    """The candidates for an article's file at `path`, relative to the input folder."""
    return without_suffix(path), path, f"{path}-{_digest(path)}"


def record_stems(file: str, identifier: str | None, number: int) -> tuple[str, ...]:
    """The candidates for an article of the JSONL file at `file`: by its id, else FILE-000123 with the line's number."""
    folder, _, name = file.rpartition("/")
    place = f"{folder}/" if folder else ""
    numbered = f"{without_suffix(name)}-{number:06}"
    own = safe(identifier) if identifier else numbered
    return f"{place}{own}", f"{place}{own}-{number:06}", f"{place}{own}-{_digest(f'{file}:{number}')}"


def labels(sources: Sequence[Path]) -> list[str]:
    """A folder's name for each of several inputs: its own name, with as much of its path before it as tells it apart."""
    parts = [[p for p in source.absolute().parts if p.strip("/\\")] or ["root"] for source in sources]
    lengths = [1] * len(parts)
    names: list[str] = []
    for _ in range(max(map(len, parts), default=0)):
        names = ["-".join(p[-length:]) for p, length in zip(parts, lengths, strict=True)]
        keys = [name.casefold() for name in names]
        clash = [keys.count(key) > 1 for key in keys]
        if not any(clash):
            return names
        lengths = [min(n + c, len(p)) for n, c, p in zip(lengths, clash, parts, strict=True)]
    return [f"{name}-{at}" for at, name in enumerate(names, 1)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
