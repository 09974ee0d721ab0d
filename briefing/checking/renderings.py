"""Content words of a line: each stands in the evidence, by root, or is a known plain rendering of a word there."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, folded, forms, same_root, stem, tokens
from briefing.records import Finding

_TABLE = "renderings"
_SHORTEST = 4  # letters; shorter words carry no content of their own
_ROOM_FOR_ONE = 3  # content words from which on a line may have one of its own
_WORDS_TO_ONE = 5  # in a longer line, one of its own for so many


@dataclass(frozen=True, slots=True)
class Renderings:
    """The table of plain renderings, by stem; `of` holds what a word may stand for."""

    plain: frozenset[str]
    of: dict[str, frozenset[str]]
    function: frozenset[str]

    def renders(self, one: str, other: str) -> bool:
        """Whether stem `one` may stand for stem `other`."""
        return one == other or other in self.of.get(one, ())


@lru_cache(maxsize=8)
def renderings(lexicon: Lexicon) -> Renderings:
    """The renderings that `lexicon` knows."""
    of: dict[str, set[str]] = {}
    for plain, words in (row for row in lexicon.table(_TABLE, "of") if len(row) == 2):
        of.setdefault(stem(plain, lexicon), set()).update(stem(w, lexicon) for w in words.split())
    for row in lexicon.terms(_TABLE, "synonyms"):
        group = [stem(w, lexicon) for w in row.split()]
        for word in group:
            of.setdefault(word, set()).update(group)
    return Renderings(
        plain=frozenset(stem(w, lexicon) for w in lexicon.terms(_TABLE, "plain")),
        of={word: frozenset(words) for word, words in of.items()},
        function=frozenset(t.lower() for t in lexicon.terms("function_words")),
    )


def near(word: str, stems: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a stem is among `stems`, or one of them renders it or is rendered by it."""
    of = renderings(lexicon).of
    return word in stems or any(s in of.get(word, ()) or word in of.get(s, ()) for s in stems)


def is_content(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word carries content that evidence must have."""
    table = renderings(lexicon)
    return len(token.low) >= _SHORTEST and token.low not in table.function and token.stem not in table.plain


def in_evidence(token: Token, evidence: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether the evidence has `token` by root, turned round or rendered."""
    table, known = renderings(lexicon), forms(lexicon)
    lows = {t.low: t.stem for t in evidence}
    stems = set(lows.values())
    if token.stem in stems or table.of.get(token.stem, frozenset()) & stems:
        return True
    if any(same_root(token.low, low, lexicon) for low in lows):
        return True
    if known.turned(token.low):  # 'unlicensed' of 'not licensed'; that both negate is for the check of negation to see
        base = next(token.low.removeprefix(p) for p in known.turning if token.low.startswith(p))
        return stem(base, lexicon) in stems or any(same_root(base, low, lexicon) for low in lows)
    return False


def check_words(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Content words of `line` that its evidence, by root or rendering, lacks.

    One in a line of some length passes, and one in five of a long one: a good writer has a word of his own now and
    then, and a quarter of the lines written by hand would fall otherwise. A name, a figure, a qualifier or an actor is
    no such word and has a check of its own.
    """
    known = tokens(folded(evidence), lexicon) + tuple(t for a in allowed for t in tokens(folded(a), lexicon))
    content = [token for token in tokens(folded(line), lexicon) if is_content(token, lexicon)]
    lost = [token for token in content if not in_evidence(token, known, lexicon)]
    own = max(1, len(content) // _WORDS_TO_ONE) if len(content) >= _ROOM_FOR_ONE else 0
    if len(lost) <= own:
        return []
    return [Finding(check="word", detail=", ".join(dict.fromkeys(t.text for t in lost)))]


def check_qualifiers(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Words such as 'former', 'first' or 'deputy' that the line adds."""
    theirs = {t.stem for text in (evidence, *allowed) for t in tokens(folded(text), lexicon)}
    return [
        Finding(check="qualifier", detail=token.text)
        for token in tokens(folded(line), lexicon)
        if token.low in (table := _qualifiers(lexicon)) and token.stem not in theirs and not table[token.low] & theirs
    ]


@lru_cache(maxsize=8)
def _qualifiers(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    rows = lexicon.table("checking_qualifiers", "qualifiers")
    return {row[0]: frozenset(stem(w, lexicon) for w in " ".join(row[1:]).split()) for row in rows}
