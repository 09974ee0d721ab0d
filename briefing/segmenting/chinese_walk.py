"""Reads a Chinese article sentence by sentence into stops and demands.

The state is small: the stop that is being told of, and whose speech of demands is open.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from briefing.records import Annotation, DirectiveSegment, Mention, Person, Sentence, SiteSegment, Span
from briefing.segmenting import chinese_demands, chinese_people
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_naming import names_in
from briefing.segmenting.chinese_people import people_in
from briefing.segmenting.chinese_stops import Setting

_DEPARTMENTS = re.compile(r"(?:各|全|市|省|州|县|区|有关|相关|所有)[^，。]{0,12}?(?:要|必须|应)")
_BARE = 5  # code points beside its names in a clause that only says where
_OPENING = 4  # code points at the head of a sentence
_HOST_NEAR = 20
_LISTED = 2  # names in the lead that are stops and no frame
_FRAGMENT = 18  # code points of a sentence that is no more than a name: '南坡卡口。'
_SMALL_TOWN = re.compile(r"[镇乡]$|街道$")
_SPOKEN = frozenset(("强调", "指出", "表示", "说"))
# said to those who stand there, so that it is no demand on everyone
_ON_THE_SPOT = frozenset(("叮嘱", "嘱咐", "勉励", "鼓励", "请", "让", "责成", "吩咐", "交代", "嘱"))
_OFFICIAL = frozenset(("强调", "指出", "要求", "提出"))
_COMES = re.compile(
    r"(?:^|[，,。 　])(?:首站|第一站|最后一站|随后|接着|之后|当天|他|她)?(?:先后|又|还)?"
    r"[，,]?(?:来到|走进|前往|赶到|赶往|第一站是|首站是)|^在[^，。；]{2,40}[，,][^，。]{0,4}[他她]"
)
# a paragraph in which a speech goes on: the next of its points
_GOES_ON = re.compile(
    r"[\s“\"—\-·•●■◆▲★※*]*(?:[一二三四五六七八九十]\s*(?:是|要|、|，)|第[一二三四五六七八九十]|[（(]\s*[一二三四五六七八九十\d]\s*[)）]|[\d１-９]{1,2}\s*[.、．)）]|[①-⑳⑴-⒇]"
    r"|首先|其次|再次|再者|最后|同时|此外|另外|要(?!求|闻)|必须|各级|各部门|各单位|各地|各县|各镇|各乡)"
)
_OF_MEETING = re.compile(r"会议|汇报|发言|出席|主持|参加|列席|分会场|座谈|交流|记者|讯")
_GENERAL = re.compile(
    r"座谈会|检查结束|调研结束|观摩结束|调研中|调研期间|考察期间|检查过程中|讲话|随后的座谈|办公会|汇报会|点评会"
)


@dataclass(slots=True)
class Stop:
    """A stop as it is read: its names, and the clauses of what was seen and asked there."""

    names: list[Span]
    paragraph: int
    leader: str | None
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """What the walk over the sentences needs, and what it has found so far."""

    annotation: Annotation
    plain: str
    cues: ChineseCues
    roles: chinese_people.Roles
    owner: dict[int, Person]
    lead: list[Sentence]
    place: Span | None = None
    stops: list[Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    stop: Stop | None = None
    speech: tuple[int, str | None, bool] | None = None  # paragraph, speaker, whether all of it demands
    leader: str | None = None
    leads: bool = False  # whether the lead may name stops
    meets: bool = False  # whether the article tells of a meeting, so that nothing is a stop
    colon: bool = False  # whether the sentence before announces what follows
    quote: Sentence | None = None  # the sentence before, where it is a quotation
    fresh: bool = False  # whether the sentence opens a paragraph
    last: Stop | None = None  # the stop that the paragraph before told of
    paragraph: int = -1
    acted: frozenset[int] = frozenset()  # the paragraphs in which the visitors act
    areas: list[Span] = field(default_factory=list)  # towns and counties gone to
    claimed: list[Span] = field(default_factory=list)  # demands of the visitors, reached or not


def walk(reader: Reader) -> None:
    """Reads the sentences in order and fills the reader's stops, directives and background."""
    reader.leader = reader.roles.leaders[0].name if reader.roles.leaders else None
    reader.acted = _acted(reader)
    for sentence in reader.annotation.sentences if reader.roles.leaders or reader.roles.group else ():
        reader.fresh = sentence.paragraph != reader.paragraph
        reader.paragraph = sentence.paragraph
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
        ours = [m for m in people_in(reader.annotation, sentence) if _ours(reader, m)]
        speaks = any(reader.cues.general.match(reader.plain, m.span.end) for m in ours)
        if (ours and not speaks) or reader.cues.body.search(told):
            out.add(sentence.paragraph)
    return frozenset(out)


def _read(reader: Reader, sentence: Sentence) -> None:
    """Gives a sentence to a stop, its demands to the stop or to the directives, the rest to the background."""
    plain = reader.plain
    told = plain[sentence.span.start : sentence.span.end]
    if reader.speech and reader.speech[0] != sentence.paragraph:
        goes_on = _goes_on(reader, sentence, told)
        reader.speech = (sentence.paragraph, *reader.speech[1:]) if goes_on else None
    if reader.stop and (sentence.paragraph != reader.stop.paragraph or _GENERAL.search(told[:24])):
        reader.last, reader.stop = reader.stop, None
    mentions = people_in(reader.annotation, sentence)
    said = chinese_demands.speeches(plain, sentence, reader.cues, mentions, opened=reader.speech is not None)
    if reader.cues.background.search(told) and not said:
        reader.background.append(sentence.span)
        return
    lead = sentence in reader.lead and not reader.leads
    names = _names(reader, sentence, mentions, said)
    if lead and any(_is_framed(reader, n) for n in names):
        names = []  # where the visit went, not where it stopped
    if names:
        _open(reader, sentence, names, mentions)
    elif not lead:
        _follow(reader, mentions)
    here = reader.stop
    _quote(reader, sentence, mentions)
    reached = _speak(reader, sentence, said)
    if not said and reader.speech and not _is_host(reader, told, mentions):
        reached = (
            _demand(reader, sentence.span.start, sentence.span.end, reader.speech[1], all_of_it=reader.speech[2])
            or reached
        )
    if here and (names or not lead) and not _is_host(reader, told, mentions):
        _observe(reader, here, sentence, said, new=bool(names))
    elif not reached and not lead:
        reader.background.append(sentence.span)


def _is_framed(reader: Reader, name: Span) -> bool:
    """Whether a name in the lead is the place of the whole visit."""
    return reader.place is not None and (name.text in reader.place.text or reader.place.text == name.text)


def _goes_on(reader: Reader, sentence: Sentence, told: str) -> bool:
    """Whether a new paragraph goes on with the speech of the one before: a point of a list, or a demand at a meeting."""
    if reader.cues.background.search(told):
        return False
    if _GOES_ON.match(told) or reader.colon or re.match(r"\s*[—\-·•●■◆▲★※*]", told):
        return True
    return reader.meets and not people_in(reader.annotation, sentence) and not _OF_MEETING.search(told)


def _names(
    reader: Reader, sentence: Sentence, mentions: tuple[Mention, ...], said: list[chinese_demands.Speech]
) -> list[Span]:
    """The stops that the sentence opens."""
    plain = reader.plain
    told = plain[sentence.span.start : sentence.span.end]
    limit = min((s.start for s in said if s.verb in _SPOKEN), default=sentence.span.end)
    limit = limit if limit > sentence.span.start else sentence.span.end
    led = any(_leads(reader, m) for m in mentions)
    if reader.meets or _is_host(reader, told, mentions) or (reader.speech and not led and not _COMES.search(told)):
        return []
    ours = [m for m in mentions if _ours(reader, m)]
    setting = Setting(
        subjects=frozenset(m.span.end for m in ours),
        others=frozenset(m.span.end for m in mentions if m not in ours),
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
        found = [f for f in found if not f.goal and (f.looked or len(found) >= _LISTED)]
    out = [f.span for f in found if not f.area or _is_told(reader, f.span)]
    return [n for i, n in enumerate(out) if not any(n.overlaps(o) for o in out[:i])]


def _is_told(reader: Reader, area: Span) -> bool:
    """Whether a town that is gone to is a stop itself: no more than a town, and not where the whole visit was."""
    return bool(_SMALL_TOWN.search(area.text)) and not (reader.place and reader.place.text.endswith(area.text))


def _may_open(reader: Reader, sentence: Sentence, said: list[chinese_demands.Speech]) -> bool:
    """Whether a sentence may tell of a place before anything is said in it, and no speech is open."""
    speaks = any(s.start < sentence.span.start + _OPENING or reader.cues.general.fullmatch(s.verb) for s in said)
    return reader.speech is None and not speaks


def _topics(reader: Reader, sentence: Sentence, told: str, *, led: bool) -> Literal["none", "inner", "any"]:
    """Whether a place may open the sentence as what is told of: where the visitors act in it, or between two stops."""
    acts = led or bool(re.search("[他她]|一行", told)) or bool(reader.cues.body.search(told))
    here = sentence.paragraph in reader.acted
    if not reader.fresh:
        return "any" if acts and reader.stop else "inner" if here else "none"
    fragment = told.endswith("。") and len(told) < _FRAGMENT
    between = bool(reader.stops) and any(p > sentence.paragraph for p in reader.acted)
    return "any" if acts or here or between or (fragment and reader.stops) else "none"


def _ours(reader: Reader, mention: Mention) -> bool:
    """Whether the mention is of one who visits or comes along."""
    person = reader.owner.get(mention.span.start)
    if person is None:
        return False
    return person in (*reader.roles.leaders, *reader.roles.companions) or person.name in reader.roles.officials


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
        if _leads(reader, mention) and chinese_people.is_subject(reader.plain, mention):
            reader.leader = reader.owner[mention.span.start].name


def _leads(reader: Reader, mention: Mention) -> bool:
    return reader.owner.get(mention.span.start) in reader.roles.leaders


def _is_host(reader: Reader, told: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the sentence is what a host, a worker or an expert said or did."""
    within = told[:_HOST_NEAR] if reader.speech else told  # in a speech '…汇报，' is no host's
    host = re.search(rf"(?:{reader.cues.host.pattern})(?:说|道|时说|称)?[，,：:]", within)
    return bool(host) and not any(_leads(reader, m) for m in mentions) and not re.match(r"[他她]", told)


def _quote(reader: Reader, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
    """Takes the quotation before the sentence for what is asked or demanded, where the sentence says who said it."""
    quote = reader.quote
    speech = chinese_demands.speaker_after(reader.plain, sentence, reader.cues, mentions) if quote else None
    if quote is None or speech is None:
        return
    person = reader.owner.get(speech.subject.span.start) if speech.subject else None
    if person and not (speech.subject and _ours(reader, speech.subject)):
        return
    speaker = person.name if person else reader.leader
    start, end = quote.span.start, quote.span.end
    if reader.stop and not reader.cues.general.fullmatch(speech.verb):
        if reader.cues.ask.fullmatch(speech.verb) or chinese_demands.is_demand(
            reader.plain[start:end].strip("“”"), reader.cues, opened=False
        ):
            reader.stop.asked += quote.clauses
        return
    if _demand(reader, start, end, speaker, forced=bool(reader.cues.ask.fullmatch(speech.verb))):
        reader.speech = (sentence.paragraph, speaker, False)


def _speak(reader: Reader, sentence: Sentence, said: list[chinese_demands.Speech]) -> bool:
    """Sorts what is said: general demands to the directives, asks on the spot to the stop. True where any was found."""
    reached = False
    for index, speech in enumerate(said):
        end = said[index + 1].start if index + 1 < len(said) else sentence.span.end
        person = reader.owner.get(speech.subject.span.start) if speech.subject else None
        named = (*reader.roles.leaders, *reader.roles.companions)
        if person and person not in named and not (speech.verb in _OFFICIAL and person.name in reader.roles.officials):
            reader.speech = None
            continue
        speaker = person.name if person else reader.leader
        if reader.stop and not _is_general(reader, speech, end) and not _is_closing(reader, reader.stop, speech):
            continue
        if not reader.stop and reader.stops and speech.verb in _ON_THE_SPOT and sentence.paragraph in reader.acted:
            reader.claimed += chinese_demands.demands_in(
                reader.annotation.text, reader.plain, speech.end, end, reader.cues, opened=True, forced=True
            )
            continue
        forced = bool(reader.cues.ask.fullmatch(speech.verb))
        found = _demand(reader, speech.end, end, speaker, forced=forced, all_of_it=forced)
        reached = reached or found
        reader.speech = (sentence.paragraph, speaker, forced)
        if reader.stop and found:
            reader.stop = None
    return reached


def _is_closing(reader: Reader, stop: Stop, speech: chinese_demands.Speech) -> bool:
    """Whether what is said after a lead that lists its stops is put to all of them."""
    lead = max((s.span.end for s in reader.lead), default=0)
    return len(stop.names) >= _LISTED and stop.names[-1].end <= lead <= speech.start


def _is_general(reader: Reader, speech: chinese_demands.Speech, end: int) -> bool:
    """Whether what is said at a stop reaches beyond it: by its verb, or because it is put to departments."""
    if reader.cues.general.fullmatch(speech.verb):
        return True
    return not reader.cues.ask.fullmatch(speech.verb) and bool(_DEPARTMENTS.match(reader.plain, speech.end, end))


def _demand(
    reader: Reader, start: int, end: int, speaker: str | None, *, forced: bool = False, all_of_it: bool = False
) -> bool:
    text, plain = reader.annotation.text, reader.plain
    found = list(
        chinese_demands.demands_in(
            text, plain, start, end, reader.cues, opened=True, forced=forced, all_of_it=all_of_it
        )
    )
    reader.directives += [DirectiveSegment(evidence=(span,), speaker=speaker) for span in found]
    return bool(found)


def _observe(reader: Reader, stop: Stop, sentence: Sentence, said: list[chinese_demands.Speech], *, new: bool) -> None:
    """Divides the clauses of a sentence at a stop into what was seen and what was asked."""
    told = reader.plain[sentence.span.start : sentence.span.end]
    people = people_in(reader.annotation, sentence)
    if not (new or said or reader.cues.look.search(told) or any(_leads(reader, m) for m in people)):
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
    return not _is_general(reader, speech, end) and chinese_demands.is_demand(
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
