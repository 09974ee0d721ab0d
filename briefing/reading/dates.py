"""Dates with day, month and year, as pages, source lines and file names print them."""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?![a-z])\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0", "O": "0"}
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2024-06-05, 2024/6/5, 2024.06.05, 2024年6月5日
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?(?P<mark>[-/._年])\s?(?P<number>\d{1,2})\s?[-/._月]\s?(?P<day>\d{1,2})(?!\d)\s?[日号號]?",
        # June 5, 2024; Feb. 20. 2014; June 5th 2024
        rf"(?<![A-Za-z])(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)\s*[,.，]?\s*{_YEAR}",
        # 5 June 2024; 5th of June, 2024; 05-Jun-2024; 08/Nov/2022
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s/-]*(?:of\s+)?(?P<month>{MONTH})[\s,/-]*{_YEAR}",
        # Wed Jun 05 07:33:00 CST 2024
        rf"(?<![A-Za-z])(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z+0-9:]{{2,6}}\s+)?{_YEAR}",
        # 15/2/2019, 9/25/2024
        rf"(?<!\d)(?P<day>\d{{1,2}})[-/.](?P<number>\d{{1,2}})[-/.]{_YEAR}",
        # 二〇二四年六月五日
        r"(?P<year>[〇○零ＯO一二三四五六七八九]{4})年(?P<number>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日",
    )
)
_NUMERIC = 4  # the form in which day and month can change places
_LIKELY = re.compile(r"(?:19|20)\d\d|[〇○零]")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_WEEKDAY = re.compile(r"(?<![A-Za-z])(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{3,6})?(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A full date at `start` to `end` of a text; `swapped` is the other reading of an ambiguous one (9/10/2024)."""

    start: int
    end: int
    date: dt.date
    swapped: dt.date | None = None


def find_days(text: str) -> tuple[Day, ...]:
    """The dates with day, month and year in `text`, in order, without overlaps; a numeric one is read day first."""
    if not _LIKELY.search(text):
        return ()
    found = []
    for number, form in enumerate(_FORMS):
        for match in form.finditer(text):
            groups = match.groupdict()
            date = _date(groups)
            swapped = (
                _date({**groups, "day": groups["number"], "number": groups["day"]}) if number == _NUMERIC else None
            )
            if date or swapped:
                found.append(
                    Day(match.start(), match.end(), date or swapped, swapped if date and swapped != date else None)  # type: ignore[arg-type]
                )
    found.sort(key=lambda day: (day.start, -day.end))
    kept: list[Day] = []
    for day in found:
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return tuple(kept)


def settled(day: Day, text: str, near: tuple[int, int] | None = None) -> dt.date:
    """The date that `day` means: an ambiguous one is settled by a weekday in `text` or by `near`, a month and day."""
    if day.swapped is None:
        return day.date
    named = [_WEEKDAYS.index(name.lower()) for name in _WEEKDAY.findall(text)]
    if len(named) == 1:
        fitting = [date for date in (day.date, day.swapped) if date.weekday() == named[0]]
        if len(fitting) == 1:
            return fitting[0]
    if near:
        year = day.date.year
        try:
            target = dt.date(year, *near)
        except ValueError:
            return day.date
        return min((day.date, day.swapped), key=lambda date: abs((date - target).days))
    return day.date


def full_date(text: str, *, near: tuple[int, int] | None = None) -> dt.date | None:
    """The first date with day, month and year in `text`, such as a page's metadata; also `20240605` and ISO 8601."""
    days = find_days(text)
    if days:
        return settled(days[0], text, near)
    match = _COMPACT.search(text)
    return _date(match.groupdict()) if match else None


def date_in_name(name: str) -> dt.date | None:
    """A date in a file's name: `2024-06-05`, `20240605`, `2024_06_05`, `2024.6.5`, `2024年6月5日`."""
    name = re.split(r"[/\\]", name)[-1]
    match = _FORMS[0].search(name) or _COMPACT.search(name)
    return _date(match.groupdict()) if match else None


def date_in_url(url: str) -> dt.date | None:
    """A date in an address: `/2024-06/05/content_1.htm`, `/2024/06/05/`, `/t20240605_1.html`."""
    match = re.search(
        r"/(?P<year>(?:19|20)\d\d)[-/]?(?P<number>0[1-9]|1[0-2])[-/]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", url
    ) or _COMPACT.search(url)
    return _date(match.groupdict()) if match else None


def month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of a date without its year: 'Oct. 12', '12 October', '10月12日'."""
    match = (
        re.search(rf"(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})(?!\d)", text, re.IGNORECASE)
        or re.search(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})", text, re.IGNORECASE)
        or re.search(r"(?<!\d)(?P<number>\d{1,2})月(?P<day>\d{1,2})日", text)
    )
    date = _date({"year": "2024", **match.groupdict()}) if match else None
    return (date.month, date.day) if date else None


def _date(groups: dict[str, str | None]) -> dt.date | None:
    name = groups.get("month")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else _number(groups.get("number") or "0")
    try:
        return dt.date(_number(groups["year"] or "0"), month, _number(groups["day"] or "0"))
    except ValueError:
        return None


def _number(text: str) -> int:
    """A whole number in digits or, below a hundred or digit by digit, in Chinese numerals."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * int(_DIGITS.get(tens, "1")) + int(_DIGITS.get(ones, "0"))
    return int("".join(_DIGITS[c] for c in text))
