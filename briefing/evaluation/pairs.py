"""Written pairs of a segment and its line, with every mention marked: `[P:Lin Guodong]`."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from briefing.errors import InputError
from briefing.records import Mention, MentionKind, Passage, SegmentKind, Span

MARK = re.compile(r"\[([PLODNQF]):([^\[\]]+)\]")
_KIND_OF: dict[str, MentionKind] = {
    "P": "person",
    "L": "place",
    "O": "organisation",
    "D": "date",
    "N": "number",
    "Q": "quotation",
    "F": "foreign",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One training pair, marks and all."""

    id: str
    kind: SegmentKind
    style: str
    source: str
    summary: str


def read_pairs(files: Sequence[Path]) -> tuple[Pair, ...]:
    """The pairs of JSON Lines files.

    Raises:
        InputError: a line is no JSON object with the keys of a pair, or its kind is unknown.
    """
    pairs = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                pair = Pair(
                    id=str(row.get("id", f"{path.stem}-{number}")), kind=row["kind"], style=str(row.get("style", "")),
                    source=row["source"], summary=row["summary"],
                )  # fmt: skip
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise InputError(f"line {number} is not a pair: {error}", source=str(path)) from error
            if pair.kind not in get_args(SegmentKind):
                raise InputError(f"line {number}: kind {pair.kind!r} is unknown", source=str(path))
            pairs.append(pair)
    return tuple(pairs)


def unmarked(text: str) -> tuple[str, tuple[Mention, ...]]:
    """A marked text without its marks, and the mentions that they named."""
    plain, mentions, position = "", [], 0
    for match in MARK.finditer(text):
        plain += text[position : match.start()]
        start = len(plain)
        plain += match.group(2)
        span = Span.of(plain, start, len(plain))
        mentions.append(Mention(kind=_KIND_OF[match.group(1)], span=span, canonical=span.text))
        position = match.end()
    return plain + text[position:], tuple(mentions)


def passage_of(pair: Pair) -> Passage:
    """The pair's source as a summariser is handed it."""
    text, mentions = unmarked(pair.source)
    role = "observed" if pair.kind == "site" else pair.kind
    return Passage(kind=pair.kind, role=role, text=text, language="en", mentions=mentions)
