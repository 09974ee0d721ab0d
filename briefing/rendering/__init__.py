"""Rendering: a Briefing as text, Markdown, HTML, PDF, DOCX or JSON; the same items in all of them."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import json
from briefing.rendering.json import schema

__all__ = [
    "BINARY",
    "FORMATS",
    "SUFFIX",
    "Pages",
    "PaperName",
    "fits_page",
    "known",
    "missing_glyphs",
    "render",
    "render_bytes",
    "schema",
]

Pages = Literal["one", "full"]
PaperName = Literal["a4", "letter"]

SUFFIX: Mapping[str, str] = MappingProxyType(
    {"text": "txt", "md": "md", "html": "html", "pdf": "pdf", "docx": "docx", "json": "json"}
)
FORMATS: tuple[str, ...] = tuple(SUFFIX)
BINARY: frozenset[str] = frozenset({"pdf", "docx"})


def known(format: str) -> str:
    """`format` itself.

    Raises:
        RenderError: there is no such format.
    """
    if format not in SUFFIX:
        raise RenderError(f"unknown; there are {', '.join(SUFFIX)}", format=format)
    return format


def render(
    briefing: Briefing,
    format: str = "text",
    *,
    width: int = 100,
    color: bool = False,
    pages: Pages = "one",
    paper: PaperName = "a4",
    template: Path | None = None,
) -> str:
    """The briefing in a text format.

    Args:
        briefing: what to render; it is not changed.
        format: "text", "md", "html" or "json".
        width: columns of "text".
        color: ANSI styles in "text".
        pages: "one" shows the items that are on the page, "full" all of them. JSON always holds everything.
        paper: the sheet that the HTML is printed on.
        template: a Jinja2 file of the user's own instead of the built-in one, for "text", "md" and "html".

    Raises:
        RenderError: there is no such format, it is not text, an option has another value than those named, or the
            template fails.
    """
    known(format)
    _check(format, pages, paper)
    if format in BINARY:
        raise RenderError("is no text; use render_bytes", format=format)
    if format == "json":
        return json.dumps(briefing) + "\n"
    from briefing.rendering.page import page

    shown = page(briefing, full=pages == "full")
    if template is not None:
        from briefing.rendering.template import render_template

        return render_template(template, briefing, shown, format=format, paper=paper)
    if format == "md":
        from briefing.rendering.markdown import render_markdown

        return render_markdown(shown)
    if format == "html":
        from briefing.rendering.html import render_html

        return render_html(briefing, shown, paper=paper)
    from briefing.rendering.text import render_text

    return render_text(shown, width=width, color=color)


def render_bytes(
    briefing: Briefing,
    format: str,
    *,
    pages: Pages = "one",
    paper: PaperName = "a4",
    template: Path | None = None,
) -> bytes:
    """The briefing as the bytes of a file; text formats in UTF-8. Options as for `render`.

    Raises:
        RenderError: as `render`; also where a PDF or DOCX file cannot be made.
    """
    known(format)
    if format not in BINARY:
        return render(briefing, format, pages=pages, paper=paper, template=template).encode("utf-8", "replace")
    _check(format, pages, paper)
    if template is not None:
        raise RenderError("has no templates; text, md and html have", format=format)
    from briefing.rendering.page import page

    shown = page(briefing, full=pages == "full")
    if format == "pdf":
        from briefing.rendering.pdf import render_pdf

        return render_pdf(briefing, shown, paper=paper, full=pages == "full")
    from briefing.rendering.docx import render_docx

    return render_docx(briefing, shown, paper=paper, full=pages == "full")


def fits_page(briefing: Briefing) -> bool:
    """Whether the items that are on the page take one sheet of A4 in every format, whatever font the reader has.

    This is the measure that the composer decides by: a model of the page at its tightest, about a millisecond a call.
    """
    from briefing.rendering.layout import fits
    from briefing.rendering.page import page

    return fits(page(briefing))


def missing_glyphs(briefing: Briefing, *, pages: Pages = "one") -> tuple[str, ...]:
    """The characters of the page that the PDF's fonts lack, each once; the PDF says so and shows codes."""
    from briefing.rendering.metrics import missing
    from briefing.rendering.page import page, texts

    return missing("".join(texts(page(briefing, full=pages == "full"))))


def _check(format: str, pages: str, paper: str) -> None:
    if pages not in get_args(Pages):
        raise RenderError(f"pages {pages!r} is not one of {', '.join(get_args(Pages))}", format=format)
    if paper not in get_args(PaperName):
        raise RenderError(f"paper {paper!r} is not one of {', '.join(get_args(PaperName))}", format=format)
