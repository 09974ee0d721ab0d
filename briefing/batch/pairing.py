"""Which of many cards are worth comparing: pairs that share rare features, found in a time that grows with their number.

Every feature is a hash; the cards that have it are its postings. A feature of few cards pairs them all, one of many
(boilerplate) pairs each card with its next neighbours only, so that neither time nor memory grows with the square.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NEIGHBOURS = 8  # in each posting list
Features = NDArray[np.uint32]


def pairs_sharing(features: Sequence[Features], *, least: int, most_common: int | None = None) -> NDArray[np.int64]:
    """Pairs i < j of cards that share at least `least` features, sorted, as an array (pairs, 2).

    Args:
        features: each card's features, each once.
        least: how many two cards must have in common.
        most_common: features of more cards than this are passed over.
    """
    owners = np.repeat(np.arange(len(features), dtype=np.int64), [len(f) for f in features])
    if not len(owners):
        return np.empty((0, 2), dtype=np.int64)
    hashes = np.concatenate(list(features))
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    if most_common is not None:
        _, where, sizes = np.unique(hashes, return_inverse=True, return_counts=True)
        rare = sizes[where] <= most_common
        hashes, owners = hashes[rare], owners[rare]
    found = np.empty(0, dtype=np.int64)
    counts = np.empty(0, dtype=np.int64)
    for lag in range(1, _NEIGHBOURS + 1):
        same = hashes[lag:] == hashes[:-lag]
        if not same.any():
            break
        codes, times = np.unique(owners[:-lag][same] * len(features) + owners[lag:][same], return_counts=True)
        found, counts = _added(found, counts, codes, times)
    kept = np.sort(found[counts >= least])
    return np.stack(np.divmod(kept, len(features)), axis=1)


def _added(
    codes: NDArray[np.int64], counts: NDArray[np.int64], more: NDArray[np.int64], times: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    every, where = np.unique(np.concatenate([codes, more]), return_inverse=True)
    total = np.zeros(len(every), dtype=np.int64)
    np.add.at(total, where, np.concatenate([counts, times]))
    return every, total
