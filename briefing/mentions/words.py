"""The English word lists of the recogniser, compiled once a lexicon."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Lower-case sets, but for names, which keep their capital."""

    heads: frozenset[str]
    strong_heads: frozenset[str]
    modifiers: frozenset[str]
    bodies: frozenset[str]
    portfolios: frozenset[str]
    honorifics: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    firms: frozenset[str]
    function: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    lists: tuple[str, ...]
    callings: frozenset[str]
    countries: frozenset[str]

    def is_title_word(self, word: str) -> bool:
        """Whether a lower-case word can stand inside a title."""
        return word in self.heads or word in self.modifiers or word in self.bodies or word in self.portfolios


@lru_cache(maxsize=8)
def words(lexicon: Lexicon) -> Words:
    """The word lists of `lexicon`."""

    def low(file: str, section: str = "") -> frozenset[str]:
        return frozenset(term.lower() for term in lexicon.terms(file, section))

    return Words(
        heads=low("titles", "heads"),
        strong_heads=low("titles", "heads-strong"),
        modifiers=low("titles", "modifiers"),
        bodies=low("titles", "bodies"),
        portfolios=low("titles", "portfolios"),
        honorifics=low("titles", "honorifics"),
        organisations=low("names", "organisation"),
        places=low("names", "place"),
        firms=low("names", "firm"),
        function=low("function_words"),
        surnames=frozenset(t for s in lexicon.sections("surnames") for t in lexicon.terms("surnames", s)),
        callings=low("callings"),
        countries=low("countries"),
        lists=lexicon.terms("names", "people lists"),
        given=frozenset(lexicon.terms("given_names")),
    )
