"""Shortens an English passage in its own words, by lists (`lexicons/en/compression.txt`) and a few patterns.

Mentions are taken out first, each as one private-use character, so that no rule can cut into a name or a figure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.records import Passage
from briefing.summarising import restoring
from briefing.summarising.restoring import Piece

_FIRST_MARK = 0xE000
_MARK = "[\ue000-\uefff]"
_PERSON_MARK = "[\uf000-\uf8ff]"
_FIRST_PERSON = 0xF000
_ANY = "[\ue000-\uf8ff]"
_TABLE = "compression"
_MOST_WORDS = {"event": 35, "site": 40, "directive": 25}
_PRONOUN = "he|she|they|we|i|his delegation|the delegation|his team|her team|the team"
_CONDITION = re.compile(r"(?:unless|except|but|only|if|not|until|without|otherwise|or)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Rules:
    """The compiled lists of one lexicon."""

    padding: re.Pattern[str]
    openers: re.Pattern[str]
    speech: re.Pattern[str]
    trailing_speech: re.Pattern[str]
    request: re.Pattern[str]
    necessity: re.Pattern[str]
    modal: re.Pattern[str]
    general: frozenset[str]
    past: dict[str, str]
    subject: re.Pattern[str]


def compress_english(passage: Passage, *, lexicon: Lexicon) -> str:
    """`passage` as one English line in its own words."""
    rules = _rules(lexicon)
    text, originals = _mark(passage)
    text = rules.padding.sub(" ", text)
    if passage.kind == "directive":
        text = _directive(text, rules)
    elif passage.kind == "site":
        text = _site(text, rules)
    else:
        text = _event(text)
    text = _shorten(_tidy(text), most_words=_MOST_WORDS[passage.kind])
    return _finish(text, originals, passage)


def _directive(text: str, rules: _Rules) -> str:
    clauses = [_demand(clause, rules, first=i == 0) for i, clause in enumerate(_clauses(text))]
    return "".join(clause + mark for clause, mark in _marked(clauses, text))


def _demand(clause: str, rules: _Rules, *, first: bool) -> str:
    """One clause in the imperative."""
    clause = clause.strip()
    for _ in range(3):
        before = clause
        clause = rules.openers.sub("", clause)
        clause = _request(clause, rules)
        if first:
            clause = rules.speech.sub("", clause)
            clause = rules.trailing_speech.sub("", clause)
        clause = rules.necessity.sub("", clause)
        clause = rules.modal.sub(_imperative, clause)
        if clause == before:
            break
    return clause


def _request(clause: str, rules: _Rules) -> str:
    """'asked the bureau to do' as 'the bureau must do', without the bureau where it is just everyone."""
    match = rules.request.match(clause)
    if not match:
        return clause
    addressee, rest = match.group("who").strip(), clause[match.end() :]
    negation = "not " if match.group("not") else ""
    if addressee.lower() in rules.general:
        return f"do {negation}{rest}" if negation else rest
    return f"{addressee} must {negation}{rest}"


def _imperative(match: re.Match[str]) -> str:
    return {"not": "do not ", "never": "never ", "no longer": "no longer "}.get((match.group("not") or "").lower(), "")


def _site(text: str, rules: _Rules) -> str:
    sentences = [s for s in re.split(r"(?<=[.!?。！？])\s*", text) if s.strip()]
    done = []
    for sentence in sentences:
        stripped = rules.openers.sub("", sentence.strip().rstrip(".!?。！？"))
        done.append(_report(stripped, rules))
    return "; ".join(s for s in done if s.strip())


def _report(sentence: str, rules: _Rules) -> str:
    """A sentence about a stop, without its subject, in the past tense where that subject was the visitor."""
    clauses = _clauses(sentence)
    out = []
    for clause in clauses:
        bare = rules.subject.sub("", clause.strip())
        out.append(
            _to_past(bare, rules) if bare != clause.strip() or out or len(clauses) > 1 else _to_past(bare, rules)
        )
    return "".join(clause + mark for clause, mark in _marked(out, sentence))


def _to_past(clause: str, rules: _Rules) -> str:
    """`clause` with a bare verb at its head in the past tense."""
    match = re.match(r"(and\s+)?([A-Za-z]+)\b", clause)
    if match and match.group(2).lower() in rules.past:
        return (match.group(1) or "") + rules.past[match.group(2).lower()] + clause[match.end() :]
    return clause


def _event(text: str) -> str:
    """The lead without its dateline."""
    return re.sub(rf"^[^.]{{0,60}}\((?:[A-Z]{{2,}}|{_ANY})\)\s*[-–—:]*\s*", "", text)


def _clauses(text: str) -> list[str]:
    return re.split(r"[,;，；]", text)


def _marked(clauses: list[str], text: str) -> Iterable[tuple[str, str]]:
    """The clauses with the marks that parted them in `text`, dropped with a clause that is now empty."""
    marks = [*re.findall(r"[,;，；]", text), ""]
    for clause, mark in zip(clauses, marks, strict=True):
        if clause.strip():
            yield clause, f"{mark} " if mark else ""


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    return text.strip(" ,;:，；：、")


def _shorten(text: str, *, most_words: int) -> str:
    """`text` cut after a clause once it has enough words; a condition or negation is never cut off."""
    if len(text.split()) <= most_words:
        return text
    best = None
    for match in re.finditer(r"[,;.，；。]\s*", text):
        words = len(text[: match.start()].split())
        if words > most_words:
            break
        if words >= most_words // 4 and not _CONDITION.match(text, match.end()):
            best = match.start()
    return text if best is None else text[:best]


def _mark(passage: Passage) -> tuple[str, dict[str, str]]:
    """The passage's text with each mention (a person's with the adjoining title) as one private-use character."""
    out: list[str] = []
    originals: dict[str, str] = {}
    position = 0
    for mention in passage.mentions:
        start, end = mention.span.start, mention.span.end
        person = mention.kind == "person"
        if person and mention.title is not None:
            start, end = min(start, mention.title.start), max(end, mention.title.end)
        if start < position:
            continue
        mark = chr((_FIRST_PERSON if person else _FIRST_MARK) + len(originals))
        originals[mark] = passage.text[start:end]
        out += [passage.text[position:start], f" {mark} "]
        position = end
    out.append(passage.text[position:])
    return " ".join("".join(out).split()), originals


def _finish(text: str, originals: dict[str, str], passage: Passage) -> str:
    pieces = [
        Piece(originals[part], fixed=True) if part in originals else Piece(part)
        for part in re.split(f"({_ANY})", text)
        if part.strip()
    ]
    titles = [m.title.text for m in passage.mentions if m.title]
    line = restoring.capitalise(restoring.join(pieces, spelling=restoring.Spelling(passage.text, proper=titles)))
    line = line.rstrip(" ,;:、")
    return line + "." if line and line[-1] not in ".!?" and not re.search(r"[.!?][\"”’]$", line) else line


def _alternatives(terms: Iterable[str]) -> str:
    return "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in sorted(terms, key=len, reverse=True))


@lru_cache(maxsize=8)
def _rules(lexicon: Lexicon) -> _Rules:
    def terms(section: str) -> tuple[str, ...]:
        return lexicon.terms(_TABLE, section)

    flags = re.IGNORECASE
    speech, modals = _alternatives(terms("speech")), _alternatives(terms("modals"))
    adverb = r"(?:\w+ly\s+)?"
    general = _alternatives(terms("general addressees"))
    return _Rules(
        padding=re.compile(
            rf"(?:\s*,)?\s*\b(?:{_alternatives(terms('padding phrases'))})(?!\w)|\b(?:{_alternatives(terms('padding adverbs'))})\s+(?=[a-z])",
            flags,
        ),
        openers=re.compile(rf"^\s*(?:(?:{_alternatives(terms('openers'))})\b[\s,]*)+", flags),
        speech=re.compile(
            rf"^(?:[^,.;:]{{0,90}}?(?<!\w))?{adverb}(?:{speech})(?:\s+(?:again|further|once more))?(?:\s+that\b|\s*[:,]|\s+(?=it\s+is\b|we\b|the\s+need\b|on\s+the\s+need\b)|(?=\s*$))\s*",
            flags,
        ),
        trailing_speech=re.compile(
            rf"[\s,]+(?:{_PRONOUN}|{_PERSON_MARK}|the\s+\w+)\s+{adverb}(?:{speech})\s*\.?$", flags
        ),
        request=re.compile(
            rf"^(?:[^,.;:]{{0,60}}?(?<!\w))?{adverb}(?:{_alternatives(terms('request'))})\s+(?P<who>[^,.;:]{{1,70}}?)\s+(?P<not>not\s+)?to\s+(?=[a-z])",
            flags,
        ),
        necessity=re.compile(rf"^(?:(?:{_PRONOUN})\s+)?(?:{_alternatives(terms('necessity'))})\s+", flags),
        modal=re.compile(
            rf"^(?:(?:{general})\s+)?(?:{modals})\s+(?:also\s+)?(?:(?P<not>not|never|no\s+longer)\s+)?(?!be\b|have\b)(?=[a-z])",
            flags,
        ),
        general=frozenset(t.lower() for t in terms("general addressees")),
        past={row[0]: row[1] for row in lexicon.table(_TABLE, "past") if len(row) > 1},
        subject=re.compile(
            rf"^(?:{_PRONOUN}|{_PERSON_MARK}(?:\s*(?:,|and)\s*{_PERSON_MARK})*)\s+{adverb}(?=[a-z])", flags
        ),
    )
