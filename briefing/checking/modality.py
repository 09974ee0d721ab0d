"""Asked and done: a demand is not told as a fact, nor a fact as a demand.

The verbs of line and evidence are sorted by how they stand: demanded ('asked the firm to', 'must', an imperative) or done
(a past tense, 'has built'). One that a line has as done and its evidence only as demanded is a finding; so is a line that
tells what was asked without saying so, and one that asks where its evidence asks nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.cues import SENTENCE, commands
from briefing.checking.cues import cues as cues_of
from briefing.checking.reports import asked_of_done, told_as_done
from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, folded, forms, tokens
from briefing.records import Finding, LineRole, Passage

_TABLE = "checking_modality"
_PART = re.compile(r"[.!?。！？；;\n]")
_COMMA = re.compile(r"[.!?;:,。；，\n]")
_HEAD_WORDS = 10  # what was asked is said to be so among the first words of its line
_WINDOW = 5  # words before a verb that may belong to it
_OPENERS = 3  # words of a clause among which its verb stands
_FINITE = ("was", "were", "had", "did")
_SKIPPED = ("now", "already", "been", "being", "not", "all", "also")
_SUBJECT_WORDS = 14  # of a line, among which its verb stands
_PAST_NOUN = re.compile(r"\s+(?:[\w-]+\s+){1,3}?(?:must|should|shall|needs?|may|will|can|has|have)\b")


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Stems of a text by how they stand; `bare` are base forms that nothing demands."""

    demanded: frozenset[str]
    done: frozenset[str]
    bare: frozenset[str]


def check_modality(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Demands that `line` tells as facts, and facts that it tells as demands."""
    text, evidence = folded(line), folded(passage.text)
    cues = cues_of(lexicon)
    findings = list(_form(text, passage, lexicon))
    if done := _done_in_line(text, passage, lexicon):
        theirs = _evidence_verbs(evidence, passage.role, lexicon)
        findings += [
            Finding(check="modality", detail=f"'{word}' is asked in the evidence and done in the line")
            for word in sorted((done & theirs.demanded) - theirs.done - theirs.bare)
        ]
    if passage.role == "observed" and not findings:
        findings += [
            Finding(check="modality", detail=f"'{part}' is asked in the evidence and done in the line")
            for part in told_as_done(text, evidence, lexicon)
        ]
        findings += [
            Finding(check="modality", detail=f"'{part}' is done in the evidence and asked in the line")
            for part in asked_of_done(text, evidence, lexicon)
        ]
    if passage.role in ("observed", "event"):
        quoted = '"' in evidence or "「" in evidence
        if (
            cues.told.search(text)
            and not quoted
            and not cues.mentions.search(evidence)
            and not cues.modal.search(evidence)
        ):
            findings.append(Finding(check="modality", detail="the evidence asks nothing"))
    return findings


def _form(line: str, passage: Passage, lexicon: Lexicon) -> Iterator[Finding]:
    """Whether a line that is to tell a demand has the form of one."""
    words, cues = tokens(line, lexicon), cues_of(lexicon)
    if not words:
        return
    head = line[: words[min(len(words), _HEAD_WORDS) - 1].end]
    if passage.role == "asked" and not cues.mentions.search(head) and not cues.modal.search(line):
        yield Finding(check="modality", detail="what was asked is told as done")
    if passage.role == "observed" and (words[0].low in cues.demanding or words[0].low.endswith("ing")):
        yield Finding(check="modality", detail=f"'{words[0].text}' is no report of what was done")
    if passage.role == "directive" and not _says_what_to_do(line, words, lexicon):
        yield Finding(check="modality", detail=f"'{line[:40]}' demands nothing")
    if passage.role == "directive":
        told = next(
            filter(None, (_declared(part, lexicon, head=i == 0) for i, part in enumerate(line.split(";")))), None
        )
        if told:
            yield Finding(check="modality", detail=f"'{told}' tells a demand as done")


def _says_what_to_do(line: str, words: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a line that opens with a preposition or a verb in -ing comes to a demand."""
    cues = cues_of(lexicon)
    first = words[0].low
    if first.endswith("ing") and first not in cues.imperatives and not cues.must.search(line):
        return bool(forms(lexicon).is_past(words[1].low)) if len(words) > 1 else False
    if first not in cues.prepositions or cues.must.search(line):
        return True
    later = (t.low for part in re.split(r"[,;:]", line)[1:] for t in tokens(part, lexicon)[:_OPENERS])
    return any(word in cues.imperatives or word in ("no", "not", "never", "don't") for word in later)


def _declared(part: str, lexicon: Lexicon, *, head: bool) -> str | None:
    """The words by which a part of a line that is to demand reports: 'Sped up', 'He checked', 'The firm has hired'."""
    words, cues = tokens(part, lexicon), cues_of(lexicon)
    if not words:
        return None
    first = words[0]
    if head and forms(lexicon).is_past(first.low):
        return None if _PAST_NOUN.match(part, first.end) else first.text
    if first.low in cues.imperatives or cues.told.search(part) or cues.must.search(part):
        return None
    if first.low in cues.third:
        return first.text
    for index, token in enumerate(words[1:_SUBJECT_WORDS], start=1):
        between = part[words[index - 1].end : token.start].strip()
        if between not in ("", ",") or cues.subordinate.search(part, 0, token.start):
            break
        if (between and words[index - 1].low in cues.imperatives) or (token.low in cues.imperatives and between):
            break
        before = [w.low for w in words[:index]]
        if forms(lexicon).is_past(token.low) and _nearest(before) not in cues.no_verb_after:
            return part[: token.end].strip()
        if token.low in _FINITE or (token.low in cues.auxiliaries and _done_next(words, index, lexicon)):
            return part[: token.end].strip()
    return None


def _done_next(words: tuple[Token, ...], index: int, lexicon: Lexicon) -> bool:
    """Whether an auxiliary is followed by what was done or is being done: 'has now hired', 'was repaired', 'is moving'."""
    after = next(
        (w.low for w in words[index + 1 : index + 4] if not w.low.endswith("ly") and w.low not in _SKIPPED), ""
    )
    return forms(lexicon).is_past(after) or after.endswith("ing")


def _done_in_line(text: str, passage: Passage, lexicon: Lexicon) -> frozenset[str]:
    """The stems of the verbs that a line tells as done."""
    cues = cues_of(lexicon)
    words = tokens(text, lexicon)
    imperative = passage.role == "directive" and bool(words) and words[0].low in cues.imperatives
    if imperative:
        return frozenset()
    return frozenset(
        token.stem
        for token, before in _candidates(text, lexicon)
        if forms(lexicon).is_past(token.low)
        and _nearest(before) not in cues.no_verb_after
        and not _passive_demand(before)
        and not _opened(text, token, cues.opens, _PART)
        and not _opened(text, token, cues.asks, _PART)
        and not _opened(text, token, cues.subordinate, _COMMA)
    )


@lru_cache(maxsize=128)  # every hypothesis of a passage asks for the same
def _evidence_verbs(text: str, role: LineRole, lexicon: Lexicon) -> _Verbs:
    cues = cues_of(lexicon)
    everything = role in ("directive", "asked")
    quoted = commands(text, lexicon)
    found = _Sorted()
    for token, before in _candidates(text, lexicon):
        asked = (
            everything
            or any(a <= token.start < b for a, b in quoted)
            or any(
                _stands(text, cue, _start(text, token, SENTENCE)) and _opened(text, token, cue, SENTENCE)
                for cue in (cues.mentions, cues.modal)
            )
        )
        near = _nearest(before)
        if forms(lexicon).is_past(token.low):
            (found.demanded if asked and _passive_demand(before) else found.done).add(token.stem)
        elif token.low.endswith("ing"):
            if near in cues.auxiliaries:
                found.done.add(token.stem)
        elif asked and near not in cues.no_verb_after:
            found.demanded.add(token.stem)
        elif not asked:
            found.bare.add(token.stem)
    return found.frozen()


class _Sorted:
    """Verbs being sorted."""

    def __init__(self) -> None:
        self.demanded: set[str] = set()
        self.done: set[str] = set()
        self.bare: set[str] = set()

    def frozen(self) -> _Verbs:
        return _Verbs(demanded=frozenset(self.demanded), done=frozenset(self.done), bare=frozenset(self.bare))


def _candidates(text: str, lexicon: Lexicon) -> Iterator[tuple[Token, list[str]]]:
    """The words that may be verbs of what is asked or done, each with the few words before it in its sentence."""
    cues = cues_of(lexicon)
    words = tokens(text, lexicon)
    for index, token in enumerate(words):
        if token.stem in cues.looking or token.stem in cues.ask_stems or len(token.low) < 3:
            continue
        start = _start(text, token, SENTENCE)
        yield token, [w.low for w in words[max(0, index - _WINDOW) : index] if w.start >= start]


def _nearest(before: list[str]) -> str:
    """The last word before a verb that is no adverb."""
    return next(
        (w for w in reversed(before) if not w.endswith("ly") and w not in ("also", "already", "just", "now")), ""
    )


def _passive_demand(before: list[str]) -> bool:
    """'must be', 'to be', 'should all be', 'be' of a subjunctive."""
    return "be" in before[-3:] or before[-1:] == ["get"]


def _opened(text: str, token: Token, cue: re.Pattern[str], end: re.Pattern[str]) -> bool:
    """Whether `cue` stands before `token` in its part of the text."""
    return bool(cue.search(text, _start(text, token, end), token.start))


def _start(text: str, token: Token, end: re.Pattern[str]) -> int:
    """Where the part of the text begins in which `token` stands; parts end in what `end` matches, one character."""
    ends = _ends(text, end)
    at = bisect_right(ends, token.start)
    return ends[at - 1] if at else 0


@lru_cache(maxsize=2048)
def _stands(text: str, cue: re.Pattern[str], start: int) -> bool:
    """Whether `cue` stands anywhere after `start`; where it does not, nothing need be looked at before every word."""
    return cue.search(text, start) is not None


@lru_cache(maxsize=512)
def _ends(text: str, end: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(match.end() for match in end.finditer(text))
