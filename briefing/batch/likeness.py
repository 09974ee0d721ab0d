"""Whether two articles mean one person, place or site: names compared through spelling, spacing, order and translation.

The string distances are rapidfuzz's; what they are measured on, and from where on two strings count as one name, is said
here. A comparison needs nothing but the two strings, so that it gives the same answer in every folder.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from briefing import lexicons

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_MARKUP = re.compile(r"<[^<>]{0,40}>")
_POSSESSIVE = re.compile(r"['’]s?$")
_LINKS = frozenset("of for and the a an to in at on with by de la el al its their his her".split())
# what a firm's name ends in, and what is left out or put in freely before and after a name
_FILLERS = frozenset(
    "co ltd limited inc corp corporation company companies group llc plc enterprise enterprises firm holdings technology "
    "technologies industry industries industrial new newly built province city county district town township village "
    "municipality municipal provincial national local state high hi tech hightech hitech phase base main urban rural downtown".split()
)
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
# of rapidfuzz's ratio: 'bearing' and 'bearings' are one word, 'Hongda' and 'Hengda' are not
_SAME_WORD = 84.0
_ALIKE = 75.0  # likewise, of two names that may be one in two romanisations
_SHORTEST_FUZZY = 5  # letters; shorter words are the same or not
_RESPELT = 7  # letters of a whole name that may differ by one


def folded(text: str) -> str:
    """`text` in lower case, compatibility forms and accents undone."""
    return unaccented(text).lower()


def unaccented(text: str) -> str:
    """`text` with compatibility forms and accents undone, curly apostrophes straight."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)).replace("’", "'")
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, without possessive endings; a hyphen parts words."""
    return tuple(_POSSESSIVE.sub("", w) for w in _WORD.findall(folded(_MARKUP.sub("", text))))


@lru_cache(maxsize=5_000)
def squeezed(name: str) -> str:
    """The letters of a name without blanks: 'Wang Ji' and 'Wangji' are one."""
    return "".join(words(name))


@lru_cache(maxsize=5_000)
def _sorted_letters(name: str) -> str:
    return "".join(sorted(words(name)))


@lru_cache(maxsize=10_000)
def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: spacing, order of names, initials, and one letter in a longer name may differ.

    A family name alone ('Wang') is nobody's in particular.
    """
    a, b = squeezed(one), squeezed(other)
    if not a or not b:
        return False
    if a == b or _sorted_letters(one) == _sorted_letters(other):
        return True
    if _IDEOGRAPH.search(a) or _IDEOGRAPH.search(b):
        return False
    return _is_part(words(one), words(other)) or _is_respelt(a, b)


@lru_cache(maxsize=10_000)
def alike_person(one: str, other: str) -> bool:
    """Whether two names may be one in two romanisations ('Ri Chang Sop', 'Ri Jang-sop'): no proof that they are."""
    from rapidfuzz import fuzz

    return bool(one and other) and fuzz.ratio(squeezed(one), squeezed(other), score_cutoff=_ALIKE) > 0


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other with names left out or as initials: 'K. Tripathy Nair', 'Kavita Nair'."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return False
    shared = [w for w in short if len(w) > 2 and w in long]
    rest, others = [w for w in short if w not in shared], [w for w in long if w not in shared]
    initials = all(any(o[0] == w[0] and (len(o) == 1 or len(w) == 1) for o in others) for w in rest)
    return bool(shared) and initials and (len(shared) > 1 or bool(rest))


def _is_respelt(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    if min(len(one), len(other)) < _RESPELT or one[0] != other[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """Words that say what kind of place it is, not which one."""
    sections = (
        ("organisations", ("heads", "firms", "trades")),
        ("places", ("heads", "lower heads")),
        ("site_heads", ("facilities", "areas", "people", "not places")),
    )
    low = _terms(sections)
    return frozenset(low | {f"{w}s" for w in low} | _FILLERS | _LINKS) - _ORDINALS


@lru_cache(maxsize=1)
def offices() -> frozenset[str]:
    """Words of titles, months and days: capitalised in many articles, and the name of nothing."""
    sections = (
        ("titles", ("heads", "heads-strong", "modifiers", "bodies", "portfolios", "honorifics")),
        ("function_words", ("",)),
    )
    days = "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    return frozenset(_terms(sections) | set(days.split()) | set("september october november december".split()))


def _terms(sections: Iterable[tuple[str, tuple[str, ...]]]) -> set[str]:
    lexicon = lexicons.load("en")
    return {w for file, names in sections for name in names for term in lexicon.terms(file, name) for w in words(term)}


@lru_cache(maxsize=5_000)
def distinctive(name: str) -> tuple[str, ...]:
    """The words of a place's name that tell it from others of its kind; digits are among them."""
    return tuple(dict.fromkeys(w for w in words(name) if w not in generic()))


@lru_cache(maxsize=10_000)
def same_place(one: str, other: str) -> bool:
    """Whether two names can be one place's: every distinctive word of the shorter name is in the longer one.

    Names without a distinctive word ('the village clinic') are one only where all their words are the same. Chinese
    names are one where one holds the other, or most of it.
    """
    if _IDEOGRAPH.search(one) and _IDEOGRAPH.search(other):
        return _same_chinese(squeezed(one), squeezed(other))
    a, b = distinctive(one), distinctive(other)
    if not a or not b:
        return not a and not b and _weight(one) == _weight(other) != frozenset()
    return _holds("".join(words(one)), a, "".join(words(other)), b)


def _weight(name: str) -> frozenset[str]:
    return frozenset(w.rstrip("s") for w in words(name) if w not in _LINKS)


def _holds(one: str, a: tuple[str, ...], other: str, b: tuple[str, ...]) -> bool:
    short, long, text = (a, b, other) if len(a) <= len(b) else (b, a, one)
    return all(any(same_word(w, o) for o in long) or (len(w) >= _SHORTEST_FUZZY and w in text) for w in short)


def same_word(one: str, other: str) -> bool:
    """Whether two words of names are one, but for a letter or an ending."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_FUZZY or one.isdigit() or other.isdigit():
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=_SAME_WORD) > 0


def _same_chinese(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    short, long = sorted((one, other), key=len)
    return len(short) > 1 and (short in long or fuzz.ratio(short, long) >= _SAME_WORD)
