"""Sorts what is said in a Chinese article: demands on everyone, what is asked on the spot, and what is neither."""

import re

from briefing.records import DirectiveSegment, Mention, Sentence
from briefing.segmenting import chinese_demands
from briefing.segmenting.chinese_people import people_in
from briefing.segmenting.chinese_reader import LISTED, Reader, Stop, ours

_DEPARTMENTS = re.compile(r"(?:各|全|市|省|州|县|区|有关|相关|所有)[^，。]{0,12}?(?:要|必须|应)")
# said to those who stand there, so that it is no demand on everyone
_ON_THE_SPOT = frozenset(("叮嘱", "嘱咐", "勉励", "鼓励", "请", "让", "责成", "吩咐", "交代", "嘱"))
_SAYS = frozenset(("说", "说道", "表示"))
_OFFICIAL = frozenset(("强调", "指出", "要求", "提出"))
# a paragraph in which a speech goes on: the next of its points
_GOES_ON = re.compile(
    r"[\s“\"—\-·•●■◆▲★※*]*(?:[一二三四五六七八九十]\s*(?:是|要|、|，)|第[一二三四五六七八九十]|[（(]\s*[一二三四五六七八九十\d]\s*[)）]|[\d１-９]{1,2}\s*[.、．)）]|[①-⑳⑴-⒇]"
    r"|首先|其次|再次|再者|最后|同时|此外|另外|要(?!求|闻)|必须|各级|各部门|各单位|各地|各县|各镇|各乡)"
)
_OF_MEETING = re.compile(r"会议|汇报|发言|出席|主持|参加|列席|分会场|座谈|交流|记者|讯")


def quote(reader: Reader, sentence: Sentence, mentions: tuple[Mention, ...]) -> None:
    """Takes the quotation before the sentence for what is asked or demanded, where the sentence says who said it."""
    said = reader.quote
    speech = chinese_demands.speaker_after(reader.plain, sentence, reader.cues, mentions) if said else None
    if said is None or speech is None:
        return
    person = reader.owner.get(speech.subject.span.start) if speech.subject else None
    if person and not (speech.subject and ours(reader, speech.subject)):
        return
    speaker = person.name if person else reader.leader
    start, end = said.span.start, said.span.end
    if reader.stop and not reader.cues.general.fullmatch(speech.verb):
        if reader.cues.ask.fullmatch(speech.verb) or chinese_demands.is_demand(
            reader.plain[start:end].strip("“”"), reader.cues, opened=False
        ):
            reader.stop.asked += said.clauses
        return
    if demand(reader, start, end, speaker, forced=bool(reader.cues.ask.fullmatch(speech.verb))):
        reader.speech = (sentence.paragraph, speaker, False)


def speak(reader: Reader, sentence: Sentence, said: list[chinese_demands.Speech]) -> bool:
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
        if reader.stop and not is_general(reader, speech, end) and not _is_closing(reader, reader.stop, speech):
            continue
        looked = bool(reader.cues.look.search(reader.plain, reader.opened, speech.start))
        if not reader.stop and reader.stops and looked and speech.verb in _ON_THE_SPOT:
            reader.claimed += chinese_demands.demands_in(
                reader.annotation.text, reader.plain, speech.end, end, reader.cues, opened=True, forced=True
            )
            continue
        forced = bool(reader.cues.ask.fullmatch(speech.verb))
        found = demand(reader, speech.end, end, speaker, forced=forced, all_of_it=forced)
        reached = reached or found
        reader.speech = (sentence.paragraph, speaker, forced)
        if reader.stop and found:
            reader.stop = None
    return reached


def _is_closing(reader: Reader, stop: Stop, speech: chinese_demands.Speech) -> bool:
    """Whether what is said after a sentence that lists stops is put to all of them: by 说, or after the lead."""
    lead = max((s.span.end for s in reader.lead), default=0)
    if len(stop.names) < LISTED or stop.names[-1].end > speech.start:
        return False
    apart = re.search("[。！？]", reader.plain[stop.names[-1].end : speech.start])
    return stop.names[-1].end <= lead <= speech.start or bool(apart and speech.verb in _SAYS)


def is_general(reader: Reader, speech: chinese_demands.Speech, end: int) -> bool:
    """Whether what is said at a stop reaches beyond it: by its verb, or because it is put to departments."""
    if reader.cues.general.fullmatch(speech.verb):
        return True
    return not reader.cues.ask.fullmatch(speech.verb) and bool(_DEPARTMENTS.match(reader.plain, speech.end, end))


def demand(
    reader: Reader, start: int, end: int, speaker: str | None, *, forced: bool = False, all_of_it: bool = False
) -> bool:
    """Adds the demands between two offsets to the directives; whether there was any."""
    text, plain = reader.annotation.text, reader.plain
    found = list(
        chinese_demands.demands_in(
            text, plain, start, end, reader.cues, opened=True, forced=forced, all_of_it=all_of_it
        )
    )
    reader.directives += [DirectiveSegment(evidence=(span,), speaker=speaker) for span in found]
    return bool(found)


def goes_on(reader: Reader, sentence: Sentence, told: str) -> bool:
    """Whether a new paragraph goes on with the speech of the one before: a point of a list, or a demand at a meeting."""
    if reader.cues.background.search(told):
        return False
    if _GOES_ON.match(told) or reader.colon or re.match(r"\s*[—\-·•●■◆▲★※*]", told):
        return True
    return reader.meets and not people_in(reader.annotation, sentence) and not _OF_MEETING.search(told)
