"""The models known by name (`models/registry.toml`), and what a folder or hub id given instead of a name is."""

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from briefing.errors import ModelError
from briefing.resources import folder

Origin = Literal["folder", "hub", "none"]

# `model_type` of a checkpoint's config.json to the family of its prompts, and what the architecture takes.
_FAMILIES = {"t5": "t5", "mt5": "mt5", "umt5": "mt5", "longt5": "t5", "pegasus": "pegasus", "pegasus_x": "pegasus"}
_MULTILINGUAL = frozenset({"mt5", "umt5", "mbart", "m2m_100", "nllb-moe"})
_PLAIN_FAMILY = "bart"
_USUAL_LENGTH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """A model that can be used.

    Attributes:
        name: what `--model` takes.
        origin: "folder" (`path` is a folder), "hub" (`path` is a Hugging Face id), "none" (no model behind it).
        family: which prompts it gets.
        languages: BCP 47 primary tags that it can summarise.
        max_tokens: longest input, in tokens.
        licence: SPDX identifier, "" where unknown.
        note: one line for `briefing models list`.
    """

    name: str
    origin: Origin
    path: str = ""
    family: str = _PLAIN_FAMILY
    languages: tuple[str, ...] = ("en",)
    max_tokens: int = _USUAL_LENGTH
    licence: str = ""
    note: str = ""

    @property
    def folder(self) -> Path | None:
        """The model's folder, None for one that has none."""
        return Path(self.path) if self.origin == "folder" else None


@lru_cache(maxsize=4)
def entries(path: Path | None = None) -> tuple[ModelEntry, ...]:
    """The entries of the registry file, in its order.

    Raises:
        ModelError: the registry cannot be read or an entry has an unknown key.
    """
    path = path or folder("models") / "registry.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_entry(name, values, base=path.parent) for name, values in raw.items())
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"{path} cannot be read: {error}", model="registry") from error


def find(model: str) -> ModelEntry:
    """The entry for a registry name, a folder or a hub id.

    Raises:
        ModelError: `model` is none of the three, or its folder holds no checkpoint.
    """
    for entry in entries():
        if entry.name == model:
            return entry
    path = Path(model).expanduser()
    if path.is_dir():
        return _of_folder(path, model=model)
    if path.exists() or model.count("/") != 1 or model.startswith((".", "/", "~")):
        names = ", ".join(entry.name for entry in entries())
        raise ModelError(f"no such model; give a folder, a hub id (owner/name), or one of {names}", model=model)
    return ModelEntry(name=model, origin="hub", path=model, family=_guess(model.rsplit("/", 1)[1].lower()))


def _entry(name: str, values: dict[str, Any], *, base: Path) -> ModelEntry:
    values = dict(values)
    origin: Origin = values.pop("source")
    path = values.pop("path", "")
    languages = tuple(values.pop("languages", ("en",)))
    if origin == "folder":
        path = str(base / path)
    return ModelEntry(name=name, origin=origin, path=path, languages=languages, **values)


def _of_folder(path: Path, *, model: str) -> ModelEntry:
    file = path / "config.json"
    try:
        config = json.loads(file.read_text(encoding="utf-8"))
        kind = str(config["model_type"])
    except OSError as error:
        raise ModelError(f"no checkpoint in this folder: {file.name}: {error.strerror}", model=model) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{file} is not a checkpoint's configuration", model=model) from error
    length = next((config[key] for key in ("n_positions", "max_position_embeddings") if config.get(key)), _USUAL_LENGTH)
    return ModelEntry(
        name=path.resolve().name,
        origin="folder",
        path=str(path),
        family="embedded" if (path / "masking.json").is_file() else _FAMILIES.get(kind, _PLAIN_FAMILY),
        languages=("en", "zh") if kind in _MULTILINGUAL else ("en",),
        max_tokens=int(length),
    )


def _guess(name: str) -> str:
    """The prompt family that the name of a hub checkpoint tells of."""
    return next((family for family in ("flan", "mt5", "pegasus", "t5") if family in name), _PLAIN_FAMILY)
