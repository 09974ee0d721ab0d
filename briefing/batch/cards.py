"""Cards: what is kept of a briefing to compare it with ten thousand others, about three kilobytes each.

A card has the slots of the visit (days, leaders, place, sites) and three sketches of the text, as hashes: its shingles,
by which copies are found; its marks, the names and figures that a retelling has to keep whatever its words; and the
days it speaks of.
"""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from briefing.batch.likeness import folded, generic, offices
from briefing.records import ArticleKind, Briefing

Hashes = NDArray[np.uint32]

_TOKEN = re.compile(r"[a-z0-9]+(?:[.,]\d+)*|[^\W\d_a-z\u3400-\u9fff]+|[\u3400-\u9fff]")
_SHINGLE = {"zh": 9}  # characters; five words in other languages
_SHINGLE_WORDS = 5
_SKETCH = 256  # shingles kept of one text, those with the smallest hashes
_MOST_MARKS, _MOST_CONTEXTS = 72, 2

# a capitalised word that does not open a sentence, or opens it before another one
_NAME = re.compile(r"(?<![.!?。！？:：“\"\n] )(?<![.!?。！？:：“\"\n])\b[A-Z][\w’'-]*\w|\b[A-Z][\w’'-]*\w(?= [A-Z])")
_FIGURE = re.compile(
    r"(?<![\w.])\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|(?<![\w.])\d+(?:\.\d+)?(?![\d.]*\d)",
)
_SCALE = re.compile(r"\s?(thousand|million|billion|trillion|万亿|亿|万|%|per ?cent|percent)")
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_LEAST_FIGURE = 13  # smaller whole numbers are in every article
_CHINESE_NAME = re.compile(
    r"[\u3400-\u9fff]{4}(?:公司|集团|园区|产业园|社区|村|镇|乡|学校|小学|中学|医院|项目|基地|中心|工厂|企业|市场|大桥|水库|街道|车站|港|广场)"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAYS = (
    re.compile(rf"\b{_MONTH} (\d{{1,2}})\b(?!,? ?\d*%)"),
    re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b"),
    re.compile(r"(\d{1,2})月(\d{1,2})日"),
    re.compile(r"\b(?:20|19)\d\d[-/.](\d{1,2})[-/.](\d{1,2})\b"),
)
_BARE_DAY = re.compile(r"\b(?:on|of|from) the (\d{1,2})(?:st|nd|rd|th)\b|(?<![月\d])(\d{1,2})日")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """What is kept of one briefing.

    Attributes:
        name: the article's.
        digest: of the words of the text, whatever their spacing and case.
        day, day_end: of the visit, None where unknown; `published` likewise.
        leaders, companions: names.
        titles: of the leaders, "" where there is none.
        sites: the names of each stop.
        shingles: the smallest hashes of the text's shingles, sorted; `whole` where these are all there are.
        marks: hashes of names and figures, sorted; contexts: (marks, 2) hashes of the words around their first places.
        days: months and days that the text speaks of, as month * 32 + day, month 0 where only the day stands there.
    """

    name: str
    digest: bytes
    kind: ArticleKind
    language: str
    day: dt.date | None
    day_end: dt.date | None
    published: dt.date | None
    leaders: tuple[str, ...]
    companions: tuple[str, ...]
    titles: tuple[str, ...]
    place: str | None
    sites: tuple[tuple[str, ...], ...]
    shingles: Hashes
    whole: bool
    marks: Hashes
    contexts: NDArray[np.uint32]
    days: frozenset[int]

    @property
    def site_names(self) -> tuple[str, ...]:
        """Every stop's names, each once."""
        return tuple(dict.fromkeys(name for names in self.sites for name in names))

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the visit, None where unknown."""
        return (self.day, self.day_end or self.day) if self.day else None


def card_of(name: str, briefing: Briefing) -> Card:
    """The card of a briefing."""
    event, text = briefing.event, folded(briefing.text)
    tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(text)]
    hashes = _shingle_hashes([token for token, _ in tokens], _SHINGLE.get(briefing.language, _SHINGLE_WORDS))
    distinct = np.unique(hashes)
    marks, contexts = _marks(briefing.text)
    return Card(
        name=name,
        digest=hashlib.blake2b(" ".join(token for token, _ in tokens).encode(), digest_size=12).digest(),
        kind=briefing.kind,
        language=briefing.language,
        day=event.date,
        day_end=event.date_end,
        published=briefing.source.published,
        leaders=tuple(official.name for official in event.leaders),
        companions=tuple(official.name for official in event.companions),
        titles=tuple(official.title or "" for official in event.leaders),
        place=event.place,
        sites=tuple(site.names for site in briefing.sites),
        shingles=distinct[:_SKETCH].copy(),
        whole=len(distinct) <= _SKETCH,
        marks=marks,
        contexts=contexts,
        days=_days_of(text),
    )


def mark(text: str) -> int:
    """The hash of a name or figure among the marks."""
    return crc32(text.encode())


def _shingle_hashes(tokens: list[str], size: int) -> Hashes:
    count = max(1, len(tokens) - size + 1)
    return np.array([crc32(" ".join(tokens[i : i + size]).encode()) for i in range(count)], dtype=np.uint32)


def _marks(text: str) -> tuple[Hashes, NDArray[np.uint32]]:
    """The names and figures of a text, and where each stands: what is around its first and its last place."""
    common = generic() | offices()
    found: dict[int, list[int]] = {}
    before = ("", -2)
    for match in _NAME.finditer(text):
        word = folded(match.group()).replace("’s", "").replace("'s", "")
        around = _around(text, match.start(), match.end())
        for part in word.split("-"):
            if len(part) > 1 and part not in common:
                found.setdefault(mark(part), []).append(around)
        if match.start() - before[1] in (0, 1):
            found.setdefault(mark(before[0] + word), []).append(around)
        before = (word, match.end())
    for figure, start, end in _figures(text):
        found.setdefault(mark(figure), []).append(_around(text, start, end))
    for match in _CHINESE_NAME.finditer(text):
        found.setdefault(mark(match.group()), []).append(_around(text, match.start(), match.end()))
    kept = sorted(found)[:_MOST_MARKS]
    places = [[*found[key][:1], *found[key][-1:]] for key in kept]
    return np.array(kept, dtype=np.uint32), np.array(places, dtype=np.uint32).reshape(-1, _MOST_CONTEXTS)


def _around(text: str, start: int, end: int) -> int:
    """A hash of the words before and behind a place in the text."""
    before = _TOKEN.findall(text[max(0, start - 40) : start].lower())[-3:]
    behind = _TOKEN.findall(text[end : end + 40].lower())[:3]
    return mark(" ".join([*before, "_", *behind]))


def _figures(text: str) -> list[tuple[str, int, int]]:
    """The telling figures of a text in one form, '3.5 billion' as '3500000000', and where they stand."""
    out = []
    for match in _FIGURE.finditer(text):
        value = float(match.group().replace(",", "").replace("，", ""))
        scale = _SCALE.match(text, match.end())
        unit = scale[1] if scale else ""
        is_year = not scale and 1900 <= value <= 2100 and value == int(value)
        if is_year or (not scale and value < _LEAST_FIGURE and "." not in match.group()):
            continue
        share = "%" if unit in ("%", "percent", "per cent") else ""
        out.append((f"{value * _SCALES.get(unit, 1.0):.10g}{share}", match.start(), match.end()))
    return out


def _days_of(low: str) -> frozenset[int]:
    """The days that a folded text speaks of."""
    found = set()
    for at, pattern in enumerate(_DAYS):
        for match in pattern.finditer(low):
            month, day = (match[2], match[1]) if at == 1 else (match[1], match[2])
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            if 1 <= number <= 12 and 1 <= int(day) <= 31:
                found.add(number * 32 + int(day))
    found.update(int(m[1] or m[2]) for m in _BARE_DAY.finditer(low) if int(m[1] or m[2]) <= 31)
    return frozenset(found)
