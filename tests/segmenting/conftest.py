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


@pytest.fixture
def cut_chinese() -> Callable[..., Segments]:
    """Cuts a Chinese article given as text; every span of what comes out is checked against it."""

    def _cut(text: str, *, published: dt.date | None = dt.date(2024, 12, 30)) -> Segments:
        article = Article(text=text, title=None, language="zh", source=Source(name="-", published=published))
        lexicon = lexicons.load("zh")
        segments = segment(article, mentions.annotate(text, language="zh", lexicon=lexicon), lexicon=lexicon)
        spans = [span for site in segments.sites for span in (*site.names, *site.evidence)]
        spans += [span for directive in segments.directives for span in directive.evidence]
        assert all(text[span.start : span.end] == span.text for span in (*spans, *segments.unreached))
        return segments

    return _cut
