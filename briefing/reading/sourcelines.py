"""Source lines: who published an article and when ('来源：市府办　时间：2024-06-05 07:33', 'Posted: Oct 14, 2020')."""

import datetime as dt
import re
from dataclasses import dataclass

from briefing.reading.cues import Cues, Role
from briefing.reading.dates import Day, find_days, settled

_LONGEST = 260  # code points; what is longer is prose
_LONGEST_VALUE = 60  # code points of an outlet or an author
_MOST_WORDS = 10  # that may stand in a source line beside labels, dates and times
_CLOCK = re.compile(
    r"\d{1,2}[:：.]\d{2}(?:[:：]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|\b\d{1,2}时\d{1,2}分"
    r"|(?:上午|下午|晚上)|\b(?:GMT|UTC|IST|PST|PKT|PT|ET|EST|EDT|CST|CET|CEST|EAT|WAT|WIB|BST|AEST|AEDT|SGT|HKT|ICT)\b"
    r"(?:\s*[+-]\s*\d{1,4}(?::\d\d)?)?"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?|(?:星期|周|週)[一二三四五六日天]",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s{2,}|\u3000|\s*[|｜丨·•【\[]\s*|\s(?=\d{1,2}:\d\d\b)|\s*[(（]")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’&/-][^\W\d_]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PROSE = re.compile(r"(?:on|in|at|from|after|before|during|since)\s", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:page|no\.?|bulletin|issue|edition|release|第)\s*\d|\b(?:of|for|in|on|by|at|and|to|the)$", re.IGNORECASE
)
_STOPPED = re.compile(r"(?:[a-z\d\u3400-\u9fff]\.|[。！!?？])['\"”’]?$")
_BRACKETS = " \t\u3000()（）[]【】*—-–|｜"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """What one line says of its article's source.

    `labelled` is set where a label says that a date is the publication's, `bare` where the line has no label at all.
    """

    published: dt.date | None = None
    updated: dt.date | None = None
    outlet: str | None = None
    labelled: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    role: Role
    start: int
    value_start: int
    value: str


def parse(line: str, *, cues: Cues, near: tuple[int, int] | None = None) -> SourceLine | None:
    """What `line` says of its article's source, or None where it is no source line.

    `near` is a month and day close to publication, which settles 12/10/2022. A line that only names authors, counts
    clicks or sets the font is a source line with nothing in it.
    """
    if len(line) > _LONGEST:
        return None
    text = line.strip(_BRACKETS)
    fields = _fields(text, cues)
    days = find_days(text)
    if not fields and not days:
        return None
    rest = _rest(text, fields, days)
    words = _count(rest)
    if not fields or fields[0].role in ("author", "control", "count"):
        if days and words <= _MOST_WORDS and not _is_prose(text, words, bracketed=text != line.strip()):
            return _read(text, fields, days, cues, near)
        if not (fields and fields[0].start == 0 and words == 0 and _is_said(fields, days)):
            return None
        return _read(text, fields, days, cues, near)
    if words > _MOST_WORDS or (fields[0].start > 0 and _is_prose(text, words, bracketed=False)):
        return None
    return _read(text, fields, days, cues, near) if _is_said(fields, days) else None


def embedded(text: str, *, cues: Cues, within: int) -> tuple[int, int] | None:
    """Start and end of a source line that stands inside the first `within` code points of `text`, after a headline.

    It must hold a labelled date: 'Mayor inspects school Source: City Daily Time: 2024-06-05 Views: 88 Yesterday, ...'.
    """
    head = text[:within]
    fields = _fields(head, cues)
    days = find_days(head)
    for index, field in enumerate(fields):
        if field.role not in ("published", "updated"):
            continue
        day = next((d for d in days if 0 <= d.start - field.value_start <= 12), None)
        if day is None:
            continue
        first = index
        while first and fields[first].start - fields[first - 1].value_start <= _LONGEST_VALUE:
            first -= 1
        end = _end_of_clock(head, day.end)
        for after in fields[index + 1 :]:
            if after.start - end > 4:
                break
            value = re.match(r"\d[\d,]*(?:\s*times)?|\[[^\]]*\](?:\s*\[[^\]]*\])*|[SML大中小 ]+(?!\w)", after.value)
            if after.role not in ("count", "control") or not value:
                break
            end = after.value_start + value.end()
        return fields[first].start, end
    return None


def name_of(value: str, *, cues: Cues) -> str | None:
    """The outlet that `value` names, or None where it is blank, too long, or only says 'this site'."""
    for day in reversed(find_days(value)):
        value = value[: day.start] + "  " + value[day.end :]
    quoted = re.search(r"《([^《》]{2,40})》", value)
    value = quoted.group(1) if quoted else value
    value = _BREAK.split(value.strip(" \t\u3000:：,，;；-–—|"), maxsplit=1)[0]
    value = re.sub(r"(?<=\S)\s+(?:[ap]m|at|on)?\s*$", "", value, flags=re.IGNORECASE).strip(
        ' \t\u3000:：,，;；-–—|"“”《》()（）[]【】'
    )
    if not re.search(r"[^\W\d_]", value) or len(value) > _LONGEST_VALUE or value.lower() in cues.nameless:
        return None
    return value


def _fields(text: str, cues: Cues) -> list[_Field]:
    if not re.search(r"[:：]|(?:19|20)\d\d", text):
        return []
    matches = []
    for match in cues.label.finditer(text):
        role = cues.roles[re.sub(r"\s+", " ", match["label"].lower())]
        coloned = match.group().rstrip()[-1] in ":："
        if coloned or role in ("published", "updated"):
            matches.append((role, match))
    out = []
    for index, (role, match) in enumerate(matches):
        end = matches[index + 1][1].start() if index + 1 < len(matches) else len(text)
        out.append(_Field(role, match.start(), match.end(), text[match.end() : end]))
    return out


def _rest(text: str, fields: list[_Field], days: tuple[Day, ...]) -> str:
    """`text` without labels, their values, dates, times and weekdays: what would have to be prose."""
    blanked = list(text)

    def blank(start: int, end: int) -> None:
        blanked[start:end] = " " * (end - start)

    for field in fields:
        blank(field.start, field.value_start)
        value = field.value
        if field.role in ("count", "control"):
            match = re.match(r"\s*(?:[\d,.]+\s*(?:times?|次|人次)?|[^\s].{0,40}$)", value)
        elif field.role in ("outlet", "author"):
            cut = _BREAK.search(value.lstrip())
            length = cut.start() + len(value) - len(value.lstrip()) if cut else len(value)
            match = re.match(r".*", value[:length], re.DOTALL) if length <= _LONGEST_VALUE else None
            if match and _count(match.group()) > 8:
                match = None
        else:
            match = None
        if match:
            blank(field.value_start, field.value_start + match.end())
    for day in days:
        blank(day.start, day.end)
    rest = "".join(blanked)
    return _CLOCK.sub(" ", rest)


def _count(text: str) -> int:
    """Words in `text`; two Chinese characters count as one."""
    return len(_WORD.findall(_HAN.sub(" ", text))) + (len(_HAN.findall(text)) + 1) // 2


def _is_prose(text: str, words: int, *, bracketed: bool) -> bool:
    if bracketed or words <= 2:
        return False
    return bool(_PROSE.match(text) or (_STOPPED.search(text) and words >= 4))


def _is_said(fields: list[_Field], days: tuple[Day, ...]) -> bool:
    """Whether the fields have values: a date, a name, a number, or a second field."""
    if days or len(fields) > 1:
        return True
    value = fields[0].value.strip()
    if fields[0].role == "count":
        return bool(re.match(r"\d", value)) or not value
    if fields[0].role in ("published", "updated"):
        return not value
    return _count(value) <= 8 and len(value) <= _LONGEST_VALUE and not (_STOPPED.search(value) and _count(value) > 3)


def _read(
    text: str, fields: list[_Field], days: tuple[Day, ...], cues: Cues, near: tuple[int, int] | None
) -> SourceLine:
    def owner(day: Day) -> _Field | None:
        before = [f for f in fields if f.value_start <= day.start]
        return before[-1] if before else None

    dates: dict[str, dt.date] = {}
    for day in days:
        field = owner(day)
        role = field.role if field and field.role in ("published", "updated") else "bare"
        dates.setdefault(role, settled(day, text, near))
    outlet = next((n for f in fields if f.role == "outlet" and (n := name_of(f.value, cues=cues))), None)
    return SourceLine(
        published=dates.get("published") or dates.get("bare"),
        updated=dates.get("updated"),
        outlet=outlet or _unlabelled_outlet(text, fields, days, cues),
        labelled="published" in dates,
        bare=not fields,
    )


def _unlabelled_outlet(text: str, fields: list[_Field], days: tuple[Day, ...], cues: Cues) -> str | None:
    """The outlet in what stands beside the labels, known by a word such as 'Daily' or 'Bureau'."""
    if any(f.role == "outlet" for f in fields):
        return None
    marked = list(text)
    for day in days:
        marked[day.start : day.end] = "|" * (day.end - day.start)
    for field in fields:
        marked[field.start : field.value_start + len(field.value)] = "|" * (
            field.value_start + len(field.value) - field.start
        )
    for piece in re.split(r"[|｜丨·•()（）]|\s{2,}|\u3000", _CLOCK.sub("|", "".join(marked))):
        name = name_of(piece, cues=cues)
        if not name or re.match(r"by\s", name, re.IGNORECASE) or _count(name) > 8:
            continue
        known = cues.outlet_word.search(name) and not cues.byline.search(name)
        if name in cues.agencies or (known and not _NO_NAME.search(name)):
            return name
    return None


def _end_of_clock(text: str, start: int) -> int:
    match = re.match(r"[\sT,]{0,3}\d{1,2}:\d{2}(?::\d{2})?", text[start:])
    return start + match.end() if match else start
