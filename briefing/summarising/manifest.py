"""The digests of a model folder (`manifest.json`): written at export, verified at load.

Every file that the engine is about to read is hashed; the 25 MB of the int8 export take about as long as one line of a
briefing, so nothing is skipped. A folder without a manifest (a user's own checkpoint) is not verified.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefing.errors import ModelError

NAME = "manifest.json"
_UNREAD = ("data", "recipes")  # what a model was made from travels with it, and no engine reads it
_HEAVY = {"ctranslate2": ("model.safetensors",), "transformers": ("ctranslate2/",)}


def write(folder: Path) -> str:
    """Writes the manifest of `folder` and returns its revision, 12 hex digits over all digests."""
    files = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": digest(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (NAME, "README.md") and path.relative_to(folder).parts[0] not in _UNREAD
    }
    revision = _revision(files)
    manifest = {"revision": revision, "files": files}
    (folder / NAME).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return revision


def verify(folder: Path, *, engine: str, model: str) -> str:
    """The revision of the model in `folder`, "" for one without a manifest, after checking what `engine` will read.

    Raises:
        ModelError: a file is missing or its size or digest differs from the manifest.
    """
    try:
        manifest: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files: dict[str, dict[str, Any]] = manifest["files"]
        revision = str(manifest["revision"])
    except FileNotFoundError:
        return ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{folder / NAME} cannot be read: {error}", model=model) from error
    for name in _needed(files, engine=engine):
        path = folder / name
        try:
            intact = path.stat().st_size == files[name]["bytes"] and digest(path) == files[name]["sha256"]
        except OSError as error:
            raise ModelError(
                f"{path} cannot be read: {error.strerror}; install the package anew", model=model
            ) from error
        if not intact:
            raise ModelError(f"{path} is damaged: not what {NAME} says; install the package anew", model=model)
    return revision


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _needed(files: Iterable[str], *, engine: str) -> list[str]:
    return [name for name in files if not name.startswith(_HEAVY[engine])]


def _revision(files: dict[str, dict[str, Any]]) -> str:
    lines = "\n".join(f"{facts['sha256']}  {name}" for name, facts in files.items())
    return hashlib.sha256(lines.encode()).hexdigest()[:12]
