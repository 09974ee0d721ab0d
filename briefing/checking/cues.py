"""Cue words by which the check tells what is asked from what is done, compiled once a lexicon."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.words import forms, stem, tokens

_TABLE = "checking_modality"
SENTENCE = re.compile(r"[.!?。！？\n]")
_QUOTED = re.compile(r"\"([^\"]{4,})\"")


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns and words of one lexicon."""

    mentions: re.Pattern[str]
    opens: re.Pattern[str]
    asks: re.Pattern[str]
    demands: re.Pattern[str]
    any_demand: re.Pattern[str]
    heard: re.Pattern[str]
    witnessed: re.Pattern[str]
    told: re.Pattern[str]
    subordinate: re.Pattern[str]
    must: re.Pattern[str]
    imperatives: frozenset[str]
    demanding: frozenset[str]
    prepositions: frozenset[str]
    third: frozenset[str]
    modal: re.Pattern[str]
    ask_stems: frozenset[str]
    looking: frozenset[str]
    no_verb_after: frozenset[str]
    auxiliaries: frozenset[str]


@lru_cache(maxsize=8)
def cues(lexicon: Lexicon) -> Cues:
    """The cues that `lexicon` knows."""
    ask, stress = lexicon.terms(_TABLE, "ask"), lexicon.terms(_TABLE, "stress")
    asking = _either(form for verb in ask for form in _inflected(verb, lexicon))
    past = _either(form for verb in ask for form in _inflected(verb, lexicon) if form != verb)
    stressing = _either(form for verb in stress for form in _inflected(verb, lexicon))
    modal = rf"\b(?:{_either(lexicon.terms(_TABLE, 'modals'))})\b"
    return Cues(
        mentions=re.compile(rf"\b(?:{asking}|{stressing})\b", re.IGNORECASE),
        opens=re.compile(
            rf"\b(?:{past})\b(?!\s+(?:about|after|how|whether|why|what|when|where|who|if|for\s+\w+\s+of)\b)"
            rf"(?=[^;]*?\b(?:to|that|not)\b|\s+for\b)|\b(?:must|should|shall|needs? to|ha(?:s|ve) to|ought to)\b",
            re.IGNORECASE,
        ),
        asks=re.compile(
            rf"\b(?:{asking})\b(?!\s+(?:about|after|for|how|whether|why|what|when|where|who|if)\b)", re.IGNORECASE
        ),
        demands=re.compile(
            rf"\b(?:{asking})\s+(?!(?:about|after|how|whether|why|what|when|where|who|if|by|him|her|them|us|me)\b)"
            r"[^.;]{0,80}?\bto\s+(?!the\b|a\b|an\b|his\b|her\b)[a-z]|\b(?:must|should|shall)\b",
            re.IGNORECASE,
        ),
        any_demand=re.compile(rf"\b(?:{asking}|{stressing})\b|{modal}|\"", re.IGNORECASE),
        heard=re.compile(rf"\b(?:{asking}|{_either(lexicon.terms(_TABLE, 'heard'))})\b", re.IGNORECASE),
        witnessed=re.compile(rf"(?:and\s+)?(?:{_either(lexicon.terms(_TABLE, 'witnessed'))})\b", re.IGNORECASE),
        told=re.compile(
            r"\b(?:asked|told|urged|ordered|instructed|required|directed|requested|encouraged|demanded|called on)\s+"
            r"(?!about|after|how|whether|why|what|when|where)[^;,]{0,60}?\b(?:to|that)\b|\b(?:must|should)\b",
            re.IGNORECASE,
        ),
        subordinate=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'subordinate'))})\b", re.IGNORECASE),
        must=re.compile(
            r"\b(?:must|should|shall|may|can|cannot|will|needs? to|ha(?:s|ve) to|ought to|(?:is|are|be) to|had better)\b",
            re.IGNORECASE,
        ),
        demanding=frozenset(verb for verb in lexicon.terms(_TABLE, "imperatives") if verb not in forms(lexicon).past),
        prepositions=frozenset(lexicon.terms(_TABLE, "prepositions")),
        third=frozenset(("he", "she")),
        imperatives=frozenset(lexicon.terms(_TABLE, "imperatives")),
        modal=re.compile(modal, re.IGNORECASE),
        ask_stems=frozenset(stem(verb, lexicon) for verb in ask if " " not in verb),
        looking=frozenset(stem(verb, lexicon) for verb in lexicon.terms(_TABLE, "looking")),
        no_verb_after=frozenset(lexicon.terms(_TABLE, "no verb after")),
        auxiliaries=frozenset(lexicon.terms(_TABLE, "auxiliaries")),
    )


def commands(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where a text quotes a command: "Tear it up and write it again"."""
    known = cues(lexicon)
    spans = []
    for match in _QUOTED.finditer(text):
        for start, sentence in sentences(match.group(1), match.start(1)):
            words = tokens(sentence, lexicon)
            if words and (
                words[0].low in known.imperatives
                or words[0].low in ("do", "don't", "please")
                or known.modal.search(sentence)
            ):
                spans.append((start, start + len(sentence)))
    return spans


def sentences(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The sentences of a text that starts at `start`, each with where it starts."""
    at = 0
    for match in (*SENTENCE.finditer(text), None):
        end = match.start() if match else len(text)
        yield start + at, text[at:end]
        at = match.end() if match else end


def _inflected(verb: str, lexicon: Lexicon) -> Iterator[str]:
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    irregular = next(
        (
            row
            for name in ("irregular_verbs", "checking_forms")
            for row in lexicon.table(name, "verbs")
            if row[0] == first
        ),
        None,
    )
    root = first.removesuffix("e")
    past = irregular[1:3] if irregular else (root + "ed",)
    for form in (first, first + "s", root + "ing", *past):
        yield form + tail


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=len, reverse=True))
