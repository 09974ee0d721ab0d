"""Cuts an English article: people, date, place, event, stops, demands.

Sentences are read in order with a small state: the stop that is being told of, and whether someone's speech of demands is
open. Cue phrases are data (`lexicons/en/visit.txt`, `demands.txt`).
"""

import re
from dataclasses import dataclass, field, replace

from briefing.lexicons import Lexicon
from briefing.mentions.dates import find_dates, resolve_date
from briefing.records import (
    Annotation,
    Article,
    DirectiveSegment,
    EventSegment,
    Notice,
    Person,
    Segments,
    Sentence,
    SiteSegment,
    Span,
    VisitDate,
)
from briefing.segmenting import demands, people, stops
from briefing.segmenting.phrases import Cues, cues

_GENERAL = re.compile(
    r"\b(?:at|during|in|after|following) the (?:\w+ ){0,3}(?:meeting|symposium|conference|discussion|forum|talks|seminar|session|briefing)\b|\b(?:finally|in conclusion|summing up|speaking to (?:reporters|newsmen|the media|journalists))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:he|she|they|the (?:\w+ ){0,3}?(?:mayor|governor|minister|president|premier|secretary|chairman|leader|commissioner|collector|magistrate|chief|director|official|head|regent|commander|marshal|senator|adviser|advisor))\b",
    re.IGNORECASE,
)
_WEAK_PLACES = re.compile(
    r"^(?:the )?(?:city|county|town|village|district|province|country|state|nation)$", re.IGNORECASE
)
_COUNTS = {
    w: i for i, w in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], start=2)
}
_ANNOUNCED = re.compile(
    r"\b(?:visited|inspected|toured|went to|came to|into)\s+(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?:\w+\s+){0,3}?(?:enterprises|companies|firms|factories|villages|projects|sites|places|schools|hospitals|plants|communities|towns|stations|farms|households|families)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Stop:
    names: list[Span]
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    paragraph: int = 0
    in_lead: bool = False


@dataclass(slots=True)
class _State:
    stops: list[_Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    stop: _Stop | None = None
    speech: int | None = None  # paragraph in which a speech of demands is open
    speaker: str | None = None


def segment_english(article: Article, annotation: Annotation, *, lexicon: Lexicon) -> Segments:
    """The segments of an English article; every span is exact."""
    known = cues(lexicon)
    roles = people.roles(article, annotation, known)
    principal = roles[0] if roles and roles[0].score > 1.5 else None
    if principal is None and roles and any(r.visits for r in roles):
        principal = next(r for r in roles if r.visits)
    leading = [principal.person] if principal else []
    came = people.companions(annotation, leading, known)
    others = {p.name for p, _ in came}
    if principal:
        leading += [
            r.person
            for r in roles[1:]
            if r.visits >= 1 and r.score >= 4 and r.person.name not in others and r.person.title
        ][:4]
        came = [(p, s) for p, s in came if p.name not in {x.name for x in leading}]
    event_sentences = _event_sentences(annotation, principal, [s for _, s in came], known)
    place = _place(annotation, event_sentences, known, leading)
    date, notices = _date(article, annotation, event_sentences)
    state = _walk(annotation, event_sentences, leading, place, known)
    sites = _each_once(_without_event_place(state.stops, place))
    kind = _kind(annotation, article, principal, sites, state, known)
    if kind == "other":
        sites, state.directives = [], []
    if not sites and kind == "visit" and event_sentences:
        sites = _sites_of_lead(annotation, event_sentences, known, place)
    notices += _announced(annotation, sites)
    if state.unreached and kind != "other":
        notices.append(
            Notice(code="demand-unreached", message=f"{len(state.unreached)} demand(s) of the article reached no line")
        )
    evidence = tuple(s.span for s in event_sentences) or tuple(s.span for s in annotation.sentences[:1])
    return Segments(
        kind=kind,
        leaders=tuple(people.official(p) for p in leading) if kind != "other" or principal else (),
        companions=tuple(people.official(p) for p, _ in came) if kind != "other" else (),
        date=date,
        place=place,
        event=EventSegment(evidence=evidence),
        sites=tuple(_site(s, annotation.text) for s in sites),
        directives=tuple(state.directives),
        background=tuple(state.background),
        unreached=tuple(state.unreached) if kind != "other" else (),
        notices=tuple(notices),
    )


# --- the event --------------------------------------------------------------------------------------------------------


def _event_sentences(
    annotation: Annotation, principal: people.Role | None, companion: list[Sentence], known: Cues
) -> list[Sentence]:
    """The lead: the first sentence with the leader and a visit or meeting, and the sentence that names the companions."""
    body = annotation.sentences[:12]
    chosen: list[Sentence] = []
    names = [m for m in principal.person.mentions] if principal else []
    for sentence in body[:6]:
        has_leader = any(sentence.span.contains(m) for m in names)
        if has_leader and (known.visit.search(sentence.span.text) or known.meeting.search(sentence.span.text)):
            chosen = [sentence]
            break
    if not chosen:
        lead = next((s for s in body[:4] if known.visit.search(s.span.text) or known.meeting.search(s.span.text)), None)
        chosen = [lead or body[0]] if body else []
    if chosen and annotation.sentences.index(chosen[0]) > 0 and not find_dates(chosen[0].span.text, language="en"):
        first = annotation.sentences[0]
        if any(first.span.contains(m) for m in names) and find_dates(first.span.text, language="en"):
            chosen.insert(0, first)
    for sentence in companion:
        if (
            sentence not in chosen
            and chosen
            and abs(sentence.paragraph - chosen[-1].paragraph) <= 1
            and len(chosen) < 3
        ):
            chosen.append(sentence)
    return chosen


def _place(annotation: Annotation, lead: list[Sentence], known: Cues, leading: list[Person]) -> Span | None:
    """The town, zone or institution that the visit was to: the first place after the verb of the visit, else before it."""
    titles = [m.title for m in annotation.mentions if m.title]
    for sentence in lead:
        named = [
            m for m in annotation.within(sentence.span)
            if m.kind in ("place", "organisation") and not any(t.overlaps(m.span) for t in titles) and not _WEAK_PLACES.match(m.span.text)
        ]  # fmt: skip
        visits = [sentence.span.start + v.end() for v in known.visit.finditer(sentence.span.text)]
        for at in visits:
            after = [m for m in named if m.span.start >= at]
            if after:
                near = after[0].span.start - at
                if near < 90:
                    return _outermost(annotation.text, after, sentence)
        before = [
            m
            for m in named
            if re.search(
                r"\b(?:in|at|to|into|of|from)\s+(?:the\s+)?$",
                annotation.text[max(sentence.span.start, m.span.start - 12) : m.span.start],
            )
        ]
        if before:
            return before[0].span
    for sentence in lead:
        for at in known.visit.finditer(sentence.span.text):
            generic = stops._list_at(annotation, sentence.span.start + at.end() + 1, sentence.span.end, known)
            if generic:
                return generic[0]
    return None


def _outermost(text: str, named: list, sentence: Sentence) -> Span:
    """Of 'X in Y' the Y, which is the town; else the first."""
    first = named[0]
    if (
        len(named) > 1
        and re.fullmatch(
            r"\s*(?:,|in|of|under)?\s*(?:in|of|,)\s+(?:the\s+)?", text[first.span.end : named[1].span.start]
        )
        and first.kind == "organisation"
        and named[1].kind == "place"
    ):
        return named[1].span
    return first.span


def _date(article: Article, annotation: Annotation, lead: list[Sentence]) -> tuple[VisitDate, list[Notice]]:
    published = article.source.published
    dateline = None
    for span in article.furniture:
        if re.search(r"[-–—)）]\s*$", span.text) and find_dates(span.text, language="en") and len(span.text) < 120:
            dateline = resolve_date(span.text, published=published).start
    candidates = [d for s in lead for d in find_dates(s.span.text, language="en")]
    candidates += [d for s in annotation.sentences[:4] for d in find_dates(s.span.text, language="en")]
    for found in candidates:
        if re.fullmatch(
            r"(?:19|20)\d\d|[Ll]ast (?:year|month|week)|[Rr]ecently|[Tt]omorrow|\w+\s+(?:19|20)\d\d", found.text
        ):
            continue
        date = resolve_date(found.text, published=published, dateline=dateline)
        if date.start is None:
            message = (
                f"the day of the visit ({found.text}) cannot be known: no publication date, or one that does not fit"
            )
            return VisitDate(text=found.text), [Notice(code="date-unresolved", message=message)]
        return VisitDate(text=found.text, start=date.start, end=date.end), []
    return VisitDate(text=None), [
        Notice(code="date-unresolved", message="the article does not say on which day the visit was")
    ]


def _kind(
    annotation: Annotation,
    article: Article,
    principal: people.Role | None,
    sites: list[_Stop],
    state: _State,
    known: Cues,
) -> str:
    lead = " ".join([article.title or "", *(s.span.text for s in annotation.sentences[:4])])
    visited = bool(principal and principal.visits) or bool(known.visit.search(lead))
    met = bool(known.meeting.search(lead))
    if sites and (visited or len(sites) > 1):
        return "visit"
    if met and (state.directives or principal):
        return "meeting"
    if visited and principal:
        return "visit"
    return "other"


# --- stops and demands ------------------------------------------------------------------------------------------------


def _walk(
    annotation: Annotation, lead: list[Sentence], leading: list[Person], place: Span | None, known: Cues
) -> _State:
    state = _State(speaker=leading[0].name if leading else None)
    for sentence in annotation.sentences:
        is_lead = sentence in lead
        came = _arrivals(annotation, sentence, known, leading, place=place if is_lead else None)
        _read(annotation, sentence, state, leading, known, is_lead=is_lead, arrivals=came)
    return state


def _arrivals(
    annotation: Annotation, sentence: Sentence, known: Cues, leading: list[Person], *, place: Span | None
) -> list[stops.Arrival]:
    text = sentence.span.text
    if _GENERAL.search(text[:90]):
        return []
    found = stops.arrivals(annotation, sentence, known)
    if place is not None:  # the lead names the town of the visit, which is no stop
        kept = [replace(a, names=tuple(n for n in a.names if not n.overlaps(place))) for a in found]
        found = [a for a in kept if a.names]
    acts = known.observe.search(text) or known.hard_speech.search(text) or known.visit.search(text)
    return found if acts or _about(sentence, leading) else []


def _about(sentence: Sentence, leading: list[Person]) -> bool:
    return bool(_PRONOUN.search(sentence.span.text)) or any(
        sentence.span.contains(m) for p in leading for m in p.mentions
    )


def _read(
    annotation: Annotation,
    sentence: Sentence,
    state: _State,
    leading: list[Person],
    known: Cues,
    *,
    is_lead: bool,
    arrivals: list[stops.Arrival],
) -> None:
    """Gives the sentence to the stops it comes to, to the open stop, or its demands to the directives."""
    text = sentence.span.text
    says = _speech_of(annotation, sentence, leading, known)
    general = bool(_GENERAL.search(text[:120]))
    if arrivals:
        bounds = [sentence.span.start, *(a.position for a in arrivals[1:]), sentence.span.end]
        for arrival, start, end in zip(arrivals, bounds, bounds[1:], strict=False):
            state.stop = _Stop(names=list(arrival.names), paragraph=sentence.paragraph, in_lead=is_lead)
            state.stops.append(state.stop)
            _add_to_stop([c for c in _clauses(annotation, sentence, start, end)], state.stop, known)
        state.speech = None
        if not is_lead:
            return
        state.stop = None
    elif state.stop is not None and not is_lead:
        moved = sentence.paragraph > state.stop.paragraph
        follows = (
            sentence.paragraph == state.stop.paragraph + 1 and known.observe.search(text) and _about(sentence, leading)
        )
        if general or (moved and says and not _site_word(text)) or (moved and not follows):
            state.stop = None
        else:
            _add_to_stop(list(sentence.clauses), state.stop, known)
            state.stop.paragraph = sentence.paragraph
            return
    if says or general:
        state.speech = sentence.paragraph
    _read_demands(annotation, sentence, state, leading, known, is_lead=is_lead, says=says)


def _read_demands(
    annotation: Annotation,
    sentence: Sentence,
    state: _State,
    leading: list[Person],
    known: Cues,
    *,
    is_lead: bool,
    says: bool,
) -> None:
    text = sentence.span.text
    spoken = state.speech is not None and sentence.paragraph - state.speech <= 1
    found = demands.demands_in(annotation, sentence, known, spoken=spoken)
    taken = [c for s in state.stops if s.in_lead for c in s.asked]
    host = known.host.search(text) and not _about(sentence, leading)
    for demand in found:
        if known.praise.search(demand.span.text) or known.promise.search(demand.span.text):
            continue
        if not spoken and not says and not (is_lead and demand.strong) and not known.demand.search(demand.span.text):
            continue
        if (host and not spoken) or any(demand.span.overlaps(c) for c in taken):
            continue
        speaker = _speaker(annotation, sentence, leading) or state.speaker
        state.directives.append(DirectiveSegment(evidence=(demand.span,), speaker=speaker))
    if found and spoken:
        state.speech = sentence.paragraph
    if not found and not is_lead:
        state.background.append(sentence.span)


def _clauses(annotation: Annotation, sentence: Sentence, start: int, end: int) -> list[Span]:
    """The clauses of the sentence between two offsets, those across an offset cut there."""
    text = annotation.text
    out = []
    for clause in sentence.clauses:
        a, b = max(clause.start, start), min(clause.end, end)
        if a < b and text[a:b].strip():
            out.append(demands.trimmed(text, a, b))
    return out


def _site_word(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:the (?:company|enterprise|firm|factory|plant|project|school|hospital|farm|village|park|site|station|contractor|builder|management)|here|on the spot|on site)\b",
            text,
            re.IGNORECASE,
        )
    )


def _add_to_stop(clauses: list[Span], stop: _Stop, known: Cues) -> None:
    """Divides clauses into what was seen and what was asked."""
    stop.evidence += clauses
    asking = bool(stop.asked)
    for clause in clauses:
        hard = known.hard_speech.search(clause.text)
        observe = known.observe.search(clause.text)
        demand = known.demand.search(clause.text)
        speech = known.speech.search(clause.text)
        if hard and re.match(
            r"asked\s+(?:in detail|about|how|whether|if|when|why|what|who|where|which|the (?:price|cost|number|reason))",
            clause.text[hard.start() :],
            re.IGNORECASE,
        ):
            hard = None
        if (
            hard
            or (speech and demand)
            or (asking and not (observe and not demand))
            or (demand and not re.search(r"\b(?:said|told|reported) (?:that )?(?:the|they|it)\b", clause.text))
        ):
            asking = True
        elif speech and not observe:
            asking = bool(re.search(r"(?:emphasi|stress|pointed out|hope)", clause.text, re.IGNORECASE))
        elif observe:
            asking = False
        (stop.asked if asking else stop.observed).append(clause)


def _speech_of(annotation: Annotation, sentence: Sentence, leading: list[Person], known: Cues) -> bool:
    """Whether a leader, by name, office or pronoun, says something in the sentence."""
    return bool(known.speech.search(sentence.span.text)) and _about(sentence, leading)


def _speaker(annotation: Annotation, sentence: Sentence, leading: list[Person]) -> str | None:
    return next((p.name for p in leading if any(sentence.span.contains(m) for m in p.mentions)), None)


def _site(stop: _Stop, text: str) -> SiteSegment:
    return SiteSegment(
        names=tuple(stop.names),
        observed=demands.joined(text, stop.observed),
        asked=demands.joined(text, stop.asked),
        evidence=demands.joined(text, stop.evidence),
    )


def _without_event_place(sites: list[_Stop], place: Span | None) -> list[_Stop]:
    """Drops a stop that only names the town of the visit, where there are others."""
    if place is None or len(sites) < 2:
        return sites
    kept = [
        s
        for s in sites
        if not (len(s.names) == 1 and s.names[0].text.lower() == place.text.lower() and len(s.evidence) < 2)
    ]
    return kept or sites


def _each_once(sites: list[_Stop]) -> list[_Stop]:
    """Every place once: where a stop is told of again, the earlier mention gives its name up or takes the rest in."""
    out: list[_Stop] = []
    for site in sites:
        for name in list(site.names):
            other = next((o for o in out if any(_same(name.text, n.text) for n in o.names)), None)
            if other is None:
                continue
            if other.in_lead and not site.in_lead and len(other.names) > 1:
                other.names = [n for n in other.names if not _same(name.text, n.text)]
            elif other.in_lead and not site.in_lead:
                out.remove(other)
            else:
                site.names.remove(name)
                if not site.names:
                    other.observed += site.observed
                    other.asked += site.asked
                    other.evidence += site.evidence
        if site.names:
            out.append(site)
    return out


def _same(a: str, b: str) -> bool:
    """Whether two printed names mean one place: the same words, or the words of one among those of the other."""
    x, y = (set(re.findall(r"\w+", t.lower())) - {"the", "of", "a", "an", "in"} for t in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def _sites_of_lead(annotation: Annotation, lead: list[Sentence], known: Cues, place: Span | None) -> list[_Stop]:
    """The stops of an article that names them in its lead only."""
    for sentence in lead:
        found = [a for a in stops.arrivals(annotation, sentence, known) if a.names]
        if found:
            return [_Stop(names=list(a.names), evidence=[sentence.span]) for a in found[:1]]
    return [_Stop(names=[place], evidence=[lead[0].span])] if place and lead else []


def _announced(annotation: Annotation, sites: list[_Stop]) -> list[Notice]:
    found = sum(len(s.names) for s in sites)
    for sentence in annotation.sentences[:6]:
        match = _ANNOUNCED.search(sentence.span.text)
        if match:
            count = match["count"].lower()
            number = _COUNTS.get(count) or int(count)
            if number > found:
                message = f"the article announces {number} places ({match.group()}) and {found} were found"
                return [Notice(code="sites-announced", message=message)]
    return []
