"""How well mentions are recognised, against texts in which every mention is marked.

usage: python benchmarks/mentions.py FOLDER [--half odd|even|all] [--errors KIND] [--samples N]

FOLDER holds training pairs (`*.jsonl`; the marks are those of `briefing.evaluation.pairs`). A pair belongs to the half that the
MD5 digest of its id says. Prints as JSON, for each kind, recall and precision of exact spans and of spans that overlap; `name`
is a place or a body, whichever. `--errors` shows on standard error what was missed and what is too much.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing.evaluation.pairs import Pair, read_pairs, unmarked
from briefing.lexicons import load
from briefing.mentions import annotate
from briefing.records import Mention, Span

KINDS = {k: (k,) for k in ("person", "place", "organisation", "date", "number", "quotation", "foreign")}
KINDS["name"] = ("place", "organisation")


def pairs_of(folder: Path, half: str) -> tuple[Pair, ...]:
    """The pairs of `folder` that belong to `half`."""
    pairs = read_pairs(sorted(folder.glob("*.jsonl")))
    odd = {p.id for p in pairs if int(hashlib.md5(p.id.encode(), usedforsecurity=False).hexdigest(), 16) % 2}
    return tuple(p for p in pairs if half == "all" or (p.id in odd) == (half == "odd"))


def spans(mentions: Iterable[Mention], kinds: Sequence[str]) -> list[Span]:
    """The spans of `mentions` of one of `kinds`."""
    return [m.span for m in mentions if m.kind in kinds]


def share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 1.0


def errors(text: str, gold: Sequence[Span], given: Sequence[Span]) -> Iterator[str]:
    """What of `gold` no span of `given` overlaps, and the other way round, and what differs in extent."""
    for name, ours, theirs in (("missed", gold, given), ("too much", given, gold)):
        for span in ours:
            if not any(span.overlaps(other) for other in theirs):
                around = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
                yield f"{name}\t{around[0]}<<{span.text}>>{around[1]}".replace("\n", "⏎")
    for span in gold:
        for other in given:
            if span.overlaps(other) and span != other:
                yield f"extent\t{span.text} | {other.text}".replace("\n", "⏎")


def measure(pairs: Sequence[Pair], wanted: str | None) -> tuple[dict[str, object], list[str]]:
    lexicon = load("en")
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 6)
    faults: list[str] = []
    spent = 0.0
    for pair in pairs:
        text, marked = unmarked(pair.source)
        began = time.perf_counter()
        found = annotate(text, language="en", lexicon=lexicon).mentions
        spent += time.perf_counter() - began
        for name, kinds in KINDS.items():
            gold, given = spans(marked, kinds), spans(found, kinds)
            row = counts[name]
            row[0] += len(gold)
            row[1] += len(given)
            row[2] += len(set(gold) & set(given))
            row[3] += len(set(gold) & set(given))
            row[4] += sum(any(g.overlaps(f) for f in given) for g in gold)
            row[5] += sum(any(g.overlaps(f) for g in gold) for f in given)
            if name == wanted:
                faults += errors(text, gold, given)
    table: dict[str, object] = {
        name: {
            "marked": row[0],
            "found": row[1],
            "exact": {"recall": share(row[2], row[0]), "precision": share(row[3], row[1])},
            "overlap": {"recall": share(row[4], row[0]), "precision": share(row[5], row[1])},
        }
        for name, row in counts.items()
    }
    return {"pairs": len(pairs), "ms_per_pair": round(1000 * spent / max(1, len(pairs)), 2)} | table, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="all")
    parser.add_argument("--errors", choices=tuple(KINDS))
    parser.add_argument("--samples", type=int, default=60)
    options = parser.parse_args()
    table, faults = measure(pairs_of(options.folder, options.half), options.errors)
    rows = (f'"{name}": {json.dumps(value)}' for name, value in table.items())
    print("{" + ",\n ".join(rows) + "}")
    random.Random(3).shuffle(faults)  # noqa: S311 - a sample to read, nothing secret
    for line in sorted(faults[: options.samples]):
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
