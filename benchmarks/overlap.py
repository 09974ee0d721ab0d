"""How much of the validation and test pairs the training pairs already say, in n-grams of words.

`python benchmarks/overlap.py` prints for each set the share of its distinct n-grams that some training pair has too,
for sources and for lines, and the share of pairs with a run of twelve words in common with training. Marks are dropped.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing.evaluation.matching import tokens
from briefing.evaluation.pairs import Pair, read_pairs, unmarked

DATA = Path(__file__).parents[1] / "models" / "embedded" / "data"
SETS = {
    "validation": ("validation.jsonl",),
    "validation, other fields": ("validation-fields.jsonl",),
    "test, other fields": ("test-fields.jsonl",),
}
LENGTHS = (2, 4, 8)
RUN = 12


def main() -> None:
    """Prints the table."""
    training = read_pairs(tuple(sorted(DATA.glob("p*/*.jsonl"))))
    sys.stdout.write(f"{len(training)} training pairs\n")
    seen = {(side, n): ngrams(_texts(training, side), n) for side in ("source", "summary") for n in (*LENGTHS, RUN)}
    for name, files in SETS.items():
        pairs = read_pairs(tuple(DATA / file for file in files))
        cells = []
        for side in ("source", "summary"):
            shares = [_share(ngrams(_texts(pairs, side), n), seen[side, n]) for n in LENGTHS]
            cells.append(
                f"{side} " + " ".join(f"{n}-grams {share:.1%}" for n, share in zip(LENGTHS, shares, strict=True))
            )
        long = sum(bool(ngrams([text], RUN) & seen["source", RUN]) for text in _texts(pairs, "source")) / len(pairs)
        sys.stdout.write(f"{name} ({len(pairs)}): {'; '.join(cells)}; a run of {RUN} words {long:.1%}\n")


def ngrams(texts: Iterable[str], n: int) -> set[tuple[str, ...]]:
    """The distinct n-grams of words in `texts`."""
    return {tuple(words[i : i + n]) for text in texts for words in [tokens(text)] for i in range(len(words) - n + 1)}


def _texts(pairs: Sequence[Pair], side: str) -> list[str]:
    return [unmarked(getattr(pair, side))[0] for pair in pairs]


def _share(some: set[tuple[str, ...]], others: set[tuple[str, ...]]) -> float:
    return len(some & others) / max(1, len(some))


if __name__ == "__main__":
    main()
