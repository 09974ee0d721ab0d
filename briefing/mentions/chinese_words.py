"""The Chinese names, titles and boundary words, compiled once a lexicon."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class ChineseWords:
    """What the recogniser of people and places knows.

    `boundary` matches a word that can follow a name, `not_name` one that is no name although it starts like one.
    """

    single: frozenset[str]
    compound: frozenset[str]
    head: re.Pattern[str]
    official: re.Pattern[str]
    title_stop: re.Pattern[str]
    boundary: re.Pattern[str]
    strong_boundary: re.Pattern[str]
    not_name: re.Pattern[str]
    place: re.Pattern[str]
    organisation: re.Pattern[str]
    place_cut: re.Pattern[str]


def any_of(terms: Iterable[str]) -> str:
    """An alternation of `terms`, the longest first; matches nothing if there is none."""
    return "|".join(re.escape(t) for t in sorted(set(terms), key=lambda t: (-len(t), t))) or r"(?!)"


@lru_cache(maxsize=8)
def chinese_words(lexicon: Lexicon) -> ChineseWords:
    """The words of `lexicon`."""
    boundary = lexicon.terms("boundaries", "words")
    return ChineseWords(
        single=frozenset(lexicon.terms("surnames", "single")),
        compound=frozenset(lexicon.terms("surnames", "compound")),
        head=re.compile(any_of(lexicon.terms("titles", "heads"))),
        official=re.compile(rf"(?:{any_of(lexicon.terms('titles', 'officials'))})$"),
        title_stop=re.compile(any_of(lexicon.terms("titles", "stop words"))),
        boundary=re.compile(any_of((*boundary, *lexicon.terms("boundaries", "characters")))),
        strong_boundary=re.compile(any_of(boundary)),
        not_name=re.compile(any_of((*boundary, *lexicon.terms("boundaries", "not names")))),
        place=re.compile(any_of(lexicon.terms("places", "places"))),
        organisation=re.compile(any_of(lexicon.terms("places", "organisations"))),
        place_cut=re.compile(any_of(lexicon.terms("places", "cuts"))),
    )
