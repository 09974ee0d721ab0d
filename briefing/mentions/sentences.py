"""Sentences and clauses, with exact offsets.

Made for text that general splitters break on: fullwidth stops without a following blank, a full stop glued to the next
capital, quotations that run over several sentences, initials and 'Co., Ltd.'.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.lexicons import load
from briefing.records import Sentence, Span

_OPENERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "(": ")", "（": "）", "[": "]", "【": "】"}
_CLOSERS = frozenset(_OPENERS.values())
_TAIL = frozenset("”’」』》)）]】\"'")
_STOPS = frozenset("。！？!?.")
_MAX_NESTED = 600  # code points after which an unclosed quotation or bracket no longer holds a sentence together
_INITIAL = re.compile(r"(?:^|[\s.(（\"“])[A-Z]$")
_COMMA = re.compile(r"[,，、;；:：]|\s[-–—]+\s|——|—")


def split_sentences(text: str, *, language: str, furniture: tuple[Span, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, outside `furniture`; line breaks always end one.

    Every code point that is not blank and not furniture lies in exactly one sentence. Paragraphs count from 0.
    """
    out: list[Sentence] = []
    paragraph = -1
    for start, end in _blocks(text, furniture):
        paragraph += 1
        for a, b in _sentence_bounds(text, start, end):
            span = _trimmed(text, a, b)
            if span:
                out.append(
                    Sentence(span=span, paragraph=paragraph, clauses=split_clauses(text, span, language=language))
                )
    return tuple(out)


def split_clauses(text: str, span: Span, *, language: str) -> tuple[Span, ...]:
    """The pieces of `span` between commas, semicolons, colons and dashes; marks go with the piece before them.

    A mark inside a quotation, brackets, a number or a firm's name ('Co., Ltd.') parts nothing.
    """
    cuts = []
    depth: list[str] = []
    quote = False
    for match in re.finditer(r"[“”‘’「」『』《》()（）\[\]【】\"]|[,，、;；:：]|\s[-–—]+\s|—+", span.text):
        mark = match.group()
        if mark == '"':
            quote = not quote
        elif mark in _OPENERS:
            depth.append(_OPENERS[mark])
        elif mark in _CLOSERS:
            if depth and depth[-1] == mark:
                depth.pop()
        elif not depth and not quote and not _inside_name(span.text, match.start(), match.end(), language):
            cuts.append(span.start + match.end())
    bounds = [span.start, *cuts, span.end]
    pieces = (_trimmed(text, a, b) for a, b in zip(bounds, bounds[1:], strict=False))
    return tuple(piece for piece in pieces if piece)


def _inside_name(sentence: str, start: int, end: int, language: str) -> bool:
    mark = sentence[start:end]
    before, after = sentence[:start], sentence[end:]
    if mark in ",，:：" and before[-1:].isdigit() and after[:1].isdigit():
        return True
    if mark == "、" and language == "zh":
        return True  # an enumeration, not a clause
    if mark == "," and re.match(r"\s*(?:Ltd|LTD|Inc|INC|LLC|Jr|Sr)\b", after):
        return True
    return False


def _blocks(text: str, furniture: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Lines of the text, less the furniture in them."""
    cuts = sorted((span.start, span.end) for span in furniture)
    for line in re.finditer(r"[^\n]+", text):
        position = line.start()
        for start, end in cuts:
            if end <= position or start >= line.end():
                continue
            if start > position:
                yield position, start
            position = max(position, end)
        if position < line.end():
            yield position, line.end()


def _sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: list[tuple[str, int]] = []
    straight = -1
    begin = i = start
    while i < end:
        char = text[i]
        if char == '"':
            straight = -1 if straight >= 0 else i
        elif char in _OPENERS:
            opened.append((_OPENERS[char], i))
        elif char in _CLOSERS:
            while opened and opened[-1][0] != char and i - opened[-1][1] > _MAX_NESTED:
                opened.pop()
            if opened and opened[-1][0] == char:
                opened.pop()
        elif char in _STOPS and _ends(text, i, end):
            j = i + 1
            while j < end and text[j] in _STOPS:
                j += 1
            tail = j
            while tail < end and text[tail] in _TAIL and _closes(text[tail], opened, straight):
                if text[tail] == '"':
                    straight = -1
                elif opened:
                    opened.pop()
                tail += 1
            held = [o for o in opened if i - o[1] < _MAX_NESTED and o[0] in "”」』》)）"]
            if not held and (straight < 0 or i - straight > _MAX_NESTED):
                yield begin, tail
                begin, opened, straight = tail, [], -1
            i = tail
            continue
        i += 1
    if begin < end:
        yield begin, end


def _closes(char: str, opened: list[tuple[str, int]], straight: int) -> bool:
    if char == '"':
        return straight >= 0
    if char == "'":
        return False
    return bool(opened) and opened[-1][0] == char


def _ends(text: str, i: int, end: int) -> bool:
    """Whether the mark at `i` ends a sentence."""
    if text[i] in "。！？":
        return True
    after = text[i + 1 : i + 2] if i + 1 < end else ""
    if text[i] in "!?":
        return True
    before = text[max(0, i - 14) : i]
    if after.isdigit() and before[-1:].isdigit():
        return False
    word = re.search(r"[A-Za-z.]*$", before)
    last = word.group() if word else ""
    if not after or after in _TAIL:
        rest = text[i + 1 : end].lstrip("".join(_TAIL) + " ")
        return not (last.lower() in _abbreviations() and rest[:1].islower())
    if _INITIAL.search(before):
        return False
    if after == " " or after == "\u3000" or after == "\xa0":
        rest = text[i + 1 : end].lstrip()
        if last.lower() in _abbreviations():
            return False
        if not rest:
            return True
        return not rest[0].islower() or bool(re.match(r"[a-z]+[A-Z]", rest))
    # a stop glued to what follows: a new sentence only before a capitalised word or a word in another script
    if after.isupper():
        return (len(last) > 2 and last.islower()) or before[-1:].isdigit() or "\u3400" <= before[-1:] <= "\u9fff"
    return "\u3400" <= after <= "\u9fff" or after in '“"'


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return frozenset(term.lower().rstrip(".") for term in load("en").terms("abbreviations"))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end) if start < end else None
