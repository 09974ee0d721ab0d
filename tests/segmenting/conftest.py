"""What the tests of segmenting share: an article from a few lines, cut."""

import datetime as dt
from collections.abc import Callable

import pytest

from briefing import lexicons, mentions
from briefing.records import Article, Segments, Source, Span
from briefing.segmenting import segment


@pytest.fixture
def cut() -> Callable[..., Segments]:
    """Cuts an English article given as text; `furniture` are pieces of the text that are no prose."""

    def _cut(
        text: str, *, title: str | None = None, published: dt.date | None = None, furniture: tuple[str, ...] = ()
    ) -> Segments:
        marked = tuple(Span.of(text, text.index(piece), text.index(piece) + len(piece)) for piece in furniture)
        article = Article(
            text=text, title=title, language="en", source=Source(name="-", published=published), furniture=marked
        )
        lexicon = lexicons.load("en")
        annotation = mentions.annotate(text, language="en", lexicon=lexicon, furniture=marked)
        return segment(article, annotation, lexicon=lexicon)

    return _cut


@pytest.fixture
def names() -> Callable[[Segments], list[str]]:
    """The names of all sites, in order."""
    return lambda segments: [name.text for site in segments.sites for name in site.names]
