"""Traditional characters read as simplified ones, so that one set of cue words serves both scripts."""

import re
from functools import lru_cache
from itertools import cycle

from briefing.lexicons import Lexicon

_CHINESE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(r"[,;:?!()](?=[\u3400-\u9fff“\"])|(?<=[\u3400-\u9fff”\"])[,;:?!()](?![A-Za-z])")


def simplified(text: str, *, lexicon: Lexicon) -> str:
    """`text` with each traditional character replaced by its simplified one; as long as `text`, so offsets stay."""
    return text.translate(_table(lexicon))


def punctuated(text: str) -> str:
    """`text` with the ASCII marks between Chinese words as Chinese ones; as long as `text`, so offsets stay."""
    text = _MARK.sub(lambda match: _CHINESE[match.group()], text)
    return "\n".join(_quoted(line) for line in text.split("\n"))


def _quoted(line: str) -> str:
    """The line with its straight quotation marks opening and closing in turn; one mark alone is left."""
    parts = line.split('"')
    if len(parts) < 3 or len(parts) % 2 == 0:
        return line
    return "".join(part + mark for part, mark in zip(parts, cycle("“”"), strict=False))[: len(line)]


@lru_cache(maxsize=8)
def _table(lexicon: Lexicon) -> dict[int, str]:
    table: dict[int, str] = {}
    for row in lexicon.table("traditional"):
        if len(row) == 2 and len(row[0]) == len(row[1]):
            table |= {ord(a): b for a, b in zip(row[0], row[1], strict=True)}
    return table
