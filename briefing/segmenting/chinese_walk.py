"""Walks through a Chinese article unit by unit: which stop is told of, whose speech is open, what is asked of whom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.records import Annotation, DirectiveSegment, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_demands import Opening, demands_in, has_demand, opening
from briefing.segmenting.chinese_people import Cast
from briefing.segmenting.chinese_sites import Place, places_in
from briefing.segmenting.chinese_units import Unit

_STAMP = re.compile(r"\D{0,3}\d{1,2}[:：]\d{2}\s*")


@dataclass(slots=True)
class Stop:
    """A stop as it is put together."""

    names: list[Span]
    paragraph: int
    leader: str | None
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)
    naming: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """What the walk has found, and where it stands."""

    stops: list[Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    stop: Stop | None = None
    actor: str | None = None
    speaking: str | None = None  # "general", "ask" or "host" while speech is open
    speaker: str | None = None
    paragraph: int = -1
    sentence: Span | None = None
    general: bool = False  # at a meeting or after the visits


def walk(
    annotation: Annotation, plain: str, units: Sequence[Unit], cast: Cast, cues: ChineseCues, *, visits: bool
) -> Walk:
    """Reads the units in order; `visits` is False where nothing was visited, so that no stop is looked for."""
    state = Walk(actor=cast.leaders[0].name if cast.leaders else None)
    officials = frozenset(p.name for p in (*cast.leaders, *cast.companions))
    leaders = frozenset(p.name for p in cast.leaders)
    for unit in units:
        if unit.paragraph != state.paragraph:
            state.stop, state.speaking, state.general = None, None, False
            state.paragraph = unit.paragraph
        if state.sentence != unit.sentence.span:
            state.sentence = unit.sentence.span
        _follow_actor(annotation, plain, unit, state, leaders)
        if cues.held.search(plain, unit.span.start, unit.span.end) and unit is not cast.lead:
            state.general, state.stop = True, None
        _unit(annotation, plain, unit, state, cast, cues, officials=officials, visits=visits)
    return state


def _follow_actor(annotation: Annotation, plain: str, unit: Unit, state: Walk, leaders: frozenset[str]) -> None:
    """The leader named first in a unit acts from there on, unless another sees them off or reports to them."""
    for mention in annotation.mentions:
        if mention.kind == "person" and mention.canonical in leaders and unit.span.contains(mention.span):
            if plain[mention.span.start - 1 : mention.span.start] not in ("向", "对", "给", "被"):
                state.actor = mention.canonical
                return


def _unit(
    annotation: Annotation,
    plain: str,
    unit: Unit,
    state: Walk,
    cast: Cast,
    cues: ChineseCues,
    *,
    officials: frozenset[str],
    visits: bool,
) -> None:
    text = annotation.text
    opened: Opening | None = None
    limit = unit.span.end
    for clause in unit.clauses:
        opened = opening(annotation, plain, clause, cues, cast=officials, carried=state.actor)
        if opened:
            limit = opened.at
            break
    told = _places(annotation, plain, unit, limit, state, cast, cues) if visits and not (opened and opened.host) else []
    for place in told:
        _arrive(text, place, unit, state)
    narrated = [c for c in unit.clauses if c.start < limit]
    if opened is None:
        _continued(annotation, plain, unit, state, cues, told=bool(told))
        return
    if opened.host:
        state.speaking = "host"
        _narrate(text, plain, unit, narrated, limit, state, cues, told=bool(told))
        state.background.append(unit.span)
        return
    state.speaker = opened.speaker
    _narrate(text, plain, unit, narrated, limit, state, cues, told=bool(told), opened=opened)
    _spoken(text, plain, unit, opened, state, cues, told=bool(told))


def _places(
    annotation: Annotation, plain: str, unit: Unit, limit: int, state: Walk, cast: Cast, cues: ChineseCues
) -> list[Place]:
    """The stops that the narrated part of a unit names."""
    if state.speaking in ("general", "host") and not _acts(annotation, plain, unit, cast, cues):
        return []
    found: list[Place] = []
    stamp = _STAMP.match(plain, unit.span.start, unit.span.end)
    for i, clause in enumerate(unit.clauses):
        if clause.start >= limit or cues.held.search(plain, clause.start, min(clause.end, limit)):
            break
        begin = stamp.end() if stamp and clause.start < stamp.end() < clause.end else clause.start
        part = Span.of(annotation.text, begin, min(clause.end, limit))
        topic = (
            i == 0
            and unit.first
            and unit is not cast.lead
            and (bool(stamp) or _acts(annotation, plain, unit, cast, cues))
        )
        found += places_in(annotation.text, plain, part, cues, topic=topic)
    return found


def _acts(annotation: Annotation, plain: str, unit: Unit, cast: Cast, cues: ChineseCues) -> bool:
    """Whether a leader, a pronoun or the party does something in a unit."""
    names = {p.name for p in cast.leaders}
    named = any(m.kind == "person" and m.canonical in names for m in annotation.within(unit.span))
    subject = (
        named
        or bool(re.search(r"(?:^|[，,。；])[他她]", unit.span.text))
        or bool(cues.party.search(plain, unit.span.start, unit.span.end))
    )
    opener = bool(cues.go.search(plain, unit.span.start, unit.span.end)) or plain.startswith("在", unit.span.start)
    return subject or (opener and bool(cues.observe.search(plain, unit.span.start, unit.span.end)))


def _arrive(text: str, place: Place, unit: Unit, state: Walk) -> None:
    """Opens a stop, or goes back to one that was named before."""
    new = [n for n in place.names if not any(_same(n.text, old.text) for s in state.stops for old in s.names)]
    if not new:
        for stop in state.stops:
            if any(_same(place.names[0].text, old.text) for old in stop.names):
                state.stop = stop
        return
    if (
        place.verb == "see"
        and state.stop
        and state.stop.paragraph == unit.paragraph
        and len(place.names) == 1
        and not unit.first
    ):
        return
    state.stop = Stop(names=list(new), paragraph=unit.paragraph, leader=state.actor)
    state.stops.append(state.stop)
    state.speaking, state.general = None, False
    clause = next((c for c in unit.clauses if c.start <= new[0].start < c.end), unit.span)
    state.stop.naming.append(Span.of(text, clause.start, max(clause.end, new[-1].end)))


def _same(name: str, other: str) -> bool:
    short, long = sorted((name, other), key=len)
    return short == long or (len(short) >= 4 and short in long)


def _narrate(
    text: str,
    plain: str,
    unit: Unit,
    clauses: list[Span],
    limit: int,
    state: Walk,
    cues: ChineseCues,
    *,
    told: bool,
    opened: Opening | None = None,
) -> None:
    """Puts the clauses before any speech to the stop that is told of."""
    stop = state.stop
    if stop is None or not clauses:
        return
    for clause in clauses:
        end = min(clause.end, limit)
        if end - clause.start < 4 or (
            opened and clause.start <= opened.at < clause.end and not cues.observe.search(plain, clause.start, end)
        ):
            continue
        if told or cues.observe.search(plain, clause.start, end):
            stop.observed.append(_cut(text, clause, end))


def _cut(text: str, clause: Span, end: int) -> Span:
    return clause if end >= clause.end else Span.of(text, clause.start, end)


def _spoken(text: str, plain: str, unit: Unit, opened: Opening, state: Walk, cues: ChineseCues, *, told: bool) -> None:
    """What an official says in a unit: asked at the stop, or a demand of general reach."""
    at_stop = state.stop is not None and not state.general and (opened.ask or told or not opened.hard)
    if at_stop and state.stop is not None:
        content = Span.of(text, opened.at, _end(text, unit)) if opened.ask else None
        if content is None:
            asked = demands_in(text, plain, unit, opened.start, cues)
            content = Span.of(text, asked[0].start, asked[-1].end) if asked else None
        if content is None:
            state.speaking = "host" if not opened.hard else "general"
            state.background.append(unit.span)
            return
        state.stop.asked.append(content)
        state.speaking = "ask"
        return
    state.speaking = "general"
    found = demands_in(text, plain, unit, opened.start, cues, forced=opened.ask)
    _direct(text, found, unit, opened.speaker, state, cues, plain)


def _end(text: str, unit: Unit) -> int:
    end = unit.span.end
    while end > unit.span.start + 1 and text[end - 1] in "。；;，, ":
        end -= 1
    return end


def _direct(
    text: str, found: list[Span], unit: Unit, speaker: str | None, state: Walk, cues: ChineseCues, plain: str
) -> None:
    for span in found:
        state.directives.append(DirectiveSegment(evidence=(span,), speaker=speaker))
    if not found:
        state.background.append(unit.span)


def _continued(annotation: Annotation, plain: str, unit: Unit, state: Walk, cues: ChineseCues, *, told: bool) -> None:
    """A unit without an opening of speech: more of the speech that is open, or more of the stop, or background."""
    text = annotation.text
    if told:
        _narrate(text, plain, unit, list(unit.clauses), unit.span.end, state, cues, told=True)
        return
    if state.speaking == "general":
        _direct(text, demands_in(text, plain, unit, unit.span.start, cues), unit, state.speaker, state, cues, plain)
        return
    if state.speaking == "ask" and state.stop is not None and has_demand(text, plain, unit, cues):
        if unit.first and state.general:
            _direct(text, demands_in(text, plain, unit, unit.span.start, cues), unit, state.speaker, state, cues, plain)
        else:
            state.stop.asked.append(Span.of(text, unit.span.start, _end(text, unit)))
        return
    subject = re.search(r"(?:^|[，,])[他她]", unit.span.text) or any(
        m.canonical == state.actor for m in annotation.within(unit.span)
    )
    if (
        (state.stop is not None
        and (not unit.first or subject)
        and state.speaking != "host")
        or (state.stop is not None and subject)
    ):
        _narrate(text, plain, unit, list(unit.clauses), unit.span.end, state, cues, told=not unit.first)
        return
    state.background.append(unit.span)
