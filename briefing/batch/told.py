"""What a digest keeps of one briefing: its visits of the days in question, and its demands."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.batch.gathering import cast
from briefing.batch.people import Form
from briefing.records import Briefing, Quote, Site, Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit of an article; `stops` are what it rests on at each of `sites`."""

    date: dt.date | None
    date_end: dt.date | None
    leader: str | None
    title: str | None
    place: str | None
    sites: tuple[str, ...]
    evidence: tuple[Quote, ...]
    stops: tuple[tuple[Quote, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A demand with who made it, None where the article does not tell."""

    summary: str
    speaker: Form | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an article tells; `brief` is the path of its briefing, `name` the article's own."""

    brief: str
    name: str
    title: str | None
    language: str
    source: Source
    visits: tuple[Visit, ...]
    demands: tuple[Demand, ...]

    @property
    def sites(self) -> int:
        """How many sites its visits were to."""
        return sum(len(visit.sites) for visit in self.visits)


def told_of(brief: str, briefing: Briefing, *, start: dt.date, end: dt.date) -> Told:
    """What `briefing` tells of the days from `start` to `end`."""
    visits = tuple(_visits(briefing)) if briefing.kind == "visit" else ()
    return Told(
        brief=brief,
        name=briefing.source.name,
        title=briefing.title,
        language=briefing.language,
        source=briefing.source,
        visits=tuple(v for v in visits if v.date is None or (v.date <= end and (v.date_end or v.date) >= start)),
        demands=tuple(_demands(briefing)),
    )


def _visits(briefing: Briefing) -> Iterator[Visit]:
    """The visits of an article: its stops by leader, day and place, where these are not all the event's."""
    event = briefing.event
    titles = {official.name: official.title for official in (*event.leaders, *event.companions)}
    principal = event.leaders[0].name if event.leaders else None
    parts: dict[tuple[str | None, dt.date | None, str | None], list[Site]] = {}
    for site in briefing.sites:
        key = (site.leader or principal, site.date or event.date, site.place or event.place)
        parts.setdefault(key, []).append(site)
    if not parts:
        parts = {(principal, event.date, event.place): []}
    for (leader, date, place), sites in parts.items():
        named = [(name, site) for site in sites for name in site.names]
        names = tuple(dict.fromkeys(name for name, _ in named))
        first = dict(reversed(named))
        yield Visit(
            date=date,
            date_end=event.date_end if date == event.date else None,
            leader=leader,
            title=titles.get(leader or ""),
            place=place,
            sites=names,
            evidence=_quotes(briefing, event.evidence or (sites[0].evidence if sites else ())),
            stops=tuple(_quotes(briefing, first[name].evidence) for name in names),
        )


def _demands(briefing: Briefing) -> Iterator[Demand]:
    forms = cast(briefing)
    alone = briefing.event.leaders[0].name if len(briefing.event.leaders) == 1 else None
    for directive in briefing.directives:
        speaker = directive.speaker or alone
        yield Demand(
            summary=directive.summary,
            speaker=forms.get(speaker) if speaker else None,
            evidence=_quotes(briefing, directive.evidence),
        )


def _quotes(briefing: Briefing, spans: tuple[Span, ...]) -> tuple[Quote, ...]:
    return tuple(Quote(article=briefing.source.name, span=span) for span in spans)
