"""Words, figures and marks of a sentence, each with what it can be."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from briefing.mentions.words import BODY, MODIFIER, Words
from briefing.records import Sentence, Span

_LETTER = r"[^\W\d_\u0e00-\u0e7f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_TOKEN = re.compile(
    rf"(?P<dotted>(?<!\w)(?:[A-Z]\.){{2,}}(?!\w))|(?P<word>{_LETTER}(?:{_LETTER}|\d)*(?:[’'\-](?![sS]\b)(?:{_LETTER}|\d)+|-[sS]\b)*)|(?P<possessive>[’'][sS]\b)"
    rf"|(?P<figure>\d[\d,.]*(?<![,.])(?:{_LETTER}|-\d)*)|[^\w\s]"
)
# plurals and the like whose possessive belongs to the name: "People's Hospital"
_OF_ALL = frozenset(
    "people women woman children child men workers worker farmers teachers teacher students youth nurses soldiers martyrs veterans"
    " labourers laborers builders girls boys king queen prince princess pioneers masters writers artists herders citizens"
    " bankers doctors parents seniors elders mothers peoples villagers disabled nation".split()
)
_OPENERS = frozenset("\"“'‘(（:：[【「《•·*-–—")


class Token(NamedTuple):
    """A word, figure or mark; `role` holds the bits of `words`; `opens` where a sentence or clause starts with it."""

    text: str
    low: str
    start: int
    end: int
    role: int
    is_capital: bool
    is_word: bool
    opens: bool


def tokens_of(text: str, sentence: Sentence, blocked: bytearray, words: Words) -> list[Token]:
    """The tokens of `sentence`; code points marked in `blocked` give one empty token a stretch."""
    starts = {clause.start for clause in sentence.clauses}
    out: list[Token] = []
    after_opener = True
    for match in _TOKEN.finditer(text, sentence.span.start, sentence.span.end):
        start, end = match.span()
        if blocked[start] or blocked[end - 1]:
            if not out or out[-1].text or out[-1].end < start - 1:
                out.append(_mark("", start, end))
            after_opener = False
            continue
        piece = match.group()
        if match.lastgroup in ("word", "dotted"):
            out.append(_word(piece, start, end, words, opens=after_opener or start in starts))
            after_opener = False
        elif out and (owner := _owner(out[-1], piece, start)):
            out[-1] = owner
        else:
            out.append(_mark(piece, start, end))
            after_opener = piece in _OPENERS
    for i, token in enumerate(out):
        if token.is_capital and token.low in words.compounds:
            _mark_compound(out, i, words)
    return out


def _mark_compound(tokens: list[Token], i: int, words: Words) -> None:
    """Gives the words of 'Sri Lanka' the role of the whole: 'Sri' is no form of address there."""
    for parts, role in words.compounds[tokens[i].low]:
        if tuple(t.low for t in tokens[i : i + len(parts)]) == parts:
            for k in range(i, i + len(parts)):
                if tokens[k].is_capital:
                    tokens[k] = tokens[k]._replace(role=role)


def _word(piece: str, start: int, end: int, words: Words, *, opens: bool) -> Token:
    low = piece.lower() if piece[-1] != "." else piece.replace(".", "").lower()
    role = words.roles.get(low, 0)
    return Token(piece, low, start, end, role, piece[0].isupper(), True, opens)  # noqa: FBT003 - keywords cost a third


def _mark(piece: str, start: int, end: int) -> Token:
    return Token(piece, piece.lower(), start, end, 0, is_capital=False, is_word=False, opens=False)


def _owner(token: Token, piece: str, start: int) -> Token | None:
    """The token with its possessive, where that belongs to the name."""
    if token.low not in _OF_ALL or token.end != start or not (token.is_capital or token.low == "people"):
        return None
    if piece[0] not in "'’" or (len(piece) == 1 and not token.low.endswith("s")):
        return None
    role = BODY | MODIFIER if token.low == "people" else 0
    return token._replace(text=token.text + piece, low=f"{token.low}'", end=start + len(piece), role=role)


def blocked_map(text: str, spans: Iterable[Span]) -> bytearray:
    """One byte a code point of `text`, 1 where one of `spans` lies."""
    out = bytearray(len(text) + 1)
    for span in spans:
        out[span.start : span.end] = b"\x01" * (span.end - span.start)
    return out
