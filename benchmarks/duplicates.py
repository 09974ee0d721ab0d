"""Precision and recall of the grouping of duplicates, and of directives that say one thing.

    python benchmarks/duplicates.py [tests/duplicates] [--half odd|even] [--wrong]

The set was written by hands that had not read the code. Odd numbers were developed on, even ones only scored.
"""

import argparse
import json
import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from briefing import Pipeline, read
from briefing.batch.duplicates import Group, groups

HERE = Path(__file__).resolve().parent.parent / "tests" / "duplicates"
Pair = frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--half", choices=("odd", "even"), help="score only pairs of these numbers; all are grouped")
    parser.add_argument("--wrong", action="store_true", help="list the pairs that went wrong")
    arguments = parser.parse_args()
    found = grouped(arguments.folder)
    labels = [json.loads(line) for line in (arguments.folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    report(labels, found, half=arguments.half, wrong=arguments.wrong)


def grouped(folder: Path) -> tuple[Group, ...]:
    """The groups among all articles of the set, as a batch would find them."""
    pipeline = Pipeline()
    paths = sorted(p for p in folder.rglob("*.txt"))
    return groups((str(path.relative_to(folder)), pipeline.brief(read(path))) for path in paths)


def report(labels: list[dict[str, object]], found: tuple[Group, ...], *, half: str | None, wrong: bool) -> None:
    """Prints a line a kind."""
    copied = {Pair(pair) for group in found for copies in group.copies for pair in combinations(copies, 2)}
    told = {Pair(pair) for group in found for pair in combinations(group.members, 2)} - copied
    truth = [(Pair((str(label["a"]), str(label["b"]))), label) for label in labels]
    same = closure(pair for pair, label in truth if label["same"])
    for kind, pairs in (("copy", copied), ("retelling", told)):
        wanted = {pair for pair, label in truth if label["kind"] == kind and label["same"] and counts(pair, half)}
        claimed = {pair for pair in pairs if counts(pair, half)}
        hits, right = len(wanted & (copied | told)), len(claimed & same)
        exact = f", {len(wanted & pairs)} as such" if kind == "copy" else ""
        print(f"{kind:10} precision {ratio(right, len(claimed))}  recall {ratio(hits, len(wanted))}{exact}")
        if wrong:
            show(f"missed {kind}", wanted - copied - told, truth)
            show(f"false {kind}", claimed - same, truth)
    apart = {pair for pair, label in truth if not label["same"] and counts(pair, half)}
    print(f"look-alikes merged {len(apart & (copied | told))} of {len(apart)}")


def closure(pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs and all that follow from them."""
    sets: list[set[str]] = []
    for pair in pairs:
        joined = set(pair).union(*(s for s in sets if s & pair))
        sets = [s for s in sets if not s & pair] + [joined]
    return {Pair(pair) for members in sets for pair in combinations(sorted(members), 2)}


def counts(pair: Pair, half: str | None) -> bool:
    """Whether a pair belongs to the half: by the number of its first article."""
    number = re.search(r"\d+", min(pair))
    return half is None or number is None or (int(number[0]) % 2 == 1) == (half == "odd")


def ratio(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.3f} ({part}/{whole})"


def show(title: str, pairs: set[Pair], truth: list[tuple[Pair, dict[str, object]]]) -> None:
    for pair in sorted(map(sorted, pairs)):
        label = next((label for known, label in truth if known == Pair(pair)), {})
        print(f"  {title}: {' '.join(pair)} {json.dumps(label, ensure_ascii=False)}")


if __name__ == "__main__":
    main()
