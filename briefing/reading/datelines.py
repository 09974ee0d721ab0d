"""Datelines: the place, day and agency that open an article ('BEIJING, Sept. 13 (Xinhua) --', '新华社北京6月3日电')."""

import datetime as dt
import re
from dataclasses import dataclass

from briefing.reading.cues import Cues
from briefing.reading.dates import MONTH, full_date, month_and_day

_REACH = 160  # code points of a paragraph in which its dateline must end
_WORD = r"[A-Z\u00c0-\u00de][\w'’.\-]*"
_NO_PLACE = (
    r"(?!(?:On|In|At|By|From|Since|Until|After|Before|During|The|This|Last|Next|Late|Early|As|For|[A-Z][a-z]{2,5}day)"
    r"\b)"
)
_PLACE = rf"{_NO_PLACE}{_WORD}(?:\s+(?:(?:of|the|de|del|di|la|le|el|al|and)\s+)?{_WORD}){{0,4}}"
_PLACES = rf"{_PLACE}(?:\s*,\s+{_PLACE}){{0,2}}?"
_WHEN = (
    rf"(?:{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:\s*,?\s*(?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:\s*,?\s*(?:19|20)\d\d)?)"
)
_DASH = r"(?:\s*(?:--+|[–—―]+)\s*|\s+-\s+|\s*:\s*-*\s*|\s*-\s+)"
_AGENCY = r"[\(（]\s*(?P<agency>[A-Z][\w .&/'-]{1,38}?)\s*[\)）]"
_DATED = re.compile(
    rf"\s*(?:(?P<place>{_PLACES})\s*[,.]?\s*)?[\(（]?(?P<when>{_WHEN})[\)）]?(?:\s*Juche\s*\d+(?:\s*\(\d{{4}}\))?)?\s*[,.]?\s*"
    rf"(?:{_AGENCY}(?:{_DASH})?|(?P<plain>[A-Z]\w{{1,11}})(?={_DASH}|\s)(?:{_DASH})?|(?P<bare>{_DASH}))"
)
_STOPPED = re.compile(rf"\s*(?P<place>{_PLACES})\s*[,.]\s*(?P<when>{_WHEN})\s*\.\s+(?=[A-Z\"“])")
_UNDATED = re.compile(
    rf"\s*(?:(?P<place>{_PLACES})\s*,?\s*)?(?:{_AGENCY}|(?<=,\s)(?P<plain>[A-Z]\w{{1,11}})(?={_DASH}))(?P<dash>{_DASH})?"
)
_CAPITALS = re.compile(rf"\s*(?P<place>[A-Z][A-Z'’.\-]{{2,}}(?:[ ,]+[A-Z][\w'’.\-]*){{0,4}}?)(?P<dash>{_DASH})(?=\S)")
_PLACE_ONLY = re.compile(
    rf"\s*{_NO_PLACE}{_WORD}(?:[ ,]+{_WORD}){{0,3}}\s+(?:[–—]|--)\s+(?=[A-Z\"“‘'\d])(?![^.]{{0,200}}\s(?:[–—]|--)\s)"
)
_ALONE = re.compile(rf"\s*{_PLACE}(?:\s*,\s+{_PLACE}){{0,2}}\s*,\s*{_WHEN}\s*$")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$", re.IGNORECASE)
_HAN = r"[\u3400-\u9fff]"
_CHINESE = re.compile(
    rf"\s*[【\[]?(?P<outlet>{_HAN}{{2,12}}?)?(?P<when>\d{{1,2}}月\d{{1,2}}日)?"
    rf"(?P<word>专电|專電|电|電|讯|訊|消息|报道|報道)(?=[\s\d(（:：|｜】\]—-]|{_HAN}{{2,4}}报道|记者)[】\]]?(?P<gap>\s*)"
    r"(?P<by>[\(（][^()（）]{1,60}[\)）])?\s*(?P<end>[:：]|[|｜]|[—-]+)?\s*"
)
_OWN = re.compile(r"(?:本|我)(?:报|報|网|網|台|臺|社|刊|站)")
_NAMED = re.compile(rf"{_HAN}{{1,9}}?(?:电视台|電視台|客户端|社|报|報|网|網|台|臺|融媒|发布)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline at the head of a paragraph; it ends at `end`, before the prose begins.

    `published` is set only where the year is printed; `near` is its month and day. `agency` is None for 'this paper'.
    """

    end: int
    agency: str | None = None
    published: dt.date | None = None
    near: tuple[int, int] | None = None


def parse(paragraph: str, *, cues: Cues, opening: bool) -> Dateline | None:
    """The dateline at the head of `paragraph`; without a day or a known agency it counts only in the `opening` one."""
    head = paragraph[:_REACH]
    first = head.lstrip(" \t\u3000【[")[:1]
    if re.match(_HAN, first):
        return _chinese(head, cues)
    if not (first.isupper() or first in "(（" or first.isdigit()):
        return None
    return _dated(head, cues) or _by_agency(head, cues, opening=opening) or (_by_place(head, cues) if opening else None)


def _dated(head: str, cues: Cues) -> Dateline | None:
    match = _DATED.match(head)
    if match:
        agency, plain = match["agency"], match["plain"]
        if (agency and not _WEEKDAY.match(agency)) or (plain and plain in cues.agencies):
            return _of(match.end(), agency or plain, match["when"])
        if match["bare"] and (match["place"] or "(" in match.group()):
            return _of(match.end(), None, match["when"])
    match = _STOPPED.match(head)
    return _of(match.end(), None, match["when"]) if match else None


def _by_agency(head: str, cues: Cues, *, opening: bool) -> Dateline | None:
    match = _UNDATED.match(head)
    if not match:
        return None
    agency = match["agency"] or match["plain"]
    known = agency in cues.agencies
    if not known and (match["plain"] or not opening or not _is_agency(agency, cues, dashed=bool(match["dash"]))):
        return None
    if match["plain"] and not match["dash"]:
        return None
    return _of(match.end(), None if cues.byline.search(agency) else agency, None)


def _by_place(head: str, cues: Cues) -> Dateline | None:
    credited = _credited(head, cues)
    if credited:
        return credited
    match = _CAPITALS.match(head)
    # before a colon three capitals may be a speaker ('SDM: ...'), before a dash they are a wire ('NDO - ...')
    if match and len(re.sub(r"[^A-Z]", "", match["place"])) > (3 if ":" in match["dash"] else 2):
        return _of(match.end(), None, None)
    match = _PLACE_ONLY.match(head)
    return _of(match.end(), None, None) if match else None


def is_alone(line: str) -> bool:
    """Whether `line` is a dateline on a line of its own: 'Rampur Majha, July 11'."""
    return len(line) < 80 and bool(_ALONE.match(line))


def _of(end: int, agency: str | None, when: str | None) -> Dateline:
    return Dateline(
        end=end,
        agency=agency.strip() if agency else None,
        published=full_date(when) if when else None,
        near=month_and_day(when) if when else None,
    )


def _is_agency(name: str, cues: Cues, *, dashed: bool) -> bool:
    if name in cues.agencies:
        return True
    letters = re.sub(r"[^A-Za-z]", "", name)
    return (letters.isupper() and 2 <= len(letters) <= 8) or (dashed and bool(cues.outlet_word.search(name)))


def _credited(head: str, cues: Cues) -> Dateline | None:
    """'City Daily (Reporter Li Wen, Correspondent Bai Fan) On June 3' and '(By Du Lei) A conference ...'."""
    match = re.match(
        r"\s*(?P<outlet>[A-Z][\w'’ .&-]{1,40}?)?\s*[\(（](?P<credit>[^()（）]{2,90})[\)）]\s*[:：—–-]*\s*", head
    )
    if not match or not (cues.byline.search(match["credit"]) or re.match(r"By\s+[A-Z]", match["credit"])):
        return None
    outlet = match["outlet"]
    if outlet and not cues.outlet_word.search(outlet) and outlet.strip() not in cues.agencies:
        return None
    return _of(match.end(), outlet, None)


def _chinese(head: str, cues: Cues) -> Dateline | None:
    match = _CHINESE.match(head)
    if not match or not (match["outlet"] or match["when"]):
        return None
    outlet, by = match["outlet"] or "", match["by"] or ""
    own, known = _OWN.match(outlet), cues.chinese_agency.match(outlet)
    named = known or _NAMED.match(outlet)
    wired = match["word"] in ("电", "電", "讯", "訊", "专电", "專電")
    parted = bool(match["gap"] or match["end"] or by or "】" in match.group())
    credited = bool(by) and bool(cues.byline.search(by) or match["end"])
    if own or known:
        sure = parted or bool(match["when"]) or wired
    else:
        sure = (bool(named) and parted and (wired or bool(by) or bool(match["end"]))) or (
            bool(match["when"]) and credited
        )
    if not sure:
        return None
    agency = None if own else (named.group() if named else None)
    return _of(match.end(), None if agency in cues.nameless else agency, match["when"])
