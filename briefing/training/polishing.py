"""Examples that teach a model to polish a line: one that was made clumsy the way machine translation is, and the line.

A grammar corrector from synthetic errors (Grundkiewicz et al. 2019, "Neural grammatical error correction systems with
unsupervised pre-training on synthetic data"): articles and small words are lost, changed or put in, endings confused,
words doubled and swapped, padding added. A third of the lines stay as they are: most need no polish.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from briefing import mentions
from briefing.lexicons import Lexicon
from briefing.records import LineRole, Passage, SegmentKind
from briefing.summarising import extractive
from briefing.summarising.passages import passage_of, passage_of_line
from briefing.summarising.vocabulary_map import other_forms
from briefing.training.denoising import DEMAND, VISIT

_ARTICLES = ("the", "a", "an")
_LINKS = ("of", "to", "for", "in", "on", "at", "with", "by", "from", "into", "and", "that")
_VERBS = frozenset(("is", "are", "was", "were", "be", "been", "has", "have", "had", "will"))
_BROKEN_ENDS = ("and", "of", "the", ", the", ", and", "to", "in", "with", "and other", ", which")
_WORD = re.compile(r"[a-z]{3,}")
_FEWEST = 5  # times that a word form is seen before it stands in for another
_LONGEST_TEXT = 6000  # code points
_LEVELS = ((0.0, 0.3), (0.5, 0.25), (1.0, 0.3), (1.8, 0.15))
"""(how noisy, how often)."""

_WRITTEN, _DEMANDS = 0.3, 0.2
"""Shares of the examples made of written lines, and of demands of the open text; the rest are its other sentences."""

Line = tuple[SegmentKind, str]
"""What a line is, and its masked text."""


class Lines:
    """Good lines, ready to be made clumsy.

    Args:
        written: lines that were written by hand.
        found: sentences of open text in fewer words.
    """

    def __init__(self, written: Sequence[Line], found: Sequence[Line], *, lexicon: Lexicon) -> None:
        self._forms = families((text for _, text in (*written, *found)), lexicon=lexicon)
        self._written = written
        self._demands = [line for line in found if line[0] == "directive"]
        self._others = [line for line in found if line[0] != "directive"]

    def draw(self, rng: random.Random, *, padding: Sequence[str]) -> tuple[SegmentKind, str, str]:
        """(kind, clumsy line, line)."""
        groups = ((self._written, _WRITTEN), (self._demands, _DEMANDS), (self._others, 1 - _WRITTEN - _DEMANDS))
        filled = [(lines, share) for lines, share in groups if lines]
        lines = rng.choices([lines for lines, _ in filled], [share for _, share in filled])[0]
        kind, text = rng.choice(lines)
        return kind, self.clumsy(text, rng, padding=padding), text

    def clumsy(self, line: str, rng: random.Random, *, padding: Sequence[str]) -> str:
        """A masked line as a machine might have translated it, with forms of words that these lines have."""
        return clumsy(line, rng, forms=self._forms, padding=padding)


def lines_of(texts: Iterable[str], *, mask: Callable[[Passage], str], lexicon: Lexicon) -> Iterator[Line]:
    """Every demand and visit, and half the other sentences of open text, each in fewer words, as a line would print it."""
    other: tuple[tuple[SegmentKind, LineRole] | None, ...] = (("site", "observed"), None, ("event", "event"), None)
    count = 0
    for text in texts:
        annotation = mentions.annotate(text[:_LONGEST_TEXT], language="en", lexicon=lexicon)
        for sentence in annotation.sentences:
            words = sentence.span.text
            if not (6 <= len(words.split()) <= 50 and words[-1] in ".!?" and words[0].isalpha()):
                continue
            what: tuple[SegmentKind, LineRole] | None = ("directive", "directive") if DEMAND.search(words) else None
            if what is None:
                count += 1
                what = ("site", "observed") if VISIT.search(words) else other[count % len(other)]
            if what is None:
                continue
            passage = passage_of(annotation, (sentence.span,), kind=what[0], role=what[1])
            line = extractive.compress(passage, lexicon=lexicon)
            if 4 <= len(line.split()) <= 42:
                yield what[0], mask(passage_of_line(line, passage))


def families(lines: Iterable[str], *, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """For each word that `lines` often have its other forms that they often have."""
    counts = Counter(word for line in lines for word in line.split() if _WORD.fullmatch(word))
    return other_forms((word for word, count in counts.items() if count >= _FEWEST), lexicon=lexicon)


def clumsy(line: str, rng: random.Random, *, forms: Mapping[str, tuple[str, ...]], padding: Sequence[str]) -> str:
    """The masked, lower-case `line` as a machine might have translated it; placeholders stay."""
    level = rng.choices([level for level, _ in _LEVELS], [share for _, share in _LEVELS])[0]
    if not level:
        return line
    lost = rng.choice((0.1, 0.5, 0.9))
    out: list[str] = []
    for word in line.split():
        out += _word(word, rng, level=level, lost=lost, forms=forms, padding=padding)
    if len(out) > 6 and rng.random() < 0.12 * level:
        i = rng.randrange(1, len(out) - 2)
        out[i], out[i + 1] = out[i + 1], out[i]
    text = " ".join(out)
    if rng.random() < 0.06 * level:
        text = f"{text.rstrip(' .')} {rng.choice(_BROKEN_ENDS)}."
    if rng.random() < 0.15 * level:
        text = text.replace(" , and ", " , ") if rng.random() < 0.5 else text.replace(" and ", " , ", 1)
    return text


def _word(
    word: str,
    rng: random.Random,
    *,
    level: float,
    lost: float,
    forms: Mapping[str, tuple[str, ...]],
    padding: Sequence[str],
) -> list[str]:
    chance = rng.random()
    if word in _ARTICLES:
        if chance < lost * min(1.0, level):
            return []
        return [rng.choice(_ARTICLES)] if chance > 1 - 0.1 * level else [word]
    if word in _LINKS:
        if chance < 0.06 * level:
            return []
        return [rng.choice(_LINKS)] if chance > 1 - 0.06 * level else [word]
    if word in _VERBS and chance < 0.15 * level:
        return []
    if word in forms and chance < 0.08 * level:
        return [rng.choice(forms[word])]
    if _WORD.fullmatch(word):
        if chance > 1 - 0.03 * level:
            return ["the", word]
        if chance > 1 - 0.05 * level and padding:
            return [rng.choice(padding), word]
        if chance > 1 - 0.06 * level:
            return [word, word]
    return [word]
