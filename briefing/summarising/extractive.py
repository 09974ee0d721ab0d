"""The source's own words, shortened: a summariser that needs no model, and the last resort of the check.

Only deletes words, turns a demand into the imperative and a report into the past tense; no name, number, date or
negation is ever added or lost from what stays.
"""

from pathlib import Path

from briefing import lexicons
from briefing.lexicons import Lexicon
from briefing.records import Hypothesis, Passage

_LANGUAGES = ("en", "zh")


def compress(passage: Passage, *, lexicon: Lexicon) -> str:
    """`passage` in its own words, shortened, as one line; a passage that is wholly foreign comes back as it is."""
    if passage.language == "zh":
        from briefing.summarising import extractive_chinese

        return extractive_chinese.compress_chinese(passage, lexicon=lexicon)
    if is_foreign(passage):
        return " ".join(passage.text.split())
    from briefing.summarising import extractive_english

    return extractive_english.compress_english(passage, lexicon=lexicon)


def hypothesis(passage: Passage, *, lexicon: Lexicon) -> Hypothesis:
    """The one hypothesis that needs no model: glossed where a foreign passage is a set phrase, else extractive."""
    if is_foreign(passage):
        from briefing.summarising import glossary

        original = " ".join(passage.text.split())
        rendering = glossary.gloss(original, lexicon=lexicon)
        if rendering:
            return Hypothesis(text=f"{rendering} ({original})", method="glossed")
    text = compress(passage, lexicon=lexicon)
    return Hypothesis(text=text, method="extractive", fault=None if any(c.isalnum() for c in text) else "empty")


def lexicon_of(language: str, *, extra: Path | None) -> Lexicon:
    """The lexicon to shorten a passage in `language` by: English where there is none of its own."""
    return lexicons.load(language if language in _LANGUAGES else "en", extra)


def is_foreign(passage: Passage) -> bool:
    """Whether every letter of `passage` stands in a run of another script than its language's."""
    runs = [m.span for m in passage.mentions if m.kind == "foreign"]
    letters = [i for i, c in enumerate(passage.text) if c.isalpha()]
    return bool(runs) and all(any(run.start <= i < run.end for run in runs) for i in letters)
