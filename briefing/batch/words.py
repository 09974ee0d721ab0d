"""Words as articles and demands are compared by: stems, and how much each one tells."""

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from briefing import lexicons


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case English word (Snowball), irregular verbs first taken back to their base."""
    word = word.removesuffix("'s").removesuffix("’s")
    return str(_stemmer().stemWord(_bases().get(word, word)))


@lru_cache(maxsize=1)
def _bases() -> Mapping[str, str]:
    rows = lexicons.load("en").table("irregular_verbs", "verbs")
    bases = {form: base for base, *forms in rows for form in forms}
    return {form: base for form, base in bases.items() if form not in {row[0] for row in rows}}


@lru_cache(maxsize=1)
def common() -> Mapping[str, int]:
    """In how many of `total()` segments of this genre a stem stands."""
    return {row[0]: int(row[1]) for row in lexicons.load("en").table("common_words") if len(row) == 2}


def total() -> int:
    """How many segments were counted."""
    return common().get("*", 1)


def bits(word: str, *, seen: int = 0, among: int = 0) -> float:
    """How much a stem tells: its rarity in bits, in this genre and in the batch, where `seen` of `among` texts have it."""
    return math.log2((total() + among + 2) / (common().get(word, 0) + seen + 1))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()
