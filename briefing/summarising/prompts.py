"""Prompt templates: one file for each model family and segment kind, `prompts/<family>/<kind>.txt`.

A template is a `string.Template`; `$text` is the passage, masked where the model wants it so. Nothing else is known.
"""

import hashlib
import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from briefing.errors import PromptError
from briefing.records import SegmentKind
from briefing.resources import folder

KINDS: tuple[str, ...] = get_args(SegmentKind)


@dataclass(frozen=True)
class Prompts:
    """The templates of one family; `digest` changes when any of them does (first 12 hex digits of a SHA-256)."""

    family: str
    templates: Mapping[str, string.Template]
    digest: str

    def fill(self, kind: SegmentKind, text: str) -> str:
        """What the model is handed for a passage of this `kind`."""
        return self.templates[kind].substitute(text=text)


def load(family: str, *, root: Path | None = None) -> Prompts:
    """The prompts of `family`.

    Raises:
        PromptError: a template is missing, is not UTF-8, lacks `$text` or names something unknown.
    """
    base = (root or folder("prompts")) / family
    templates = {kind: _read(base / f"{kind}.txt", family=family, kind=kind) for kind in KINDS}
    joined = "\0".join(templates[kind].template for kind in KINDS)
    return Prompts(family, templates, hashlib.sha256(joined.encode()).hexdigest()[:12])


def _read(path: Path, *, family: str, kind: str) -> string.Template:
    try:
        template = string.Template(path.read_text(encoding="utf-8").strip("\n"))
    except OSError as error:
        raise PromptError(f"{path}: {error.strerror}", family=family, kind=kind) from error
    except UnicodeDecodeError as error:
        raise PromptError(f"{path}: not UTF-8", family=family, kind=kind) from error
    if not template.is_valid() or set(template.get_identifiers()) != {"text"}:
        raise PromptError(
            f"{path}: a template has $text and no other name; write $$ for a dollar", family=family, kind=kind
        )
    return template
