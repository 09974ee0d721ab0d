"""The briefing as one self-contained HTML file: the page, and beside it the article with each line's evidence linked."""

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from briefing.records import Briefing, Span
from briefing.rendering.page import page

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the article and the ids of the lines that it is evidence for; `first` are those it is the first for."""

    text: str
    lines: tuple[str, ...]
    first: tuple[str, ...]


def render_html(briefing: Briefing) -> str:
    """The page as HTML; everything from the article is escaped, and a Content-Security-Policy allows our own script only."""
    shown = page(briefing)
    ids: dict[int, str] = {id(briefing.event): "e1"}
    ids |= {id(s): f"s{i}" for i, s in enumerate(briefing.sites, start=1)}
    ids |= {id(d): f"d{i}" for i, d in enumerate(briefing.directives, start=1)}
    evidence = [
        (ids[id(item)], item.evidence)
        for item in (briefing.event, *shown.sites, *(d for _, g in shown.groups for d in g))
    ]
    style, script = (_read(name) for name in ("page.css", "page.js"))
    return str(
        _template().render(
            briefing=briefing,
            page=shown,
            ids=lambda item: ids[id(item)],
            pieces=pieces(briefing.text, evidence),
            style=style,
            script=script,
            style_hash=_digest(style),
            script_hash=_digest(script),
        )
    )


def pieces(text: str, evidence: "list[tuple[str, tuple[Span, ...]]]") -> list[Piece]:
    """The article cut wherever a line's evidence begins or ends."""
    cuts = sorted({0, len(text), *(at for _, spans in evidence for s in spans for at in (s.start, s.end))})
    out: list[Piece] = []
    seen: set[str] = set()
    for a, b in zip(cuts, cuts[1:], strict=False):
        lines = tuple(name for name, spans in evidence if any(s.start <= a and b <= s.end for s in spans))
        out.append(Piece(text=text[a:b], lines=lines, first=tuple(name for name in lines if name not in seen)))
        seen.update(lines)
    return out


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@lru_cache(maxsize=4)
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_read("page.html"))
