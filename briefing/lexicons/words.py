"""Words of a line and of its evidence: folding, tokens, stems, and whether two words are forms of one root."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from briefing.lexicons import Lexicon

_FORMS = "checking_forms"
_TOKEN = re.compile(r"[^\W\d_\u3400-\u9fff]+(?:'[^\W\d_\u3400-\u9fff]+)?")
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‐": "-", "‑": "-"})
_SHORTEST_ROOT = 4  # letters that two words of one root must share
_SURE_ROOT = 5  # from here on any pair of endings will do; a shorter root must be the shorter word itself


class Token(NamedTuple):  # made by the thousand, and a tuple in a third of a record's time
    """A word: its lower-case form without a possessive ending, its stem, and where it stands in the folded text."""

    text: str
    low: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Forms:
    """Irregular forms and word endings of one lexicon."""

    base: dict[str, str]
    past: frozenset[str]
    not_past: frozenset[str]
    suffixes: frozenset[str]
    prefixes: tuple[str, ...]
    turning: tuple[str, ...]

    def is_past(self, low: str) -> bool:
        """Whether a lower-case word can only be a past tense or a past participle."""
        if low in self.not_past:
            return False
        return low in self.past or (low.endswith("ed") and len(low) > 3)

    def turned(self, low: str) -> bool:
        """Whether a word opens with a prefix that turns its meaning round ('unlicensed')."""
        return any(low.startswith(p) and len(low) > len(p) + 3 for p in self.turning)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text with compatibility characters and curly marks in their plain form and Latin letters without accents.

    Offsets into the result are not offsets into `text`.
    """
    text = unicodedata.normalize("NFKC", text).translate(_MARKS)
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Letters and digits only, in lower case."""
    return _NO_LETTERS.sub("", text).lower()


@lru_cache(maxsize=2048)
def tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """The words of `text`, which is folded already, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        low = match.group().lower().removesuffix("'s").rstrip("'")
        found.append(Token(text=match.group(), low=low, stem=stem(low, lexicon), start=match.start(), end=match.end()))
    return tuple(found)


@lru_cache(maxsize=30_000)
def stem(low: str, lexicon: Lexicon) -> str:
    """The stem of a lower-case English word (Snowball), irregular forms first taken back to their base."""
    return str(_stemmer().stemWord(forms(lexicon).base.get(low, low)))


@lru_cache(maxsize=8)
def forms(lexicon: Lexicon) -> Forms:
    """The forms that `lexicon` knows."""
    verbs = (*lexicon.table("irregular_verbs", "verbs"), *lexicon.table(_FORMS, "verbs"))
    base: dict[str, str] = {}
    for first, *others in (*verbs, *lexicon.table(_FORMS, "others")):
        for other in others:
            base.setdefault(other, first)
    for first, *_ in verbs:
        base.pop(first, None)
    base |= {"is": "be", "are": "be", "am": "be", "were": "be", "has": "have", "does": "do"}
    return Forms(
        base=base,
        past=frozenset(form for _, *others in verbs for form in others[:2]),
        not_past=frozenset(lexicon.terms(_FORMS, "not past")) | {row[0] for row in verbs},
        suffixes=frozenset(lexicon.terms(_FORMS, "suffixes")) | {""},
        prefixes=lexicon.terms(_FORMS, "prefixes"),
        turning=lexicon.terms(_FORMS, "turning prefixes"),
    )


@lru_cache(maxsize=30_000)
def same_root(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two lower-case words differ by known endings or by a known opening only: 'sellers' and 'sell'.

    A prefix that turns the meaning round is not looked through.
    """
    known = forms(lexicon)
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    for cut in (shared, shared - 1):
        if cut < _SHORTEST_ROOT or one[cut:] not in known.suffixes or other[cut:] not in known.suffixes:
            continue
        if cut >= _SURE_ROOT or min(one[cut:], other[cut:], key=len) in ("", "e", "y"):
            return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(shorter) >= _SHORTEST_ROOT and longer.endswith(shorter):
        return longer.removesuffix(shorter).rstrip("-") in known.prefixes
    return False


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()
