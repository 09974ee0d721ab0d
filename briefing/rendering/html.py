"""The briefing as one self-contained HTML file: the page, and beside it the article with each line's evidence linked.

Everything from the article is escaped, and a Content-Security-Policy in the file lets nothing run or load but our own
style and script. Lines and evidence find each other without the script too: by links, and by style rules that light up
both ends on hover and focus.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing.records import Briefing
from briefing.rendering.layout import PAPERS, Level, fact_rows, loosest
from briefing.rendering.page import Entry, Page
from briefing.rendering.templates import TEMPLATES
from briefing.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from markupsafe import Markup

# Print is set in the reader's font: Arial's width against ours, and what the page may take of the sheet.
_STRETCH, _ROOM = 1.12, 0.92
_GLOW = "background:var(--glow);box-shadow:inset 0 -2px var(--glow-edge)"
_CHINESE = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the article, the ids of the lines that it is evidence for, and of those that it is the first for."""

    text: str
    lines: tuple[str, ...]
    first: tuple[str, ...]


def render_html(briefing: Briefing, page: Page, *, paper: str = "a4") -> str:
    """The page as HTML, to be printed on one sheet of `paper` where the page has one sheet's items."""
    return str(_template().render(context(briefing, page, paper=paper)))


def context(briefing: Briefing, page: Page, *, paper: str = "a4") -> dict[str, Any]:
    """What a template is given; docs/templates.md describes it."""
    from markupsafe import Markup

    # our own files and numbers, nothing of the article's: neither can hold a closing tag
    style = (
        _read("page.css")
        + _links(page.lines)
        + _print_rules(loosest(page, paper=paper, stretch=_STRETCH, room=_ROOM), paper)
    )
    return {
        "briefing": briefing,
        "page": page,
        "labels": page.labels,
        "fact_rows": fact_rows(page.facts),
        "pieces": pieces(briefing.text, page.lines),
        "style": Markup(style),  # noqa: S704
        "script": Markup(_read("page.js")),  # noqa: S704
        "version": __version__,
    }


def pieces(text: str, lines: Sequence[Entry]) -> tuple[Piece, ...]:
    """The article cut wherever a line's evidence begins or ends; nothing is lost and nothing printed twice."""
    spans = [(span.start, span.end, entry.id) for entry in lines for span in entry.evidence]
    cuts = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    out: list[Piece] = []
    seen: set[str] = set()
    for start, end in pairwise(cuts):
        names = tuple(dict.fromkeys(name for a, b, name in spans if a <= start and end <= b))
        out.append(Piece(text=text[start:end], lines=names, first=tuple(name for name in names if name not in seen)))
        seen.update(names)
    return tuple(out)


def tongues(text: str) -> "Markup":
    """`text` escaped, with its Chinese runs marked as such, so that they are read and set as Chinese."""
    from markupsafe import Markup, escape

    escaped = str(escape(text))
    if not escaped.isascii():
        escaped = _CHINESE.sub(r'<span lang="zh">\g<0></span>', escaped)
    return Markup(escaped)  # noqa: S704  escaped above


def digest(content: str) -> str:
    """The hash of an inline style or script as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def with_filters(environment: "Environment") -> "Environment":
    """`environment` with the filters that templates may use."""
    environment.filters["tongues"] = tongues
    environment.filters["digest"] = digest
    return environment


def _links(lines: Sequence[Entry]) -> str:
    """For each line: it and its evidence light up together, softly when hovered or focused, fully as a target."""
    rules = []
    for entry in lines:
        line, piece = f"#{entry.id}", f'[data-lines~="{entry.id}"]'
        both = f"body:has({line}:is(:hover,:focus-visible)) :is({line},{piece})"
        hovered = f"{both},body:has({piece}:is(:hover,:focus-visible)) :is({line},{piece}:hover,{piece}:focus-visible)"
        target = f"body:not(.chosen):has(#source-{entry.id}:target,{line}:target) :is({line},{piece})"
        rules.append(f"{hovered}{{background:var(--hover)}}\n{target}{{{_GLOW}}}\n")
    return "@media screen {\n" + "".join(rules) + "}\n" if rules else ""


def _print_rules(level: Level, paper: str) -> str:
    sheet = PAPERS[paper]
    return (
        "@media print {\n"
        f"@page {{ size: {sheet.name}; margin: {sheet.margin_y}pt {sheet.margin_x}pt; }}\n"
        f"body {{ display: block; padding: 0; font-size: {level.body}pt; line-height: {level.leading}; }}\n"
        f"h1 {{ font-size: {level.headline}pt; margin-bottom: {level.section_gap * 0.5}pt; }}\n"
        f".bottom-line {{ font-size: {level.lead}pt; line-height: {level.leading};"
        f" margin-bottom: {level.section_gap * 0.6}pt; }}\n"
        f".facts, footer {{ padding-top: {level.small * 0.5}pt; padding-bottom: {level.small * 0.5}pt; }}\n"
        f".event {{ margin: {level.section_gap * 0.5}pt 0 0; }}\n"
        f"h2 {{ margin: {level.section_gap * 0.8}pt 0 {level.section_gap * 0.2}pt; }}\n"
        f"h3 {{ margin: {level.item_gap}pt 0; }}\n"
        f"li {{ margin-bottom: {level.item_gap}pt; }}\n"
        f"footer {{ margin-top: {level.section_gap * 0.8}pt; font-size: {level.small}pt; line-height: 1.35; }}\n"
        "}\n"
    )


@lru_cache(maxsize=4)
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return with_filters(environment).from_string(_read("page.html"))
