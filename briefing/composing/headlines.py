"""Headline and bottom line: composed from checked facts and checked lines only, never by a model."""

import re
from collections.abc import Sequence

from briefing import lexicons
from briefing.composing.labels import labels
from briefing.records import Article, Event, Official, Site

MAX_WORDS = 12
_MAX_CHINESE = 30  # ideographs
_MAX_TITLE_WORDS = 5
_MAX_DEMAND_WORDS = 30
_SHORT_LEAD = 8  # words


def headline(article: Article, event: Event, sites: tuple[Site, ...], kind: str) -> str:
    """At most twelve words: who visited what, from the segments' facts; what is no visit keeps the article's own title."""
    words = labels(article.language)
    if article.language == "zh":
        return _chinese_headline(article, event, sites)
    leader = event.leaders[0] if event.leaders else None
    names = list(dict.fromkeys(n for s in sites for n in s.names))
    if kind != "visit" or leader is None or not (event.place or names):
        own = article.title or (_titled(leader) if leader else "") or event.summary
        return shortened(own) or words.untitled
    who = f"{_titled(leader)} visits"
    place = event.place or names[0]
    stops = [n for n in names if not _overlap(n, place)]
    # as many stops as there is room for; none is cut in two, and their number is in no evidence
    for count in range(len(stops), 0, -1):
        more = "" if count == len(stops) else " and other places"
        full = f"{who} {place}: {', '.join(stops[:count]) if more else _listed(stops[:count])}{more}"
        if len(full.split()) <= MAX_WORDS:
            return full
    return shortened(f"{who} {place}")


def bottom_line(
    article: Article, event: Event, sites: tuple[Site, ...], *, kind: str, lead: str, demand: str | None
) -> str:
    """One sentence: who went where and when, from the segments' facts, then the first demand.

    `lead` is the event and `demand` the first demand in the source's own words: nothing here is a model's.
    """
    words = labels(article.language)
    what = _visit(event, sites) if kind == "visit" and article.language == "en" else None
    what = what or _one_sentence(lead, article).rstrip(".。")
    if not what:
        return ""
    if not demand:
        return what + words.stop
    rest = _cut(demand.rstrip(".。"))
    if article.language == "zh":
        return f"{what}；{rest}。"
    rest = _continued(rest, article)
    if re.match(r"(?:asked|urged|told|ordered|instructed|underscored|stressed|called)\b", rest):
        return f"{what}; {rest}."
    return f"{what}; key demand: {rest}."


def _continued(text: str, article: Article) -> str:
    """What goes on after a semicolon: in lower case where its first word is no name, as the article or the lists tell."""
    first = text.split(" ", maxsplit=1)[0]
    low = first[:1].lower() + first[1:]
    verbs = lexicons.load("en").terms("checking_modality", "imperatives")
    inside = re.search(rf"[a-z,] {re.escape(first)}\b", article.text)
    plain = low in verbs or re.search(rf"(?<!\w){re.escape(low)}(?!\w)", article.text)
    return low + text[len(first) :] if plain and not inside else text


def _one_sentence(text: str, article: Article) -> str:
    """The first sentence of a lead of several, or two joined where the first is short."""
    if article.language == "zh":
        return text
    first, *others = re.split(r"(?<=[a-z0-9)\"”])\.\s+(?=[A-Z\"“])", text, maxsplit=1)
    if others and len(first.split()) < _SHORT_LEAD:
        return f"{first}; {_continued(others[0], article)}"
    return first


def _visit(event: Event, sites: tuple[Site, ...]) -> str | None:
    """'Mayor X visited Y on June 3, with Z' from the facts of the event; None where one of the first two is missing."""
    names = list(dict.fromkeys(n for s in sites for n in s.names))
    place = event.place or (" and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and other places")
    if not event.leaders or not place:
        return None
    who = _titled(event.leaders[0])
    companions = [_titled(c) for c in event.companions[:2]]
    with_ = (
        f", with {' and '.join(companions)}{' and others' if len(event.companions) > 2 else ''}" if companions else ""
    )
    return f"{who} visited {place}{_when(event.date_text)}{with_}"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _when(text: str | None) -> str:
    """The day as printed, with the preposition it wants."""
    if not text:
        return ""
    bare = re.sub(r"^(?:on|in|at)\s+", "", text.strip(), flags=re.IGNORECASE)
    if re.match(r"(?:yesterday|today|tonight|this|last|recently|earlier)\b", bare, re.IGNORECASE):
        return f" {bare[:1].lower()}{bare[1:]}"
    if re.match(r"(?:from|between)\b", bare, re.IGNORECASE) or not re.search(r"[A-Za-z]", bare):
        return f" ({bare})" if not re.search(r"[A-Za-z]", bare) else f" {bare}"
    return f" on {bare}"


def _cut(text: str) -> str:
    """A demand of at most thirty words, cut after a clause."""
    if len(text.split()) <= _MAX_DEMAND_WORDS:
        return text
    head = " ".join(text.split()[:_MAX_DEMAND_WORDS])
    clause = re.match(r"(.{30,})[,;:]\s", head)
    return (clause.group(1) if clause else head).rstrip(",;:")


def shortened(text: str) -> str:
    """`text` within twelve words (thirty ideographs), cut at a clause where there is one."""
    text = " ".join(text.split()).rstrip(".。,，;；")
    if sum("\u3400" <= c <= "\u9fff" for c in text) > len(text) / 3:
        return (
            text
            if len(text) <= _MAX_CHINESE
            else re.split(r"[，。；、]", text[:_MAX_CHINESE])[0] or text[:_MAX_CHINESE]
        )
    words = text.split()
    if len(words) <= MAX_WORDS:
        return text
    head = " ".join(words[:MAX_WORDS])
    clause = re.match(r"(.{25,})[,;:]\s", head)
    head = clause.group(1) if clause else head
    return re.sub(r"(?:\s+(?:and|or|the|a|an|of|to|in|at|on|for|with|by|from|that|which|as))+$", "", head).rstrip(",;:")


def _chinese_headline(article: Article, event: Event, sites: tuple[Site, ...]) -> str:
    if article.title and len(article.title) <= _MAX_CHINESE:
        return article.title
    leader = event.leaders[0].name if event.leaders else ""
    where = event.place or (sites[0].names[0] if sites else "")
    return shortened(f"{leader}到{where}调研" if leader and where else article.title or event.summary)


def _titled(leader: Official) -> str:
    """Title and name; of a long title the part that names the office, as printed."""
    if not leader.title:
        return leader.name
    heads = set(lexicons.load("en").terms("titles", "heads"))
    # a title in one piece first: 'Minister of Works and Transport' is not two
    pieces = [leader.title, *re.split(r"[,;、]", leader.title), *re.split(r"[,;、]|\band\b", leader.title)[::-1]]
    fitting = [p.strip() for p in pieces if 0 < len(p.split()) <= _MAX_TITLE_WORDS]
    title = next((p for p in fitting if heads & set(p.lower().split())), fitting[0] if fitting else "")
    return f"{title[:1].upper()}{title[1:]} {leader.name}".strip()


def _overlap(a: str, b: str) -> bool:
    """Whether one name stands in the other."""
    x, y = (re.sub(r"\W", "", name).lower() for name in (a, b))
    return x in y or y in x
