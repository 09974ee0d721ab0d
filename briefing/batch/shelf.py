"""The cards of a batch: in a file, so that memory does not grow with the folder, sorted by name, and told apart by number."""

import pickle
import tempfile
from array import array
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from briefing.batch.cards import Card, Hashes

_PAIRED_BY = 96  # shingles of a card by which others are looked for
_AT_HAND = 1024  # cards kept in memory


class Shelf:
    """Takes cards once and hands them out by number as often as wanted.

    Attributes:
        digests: each card's.
        occasions: likewise.
        shingles: the first of each card's, for pairing; marks, visits: all of each card's.

    Raises:
        ValueError: two cards have one name.
    """

    def __init__(self, cards: Iterable[Card], *, folder: Path | None = None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  closed by `__exit__`
        try:
            self._fill(cards)
        except BaseException:
            self._file.close()
            raise
        self._read = lru_cache(maxsize=_AT_HAND)(self._load)

    def _fill(self, cards: Iterable[Card]) -> None:
        rows: list[tuple[str, int, bytes, int]] = []
        held = [(array("I"), array("L", [0])) for _ in range(3)]
        for card in cards:
            rows.append((card.name, self._file.tell(), card.digest, card.occasion))
            kept = (card.shingles[:_PAIRED_BY], card.marks, card.visits)
            for features, (values, ends) in zip(kept, held, strict=True):
                values.frombytes(features.tobytes())
                ends.append(len(values))
            pickle.dump(card, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        order = sorted(range(len(rows)), key=lambda i: rows[i][0])
        if any(rows[a][0] == rows[b][0] for a, b in pairwise(order)):
            raise ValueError("two briefings have one name")
        self._starts = [rows[i][1] for i in order]
        self.digests = [rows[i][2] for i in order]
        self.occasions = [rows[i][3] for i in order]
        self.shingles, self.marks, self.visits = (_views(*pair, order) for pair in held)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Card:
        return self._read(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def _load(self, number: int) -> Card:
        self._file.seek(self._starts[number])
        card: Card = pickle.load(self._file)  # noqa: S301  our own file, which has no name
        return card


def _views(values: "array[int]", ends: "array[int]", order: list[int]) -> list[Hashes]:
    every = np.frombuffer(values, dtype=np.uint32) if len(values) else np.empty(0, dtype=np.uint32)
    return [every[ends[i] : ends[i + 1]] for i in order]
