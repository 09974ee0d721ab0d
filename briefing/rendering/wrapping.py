"""Where lines may end and how wide characters run: for a terminal in columns, and as a base for widths on paper."""

import re
import unicodedata
from collections.abc import Iterator

# Where a line may end: after a blank, after a hyphen or slash inside a word, before a wide character that opens or is
# no closing mark. Marks that close stay with what they close (Unicode line breaking, UAX 14, classes CL and NS).
_CLOSING = "，。、；：！？）》」』】〕”’…—·％%,.;:!?)]}"
_OPENING = "（《「『【〔“‘(["


def columns(text: str) -> int:
    """How many terminal columns `text` takes: two for wide and fullwidth ones, none for combining ones (UAX 11)."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, broken at blanks, after hyphens and between ideographs."""
    lines, line, used = [], "", 0
    for piece in pieces(text):
        rest, size = piece, columns(piece.rstrip(" "))
        if used and used + size > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        while size > width:  # a word longer than the line
            head = _head(rest, width)
            lines.append(head)
            rest = rest[len(head) :]
            size = columns(rest.rstrip(" "))
        line += rest
        used += columns(rest)
    return [*lines, line.rstrip(" ")] if line.strip() or not lines else lines


def pieces(text: str) -> list[str]:
    """`text` cut wherever a line may end; nothing is lost."""
    if text.isascii():
        return re.findall(r"[^ ]+ *| +", text)
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for i in range(1, len(text)):
        before, after = text[i - 1], text[i]
        if after in _CLOSING or after == " " or before in _OPENING or unicodedata.combining(after):
            continue
        if before == " " or is_wide(after) or is_wide(before):
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def is_wide(char: str) -> bool:
    """Whether a character takes two columns and a line may end beside it."""
    return char >= "\u1100" and unicodedata.east_asian_width(char) in "WF"


def _head(piece: str, width: int) -> str:
    """The longest head of `piece` within `width` columns, at least one character."""
    used = 0
    for i, char in enumerate(piece):
        used += columns(char)
        if used > width and i:
            return piece[:i]
    return piece
