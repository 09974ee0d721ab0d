"""The names of stops in Chinese clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.chinese_cues import ChineseCues

_COUNTED = re.compile(r"(?:等)?[一二两三四五六七八九十几多各\d]{1,3}(?:家|个|所|处|座|条|户)[^、]{0,10}$")
_REST = re.compile(r"(?<!.{0}^)等(?:地|处|单位|企业|学校|医院|[^、]{0,12})?$|(?:的)?(?:实地|一线|详细|现场办公)$")
_INSIDE = re.compile(r"(?:里面|里|内|上|中|旁|边|前|外|门口|校门口|大门口)$")
_SEATED = re.compile(
    r"^(?:位于|坐落于|坐落在|设在|地处|建在|正在建设的|在建的|改造后的|新建的|新落成的|刚刚投用的)(?:[^的、]{2,18}的)?"
)
_PROVINCE = re.compile(r"^[\u3400-\u9fff]{1,7}?(?:省|自治区|自治州|地区|盟|市)(?=[\u3400-\u9fff“]{4})")
_NO_NAME = re.compile(
    r"^(?:该|此|这|那|其|各|全|本|我|我们|多家|有关|相关|部分|一些|当地|沿途|几|一|数|会|谈|听|座谈|讲话|群众|过程|前|后|基础|问|得|来|去|哪|不|现|今|会上|期间|时|同|调研|检查|考察|视察)"
)
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class Place:
    """Stops named one after another, where the phrase starts and ends, and how sure it is that one went there."""

    names: tuple[Span, ...]
    start: int
    end: int
    verb: str


def places_in(text: str, plain: str, clause: Span, cues: ChineseCues, *, topic: bool = False) -> Iterator[Place]:
    """The stops that a clause names: after a verb of going or seeing, after '在', or, with `topic`, at its start."""
    taken = clause.start
    stop_is = cues.stop_is.match(plain, clause.start, clause.end)
    if stop_is and stop_is.end() < clause.end:
        names = names_at(text, plain, stop_is.end(), clause.end, cues, sure=True)
        if names:
            yield Place(names, clause.start, names[-1].end, "go")
            taken = names[-1].end
    for match in _verbs(plain, clause, cues):
        if match.start() < taken:
            continue
        sure = match.group() not in "到" and not cues.see.fullmatch(match.group())
        names = names_at(text, plain, match.end(), clause.end, cues, sure=sure)
        if names:
            yield Place(names, match.start(), names[-1].end, "go" if sure else "see")
            taken = names[-1].end
    if topic and taken == clause.start:
        names = _topic(text, plain, clause, cues)
        if names:
            yield Place(names, clause.start, names[-1].end, "topic")


def _verbs(plain: str, clause: Span, cues: ChineseCues) -> Iterator[re.Match[str]]:
    found = [m for pattern in (cues.go, cues.see, _AT) for m in pattern.finditer(plain, clause.start, clause.end)]
    yield from sorted(found, key=lambda m: (m.start(), -m.end()))


_AT = re.compile(r"(?<![现存实正好潜内外所于旨自])[在从](?!于|于|职|内|会|后)")


def names_at(text: str, plain: str, start: int, end: int, cues: ChineseCues, *, sure: bool) -> tuple[Span, ...]:
    """The stops that a list from `start` on names; without `sure` each must end like the name of a stop."""
    marks = re.compile(r"[，,。；;：:！？!?\n]").search(plain, start, end)
    end = marks.start() if marks else end
    stop = _phrase_end(plain, start, end, cues)
    whole = plain[start:stop]
    rest = _COUNTED.search(whole) or re.search(r"等(?:[^、等]{0,12})$", whole)
    several = bool(rest) and "、" in whole
    if rest:
        stop = start + rest.start()
    pieces = list(_pieces(plain, start, stop, cues))
    several = several or len(pieces) > 1
    names = []
    for a, b in pieces:
        span = _name(text, plain, a, b, cues, sure=sure or several)
        if span:
            names.append(span)
    return tuple(names)


def _phrase_end(plain: str, start: int, end: int, cues: ChineseCues) -> int:
    """Where a list of names gives way to the next verb; a verb inside a name ('检察院', '考察站') does not count."""
    for match in cues.phrase_end.finditer(plain, start, end):
        if match.start() == start:
            return start
        after = plain[match.end() : end]
        if cues.site_end.search(plain[start : match.start()].rstrip("里内上中")) or not re.match(
            r"[\u3400-\u9fff]{0,4}?(?:站|中心|院|馆|点|基地|室|所|公司|园|局|厅)(?:、|$|的|和)", after
        ):
            if match.group() in ("与", "同") and not _meets(plain, match.end(), end):
                continue
            return match.start()
    return end


def _meets(plain: str, start: int, end: int) -> bool:
    """Whether '与' or '同' brings in people talked to rather than another place."""
    return bool(
        re.match(
            r"[^、，。]{0,24}?(?:交谈|交流|座谈|握手|拉家常|一起|一道|面对面|围坐|聊|讨论|合影|联欢|算|谈|会面|见面|共)",
            plain[start : end + 30],
        )
    ) or bool(
        re.match(
            r"[^、，。]{0,12}?(?:干部|群众|大家|居民|职工|代表|师生|学生|老师|员工|官兵|村民|负责人|老人|医务人员|工人|店主|牧民|家)",
            plain[start:end],
        )
    )


def _pieces(plain: str, start: int, end: int, cues: ChineseCues) -> Iterator[tuple[int, int]]:
    """The members of a list, parted by '、' and by '和' between two that both end like the name of a stop."""
    begin, depth = start, 0
    for at in range(start, end):
        char = plain[at]
        depth += (char in "“「（(《") - (char in "”」）)》")
        if depth:
            continue
        if char == "、":
            yield begin, at
            begin = at + 1
        elif char in "和与及" and at > begin + 1:
            left, right = plain[begin:at].removesuffix("以"), plain[at + 1 : end].split("、", maxsplit=1)[0]
            if (
                (cues.site_end.search(left)
                and (cues.site_end.search(right) or cues.kind_of_place.search(right)))
                or (begin > start and cues.site_end.search(right))
            ):
                yield begin, begin + len(left)
                begin = at + 1
    if begin < end:
        yield begin, end


def _name(text: str, plain: str, start: int, end: int, cues: ChineseCues, *, sure: bool) -> Span | None:
    """One stop's name, without what seats it and without what is told of it; None where it is no stop of its own."""
    while start < end and plain[start] in " 　了的":
        start += 1
    seated = _SEATED.match(plain[start:end])
    start += seated.end() if seated else 0
    inside = _INSIDE.search(plain[start:end])
    if inside and len(inside.group()) < end - start and not cues.site_end.search(plain[start:end]):
        end -= len(inside.group())
    owned = re.match(r"([^的]{3,18})的[^的]{1,8}$", plain[start:end])
    if owned and (
        cues.site_end.search(owned.group(1)) or cues.kind_of_place.search(plain[start + owned.end(1) + 1 : end])
    ):
        end = start + owned.end(1)
    province = _PROVINCE.match(plain[start:end])
    start += (
        province.end()
        if province
        and not re.match("(?:人民|第[一二三四五六七八九十]|委|政府|级|直)", plain[start + province.end() : end])
        else 0
    )
    name = plain[start:end]
    if not 2 < len(name) <= _LONGEST or _NO_NAME.match(name) or is_generic(name, cues) or cues.admin_end.search(name):
        return None
    if cues.site_end.search(name) or (
        sure and len(name) <= 16 and not re.search(r"[的了着]|会$|会议$|部门|工作|讲话|情况|方面|问题", name)
    ):
        return Span.of(text, start, end)
    return None


def is_generic(name: str, cues: ChineseCues) -> bool:
    """Whether a phrase names only kinds of place: '车间', '村镇、社区', '企业'."""
    rest = cues.kind_of_place.sub("", name)
    return len(re.sub(r"[、和与及等里内上中的各类有关多家个\d一二两三四五]", "", rest)) <= 1


def _topic(text: str, plain: str, clause: Span, cues: ChineseCues) -> tuple[Span, ...]:
    """A stop that opens its clause as the topic: '临港区大件码头上，…'."""
    begin = cues.between.match(plain, clause.start, clause.end)
    start = begin.end() if begin else clause.start
    match = re.compile(
        r"(?:[\u3400-\u9fff]{2,6}(?:县|区|市)的)?(?P<name>[\u3400-\u9fffA-Za-z\d、和·“”]{4,40}?)(?P<where>里面|里|内|上|外|的[\u3400-\u9fff]{1,8}(?:上|里|内|外|中)|$)"
    ).match(plain, start, clause.end)
    if not match:
        return ()
    names = names_at(text, plain, match.start("name"), match.end("name"), cues, sure=False)
    whole = match.end("where") == clause.end
    return names if names and whole and names[-1].end == match.end("name") else ()
