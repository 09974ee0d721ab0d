"""Files behind a URL (`s3://`, `gs://`, `file://`, ...), by fsspec: the same few calls whatever the store.

A path without a scheme is none of these: it is read and written as everywhere else.
"""

import contextlib
import hashlib
import io
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from briefing.batch import outputs
from briefing.errors import SettingsError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
# a put is seen whole or not at all; elsewhere a file is written beside its place and moved into it
_ATOMIC = frozenset("s3 s3a gs gcs az abfs abfss adl oss oci r2 tos cos".split())


def is_url(path: object) -> bool:
    """Whether `path` is a string with a scheme."""
    return isinstance(path, str) and _URL.match(path) is not None


def join(url: str, name: str) -> str:
    """The URL of `name`, a relative path, below `url`."""
    return f"{url.rstrip('/')}/{name}"


def canonical(url: str) -> str:
    """The URL as its store would write it, without a slash at its end.

    Raises:
        SettingsError: fsspec does not know the scheme, or lacks the package for it.
    """
    filesystem, path = _filesystem(url)
    return str(filesystem.unstrip_protocol(path)).rstrip("/")


def find(url: str) -> list[tuple[str, str]]:
    """The files below `url`, sorted: each one's URL and its path relative to `url`, which is "" for `url` itself.

    Raises:
        OSError: the store does not answer; FileNotFoundError: nothing is there.
    """
    filesystem, root = _filesystem(url)
    with _translated():
        filesystem.invalidate_cache()
        names = sorted(filesystem.find(root))
        if not names and not filesystem.isdir(root):
            raise FileNotFoundError(2, "no such file or folder", url)
        start = root.rstrip("/") + "/"
        return [(filesystem.unstrip_protocol(name), name.removeprefix(start) if name != root else "") for name in names]


def status(url: str) -> tuple[int, int]:
    """Size in bytes, and a number that changes with the file as far as the store can tell.

    Raises:
        OSError: there is no such file, or the store does not answer.
    """
    filesystem, path = _filesystem(url)
    with _translated():
        filesystem.invalidate_cache()
        found = filesystem.info(path)
        if found["type"] != "file":
            raise IsADirectoryError(21, "is no regular file; an article is wanted", url)
        key = str(filesystem.ukey(path)).encode()
    return int(found["size"] or 0), int(hashlib.sha256(key).hexdigest()[:15], 16)


def read(url: str, *, start: int | None = None, end: int | None = None) -> bytes:
    """The bytes of a file, or those from `start` up to `end`.

    Raises:
        OSError: it cannot be read.
    """
    filesystem, path = _filesystem(url)
    with _translated():
        return bytes(filesystem.cat_file(path, start=start, end=end))


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """A file to read bytes from, behind a URL or not.

    Raises:
        OSError: it cannot be opened.
    """
    if not isinstance(path, str) or not is_url(path):
        with Path(path).open("rb") as file:
            yield file
        return
    filesystem, place = _filesystem(path)
    with _translated(), filesystem.open(place, "rb") as raw:
        yield cast("BinaryIO", io.BufferedReader(raw))


def write(url: str, data: bytes) -> None:
    """Writes a file, so that a reader finds it whole or not at all; the same name again takes its place.

    Raises:
        OSError: it cannot be written; what was there before stays.
    """
    filesystem, path = _filesystem(url)
    schemes = _schemes(filesystem)
    with _translated():
        if "file" in schemes:
            outputs.write_atomically(Path(path), data)
        elif _ATOMIC & set(schemes):
            filesystem.pipe_file(path, data)
        else:
            folder = path.rpartition("/")[0]
            temporary = f"{folder}/{outputs.PREFIX}{secrets.token_hex(6)}{outputs.SUFFIX}"
            filesystem.makedirs(folder, exist_ok=True)
            filesystem.pipe_file(temporary, data)
            filesystem.mv(temporary, path)


def sweep(url: str) -> None:
    """Removes what workers that were killed have left half written below `url`."""
    with contextlib.suppress(OSError):
        for place, name in find(url):
            last = name.rpartition("/")[2]
            if last.startswith(outputs.PREFIX) and last.endswith(outputs.SUFFIX):
                filesystem, path = _filesystem(place)
                with _translated():
                    filesystem.rm_file(path)


def _filesystem(url: str) -> tuple[Any, str]:
    """The store of a URL, and the path in it."""
    try:
        from fsspec.core import url_to_fs

        filesystem, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise SettingsError(f"{url}: {error}", key="cluster") from error
    return filesystem, str(path)


def _schemes(filesystem: Any) -> Sequence[str]:
    return [filesystem.protocol] if isinstance(filesystem.protocol, str) else list(filesystem.protocol)


@contextmanager
def _translated() -> Iterator[None]:
    """Turns what a store's library raises into an OSError; each has exceptions of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(None, f"{type(error).__name__}: {error}") from error
