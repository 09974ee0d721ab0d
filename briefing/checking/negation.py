"""Negation and prohibition: a line keeps those of its evidence, and has none that its evidence lacks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.renderings import renderings
from briefing.checking.words import Token, folded, forms, stem, tokens
from briefing.lexicons import Lexicon
from briefing.records import Finding, Passage

_TABLE = "checking_negation"
_CLAUSE = re.compile(r"[.!?;:。；：\n]|[,，、]|—|–|\s-\s|[()\"]|\b(?:but|because|since|although|while)\b")
_RELATIVE = re.compile(
    r"\b(?:who|whoever|which|that|those|anyone|if|when|where|what|whose)\b[^,;.]{0,40}$", re.IGNORECASE
)
_SCOPE = 6  # content words after a negation that it is taken to reach
_SHARED = 0.5  # share of a scope that a clause of the line must have to be about the same thing
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Cues:
    hard: re.Pattern[str]
    soft: frozenset[str]
    phrases: re.Pattern[str]
    idle: re.Pattern[str]
    opposites: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negation: its word, where it stands, and the stems of the content words in its reach."""

    word: str
    start: int
    scope: tuple[str, ...]


def check_negation(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Negations of the evidence that a clause of the line about the same words drops, and negations that it adds."""
    text, evidence = folded(line), folded(passage.text)
    ours, theirs = tuple(_negations(text, lexicon)), tuple(_negations(evidence, lexicon))
    if ours and not theirs and not _softly(evidence, lexicon):
        return [Finding(check="negation", detail=f"the evidence has no '{ours[0].word}'")]
    findings = []
    for negation in theirs:
        if _dropped(negation, text, ours, lexicon):
            reach = evidence[negation.start : negation.start + 50].strip()
            findings.append(Finding(check="negation", detail=f"'{reach}' lost its negation"))
    return findings[:1]


def _dropped(negation: _Negation, line: str, ours: tuple[_Negation, ...], lexicon: Lexicon) -> bool:
    """Whether the line speaks of what `negation` reaches and no longer negates it."""
    if not negation.scope:
        return False
    best, clause = 0.0, ""
    for piece in _clauses(line):
        stems = {t.stem for t in tokens(piece, lexicon)}
        share = sum(_near(word, stems, lexicon) for word in negation.scope) / len(negation.scope)
        if share > best:
            best, clause = share, piece
    enough = best >= _SHARED and (best * len(negation.scope) >= _FEW or len(negation.scope) < _FEW)
    if not enough:
        return False
    return not _negated(clause, negation, lexicon) and not _listed(line, clause, ours)


def _negated(clause: str, negation: _Negation, lexicon: Lexicon) -> bool:
    """Whether a clause of the line negates, outright, in a word's own meaning or by an opposite."""
    if any(True for _ in _negations(clause, lexicon)) or _softly(clause, lexicon):
        return True
    stems = {t.stem for t in tokens(clause, lexicon)}
    opposites = _cues(lexicon).opposites
    return any(opposites.get(word, frozenset()) & stems for word in negation.scope)


def _listed(line: str, clause: str, ours: tuple[_Negation, ...]) -> bool:
    """Whether a clause goes on with what an earlier one forbids: 'Never hit, curse or throw'."""
    at = line.find(clause)
    before = max((n.start for n in ours if n.start < at), default=None)
    return before is not None and ";" not in line[before:at] and bool(re.search(r"\b(?:or|nor)\b", line[at:]))


def _near(word: str, stems: set[str], lexicon: Lexicon) -> bool:
    return word in stems or bool(renderings(lexicon).of.get(word, frozenset()) & stems)


def _softly(text: str, lexicon: Lexicon) -> bool:
    cues = _cues(lexicon)
    words = tokens(text, lexicon)
    return (
        any(t.stem in cues.soft or forms(lexicon).turned(t.low) or t.low.endswith("less") for t in words)
        or bool(cues.phrases.search(text))
        or bool(cues.hard.search(text))
    )


def _negations(text: str, lexicon: Lexicon) -> Iterator[_Negation]:
    """The outright negations of a folded text and the words that each reaches."""
    cues = _cues(lexicon)
    idle = [m.span() for m in cues.idle.finditer(text)]
    for match in cues.hard.finditer(text):
        if any(a <= match.start() < b for a, b in idle):
            continue
        end = _CLAUSE.search(text, match.end())
        reach = text[match.end() : end.start() if end else len(text)]
        words = [t for t in tokens(reach, lexicon) if _counts(t, lexicon)][:_SCOPE]
        yield _Negation(word=match.group(), start=match.start(), scope=tuple(t.stem for t in words))


def _counts(token: Token, lexicon: Lexicon) -> bool:
    return len(token.low) > 2 and token.low not in renderings(lexicon).function


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for match in _CLAUSE.finditer(text):
        if text[start : match.start()].strip():
            yield text[start : match.start()]
        start = match.end()
    if text[start:].strip():
        yield text[start:]


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> _Cues:
    soft = lexicon.terms(_TABLE, "soft")
    hard = [w for w in lexicon.terms(_TABLE, "hard") if w != "n't"]
    return _Cues(
        hard=re.compile(rf"\b(?:{_either(hard)})\b|\w+n't\b", re.IGNORECASE),
        soft=frozenset(stem(w, lexicon) for w in soft if " " not in w),
        phrases=re.compile(rf"\b(?:{_either(w for w in soft if ' ' in w)})\b", re.IGNORECASE),
        idle=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'idle'))})(?!\w)", re.IGNORECASE),
        opposites={
            stem(row[0], lexicon): frozenset(stem(w, lexicon) for w in row[1].split())
            for row in lexicon.table(_TABLE, "opposites")
        },
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
