"""The cue words of reading, compiled from the lexicons once: labels of source lines, credits, captions, navigation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from briefing import lexicons
from briefing.lexicons import Lexicon

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
def load(extra: Path | None = None) -> Cues:
    """The cues of the package, with those of the user's lexicon folder `extra`.

    Raises:
        LexiconError: as in `lexicons.load`.
    """
    en, zh = lexicons.load("en", extra), lexicons.load("zh", extra)
    both = (en, zh)
    roles = {t.lower(): role for lex in both for role in _ROLES for t in lex.terms("source_lines", role)}
    headings = _any(_terms(both, "furniture", "label"))
    agencies = frozenset(_terms(both, "source_lines", "agency"))
    return Cues(
        label=re.compile(
            rf"(?P<label>{_any(roles)})(?:\s{{0,4}}[:：](?!//)\s*|\s*(?:\s(?:on|at)\s+)?(?={_DATE_HEAD}))",
            re.IGNORECASE,
        ),
        roles=roles,
        heading=re.compile(rf"(?:{headings})(?:\s{{0,3}}[:：|｜](?!//)|\s*$)", re.IGNORECASE),
        opens=tuple(t.lower() for t in _terms(both, "furniture", "opens")),
        whole=frozenset(t.lower() for t in _terms(both, "furniture", "whole")),
        byline=_words(both, "furniture", "byline"),
        photo=_words(both, "furniture", "photo"),
        caption=tuple(t.lower() for t in _terms(both, "furniture", "caption")),
        position=re.compile(rf"[(（\[]\s*(?:{_any(_terms(both, 'furniture', 'position'))})\s*[)）\]]", re.IGNORECASE),
        outlet_word=re.compile(
            rf"{_any(en.terms('source_lines', 'outlet word'), whole=True)}"
            rf"|(?:{_any(zh.terms('source_lines', 'outlet word'), whole=True)})$"
            r"|\w\.(?:com|cn|org|net|gov|news|info)\b",
            re.IGNORECASE,
        ),
        agencies=agencies,
        chinese_agency=re.compile(_any(zh.terms("source_lines", "agency"), whole=True)),
        nameless=frozenset(t.lower() for t in _terms(both, "source_lines", "self")),
    )


def _terms(lexica: Iterable[Lexicon], name: str, section: str) -> tuple[str, ...]:
    return tuple(term for lexicon in lexica for term in lexicon.terms(name, section))


def _words(lexica: Iterable[Lexicon], name: str, section: str) -> re.Pattern[str]:
    return re.compile(_any(_terms(lexica, name, section), whole=True), re.IGNORECASE)


def _any(terms: Iterable[str], *, whole: bool = False) -> str:
    """An alternation of `terms`, longest first; a term starts no word in its middle and, if `whole`, ends none either.

    What stands before a term is looked at once, not in every branch: the pattern then compiles in a tenth of the time.
    """
    ordered = sorted(set(terms), key=lambda t: (-len(t), t))
    han = [re.escape(t) for t in ordered if re.match(f"[{_HAN}]", t)]
    latin = [re.escape(t).replace(r"\ ", r"\s") for t in ordered if not re.match(f"[{_HAN}]", t)]
    branches = []
    if latin:
        branches.append(f"(?<![A-Za-z/])(?:{'|'.join(latin)})" + ("(?![A-Za-z])" if whole else ""))
    if han:
        # inside brackets and lists a Chinese cue may follow another word: '李文 摄', but not '实拍摄'
        branches.append(("" if whole else f"(?<![{_HAN}])") + f"(?:{'|'.join(han)})")
    return "|".join(branches) or r"(?!)"
