"""Negation and prohibition: a line keeps those of its evidence, and has none that its evidence lacks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.renderings import near, renderings
from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, folded, forms, stem, tokens
from briefing.records import Finding, Passage

_TABLE = "checking_negation"
_CLAUSE = re.compile(r"[.!?;:。；：\n]|[,，、]|—|–|\s-\s|[()\"]|\b(?:but|because|since|although|while)\b")
_RELATIVE = re.compile(  # up to the negation: it only tells which one is meant
    r"\b(?:who|whoever|which|anyone|if|when|where|what|whose|as|for those)\s+(?!(?:must|should|shall)\b)"
    r"(?:[a-z]+\s+){0,2}?$",
    re.IGNORECASE,
)
_SCOPE = 6  # content words after a negation that it is taken to reach
_SHARED = 0.34  # share of a scope that a clause of the line must have to be about the same thing
_SHARED_OF_ADDED = 0.5  # the same, of a negation of the line in a clause of the evidence
_SHARED_IN_ASIDE = 0.6  # the same, for a negation that only tells which one is meant
_SURE_PREFIXES = ("un", "non-", "non")
_FEW = 2
_REACH = 7  # words that a negation of the line may stand before what it negates


@dataclass(frozen=True, slots=True)
class _Cues:
    hard: re.Pattern[str]
    prohibitions: re.Pattern[str]
    soft: frozenset[str]
    phrases: re.Pattern[str]
    weak: re.Pattern[str]
    idle: re.Pattern[str]
    opposites: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negation: its word, where it stands, the stems in its reach and in its clause, and how it stands."""

    word: str
    start: int
    scope: tuple[str, ...]
    around: tuple[str, ...]
    outright: bool
    aside: bool
    bare: bool


def check_negation(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Negations of the evidence that a clause of the line about the same words drops, and negations that it adds."""
    text, evidence = folded(line), folded(passage.text)
    ours, theirs = _negations(text, lexicon), _negations(evidence, lexicon)
    if not (ours or theirs):
        return []
    added = next((n for n in ours if n.outright), None)
    if added and not theirs and not _softly(evidence, lexicon):
        return [Finding(check="negation", detail=f"the evidence has no '{added.word}'")]
    for negation in ours:
        shared = any(n.bare or any(near(word, n.scope, lexicon) for word in negation.scope) for n in theirs)
        if negation.outright and not shared and _added(negation, evidence, lexicon):
            reach = text[negation.start : negation.start + 50].strip()
            return [Finding(check="negation", detail=f"'{reach}' is not negated in the evidence")]
    known = {t.stem for t in tokens(evidence, lexicon)}
    if passage.role not in (
        "directive",
        "asked",
    ):  # 'the first stop', 'a banned drug': verbs only where all is demanded
        theirs = tuple(n for n in theirs if n.outright)
    kept = [negation for one in ours for negation in _meant(one, theirs, lexicon)]
    for negation in theirs:
        bare = passage.role in ("directive", "asked") and negation.outright and not _negates(text, known, lexicon)
        if negation not in kept and _dropped(negation, text, ours, known, lexicon, least=1 if bare else _FEW):
            reach = evidence[negation.start : negation.start + 50].strip()
            return [Finding(check="negation", detail=f"'{reach}' lost its negation")]
    return []


def _added(one: _Negation, evidence: str, lexicon: Lexicon) -> bool:
    """Whether the evidence says plainly, in a clause that negates nothing, what the line negates."""
    scope = tuple(dict.fromkeys(one.scope))
    best, at = 0, -1
    pieces = list(_clauses(evidence))
    for index, piece in enumerate(pieces):
        stems = {t.stem for t in tokens(piece, lexicon)}
        shared = sum(near(word, stems, lexicon) for word in scope)
        if shared > best:
            best, at = shared, index
    if best < min(_FEW, len(scope)) or best < _SHARED_OF_ADDED * len(scope):
        return False
    return not (_softly(pieces[at], lexicon) or _cues(lexicon).weak.search(pieces[at]))


def _meant(one: _Negation, theirs: tuple[_Negation, ...], lexicon: Lexicon) -> list[_Negation]:
    """The negations of the evidence that one of the line stands for: all that reach a word of its reach, else the likest."""
    shared = {id(n): sum(near(word, set(one.scope), lexicon) for word in n.scope) for n in theirs}
    reached = [n for n in theirs if shared[id(n)]]
    if reached:
        most = max(shared.values())
        return [n for n in reached if shared[id(n)] * _FEW >= min(most, len(n.scope))]
    around = {id(n): sum(near(word, set(one.around), lexicon) for word in n.around) for n in theirs}
    most = max(around.values(), default=0)
    return [n for n in theirs if most and around[id(n)] == most]


def _negates(line: str, known: set[str], lexicon: Lexicon) -> bool:
    """Whether a line negates anything at all, be it in a word's own meaning that the evidence lacks."""
    cues = _cues(lexicon)
    if cues.hard.search(line) or cues.phrases.search(line):
        return True
    return any((t.stem in cues.soft and t.stem not in known) or _turned(t.low) for t in tokens(line, lexicon))


def _dropped(
    negation: _Negation,
    line: str,
    ours: tuple[_Negation, ...],
    known: set[str],
    lexicon: Lexicon,
    *,
    least: int,
) -> bool:
    """Whether the line speaks of what `negation` reaches and no longer negates it; `known` are the evidence's stems.

    `least` words of the reach must be there to tell, or all of a shorter one.
    """
    best, clause = 0, ""
    for piece in _clauses(line):
        shared = sum(near(word, {t.stem for t in tokens(piece, lexicon)}, lexicon) for word in negation.scope)
        if shared > best:
            best, clause = shared, piece
    share = _SHARED_IN_ASIDE if negation.aside or not negation.outright else _SHARED if least > 1 else 0
    if not best or best < share * len(negation.scope) or best < min(least, len(negation.scope)):
        return False
    return not _negated(clause, negation, known, lexicon) and not _listed(line, clause, ours)


def _negated(clause: str, negation: _Negation, known: set[str], lexicon: Lexicon) -> bool:
    """Whether a clause of the line negates the words of `negation` in a word's own meaning or by an opposite.

    Such a word counts where the evidence lacks it, and so it stands for the negation there.
    """
    words = tokens(clause, lexicon)
    cues = _cues(lexicon)
    if any(cues.opposites.get(word, frozenset()) & {t.stem for t in words} for word in negation.scope):
        return True
    shared = [i for i, t in enumerate(words) if any(near(word, {t.stem}, lexicon) for word in negation.scope)]
    first, last = max(0, shared[0] - _REACH), min(len(words) - 1, shared[-1] + _FEW)
    for token in words[first : last + 1]:
        if token.stem in cues.soft and token.stem not in known:
            return True
        if _turned_in_scope(token, negation, lexicon):
            return True
    return bool(cues.phrases.search(clause[words[first].start : words[last].end]))


def _turned(low: str) -> bool:
    """Whether a word negates by a prefix or an ending that seldom does anything else: 'unlicensed', 'roofless'."""
    return (low.startswith(_SURE_PREFIXES) and len(low) > 5) or (low.endswith("less") and len(low) > 6)


def _turned_in_scope(token: Token, negation: _Negation, lexicon: Lexicon) -> bool:
    """Whether a word negates one of the scope by its own prefix or ending: 'unlicensed', 'roofless', 'non-members'."""
    known = forms(lexicon)
    bases = [token.low.removeprefix(p) for p in known.turning if token.low.startswith(p)]
    bases += [token.low.removesuffix("less")] if token.low.endswith("less") else []
    return any(
        len(base) > 2 and near(word, {stem(base, lexicon)}, lexicon) for base in bases for word in negation.scope
    )


def _listed(line: str, clause: str, ours: tuple[_Negation, ...]) -> bool:
    """Whether a clause goes on with what an earlier one forbids: 'Never hit, curse or throw'."""
    at = line.find(clause)
    before = max((n.start for n in ours if n.start < at), default=None)
    return before is not None and ";" not in line[before:at] and bool(re.search(r"\b(?:or|nor)\b", line[at:]))


def _softly(text: str, lexicon: Lexicon) -> bool:
    cues = _cues(lexicon)
    words = tokens(text, lexicon)
    return (
        any(t.stem in cues.soft or _turned(t.low) for t in words)
        or bool(cues.phrases.search(text))
        or bool(cues.hard.search(text))
    )


@lru_cache(maxsize=512)  # every hypothesis of a passage asks for those of its evidence
def _negations(text: str, lexicon: Lexicon) -> tuple[_Negation, ...]:
    """The outright negations of a folded text and the words that each reaches."""
    return tuple(_found_negations(text, lexicon))


def _found_negations(text: str, lexicon: Lexicon) -> Iterator[_Negation]:
    cues = _cues(lexicon)
    found = sorted((*cues.hard.finditer(text), *cues.prohibitions.finditer(text)), key=lambda m: m.start())
    if not found:
        return
    idle = [m.span() for m in cues.idle.finditer(text)]
    breaks = list(_CLAUSE.finditer(text))
    for match in found:
        if any(a <= match.start() < b for a, b in idle):
            continue
        start = max((b.end() for b in breaks if b.end() <= match.start()), default=0)
        end = next((b.start() for b in breaks if b.start() >= match.end()), len(text))
        reach = [t.stem for t in tokens(text[match.end() : end], lexicon) if _counts(t, lexicon)][:_SCOPE]
        around = [t.stem for t in tokens(text[start:end], lexicon) if _counts(t, lexicon)]
        yield _Negation(
            word=match.group(),
            start=match.start(),
            scope=tuple(reach or around),
            around=tuple(around),
            outright=match.re is cues.hard,
            bare=not reach,
            aside=bool(_RELATIVE.search(text, start, match.start())) or not reach,
        )


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
        prohibitions=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'prohibitions'))})\b", re.IGNORECASE),
        soft=frozenset(stem(w, lexicon) for w in soft if " " not in w),
        phrases=re.compile(rf"\b(?:{_either(w for w in soft if ' ' in w)})\b", re.IGNORECASE),
        weak=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'weak'))})\b", re.IGNORECASE),
        idle=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'idle'))})(?!\w)", re.IGNORECASE),
        opposites={
            stem(row[0], lexicon): frozenset(stem(w, lexicon) for w in row[1].split())
            for row in lexicon.table(_TABLE, "opposites")
        },
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))
