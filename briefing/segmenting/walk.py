"""Walks through the article's sentences in order and hands each to the event, a stop, a demand or the background."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.records import DirectiveSegment, Span
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cues
from briefing.segmenting.demands import Demand, Speech, find_demands
from briefing.segmenting.noun_phrases import Name
from briefing.segmenting.pieces import trimmed
from briefing.segmenting.scope import Setting, site_score
from briefing.segmenting.second_opinion import SEEN, in_sentences, lean, missed, stands, with_opinion
from briefing.segmenting.speakers import NOBODY, Listener, Who
from briefing.segmenting.stops import Entry, find_entry
from briefing.segmenting.tagger import Opinion
from briefing.segmenting.views import View

_LONGEST_STOP = 5  # sentences of description kept for one stop
_LONGEST_ABSENCE = 3  # paragraphs about other things after which a stop is over
_SMALL = frozenset("the a an of and in at to for on with its their his her".split())


@dataclass(slots=True)
class Stop:
    """A stop as it is being told of."""

    names: list[Span]
    leader: str | None
    town: Span | None
    paragraph: int
    opened: View
    in_lead: bool = False
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)
    views: list[View] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """What the walk has found so far."""

    known: Cues
    cast: Cast
    text: str
    stops: list[Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    areas: list[tuple[Span, View]] = field(default_factory=list)
    first_demand: dict[int, int] = field(default_factory=dict)
    stop: Stop | None = None
    speech: Speech | None = None
    turned: bool = False
    closing: int = -1  # the paragraph in which talk at the end was opened
    length: int = 1  # sentences
    opinion: Opinion | None = None


def walk(
    read: Sequence[View],
    lead: Sequence[View],
    cast: Cast,
    known: Cues,
    *,
    text: str,
    opinion: Opinion | None = None,
) -> Walk:
    """The stops and directives of the article. `lead` are the sentences of the event."""
    state = Walk(known, cast, text, length=max(1, len(read)), opinion=opinion)
    listener = Listener(cast, known)
    last = max((v.index for v in lead), default=-1)
    seen = in_sentences("site", read, opinion, least=SEEN) if opinion is not None else []
    for view in read:
        found, who = listener.hear(view)
        if state.speech is not None and view.paragraph - state.speech.paragraph > 1:
            state.speech = None
        entry = find_entry(view, found, who, listener, known, text=text)
        in_lead = view in lead
        if entry is not None and not in_lead and view.index > last and _is_quoted_by_others(who, view, entry):
            entry = None
        if opinion is not None:
            entry = with_opinion(entry, view, opinion, seen, [n for s in state.stops for n in s.names])
        if entry is not None and (in_lead or view.index > last or entry.how in ("visit", "opener", "tagger")):
            _enter(state, view, entry, listener, in_lead=in_lead)
        else:
            entry = None
        demands, speech = find_demands(
            view, found, who, listener, known, speech=None if entry and not in_lead else state.speech, text=text
        )
        state.speech = speech
        if opinion is not None:
            demands = _reconsidered(view, demands, listener, opinion, text)
        if any(c.kind == "closing" and c.first < 4 for c in view.cues):
            state.closing = view.paragraph
        _settle(state, view, who, demands, entry, in_lead=in_lead)
    return state


def _reconsidered(
    view: View, demands: Sequence[Demand], listener: Listener, opinion: Opinion, text: str
) -> list[Demand]:
    """The demands of a sentence less those that the tagger finds none in, plus those that only it finds."""
    kept = [d for d in demands if stands(d.span(text), opinion)]
    who = Who(listener.leader, "leader") if listener.leader else NOBODY
    added = missed(view, [d.span(text) for d in demands], opinion)
    kept += [Demand(span.start, span.end, who, "tagger", span.start, strong=True) for span in added]
    return sorted(kept, key=lambda d: d.start)


def _is_quoted_by_others(who: Who, view: View, entry: Entry) -> bool:
    """Whether a sentence about somebody else only mentions the place."""
    return who.role == "other" and entry.how in ("bare", "passive") and not view.has("observe", "order")


def _enter(state: Walk, view: View, entry: Entry, listener: Listener, *, in_lead: bool) -> None:
    if in_lead and any(_is_town(view, n) for n in entry.names):
        sited = tuple(n for n in entry.names if not _is_town(view, n))
        state.areas += [(n.span, view) for n in entry.names if _is_town(view, n)]
        if not sited:
            return
        entry = Entry(sited, entry.town, entry.how)
    known_stop = next((s for s in state.stops if any(same_place(n, o) for n in entry.spans for o in s.names)), None)
    if known_stop is not None:
        fresh = [n for n in entry.spans if not any(same_place(n, o) for s in state.stops for o in s.names)]
        if len(known_stop.names) > 1 and len(entry.spans) < len(known_stop.names) and not fresh:
            known_stop = _split(state, known_stop, entry)
        known_stop.names += fresh
        if not known_stop.views:
            known_stop.opened = view
        state.stop = known_stop
    else:
        town = entry.town.span if entry.town else None
        state.stop = Stop(list(entry.spans), listener.leader, town, view.paragraph, view, in_lead=in_lead)
        state.stops.append(state.stop)
    state.stop.paragraph = view.paragraph
    state.turned = False


def _is_town(view: View, name: Name) -> bool:
    """Whether a place of the lead is a region or town, in which the stops lie, rather than a stop."""
    first = view.tokens[name.first]
    if name.first and view.words[name.first - 1] == "at":
        return False
    return name.is_area or (
        name.strength == 2
        and first.kind == "place"
        and name.last - name.first <= 3
        and view.tokens[name.last - 1].is_capital
    )


def _split(state: Walk, stop: Stop, entry: Entry) -> Stop:
    """Takes the places that are told of on their own out of a list that only named them."""
    if stop.observed or stop.asked:
        return stop
    mine = [o for o in stop.names if any(same_place(n, o) for n in entry.spans)]
    stop.names = [o for o in stop.names if o not in mine]
    stop.in_lead = False  # what is only named in a list stays
    alone = Stop(mine, stop.leader, stop.town, stop.paragraph, stop.opened, in_lead=False)
    state.stops.insert(state.stops.index(stop), alone)
    return alone


def same_place(one: Span, other: Span) -> bool:
    """Whether two names mean one place: the same content words, or all of one in the other."""
    a = {w for w in re.findall(r"\w+", one.text.lower()) if w not in _SMALL}
    b = {w for w in re.findall(r"\w+", other.text.lower()) if w not in _SMALL}
    if not (a and b):
        return False
    return a == b or (min(len(a), len(b)) > 1 and (a <= b or b <= a)) or _is_kind_of(one, b) or _is_kind_of(other, a)


def _is_kind_of(generic: Span, words: set[str]) -> bool:
    """Whether a place without a name ('an irrigation scheme in the county') is what the other, named one, is."""
    phrase = re.split(r"\s(?:in|at|on|near)\s", generic.text)[0]
    plain = [w for w in phrase.split() if w.lower() not in _SMALL]
    return len(plain) > 1 and all(w.islower() for w in plain) and set(plain) <= words


def _settle(
    state: Walk,
    view: View,
    who: Who,
    demands: Sequence[Demand],
    entry: Entry | None,
    *,
    in_lead: bool,
) -> None:
    """Gives the demands of a sentence to the stop or the directives, and the rest of it to the stop or the background."""
    stop = state.stop
    of_stop: list[Demand] = []
    reached = False
    for demand in demands:
        goes_on = bool(of_stop) and demand.span(state.text).text.startswith(("to ", "and to "))
        if (
            stop is not None
            and not in_lead
            and (goes_on or _for_stop(state, view, demand, stop, entered=entry is not None))
        ):
            of_stop.append(demand)
        elif _is_addressed(state, demand):
            state.directives.append(_directive(state, demand))
            state.turned = True
            reached = True
            state.first_demand.setdefault(view.index, demand.start)
        else:
            state.unreached.append(demand.span(state.text))
    if in_lead:
        return
    if stop is not None and (entry is not None or of_stop or _tells_of(state, view, who, stop, reached=reached)):
        _describe(state, view, stop, demands, of_stop)
    elif not demands:
        state.background.append(view.span)
        if stop is not None and view.paragraph - stop.paragraph > _LONGEST_ABSENCE:
            state.stop = None


def _for_stop(state: Walk, view: View, demand: Demand, stop: Stop, *, entered: bool) -> bool:
    if demand.who.role == "leader" and stop.leader and demand.who.name != stop.leader and not entered:
        return False
    setting = Setting(
        names=tuple(stop.names),
        paragraphs_since=view.paragraph - stop.paragraph,
        sentences_since=view.index - stop.opened.index,
        entered=entered,
        single=len(state.stops) == 1,
        turned=state.turned,
        closing=state.closing == view.paragraph,
        last=view.index / state.length,
    )
    score = site_score(view, demand, setting)
    if state.opinion is not None:
        score += lean(demand.span(state.text), state.opinion)
    return score > 0


def _is_addressed(state: Walk, demand: Demand) -> bool:
    if demand.who.may_demand:
        return True
    unsaid = demand.opened in ("asked", "order") or (demand.strong and not demand.opened)
    return bool(unsaid and demand.who.role == "none" and state.cast.principal)


def _directive(state: Walk, demand: Demand) -> DirectiveSegment:
    principal = state.cast.principal.name if state.cast.principal else None
    return DirectiveSegment(evidence=(demand.span(state.text),), speaker=demand.who.name or principal)


def _tells_of(state: Walk, view: View, who: Who, stop: Stop, *, reached: bool) -> bool:
    """Whether a sentence without a demand of the stop's still tells of it."""
    if reached or state.turned:
        return False
    if any(c.kind == "closing" and c.first < 3 for c in view.cues):
        return False
    if view.paragraph == stop.paragraph:
        return True
    about = who.role == "leader" or any(w in ("him", "her") for w in view.words)
    return view.paragraph - stop.paragraph == 1 and about and view.has("observe", "say") and not view.has("meeting")


def _describe(state: Walk, view: View, stop: Stop, demands: Sequence[Demand], asked: Sequence[Demand]) -> None:
    """Adds a sentence to a stop: the demands to what was asked, the other clauses to what was seen."""
    for demand in asked:
        stop.asked.append(demand.span(state.text))
    for clause in view.sentence.clauses:
        if not any(d.start < clause.end and clause.start < d.end for d in demands):
            piece = trimmed(state.text, clause.start, clause.end)
            if re.search(r"\w", piece.text) and len(stop.views) < _LONGEST_STOP:
                stop.observed.append(piece)
    stop.views.append(view)
    stop.paragraph = view.paragraph
