"""Sentences and clauses, with exact offsets.

Made for text that general splitters break on: fullwidth stops without a following blank, a full stop glued to the next
capital, quotations that run over several sentences, initials and 'Co., Ltd.'.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.lexicons import load
from briefing.records import Sentence, Span

_CLOSER = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "(": ")", "（": "）", "[": "]", "【": "】", '"': '"'}
_MAX_NESTED = 600  # code points; a quotation or bracket that is not closed within them holds nothing together
_MARK = re.compile(r"[“‘「『《(（\[【\"]|[。！？!?.…]+[”’」』》)）\]】\"']*")
_CUT = re.compile(r"[“‘「『《(（\[【\"]|[,，、;；:：]|\s[-–—]+\s|[–—]+|--+")
_BEFORE = re.compile(r"[^\s,，。！？!?;；:：\"“”‘’()（）「」]*$")
_INITIAL = re.compile(r"(?:[A-Z]\.?)+$")
_FIRM_TAIL = re.compile(r"\s*(?:Ltd|LTD|Limited|Inc|INC|LLC|L\.L\.C|S\.A|Jr|Sr)\b")
_WORD = re.compile(r"[^\W\d_]+")


def split_sentences(text: str, *, language: str, furniture: tuple[Span, ...] = ()) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, outside `furniture`; line breaks always end one.

    Every code point that is not blank and not furniture lies in exactly one sentence. Paragraphs count from 0.
    """
    out: list[Sentence] = []
    for paragraph, (start, end) in enumerate(_blocks(text, furniture)):
        for a, b in _sentence_bounds(text, start, end):
            span = _trimmed(text, a, b)
            if span:
                clauses = split_clauses(text, span, language=language)
                out.append(Sentence(span=span, paragraph=paragraph, clauses=clauses))
    return tuple(out)


def split_clauses(text: str, span: Span, *, language: str) -> tuple[Span, ...]:
    """The pieces of `span` between commas, semicolons, colons and dashes; marks go with the piece before them.

    A mark inside a quotation, brackets, a number or a firm's name ('Co., Ltd.') parts nothing; in Chinese neither does the
    enumeration comma.
    """
    bounds = [span.start]
    position = span.start
    while match := _CUT.search(text, position, span.end):
        position = match.end()
        if match.group() in _CLOSER:
            position = _closed(text, match.start(), span.end) or position
        elif not _parts_nothing(text, match, span, language):
            bounds.append(position)
    bounds.append(span.end)
    pieces = (_trimmed(text, a, b) for a, b in itertools.pairwise(bounds))
    return tuple(piece for piece in pieces if piece)


def _parts_nothing(text: str, match: re.Match[str], span: Span, language: str) -> bool:
    mark = match.group()
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if match.start() == span.start:
        return True  # a mark goes with the piece before it, and here there is none
    if mark in ",，:：" and before.isdigit() and after.isdigit():
        return mark in ":：" or bool(re.match(r"\d{3}(?!\d)", text[match.end() : match.end() + 4]))
    if mark == "、" and language == "zh":
        return True
    if mark in "–—" and before.isalnum() and after.isdigit():
        return True  # '5–7 June'
    return mark == "," and bool(_FIRM_TAIL.match(text, match.end()))


def _blocks(text: str, furniture: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Lines of the text, less the furniture in them."""
    cuts = sorted((span.start, span.end) for span in furniture)
    index = 0
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        position = line.start()
        while index < len(cuts) and cuts[index][1] <= position:
            index += 1
        for start, end in cuts[index:]:
            if start >= line.end():
                break
            if start > position:
                yield position, start
            position = max(position, end)
        if position < line.end():
            yield position, line.end()


def _sentence_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = position = start
    while match := _MARK.search(text, position, end):
        position = match.end()
        if match.group() in _CLOSER:
            closed = _closed(text, match.start(), end)
            if closed is None:
                continue
            position = closed
            if text[closed - 2] not in "。！？!?.…" or not _ends_after(text, closed, end):
                continue
        elif not _ends(text, match, begin, end):
            continue
        yield begin, position
        begin = position
    if begin < end:
        yield begin, end


def _closed(text: str, opener: int, end: int) -> int | None:
    """Where the quotation or bracket opened at `opener` ends, or None if it is not closed near by."""
    char = text[opener]
    closer = _CLOSER[char]
    limit = min(end, opener + _MAX_NESTED)
    depth, position = 1, opener + 1
    while depth:
        found = text.find(closer, position, limit)
        if found < 0:
            return None
        depth += text.count(char, position, found) - 1 if char != closer else -1
        position = found + 1
        if closer == "’" and text[position : position + 1].isalpha() and depth == 0:
            depth = 1  # an apostrophe
    return position


def _ends_after(text: str, position: int, end: int) -> bool:
    """Whether a sentence can end at `position`, after a stop within quotation marks: not before 'he said'."""
    rest = text[position : min(end, position + 40)]
    following = rest.lstrip()
    return not following or not (following[0].islower() or following[0] in ",，;；。.、")


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Whether the stops of `match`, with the closing marks after them, end a sentence."""
    stops, after = match.group(), text[match.end() : min(end, match.end() + 24)]
    if stops[0] in "。！？":
        return True
    following = after.lstrip()
    if stops[0] != "." or len(stops) > 1:
        return not following or not following[0].islower() or stops[0] == "…"
    if not following:
        return True
    word = _BEFORE.search(text, max(begin, match.start() - 16), match.start())
    last = word.group() if word else ""
    if last.isdigit() and (after[0].isdigit() or match.start() - len(last) == begin + _indent(text, begin)):
        return False  # a decimal, or the number of a list entry
    if _is_abbreviation(last, following):
        return False
    if after[0].isspace():
        return not following[0].islower() or bool(re.match(r"[a-z]+[A-Z]", following))
    if following[0].isupper():  # glued to what follows
        return (len(last) > 2 and last[-1].islower() and "." not in last) or last[-1:].isdigit() or _is_han(last[-1:])
    return _is_han(following[0]) or following[0] in '“"「（'


def _indent(text: str, begin: int) -> int:
    return len(text[begin : begin + 40]) - len(text[begin : begin + 40].lstrip())


def _is_abbreviation(last: str, following: str) -> bool:
    low = last.lower()
    always, closing, before_digit, openers = _abbreviations()
    if _INITIAL.fullmatch(last) and low not in closing:
        return True
    if low in before_digit:
        return following[0].isdigit()
    if low in closing:
        opener = _WORD.match(following)
        return not (following[0].isupper() and opener and opener.group().lower() in openers)
    return low in always


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


@lru_cache(maxsize=1)
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """(those that end no sentence, those that may, those that need a number, words that open a sentence), lower case."""
    lexicon = load("en")
    lists = [lexicon.terms("abbreviations", section) for section in ("", "may end", "before a number")]
    always, closing, digit = (frozenset(t.lower().rstrip(".") for t in terms) for terms in lists)
    return always, closing, digit, frozenset(t.lower() for t in lexicon.terms("function_words"))


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span.of(text, start, end) if start < end else None
