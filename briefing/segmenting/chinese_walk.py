"""Reads a Chinese article sentence by sentence into stops and demands.

The state is small: the stop that is being told of, and whose speech of demands is open.
"""

import re

from briefing.records import Mention, Sentence, SiteSegment, Span
from briefing.segmenting import chinese_demands, chinese_people
from briefing.segmenting.chinese_naming import Topics, names_in
from briefing.segmenting.chinese_people import people_in
from briefing.segmenting.chinese_reader import LISTED, Reader, Stop, is_host, leads, ours
from briefing.segmenting.chinese_speaking import demand, goes_on, is_general, quote, speak
from briefing.segmenting.chinese_stops import Setting

_BARE = 5  # code points beside its names in a clause that only says where
_OPENING = 4  # code points at the head of a sentence
_FRAGMENT = 18  # code points of a sentence that is no more than a name: '南坡卡口。'
_SMALL_TOWN = re.compile(r"[镇乡]$|街道$")
_SPOKEN = frozenset(("强调", "指出", "表示", "说", "提出", "认为", "重申", "议定"))
_COMES = re.compile(
    r"(?:^|[，,。 　])(?:首站|第一站|最后一站|随后|接着|之后|当天|他|她)?(?:先后|又|还)?"
    r"[，,]?(?:来到|走进|前往|赶到|赶往|第一站是|首站是)|^在[^，。；]{2,40}[，,][^，。]{0,4}[他她]"
)
_GENERAL = re.compile(
    r"座谈会|检查结束|调研结束|观摩结束|调研中|调研期间|考察期间|检查过程中|讲话|随后的座谈|办公会|汇报会|点评会"
)


def walk(reader: Reader) -> None:
    """Reads the sentences in order and fills the reader's stops, directives and background."""
    reader.leader = reader.roles.leaders[0].name if reader.roles.leaders else None
    reader.acted = _acted(reader)
    for sentence in reader.annotation.sentences if reader.roles.leaders or reader.roles.group else ():
        reader.fresh = sentence.paragraph != reader.paragraph
        reader.paragraph = sentence.paragraph
        reader.opened = sentence.span.start if reader.fresh else reader.opened
        _read(reader, sentence)
        reader.quote = sentence if sentence.span.text[:1] in '“「"' else None
        reader.colon = sentence.span.text.rstrip().endswith(("：", ":"))
    reached = [s for d in reader.directives for s in d.evidence]
    reached += [s for stop in reader.stops for s in (*stop.observed, *stop.asked)]
    reader.unreached += [c for c in reader.claimed if not any(c.overlaps(s) for s in reached)]


def _acted(reader: Reader) -> frozenset[int]:
    """The paragraphs in which somebody who visits is named after the lead, and does not only speak to everyone."""
    out = set()
    for sentence in reader.annotation.sentences:
        told = reader.plain[sentence.span.start : sentence.span.end]
        if sentence in reader.lead or _GENERAL.search(told[:24]):
            continue
        mine = [m for m in people_in(reader.annotation, sentence) if ours(reader, m)]
        speaks = any(reader.cues.general.match(reader.plain, m.span.end) for m in mine)
        if (mine and not speaks) or reader.cues.body.search(told):
            out.add(sentence.paragraph)
    return frozenset(out)


def _read(reader: Reader, sentence: Sentence) -> None:
    """Gives a sentence to a stop, its demands to the stop or to the directives, the rest to the background."""
    plain = reader.plain
    told = plain[sentence.span.start : sentence.span.end]
    if reader.speech and reader.speech[0] != sentence.paragraph:
        continues = goes_on(reader, sentence, told)
        reader.speech = (sentence.paragraph, *reader.speech[1:]) if continues else None
    if reader.stop and (sentence.paragraph != reader.stop.paragraph or _GENERAL.search(told[:24])):
        reader.last, reader.stop = reader.stop, None
    mentions = people_in(reader.annotation, sentence)
    said = chinese_demands.speeches(plain, sentence, reader.cues, mentions, opened=reader.speech is not None)
    if reader.cues.background.search(told) and not said:
        reader.background.append(sentence.span)
        return
    lead = sentence in reader.lead and not reader.leads
    names = _names(reader, sentence, mentions, said)
    if lead and len(names) < LISTED and any(_is_framed(reader, n) for n in names):
        names = []  # where the visit went, not where it stopped
    if names:
        _open(reader, sentence, names, mentions)
    elif not lead:
        _follow(reader, mentions)
    here = reader.stop
    quote(reader, sentence, mentions)
    reached = speak(reader, sentence, said)
    if not said and reader.speech and not is_host(reader, told, mentions):
        reached = (
            demand(reader, sentence.span.start, sentence.span.end, reader.speech[1], all_of_it=reader.speech[2])
            or reached
        )
    if here and (names or not lead) and not is_host(reader, told, mentions):
        _observe(reader, here, sentence, said, new=bool(names))
    elif not reached and not lead:
        reader.background.append(sentence.span)


def _is_framed(reader: Reader, name: Span) -> bool:
    """Whether a name in the lead is the place of the whole visit."""
    return reader.place is not None and (name.text in reader.place.text or reader.place.text == name.text)


def _names(
    reader: Reader, sentence: Sentence, mentions: tuple[Mention, ...], said: list[chinese_demands.Speech]
) -> list[Span]:
    """The stops that the sentence opens."""
    plain = reader.plain
    told = plain[sentence.span.start : sentence.span.end]
    limit = min((s.end for s in said if s.verb in _SPOKEN), default=sentence.span.end)
    led = any(leads(reader, m) for m in mentions)
    if (
        reader.meets
        or is_host(reader, told, mentions)
        or (reader.speech and not led and not _COMES.search(told) and _is_demanded(reader, sentence))
    ):
        return []
    mine = [m for m in mentions if ours(reader, m)]
    setting = Setting(
        subjects=frozenset(m.span.end for m in mine),
        others=frozenset(m.span.end for m in mentions if m not in mine),
        first=reader.fresh,
    )
    found = names_in(
        reader.annotation.text,
        plain,
        (sentence.span.start, limit),
        reader.cues,
        setting,
        titled=mentions,
        open_stop=reader.stop is not None,
        topics=_topics(reader, sentence, told, led=led) if _may_open(reader, sentence, said) else "none",
    )
    reader.areas += [f.span for f in found if f.area]
    if sentence in reader.lead and not reader.leads:
        found = [f for f in found if not f.goal and (f.looked or len(found) >= LISTED)]
    out = [f.span for f in found if not f.area or _is_told(reader, f.span)]
    return [n for i, n in enumerate(out) if not any(n.overlaps(o) for o in out[:i])]


def _is_demanded(reader: Reader, sentence: Sentence) -> bool:
    """Whether a sentence in a speech demands something, rather than tells where the visit went on."""
    text, start, end = reader.annotation.text, sentence.span.start, sentence.span.end
    return any(chinese_demands.demands_in(text, reader.plain, start, end, reader.cues, opened=True))


def _is_told(reader: Reader, area: Span) -> bool:
    """Whether a town that is gone to is a stop itself: no more than a town, and not where the whole visit was."""
    return bool(_SMALL_TOWN.search(reader.plain[area.start : area.end])) and not (
        reader.place and reader.place.text.endswith(area.text)
    )


def _may_open(reader: Reader, sentence: Sentence, said: list[chinese_demands.Speech]) -> bool:
    """Whether a sentence may tell of a place before anything is said in it, and no speech is open."""
    speaks = any(s.start < sentence.span.start + _OPENING or reader.cues.general.fullmatch(s.verb) for s in said)
    return reader.speech is None and not speaks


def _topics(reader: Reader, sentence: Sentence, told: str, *, led: bool) -> Topics:
    """Whether a place may open the sentence as what is told of: where the visitors act in it, or between two stops."""
    acts = led or bool(re.search("[他她]|一行", told)) or bool(reader.cues.body.search(told))
    here = sentence.paragraph in reader.acted
    if not reader.fresh:
        return "any" if acts and reader.stop else "inner" if here else "none"
    fragment = told.endswith("。") and len(told) < _FRAGMENT
    between = bool(reader.stops) and any(p > sentence.paragraph for p in reader.acted)
    if acts or here or (fragment and reader.stops):
        return "any"
    return "told" if between else "none"


def _open(reader: Reader, sentence: Sentence, names: list[Span], mentions: tuple[Mention, ...]) -> None:
    """Starts a stop, or returns to one that already bears the name."""
    known = [o.text for s in reader.stops for o in s.names]
    # a part of an earlier stop that is told of by a longer name is a stop of its own
    fresh = [n for n in names if not any(n.text in o or (o in n.text and len(n.text) < len(o) + 3) for o in known)]
    _follow(reader, mentions)
    if fresh:
        reader.stop = Stop(names=fresh, paragraph=sentence.paragraph, leader=reader.leader)
        reader.stops.append(reader.stop)
    else:
        old = next(s for s in reader.stops for o in s.names if names[0].text in o.text or o.text in names[0].text)
        if old.paragraph == sentence.paragraph or len(old.names) == 1:
            reader.stop = old
            old.paragraph = sentence.paragraph
    reader.speech = None


def _follow(reader: Reader, mentions: tuple[Mention, ...]) -> None:
    for mention in mentions:
        if leads(reader, mention) and chinese_people.is_subject(reader.plain, mention, lines=True):
            reader.leader = reader.owner[mention.span.start].name


def _observe(reader: Reader, stop: Stop, sentence: Sentence, said: list[chinese_demands.Speech], *, new: bool) -> None:
    """Divides the clauses of a sentence at a stop into what was seen and what was asked."""
    told = reader.plain[sentence.span.start : sentence.span.end]
    people = people_in(reader.annotation, sentence)
    if not (new or said or reader.cues.look.search(told) or any(leads(reader, m) for m in people)):
        return
    general = [s for d in reader.directives for s in d.evidence if sentence.span.contains(s)]
    from_here = min((s.start for s in said), default=sentence.span.end)
    named = next((c.start for c in sentence.clauses if sentence in reader.lead and c.contains(stop.names[0])), 0)
    for clause in sentence.clauses:
        if clause.start < named:
            continue  # when and who
        speech = next((s for s in reversed(said) if s.start <= clause.start + 1), None)
        if clause.end <= from_here + 1 or speech is None:
            stop.observed.append(clause)
        elif not any(clause.overlaps(s) for s in general) and _is_ask(reader, sentence, said, speech):
            stop.asked.append(clause)
    stop.paragraph = sentence.paragraph


def _is_ask(
    reader: Reader, sentence: Sentence, said: list[chinese_demands.Speech], speech: chinese_demands.Speech
) -> bool:
    """Whether a speech at a stop asks for something there; what is explained or put to everyone is not told of it."""
    if reader.cues.ask.fullmatch(speech.verb):
        return True
    end = next((s.start for s in said if s.start > speech.start), sentence.span.end)
    return not is_general(reader, speech, end) and chinese_demands.is_demand(
        reader.plain[speech.end : end], reader.cues, opened=False
    )


def site(stop: Stop, reader: Reader) -> SiteSegment:
    """A stop as a segment."""
    principal = reader.roles.leaders[0].name if reader.roles.leaders else None
    if stop.asked and all(_only_names(clause, stop) for clause in stop.observed):
        return _as_asked(stop, principal)
    evidence = sorted({*stop.observed, *stop.asked} or set(stop.names))
    return SiteSegment(
        names=tuple(stop.names),
        observed=tuple(stop.observed),
        asked=tuple(stop.asked),
        evidence=tuple(evidence),
        leader=stop.leader if stop.leader != principal else None,
    )


def _as_asked(stop: Stop, principal: str | None) -> SiteSegment:
    """A stop at which nothing is said to have been seen; the clause that names it stays evidence."""
    return SiteSegment(
        names=tuple(stop.names),
        observed=(),
        asked=tuple(stop.asked),
        evidence=tuple(sorted({*stop.observed, *stop.asked})),
        leader=stop.leader if stop.leader != principal else None,
    )


def _only_names(clause: Span, stop: Stop) -> bool:
    """Whether a clause says no more than where: '在…，'."""
    named = sum(len(name.text) + 1 for name in stop.names if clause.contains(name))
    return bool(named) and len(clause.text) - named < _BARE and not re.search("[看听察问谈]", clause.text)
