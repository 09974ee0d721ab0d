"""The cue words of reading, compiled from the lexicons once: labels of source lines, credits, captions, navigation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from briefing.lexicons import Lexicon, load

Role = Literal["published", "updated", "outlet", "author", "count", "control"]
_ROLES: tuple[Role, ...] = ("published", "updated", "outlet", "author", "count", "control")
_HAN = r"\u3400-\u9fff"
# what may stand right after "Updated" or "Published on" where no colon does
_DATE_HEAD = (
    r"\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)(?![a-z]{0,6}[a-z]\w{4})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Compiled cue words of both languages.

    `label` matches a label with its colon, or before a date ("Updated May 16"); group "label" is looked up in `roles`.
    `heading` matches the label that opens a line of navigation or a caption. `opens` and `whole` are lower-case.
    """

    label: re.Pattern[str]
    roles: dict[str, Role]
    heading: re.Pattern[str]
    opens: tuple[str, ...]
    whole: frozenset[str]
    byline: re.Pattern[str]
    photo: re.Pattern[str]
    caption: tuple[str, ...]
    position: re.Pattern[str]
    outlet_word: re.Pattern[str]
    agencies: frozenset[str]
    chinese_agency: re.Pattern[str]
    nameless: frozenset[str]


@lru_cache(maxsize=8)
def cues(extra: Path | None = None) -> Cues:
    """The cues of the package, with those of the user's lexicon folder `extra`.

    Raises:
        LexiconError: as in `lexicons.load`.
    """
    en, zh = load("en", extra), load("zh", extra)
    both = (en, zh)
    roles = {t.lower(): role for lex in both for role in _ROLES for t in lex.terms("source_lines", role)}
    headings = _any(_terms(both, "furniture", "label"))
    agencies = frozenset(_terms(both, "source_lines", "agency"))
    return Cues(
        label=re.compile(
            rf"(?<![A-Za-z/])(?P<label>{_any(roles)})(?:\s{{0,4}}[:：](?!//)\s*|\s*(?:\s(?:on|at)\s+)?(?={_DATE_HEAD}))",
            re.I,
        ),
        roles=roles,
        heading=re.compile(rf"(?:{headings})(?:\s{{0,3}}[:：|｜](?!//)|\s*$)", re.I),
        opens=tuple(t.lower() for t in _terms(both, "furniture", "opens")),
        whole=frozenset(t.lower() for t in _terms(both, "furniture", "whole")),
        byline=_words(both, "furniture", "byline"),
        photo=_words(both, "furniture", "photo"),
        caption=tuple(t.lower() for t in _terms(both, "furniture", "caption")),
        position=re.compile(rf"[(（\[]\s*(?:{_any(_terms(both, 'furniture', 'position'))})\s*[)）\]]", re.I),
        outlet_word=re.compile(
            rf"(?<![A-Za-z])(?:{_any(en.terms('source_lines', 'outlet word'))})(?![A-Za-z])"
            rf"|(?:{_any(zh.terms('source_lines', 'outlet word'))})$|\w\.(?:com|cn|org|net|gov|news|info)\b",
            re.I,
        ),
        agencies=agencies,
        chinese_agency=re.compile(_any(zh.terms("source_lines", "agency"))),
        nameless=frozenset(zh.terms("source_lines", "self")),
    )


def _terms(lexica: Iterable[Lexicon], name: str, section: str) -> tuple[str, ...]:
    return tuple(term for lexicon in lexica for term in lexicon.terms(name, section))


def _words(lexica: Iterable[Lexicon], name: str, section: str) -> re.Pattern[str]:
    return re.compile(_any(_terms(lexica, name, section), bounded=True), re.I)


def _any(terms: Iterable[str], *, bounded: bool = False) -> str:
    """An alternation of `terms`, longest first; Chinese ones never start inside a longer Chinese word."""
    out = []
    for term in sorted(set(terms), key=lambda t: (-len(t), t)):
        pattern = re.escape(term).replace(r"\ ", r"\s+")
        if re.match(f"[{_HAN}]", term):
            out.append(pattern if bounded else f"(?<![{_HAN}]){pattern}")
        else:
            out.append(rf"(?<![A-Za-z]){pattern}(?![A-Za-z])" if bounded else pattern)
    return "|".join(out) or r"(?!)"
