"""Chinese clauses that machine translation left inside an English article."""

from functools import lru_cache

from briefing.lexicons import load

_SHORTEST = 4  # characters


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lexicon = load("en")
    return lexicon.terms("foreign_cues", "demand"), lexicon.terms("foreign_cues", "statement")


def asks_in_chinese(run: str) -> bool:
    """Whether a run of Chinese asks something: it has a word of demand, or none that makes it a mere statement."""
    if len(run) < _SHORTEST:
        return False
    demand, statement = _cues()
    return any(cue in run for cue in demand) or not any(cue in run for cue in statement)
