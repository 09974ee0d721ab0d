"""Demands: which clauses carry one, and where one ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Annotation, Sentence, Span
from briefing.segmenting.phrases import Cues

_THAT = re.compile(r"\s*[,，:：]?\s*(?:that|to|for|on)?\b\s*[,，:：]?\s*", re.IGNORECASE)
_ORDINAL = re.compile(r"(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|finally|lastly|in addition|besides|moreover|furthermore|also|meanwhile|at the same time|next|\(?\d+[.)、]|one is to|two is to|three is to)\b[,，:]?\s*", re.IGNORECASE)  # fmt: skip
_LINK = re.compile(r"(?:and|but|or|then|so as to|while|as well as)\s+(?:to\s+|also\s+)?", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:we|everyone|everybody|all (?:\w+ ){1,4}|departments?|local (?:\w+ ){1,3}|relevant (?:\w+ ){1,4}|they|you|it|there|efforts?|he|she)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"(?:so that|so as|in order|to ensure that|which|who|whose|where|because|since|as|with|thus|thereby|especially|such as|including|rather than|instead of|not only|if|when|until|unless|by \w+ing|making|letting|enabling|helping|allowing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: the clauses that carry it, joined, and the words that introduced it, if any."""

    span: Span
    strong: bool


def demands_in(annotation: Annotation, sentence: Sentence, cues: Cues, *, spoken: bool) -> list[Demand]:
    """The distinct demands of a sentence; `spoken` where an earlier sentence already opened a speech of demands."""
    text = annotation.text
    out: list[list[int | bool]] = []
    open_speech = spoken
    hard = False
    for clause in sentence.clauses:
        start, opened, is_hard = _after_speech(text, clause, cues)
        open_speech = open_speech or opened
        hard = is_hard if opened else hard
        if start >= clause.end or not re.search(r"\w", text[start : clause.end]):
            continue
        body = text[start : clause.end]
        lead = _ORDINAL.match(body)
        body = body[lead.end() :] if lead else body
        link = _LINK.match(body)
        bare = body[link.end() :] if link else body
        cue = cues.demand.search(body)
        imperative = cues.imperative.match(bare)
        foreign = re.match(r"[\u3400-\u9fff]{4}", bare)
        begins = bool(cue) or bool(imperative and open_speech) or bool(foreign and open_speech) or (opened and is_hard)
        if _SUBORDINATE.match(bare) and not (opened and is_hard) and out:
            begins = False
        if begins and link and not cue and out and len(bare.split()) < 7:
            begins = False
        if begins and (open_speech or cue):
            out.append([start, clause.end, bool(cue) or hard or opened])
        elif out and out[-1][1] <= clause.start and not opened:
            gap = text[int(out[-1][1]) : clause.start]
            if not gap.strip():
                out[-1][1] = clause.end
    return [Demand(span=trimmed(text, int(a), int(b)), strong=bool(s)) for a, b, s in out if b > a]


def _after_speech(text: str, clause: Span, cues: Cues) -> tuple[int, bool, bool]:
    """Where a clause goes on after 'X stressed that', whether it has such an opening, and whether that demands by itself."""
    best = None
    for match in cues.speech.finditer(clause.text):
        if match.start() > 0.75 * len(clause.text) and match.end() < len(clause.text) - 25:
            break
        best = match
        break
    if best is None:
        return clause.start, False, False
    hard = bool(cues.hard_speech.match(clause.text, best.start()))
    if re.match(r"\s+(?:on|of|with)\b", clause.text[best.end() :]) and not hard:
        return clause.start, False, False
    if hard:
        # the addressee belongs to the demand: 'urged residents to ...'
        that = re.match(r"\s*[,，:：]?\s*(?:that\s+)?", clause.text[best.end() :])
    else:
        that = _THAT.match(clause.text[best.end() :])
    return clause.start + best.end() + (that.end() if that else 0), True, hard


def has_demand(annotation: Annotation, span: Span, cues: Cues) -> bool:
    """Whether a clause asks something of someone."""
    return bool(cues.demand.search(span.text) or cues.hard_speech.search(span.text))


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks and closing marks at its ends."""
    while start < end - 1 and (text[start].isspace() or text[start] in ",，;；:：、"):
        start += 1
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in ",，;；、"):
        end -= 1
    return Span.of(text, start, end)


def joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans with neighbours, parted by nothing but marks and blanks, made one."""
    out: list[list[int]] = []
    for span in sorted(spans):
        if out and not re.search(r"\w", text[out[-1][1] : span.start]):
            out[-1][1] = max(out[-1][1], span.end)
        else:
            out.append([span.start, span.end])
    return tuple(trimmed(text, a, b) for a, b in out)
