"""Who comes along: the people before 参加 or 陪同, those brought along, and those who stand by."""

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.records import Annotation, Mention, Person, Span
from briefing.segmenting.chinese_cues import ChineseCues

_TOLD_AFTER = re.compile(
    r"(?:[^，。、]{0,8})?(?:的[^，。、：]{0,8}有|的[^，。、：]{0,8}包括|者有|人员有|者包括|者：|人员：|的是)"
)
_TOGETHER = re.compile(r"一起|一道|一同|共同|并肩")
# between two names of a list
_LIST_GOES_ON = re.compile(r"[、，,和与及等 　（(]|以及|同志|女士|先生")
_IN_TOW = re.compile(
    r"(?:随行|同行|陪同|随队|一同前往|一起调研|同去|同来|同车|同往|在场|到场|身后|身旁|一旁|跟在后面|一起来|陪着)的$|(?:由|有|让随行)$(?<=由)"
)
# said right after a name
ALSO_THERE = re.compile(
    r"(?:等(?:人|领导|同志|负责人)?)?[，,]?(?:也|都|全程|一路|分别|分头|则|紧随)*"
    r"(?:在场|到场|作陪|相陪|同往|同去|同车|随访|随团|一同|一道|陪[同着伴]|随行|随队|同行|跟[随着在]|紧跟|在列|来了|到了现场|与会|到会)"
)
_AFTER_NAME = 150  # code points between a subject and the verb of its visit


def list_end(annotation: Annotation, plain: str, mention: Mention) -> int:
    """Where the list of names ends that a mention stands in: 'A、B分别…'."""
    end = mention.span.end
    for other in annotation.mentions:
        if other.kind == "person" and other.span.start > end:
            if not re.fullmatch(r"[、和与及，]", plain[end : other.title.start if other.title else other.span.start]):
                break
            end = other.span.end
    return end


def companions_in(
    annotation: Annotation, plain: str, span: Span, owner: dict[int, Person], cues: ChineseCues
) -> list[Person]:
    """The people of a sentence before its 参加 or 陪同; none where the verb has another subject or is quoted."""
    text = plain[span.start : span.end]
    out: list[Person] = []
    for cue in cues.companion.finditer(text):
        after = text[cue.end() : cue.end() + 12]
        if re.match(r"(?:革命|工作|过|中国共产党|高考|培训|比赛|劳动|竞争|抢险)", after):
            continue
        here = span.start + cue.start()
        low = max([span.start, *(span.start + m.end() for m in re.finditer("[。；：“]", text[: cue.start()]))])
        group = [m for m in annotation.within(span) if m.kind == "person" and low <= m.span.start < here]
        if not group or not _closes(plain, group[-1].span.end, here):
            group = []
        group = _last_list(plain, group)
        out += [owner[m.span.start] for m in group]
        told = _TOLD_AFTER.match(text, cue.end())
        if told:
            end = plain.find("。", here) if "。" in text[told.end() :] else span.end
            out += [
                owner[m.span.start] for m in annotation.within(span) if m.kind == "person" and here < m.span.start < end
            ]
    return list(dict.fromkeys([*out, *(owner[m.span.start] for m in _beside_verbs(annotation, plain, span, cues))]))


def _last_list(plain: str, group: list[Mention]) -> list[Mention]:
    """The mentions after the last one that does something of its own: 'A会见…，B、C陪同' names B and C."""
    cut = 0
    for i, (mention, after) in enumerate(pairwise(group)):
        gap = plain[mention.span.end : after.title.start if after.title else after.span.start]
        if re.search(r"[，,]", gap) and not _LIST_GOES_ON.match(gap):
            cut = i + 1
    return group[cut:]


def _beside_verbs(annotation: Annotation, plain: str, span: Span, cues: ChineseCues) -> Iterator[Mention]:
    """The people of a sentence who are brought along, stand by, or do something together with the leader."""
    people = [m for m in annotation.within(span) if m.kind == "person"]
    for cue in cues.brings.finditer(plain, span.start, span.end):
        verbs = (p.search(plain, cue.end(), span.end) for p in (cues.goes, cues.inspect, cues.visit))
        end = min([m.start() for m in verbs if m], default=span.end)
        yield from (m for m in people if cue.end() <= m.span.start < end)
    for mention in people:
        start = mention.title.start if mention.title else mention.span.start
        joined = plain[start - 1 : start] in ("与", "和", "同") and _TOGETHER.match(plain, mention.span.end)
        in_tow = _IN_TOW.search(plain, max(span.start, start - 8), start)
        if joined or in_tow or ALSO_THERE.match(plain, list_end(annotation, plain, mention)):
            yield mention


def _closes(plain: str, end: int, verb: int) -> bool:
    """Whether nothing but the rest of a list stands between the last name and the verb."""
    gap = plain[end:verb]
    return len(gap) <= _AFTER_NAME and not re.search(r"[。；]|出席|主持|强调|指出", gap)
