"""Finds dates and resolves the day of a visit against the day of publication.

A small grammar of its own: general date libraries read 'may reach' as the fifth of May and miss '6月3日'. It refuses
rather than guess: what cannot be known stays None.
"""

import datetime as dt
import re

from briefing.records import Span, VisitDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
_CJK_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}

_MONTH = (
    r"(?P<{m}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_M, _M2 = _MONTH.format(m="month"), _MONTH.format(m="month2")
_D, _D2 = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%.]\d)", r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>(?:19|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|through|until|and|&)\s*"
_PART = r"(?:early\s+|late\s+)?(?:morning|afternoon|evening|noon|night|forenoon)"
_WD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

# each form is a pattern of its own, tried in this order at every place; group names carry the meaning
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})\b(?:\s+\d{1,2}:\d\d(?::\d\d)?)?",
        rf"\b(?:(?:the\s+)?{_PART}\s+(?:of|on)\s+)?{_M}\s*{_D}(?:{_TO}(?:{_M2}\s+)?{_D2}(?![\d%]|\s+(?:\w+\s+)?(?:sites|places)))?(?:,?\s*{_Y})?(?!\d)(?:\s+{_PART}\b)?",
        rf"\b(?:(?:the\s+)?{_PART}\s+(?:of|on)\s+)?(?:the\s+)?{_D}(?:{_TO}{_D2})?\s+(?:of\s+)?{_M}\b\.?(?:,?\s+{_Y}\b)?",
        rf"\b{_M}\s+{_Y}\b",
        rf"\b(?:(?:(?:the\s+)?{_PART}\s+of|on|On|from|From|dated)\s+)(?P<ordinal>the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?:{_TO}(?:the\s+)?{_D2})?)\b(?!\s+(?:session|meeting|anniversary|congress|floor|century|edition|plenary|national|five|birthday|grade))(?:\s+{_PART}\b)?",
        rf"\b[Tt]he\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)\s+{_PART}\b",
        rf"\b(?:(?:last|this|next)\s+)?(?P<weekday>{_WD})(?:{_TO}(?P<weekday2>{_WD}))?(?:\s+{_PART})?\b",
        rf"\b(?P<relative>[Yy]esterday(?:\s+{_PART})?|[Tt]oday|[Tt]his\s+(?:morning|afternoon|evening)|[Tt]omorrow|[Ll]ast\s+(?:week|month|year|night)|[Rr]ecently|(?:a\s+few|[Tt]he\s+other)\s+days?\s+ago)\b",
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號](?:\s*(?:至|到|—|-|~)\s*(?:(?P<number2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*[日号號])?(?:上午|下午|晚上?|傍晚|凌晨|中午)?",
        r"(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*(?:[日号號]\s*)?(?:至|到|—|-|~)\s*(?:(?P<number2>\d{1,2})\s*月\s*)?(?P<day2>\d{1,2})\s*[日号號](?:上午|下午|晚上?)?",
        r"(?P<number>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號](?:上午|下午|晚上?|傍晚|凌晨|中午)?",
        r"(?<![\d月年])(?P<day>\d{1,2})\s*[日号號]?\s*(?:至|到|—|-|~)\s*(?P<day2>\d{1,2})\s*[日号號](?:上午|下午)?",
        r"(?<![\d.第])(?P<day>\d{1,2})\s*[日号號](?!楼|樓|线|線|厂|廠|院|人行|店|门|門|井|机|機|坝|站)(?:上午|下午|晚上?|傍晚|凌晨|中午)?",
        r"(?P<relative>昨[日天](?:上午|下午|晚上?)?|今[日天](?:上午|下午)?|前[日天]|近日|日前|连日来|連日來)",
        rf"\b(?:(?:the\s+)?(?:end|beginning|start|middle|first half|second half|close|eve)\s+of\s+)(?:{_MONTH.format(m='m1')}|the\s+(?:week|month|year|quarter|season|decade))\b(?:\s+(?:19|20)\d\d)?",
        rf"(?<=\b[Ii]n )(?:early\s+|late\s+|mid-)?{_MONTH.format(m='m2')}\b|(?<=\b(?:by|to) ){_MONTH.format(m='m3')}\b|(?<=\b(?:since|until|after|every) ){_MONTH.format(m='m4')}\b",
        r"\b(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:quarter|half(?: of the year)?)\b|\byear-end\b|\b[Tt]onight\b",
        r"\b(?:this|next|last|every)\s+(?:week|month|quarter|year|spring|summer|autumn|fall|winter|October)\b|\bwithin\s+the\s+(?:week|month|year)\b",
        r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)|\b\d{1,2}:\d\d\b",
        r"\b(?:the\s+)?(?:Spring|Mid-Autumn|Dragon Boat|Lantern|Double Ninth|Qingming)\s+Festival\b|\bNew Year(?:['’]s Day)?\b|\b(?:Easter|Ramadan|Eid|Diwali|Christmas|Songkran|Tet|Nowruz)\b",
        r"\b(?P<only_year>(?:19|20)\d\d)\b(?!\s*[-/]\d)",
    )
)
_ANY = {
    "en": tuple(f for f in _FORMS if not re.search("[日年月]", f.pattern)),
    "zh": tuple(
        f for f in _FORMS if re.search("[日年月]", f.pattern) or ("only_year" not in f.pattern and "-/" in f.pattern)
    ),
}
_SLACK = dt.timedelta(days=2)
_OLDEST = dt.timedelta(days=366)


def find_dates(text: str, *, language: str) -> tuple[Span, ...]:
    """The dates of `text`, in order, none overlapping; of two that overlap the earlier form of the grammar wins."""
    return tuple(Span.of(text, m.start(), m.end()) for m in _matches(text, language))


def _matches(text: str, language: str) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    forms = _ANY["zh"] if language == "zh" else _FORMS
    for form in forms:
        for match in form.finditer(text):
            if (
                match.end() > match.start()
                and all(match.end() <= other.start() or match.start() >= other.end() for other in taken)
                and _plausible(match)
            ):
                taken.append(match)
    return sorted(taken, key=lambda m: m.start())


def _plausible(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    for name in ("day", "day2"):
        if groups.get(name) and not 1 <= int(groups[name]) <= 31:
            return False
    for name in ("number", "number2"):
        if groups.get(name) and not 1 <= int(groups[name]) <= 12:
            return False
    return True


def resolve_date(
    text: str, *, published: dt.date | None, dateline: dt.date | None = None, language: str = "en"
) -> VisitDate:
    """The day that the words `text` mean, for an article of `published` whose dateline is of `dateline`.

    A year-less date takes the latest year that does not put it after the anchor; a bare day the latest month; a weekday
    the latest such day. Two days of slack allow for time zones and for a page dated before its article. `start` is None
    where year or day cannot be known, where there is no anchor, or where dateline and publication contradict each other.
    """
    match = next(iter(_matches(text, language)), None)
    if match is None:
        return VisitDate(text=text or None)
    anchor = dateline or published
    if published and dateline and not -_SLACK <= published - dateline <= _OLDEST:
        anchor = None
    start, end = _resolved(match.groupdict(), anchor)
    if start and published and start > published + _SLACK:
        start = end = None
    if start and end and (end < start or end - start > dt.timedelta(days=62)):
        end = None
    return VisitDate(text=text, start=start, end=end if end != start else None)


def _resolved(groups: dict[str, str | None], anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    if groups.get("relative"):
        return _relative(groups["relative"] or "", anchor), None
    if groups.get("weekday"):
        first = _weekday(groups["weekday"] or "", anchor)
        second = _weekday(groups["weekday2"] or "", anchor) if groups.get("weekday2") else None
        if first and second and second < first:
            first -= dt.timedelta(days=7)
        return first, second
    if not groups.get("day"):
        return None, None
    day = int(groups["day"] or 0)
    month = _month(groups.get("month")) or (int(groups["number"]) if groups.get("number") else None)
    year = int(groups["year"]) if groups.get("year") else None
    start = _day(year, month, day, anchor)
    if not groups.get("day2") or start is None:
        return start, None
    month2 = _month(groups.get("month2")) or (int(groups["number2"]) if groups.get("number2") else None) or month
    last = int(groups["day2"] or 0)
    end = _day(year or start.year, month2 or start.month, last, anchor)
    if month is None and end and anchor and end > anchor + _SLACK:
        start, end = _day(None, None, day, anchor - dt.timedelta(days=20)), None
    return start, end


def _month(name: str | None) -> int | None:
    return _MONTHS.get(name.lower().rstrip(".")) if name else None


def _day(year: int | None, month: int | None, day: int, anchor: dt.date | None) -> dt.date | None:
    if year and month:
        return _made(year, month, day)
    if anchor is None:
        return None
    latest = anchor + _SLACK
    if month:
        candidates = (_made(y, month, day) for y in (latest.year, latest.year - 1))
        return next((c for c in candidates if c and c <= latest), None)
    for back in range(3):
        index = latest.year * 12 + latest.month - 1 - back
        found = _made(index // 12, index % 12 + 1, day)
        if found and found <= latest:
            return found
    return None


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _weekday(name: str, anchor: dt.date | None) -> dt.date | None:
    if anchor is None:
        return None
    return anchor - dt.timedelta(days=(anchor.weekday() - _WEEKDAYS[name.lower()]) % 7)


def _relative(words: str, anchor: dt.date | None) -> dt.date | None:
    low = words.lower()
    if anchor is None:
        return None
    if low.startswith("yesterday") or low.startswith("昨") or low == "last night":
        return anchor - dt.timedelta(days=1)
    if low.startswith(("today", "this", "今")):
        return anchor
    if low in ("前日", "前天"):
        return anchor - dt.timedelta(days=2)
    return None
