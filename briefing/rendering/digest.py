"""A digest as a page, in the formats of a briefing: the visits, the places of several, the demands of several leaders.

The page is set by the same code as a briefing's: beside it stand, instead of the article, the articles with the words that the
lines rest on, numbered as the lines cite them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.records import (
    Briefing,
    Digest,
    DigestDirective,
    DigestPlace,
    DigestVisit,
    Event,
    ModelInfo,
    Quote,
    Source,
    Span,
)
from briefing.rendering.labels import CHINESE, ENGLISH, Labels, day
from briefing.rendering.layout import fits
from briefing.rendering.page import NONE, ONE_SHEET, Entry, Fact, Group, Limits, Page, clipped, names_joined, plain
from briefing.version import __version__

_Item = DigestVisit | DigestPlace | DigestDirective


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a digest says in one language, beside the labels of a page."""

    labels: Labels
    headline: str
    period: str
    visits: str
    articles: str
    leaders: str
    places: str
    directives: str
    undated: str
    times: str


_ENGLISH = _Words(
    labels=replace(
        ENGLISH, sites="Visits", directives="More than once", article="The articles",
        more="{} more in the JSON of this digest", event="",
    ),
    headline="Visits, {}",
    period="Period",
    visits="Visits",
    articles="Articles",
    leaders="Leaders",
    places="Places and sites visited more than once",
    directives="Directives heard from several leaders",
    undated="no day given",
    times="{} visits",
)  # fmt: skip
_CHINESE = _Words(
    labels=replace(
        CHINESE, sites="活动", directives="多次出现", article="各篇原文", more="另有{}项，见本摘要的JSON", event=""
    ),
    headline="{}调研活动摘要",
    period="时段",
    visits="活动",
    articles="文章",
    leaders="领导",
    places="多次到访的地点",
    directives="多位领导提出的要求",
    undated="日期未注明",
    times="{}次",
)


def as_dict(digest: Digest) -> dict[str, Any]:
    """The digest as plain values, schema `digest/1`."""
    return {
        "schema": digest.schema,
        "from": digest.start.isoformat(),
        "to": digest.end.isoformat(),
        "visits": [
            {
                "date": visit.date and visit.date.isoformat(),
                "date_end": visit.date_end and visit.date_end.isoformat(),
                "leader": visit.leader,
                "title": visit.title,
                "place": visit.place,
                "sites": list(visit.sites),
                "article": visit.articles[0],
                "articles": list(visit.articles),
                "conflicts": list(visit.conflicts),
                **_tail(visit),
            }
            for visit in digest.visits
        ],
        "places": [
            {
                "name": place.name,
                "kind": place.kind,
                "visits": list(place.visits),
                "leaders": list(place.leaders),
                **_tail(place),
            }
            for place in digest.places
        ],
        "directives": [
            {"summary": d.summary, "speakers": list(d.speakers), "articles": list(d.articles), **_tail(d)}
            for d in digest.directives
        ],
        "articles": [
            {
                "name": article.name,
                "brief": article.brief,
                "title": article.title,
                "outlet": article.outlet,
                "url": article.url,
                "published": article.published and article.published.isoformat(),
            }
            for article in digest.articles
        ],
        "notices": [{"code": notice.code, "message": notice.message} for notice in digest.notices],
    }


def _tail(item: _Item) -> dict[str, Any]:
    quotes = [
        {"article": quote.article, "start": quote.span.start, "end": quote.span.end, "text": quote.span.text}
        for quote in item.evidence
    ]
    return {"evidence": quotes, "on_page": item.on_page}


def dumps(digest: Digest) -> str:
    """The digest as JSON."""
    return json.dumps(as_dict(digest), ensure_ascii=False, indent=1)


def on_one_page(digest: Digest) -> Digest:
    """The digest with as much on its page as one sheet holds in every format.

    What leaves it first: the last of the longest list, then of the next.
    """
    order = _least_important_first(digest)
    few, many = 0, len(order)  # so many may have to go
    while few < many:
        middle = (few + many) // 2
        if fits(page(_without(digest, order[:middle]))[1]):
            many = middle
        else:
            few = middle + 1
    return _without(digest, order[:few])


def _least_important_first(digest: Digest) -> list[tuple[str, int]]:
    left = {"visits": len(digest.visits), "places": len(digest.places), "directives": len(digest.directives)}
    order: list[tuple[str, int]] = []
    while longest := max((name for name in left if left[name] > 1), key=lambda name: left[name], default=None):
        left[longest] -= 1
        order.append((longest, left[longest]))
    return order


def _without(digest: Digest, gone: Iterable[tuple[str, int]]) -> Digest:
    off = frozenset(gone)

    def shown(name: str, items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(replace(item, on_page=(name, i) not in off) for i, item in enumerate(items))

    return replace(
        digest,
        visits=shown("visits", digest.visits),
        places=shown("places", digest.places),
        directives=shown("directives", digest.directives),
    )


def page(digest: Digest, *, full: bool = False) -> tuple[Briefing, Page]:
    """(the articles' words as one text, the page) for the renderers of briefings."""
    words, limits = (_CHINESE if digest.language == "zh" else _ENGLISH), NONE if full else ONE_SHEET
    visits = [v for v in digest.visits if full or v.on_page]
    places = [p for p in digest.places if full or p.on_page]
    directives = [d for d in digest.directives if full or d.on_page]
    shelf = _Shelf(digest, [*visits, *places, *directives])
    total = len(digest.visits) + len(digest.places) + len(digest.directives)
    left_out = total - len(visits) - len(places) - len(directives)
    groups = (
        Group(speaker=words.places, entries=tuple(_place(i, p, shelf, words, limits) for i, p in enumerate(places, 1))),
        Group(speaker=words.directives, entries=tuple(_directive(i, d, shelf, words, limits) for i, d in enumerate(directives, 1))),
    )  # fmt: skip
    headline = words.headline.format(day(digest.start, digest.end, words.labels))
    made = Page(
        labels=words.labels,
        language=digest.language,
        headline=headline,
        bottom_line=None,
        facts=_facts(digest, words),
        event=None,
        sites=tuple(_visit(i, visit, shelf, words, limits) for i, visit in enumerate(visits, 1)),
        groups=tuple(group for group in groups if group.entries),
        more=words.labels.more.format(left_out) if left_out else "",
        notices=tuple(_sentence(notice.message) for notice in digest.notices),
        source=shelf.cited(limits),
        url="",
        footer=(f"briefing {__version__}",),
    )
    return _as_briefing(digest, headline, shelf.text), made


def _facts(digest: Digest, words: _Words) -> tuple[Fact, ...]:
    period = f"{digest.start.isoformat()}/{digest.end.isoformat()}"
    leaders = len({visit.leader for visit in digest.visits if visit.leader})
    counts = ((words.visits, len(digest.visits)), (words.leaders, leaders), (words.articles, len(digest.articles)))
    return (
        Fact(label=words.period, value=day(digest.start, digest.end, words.labels), datetime=period),
        *(Fact(label=label, value=str(count)) for label, count in counts),
    )


def _visit(number: int, visit: DigestVisit, shelf: "_Shelf", words: _Words, limits: Limits) -> Entry:
    labels = words.labels
    when = day(visit.date, visit.date_end, labels) if visit.date else words.undated
    sites = names_joined([plain(site) for site in visit.sites if site != visit.place], labels)
    where = labels.semicolon.join(part for part in (plain(visit.place or ""), sites) if part)
    return Entry(
        id=f"site-{number}",
        lead=labels.comma.join(part for part in (when, plain(visit.leader or "")) if part),
        aside=clipped(visit.title or "", limits.names // 2),
        text=clipped(where, limits.names * 2),
        evidence=shelf.spans(visit),
        method="extractive",
        marks=(shelf.numbers(visit.articles), *(clipped(c, limits.tail) for c in visit.conflicts)),
    )


def _place(number: int, place: DigestPlace, shelf: "_Shelf", words: _Words, limits: Limits) -> Entry:
    who = [plain(name) for name in place.leaders]
    return Entry(
        id=f"directive-{number}",
        lead=clipped(place.name, limits.names),
        text=words.labels.semicolon.join(
            part
            for part in (words.times.format(len(place.visits)), clipped(names_joined(who, words.labels), limits.people))
            if part
        ),
        evidence=shelf.spans(place),
        method="extractive",
        marks=(shelf.numbers(place.visits),),
    )


def _directive(number: int, directive: DigestDirective, shelf: "_Shelf", words: _Words, limits: Limits) -> Entry:
    speakers = names_joined([plain(name) for name in directive.speakers], words.labels)
    return Entry(
        id=f"directive-{number + 1000}",  # the places come first in the same list
        lead=clipped(speakers, limits.people),
        text=clipped(directive.summary, limits.line),
        evidence=shelf.spans(directive),
        method="extractive",
        marks=(shelf.numbers(directive.articles),),
    )


class _Shelf:
    """The articles that the shown items cite, numbered, and their words in one text."""

    def __init__(self, digest: Digest, items: Sequence[_Item]) -> None:
        names = [name for item in items for name in (item.visits if isinstance(item, DigestPlace) else item.articles)]
        self._number = {name: i for i, name in enumerate(dict.fromkeys(names), 1)}
        self._articles = {article.name: article for article in digest.articles}
        quotes: dict[str, set[Quote]] = {name: set() for name in self._number}
        for quote in (quote for item in items for quote in item.evidence):
            quotes.setdefault(quote.article, set()).add(quote)
        self._at: dict[Quote, Span] = {}
        self.text = ""
        for name, number in self._number.items():
            self._add(name, number, sorted(quotes[name], key=lambda quote: quote.span))

    def _add(self, name: str, number: int, quotes: Sequence[Quote]) -> None:
        article = self._articles.get(name)
        title = plain(article.title or "") if article else ""
        self.text += f"{number}  {name}\n" + (f"{title}\n" if title else "")
        for quote in quotes:
            start = len(self.text)
            self.text += quote.span.text
            self._at[quote] = Span.of(self.text, start, len(self.text))
            self.text += "\n"
        self.text += "\n"

    def spans(self, item: _Item) -> tuple[Span, ...]:
        """Where an item's evidence stands in the text."""
        return tuple(sorted({self._at[quote] for quote in item.evidence if quote in self._at}))

    def numbers(self, names: Iterable[str]) -> str:
        """The numbers of articles."""
        return ", ".join(str(self._number[name]) for name in dict.fromkeys(names))

    def cited(self, limits: Limits) -> tuple[str, ...]:
        """Number and name of each article that is cited."""
        return tuple(f"{number} {clipped(name, limits.tail)}" for name, number in self._number.items())


def _as_briefing(digest: Digest, headline: str, text: str) -> Briefing:
    """What the renderers want to know besides the page."""
    return Briefing(
        kind="visit",
        language=digest.language,
        title=None,
        headline=headline,
        bottom_line="",
        source=Source(name="-", published=digest.end),
        event=Event(summary="", evidence=(), method="extractive"),
        text=text,
        model=ModelInfo(name="digest", engine="", revision="", prompts=""),
    )


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:].rstrip(".") + "."
