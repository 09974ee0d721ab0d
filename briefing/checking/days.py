"""Dates of a line: months with their days, weekdays, years, parts of the day and words such as 'yesterday'."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.words import folded
from briefing.records import Finding

_TABLE = "checking_dates"
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,.]\d|\d|\s?%)")
_NUMERIC = re.compile(r"(?<!\d)(?:(?:19|20)\d\d[-./年]\s?)?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s?月")
_HALF_OF_DAY = re.compile(r"(?<![\d.:])(\d{1,2}(?:[.:]\d\d)?)\s?([ap])\.?m\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_VERBS = ("may", "march")
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?%|:\d)"


@dataclass(frozen=True, slots=True, eq=False)  # there is one for each lexicon
class _Grammar:
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    month: re.Pattern[str]
    months: dict[str, int]
    weekday: re.Pattern[str]
    weekdays: dict[str, str]
    until: frozenset[str]
    sided: re.Pattern[str]
    opposed: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    any_opposed: re.Pattern[str]


def check_days(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Parts of dates that `line` has and neither its evidence nor, for a year, `allowed` has."""
    line, evidence = folded(line), folded(evidence)
    grammar = _grammar(lexicon)
    lost: list[str] = []
    if ours := _days(line, grammar):
        days = {day for day, _ in _days(evidence, grammar)}
        lost += [text for day, text in ours if day not in days]
    if named := _months(line, grammar):
        months = _months(evidence, grammar)
        lost += [text for month, text in named.items() if month not in months]
    if said := [m[1] for m in grammar.weekday.finditer(line)]:
        weekdays = {grammar.weekdays[m[1].lower()] for m in grammar.weekday.finditer(evidence)}
        lost += [day for day in said if grammar.weekdays[day.lower()] not in weekdays]
    if counted := _YEAR.findall(line):
        years = set(_YEAR.findall(evidence)) | {y for text in allowed for y in _YEAR.findall(text)}
        lost += [year for year in counted if year not in years]
    if grammar.any_opposed.search(line):
        for pattern, meant in grammar.opposed:
            match = pattern.search(line)
            if match and not meant.search(evidence):
                lost.append(match.group())
    lost += [*_other_half(line, evidence), *_other_side(line, evidence, grammar)]
    return [Finding(check="date", detail=text) for text in dict.fromkeys(lost)]


def _other_half(line: str, evidence: str) -> list[str]:
    """Hours that the line has before noon and the evidence after, or the reverse."""
    ours = list(_HALF_OF_DAY.finditer(line))
    halves = {(m[1], m[2].lower()) for m in _HALF_OF_DAY.finditer(evidence)} if ours else set()
    lost = []
    for match in ours:
        hour, half = match[1], match[2].lower()
        if (hour, half) not in halves and (hour, "p" if half == "a" else "a") in halves:
            lost.append(match.group())
    return lost


def _other_side(line: str, evidence: str, grammar: _Grammar) -> list[str]:
    """Dates and terms that the line sets as an end and the evidence as a beginning, or the reverse."""
    sides = {(m["when"].lower(), m["side"].lower() in grammar.until): m.group() for m in grammar.sided.finditer(line)}
    if not sides:
        return []
    theirs = {(m["when"].lower(), m["side"].lower() in grammar.until) for m in grammar.sided.finditer(evidence)}
    return [
        text for (when, until), text in sides.items() if (when, not until) in theirs and (when, until) not in theirs
    ]


@lru_cache(maxsize=512)  # every hypothesis of a passage asks for those of its evidence
def _days(text: str, grammar: _Grammar) -> tuple[tuple[tuple[int, int], str], ...]:
    """(month, day) of every date, and the words it was read from; both ends of a range."""
    found: list[tuple[tuple[int, int], str]] = []
    if not _DIGIT.search(text):
        return ()
    for pattern in (grammar.month_first, grammar.day_first):
        for match in pattern.finditer(text):
            month = grammar.months[match["month"].lower()]
            found += [((month, int(day)), match.group()) for day in re.findall(r"\d+", match["days"])]
    found += [((int(m[1]), int(m[2])), m.group()) for m in _NUMERIC.finditer(text) if int(m[1]) <= 12]
    return tuple(found)


@lru_cache(maxsize=512)
def _months(text: str, grammar: _Grammar) -> dict[int, str]:
    found = {grammar.months[m.group().lower()]: m.group() for m in grammar.month.finditer(text)}
    for month, words in _days(text, grammar):
        found.setdefault(month[0], words)
    for match in _MONTH_ONLY.finditer(text):
        found.setdefault(int(match[1]), match.group())
    return found


@lru_cache(maxsize=8)
def _grammar(lexicon: Lexicon) -> _Grammar:
    months = {form: n for n, row in enumerate(lexicon.table(_TABLE, "months"), start=1) for form in row}
    weekdays = {form: row[0] for row in lexicon.table(_TABLE, "weekdays") for form in row}
    # 'may' and 'march' are verbs too, and so are months only with a capital
    written = [w for m in months for w in (m.capitalize(), m.upper(), *([m] if m not in _VERBS else []))]
    month, several = _either(written), rf"{_DAY}(?:\s?(?:-|to|through|until|and|&)\s?{_DAY})?"
    until, since = lexicon.terms(_TABLE, "until"), lexicon.terms(_TABLE, "since")
    opposed = [*lexicon.table(_TABLE, "relative"), *lexicon.table(_TABLE, "parts")]
    sure = _either(w for w in written if w.lower() not in _VERBS and not w.islower())
    lower = _either(w for w in written if w.islower())
    unsure = _either(w for w in written if w.lower() in _VERBS)
    return _Grammar(
        month_first=re.compile(rf"(?<![A-Z])(?P<month>{month})\b\.?\s?(?P<days>{several})"),
        day_first=re.compile(rf"\b(?P<days>{several})\s(?:of\s)?(?P<month>{month})\b"),
        month=re.compile(rf"(?:(?<![A-Z])({sure})|\b({lower})|(?<=[\w,;] )({unsure}))\b(?![a-z])"),
        months=months,
        weekday=re.compile(rf"\b({_either(w.capitalize() for w in weekdays)})\b"),
        weekdays=weekdays,
        until=frozenset(until),
        sided=re.compile(
            rf"\b(?P<side>{_either([*until, *since])})\s+(?:the\s+)?(?P<when>(?:{month})\s?\d{{1,2}}|(?:{_either(weekdays)})"
            r"|\d{1,2}(?::\d\d)?\s?(?:a\.?m|p\.?m|o'clock)|\d{1,2}:\d\d|(?:19|20)\d\d|\w+\s(?:days?|weeks?|months?|years?|hours?)"
            r"|(?:end|middle|beginning)\sof\s\w+)",
            re.IGNORECASE,
        ),
        any_opposed=re.compile(rf"\b(?:{_either(row[0] for row in opposed)})\b", re.IGNORECASE),
        opposed=tuple(
            (
                re.compile(rf"\b{re.escape(row[0])}\b", re.IGNORECASE),
                re.compile(r"\b(?:" + "|".join(re.escape(form) for form in row) + r")\b", re.IGNORECASE),
            )
            for row in opposed
        ),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
