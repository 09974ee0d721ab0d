"""Cuts a Chinese article: people, date, place, event, stops, demands.

Works on a simplified copy of the text that is as long as the text, so that every offset holds for both. Sentences are read
in order with a small state: the stop that is being told of, and whose speech of demands is open.
"""

import re
from dataclasses import dataclass, field

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_script import simplified
from briefing.mentions.dates import find_dates, resolve_date
from briefing.records import (
    Annotation, Article, DirectiveSegment, EventSegment, Mention, Notice, Person, Segments, Sentence, SiteSegment, Span,
    VisitDate,
)  # fmt: skip
from briefing.segmenting import chinese_demands, chinese_people, chinese_places, chinese_stops
from briefing.segmenting.chinese_cues import ChineseCues, chinese_cues

_VAGUE = re.compile(r"近日|日前|连日来|連日來")
_GENERAL = re.compile(
    r"座谈会|检查结束|调研结束|观摩结束|调研中|调研期间|考察期间|检查过程中|讲话|随后的座谈|办公会|汇报会|点评会"
)


@dataclass(slots=True)
class _Stop:
    names: list[Span]
    paragraph: int
    leader: str | None
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """What the walk over the sentences needs, and what it has found so far."""

    annotation: Annotation
    plain: str
    cues: ChineseCues
    roles: chinese_people.Roles
    owner: dict[int, Person]
    lead: list[Sentence]
    place: Span | None = None
    stops: list[_Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    stop: _Stop | None = None
    speech: tuple[int, str | None] | None = None
    leader: str | None = None


def segment_chinese(article: Article, annotation: Annotation, *, lexicon: Lexicon) -> Segments:
    """The segments of a Chinese article; every span is exact."""
    plain = simplified(annotation.text, lexicon=lexicon)
    cues = chinese_cues(lexicon)
    roles = chinese_people.roles(annotation, plain, cues)
    owner = {span.start: person for person in annotation.people for span in person.mentions}
    lead = _lead(annotation, plain, roles, cues)
    date, notices = _date(article, annotation, lead)
    place = chinese_places.event_place(article, annotation, plain, lead, roles, cues)
    reader = _Reader(annotation=annotation, plain=plain, cues=cues, roles=roles, owner=owner, lead=lead, place=place)
    reader.leader = roles.leaders[0].name if roles.leaders else None
    if roles.leaders:
        for sentence in annotation.sentences:
            _read(reader, sentence)
    sites = [s for s in reader.stops if s.names]
    kind = _kind(annotation, plain, roles, sites, lead, cues)
    if kind == "visit" and not sites:
        sites = _sites_of_lead(reader)
    if kind == "meeting":
        sites = []
    if reader.unreached:
        notices.append(
            Notice(code="demand-unreached", message=f"{len(reader.unreached)} demand(s) of the article reached no line")
        )
    other = kind == "other"
    return Segments(
        kind=kind,
        leaders=tuple(chinese_people.official(p) for p in roles.leaders),
        companions=tuple(chinese_people.official(p) for p in roles.companions),
        date=date,
        place=place,
        event=EventSegment(evidence=_event(annotation, plain, lead, roles, cues)),
        sites=() if other else tuple(_site(s, reader) for s in sites),
        directives=() if other else tuple(reader.directives),
        background=tuple(reader.background),
        unreached=() if other else tuple(reader.unreached),
        notices=tuple(notices),
    )


def _kind(
    annotation: Annotation,
    plain: str,
    roles: chinese_people.Roles,
    sites: list[_Stop],
    lead: list[Sentence],
    cues: ChineseCues,
) -> str:
    if not roles.leaders:
        return "other"
    told = " ".join(plain[s.span.start : s.span.end] for s in lead)
    if sites or cues.visit.search(told):
        return "visit"
    return "meeting"


# --- the event --------------------------------------------------------------------------------------------------------


def _lead(annotation: Annotation, plain: str, roles: chinese_people.Roles, cues: ChineseCues) -> list[Sentence]:
    """The first sentence of the body in which the leader visits or meets, else the first sentence."""
    if not annotation.sentences:
        return []
    if not roles.leaders:
        return list(annotation.sentences[:1])
    names = roles.leaders[0].mentions
    best: tuple[int, Sentence] | None = None
    for index, sentence in enumerate(annotation.sentences[:9]):
        told = plain[sentence.span.start : sentence.span.end]
        named = any(sentence.span.contains(m) for m in names)
        score = 2 * bool(cues.visit.search(told)) + bool(cues.meeting.search(told)) if named else 0
        score += 2 * bool(score and find_dates(sentence.span.text, language="zh")) + bool(score and told.endswith("。"))
        if score and (best is None or score > best[0] + (index > 3)):
            best = (score, sentence)
    return [best[1] if best else annotation.sentences[0]]


def _event(
    annotation: Annotation, plain: str, lead: list[Sentence], roles: chinese_people.Roles, cues: ChineseCues
) -> tuple[Span, ...]:
    """The lead up to the words of a speech, and the sentence of the companions where it stands near."""
    out: list[Span] = []
    for sentence in lead:
        said = chinese_demands.speeches(annotation, plain, sentence, cues, _people(annotation, sentence))
        cut = next((s.start for s in said if s.start > sentence.span.start), None)
        clauses = [c for c in sentence.clauses if cut is None or c.end <= cut]
        out += clauses or [sentence.span]
    for sentence in roles.companion_sentences:
        if sentence not in lead and lead and abs(sentence.paragraph - lead[0].paragraph) <= 1:
            out.append(sentence.span)
    return tuple(sorted(out, key=lambda s: s.start))


def _date(article: Article, annotation: Annotation, lead: list[Sentence]) -> tuple[VisitDate, list[Notice]]:
    """The day in the lead, else in the first sentences, resolved against the day of publication."""
    for sentence in [*lead, *annotation.sentences[:5]]:
        for found in find_dates(sentence.span.text, language="zh"):
            date = resolve_date(found.text, published=article.source.published, language="zh")
            if date.start or _VAGUE.search(found.text):
                pass
            if date.start is None:
                message = f"the day of the visit ({found.text}) cannot be known: no publication date, or one that does not fit"
                return VisitDate(text=found.text), [Notice(code="date-unresolved", message=message)]
            return date, []
    return VisitDate(text=None), [
        Notice(code="date-unresolved", message="the article does not say on which day the visit was")
    ]


def _people(annotation: Annotation, sentence: Sentence) -> tuple[Mention, ...]:
    return tuple(m for m in annotation.within(sentence.span) if m.kind == "person")


# --- stops and demands ------------------------------------------------------------------------------------------------


def _read(reader: _Reader, sentence: Sentence) -> None:
    """Gives a sentence to a stop, its demands to the stop or to the directives, the rest to the background."""
    plain = reader.plain
    told = plain[sentence.span.start : sentence.span.end]
    if reader.speech and reader.speech[0] != sentence.paragraph:
        reader.speech = None
    if reader.stop and (sentence.paragraph != reader.stop.paragraph or _GENERAL.search(told[:24])):
        reader.stop = None
    mentions = _people(reader.annotation, sentence)
    said = chinese_demands.speeches(reader.annotation, plain, sentence, reader.cues, mentions)
    if reader.cues.background.search(told) and not said:
        reader.background.append(sentence.span)
        return
    names = [] if sentence in reader.lead else _names(reader, sentence, mentions, said)
    if names:
        _open(reader, sentence, names, mentions)
    elif sentence not in reader.lead:
        _follow(reader, mentions)
    reached = _speak(reader, sentence, said)
    if not said and reader.speech and not _is_host(reader, told, mentions):
        reached = _demand(reader, sentence.span.start, sentence.span.end, reader.speech[1]) or reached
    if reader.stop and sentence not in reader.lead and not _is_host(reader, told, mentions):
        _observe(reader, sentence, said, new=bool(names))
    elif not reached and sentence not in reader.lead:
        reader.background.append(sentence.span)


def _names(
    reader: _Reader, sentence: Sentence, mentions: tuple[Mention, ...], said: list[chinese_demands.Speech]
) -> list[Span]:
    """The stops that the sentence opens."""
    text, plain = reader.annotation.text, reader.plain
    limit = min((s.start for s in said if s.verb in ("强调", "指出", "表示", "说")), default=sentence.span.end)
    limit = limit if limit > sentence.span.start else sentence.span.end
    told = plain[sentence.span.start : sentence.span.end]
    acts = bool(reader.cues.look.search(told)) or any(_leads(reader, m) for m in mentions) or bool(said)
    if not acts or _is_host(reader, told, mentions) and not any(_leads(reader, m) for m in mentions):
        return []
    out: list[Span] = []
    for a, b, how in chinese_stops.stop_lists(plain, sentence.span.start, limit, reader.cues):
        if any(m.span.start < b and a < m.span.end for m in mentions):
            b = min(m.title.start if m.title else m.span.start for m in mentions if m.span.start < b and a < m.span.end)
        if b - a > 1:
            out += chinese_stops.names_of(text, plain, a, b, reader.cues, how=how)
    if reader.place:
        out = [n for n in out if n.text != reader.place.text]
    return [n for i, n in enumerate(out) if not any(n.overlaps(o) for o in out[:i])]


def _open(reader: _Reader, sentence: Sentence, names: list[Span], mentions: tuple[Mention, ...]) -> None:
    """Starts a stop, or returns to one that already bears the name."""
    fresh = [n for n in names if not any(n.text in o.text or o.text in n.text for s in reader.stops for o in s.names)]
    _follow(reader, mentions)
    if fresh:
        reader.stop = _Stop(names=fresh, paragraph=sentence.paragraph, leader=reader.leader)
        reader.stops.append(reader.stop)
    else:
        old = next(s for s in reader.stops for o in s.names if names[0].text in o.text or o.text in names[0].text)
        if old.paragraph == sentence.paragraph or len(old.names) == 1:
            reader.stop = old
            old.paragraph = sentence.paragraph
    reader.speech = None


def _follow(reader: _Reader, mentions: tuple[Mention, ...]) -> None:
    for mention in mentions:
        if _leads(reader, mention) and chinese_people.is_subject(reader.plain, mention):
            reader.leader = reader.owner[mention.span.start].name


def _leads(reader: _Reader, mention: Mention) -> bool:
    return reader.owner.get(mention.span.start) in reader.roles.leaders


def _is_host(reader: _Reader, told: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the sentence is what a host, a worker or an expert said or did."""
    host = re.search(rf"(?:{reader.cues.host.pattern})(?:说|道|时说|称)?[，,：:]", told)
    return bool(host) and not any(_leads(reader, m) for m in mentions) and not re.match(r"[他她]", told)


def _speak(reader: _Reader, sentence: Sentence, said: list[chinese_demands.Speech]) -> bool:
    """Sorts what is said: general demands to the directives, asks on the spot to the stop. True where any was found."""
    reached = False
    for index, speech in enumerate(said):
        end = said[index + 1].start if index + 1 < len(said) else sentence.span.end
        person = reader.owner.get(speech.subject.span.start) if speech.subject else None
        if person and person not in reader.roles.leaders and person not in reader.roles.companions:
            reader.speech = None
            continue
        speaker = person.name if person else reader.leader
        general = bool(reader.cues.general.fullmatch(speech.verb))
        if reader.stop and not general and sentence not in reader.lead:
            continue
        found = _demand(reader, speech.end, end, speaker)
        reached = reached or found
        reader.speech = (sentence.paragraph, speaker)
        if reader.stop and found:
            reader.stop = None
    return reached


def _demand(reader: _Reader, start: int, end: int, speaker: str | None) -> bool:
    found = list(chinese_demands.demands_in(reader.annotation.text, reader.plain, start, end, reader.cues, opened=True))
    reader.directives += [DirectiveSegment(evidence=(span,), speaker=speaker) for span in found]
    return bool(found)


def _observe(reader: _Reader, sentence: Sentence, said: list[chinese_demands.Speech], *, new: bool) -> None:
    """Divides the clauses of a sentence at a stop into what was seen and what was asked."""
    stop = reader.stop
    told = reader.plain[sentence.span.start : sentence.span.end]
    people = _people(reader.annotation, sentence)
    if stop is None or not (new or said or reader.cues.look.search(told) or any(_leads(reader, m) for m in people)):
        return
    from_here = min((s.start for s in said), default=sentence.span.end)
    for clause in sentence.clauses:
        (stop.asked if clause.end > from_here + 1 and clause.start >= from_here - 1 else stop.observed).append(clause)
    stop.paragraph = sentence.paragraph


def _sites_of_lead(reader: _Reader) -> list[_Stop]:
    """The stops that only the lead names."""
    out = []
    for sentence in reader.lead:
        for a, b, how in chinese_stops.stop_lists(reader.plain, sentence.span.start, sentence.span.end, reader.cues):
            names = chinese_stops.names_of(reader.annotation.text, reader.plain, a, b, reader.cues, how=how)
            if names:
                stop = _Stop(names=names, paragraph=sentence.paragraph, leader=reader.leader)
                stop.observed = list(sentence.clauses)
                out.append(stop)
    return out


def _site(stop: _Stop, reader: _Reader) -> SiteSegment:
    principal = reader.roles.leaders[0].name if reader.roles.leaders else None
    evidence = sorted({*stop.observed, *stop.asked} or set(stop.names))
    return SiteSegment(
        names=tuple(stop.names),
        observed=tuple(stop.observed),
        asked=tuple(stop.asked),
        evidence=tuple(evidence),
        leader=stop.leader if stop.leader != principal else None,
    )
