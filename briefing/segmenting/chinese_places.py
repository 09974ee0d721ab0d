"""The place of a Chinese visit: the town, county or site that the lead names as its goal."""

import re

from briefing.records import Annotation, Article, Sentence, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_people import Roles
from briefing.segmenting.chinese_stops import stop_lists

_IN = re.compile(
    r"(?:在|到|赴|前往|来到|深入|走进|分赴)(?P<place>[^，。；：“”]{2,30}?)(?=考察|调研|检查|视察|慰问|督导|督查|巡查|暗访|就|开展|进行|看望|走访|专题|实地|，|,|出席|参加|调查|现场|沿线|指导)"
)
_ADMIN = re.compile(
    r"[^，。、]{1,12}?(?:特别行政区|自治区|自治州|自治县|高新区|开发区|新区|省|市|县|区|旗|州|镇|乡|盟)(?![场政委民级直区域])"
)
_HOST = re.compile(r"^(?P<place>[^，。、\s]{1,8}?(?:省|市|县|区|旗|州|镇|乡))(?=召开|举行|举办|委|政府|人民政府|纪委)")


def event_place(
    article: Article, annotation: Annotation, plain: str, lead: list[Sentence], roles: Roles, cues: ChineseCues
) -> Span | None:
    """The place in the lead after 到, 赴 or 在, cut to its town or county; else one in the headline; None if neither says."""
    text = annotation.text
    for sentence in [*lead, *annotation.sentences[:2]]:
        start, end = sentence.span.start, sentence.span.end
        for mention in annotation.within(sentence.span):
            if mention.kind == "person" and any(mention.span in p.mentions for p in roles.leaders):
                found = _after(text, plain, mention.span.end, end, cues)
                if found:
                    return found
        found = _after(text, plain, start, end, cues) if sentence in lead else None
        if found:
            return found
    return _host(text, plain, article)


def _after(text: str, plain: str, start: int, end: int, cues: ChineseCues) -> Span | None:
    match = _IN.search(plain, start, end)
    if not match:
        return None
    a, b = match.span("place")
    name = plain[a:b]
    if cues.no_place.search(name) or cues.generic.search(name) or re.search(r"[年月日]$|^[\d]", name):
        return None
    town = _ADMIN.match(name)
    if town and re.match(r"、", name[town.end() :]) is None:
        if len(name) - town.end() == 0 or re.search(r"、|等|和", name):
            return Span.of(text, a, a + town.end())
    if "、" in name and not re.search(r"(?:两|三|四|五|[\d])[市县区省镇]$", name):
        return None
    name = re.sub(r"(?:等地|一线|基层)$", "", name)
    return Span.of(text, a, a + len(name)) if len(name) > 1 else None


def _host(text: str, plain: str, article: Article) -> Span | None:
    for line in re.finditer(r"[^\n]+", plain[:200]):
        match = _HOST.match(line.group())
        if match:
            a, b = match.span("place")
            return Span.of(text, line.start() + a, line.start() + b)
    return None
