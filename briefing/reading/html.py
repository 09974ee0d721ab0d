"""Text of HTML pages: meta tags first, main text by trafilatura, which is imported only when a page needs it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from briefing.errors import InputError
from briefing.reading.dates import full_date
from briefing.reading.pages import Page

_MAX_MARKUP = 4_000_000  # code points handed to the parser
_MAX_ELEMENTS = 60_000  # of a page that the extractor is given; beyond, its paragraphs are taken as they stand
_LEAST_TEXT = 60  # code points; an extractor that finds less has found a teaser
_MAX_MATCHED = 300_000  # code points of an extracted text that are found again in the page
_MAX_LINES = 20_000
_HEAD_LINES = 8  # between headline and text: source line, by-line, buttons
# fmt: off
_UNPRINTED = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "math", "object", "iframe", "select", "textarea",
))
_ASIDE = frozenset(("nav", "header", "footer", "aside", "form", "button"))
_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "title", "tr", "ul",
))
# names of meta tags, the most telling first: those of Chinese government sites (ArticleTitle, PubDate, ContentSource)
_TITLE = ("articletitle", "og:title", "dc.title", "dcterms.title", "twitter:title", "headline", "title")
_PUBLISHED = (
    "pubdate", "article:published_time", "og:published_time", "publishdate", "publish_date", "publishtime",
    "publishedtime", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "sailthru.date", "parsely-pub-date", "weibo:article:create_at", "date", "firstpublishedtime",
    "og:release_date",
)
_OUTLET = ("contentsource", "source", "dc.source", "article:publisher", "dc.publisher", "publisher")
_SITE = ("og:site_name", "sitename", "application-name")
# fmt: on
_URL = ("canonical", "og:url", "url", "twitter:url")


def read(markup: str, *, source: str) -> Page:
    """The main text of an HTML page, and what its meta tags, JSON-LD and headings say of it.

    Nothing is fetched. `surroundings` holds the lines of the whole page, navigation included.

    Raises:
        InputError: no text is in it.
    """
    tree = _tree(markup[:_MAX_MARKUP], source=source)
    facts = _facts(tree)
    lines = list(_lines(tree))
    main = [line for line, aside in lines if not aside]
    title = _title(tree, facts, main)
    captions = frozenset(" ".join(e.text_content().split()) for e in tree.iter("figcaption"))
    many = sum(1 for _ in zip(tree.iter(), range(_MAX_ELEMENTS), strict=False)) >= _MAX_ELEMENTS
    found = None if many else _extracted(tree)
    if found is None or len(found) < _LEAST_TEXT <= sum(map(len, main)):
        text = "\n".join(main or [line for line, _ in lines])
    else:
        text = (
            "\n".join(_as_printed(found, main, title) or _as_printed(found, [line for line, _ in lines], title))
            or found
        )
    if not text.strip():
        raise InputError("no text in this HTML page; is it filled in by a script? save the page as text", source=source)
    day, url = _first(facts, _PUBLISHED), _first(facts, _URL)
    return Page(
        text=text,
        title=title,
        published=full_date(day) if day else None,
        outlet=_name(facts, _OUTLET),
        site=_name(facts, _SITE),
        url=url if url and urlsplit(url).scheme in ("http", "https") else None,
        furniture=captions,
        surroundings="\n".join(line for line, _ in lines),
        cut=len(markup) > _MAX_MARKUP,
    )


def _tree(markup: str, *, source: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped,unused-ignore]
    from lxml import html as lxml_html

    # the text is decoded already: a declaration of another encoding would only confuse the parser
    markup = re.sub(
        r"^\s*<\?xml[^>]{0,300}\?>", "", re.sub("[\0-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]", " ", markup)
    )
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        return lxml_html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("not a readable HTML page; save it anew or give its text", source=source) from error


def _extracted(tree: Any) -> str | None:
    """The main text as trafilatura finds it, which takes the tree apart."""
    import trafilatura
    from lxml import etree

    try:
        found: str | None = trafilatura.extract(
            tree, include_comments=False, include_tables=True, favor_recall=True, output_format="txt"
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return None  # a page that it stumbles over still has its paragraphs
    return found


def _as_printed(found: str, lines: list[str], title: str | None) -> list[str]:
    """The lines of the page that make up `found`, with the headline above them; empty if most of it is missing.

    The extractor knows what the article is, but runs paragraphs together and draws tables with bars.
    """
    body = _squeezed(found[:_MAX_MATCHED])
    exact = {_squeezed(line) for line in found[:_MAX_MATCHED].splitlines()}
    keys = [_squeezed(line) for line in lines[:_MAX_LINES]]
    chosen = [i for i, key in enumerate(keys) if key and (key in exact or (len(key) >= 12 and key in body))]
    if not chosen or sum(len(keys[i]) for i in chosen) < 0.8 * len(body):
        return []
    wanted = _squeezed(title or "")
    first = next((i for i in chosen if keys[i] != wanted), chosen[0])
    above = [i for i in range(max(0, first - _HEAD_LINES), first) if wanted and keys[i] == wanted]
    head = range(above[-1], first) if above else ()
    return [lines[i] for i in (*head, *(i for i in chosen if i not in head))]


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _lines(tree: Any) -> Iterator[tuple[str, bool]]:
    """The printed lines of a page, one for each block, and whether each stands in navigation or another side matter."""
    from lxml import etree

    parts: list[str] = []
    aside = hidden = preformatted = 0

    def flush() -> Iterator[tuple[str, bool]]:
        printed = "".join(parts)
        parts.clear()
        for line in printed.split("\n") if preformatted else [printed]:
            shown = re.sub(r"[ \t\r\n\f]+", " ", line).strip()
            if shown:
                yield shown, bool(aside)

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _UNPRINTED
            if tag in _BLOCK and not hidden:
                yield from flush()
            aside += tag in _ASIDE
            preformatted += tag == "pre"
            if not hidden and element.text:
                parts.append(element.text)
        else:
            if tag in _BLOCK and not hidden:
                yield from flush()
            aside -= tag in _ASIDE
            preformatted -= tag == "pre"
            hidden -= tag in _UNPRINTED
            if not hidden and element.tail:
                parts.append(element.tail)
    yield from flush()


def _facts(tree: Any) -> dict[str, str]:
    """Meta tags and canonical link by lower-case name, the first of each, then what JSON-LD adds."""
    facts: dict[str, str] = {}
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for key in ("name", "property", "itemprop"):
            name = (meta.get(key) or "").strip().lower()
            if name and value:
                facts.setdefault(name, value[:500])
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            facts.setdefault("canonical", link.get("href").strip()[:500])
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < 200_000:
            _add_json_ld(script.text, facts)
    for time in tree.iter("time"):
        if time.get("datetime"):
            facts.setdefault("date", time.get("datetime")[:100])
    return facts


def _add_json_ld(text: str, facts: dict[str, str]) -> None:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    graph = data.get("@graph", data) if isinstance(data, dict) else data
    for item in graph if isinstance(graph, list) else [graph]:
        if not isinstance(item, dict) or "Article" not in str(item.get("@type", "")):
            continue
        publisher = item.get("publisher")
        values = {
            "headline": item.get("headline"),
            "datepublished": item.get("datePublished"),
            "dc.publisher": publisher.get("name") if isinstance(publisher, dict) else publisher,
        }
        for key, value in values.items():
            if isinstance(value, str) and value.strip():
                facts.setdefault(key, " ".join(value.split())[:500])


def _first(facts: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((facts[name] for name in names if facts.get(name)), None)


def _name(facts: dict[str, str], names: tuple[str, ...]) -> str | None:
    """The first of `names` that holds a name and no address."""
    for name in names:
        value = facts.get(name, "").strip()
        if value and len(value) <= 80 and not value.startswith(("http://", "https://")):
            return value
    return None


def _title(tree: Any, facts: dict[str, str], main: list[str]) -> str | None:
    """The headline: ArticleTitle, else the heading that the title tag holds, else that tag less the site's name."""
    if facts.get("articletitle"):
        return facts["articletitle"]
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headings = [h for h in headings if 3 < len(h) < 240]
    told = _first(facts, _TITLE) or next((" ".join(t.text_content().split()) for t in tree.iter("title")), "")
    for heading in headings:
        if _squeezed(heading) in _squeezed(told) or not told:
            return heading
    pieces = [p.strip() for p in re.split(r"\s+[-–—|»]\s+|[_|｜]|\s*--+\s*", told) if p.strip()]
    for piece in sorted(pieces, key=len, reverse=True):
        if piece in main:
            return piece
    if len(headings) == 1:
        return headings[0]
    return (told if _first(facts, _TITLE) else (pieces[0] if pieces else told)) or None
