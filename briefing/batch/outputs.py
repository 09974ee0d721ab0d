"""Writing files so that a reader, or a run that was killed, finds them whole or not at all."""

import contextlib
import os
import secrets
from pathlib import Path

from briefing.batch import points

PREFIX, SUFFIX = ".briefing-", ".part"  # of a temporary file


def write_atomically(path: Path, content: str | bytes) -> None:
    """Writes `content` (str as UTF-8) to `path` through a temporary file beside it; makes the folder.

    Raises:
        OSError: the folder cannot be written, or the disk is full; `path` is then what it was before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = path.parent / f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}"
    try:  # from before the file is there: Ctrl-C may come at any moment
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        points.reached("part written")
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    points.reached("output written")


def sweep(folder: Path) -> None:
    """Removes the temporary files that a run which was killed has left below `folder`."""
    for root, _, files in os.walk(folder):
        for name in files:
            if name.startswith(PREFIX) and name.endswith(SUFFIX):
                with contextlib.suppress(OSError):
                    Path(root, name).unlink()


def remove(path: Path, *, up_to: Path) -> None:
    """Removes a file, if it is there, and the folders above it that it leaves empty, but not `up_to`."""
    with contextlib.suppress(OSError):
        path.unlink()
    for folder in path.parents:
        if folder == up_to or up_to not in folder.parents:
            return
        try:
            folder.rmdir()
        except OSError:
            return
