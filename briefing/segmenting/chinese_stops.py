"""Where a Chinese sentence names stops, and their names."""

import re
from collections.abc import Iterator

from briefing.records import Span
from briefing.segmenting.chinese_cues import ChineseCues

_IN = re.compile(
    r"(?:^|(?<=[。！？；，,：“\n　 ]))(?:[^，。；“”]{0,6}?)"
    r"在(?![建研线校职岗座野])(?P<list>[^。；，,：“”()（）]{2,90})(?=[，,])"
)
_UNTIL = re.compile(r"[^。；，,：“”！？()（）\n]{2,120}")
_VERB = re.compile(
    r"(?:实地|详细|仔细|现场|专题|集中|突击|暗访|开展|进行|督导|考察|调研|检查|察看|查看|视察|慰问|看望|走访|了解|听取|询问|参观|观看|看(?!守)|就|时|与|同|向|"
    r"对|指导|巡查|体验|出席|参加|里的|的(?:车间|厂房|操场|生产|职工|干部|工人|群众|家|门)|主持|召开|宣布)"
)
_LEADING = re.compile(
    r"^(?:[\d月日号时点分]+|上午|下午|晚上?|设在|位于|正在|刚刚|地处|相邻的|附近的|隔壁的|本市|我市|我省|我县|我区|当地的?|了|到|进|的|考察|察看|检查|设在[^的]{1,12}的)+"
)
_WITHIN = re.compile(r"和(?:平|田|顺|政|硕|布|静|林|县|谐|龙)|及时")
_HAPPENS = re.compile(r"[了着过说问听看是有在把被将与向对前后时]|完成|召开|开展|进行|推进|做好|主持|反映")
_ROOM = re.compile(r"(?:室|车间|厂房|间|房|厅|线|堂|部|门诊|里)$")
_NOT_GOING = re.compile(
    r"学习|贯彻|推进|推动|实施|开展|落实|了解|研究|细致|人心|排查|领会|宣传|理解|把握|挖掘|践行|阐|浅|会场|讲话|人民|分析|谋划|改革|调查|座谈|交流"
)
CLOCK = re.compile(
    r"[^\w\u3400-\u9fff]{0,6}\d{1,2}[:：]\d\d\s*[，,]?\s*(?P<list>[^。，,；\d][^。，,；]{1,30})(?=[。，,])"
)
_PLACE_CLAUSE = re.compile(
    r"[\s\W]*(?P<list>[\u3400-\u9fff\dA-Za-z、“”]{3,40}?)(?P<tail>(?:的[^，。；、]{2,8}?)?(?:上|里|内|外|前|旁))?[，,]"
)
_FROM = re.compile(r"从(?P<list>[^，。；、“”到至]{3,20}?)(?=副井|主井|大门|正门|入口|出发|下到|乘|步行|一路)")
_SEEN = re.compile(
    r"[，,](?:先后)?(?:实地|现场|仔细|详细)?(?:察看|查看|检查|视察|考察|看望|慰问|走访)了?(?P<list>[^，。；、的“”]{3,24})"
)
_COUNT = re.compile(r"(?:[一二三四五六七八九十两几多\d]+(?:家|个|处|所|座|户|名|位|条|项)).*$")


def stop_lists(
    plain: str, start: int, end: int, cues: ChineseCues, *, subjects: frozenset[int] = frozenset()
) -> Iterator[tuple[int, int, str]]:
    """The phrases of a sentence that name stops: start, end, and the kind of words that say so.

    The kind is "goes" after a verb of going, "in" after 在, "acts" after 在 where the leader acts in the next
    clause, "clock" in a log of times. `subjects` are the ends of the leaders' names.
    """
    clock = CLOCK.match(plain, start, end)
    if clock:
        yield *clock.span("list"), "clock"
        return
    taken: list[tuple[int, int]] = []
    for verb in cues.goes.finditer(plain, start, end):
        if not _opens(plain, start, verb, subjects):
            continue
        at = verb.end()
        at += 1 if plain[at : at + 1] in "了进" else 0
        match = _UNTIL.match(plain, at, end)
        if match and not any(a <= at < b for a, b in taken):
            phrase_end = _cut(plain, at, match.end(), cues)
            if phrase_end - at > 1:
                taken.append((at, phrase_end))
                yield at, phrase_end, "goes"
    for match in _IN.finditer(plain, start, end):
        a, b = match.span("list")
        acts = _acts_next(plain, match.end(), end, cues, subjects)
        b = _cut(plain, a, b, cues)
        if (
            not cues.no_place.search(plain[a:b])
            and not re.match(r"[\d一二三四五六七八九十]+[年月日点时]", plain[a:b])
            and not any(x < b and a < y for x, y in taken)
        ):
            taken.append((a, b))
            yield a, b, "acts" if acts else "in"
    place = _PLACE_CLAUSE.match(plain, start, end)
    if place and not taken and cues.site_end.search(place["list"]) and not _HAPPENS.search(place["list"]):
        at = place.start("list")
        if place["tail"] or _acts_next(plain, place.end(), end, cues, subjects):
            yield at, place.end("list"), "in"
    for match in _FROM.finditer(plain, start, end):
        if not taken:
            yield *match.span("list"), "in"


def _acts_next(plain: str, at: int, end: int, cues: ChineseCues, subjects: frozenset[int]) -> bool:
    """Whether the clause after a place starts with the leader, a pronoun, the visiting body or a verb of looking."""
    at += len(plain[at:end]) - len(plain[at:end].lstrip("，, "))
    if plain[at : at + 1] in "他她" or cues.body.match(plain, at, end) or cues.look.match(plain, at, end):
        return True
    return any(at < e <= at + 8 for e in subjects)


def _opens(plain: str, start: int, verb: re.Match[str], subjects: frozenset[int]) -> bool:
    """Whether the verb is one of going: a bare 到 or 赴 only after a subject or an adverb, not in 看到 or 达到."""
    if _NOT_GOING.match(plain, verb.end()):
        return False
    if len(verb.group()) > 1:
        return True
    before = plain[max(start, verb.start() - 1) : verb.start()]
    return (
        not before
        or verb.start() in subjects
        or bool(re.match(r"[，,。；又还再先就行日午晚后专程别，]", before))
        or (verb.group() == "赴" and before != "奔")
    ) and not re.match(r"[\d一二三四五六七八九十百千]", plain[verb.end() : verb.end() + 1])


def _cut(plain: str, start: int, end: int, cues: ChineseCues) -> int:
    """Where the phrase ends: before the first verb, a short one only after what ends like a place."""
    for verb in _VERB.finditer(plain, start + 2, end):
        if len(verb.group()) > 1 or cues.site_end.search(plain[start : verb.start()]):
            return verb.start()
    return end


def seen_at(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """What is looked at after a phrase that only names a town: the stop itself."""
    match = _SEEN.search(plain, start, end)
    return match.span("list") if match else None


def names_of(text: str, plain: str, start: int, end: int, cues: ChineseCues, *, how: str) -> list[Span]:
    """The names of stops that the phrase lists; generic places ('车间') are left out."""
    phrase = plain[start:end]
    listing = bool(re.search(r"、|等", phrase))
    tail = cues.list_end.search(phrase)
    if tail and tail.start() > 1:
        end = start + tail.start()
        phrase = plain[start:end]
    out = []
    for first, last in _parts(phrase, cues):
        lead = _LEADING.match(phrase[first:last])
        at = first + (lead.end() if lead else 0)
        count = _COUNT.search(phrase[at:last])
        name = phrase[at : at + count.start()] if count and count.start() > 1 else phrase[at:last]
        name = name.rstrip("的了等，, 　里内")
        if _is_name(name, cues, how=how, listing=listing):
            out.append(Span.of(text, start + at, start + at + len(name)))
    return out


def _parts(phrase: str, cues: ChineseCues) -> Iterator[tuple[int, int]]:
    at = 0
    depth = 0
    for i, char in enumerate(phrase):
        depth += (char in "“（(《") - (char in "”）)》")
        whole = char == "、" or (
            char in "和与及"
            and not _WITHIN.match(phrase, i)
            and cues.site_end.search(phrase[at:i])
            and len(phrase) - i > 3
        )
        if whole and depth <= 0:
            yield at, i
            at = i + 1
    yield at, len(phrase)


def _is_name(name: str, cues: ChineseCues, *, how: str, listing: bool) -> bool:
    if len(name) < 2 or len(name) > 40 or cues.generic.search(name) or cues.no_place.search(name):
        return False
    if re.match(r"\d+[年月日点时]", name) or (_ROOM.search(name) and len(name) < 6):
        return False
    if re.match(
        r"[他她它]|该|这|那|各|所有|全|一些|有关|相关|部分|群众|困难|居民家|农户|村民|企业|基层|一线|田间", name
    ):
        return False
    if re.search(
        r"[，。“”]|(?:生活|工作|问题|情况|发展|水平|关系|同志|阶段|时代|战略|任务|作用|领域|方式|机制|方向|目标|重点|精神|困难|时候|群众|人员|干部|职工|代表|青年|官兵)$",
        name,
    ):
        return False
    if (
        how in ("acts", "clock")
        and len(name) >= 3
        and (how == "clock" or (len(name) < 16 and not _HAPPENS.search(name)))
    ):
        return True
    if cues.generic_list.fullmatch(name) or re.search(r"家中|拉家常|同时|交谈|掌声|加紧|^有", name):
        return False
    ending = cues.site_end.search(name)
    if ending:
        return len(name) > 2 + (ending.group() in "口城庄江港河山岛岭") and not re.search(
            r"最|[^\u3400-\u9fff]年|[着过]", name
        )
    return listing and how == "goes" and len(name) >= 3 and not _HAPPENS.search(name) and "的" not in name
