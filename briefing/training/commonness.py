"""How common the words of this genre are, for comparing articles and demands: counts the pairs that the model was trained on.

python -m briefing.training.commonness models/embedded/data/pairs > briefing/lexicons/en/common_words.tsv
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_NAMES = re.compile(r"\[[A-Z]:([^\]]*)\]")
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_LEAST = 4  # texts that a stem stands in, to be listed


def counted(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """How many texts there are, and in how many of them each stem stands; marked names are passed over."""
    from briefing.batch.words import stem

    total, counts = 0, Counter[str]()
    for text in texts:
        total += 1
        counts.update({stem(word) for word in _WORD.findall(_NAMES.sub(" ", text).lower())})
    return total, counts


def main() -> None:
    """Writes the table to standard output."""
    rows = [json.loads(line) for path in sorted(Path(sys.argv[1]).glob("*.jsonl")) for line in path.open("rb")]
    total, counts = counted(f"{row['source']} {row['summary']}" for row in rows)
    lines = ["# in how many of the first line's number of segments each stem stands", f"*\t{total}"]
    lines += [f"{stem}\t{count}" for stem, count in sorted(counts.items()) if count >= _LEAST and len(stem) > 1]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
