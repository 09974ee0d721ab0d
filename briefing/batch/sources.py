"""From an input to its bytes, and from these to an article."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from briefing import reading
from briefing.batch import jsonl, stores
from briefing.batch.inputs import Input
from briefing.errors import InputError
from briefing.records import Article
from briefing.settings import Settings

_TRIES = 3  # at a file that is written to while it is read


@dataclass(frozen=True, slots=True)
class Stamp:
    """By what a file is known to be as it was: time of its last change, size in bytes, and number on its disk."""

    changed_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp in what the system says of a file."""
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of an input, their SHA-256, and the stamp of its file."""

    data: bytes
    digest: str
    stamp: Stamp


def load(item: Input, *, max_bytes: int) -> Content:
    """The bytes of an input as they stand in its file now.

    Raises:
        InputError: they cannot be read, are too many, or change while they are read.
    """
    try:
        for _ in range(_TRIES):
            before = _stamp(item)
            data = _bytes(item, before.size, max_bytes=max_bytes)
            stamp = _stamp(item)
            if item.line is not None or stamp == before:
                return Content(data, hashlib.sha256(data).hexdigest(), stamp)
    except FileNotFoundError as error:
        raise InputError("no such file; check the path", source=item.name) from error
    except PermissionError as error:
        raise InputError("may not be read; check its permissions", source=item.name) from error
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", source=item.name) from error
    raise InputError("is written to while it is read; run the batch again", source=item.name)


def article_of(item: Input, content: Content, *, settings: Settings) -> Article:
    """The article in an input's bytes.

    Raises:
        InputError: as `reading.read_bytes`, or `jsonl.article_of` for a line of JSONL.
    """
    if item.line is not None:
        return jsonl.article_of(content.data, name=item.name, settings=settings)
    return reading.read_bytes(content.data, name=item.name, settings=settings)


def digest_of(item: Input, *, max_bytes: int) -> str | None:
    """The digest of an input's bytes, None where they cannot be read."""
    try:
        return load(item, max_bytes=max_bytes).digest
    except InputError:
        return None


def is_unchanged(item: Input, stamp: Stamp) -> bool:
    """Whether the input's file is still what it was when it was read."""
    try:
        return _stamp(item) == stamp
    except (OSError, InputError):
        return False


def _stamp(item: Input) -> Stamp:
    if stores.is_url(item.path):
        size, fingerprint = stores.status(item.path)
        return Stamp(fingerprint, size, 0)
    status = Path(item.path).stat()
    if not stat.S_ISREG(status.st_mode):  # to open a pipe would wait for someone who writes into it
        raise InputError("is no regular file; an article is wanted", source=item.name)
    return Stamp.of(status)


def _bytes(item: Input, size: int, *, max_bytes: int) -> bytes:
    if item.line is not None:
        return jsonl.read_line(item.path, item.line, name=item.name, max_bytes=max_bytes)
    if size > max_bytes:
        reason = f"larger than {max_bytes:,} bytes, the most that is read; raise max_bytes or give a part"
        raise InputError(reason, source=item.name)
    with stores.opened(item.path) as file:
        return file.read(max_bytes + 1)
