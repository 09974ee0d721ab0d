"""The check measured on errors planted in correct lines (tests/checking/planted.jsonl).

usage: python benchmarks/guard.py

Prints as JSON, for each class of error, the share that the check finds, and the share of untouched lines that it rejects.
"""

import json
from collections import defaultdict
from pathlib import Path

from briefing import lexicons, mentions
from briefing.checking import check
from briefing.records import Passage

PLANTED = Path(__file__).parents[1] / "tests" / "checking" / "planted.jsonl"


def main() -> None:
    lexicon = lexicons.load("en")
    found: dict[str, list[bool]] = defaultdict(list)
    for line in PLANTED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        annotation = mentions.annotate(row["evidence"], language="en", lexicon=lexicon)
        passage = Passage(
            kind=row["kind"],
            role=row["role"],
            text=row["evidence"],
            language="en",
            mentions=annotation.mentions,
            people=annotation.people,
        )
        findings = check(row["planted"] or row["line"], passage=passage, lexicon=lexicon, allowed=tuple(row["allowed"]))
        found[row["error"] or "untouched"].append(bool(findings))
    shares = {name: [round(sum(rows) / len(rows), 3), len(rows)] for name, rows in sorted(found.items())}
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
