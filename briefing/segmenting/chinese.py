"""Cuts a Chinese article, simplified or traditional: people, date, place, event, stops, demands.

Cue words are data (`lexicons/zh/visit.txt`, `demands.txt`), matched against the text in simplified characters.
"""

import re
from collections.abc import Sequence

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_script import simplified
from briefing.mentions.dates import find_dates, resolve_date
from briefing.records import (
    Annotation,
    Article,
    ArticleKind,
    DirectiveSegment,
    EventSegment,
    Notice,
    Segments,
    SiteSegment,
    Span,
    VisitDate,
)
from briefing.segmenting.chinese_cues import ChineseCues, chinese_cues
from briefing.segmenting.chinese_demands import is_slogan
from briefing.segmenting.chinese_people import Cast, cast, official
from briefing.segmenting.chinese_units import Unit, joined, units_of
from briefing.segmenting.chinese_walk import Stop, walk

_VAGUE = re.compile(r"近日|日前|连日来|連日來|[12]\d{3}年?$")
_COUNT = {c: n for n, c in enumerate("二三四五六七八九十", start=2)} | {"两": 2, "兩": 2}
_ANNOUNCED = re.compile(
    r"(?P<count>[两二三四五六七八九十]|\d{1,2})(?:所|家|处|个|座)(?:学校|企业|村|社区|单位|项目|点位|乡镇|医院|工地|园区)"
)
_PLACE = re.compile(
    r"(?:到|在|赴|来到|前往|深入|走进|抵达|视察|考察|视察了|调研)(?P<place>[^，。；,：:]{2,20}?)(?=调研|考察|检查|视察|看望|慰问|督导|走访|巡|暗访|指导|实地|，|,|。|就|开展|专题|对|出席|参加|主持|督查|$)"
)
_ADMIN = re.compile(
    r"[\u3400-\u9fff]{1,10}?(?:特别行政区|自治区|自治州|自治县|经济技术开发区|高新技术产业开发区|高新区|经开区|开发区|新区|两市|三市|省|市|县|区|旗|镇|乡|州|盟|街道|村)(?![委长政民人])"
)


def segment_chinese(article: Article, annotation: Annotation, *, lexicon: Lexicon) -> Segments:
    """The segments of a Chinese article; every span is exact."""
    text = annotation.text
    plain = simplified(text, lexicon=lexicon)
    cues = chinese_cues(lexicon)
    units = units_of(annotation)
    people = cast(article, annotation, plain, units, cues)
    kind = _kind(article, plain, units, people, cues)
    if kind == "other" or people.lead is None:
        return _nothing(annotation, units)
    state = walk(annotation, plain, units, people, cues, visits=kind == "visit")
    stops = [s for s in state.stops if s.names]
    place = _place(article, annotation, plain, people, cues)
    date, notices = _date(article, annotation, units, people)
    principal = people.leaders[0].name if people.leaders else None
    headline = _headline(article, text, plain, units, cues, principal)
    directives = [*headline, *_apart(state.directives, headline)]
    notices += _announced(plain, people, stops)
    return Segments(
        kind=kind,
        leaders=tuple(official(p) for p in people.leaders),
        companions=tuple(official(p) for p in people.companions),
        date=date,
        place=place,
        event=EventSegment(evidence=_event(text, plain, people, cues)),
        sites=tuple(_site(text, s, principal) for s in stops),
        directives=tuple(directives),
        background=tuple(state.background),
        unreached=tuple(state.unreached),
        notices=tuple(notices),
    )


def _nothing(annotation: Annotation, units: Sequence[Unit]) -> Segments:
    return Segments(
        kind="other",
        leaders=(),
        companions=(),
        date=VisitDate(text=None),
        place=None,
        event=EventSegment(evidence=tuple(u.span for u in units[:1]) or _first_line(annotation.text)),
        sites=(),
        directives=(),
        background=tuple(u.span for u in units[1:]),
    )


def _first_line(text: str) -> tuple[Span, ...]:
    match = re.search(r"\S[^\n]*", text)
    return (Span.of(text, match.start(), match.end()),) if match else ()


def _kind(article: Article, plain: str, units: Sequence[Unit], people: Cast, cues: ChineseCues) -> ArticleKind:
    title = article.title or ""
    lead = people.lead
    if lead is None:
        return "other"
    opening = plain[units[0].span.start : units[min(len(units), 3) - 1].span.end] if units else ""
    if cues.not_visit.search(title) or (cues.not_visit.search(opening) and not people.leaders):
        return "other"
    if not people.leaders and not _party_visits(plain, lead, cues):
        return "other"
    return "visit"


def _party_visits(plain: str, lead: Unit, cues: ChineseCues) -> bool:
    return bool(
        cues.visit.search(plain, lead.span.start, lead.span.end)
        and re.search("领导|组|团|代表", plain[lead.span.start : lead.span.end])
    )


def _event(text: str, plain: str, people: Cast, cues: ChineseCues) -> tuple[Span, ...]:
    """The clauses of the lead up to the first speech, and the units that name the companions."""
    if people.lead is None:
        return ()
    lead = people.lead.span
    speech = next((m for m in cues.speech.finditer(plain, lead.start, lead.end) if m.start() > lead.start + 8), None)
    end = lead.end
    if speech and cues.visit.search(plain, lead.start, speech.start()):
        cut = speech.start()
        while cut > lead.start and plain[cut - 1] in "时，,还并他她：: ":
            cut -= 1
        end = cut if cut - lead.start > 8 else end
    spans = [Span.of(text, lead.start, end)]
    spans += [u.span for u in people.named if u.span != lead and len(u.span.text) < 160]
    return joined(text, spans)


def _site(text: str, stop: Stop, principal: str | None) -> SiteSegment:
    observed = joined(text, [*stop.observed])
    asked = joined(text, stop.asked)
    evidence = joined(text, [*stop.naming, *stop.observed, *stop.asked])
    return SiteSegment(
        names=tuple(stop.names),
        observed=observed,
        asked=asked,
        evidence=evidence or tuple(stop.names),
        leader=stop.leader if stop.leader != principal else None,
    )


def _apart(found: list[DirectiveSegment], headline: list[DirectiveSegment]) -> list[DirectiveSegment]:
    """The demands of the body less those that repeat a headline's."""
    shown = [_bare(d.evidence[0].text) for d in headline]
    return [d for d in found if not any(_bare(d.evidence[0].text) in s for s in shown)]


def _bare(words: str) -> str:
    return re.sub(r"\W", "", words)


def _headline(
    article: Article, text: str, plain: str, units: Sequence[Unit], cues: ChineseCues, principal: str | None
) -> list[DirectiveSegment]:
    """The demand that a headline puts into the leader's mouth: '…调研时强调 …'."""
    title = article.title
    at = text.find(title) if title else -1
    if not title or at < 0:
        return []
    end = at + len(title)
    match = re.compile(r"(?:时|中|会上|后)?(?:强调|指出|要求|提出|表示)[\s：:，]*").search(plain, at, end)
    if not match:
        return []
    start = match.end()
    if start >= end:
        line = re.compile(r"\s*([^\n]+)").match(text, end)
        if not line or "。" in line.group(1) or len(line.group(1)) > 60 or find_dates(line.group(1), language="zh"):
            return []
        start, end = line.start(1), line.end(1)
    while end > start and text[end - 1].isspace():
        end -= 1
    span = Span.of(text, start, end)
    return (
        []
        if end - start < 6 or is_slogan(plain, span, cues)
        else [DirectiveSegment(evidence=(span,), speaker=principal)]
    )


def _place(article: Article, annotation: Annotation, plain: str, people: Cast, cues: ChineseCues) -> Span | None:
    """The place of the visit: where the lead, or else the headline, says one went."""
    text = annotation.text
    areas = [people.lead.sentence.span] if people.lead else []
    title = article.title
    at = text.find(title) if title else -1
    if title and at >= 0:
        areas.append(Span.of(text, at, at + len(title)))
    for area in areas:
        for match in _PLACE.finditer(plain, area.start, area.end):
            phrase = match["place"]
            start = match.start("place")
            if re.match("会|听取|全会|这|此|座谈", phrase):
                continue
            named = list(_ADMIN.finditer(plain, start, match.end("place")))
            if named:
                return Span.of(text, start, named[-1].end() if "、" not in phrase else match.end("place"))
            if len(phrase) <= 10 and not cues.kind_of_place.search(phrase):
                return Span.of(text, start, match.end("place"))
    for area in reversed(areas):
        found = _ADMIN.search(plain, area.start, area.end)
        if found:
            return Span.of(text, found.start(), found.end())
    return None


def _date(
    article: Article, annotation: Annotation, units: Sequence[Unit], people: Cast
) -> tuple[VisitDate, list[Notice]]:
    text = annotation.text
    areas = [people.lead.sentence.span] if people.lead else []
    areas += [u.sentence.span for u in units[:4]]
    found = [d for area in areas for d in find_dates(area.text, language="zh")]
    dates = [d for d in found if not _VAGUE.search(d.text)] or found
    if not dates:
        return VisitDate(text=None), [_undated(None)]
    date = resolve_date(dates[0].text, published=article.source.published, language="zh")
    return date, [] if date.start else [_undated(date.text)]


def _undated(words: str | None) -> Notice:
    said = f"the article says only {words!r}" if words else "the article gives no day"
    return Notice(code="date-unresolved", message=f"the day of the visit is not known: {said}")


def _announced(plain: str, people: Cast, stops: Sequence[Stop]) -> list[Notice]:
    """A notice where the lead announces more stops than the article names."""
    if people.lead is None:
        return []
    match = _ANNOUNCED.search(plain, people.lead.span.start, people.lead.span.end)
    if not match:
        return []
    count = (
        _COUNT.get(match["count"]) or int(match["count"]) if match["count"].isdigit() or match["count"] in _COUNT else 0
    )
    named = sum(len(s.names) for s in stops)
    if named >= count:
        return []
    return [Notice(code="sites-unnamed", message=f"{count} stops are announced, {named} are named")]
