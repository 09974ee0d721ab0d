"""Cards: what is kept of a briefing to compare it with ten thousand others, about four kilobytes each.

A card has the slots of the visit (days, leaders, place, sites) and sketches of the text as hashes: its shingles, by which
copies are found; its marks, the telling words and figures that a retelling cannot do without; its capitalised words; and
the days it speaks of.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from briefing import lexicons
from briefing.batch.counts import SCALES, counts, value
from briefing.batch.likeness import distinctive, generic, offices, squeezed, unaccented
from briefing.batch.words import bits, stem
from briefing.records import ArticleKind, Briefing

Hashes = NDArray[np.uint32]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u3400-\u9fff]+(?:'[a-z]\b)?|[\u3400-\u9fff]")
_SHINGLE = {"zh": 9}  # characters; five words in other languages
_SHINGLE_WORDS = 5
_SKETCH = 256  # shingles kept of one text, those with the smallest hashes
_MOST_MARKS, _MOST_NAMES = 224, 160
_AROUND = ((3, 0), (2, 1), (1, 2), (0, 3))  # words before and behind a mark by which a passage is known again
_MOST_DAYS = 6  # after the first, that a visit is looked for by
_TELLING = 5.0  # bits; a word of less is no mark
_LEAST_FIGURE = 13  # smaller whole numbers are in every article
_CHINESE_BITS = 4.0  # of two characters that are in no cue word; a name has several such pairs
_AROUND_CHINESE = ((6, 1), (3, 4), (0, 7))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Card:
    """What is kept of one briefing.

    Attributes:
        name: the article's.
        digest: of the words of the text, whatever their spacing and case.
        day, day_end: of the visit, None where unknown; `published` likewise.
        leaders, companions: names.
        sites: the names of each stop.
        shingles: the smallest hashes of the text's shingles, sorted; `whole` where these are all there are.
        marks: hashes of telling words and figures, sorted; `weights` how many bits each is worth in this genre, and
            `contexts`, (marks, 8), hashes of the words around its first and its last place.
        names: hashes of the capitalised words, each alone and run together with the next, sorted.
        days: months and days that the text speaks of, but for deadlines, as month * 32 + day; `firm` those of them that
            are likely the visit's or the article's own, since they stand at its head or end.
        counts: what the text counts, (unit, number) pairs.
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
    place: str | None
    sites: tuple[tuple[str, ...], ...]
    shingles: Hashes
    whole: bool
    marks: Hashes
    weights: NDArray[np.float16]
    contexts: NDArray[np.uint16]
    names: Hashes
    days: frozenset[int]
    firm: frozenset[int]
    counts: tuple[tuple[str, float], ...]

    @property
    def site_names(self) -> tuple[str, ...]:
        """Every stop's names, each once."""
        return tuple(dict.fromkeys(name for names in self.sites for name in names))

    @property
    def visits(self) -> Hashes:
        """A hash for each leader on each of the first days of the visit, sorted."""
        if self.span is None:
            return np.empty(0, dtype=np.uint32)
        first, last = (day.toordinal() for day in self.span)
        days = range(first, min(last, first + _MOST_DAYS) + 1)
        keys = {mark(f"{squeezed(name)} {day}") for name in self.leaders for day in days}
        return np.array(sorted(keys), dtype=np.uint32)

    @property
    def occasion(self) -> int:
        """What the articles of one visit have in common at first sight: the week, else the place; 0 where neither is known."""
        if day := self.day or self.published:
            return day.toordinal() // 7
        return -mark(" ".join(distinctive(self.place)) or squeezed(self.place)) if self.place else 0

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the visit, None where unknown."""
        return (self.day, self.day_end or self.day) if self.day else None


class _Token(NamedTuple):
    low: str
    start: int
    end: int
    is_capital: bool


def card_of(name: str, briefing: Briefing) -> Card:
    """The card of a briefing."""
    event, text = briefing.event, unaccented(briefing.text)
    tokens = [_Token(m[0].lower(), m.start(), m.end(), m[0][0].isupper()) for m in _TOKEN.finditer(text)]
    words = [token.low for token in tokens]
    distinct = np.unique(_shingles(words, _SHINGLE.get(briefing.language, _SHINGLE_WORDS)))
    marks, weights, contexts = _marks(tokens, words)
    days, firm = days_of(text.lower())
    return Card(
        name=name,
        digest=hashlib.blake2b(" ".join(words).encode(), digest_size=12).digest(),
        kind=briefing.kind,
        language=briefing.language,
        day=event.date,
        day_end=event.date_end,
        published=briefing.source.published,
        leaders=tuple(official.name for official in event.leaders),
        companions=tuple(official.name for official in event.companions),
        place=event.place,
        sites=tuple(site.names for site in briefing.sites),
        shingles=distinct[:_SKETCH].copy(),
        whole=len(distinct) <= _SKETCH,
        marks=marks,
        weights=weights,
        contexts=contexts,
        names=np.unique(np.array(_names(tokens), dtype=np.uint32))[:_MOST_NAMES].copy(),
        days=days,
        firm=firm,
        counts=counts(words),
    )


def mark(text: str) -> int:
    """The hash of a word or figure among marks and names."""
    return crc32(text.encode())


def _shingles(words: Sequence[str], size: int) -> Hashes:
    count = max(1, len(words) - size + 1)
    return np.array([crc32(" ".join(words[i : i + size]).encode()) for i in range(count)], dtype=np.uint32)


def _names(tokens: Sequence[_Token]) -> list[int]:
    """Capitalised words, each alone and run together with the next: 'Wang Ji' is found by 'Wangji' too."""
    common = offices()
    out = []
    for at, token in enumerate(tokens):
        if not token.is_capital or token.low in common:
            continue
        out.append(mark(token.low))
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if after and after.start - token.end <= 1 and after.low not in common:
            out.append(mark(token.low + after.low))
    return out


def _marks(tokens: Sequence[_Token], words: Sequence[str]) -> tuple[Hashes, NDArray[np.float16], NDArray[np.uint16]]:
    """The telling words and figures: hashes, weights, and what is around the first and the last place of each."""
    found: dict[int, list[int]] = {}
    weights: dict[int, float] = {}
    for at in range(len(tokens)):
        if (told := _telling(tokens, at)) is not None:
            key = mark(told[0])
            found.setdefault(key, []).append(at)
            weights[key] = told[1]
    kept = sorted(found)[:_MOST_MARKS]
    slots = ["#" if word[0].isdigit() else word for word in words]  # what a template is filled with
    around = [[*_around(slots, found[key][0]), *_around(slots, found[key][-1])] for key in kept]
    return (
        np.array(kept, dtype=np.uint32),
        np.array([weights[key] for key in kept], dtype=np.float16),
        np.array(around, dtype=np.uint16).reshape(-1, 2 * len(_AROUND)),
    )


def _telling(tokens: Sequence[_Token], at: int) -> tuple[str, float] | None:
    """The mark that a word is, with its bits; None where it tells nothing."""
    low = tokens[at].low
    if low[0].isdigit():
        figure = _figure(tokens, at)
        return (figure, 11.0) if figure else None
    if _is_ideograph(low):
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        pair = low + after
        return (pair, _CHINESE_BITS) if after and _is_ideograph(after) and pair not in _common_pairs() else None
    if len(low) < 3 or low in offices():
        return None
    root = stem(low)
    worth = bits(root)
    if low in generic():
        worth /= 2
    return (root, worth) if worth >= _TELLING else None


def _figure(tokens: Sequence[_Token], at: int) -> str | None:
    """A figure in one form, '3.5 billion' as '3500000000'; None for a small one or a year."""
    written = tokens[at].low
    if (number := value(written)) is None:
        return written
    scale = SCALES.get(tokens[at + 1].low, 1.0) if at + 1 < len(tokens) else 1.0
    if scale == 1.0 and "." not in written and (number < _LEAST_FIGURE or 1900 <= number <= 2100):
        return None
    return f"{number * scale:.10g}"


def _around(words: Sequence[str], at: int) -> list[int]:
    windows = _AROUND_CHINESE if _is_ideograph(words[at]) else _AROUND
    hashes = [mark(" ".join(words[max(0, at - before) : at + behind + 1])) & 0xFFFF for before, behind in windows]
    return (hashes * 2)[: len(_AROUND)]


def _is_ideograph(text: str) -> bool:
    return "\u3400" <= text[0] <= "\u9fff"


@lru_cache(maxsize=1)
def _common_pairs() -> frozenset[str]:
    """Two characters that stand together in the cue words of Chinese articles."""
    lexicon = lexicons.load("zh")
    files = (
        "visit",
        "demands",
        "titles",
        "offices",
        "places",
        "stops",
        "compression",
        "checking_words",
        "source_lines",
    )
    terms = [term for file in files for section in lexicon.sections(file) for term in lexicon.terms(file, section)]
    return frozenset(term[i : i + 2] for term in terms for i in range(len(term) - 1))


# --- days -------------------------------------------------------------------------------------------------------------

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?"
)
_HEAD, _TAIL = 300, 60  # characters in which datelines stand
_NO_DEADLINE = r"(?<!before )(?<!by )(?<!until )(?<!till )(?<!from )(?<!since )"
_DAYS = (
    re.compile(rf"{_NO_DEADLINE}{_MONTH} ?(\d{{1,2}})(?:st|nd|rd|th)?\b(?!,? ?\d*%)"),
    re.compile(rf"{_NO_DEADLINE}\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b"),
    re.compile(r"(\d{1,2})月(\d{1,2})日(?!前|之前|底)"),
    re.compile(r"\b(?:20|19)\d\d[-/.](\d{1,2})[-/.](\d{1,2})\b"),
)


def days_of(low: str) -> tuple[frozenset[int], frozenset[int]]:
    """The days that a text in lower case speaks of, but for deadlines, as month * 32 + day: all, and the firm ones."""
    found, firm = set(), set()
    for at, pattern in enumerate(_DAYS):
        for match in pattern.finditer(low):
            month, day = (match[2], match[1]) if at == 1 else (match[1], match[2])
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            if not (1 <= number <= 12 and 1 <= int(day) <= 31):
                continue
            found.add(number * 32 + int(day))
            if match.start() < _HEAD or match.end() > len(low) - _TAIL:
                firm.add(number * 32 + int(day))
    return frozenset(found), frozenset(firm)
