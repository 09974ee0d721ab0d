"""What the package's fonts hold and how wide it runs, without opening them; `fonts/build.py` wrote the numbers."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from briefing.rendering.wrapping import is_wide

FONTS = Path(__file__).resolve().parent / "fonts"
_UNKNOWN = 0.6  # ems; about the mean of Latin letters


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """Advance widths of one weight in ems, by character; `space` is the blank's."""

    widths: dict[str, float]
    space: float


@lru_cache(maxsize=2)
def face(weight: Literal["regular", "bold"]) -> Face:
    """The widths of one weight. Ideographs are not in the table: each takes one em."""
    widths = {chr(start + i): width / 1000 for start, run in _metrics()[weight] for i, width in enumerate(run)}
    return Face(widths=widths, space=widths[" "])


def width_of(text: str, font: Face) -> float:
    """The width of `text` in ems; kerning, which narrows it, is left out."""
    widths = font.widths
    try:
        return sum([widths[c] for c in text])
    except KeyError:
        return sum(widths.get(c) or (1.0 if is_wide(c) else _UNKNOWN) for c in text)


def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` that the package's fonts lack, each once, in order."""
    if text.isascii() and text.isprintable():
        return ()
    held = _held()
    return tuple(dict.fromkeys(c for c in text if c not in held))


@lru_cache(maxsize=1)
def _held() -> frozenset[str]:
    metrics = _metrics()
    latin = {chr(start + i) for start, run in metrics["regular"] for i in range(len(run))}
    return frozenset(latin.union(chr(c) for start, last in metrics["chinese"] for c in range(start, last + 1)))


@lru_cache(maxsize=1)
def _metrics() -> dict[str, Any]:
    metrics: dict[str, Any] = json.loads((FONTS / "metrics.json").read_text(encoding="ascii"))
    return metrics
