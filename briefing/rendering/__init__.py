"""Rendering: a Briefing as text, Markdown, HTML or JSON; the same items in all of them."""

from collections.abc import Mapping
from types import MappingProxyType

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import json
from briefing.rendering.text import render_text

__all__ = ["BINARY", "SUFFIX", "fits_page", "known", "render", "render_bytes"]

SUFFIX: Mapping[str, str] = MappingProxyType({"text": "txt", "md": "md", "html": "html", "json": "json"})
BINARY: frozenset[str] = frozenset()


def known(format: str) -> str:
    """`format` itself.

    Raises:
        RenderError: there is no such format.
    """
    if format not in SUFFIX:
        raise RenderError(f"unknown; there are {', '.join(SUFFIX)}", format=format)
    return format


def render(briefing: Briefing, format: str = "text", *, width: int = 100, color: bool = False) -> str:
    """The briefing in a text format; `width` (columns) and `color` concern "text" only.

    Raises:
        RenderError: there is no such format.
    """
    known(format)
    if format == "json":
        return json.dumps(briefing) + "\n"
    if format == "md":
        from briefing.rendering.markdown import render_markdown

        return render_markdown(briefing)
    if format == "html":
        from briefing.rendering.html import render_html

        return render_html(briefing)
    return render_text(briefing, width=width, color=color)


def render_bytes(briefing: Briefing, format: str) -> bytes:
    """The briefing as the bytes of a file; text formats in UTF-8.

    Raises:
        RenderError: there is no such format.
    """
    return render(briefing, format).encode("utf-8")


def fits_page(briefing: Briefing, *, lines: int = 44, columns: int = 100) -> bool:
    """Whether the items that are on the page take at most `lines` lines of `columns` columns."""
    return render_text(briefing, width=columns).count("\n") <= lines
