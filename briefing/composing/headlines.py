"""Headline and bottom line: composed from checked facts and checked lines only, never by a model."""

import re

from briefing.composing.labels import labels
from briefing.records import Article, Directive, Event, Official, Site

MAX_WORDS = 12
_MAX_CHINESE = 30  # ideographs
_MAX_TITLE_WORDS = 5


def headline(
    article: Article, event: Event, sites: tuple[Site, ...], directives: tuple[Directive, ...], kind: str
) -> str:
    """At most twelve words: who visited what, from the segments' facts; an article that is no visit keeps its own title."""
    words = labels(article.language)
    if article.language == "zh":
        return _chinese_headline(article, event, sites)
    leader = event.leaders[0] if event.leaders else None
    if kind == "other" or leader is None:
        return shortened(article.title or (sites[0].names[0] if sites else event.summary) or words.untitled)
    who = _titled(leader)
    if kind == "meeting":
        topic = directives[0].summary if directives else event.place or ""
        return shortened(f"{who}: {topic.rstrip('.')}") if topic else shortened(article.title or who)
    names = list(dict.fromkeys(n for s in sites for n in s.names))
    place = event.place
    if place and names and not (len(names) == 1 and _same(names[0], place)):
        what = f"{place}: {names[0]}" if len(names) == 1 else f"{place}, {len(names)} sites"
    elif place or names:
        what = place or (names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more")
    else:
        what = ""
    return shortened(
        f"{who} visits {what}".strip()
        if what
        else f"{who}: {directives[0].summary}"
        if directives
        else article.title or who
    )


def bottom_line(article: Article, event: Event, sites: tuple[Site, ...], directives: tuple[Directive, ...]) -> str:
    """One sentence: the event's line and, after it, the first demand, both checked before they came here."""
    words = labels(article.language)
    summary = event.summary.rstrip(".。")
    if not summary:
        return ""
    demand = next((d.summary for d in directives if not d.untranslated), None)
    if demand is None:
        demand = next((s.asked for s in sites if s.asked), None)
    if demand is None:
        return summary + words.stop
    if article.language == "zh":
        return f"{summary}；{demand.rstrip('。')}。"
    rest = demand.rstrip(".")
    # after a semicolon a demand goes on in lower case, unless a name or an acronym opens it
    first = rest.split(" ")[0]
    if first[1:].islower() and not _opens_with_name(rest, event, sites):
        rest = rest[:1].lower() + rest[1:]
    who = "" if rest.startswith(("asked", "urged", "told", "ordered")) else "key demand: "
    return f"{summary}; {who}{rest}."


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
    """Title and name; of a long title its last part, as printed."""
    if not leader.title:
        return leader.name
    parts = re.split(r",|、|\band\b", leader.title)
    title = next((p.strip() for p in reversed(parts) if 0 < len(p.split()) <= _MAX_TITLE_WORDS), "")
    return f"{title[:1].upper()}{title[1:]} {leader.name}".strip()


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W", "", a).lower() == re.sub(r"\W", "", b).lower()


def _opens_with_name(line: str, event: Event, sites: tuple[Site, ...]) -> bool:
    names = (
        [o.name for o in (*event.leaders, *event.companions)]
        + [n for s in sites for n in s.names]
        + [event.place or ""]
    )
    first = line.split(" ", maxsplit=1)[0]
    return any(first in name.split() for name in names)
