"""Cuts a Chinese article: people, date, place, event, stops, demands.

Works on a simplified copy of the text that is as long as the text, so that every offset holds for both.
"""

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_script import punctuated, simplified
from briefing.records import (
    Annotation,
    Article,
    ArticleKind,
    EventSegment,
    Notice,
    Segments,
    Sentence,
    SiteSegment,
    Span,
)
from briefing.segmenting import chinese_event, chinese_people, chinese_places
from briefing.segmenting.chinese_cues import ChineseCues, chinese_cues
from briefing.segmenting.chinese_reader import Reader, Stop
from briefing.segmenting.chinese_walk import site, walk


def segment_chinese(article: Article, annotation: Annotation, *, lexicon: Lexicon) -> Segments:
    """The segments of a Chinese article; every span is exact."""
    plain = punctuated(simplified(annotation.text, lexicon=lexicon))
    cues = chinese_cues(lexicon)
    roles = chinese_people.roles(annotation, plain, cues)
    lead = chinese_event.lead_of(annotation, plain, roles, cues)
    date, notices = chinese_event.date_of(article, annotation, plain, lead, cues)
    place = chinese_places.event_place(annotation, plain, lead, roles, cues)
    kind, reader = _read(annotation, plain, cues, roles, lead, place)
    if reader.unreached and kind != "other":
        message = f"{len(reader.unreached)} demand(s) of the article reached no line"
        notices.append(Notice(code="demand-unreached", message=message))
    headed = chinese_event.headline_demands(annotation, plain, roles, reader.directives, cues)
    directives = [*headed, *reader.directives]
    return Segments(
        kind=kind,
        leaders=tuple(chinese_people.official(p) for p in roles.leaders),
        companions=tuple(chinese_people.official(p) for p in roles.companions),
        date=date,
        place=place,
        event=EventSegment(evidence=chinese_event.event_of(annotation, plain, lead, roles, cues)),
        sites=_sites(reader) if kind == "visit" else (),
        directives=tuple(directives) if kind != "other" else (),
        background=tuple(reader.background),
        unreached=tuple(reader.unreached) if kind != "other" else (),
        notices=tuple(notices),
    )


def _read(
    annotation: Annotation,
    plain: str,
    cues: ChineseCues,
    roles: chinese_people.Roles,
    lead: list[Sentence],
    place: Span | None,
) -> tuple[ArticleKind, Reader]:
    """The kind of the article and what was read of it; read again where the first reading looked for the wrong thing."""
    told = " ".join(plain[s.span.start : s.span.end] for s in lead)

    def read(*, leads: bool = False, meets: bool = False) -> Reader:
        reader = Reader(
            annotation=annotation,
            plain=plain,
            cues=cues,
            roles=roles,
            owner={span.start: person for person in annotation.people for span in person.mentions},
            lead=lead,
            place=place,
            leads=leads,
            meets=meets,
        )
        walk(reader)
        return reader

    reader = read()
    if not reader.stops and (roles.leaders or roles.group) and cues.visit.search(told):
        # no stop but the goal of the visit itself: what follows is told of it
        reader = read(leads=True)
    kind = _kind(roles, reader.stops, told, cues)
    if kind == "meeting":
        reader = read(meets=True)
    return kind, reader


def _sites(reader: Reader) -> tuple[SiteSegment, ...]:
    """The stops; where a visit has none, the town or county that it went to."""
    if reader.stops:
        return tuple(site(s, reader) for s in reader.stops)
    area = next(iter(reader.areas), reader.place)
    sentence = next((s for s in reader.annotation.sentences if area and s.span.contains(area)), None)
    if area is None or sentence is None:
        return ()
    clause = next((c for c in sentence.clauses if c.contains(area)), sentence.span)
    return (SiteSegment(names=(area,), observed=(clause,), asked=(), evidence=(clause,)),)


def _kind(roles: chinese_people.Roles, stops: list[Stop], told: str, cues: ChineseCues) -> ArticleKind:
    if not roles.leaders:
        return "visit" if roles.group else "other"
    if len(stops) > 1 or cues.visit.search(told) or (stops and not cues.meeting.search(told)):
        return "visit"
    return "meeting"
