"""What the texts of two cards share: whole passages, by which copies are known, and telling words in sentences of their own.

Two visits of one leader share whole paragraphs of boilerplate; two accounts of one visit share names, things and figures in
different sentences. So for a retelling a word counts only where the words around it differ.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from briefing.batch.cards import Card, Hashes, mark
from briefing.batch.likeness import squeezed, words
from briefing.batch.words import stem

_SELDOM = 6.0  # bits that a word is worth at most for being seldom in this genre, on top of its rarity in the batch
_FADING = 2  # how fast the bits of a word go down with the weeks that have it


def containment(one: Card, other: Card) -> float:
    """The share of the shorter text's shingles that the longer one has, from their sketches.

    The k smallest hashes of each text are a sample of it (Broder 1997, bottom-k); below the smaller of the two largest
    hashes both sketches are complete, and are compared there.
    """
    last = min(
        int(one.shingles[-1]) if not one.whole else 2**32,
        int(other.shingles[-1]) if not other.whole else 2**32,
    )
    a, b = one.shingles[one.shingles <= last], other.shingles[other.shingles <= last]
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return shared / max(1, min(len(a), len(b)))


class Rarity:
    """How much each mark tells among the cards of one batch.

    What a leader and an outlet always speak of ('production', 'measures', the name of the city) stands in articles of
    many weeks, in ever other sentences; what one visit alone had, in those of one week, or of two that it lies between,
    however many articles tell of it. So a mark fades with the weeks that it is found in (of undated articles: the places).
    """

    def __init__(self, marks: Sequence[Hashes], occasions: Sequence[int]) -> None:
        """Takes the marks and the occasion of each card."""
        every = np.concatenate(list(marks)) if marks else np.empty(0, dtype=np.uint32)
        owners = np.repeat(np.array(occasions, dtype=np.int64), [len(own) for own in marks])
        hashes, counts = np.unique(every, return_counts=True)
        order = np.lexsort((owners, every))
        every, owners = every[order], owners[order]
        is_new = np.ones(len(every), dtype=bool)  # a mark on an occasion, each once
        is_new[1:] = (every[1:] != every[:-1]) | (owners[1:] != owners[:-1])
        found_on = np.unique(every[is_new], return_counts=True)[1]
        shared = counts > 1
        self._shared, self._counts, self._occasions = hashes[shared], counts[shared], found_on[shared]
        self._total, self._all_occasions = len(marks), len(set(occasions))

    def bits(self, card: Card) -> NDArray[np.float64]:
        """What each mark of a card is worth: its weight in the genre, less where much of the batch has it."""
        times, occasions = np.ones(len(card.marks)), np.ones(len(card.marks))
        if len(self._shared):
            at = np.minimum(np.searchsorted(self._shared, card.marks), len(self._shared) - 1)
            known = self._shared[at] == card.marks
            times[known], occasions[known] = self._counts[at[known]], self._occasions[at[known]]
        worth = np.minimum(card.weights.astype(np.float64), np.log2((self._total + 2) / (times + 1)) + _SELDOM)
        most = self._all_occasions + 2
        left: NDArray[np.float64] = np.log(most / np.maximum(occasions, 2)) / np.log(most / 2)  # 1 up to two occasions
        return np.multiply(worth, left**_FADING)


def own_words(one: Card, other: Card, rarity: Rarity) -> tuple[float, float]:
    """Bits of the marks that both texts have in words of their own, and their share of the poorer text's; no people's names."""
    people = {key for card in (one, other) for name in (*card.leaders, *card.companions) for key in _name_marks(name)}
    hidden = np.fromiter(people, dtype=np.uint32, count=len(people))
    worth = [np.where(np.isin(card.marks, hidden), 0.0, rarity.bits(card)) for card in (one, other)]
    _, at, to = np.intersect1d(one.marks, other.marks, assume_unique=True, return_indices=True)
    verbatim = (one.contexts[at][:, :, None] == other.contexts[to][:, None, :]).any(axis=(1, 2))
    shared = float(worth[0][at[~verbatim]].sum())
    poorer = float(min(worth[0].sum(), worth[1].sum()))
    return shared, shared / poorer if poorer else 0.0


@lru_cache(maxsize=10_000)
def _name_marks(name: str) -> frozenset[int]:
    """The marks that a person's name leaves."""
    parts = words(name)
    return frozenset(mark(form) for w in (*parts, squeezed(name)) for form in (w, stem(w)))
