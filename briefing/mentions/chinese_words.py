"""The Chinese names, titles and boundary words, compiled once a lexicon."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class ChineseWords:
    """What the recogniser of people and places knows.

    `head` matches the end of an office; `title_stop` what an office does not reach back over; `not_office` what
    shows that a phrase before a name is none. `strong_boundary` matches a word that may follow a name, `boundary`
    also those that often are part of one; `attends` what may follow a list of people without office; `not_name`
    matches a word that is no name although it starts like one; `never_last` are characters that end no name.
    `given` are characters that given names are often made of,
    `name_words` matches names of two or more words, as Tibetan and Mongolian ones are.
    `place` and `organisation` match the ends of such names, `place_cut` words that they do not reach back over.
    """

    single: frozenset[str]
    doubtful: frozenset[str]
    compound: frozenset[str]
    given: frozenset[str]
    name_words: re.Pattern[str]
    never_last: frozenset[str]
    head: re.Pattern[str]
    title_stop: re.Pattern[str]
    not_office: re.Pattern[str]
    boundary: re.Pattern[str]
    strong_boundary: re.Pattern[str]
    attends: re.Pattern[str]
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

    def pattern(file: str, *sections: str) -> re.Pattern[str]:
        return re.compile(any_of(term for section in sections for term in lexicon.terms(file, section)))

    return ChineseWords(
        single=frozenset(lexicon.terms("surnames", "single")),
        doubtful=frozenset(lexicon.terms("surnames", "doubtful")),
        compound=frozenset(lexicon.terms("surnames", "compound")),
        given=frozenset(lexicon.terms("surnames", "given")),
        name_words=re.compile(rf"(?:{any_of(lexicon.terms('surnames', 'name words'))}){{2,4}}"),
        never_last=frozenset(lexicon.terms("boundaries", "never last")),
        head=pattern("titles", "heads"),
        title_stop=pattern("titles", "stop words"),
        not_office=pattern("titles", "not offices"),
        boundary=pattern("boundaries", "words", "characters"),
        strong_boundary=pattern("boundaries", "words"),
        attends=pattern("boundaries", "attends"),
        not_name=pattern("boundaries", "words", "not names"),
        place=pattern("places", "places"),
        organisation=pattern("places", "organisations"),
        place_cut=pattern("places", "cuts"),
    )
