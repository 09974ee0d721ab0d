"""Chinese sentences in smaller steps: units, which a full stop or semicolon ends, and their clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.records import Annotation, Sentence, Span

_UNIT_END = re.compile(r"[。；！？;!?]+[”’」』》)）\"]*")
_CLAUSE_END = re.compile(
    r"“[^”，。]{1,18}”|「[^」，。]{1,18}」|《[^》]*》|(?<=\d)[,:：](?=\d)|([，,：:]+[”’」』\"]?|\s+(?=\S))"
)
_EDGE = '“”‘’「」『』"，,：:；;。！!？? \u3000\n'


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a sentence up to a full stop or semicolon, also inside quotations; clauses lie between its commas."""

    span: Span
    clauses: tuple[Span, ...]
    sentence: Sentence
    paragraph: int
    first: bool  # whether it opens its sentence


def units_of(annotation: Annotation) -> tuple[Unit, ...]:
    """The units of a text, in order."""
    return tuple(unit for sentence in annotation.sentences for unit in _split(annotation.text, sentence))


def _split(text: str, sentence: Sentence) -> Iterator[Unit]:
    start = sentence.span.start
    ends = [m.end() for m in _UNIT_END.finditer(text, start, sentence.span.end)]
    for end in [*ends, sentence.span.end]:
        span = trimmed(text, start, end, marks=" \u3000\n")
        if span and any(c.isalnum() for c in span.text):
            clauses = tuple(clauses_of(text, span))
            yield Unit(span, clauses, sentence, sentence.paragraph, start == sentence.span.start)
        start = end


def clauses_of(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a unit, without the marks around them."""
    start = span.start
    cuts = [m.end() for m in _CLAUSE_END.finditer(text, span.start, span.end) if m.group(1)]
    for end in [*cuts, span.end]:
        clause = trimmed(text, start, end)
        if clause and any(c.isalnum() for c in clause.text):
            yield clause
        start = end


def trimmed(text: str, start: int, end: int, *, marks: str = _EDGE) -> Span | None:
    """The span less `marks` at its ends, but with both marks of a pair that it opens or closes; None if nothing is left."""
    a, b = start, end
    while a < b and text[a] in marks:
        a += 1
    while b > a and text[b - 1] in marks:
        b -= 1
    if a >= b:
        return None
    inner = text[a:b]
    for left, right in ("“”", "‘’", "「」"):
        if inner.count(left) < inner.count(right) and a > start and text[a - 1] == left:
            a -= 1
        if inner.count(left) > inner.count(right) and b < end and text[b] == right:
            b += 1
    return Span.of(text, a, b)


def joined(text: str, spans: tuple[Span, ...] | list[Span]) -> tuple[Span, ...]:
    """The spans with neighbours, parted by marks and blanks only, made one."""
    out: list[list[int]] = []
    for span in sorted(spans):
        if out and not re.search(r"\w", text[out[-1][1] : span.start]) and "\n" not in text[out[-1][1] : span.start]:
            out[-1][1] = max(out[-1][1], span.end)
        else:
            out.append([span.start, span.end])
    return tuple(Span.of(text, a, b) for a, b in out)
