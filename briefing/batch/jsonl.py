"""JSON Lines as input: one article a line, with the keys `text` and, if known, `id`, `title`, `url`, `published`, `outlet`."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from briefing import reading
from briefing.batch import stores
from briefing.errors import InputError
from briefing.records import Article
from briefing.settings import Settings

SUFFIXES = (".jsonl", ".ndjson")
_MARK = b"\xef\xbb\xbf"  # of UTF-8, before the first line
_KEYS = ("text", "title", "url", "published", "outlet")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """Where an article stands in its file.

    Attributes:
        number: counted from 1.
        offset: of its first byte.
        length: in bytes, without the line's end.
        check: a short digest of the bytes, by which a file that changed meanwhile is told.
    """

    number: int
    offset: int
    length: int
    check: bytes


def scan(path: str | Path, *, max_bytes: int) -> Iterator[tuple[Line, str | None]]:
    """The lines of a file that are not blank, each with the `id` of its article, None where it has none.

    A line that is no JSON object has none either: reading it will say what is wrong. Of a line longer than `max_bytes`
    it is only found out that it is.

    Raises:
        OSError: the file cannot be read.
    """
    offset = 0
    with stores.opened(path) as file:
        number = 0
        while start := file.readline(max_bytes + 2):
            number += 1
            size = len(start)
            while not start.endswith(b"\n") and size > max_bytes and (more := file.readline(_CHUNK)):
                size += len(more)
                if more.endswith(b"\n"):
                    break
            begin = len(_MARK) if offset == 0 and start.startswith(_MARK) else 0
            data = start[begin:].rstrip(b"\r\n")
            if data.strip():
                length = len(data) if len(data) <= max_bytes else size - begin
                yield Line(number, offset + begin, length, check_of(data)), _id(data)
            offset += size


def read_line(path: str | Path, line: Line, *, name: str, max_bytes: int) -> bytes:
    """The bytes of one line.

    Raises:
        InputError: the line is too long, or no longer there as it was scanned.
        OSError: the file cannot be read.
    """
    if line.length > max_bytes:
        raise InputError(f"a line larger than {max_bytes:,} bytes, the most that is read", source=name)
    if isinstance(path, str) and stores.is_url(path):
        data = stores.read(path, start=line.offset, end=line.offset + line.length)
    else:
        with Path(path).open("rb") as file:
            file.seek(line.offset)
            data = file.read(line.length)
    if check_of(data) != line.check:
        raise InputError("its file changed while the batch ran; run it again", source=name)
    return data


def article_of(data: bytes, *, name: str, settings: Settings) -> Article:
    """The article in the bytes of one line.

    Raises:
        InputError: they are no JSON object with a `text`, a key has a value of the wrong kind, or the text is no article.
    """
    record = _record(data, name)
    for key in _KEYS:
        if not isinstance(record.get(key), str | None):
            raise InputError(f"{key!r} is not a string", source=name)
    text = record.get("text")
    if not text or not text.strip():
        raise InputError("no 'text' in it; an article is wanted", source=name)
    return reading.read_text(
        text,
        name=name,
        title=record.get("title") or None,
        url=record.get("url") or None,
        outlet=record.get("outlet") or None,
        published=_day(record.get("published"), name),
        settings=settings,
    )


def check_of(data: bytes) -> bytes:
    """The digest that `Line.check` holds."""
    return blake2b(data, digest_size=8).digest()


def _record(data: bytes, name: str) -> dict[str, Any]:
    try:
        record = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError("the line is not UTF-8", source=name) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"the line is no JSON: {error}", source=name) from error
    if not isinstance(record, dict):
        raise InputError("the line is no JSON object; one with a 'text' is wanted", source=name)
    return record


def _id(data: bytes) -> str | None:
    try:
        found = _record(data, "").get("id")
    except InputError:
        return None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return str(found).strip() or None


def _day(text: str | None, name: str) -> dt.date | None:
    """The day in a date or a time of ISO 8601."""
    if not text or not text.strip():
        return None
    try:
        return dt.datetime.fromisoformat(text.strip()).date()
    except ValueError as error:
        raise InputError(f"'published' is {text[:40]!r}, not a date like 2024-06-05", source=name) from error
