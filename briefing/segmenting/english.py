"""Cuts an English article into event, stops, demands and background."""

import re
from collections.abc import Sequence

from briefing.lexicons import Lexicon
from briefing.records import (
    Annotation,
    Article,
    EventSegment,
    Notice,
    Person,
    Segments,
    SiteSegment,
    Span,
    VisitDate,
)
from briefing.segmenting import second_opinion
from briefing.segmenting.actors import actors
from briefing.segmenting.cast import LEADER, Cast, add_leaders, find_cast, official, reorder
from briefing.segmenting.companions import find_companions
from briefing.segmenting.cues import Cues, cues
from briefing.segmenting.event import body, day_of, event_views, trimmed_lead, visit_date
from briefing.segmenting.kinds import kind_of
from briefing.segmenting.places import visit_place
from briefing.segmenting.tagger import Opinion
from briefing.segmenting.views import View, views
from briefing.segmenting.walk import Stop, Walk, same_place, walk

_SHORTEST_SENTENCE = 6  # words and marks
_COUNTS = {word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), start=2)}
_ANNOUNCED = re.compile(
    r"\b(?:visit|inspect|tour|went to|came to|into|check)(?:ed|s|ing)?\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:[\w-]+\s+){0,3}?(?:enterprises|companies|firms|factories|villages|projects|sites|places|schools|hospitals|plants"
    r"|communities|towns|stations|farms|households|families|units|markets|homes)\b",
    re.IGNORECASE,
)


def segment_english(
    article: Article, annotation: Annotation, *, lexicon: Lexicon, opinion: Opinion | None = None
) -> Segments:
    """The segments of an English article; every span is exact. `opinion` is the tagger's, where there is one."""
    known = cues(lexicon)
    read = body(views(annotation, known), article.title)
    for view in read:
        view.found = actors(view, known)
    cast = find_cast(article, annotation, read, known, opinion=opinion)
    lead = event_views(read, cast, known, title=article.title)
    meeting = any(v.has("meeting") for v in lead)
    came = find_companions(read, cast, known, meeting=meeting)
    if opinion is not None:
        came = second_opinion.came_along(came, read, cast, opinion)
    # one who was only present but asks something himself speaks for an office of his own
    silent = frozenset(p.name for p, _ in came if not (meeting and p.name in cast.roles and cast.roles[p.name].speaks))
    add_leaders(cast, silent)
    reorder(cast, lead)
    came = [(p, v) for p, v in came if p.name not in cast.names]
    state = walk(read, lead, cast, known, text=annotation.text, opinion=opinion)
    kind = kind_of(lead, cast, state, known)
    if opinion is not None:
        kind = second_opinion.kind_of(kind, opinion, visited=bool(state.stops) and _is_led(cast, opinion))
    date, notices = visit_date(article, lead, read)
    place = visit_place(article, annotation, lead, read, known, opinion=opinion)
    if kind == "other":
        return _other(read)
    sites = _sites(state, article, place, date) or _only_stop(place, read) if kind == "visit" else ()
    notices += _announced(read, sites)
    if state.unreached:
        notices.append(
            Notice(code="demand-unreached", message=f"{len(state.unreached)} demand(s) of the article reached no line")
        )
    return Segments(
        kind=kind,
        leaders=tuple(official(p, cast, text=annotation.text, known=known) for p in cast.leaders),
        companions=tuple(official(p, cast, text=annotation.text, known=known) for p, _ in came),
        date=date,
        place=place,
        event=EventSegment(evidence=_event(lead, came, state)),
        sites=sites,
        directives=tuple(state.directives),
        background=tuple(state.background),
        unreached=tuple(state.unreached),
        notices=tuple(notices),
    )


def _is_led(cast: Cast, opinion: Opinion) -> bool:
    return bool(cast.leaders or opinion.mentions("leader", least=LEADER))


def _other(read: Sequence[View]) -> Segments:
    """An article that tells of no visit and no meeting: its first sentence says what it is instead."""
    first = next((v for v in read if len(v.tokens) > _SHORTEST_SENTENCE), read[0] if read else None)
    return Segments(
        kind="other",
        leaders=(),
        companions=(),
        date=VisitDate(text=None),
        place=None,
        event=EventSegment(evidence=(first.span,) if first else ()),
        sites=(),
        directives=(),
        background=tuple(v.span for v in read if v is not first),
    )


def _event(lead: Sequence[View], came: Sequence[tuple[Person, View]], state: Walk) -> tuple[Span, ...]:
    """The evidence of the event: the lead without its demands, and the sentence that names the companions."""
    spans = [trimmed_lead(v, state.first_demand) for v in lead]
    for _, view in came:
        if (
            view not in lead
            and len(spans) < len(lead) + 2
            and not any(s == view.span for s in spans)
            and len(view.tokens) < 70
        ):
            spans.append(view.span)
    return tuple(sorted(spans))


def _sites(state: Walk, article: Article, place: Span | None, date: VisitDate) -> tuple[SiteSegment, ...]:
    """The stops, less a place of the lead that only holds or announces those told of later."""
    stops = [s for s in state.stops if s.names]
    told_places = sum(len(s.names) for s in stops if not s.in_lead)
    if not stops:
        # an area that is named in the lead alone is where the visit went
        stops = [Stop([n], None, None, v.paragraph, v, in_lead=True) for n, v in state.areas[:1]]
    kept = [s for s in stops if not (told_places and _only_frames(s, place, told_places, state.known))]
    return tuple(_site(s, state, article, place, date) for s in kept)


def _only_stop(place: Span | None, read: Sequence[View]) -> tuple[SiteSegment, ...]:
    """The place of a visit that names nothing finer, as its one stop."""
    view = next((v for v in read if place is not None and v.span.contains(place)), None)
    if view is None or place is None:
        return ()
    return (SiteSegment(names=(place,), observed=(), asked=(), evidence=(_clause_of(view, place),)),)


def _only_frames(stop: Stop, place: Span | None, told_places: int, known: Cues) -> bool:
    if not stop.in_lead or len(stop.names) > 1:
        return False
    whole = place is not None and told_places > 1 and same_place(stop.names[0], place)
    return _announces(stop, known) or (whole and not stop.asked and not stop.views)


def _announces(stop: Stop, known: Cues) -> bool:
    """Whether a place of the lead is a plural that stands for the stops told of later: 'manufacturing enterprises'."""
    last = re.split(r"\s(?:in|of|at)\s", stop.names[0].text)[0].split()[-1]
    return last.islower() and last.endswith("s") and (last in known.facilities or last[:-1] in known.facilities)


def _site(stop: Stop, state: Walk, article: Article, place: Span | None, date: VisitDate) -> SiteSegment:
    evidence = [*stop.observed, *stop.asked]
    if not any(s.contains(n) for s in evidence for n in stop.names[:1]):
        evidence.append(_clause_of(stop.opened, stop.names[0]))
    principal = state.cast.principal.name if state.cast.principal else None
    day = None if stop.in_lead else day_of(stop.opened, article)
    within = date.start is not None and day is not None and date.start <= day <= (date.end or date.start)
    elsewhere = stop.town is not None and (place is None or not same_place(stop.town, place))
    return SiteSegment(
        names=tuple(stop.names),
        observed=tuple(stop.observed),
        asked=tuple(stop.asked),
        evidence=tuple(sorted(set(evidence))),
        leader=stop.leader if stop.leader != principal else None,
        date=day if not within or (date.end is not None and day != date.start) else None,
        place=stop.town.text if stop.town is not None and elsewhere else None,
    )


def _clause_of(view: View, name: Span) -> Span:
    return next((c for c in view.sentence.clauses if c.contains(name)), view.span)


def _announced(read: Sequence[View], sites: Sequence[SiteSegment]) -> list[Notice]:
    found = sum(len(s.names) for s in sites)
    for view in read[:6]:
        match = _ANNOUNCED.search(view.span.text)
        if match:
            count = match["count"].lower()
            number = _COUNTS.get(count) or int(count)
            if number > found:
                message = f"the article announces {number} places ({match.group()}) and {found} were found"
                return [Notice(code="sites-announced", message=message)]
    return []
