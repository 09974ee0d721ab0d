"""The place of a Chinese visit: the town, county or site that the lead names as its goal."""

import re

from briefing.records import Annotation, Sentence, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_people import Roles

_IN = re.compile(
    r"(?:在|到|赴|前往|来到|深入|走进|分赴)(?P<place>[^，。；：“”]{2,30}?)(?=考察|调研|检查|视察|慰问|督导|督查|巡查|暗访|就|开展|进行|看望|走访|专题|实地|，|,|出席|参加|调查|现场|沿线|指导)"
)
_ADMIN = re.compile(
    r"[^，。、]{1,12}?(?:特别行政区|自治区|自治州|自治县|高新区|开发区|新区|省|市|县|区|旗|州|镇|乡|盟)(?![场政委民级直区域])"
)
_NAMED = re.compile(
    r"(?![全我本各该外每分市省县区])(?P<place>[\u3400-\u9fff]{1,6}?(?:高新区|开发区|新区|省|市|县|区|旗|州|镇|乡))(?![场政民级直域管])"
)
_PLAIN_TOWN = re.compile(
    r"(?:省|(?<![夜集早街超城门])市|县|旗|州|(?<!古)镇|乡|街道|开发区|高新区|新区"
    r"|^[\u3400-\u9fff]{1,4}(?<![小社园街灾景保矿库厂校业殖务护灌港林牧片坝工湖山营营])区|[市县][\u3400-\u9fff]{1,4}(?<![小社园街灾景保矿库厂校业殖务护灌港林牧片坝工湖山营])区)$"
)


def is_town(name: str) -> bool:
    """Whether a name is that of a town, county or the like, so that it is no stop by itself."""
    return bool(_PLAIN_TOWN.search(name))


def event_place(
    annotation: Annotation, plain: str, lead: list[Sentence], roles: Roles, cues: ChineseCues
) -> Span | None:
    """The place in the lead after 到, 赴 or 在, cut to its town or county; else one that the headline opens with."""
    text = annotation.text
    found: list[Span] = []
    for sentence in [*lead, *annotation.sentences[:2]]:
        start, end = sentence.span.start, sentence.span.end
        starts = [
            m.span.end
            for m in annotation.within(sentence.span)
            if m.kind == "person" and any(m.span in p.mentions for p in roles.leaders)
        ]
        starts += [start] if sentence in lead else []
        found += [place for at in starts if (place := _after(text, plain, at, end, cues))]
    town = next((place for place in found if is_town(place.text)), None)
    if town and found[0].text.startswith(town.text[:2]):
        return town  # the town of which the other places are parts
    return found[0] if found else _named(annotation, plain, roles)


def _after(text: str, plain: str, start: int, end: int, cues: ChineseCues) -> Span | None:
    match = _IN.search(plain, start, end)
    if not match:
        return None
    a, b = match.span("place")
    name = plain[a:b]
    if (
        (plain[a - 1] == "到" and plain[a - 2 : a - 1] in "看达受得感想")
        or cues.no_place.search(name)
        or cues.generic.search(name)
        or re.search(r"[年月日]$|^[\d]", name)
    ):
        return None
    town = _ADMIN.match(name)
    if town and not name[town.end() :].startswith("、") and (town.end() == len(name) or re.search(r"、|等|和", name)):
        return Span.of(text, a, a + town.end())
    if "、" in name and not re.search(r"(?:两|三|四|五|[\d])[市县区省镇]$", name):
        return None
    name = re.sub(r"(?:等地|一线|基层|学习|通过.*|主持.*|出席.*)$", "", name)
    return Span.of(text, a, a + len(name)) if len(name) > 1 else None


def _named(annotation: Annotation, plain: str, roles: Roles) -> Span | None:
    """The town that the leader's title, the headline or the source line opens with."""
    titles = [m.title for m in annotation.mentions if m.title and roles.leaders and m.span in roles.leaders[0].mentions]
    head = plain.find("。")
    lines = [
        Span.of(annotation.text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", annotation.text[: head + 1 or 200])
    ]
    outlet = re.search(r"来源[:：]?\s*", plain[:300])
    starts = [t.start for t in titles] + [a for line in lines[:2] for a in _openings(plain, line)]
    starts += [outlet.end()] if outlet else []
    for start in starts:
        match = _NAMED.match(plain, start)
        if match:
            return Span.of(annotation.text, *match.span("place"))
    return None


def _openings(plain: str, line: Span) -> list[int]:
    return [
        line.start + m.end()
        for m in re.finditer(r"^|[\s:：—】]", plain[line.start : line.end])
        if line.start + m.end() < line.end
    ]
