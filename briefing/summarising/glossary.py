"""Renders a Chinese fragment in English by a glossary, or not at all (`lexicons/en/glossary.tsv`)."""

import re
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_script import simplified

_MARKS = str.maketrans("，。；：、（）！？“”", ',.;:,()!?""')
_KEPT = re.compile(r"\d[\d.,]*%?|[A-Za-z]+|[，。；：、（）！？“”,.;:()!?\"\s]")
_OPENING = re.compile(r"\s+([,.;:!?)%])")


def gloss(fragment: str, *, lexicon: Lexicon) -> str | None:
    """`fragment` in English, where glossary entries, figures and marks cover the whole of it; else None.

    Of the ways to cover it, the one with the fewest entries is taken, and among those the one whose first entries are
    longest.
    """
    entries, longest = _entries(lexicon)
    plain = simplified("".join(fragment.split()), lexicon=_chinese())
    if not re.search(r"[\u3400-\u9fff]", plain):
        return None
    # best[i]: fewest entries that cover plain[i:], and the end of the first of them
    size = len(plain)
    best: list[tuple[int, int] | None] = [None] * size + [(0, size)]
    for i in range(size - 1, -1, -1):
        kept = _KEPT.match(plain, i)
        ends = [kept.end()] if kept else [j for j in range(min(size, i + longest), i, -1) if plain[i:j] in entries]
        choices = [(rest[0] + 1, -j) for j in ends if (rest := best[j]) is not None]
        if choices:
            count, end = min(choices)
            best[i] = (count, -end)
    if best[0] is None:
        return None
    pieces, i = [], 0
    while i < size:
        _, j = best[i]  # type: ignore[misc]
        pieces.append(entries.get(plain[i:j], plain[i:j].translate(_MARKS)))
        i = j
    line = _OPENING.sub(r"\1", " ".join(p for p in pieces if p)).strip()
    line = re.sub(r"\s+", " ", line).strip(" ,;:.")
    return line[:1].upper() + line[1:] if line else None


def _chinese() -> Lexicon:
    from briefing import lexicons

    return lexicons.load("zh")


@lru_cache(maxsize=8)
def _entries(lexicon: Lexicon) -> tuple[dict[str, str], int]:
    rows = [
        row for section in lexicon.sections("glossary") for row in lexicon.table("glossary", section) if len(row) > 1
    ]
    entries = {row[0]: row[1] for row in rows}
    return entries, max(map(len, entries), default=0)
