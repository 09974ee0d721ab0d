"""The place of a Chinese visit: the town, county or site that the lead names as its goal."""

import re

from briefing.records import Annotation, Sentence, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_people import Roles
from briefing.segmenting.chinese_phrases import is_town

_IN = re.compile(
    r"(?:在|到|赴|(?<![带原后未近从往起出下上过])来(?![自到源临年信电客袭访宾往回去不得函稿])|前往|来到|深入|走进|分赴)(?P<place>[^，。；：“”]{2,30}?)(?=考察|调研|检查|视察|慰问|督导|督查|巡查|暗访|就|开展|进行|督战|宣讲|植树|巡河|巡林|巡堤|夜查|抽查|督办|座谈|指挥|调度|了解|听取|部署|推进|参观|观摩|接访|下访|专程|与|为|对|给|时强调|强调|看|查|勘查|勘察|踏勘|抽查|察看|查看|带队|现场|看望|走访|专题|实地|，|,|出席|参加|调查|现场|沿线|指导)"
)
_ADMIN = re.compile(
    r"[^，。、]{1,12}?(?:特别行政区|自治区|自治州|自治县|高新区|开发区|新区|省|市|县|区|旗|州|镇|乡|盟)(?![场政委民级直区域])"
)
_LEVEL = "自治区|自治州|自治县|特别行政区|高新区|开发区|新区|街道|省|市|县|区|旗|州|镇|乡"
_NAMED = re.compile(
    r"(?![全我本各该外每分副正首分多两几某省市县区州镇乡这那])(?P<place>[\u3400-\u9fff]{2,7}?(?:"
    + _LEVEL
    + r")|[\u3400-\u9fff](?:[市县区州镇乡])(?=[委政人]))(?![场民级直域管容长调建]|[镇乡](?!长|党)|县(?![长委]))(?!政[^府协])"
)
# where the name of a town may start: after a mark, or after what is done there
_OPENING = re.compile(
    r"(?:^|[，,。；：:“”、\s（(—【】／/●■◆]|[日午晚晨]|[月年日天]的|(?:先后|首先|实地|随后)?(?:走访慰问|看望慰问|检查指导|督导检查|暗访检查|检查|调研|考察|视察|慰问|察看了?|查看了?|走访|督导|督查|巡查|来到|到|赴"
    r"|在|深入|走进|前往|对|向|由|为|就))"
)
_NO_TOWN = re.compile(
    r"[一二两三四五六七八九十\d]个?[省市县区镇乡]|市区|城区|辖区|全[省市县区国]|走进|来到|先后|接访|下访|要求|强调|慰问|走访|看望|检查|调研|考察|视察|督导|督查|指导|当前|贯彻|落实|提升|推进|推动|建设|发展|部署|安排|工作|服务|强化|加强|组织|城市|包联|所辖|各|^[省市县区镇乡]?(?:部分|乡镇|街道|社区|县区|县市区|农村|企业|园区|厂区|校园|各)|沿[海江河线]"
    r"|[的了着是和与及在到把被对向来去过不]|局|落区|参加|出席|(?:夜市|超市|上市|股市|楼市|门市|小区|景区|园区|校区|社区|城镇|集镇|乡镇)$|^(?:地区|灾区|山区|下乡|返乡|家乡)$"
)
_LONGEST_IN_HEADLINE = 14  # code points
_SEARCHED = 8  # sentences after the lead in which a town may be named


def event_place(
    annotation: Annotation, plain: str, lead: list[Sentence], roles: Roles, cues: ChineseCues
) -> Span | None:
    """The place in the lead after 到, 赴 or 在, cut to its town or county; else a town named near it or at the top."""
    text = annotation.text
    headed = _in_headline(text, plain, lead, cues)
    found: list[Span] = [headed] if headed else []
    for sentence in [*lead, *annotation.sentences[:2]]:
        start, end = sentence.span.start, sentence.span.end
        starts = [
            m.span.end
            for m in annotation.within(sentence.span)
            if m.kind == "person" and any(m.span in p.mentions for p in roles.leaders)
        ]
        starts += [start] if sentence in lead else []
        places = [place for at in starts if (place := _after(text, plain, at, end, cues))]
        found += [p for p in places if sentence in lead or is_town(plain[p.start : p.end])]
    town = next((p for p in found if is_town(plain[p.start : p.end])), None)
    if town and found[0].text.startswith(town.text[:2]):
        return town  # the town of which the other places are parts
    if found and not is_town(plain[found[0].start : found[0].end]):
        within = _ADMIN.match(plain[found[0].start : found[0].end])  # it says itself where it lies
        return found[0] if within else _opens_headline(text, plain, lead) or found[0]
    told = " ".join(plain[s.span.start : s.span.end] for s in lead)
    meets = bool(cues.meeting.search(told)) and not cues.visit.search(told)
    return found[0] if found else _named(annotation, plain, lead, roles, meets=meets)


def _opens_headline(text: str, plain: str, lead: list[Sentence]) -> Span | None:
    """The town that the headline or a line under it opens with: 'Y县开展…', 'Y：…'."""
    first = min((s.span.start for s in lead), default=0)
    for line in list(re.finditer(r"[^\n]+", plain[:first]))[:2]:
        match = _NAMED.match(plain, line.start() + len(line.group()) - len(line.group().lstrip(" 　【[")))
        if match and not _NO_TOWN.search(match["place"]):
            return Span.of(text, *match.span("place"))
    return None


def _in_headline(text: str, plain: str, lead: list[Sentence], cues: ChineseCues) -> Span | None:
    """The place that a headline says the visit went to: 'X到Y调研'."""
    first = min((s.span.start for s in lead), default=0)
    for line in list(re.finditer(r"[^\n]+", plain[:first]))[:2]:
        said = plain.find("：", line.start(), line.end())  # what is said names no goal
        place = _after(text, plain, line.start(), line.end() if said < 0 else said, cues)
        if place and len(place.text) < _LONGEST_IN_HEADLINE and place.end < line.end():
            return place
    return None


def _after(text: str, plain: str, start: int, end: int, cues: ChineseCues) -> Span | None:
    """The first place between two offsets that is gone to, cut to the town that it lies in."""
    match = _IN.search(plain, start, end)
    if not match:
        return None
    a, b = match.span("place")
    name = plain[a:b]
    if (
        (plain[a - 1] == "到" and plain[a - 2 : a - 1] in "看达受得感想")
        or cues.no_place.search(name)
        or cues.generic.search(name)
        or re.search(r"[年月日]$|^[\d]|^[^，]{1,2}[上中里下]$|一[户线家员]$", name)
    ):
        return None
    town = _ADMIN.match(name)
    if (
        town
        and not _NO_TOWN.search(town.group())
        and not name[town.end() :].startswith("、")
        and (town.end() == len(name) or re.search(r"、|等|和", name))
    ):
        return Span.of(text, a, a + town.end())
    if "、" not in name and _NO_TOWN.search(name[: town.end()] if town else name):
        return None
    if "、" in name and not re.search(r"(?:两|三|四|五|[\d])[市县区省镇]$", name):
        return None
    name = re.sub(r"(?:等地|一线|基层|学习|通过.*|主持.*|出席.*)$", "", name)
    return Span.of(text, a, a + len(name)) if len(name) > 1 else None


def _named(annotation: Annotation, plain: str, lead: list[Sentence], roles: Roles, *, meets: bool) -> Span | None:
    """The town that the lead names, else the leader's title, the headline, the source line or the stops.

    Where the article `meets` only, the towns that its body names are not where that was.
    """
    titles = [m.title for m in annotation.mentions if m.title and roles.leaders and m.span in roles.leaders[0].mentions]
    body = [s.span for s in lead]
    first = min((s.start for s in body), default=len(plain))
    top = [Span.of(annotation.text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", annotation.text[:first])]
    outlet = re.search(r"(?:来源|作者|发布机构)[:：]?\s*", plain[:400])
    rest = [s.span for s in annotation.sentences if s.span not in body][:_SEARCHED]
    near: list[tuple[int, int]] = [(s.start, s.end) for s in body]
    near += [(t.start, t.start) for t in titles]
    near += [(s.start, s.end) for s in top[:2]]
    near += [(outlet.end(), outlet.end())] if outlet else []
    near += [(s.start, s.end) for s in (*top[2:5], *(() if meets else rest))]
    for start, end in near:
        for at in _openings(plain, start, end):
            match = _NAMED.match(plain, at)
            if match and not _NO_TOWN.search(match["place"]):
                span = Span.of(annotation.text, *match.span("place"))
                if not any(m.kind == "person" and m.span.overlaps(span) for m in annotation.mentions):
                    return span
    return None


def _openings(plain: str, start: int, end: int) -> list[int]:
    return [start, *(m.end() for m in _OPENING.finditer(plain, start, max(start, end)) if m.end() > start)]
