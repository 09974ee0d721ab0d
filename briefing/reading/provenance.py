"""What an article prints about itself: source lines, dateline, publication date, outlet."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import load
from briefing.records import Span

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_FULL_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<number>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})日?",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,.]?\s*(?P<year>(?:19|20)\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{_MONTH}[\s,-]+(?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<day>\d{1,2})[/.](?P<number>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b",
    )
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.]?(?P<number>0[1-9]|1[0-2])[-_.]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_LONGEST_LINE = 160  # code points; a source line is short


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A line that says where and when an article was published."""

    span: Span
    published: dt.date | None
    outlet: str | None


def full_date(text: str) -> dt.date | None:
    """The first date with day, month and year in `text`."""
    for pattern in _FULL_DATES:
        for match in pattern.finditer(text):
            if found := _date(match.groupdict()):
                return found
    return None


def date_in_name(name: str) -> dt.date | None:
    """A publication date in a file's name: `2024-06-05`, `20240605`, `2024_06_05`."""
    match = _COMPACT.search(name.rsplit("/", 1)[-1])
    return _date(match.groupdict()) if match else None


def _date(groups: dict[str, str | None]) -> dt.date | None:
    name = groups.get("month")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(groups.get("number") or 0)
    try:
        return dt.date(int(groups["year"] or 0), month, int(groups["day"] or 0))
    except ValueError:
        return None


def source_line(line: Span) -> SourceLine | None:
    """What `line` says of the article's source, or None where it is no source line."""
    text = line.text.strip()
    if len(text) > _LONGEST_LINE:
        return None
    labels = _labels()
    published = labels.published.search(text)
    outlet = labels.outlet.search(text)
    day = full_date(text)
    if published is None and outlet is None:
        return SourceLine(span=line, published=day, outlet=None) if day and _is_bare(text) else None
    if day is None and outlet is None:
        return None
    name = _outlet(text, outlet) if outlet else None
    if day is None and (outlet is None or outlet.start() > 0 or (name and len(name) > 60)):
        return None
    return SourceLine(span=line, published=day, outlet=name)


def _is_bare(text: str) -> bool:
    """Whether a line that has a date says little else: no sentence, a dozen words at most."""
    words = re.findall(r"[A-Za-z][\w.]+|[\u3400-\u9fff]{1,2}", text)
    prose = re.match(r"(?:on|in|at|from|the|by \d)\b", text, re.IGNORECASE) or re.search(r"[。，]|[a-z]{3}\.$", text)
    return len(words) <= 12 and not prose


def _outlet(text: str, match: re.Match[str]) -> str | None:
    rest = text[match.end() :].strip()
    stop = _labels().any.search(rest)
    rest = rest[: stop.start()] if stop else rest
    rest = re.split(r"\s{2,}|[|｜丨]|(?<=\S)\s+(?=(?:19|20)\d\d[-/年.])", rest)[0].strip(" \t:：,，;；-—[]()（）")
    for pattern in _FULL_DATES:
        rest = pattern.sub("", rest).strip(" ,，:：")
    return rest if re.search(r"[A-Za-z\u3400-\u9fff]", rest) and len(rest) <= 80 else None


_DATELINE = re.compile(
    r"\s*(?:(?P<city>[A-Z][A-Za-z'’.\-]*(?:[ ,]+[A-Z][A-Za-z'’.\-]*){0,4})\s*,?\s+)?"
    r"(?P<when>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?))?\s*,?\s*"
    r"(?:[\((（]\s*(?P<agency>[A-Z][A-Za-z .&/-]{1,30}?)\s*[\))）]\s*(?:[-–—:]+\s*)?|(?P<dash>(?:--|[–—]|-(?=\s))\s*))"
)
_CHINESE_DATELINE = re.compile(
    r"\s*(?:(?P<agency>[\u3400-\u9fff()（）]{2,16}?(?:社|网|報|报|台|讯|訊|消息)[^\s，。,:：]{0,12}?)"
    r"(?P<when>\d{1,2}月\d{1,2}日)?[电電讯訊]?\s*(?:[\((（](?:记者|記者|通讯员|通訊員|本报|全媒体)[^)）]{0,40}[)）])?\s*[:：]?\s*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening 'BEIJING, Sept. 13 (Xinhua) --' of an article's first paragraph."""

    span: Span
    agency: str | None
    when: str | None


def dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the start of the paragraph `text[start:end]`."""
    match = _DATELINE.match(text, start, min(end, start + 120))
    if match and match.end() > start and (match["when"] or match["agency"]) and (match["city"] or match["when"]):
        known = match["agency"] in _labels().agencies if match["agency"] else False
        if (match["agency"] and (known or match["when"])) or (match["dash"] and match["city"] and match["when"]):
            span = Span.of(text, start, match.end())
            return Dateline(span=span, agency=match["agency"], when=match["when"])
    match = _CHINESE_DATELINE.match(text, start, min(end, start + 90))
    if match and match.end() - start > 2 and re.search(r"(?:电|電|讯|訊|消息|[)）])\s*[:：]?\s*$", match.group()):
        agency = re.sub(r"[\((（].*|\d.*", "", match["agency"]).strip()
        return Dateline(span=Span.of(text, start, match.end()), agency=agency or None, when=match["when"])
    return None


@dataclass(frozen=True, slots=True)
class _Labels:
    published: re.Pattern[str]
    outlet: re.Pattern[str]
    any: re.Pattern[str]
    agencies: frozenset[str]


@lru_cache(maxsize=1)
def _labels() -> _Labels:
    lexica = [load("en"), load("zh")]

    def pattern(*sections: str) -> re.Pattern[str]:
        words = [re.escape(w) for lex in lexica for s in sections for w in lex.terms("source_lines", s)]
        words.sort(key=len, reverse=True)
        # Latin labels stand alone; Chinese ones need no blank around them
        joined = "|".join(w if re.search(r"[\u3400-\u9fff]", w) else rf"(?<![A-Za-z]){w}" for w in words)
        return re.compile(
            rf"(?:{joined})\s*(?:[:：]|-(?=\s*\w))|^(?:published|updated|posted|released)\s+(?:on\s+)?(?=\d|[A-Z])",
            re.IGNORECASE,
        )

    return _Labels(
        published=pattern("published"),
        outlet=pattern("outlet"),
        any=pattern("published", "outlet"),
        agencies=frozenset(a for lex in lexica for a in lex.terms("source_lines", "agency")),
    )
