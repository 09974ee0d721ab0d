"""Traditional characters read as simplified ones, so that one set of cue words serves both scripts."""

from functools import lru_cache

from briefing.lexicons import Lexicon


def simplified(text: str, *, lexicon: Lexicon) -> str:
    """`text` with each traditional character replaced by its simplified one; as long as `text`, so offsets stay."""
    return text.translate(_table(lexicon))


@lru_cache(maxsize=8)
def _table(lexicon: Lexicon) -> dict[int, str]:
    table: dict[int, str] = {}
    for row in lexicon.table("traditional"):
        if len(row) == 2 and len(row[0]) == len(row[1]):
            table |= {ord(a): b for a, b in zip(row[0], row[1], strict=True)}
    return table
