"""The English cue phrases, compiled once a lexicon."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Patterns that match any of their phrases as whole words, in any case."""

    visit: re.Pattern[str]
    stop_opener: re.Pattern[str]
    stop_adverb: re.Pattern[str]
    observe: re.Pattern[str]
    companion: re.Pattern[str]
    companion_after: re.Pattern[str]
    no_companion: re.Pattern[str]
    meeting: re.Pattern[str]
    generic_site: re.Pattern[str]
    authority: re.Pattern[str]
    nouns: frozenset[str]
    speech: re.Pattern[str]
    hard_speech: re.Pattern[str]
    demand: re.Pattern[str]
    imperative: re.Pattern[str]
    praise: re.Pattern[str]
    promise: re.Pattern[str]
    host: re.Pattern[str]


@lru_cache(maxsize=8)
def cues(lexicon: Lexicon) -> Cues:
    """The cue patterns of `lexicon`."""

    def whole(file: str, section: str, *, start: bool = False) -> re.Pattern[str]:
        phrases = sorted((re.escape(p) for p in lexicon.terms(file, section)), key=len, reverse=True)
        joined = "|".join(p.replace("\\ ", r"\s+").replace("'", "['’]") for p in phrases)
        before = "" if start else r"(?<![^\W_])"
        return re.compile(rf"{before}(?:{joined})(?![^\W_])", re.IGNORECASE)

    return Cues(
        visit=whole("visit", "visit verbs"),
        stop_opener=whole("visit", "stop openers", start=True),
        stop_adverb=whole("visit", "stop adverbs", start=True),
        observe=whole("visit", "observe verbs"),
        companion=whole("visit", "companions"),
        companion_after=whole("visit", "companions after"),
        no_companion=whole("visit", "not companions"),
        meeting=whole("visit", "meeting"),
        generic_site=whole("visit", "generic sites"),
        authority=whole("visit", "authorities"),
        nouns=frozenset(lexicon.terms("visit", "nouns in -ing")),
        speech=whole("demands", "speech"),
        hard_speech=whole("demands", "hard speech"),
        demand=whole("demands", "demand"),
        imperative=whole("demands", "imperatives", start=True),
        praise=whole("demands", "praise"),
        promise=whole("demands", "promise"),
        host=whole("demands", "host"),
    )
