"""Set phrases of official Chinese in English."""

from briefing.lexicons import Lexicon


def gloss(fragment: str, *, lexicon: Lexicon) -> str | None:
    """The rendering of `fragment` where the glossary covers the whole of it, else None."""
    rows = {row[0]: row[1] for row in lexicon.table("glossary") if len(row) > 1}
    return rows.get(fragment)
