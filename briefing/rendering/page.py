"""The page as every format shows it: facts, items, source and check, in the article's language."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import briefing as package
from briefing.records import Briefing, Directive, Official, Site

_ENGLISH = {
    "date": "Date", "place": "Place", "leaders": "Led by", "companions": "With", "sites": "Sites visited", "directives": "Directives",
    "source": "Source", "notices": "To note", "more": "{} more in the full briefing", "untranslated": "in Chinese in the source",
    "checked": "{done} of {all} lines checked against the source", "own": "{} in the source's own words", "glossed": "{} by the glossary",
    "edited": "{} edited", "to": "to", "unknown": "not known", "saw": "", "article": "The article", "evidence": "Show the source",
    "said": "{}", "published": "published {}", "no_lines": "This article is in a language that is not summarised.",
}  # fmt: skip
_CHINESE = {
    "date": "日期", "place": "地点", "leaders": "带队", "companions": "陪同", "sites": "考察点", "directives": "要求", "source": "来源",
    "notices": "说明", "more": "另有{}项见完整简报", "untranslated": "原文", "checked": "{all}条中{done}条已与原文核对", "own": "{}条为原文用语",
    "glossed": "{}条用词汇表译出", "edited": "{}条经人工修改", "to": "至", "unknown": "不详", "saw": "", "article": "原文", "evidence": "查看原文",
    "said": "{}", "published": "{}发布", "no_lines": "该语言暂不支持。",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows of a briefing; `groups` are the directives by speaker, None where there is one speaker only."""

    words: dict[str, str]
    facts: tuple[tuple[str, str], ...]
    sites: tuple[Site, ...]
    groups: tuple[tuple[str | None, tuple[Directive, ...]], ...]
    left_out: int
    source: str
    check: str
    footer: str


def page(briefing: Briefing) -> Page:
    """The contents of the page of `briefing`: items on the page only."""
    words = _CHINESE if briefing.language == "zh" else _ENGLISH
    sites = tuple(s for s in briefing.sites if s.on_page)
    directives = tuple(d for d in briefing.directives if d.on_page)
    return Page(
        words=words,
        facts=_facts(briefing, words),
        sites=sites,
        groups=_grouped(directives),
        left_out=len(briefing.sites) + len(briefing.directives) - len(sites) - len(directives),
        source=_source(briefing, words),
        check=_check(briefing, words),
        footer=f"briefing {package.__version__} · {briefing.model.name} ({briefing.model.engine})",
    )


def _facts(briefing: Briefing, words: dict[str, str]) -> tuple[tuple[str, str], ...]:
    event = briefing.event
    date = _date(event.date, event.date_end, words) if event.date else event.date_text or ""
    if event.date and event.date_text and briefing.language != "zh":
        date += f" ({event.date_text})"
    rows = (
        (words["date"], date),
        (words["place"], event.place or ""),
        (words["leaders"], people(event.leaders, briefing.language)),
        (words["companions"], people(event.companions, briefing.language)),
    )
    return tuple((label, value) for label, value in rows if value)


def people(officials: Sequence[Official], language: str) -> str:
    """Names with their titles, as printed."""
    if language == "zh":
        return "、".join(f"{o.title or ''}{o.name}" for o in officials)
    return "; ".join(f"{o.name}, {o.title}" if o.title else o.name for o in officials)


def _date(start: dt.date, end: dt.date | None, words: dict[str, str]) -> str:
    return start.isoformat() + (f" {words['to']} {end.isoformat()}" if end else "")


def _grouped(directives: tuple[Directive, ...]) -> tuple[tuple[str | None, tuple[Directive, ...]], ...]:
    speakers = list(dict.fromkeys(d.speaker for d in directives))
    if len(speakers) < 2:
        return ((None, directives),) if directives else ()
    return tuple((s, tuple(d for d in directives if d.speaker == s)) for s in speakers)


def _source(briefing: Briefing, words: dict[str, str]) -> str:
    source = briefing.source
    published = words["published"].format(source.published.isoformat()) if source.published else None
    return " · ".join(part for part in (source.outlet, briefing.title, published, source.url) if part) or source.name


def _check(briefing: Briefing, words: dict[str, str]) -> str:
    counts = briefing.check
    parts = [words["checked"].format(done=counts.lines, all=counts.lines)]
    own = (("own", counts.extractive), ("glossed", counts.glossed), ("edited", counts.edited))
    parts += [words[key].format(count) for key, count in own if count]
    return "; ".join(parts)
