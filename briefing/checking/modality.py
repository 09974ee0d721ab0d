"""Asked and done: a demand is not told as a fact, nor a fact as a demand.

The verbs of line and evidence are sorted by how they stand: demanded ('asked the firm to', 'must', an imperative) or done
(a past tense, 'has built'). One that a line has as done and its evidence only as demanded is a finding; so is a line that
tells what was asked without saying so, and one that asks where its evidence asks nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.words import Token, folded, forms, stem, tokens
from briefing.lexicons import Lexicon
from briefing.records import Finding, Passage

_TABLE = "checking_modality"
_SENTENCE = re.compile(r"[.!?。！？\n]")
_PART = re.compile(r"[.!?。！？；;\n]")
_COMMA = re.compile(r"[.!?;:,。；，\n]")
_HEAD_WORDS = 10  # what was asked is said to be so among the first words of its line
_WINDOW = 5  # words before a verb that may belong to it
_DECLARED = re.compile(
    r"^(?P<subject>[^,;:]{2,70}?)\s(?:has|have|had|was|were|is|are)\s(?:(?:\w+ly|now|already|been|being)\s)*(?P<verb>[a-z]+)"
)
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whose|what|where|when|if|whether|how|until|once|after|before|as|than|whoever|whatever|so|while)\b",
    re.IGNORECASE,
)
_PAST_NOUN = re.compile(r"\s+(?:[\w-]+\s+){1,3}?(?:must|should|shall|needs?|may|will|can|has|have)\b")


@dataclass(frozen=True, slots=True)
class _Cues:
    mentions: re.Pattern[str]
    opens: re.Pattern[str]
    told: re.Pattern[str]
    subordinate: re.Pattern[str]
    modal: re.Pattern[str]
    ask_stems: frozenset[str]
    looking: frozenset[str]
    no_verb_after: frozenset[str]
    auxiliaries: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Stems of a text by how they stand; `bare` are base forms that nothing demands."""

    demanded: frozenset[str]
    done: frozenset[str]
    bare: frozenset[str]


def check_modality(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Demands that `line` tells as facts, and facts that it tells as demands."""
    text, evidence = folded(line), folded(passage.text)
    cues = _cues(lexicon)
    findings = list(_form(text, passage, lexicon))
    ours, theirs = _line_verbs(text, passage, lexicon), _evidence_verbs(evidence, passage, lexicon)
    findings += [
        Finding(check="modality", detail=f"'{word}' is asked in the evidence and done in the line")
        for word in sorted((ours.done & theirs.demanded) - theirs.done - theirs.bare)
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
    words, cues = tokens(line, lexicon), _cues(lexicon)
    if not words:
        return
    head = line[: words[min(len(words), _HEAD_WORDS) - 1].end]
    if passage.role == "asked" and not cues.mentions.search(head) and not cues.modal.search(line):
        yield Finding(check="modality", detail="what was asked is told as done")
    if passage.role != "directive" or cues.modal.search(line) or cues.told.search(line):
        return
    first = words[0]
    if forms(lexicon).is_past(first.low) and not _PAST_NOUN.match(line, first.end):
        yield Finding(check="modality", detail=f"'{first.text}' tells a demand as done")
    declared = _DECLARED.match(line)
    if declared and not _SUBORDINATE.search(declared["subject"]) and not _imperative(first, passage, lexicon):
        verb = declared["verb"]
        if forms(lexicon).is_past(verb) or verb.endswith("ing"):
            yield Finding(check="modality", detail=f"'{declared.group()[-40:]}' tells a demand as done")


def _imperative(first: Token, passage: Passage, lexicon: Lexicon) -> bool:
    """Whether a line's first word may be a verb that demands, as far as its form and the evidence tell."""
    if first.low.endswith("s") and not first.low.endswith("ss"):
        return False
    same = [t for t in tokens(folded(passage.text), lexicon) if t.stem == first.stem]
    nouns = [t for t in same if t.low == first.low + "s"]
    return first.low not in _cues(lexicon).no_verb_after and not nouns


def _line_verbs(text: str, passage: Passage, lexicon: Lexicon) -> _Verbs:
    cues = _cues(lexicon)
    words = tokens(text, lexicon)
    imperative = passage.role == "directive" and bool(words) and _imperative(words[0], passage, lexicon)
    found = _Sorted()
    for token, before in _candidates(text, lexicon):
        asked = _opened(text, token, cues.opens, _PART)
        near = _nearest(before)
        if forms(lexicon).is_past(token.low):
            if imperative or asked or near in cues.no_verb_after or _passive_demand(before):
                continue
            if not _opened(text, token, cues.mentions, _PART) and not _opened(text, token, cues.subordinate, _COMMA):
                found.done.add(token.stem)
        elif asked and near in ("to", "must", "should", "shall", "not", "never"):
            found.demanded.add(token.stem)
    return found.frozen()


def _evidence_verbs(text: str, passage: Passage, lexicon: Lexicon) -> _Verbs:
    cues = _cues(lexicon)
    everything = passage.role in ("directive", "asked")
    found = _Sorted()
    for token, before in _candidates(text, lexicon):
        asked = (
            everything or _opened(text, token, cues.mentions, _SENTENCE) or _opened(text, token, cues.modal, _SENTENCE)
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
    cues = _cues(lexicon)
    words = tokens(text, lexicon)
    for index, token in enumerate(words):
        if token.stem in cues.looking or token.stem in cues.ask_stems or len(token.low) < 3:
            continue
        start = max((m.end() for m in _SENTENCE.finditer(text, 0, token.start)), default=0)
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
    start = max((m.end() for m in end.finditer(text, 0, token.start)), default=0)
    return bool(cue.search(text, start, token.start))


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> _Cues:
    ask, stress = lexicon.terms(_TABLE, "ask"), lexicon.terms(_TABLE, "stress")
    asking = _either(form for verb in ask for form in _inflected(verb, lexicon))
    past = _either(form for verb in ask for form in _inflected(verb, lexicon) if form != verb)
    stressing = _either(form for verb in stress for form in _inflected(verb, lexicon))
    modal = rf"\b(?:{_either(lexicon.terms(_TABLE, 'modals'))})\b"
    return _Cues(
        mentions=re.compile(rf"\b(?:{asking}|{stressing})\b", re.IGNORECASE),
        opens=re.compile(
            rf"\b(?:{past})\b(?!\s+(?:about|after|how|whether|why|what|when|where|who|if|for\s+\w+\s+of)\b)"
            rf"(?=[^;]*?\b(?:to|that|not)\b|\s+for\b)|\b(?:must|should|shall|needs? to|ha(?:s|ve) to|ought to)\b",
            re.IGNORECASE,
        ),
        told=re.compile(
            r"\b(?:asked|told|urged|ordered|instructed|required|directed|requested|encouraged|demanded|called on)\s+"
            r"(?!about|after|how|whether|why|what|when|where)[^;,]{0,60}?\b(?:to|that)\b|\b(?:must|should)\b",
            re.IGNORECASE,
        ),
        subordinate=re.compile(rf"\b(?:{_either(lexicon.terms(_TABLE, 'subordinate'))})\b", re.IGNORECASE),
        modal=re.compile(modal, re.IGNORECASE),
        ask_stems=frozenset(stem(verb, lexicon) for verb in ask if " " not in verb),
        looking=frozenset(stem(verb, lexicon) for verb in lexicon.terms(_TABLE, "looking")),
        no_verb_after=frozenset(lexicon.terms(_TABLE, "no verb after")),
        auxiliaries=frozenset(lexicon.terms(_TABLE, "auxiliaries")),
    )


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
