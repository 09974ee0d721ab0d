"""What a stop's line reports that was asked there, and what it has asked that was done."""

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.checking.cues import commands, cues, sentences
from briefing.checking.demands import Demand, demands, tells
from briefing.checking.renderings import near
from briefing.lexicons import Lexicon
from briefing.lexicons.words import forms, tokens

_LEAST_WORDS = 4  # of a part of a line, to tell what it is about
_MOST, _LEAST = 0.6, 0.34  # shares of its words on one side of the evidence, demands or reports, and on the other
_OF_A_DEMAND = 2  # words of what is to be done that a report of it must have


def told_as_done(line: str, evidence: str, lexicon: Lexicon) -> Iterator[str]:
    """Parts of a line that report, without asking, what stands only among the demands of the evidence."""
    known = cues(lexicon)
    for part in re.split(r";|,\s+(?:and\s+)?(?=(?:the|an?|[a-z]+)\s)", line):
        words = [t for t in tokens(part, lexicon) if len(t.low) > 3 and t.stem not in known.looking]
        if len(words) < _LEAST_WORDS or known.heard.search(part) or known.modal.search(part):
            continue
        if not any(forms(lexicon).is_past(t.low) for t in tokens(part, lexicon)):
            continue
        asked, told = _halves(evidence, known.demands, lexicon)
        theirs = [d for d in demands(evidence, lexicon) if not d.suffers and any(tells(t, lexicon) for t in d.whose)]
        if not asked and not theirs:
            return
        if _mostly({t.stem for t in words}, asked, told) or any(_reports(part, d, lexicon) for d in theirs):
            yield part.strip()


def _reports(part: str, demand: Demand, lexicon: Lexicon) -> bool:
    """Whether a part of a line has both who was asked and what, and says that it was seen, helped or done."""
    if not cues(lexicon).witnessed.match(part.strip()):
        return False
    stems = {t.stem for t in tokens(part, lexicon)}
    who = any(near(t.stem, stems, lexicon) for t in demand.whose if tells(t, lexicon))
    what = sum(near(word, stems, lexicon) for word in demand.what)
    return who and what >= min(_OF_A_DEMAND, len(demand.what))


def asked_of_done(line: str, evidence: str, lexicon: Lexicon) -> Iterator[str]:
    """What a line tells as asked and the evidence only outside its demands."""
    known = cues(lexicon)
    for part in line.split(";"):
        match = known.told.search(part)
        if not match:
            continue
        asked, told = _halves(evidence, known.any_demand, lexicon)
        words = [t for t in tokens(part[match.end() :], lexicon) if len(t.low) > 3]
        if len(words) >= _LEAST_WORDS and _mostly({t.stem for t in words}, told, asked):
            yield part.strip()


def _mostly(stems: set[str], here: frozenset[str], there: frozenset[str]) -> bool:
    return len(stems & here) >= _MOST * len(stems) and len(stems & there) <= _LEAST * len(stems)


@lru_cache(maxsize=256)  # every hypothesis of a passage asks for the same
def _halves(evidence: str, cue: re.Pattern[str], lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of an evidence that stand after a demand opens in their sentence, and all others."""
    asked: set[str] = set()
    told: set[str] = set()
    quoted_commands = commands(evidence, lexicon)
    for start, sentence in sentences(evidence, 0):
        match = cue.search(sentence)
        opened = match.start() if match else len(sentence)
        for token in tokens(sentence, lexicon):
            quoted = any(a <= start + token.start < b for a, b in quoted_commands)
            (asked if token.start >= opened or quoted else told).add(token.stem)
    return frozenset(asked), frozenset(told)
