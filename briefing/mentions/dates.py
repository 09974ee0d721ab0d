"""Finds dates and resolves the day of a visit against the day of publication.

A small grammar of its own (`date_forms`): general date libraries read 'may reach' as the fifth of May and miss '6月3日'. It
refuses rather than guess: what cannot be known stays None, and the day of publication is never the day by default.
"""

import datetime as dt
import re
from functools import lru_cache

from briefing.lexicons import load
from briefing.mentions.date_forms import (
    CHINESE_FORMS,
    CHINESE_STARTS,
    DOUBTFUL,
    MONTHS,
    STARTS,
    WEEKDAYS,
    english_forms,
)
from briefing.records import Span, VisitDate

_SLACK = dt.timedelta(days=2)  # time zones, and pages dated before their article
_OLDEST = dt.timedelta(days=366)  # between a dateline and the day of publication
_LONGEST = dt.timedelta(days=62)  # between the days of a range
_LAST_WORD = re.compile(r"([\w’'\-]+)[\s,]*$")
_NEXT_WORD = re.compile(r"\s*([\w’'\-]+|\S)?")
# what may stand before a bare ordinal, month, year or season that is a date
_COMPANY = {
    "ordinal": "on from to by before after until till since of and between",
    "bare_month": "in by before after until till since from to of on through during within each every early late mid and"
    " this next last around next,",
    "bare_year": "in by since until till from before after of to during year through around late early and between mid dated the",
    "bare_season": "by before until till since after every each and in to during from",
}
_COMPANIONS = {name: frozenset(words.split()) for name, words in _COMPANY.items()}
# after an ordinal these make it count something else: 'the 20th session'
_COUNTED = re.compile(
    r"\s+(?:session|meeting|anniversary|congress|floor|century|edition|plenary|plenum|national|party|central|cpc|asian"
    r"|olympic|winter|summer|games|batch|birthday|grade|group|regiment|division|brigade|battalion|army|round|time|year"
    r"|place|largest|biggest|most|five|generation|district|ward|street|avenue|hospital|school|middle|world|international"
    r"|china|fair|expo|forum|conference|kilometer|kilometre|percentile|day)s?\b",
    re.IGNORECASE,
)
_NAMES = frozenset(["may", "march", "august", "june", "april"])  # months that may also be other words


def find_dates(text: str, *, language: str) -> tuple[Span, ...]:
    """The dates, times and periods of `text`, in order, none overlapping."""
    return tuple(Span.of(text, m.start(), m.end()) for m in _matches(text, language))


def resolve_date(
    text: str, *, published: dt.date | None, dateline: dt.date | None = None, language: str = "en"
) -> VisitDate:
    """The day that the words `text` mean, for an article of `published` whose dateline is of `dateline`.

    A year-less date takes the latest year that does not put it after the anchor; a bare day the latest month; a weekday
    the latest such day. Two days of slack allow for time zones and for a page dated before its article. `start` is None
    where year or day cannot be known, where there is no anchor, or where dateline and publication contradict each other.
    """
    match = next(iter(_matches(text, language, alone=True)), None)
    if match is None:
        return VisitDate(text=text or None)
    anchor = dateline or published
    if published and dateline and not -_SLACK <= published - dateline <= _OLDEST:
        anchor = None
    start, end = _resolved(match, anchor, language)
    if start and published and start > published + _SLACK:
        start = end = None
    if start and end and not dt.timedelta(0) < end - start <= _LONGEST:
        end = None
    return VisitDate(text=text, start=start, end=end)


def _matches(text: str, language: str, *, alone: bool = False) -> list[re.Match[str]]:
    """The dates of `text`; `alone` where the text is nothing else, so that doubtful forms count too."""
    return [match for match in _finder(language).finditer(text) if _plausible(text, match, alone=alone)]


@lru_cache(maxsize=2)
def _finder(language: str) -> re.Pattern[str]:
    """All forms in one pattern, without the names of their groups, but for those that mark doubtful forms."""
    chinese = "|".join(_nameless(form, number) for number, form in enumerate(CHINESE_FORMS))
    if language == "zh":
        return re.compile(chinese)
    english = "|".join(_nameless(form, number) for number, form in enumerate(_english()))
    return re.compile(rf"(?<![\w.\-])(?={STARTS})(?:{english})|(?={CHINESE_STARTS})(?:{chinese})")


def _nameless(form: str, number: int) -> str:
    doubtful = next((name for name in sorted(DOUBTFUL) if f"(?P<{name}>" in form), None)
    bare = re.sub(r"\(\?P<\w+>", "(?:", form)
    return f"(?P<{doubtful}_{number}>{bare})" if doubtful else f"(?:{bare})"


@lru_cache(maxsize=1)
def _english() -> tuple[str, ...]:
    lexicon = load("en")
    return english_forms(lexicon.terms("dates", "holidays"), lexicon.terms("dates", "other months"))


@lru_cache(maxsize=2)
def _forms(language: str) -> tuple[re.Pattern[str], ...]:
    forms = CHINESE_FORMS if language == "zh" else (*_english(), *CHINESE_FORMS)
    return tuple(re.compile(form) for form in forms)


def _plausible(text: str, match: re.Match[str], *, alone: bool) -> bool:
    group = match.lastgroup
    if group is None or alone:
        return True
    doubtful = group.rsplit("_", 1)[0]
    before = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    previous = before.group(1).lower() if before else ""
    if doubtful == "ordinal":
        opens = not previous or text[max(0, match.start() - 2) : match.start()].strip()[-1:] in ",，。.;；:：("
        return (previous in _COMPANIONS[doubtful] or opens) and not _COUNTED.match(text, match.end())
    if doubtful == "bare_month":
        return _is_month(text, match, before, previous)
    return previous in _COMPANIONS[doubtful] and not (doubtful == "bare_year" and _counts(text, match.end()))


def _is_month(text: str, match: re.Match[str], before: re.Match[str] | None, previous: str) -> bool:
    """Whether a month's bare name is one, and no modal verb, march or person."""
    if previous in _COMPANIONS["bare_month"]:
        return True
    following = _NEXT_WORD.match(text, match.end())
    after = (following.group(1) or "") if following else ""
    if match.group().lower() in _NAMES:
        return False
    return not after[:1].isupper() and not (
        before and before.group(1)[0].isupper() and previous not in ("last", "next")
    )


def _counts(text: str, end: int) -> bool:
    """Whether a figure like 2000 has a unit after it: 'of 2000 meters'."""
    following = _NEXT_WORD.match(text, end)
    after = following.group(1) if following else None
    return bool(after and after[0].islower() and after not in _COMPANIONS["bare_year"] and after not in ("the", "he", "she", "it", "they", "is", "was", "will", "at", "with", "for", "on", "as", "one"))  # fmt: skip


def _resolved(match: re.Match[str], anchor: dt.date | None, language: str) -> tuple[dt.date | None, dt.date | None]:
    form = next((m for m in (f.fullmatch(match.group()) for f in _forms(language)) if m), None)
    groups = form.groupdict() if form else {}
    if groups.get("either"):
        return _either_order(int(groups["either"]), int(groups["or"]), int(groups["year"])), None
    if groups.get("relative"):
        return _relative(groups["relative"], anchor), None
    if groups.get("weekday") and not groups.get("day"):
        return _weekdays(groups, anchor)
    if not groups.get("day"):
        return None, None
    return _days(groups, anchor)


def _days(groups: dict[str, str], anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    which = groups.get("which")
    if which in ("each", "every", "next"):
        return None, None
    if which == "last" and anchor:
        anchor = anchor.replace(day=1) - dt.timedelta(days=3)
    month = _month(groups, "month", "number")
    year = int(groups["year"]) if groups.get("year") else None
    start = _day(year, month, int(groups["day"]), anchor)
    if not groups.get("day2") or start is None:
        return start, None
    last, month2 = int(groups["day2"]), _month(groups, "month2", "number2")
    if month is None and last >= start.day and anchor:
        # a range of bare days lies in one month: the end decides which
        end = _day(None, None, last, anchor)
        start = _made(end.year, end.month, start.day) if end else None
        return start, end if start else None
    if month2 is None:
        month2 = start.month + (last < start.day)
    turned = month2 < start.month or month2 > 12
    end = _made(start.year + turned, month2 - 12 if month2 > 12 else month2, last)
    if end and anchor and not year and end > anchor + _SLACK and month is not None and start.year == anchor.year:
        start = _made(start.year - 1, start.month, start.day)
        end = _made(end.year - 1, end.month, end.day) if start else None
    return start, end


def _month(groups: dict[str, str], name: str, number: str) -> int | None:
    if groups.get(name):
        return MONTHS.get(groups[name].lower().rstrip("."))
    return int(groups[number]) if groups.get(number) else None


def _day(year: int | None, month: int | None, day: int, anchor: dt.date | None) -> dt.date | None:
    if year and month:
        return _made(year, month, day)
    if anchor is None:
        return None
    latest = anchor + _SLACK
    if month:
        candidates = [_made(y, month, day) for y in (latest.year, latest.year - 1)]
    else:
        index = latest.year * 12 + latest.month - 1
        candidates = [_made((index - back) // 12, (index - back) % 12 + 1, day) for back in range(3)]
    return next((c for c in candidates if c and c <= latest), None)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _either_order(first: int, second: int, year: int) -> dt.date | None:
    """'13/6/2024' or '6/13/2024'; None where both orders are possible."""
    dates = {d for d in (_made(year, second, first), _made(year, first, second)) if d}
    return dates.pop() if len(dates) == 1 else None


def _weekdays(groups: dict[str, str], anchor: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    which = (groups.get("which") or "").strip().lower()
    week = groups.get("week") or ""
    if anchor is None or which in ("next", "every", "each") or groups.get("plural") or week:
        return None, None
    first = _latest(groups["weekday"], anchor - dt.timedelta(days=which == "last"))
    if not groups.get("weekday2"):
        return first, None
    second = _latest(groups["weekday2"], anchor)
    if second < first:
        first -= dt.timedelta(days=7)
    return first, second


def _latest(weekday: str, anchor: dt.date) -> dt.date:
    return anchor - dt.timedelta(days=(anchor.weekday() - WEEKDAYS[weekday.lower().rstrip(".")]) % 7)


def _relative(words: str, anchor: dt.date | None) -> dt.date | None:
    low = words.lower()
    if anchor is None:
        return None
    if "before yesterday" in low or low in ("前日", "前天"):
        return anchor - dt.timedelta(days=2)
    if low.startswith(("yesterday", "昨", "last night")):
        return anchor - dt.timedelta(days=1)
    if low.startswith(("today", "tonight", "this", "今")):
        return anchor
    return None
