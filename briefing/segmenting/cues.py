"""Cue phrases of English, found in one pass over the words of a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.inflection import forms

# (file, section, kind of cue, whether the first word is a verb in its base form)
_SOURCES = (
    ("visit_verbs", "visit", "visit", True),
    ("visit_verbs", "motion", "motion", True),
    ("visit_verbs", "research", "research", True),
    ("visit_verbs", "acts", "act", False),
    ("observe_verbs", "observe", "observe", True),
    ("speech_verbs", "order", "order", True),
    ("speech_verbs", "stress", "stress", True),
    ("speech_verbs", "say", "say", True),
    ("demand_cues", "modal", "modal", False),
    ("demand_cues", "necessity", "necessity", False),
    ("demand_cues", "passive", "asked", False),
    ("companion_cues", "after", "companions-after", False),
    ("companion_cues", "before", "companions-before", True),
    ("companion_cues", "hosts", "host", True),
    ("companion_cues", "others", "lay", False),
    ("praise_cues", "praise", "praise", True),
    ("praise_cues", "promise", "promise", True),
    ("praise_cues", "explanation", "explanation", False),
    ("praise_cues", "reports", "report", True),
    ("meeting_cues", "nouns", "meeting", False),
    ("meeting_cues", "verbs", "chair", True),
    ("meeting_cues", "closing", "closing", False),
    ("sequence_cues", "adverbs", "then", False),
    ("sequence_cues", "openers", "opener", False),
    ("sequence_cues", "stops", "stop-before", False),
    ("sequence_cues", "was", "stop-after", False),
    ("demand_cues", "site", "at-site", False),
    ("demand_cues", "general", "general", False),
)
WORD = re.compile(
    r"[\u3400-\u9fff]+|[^\W\d_\u3400-\u9fff](?:[^\W_\u3400-\u9fff]|[’'\-](?=[^\W_\u3400-\u9fff]))*"
    r"|(?:\d[\d,.:]*\d|\d)(?:-[a-zA-Z]+)*|[^\w\s]"
)

_PARTED = frozenset(
    "himself herself themselves then also first back again together personally separately respectively alone straight directly today yesterday upstream downstream up down out over on along deep alone home".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue phrase: its kind and the tokens `first` up to `last` (not included) of its sentence."""

    kind: str
    first: int
    last: int
    word: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled phrases and the word sets that are looked up word by word."""

    words: dict[str, tuple[str, ...]]  # kinds of cues of one word
    phrases: dict[
        tuple[str, str], tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    ]  # the others, by their first two
    openers: frozenset[str]  # the first words of `phrases`
    imperatives: frozenset[str]
    adverbs: frozenset[str]
    facilities: frozenset[str]
    areas: frozenset[str]
    no_places: frozenset[str]
    called_on: frozenset[str]
    title_heads: frozenset[str]
    strong_heads: frozenset[str]
    title_words: frozenset[str]
    lay: frozenset[str]
    verbs: frozenset[str]
    bases: frozenset[str]

    def begins(self, word: str) -> bool:
        """Whether a cue can begin with `word`."""
        return word in self.words or word in self.openers

    def find(self, words: Sequence[str]) -> tuple[Cue, ...]:
        """The cues of a sentence whose lower-case words are `words`; of each kind the longest at a word."""
        found = []
        for i, word in enumerate(words):
            kinds: dict[str, int] = {}
            if word in self.openers:
                for kind, size in self._phrases_at(words, i):
                    kinds.setdefault(kind, size)
            for kind in self.words.get(word, ()):
                kinds.setdefault(kind, 1)
            for kind, size in kinds.items():
                found.append(Cue(kind, i, i + size, word))
        return tuple(found)

    def _phrases_at(self, words: Sequence[str], i: int) -> Iterable[tuple[str, int]]:
        """The kinds and sizes of the phrases at word `i`, the longest first; one reflexive or adverb may part them."""
        following = words[i + 1 : i + 2]
        if not following:
            return
        for phrase, kinds in self.phrases.get((words[i], following[0]), ()):
            if tuple(words[i + 2 : i + len(phrase)]) == phrase[2:]:
                yield from ((kind, len(phrase)) for kind in kinds)
        if following[0] in _PARTED and i + 2 < len(words):
            for phrase, kinds in self.phrases.get((words[i], words[i + 2]), ()):
                if tuple(words[i + 3 : i + 1 + len(phrase)]) == phrase[2:]:
                    yield from ((kind, len(phrase) + 1) for kind in kinds)


@lru_cache(maxsize=8)
def cues(lexicon: Lexicon) -> Cues:
    """The cues of `lexicon`, compiled once."""
    irregular = {row[0]: row[1:] for row in lexicon.table("irregular_verbs", "verbs")}
    table: dict[tuple[str, ...], list[str]] = {}
    verbs: set[str] = set()
    bases: set[str] = set()
    for file, section, kind, is_verb in _SOURCES:
        for phrase in lexicon.terms(file, section):
            head, *rest = _words(phrase)
            heads = forms(head, irregular) if is_verb else (head,)
            if kind in ("visit", "motion", "observe", "order", "stress", "say", "companions-before") and head != "be":
                verbs.update(h for h in heads if h != head)
                bases.add(head)
            for first in heads:
                kinds = table.setdefault((first, *rest), [])
                if kind not in kinds:
                    kinds.append(kind)
    by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for words in sorted(table, key=len, reverse=True):
        if len(words) > 1:
            by_two.setdefault((words[0], words[1]), []).append((words, tuple(table[words])))
    title_heads = _low(lexicon, "titles", "heads")
    return Cues(
        words={words[0]: tuple(kinds) for words, kinds in table.items() if len(words) == 1},
        phrases={two: tuple(entries) for two, entries in by_two.items()},
        openers=frozenset(first for first, _ in by_two),
        imperatives=_low(lexicon, "demand_cues", "imperatives"),
        adverbs=_low(lexicon, "demand_cues", "adverbs"),
        facilities=_low(lexicon, "site_heads", "facilities"),
        areas=_low(lexicon, "site_heads", "areas"),
        no_places=_low(lexicon, "site_heads", "not places"),
        called_on=_low(lexicon, "site_heads", "people"),
        title_heads=title_heads,
        strong_heads=_low(lexicon, "titles", "heads-strong"),
        title_words=title_heads
        | _low(lexicon, "titles", "modifiers")
        | _low(lexicon, "titles", "bodies")
        | _low(lexicon, "titles", "portfolios"),
        lay=_low(lexicon, "companion_cues", "others"),
        verbs=frozenset(verbs),
        bases=frozenset(bases - verbs),
    )


def _words(phrase: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(phrase.lower())]


def _low(lexicon: Lexicon, file: str, section: str) -> frozenset[str]:
    return frozenset(term.lower() for term in _terms(lexicon, file, section))


def _terms(lexicon: Lexicon, file: str, section: str) -> Iterable[str]:
    return lexicon.terms(file, section)
