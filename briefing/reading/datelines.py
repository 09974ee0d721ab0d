"""Datelines: the place, day and agency that open an article ('BEIJING, Sept. 13 (Xinhua) --', '新华社北京6月3日电')."""

import datetime as dt
import re
from dataclasses import dataclass

from briefing.reading.cues import Cues
from briefing.reading.dates import MONTH, full_date, month_and_day

_REACH = 160  # code points of a paragraph in which its dateline must end
_WORD = r"[A-Z\u00c0-\u00de][\w'’.\-]*"
_PLACE = rf"{_WORD}(?:\s+(?:(?:of|the|de|del|di|la|le|el|al|and)\s+)?{_WORD}){{0,4}}"
_WHEN = (
    rf"(?:{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:\s*,?\s*(?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?:\s*,?\s*(?:19|20)\d\d)?)"
)
_DASH = r"(?:\s*(?:--+|[–—―]+)\s*|\s+-\s+|\s*:\s*-*\s*|\s*-\s+)"
_AGENCY = r"[\(（]\s*(?P<agency>[A-Z][\w .&/'-]{1,38}?)\s*[\)）]"
_DATED = re.compile(
    rf"\s*(?:(?P<place>{_PLACE}(?:\s*,\s+{_PLACE}){{0,2}}?)\s*[,.]?\s*)?"
    rf"[\(（]?(?P<when>{_WHEN})[\)）]?\s*,?\s*(?:{_AGENCY}(?P<dash>{_DASH})?|(?P<bare>{_DASH}))",
)
_UNDATED = re.compile(rf"\s*(?P<place>{_PLACE}(?:\s*,\s+{_PLACE}){{0,2}}?)?\s*,?\s*{_AGENCY}(?P<dash>{_DASH})?")
_CAPITALS = re.compile(r"\s*(?P<place>[A-Z][A-Z'’.\-]{2,}(?:[ ,]+[A-Z][\w'’.\-]*){0,4}?)(?P<dash>" + _DASH + r")(?=\S)")
_ALONE = re.compile(rf"\s*{_PLACE}(?:\s*,\s+{_PLACE}){{0,2}}\s*,\s*{_WHEN}\s*$")
_HAN = r"[\u3400-\u9fff]"
_CHINESE = re.compile(
    rf"\s*(?P<outlet>{_HAN}{{2,12}}?)?(?P<when>\d{{1,2}}月\d{{1,2}}日)?"
    rf"(?P<word>专电|專電|电|電|讯|訊|消息|报道|報道)(?=[\s\d(（:：|｜—-]|{_HAN}{{2,4}}报道|记者)\s*(?P<by>[\(（][^()（）]{{1,60}}[\)）])?\s*(?P<end>[:：]|[|｜]|\s|[—-]+)?\s*"
)
_OWN = re.compile(r"(?:本|我)(?:报|報|网|網|台|臺|社|刊|站)")
_CREDIT = re.compile(r"[^:：]{1,60}$")


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
    """The dateline at the head of `paragraph`; forms without a day or a known agency count only in an `opening` one."""
    head = paragraph[:_REACH]
    first = head.lstrip()[:1]
    if re.match(r"[\u3400-\u9fff]", first):
        return _chinese(head, cues)
    if not (first.isupper() or first in "(（" or first.isdigit()):
        return None
    dated = _DATED.match(head)
    if dated and (dated["agency"] or (dated["bare"] and (dated["place"] or "(" in dated.group()))):
        return _of(dated.end(), dated["agency"], dated["when"])
    undated = _UNDATED.match(head)
    if undated and _is_agency(undated["agency"], cues, dashed=bool(undated["dash"])):
        credit = cues.byline.search(undated["agency"])
        known = undated["agency"] in cues.agencies
        if (undated["dash"] or known or opening) and (known or opening):
            return _of(undated.end(), None if credit else undated["agency"], None)
    if opening and (credited := _credited(head, cues)):
        return credited
    capitals = _CAPITALS.match(head) if opening else None
    if capitals and len(re.sub(r"[^A-Z]", "", capitals["place"])) > 3:
        return _of(capitals.end(), None, None)
    return None


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
    outlet = match["outlet"] or ""
    own = _OWN.match(outlet)
    known = cues.chinese_agency.match(outlet)
    named = known or re.search(r"(?:社|报|報|网|網|台|臺|媒|局|办|委|部)$", outlet) or own
    by = match["by"] or ""
    marked = match["end"] in (":", "：") or (by and (cues.byline.search(by) or match["end"] or match["word"] == "消息"))
    if not (named or match["when"]) or not (marked or ((own or known) and (match["end"] or match["when"]))):
        return None
    agency = known.group() if known else (outlet if named and not own else None)
    return _of(match.end(), agency, match["when"])
