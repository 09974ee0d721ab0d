"""The English word lists of the recogniser, compiled once a lexicon."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon

# what a word can be; one word can be several things
HEAD = 1  # of an official's title: 'mayor', 'director'
STRONG = 2  # a title's head that is an office whatever surrounds it
MODIFIER = 4  # of a title: 'vice', 'executive'
BODY = 8  # a word for a body that titles name: 'committee', 'bureau'
PORTFOLIO = 16  # what an office looks after: 'works', 'health'
HONORIFIC = 32  # before a name, no office: 'Dr', 'Shri'
CALLING = 64  # what people are called who hold no office: 'farmer'
ORGANISATION = 128  # ends the name of a body or facility: 'Hospital'
FIRM = 256  # marks a firm: 'Ltd'
TRADE = 512  # a line of business, ends a firm's short name: 'Silicon'
PLACE = 1024  # ends the name of a place: 'County'
FUNCTION = 2048  # opens a sentence with a capital and is no name
VERB = 4096  # what people do in the past tense or present: 'visited', 'says'
DEMONYM = 8192  # 'Thai', 'Islamic'
COUNTRY = 16384
LOWER_PLACE = 32768  # a place noun that belongs to the name in lower case too
TITLE = HEAD | MODIFIER | BODY | PORTFOLIO
NOUN = ORGANISATION | FIRM | TRADE | PLACE
COMMON = TITLE | CALLING | NOUN | FUNCTION | VERB  # what a lone capital at the head of a sentence may be besides a name

_ROLES = (
    ("titles", "heads", HEAD),
    ("titles", "heads-strong", HEAD | STRONG),
    ("titles", "modifiers", MODIFIER),
    ("titles", "bodies", BODY),
    ("titles", "portfolios", PORTFOLIO),
    ("titles", "honorifics", HONORIFIC),
    ("callings", "", CALLING),
    ("organisations", "heads", ORGANISATION),
    ("organisations", "firms", FIRM),
    ("organisations", "trades", TRADE),
    ("places", "heads", PLACE),
    ("places", "lower heads", PLACE | LOWER_PLACE),
    ("places", "countries", COUNTRY | PLACE),
    ("places", "demonyms", DEMONYM),
    ("function_words", "", FUNCTION),
)
_VERBS_TOO = (
    "chair",
    "head",
    "chief",
    "guide",
    "host",
    "guard",
    "coach",
    "judge",
    "cook",
    "pilot",
)  # 'chairs' is a verb
_VERBS = (("visit_verbs", "visit"), ("visit_verbs", "motion"), ("observe_verbs", "observe"), ("speech_verbs", "order"), ("speech_verbs", "stress"), ("speech_verbs", "say"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Roles of lower-case words, and the names that are known with their capital.

    `compounds` has for a first word the terms of several words that it opens, in lower case, and the role of each of them.
    """

    roles: dict[str, int]
    surnames: frozenset[str]
    given: frozenset[str]
    known_places: frozenset[str]
    place_prefixes: frozenset[str]
    bases: frozenset[str]
    lists: tuple[str, ...]
    not_names: frozenset[str]
    compounds: dict[str, tuple[tuple[tuple[str, ...], int], ...]]


@lru_cache(maxsize=8)
def words(lexicon: Lexicon) -> Words:
    """The word lists of `lexicon`."""
    roles: dict[str, int] = {}
    for file, section, role in _ROLES:
        for term in lexicon.terms(file, section):
            roles[term.lower()] = roles.get(term.lower(), 0) | role
    irregular = {row[0]: row[1:] for row in lexicon.table("irregular_verbs", "verbs")}
    bases = {phrase.split()[0].lower() for file, section in _VERBS for phrase in lexicon.terms(file, section)}
    forms = [form for verb in bases for form in _past_and_present(verb, irregular)]
    for form in (*forms, *(f"{verb}s" for verb in irregular), "goes", "holds", "attends", "calls", "sends", "receives"):
        roles[form] = roles.get(form, 0) | VERB
    for plural, role in _plurals(roles):
        roles.setdefault(plural, role)
    return Words(
        roles=roles,
        surnames=frozenset(t for s in lexicon.sections("surnames") for t in lexicon.terms("surnames", s)),
        given=frozenset(lexicon.terms("given_names")),
        known_places=frozenset(
            term
            for section in ("known", "countries", "compound countries")
            for term in lexicon.terms("places", section)
        ),
        place_prefixes=frozenset(lexicon.terms("places", "prefixes")),
        bases=frozenset(bases),
        lists=tuple(term.lower() for term in lexicon.terms("organisations", "people lists")),
        not_names=frozenset(lexicon.terms("organisations", "not names")),
        compounds=_compounds(lexicon),
    )


def _compounds(lexicon: Lexicon) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for section, role in (("compound countries", COUNTRY | PLACE), ("compound demonyms", DEMONYM)):
        for term in lexicon.terms("places", section):
            parts = tuple(term.lower().split())
            found.setdefault(parts[0], []).append((parts, role))
    return {first: tuple(terms) for first, terms in found.items()}


def _plurals(roles: dict[str, int]) -> list[tuple[str, int]]:
    counted, named = HEAD | CALLING, ORGANISATION | PLACE
    plurals = [
        (f"{w}s", role & counted | FUNCTION) for w, role in roles.items() if role & counted and w not in _VERBS_TOO
    ]
    plurals += [(f"{word}s", role & named) for word, role in roles.items() if role & named and not role & COUNTRY]
    return plurals + [(f"{word}s", DEMONYM) for word, role in roles.items() if role & DEMONYM]


def _past_and_present(verb: str, irregular: dict[str, tuple[str, ...]]) -> Iterable[str]:
    if verb in ("be", "have", "do"):
        return ()
    if verb in irregular:
        return (*irregular[verb][:1], f"{verb}s")
    if verb.endswith("e"):
        return f"{verb}d", f"{verb}s"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied", f"{verb[:-1]}ies"
    doubled = verb + verb[-1] + "ed" if verb[-1] not in "aeiouwxy" else ""
    return f"{verb}ed", f"{verb}s", f"{verb}es", doubled
