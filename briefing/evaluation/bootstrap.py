"""How far a mean would move with other cases: percentile bootstrap (Efron 1979)."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

_RESAMPLES = 1000
_SEED = 7
_COVERAGE = (2.5, 97.5)  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The mean of a measure over `count` cases and its 95% interval, `low` to `high`."""

    mean: float
    low: float
    high: float
    count: int


def estimate(values: Iterable[float | None]) -> Estimate | None:
    """The mean of the known values with its interval; None where none is known.

    The interval holds the middle 95% of the means of 1000 samples drawn with replacement; the draws are seeded, so the
    same values give the same interval.
    """
    known = [v for v in values if v is not None]
    if not known:
        return None
    import numpy as np

    sample = np.asarray(known, dtype=float)
    draws = np.random.default_rng(_SEED).integers(0, len(sample), (_RESAMPLES, len(sample)))  # (resample, case)
    low, high = np.percentile(sample[draws].mean(axis=1), _COVERAGE)
    return Estimate(mean=statistics.fmean(known), low=float(low), high=float(high), count=len(known))
