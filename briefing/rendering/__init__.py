"""Rendering: a Briefing as text, Markdown, HTML, PDF, DOCX or JSON; the same items in all of them."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from briefing.errors import RenderError
from briefing.records import Briefing, Digest
from briefing.rendering import json
from briefing.rendering.json import schema

if TYPE_CHECKING:
    from briefing.rendering.page import Page

__all__ = [
    "BINARY",
    "FORMATS",
    "SUFFIX",
    "Pages",
    "PaperName",
    "digest_on_one_page",
    "fits_page",
    "known",
    "missing_glyphs",
    "render",
    "render_bytes",
    "render_digest",
    "render_digest_bytes",
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
    return _page_text(briefing, shown, format, width=width, color=color, paper=paper)


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
    return _page_bytes(briefing, shown, format, paper=paper, full=pages == "full")


def _page_text(briefing: Briefing, shown: "Page", format: str, *, width: int, color: bool, paper: PaperName) -> str:
    if format == "md":
        from briefing.rendering.markdown import render_markdown

        return render_markdown(shown)
    if format == "html":
        from briefing.rendering.html import render_html

        return render_html(briefing, shown, paper=paper)
    from briefing.rendering.text import render_text

    return render_text(shown, width=width, color=color)


def _page_bytes(briefing: Briefing, shown: "Page", format: str, *, paper: PaperName, full: bool) -> bytes:
    if format == "pdf":
        from briefing.rendering.pdf import render_pdf

        return render_pdf(briefing, shown, paper=paper, full=full)
    from briefing.rendering.docx import render_docx

    return render_docx(briefing, shown, paper=paper, full=full)


def render_digest(
    digest: Digest,
    format: str = "text",
    *,
    width: int = 100,
    color: bool = False,
    pages: Pages = "one",
    paper: PaperName = "a4",
) -> str:
    """A digest in a text format; options and errors as for `render`."""
    known(format)
    _check(format, pages, paper)
    if format in BINARY:
        raise RenderError("is no text; use render_digest_bytes", format=format)
    from briefing.rendering import digest as digests

    if format == "json":
        return digests.dumps(digest) + "\n"
    articles, shown = digests.page(digest, full=pages == "full")
    return _page_text(articles, shown, format, width=width, color=color, paper=paper)


def render_digest_bytes(digest: Digest, format: str, *, pages: Pages = "one", paper: PaperName = "a4") -> bytes:
    """A digest as the bytes of a file; options and errors as for `render_bytes`."""
    known(format)
    if format not in BINARY:
        return render_digest(digest, format, pages=pages, paper=paper).encode("utf-8", "replace")
    _check(format, pages, paper)
    from briefing.rendering import digest as digests

    articles, shown = digests.page(digest, full=pages == "full")
    return _page_bytes(articles, shown, format, paper=paper, full=pages == "full")


def digest_on_one_page(digest: Digest) -> Digest:
    """The digest with `on_page` settled, so that its page takes one sheet of A4 in every format."""
    from briefing.rendering import digest as digests

    return digests.on_one_page(digest)


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
