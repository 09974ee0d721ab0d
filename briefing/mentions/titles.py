"""Official titles beside names: 'Li Yuxiang, deputy secretary of the municipal Party committee and mayor'."""

from collections.abc import Sequence

from briefing.mentions.tokens import Token
from briefing.mentions.words import CALLING, FUNCTION, HEAD, NOUN, PORTFOLIO, TITLE, VERB

_LINKS = frozenset(["of", "for", "and", "&", "the", "to", "in", "at", "on", "with"])
_INNER = frozenset(["of", "for", "and", "&", "the"])
_COMMAS = frozenset([",", "，", "、"])
_POSSESSIVE = frozenset(["'s", "’s"])
_OWNERS = frozenset(["the", "its", "their", "his", "her", "our", "a", "an", *_POSSESSIVE])
_LONGEST = 24  # words
_UNKNOWN = (
    6  # lower-case words that a title may hold after 'of' though no list knows them: 'flood control headquarters'
)


def title_before(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """(first, behind the last) token of the title that ends right before token `end`, or None."""
    k, start, waiting = end - 1, end, 0
    while k >= 0 and end - k <= _LONGEST:
        token = tokens[k]
        if token.text in _COMMAS:
            if start == end or waiting or not (k and _stacks(tokens[k - 1], tokens[start])):
                break
        elif not token.is_word:
            inner = k and tokens[k - 1].role & (TITLE | NOUN) and not tokens[k - 1].is_capital
            if token.low not in _POSSESSIVE or start == end or not inner:
                break
        elif token.role & (TITLE | NOUN) and not (token.role & VERB and not token.role & TITLE):
            if not waiting or (tokens[k + 1].low in ("of", "for") and token.role & HEAD):
                start, waiting = k, 0
            else:
                waiting += 1
        elif token.low in _INNER and k < end - 1:
            if token.low in ("and", "&") and not (k and tokens[k - 1].role & (TITLE | NOUN)):
                break
        elif token.is_capital and not token.role & (FUNCTION | VERB) and start < end:
            if not waiting:
                start = k
        elif token.role & (FUNCTION | VERB | CALLING) or waiting >= _UNKNOWN:
            break
        elif tokens[k + 1].role or tokens[k + 1].low not in _LINKS:
            waiting += 1
        else:
            break
        k -= 1
    return _trimmed(tokens, start, end)


def _stacks(before: Token, after: Token) -> bool:
    """Whether a comma between two words stands inside one title: 'deputy secretary, mayor', 'Housing, Construction'."""
    return bool((before.role & HEAD and after.role & TITLE) or (before.role & PORTFOLIO and after.role & PORTFOLIO))


def _trimmed(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    while start < end:
        token = tokens[start]
        loose = token.low in _LINKS or token.text in _COMMAS
        opener = token.opens and token.role & FUNCTION and not token.role & TITLE
        if not (loose or opener):
            break
        start += 1
    if start == end or tokens[end - 1].low in _LINKS or tokens[end - 1].text in _COMMAS:
        return None
    head = next((k for k in range(start, end) if tokens[k].role & HEAD), None)
    if head is None:
        return None
    # 'under the care of President': what an office follows after 'of' is no part of its title
    links = [k for k in range(start, head) if tokens[k].low in ("of", "for")]
    return (links[-1] + 1 if links else start), end


def title_after(tokens: Sequence[Token], begin: int) -> tuple[int, int] | None:
    """(first, behind the last) token of the title that follows the name which ends before token `begin`, or None."""
    k = begin
    if k >= len(tokens):
        return None
    if tokens[k].text in _COMMAS and tokens[k].text != "、":
        k += 1
    elif not (tokens[k].is_word and not tokens[k].is_capital and tokens[k].role & TITLE):
        return None
    if k < len(tokens) and tokens[k].low == "and":
        return None  # 'X, and the Chief Executive, Y': the office is the next one's
    while k < len(tokens) and tokens[k].low in ("who", "is", "also", "the", "a", "an", "his", "her"):
        k += 1
    start, end = k, _phrase_end(tokens, k)
    if end is None:
        return None
    while end + 1 < len(tokens) and tokens[end].text in _COMMAS:
        k = end + 1
        k += tokens[k].low in ("and", "also", "the")
        more = _phrase_end(tokens, k) if k < len(tokens) and tokens[k].role & TITLE else None
        if more is None:
            break
        end = more
    return start, end


def _phrase_end(tokens: Sequence[Token], k: int) -> int | None:
    """Behind the title phrase that starts at token `k`; None if there is none or a name follows whose title it is."""
    first, end, has_head, unknown, linked = k, k, False, 0, True
    while k < len(tokens) and k - first < _LONGEST:
        token = tokens[k]
        if not token.is_word:
            if token.low not in _POSSESSIVE:
                break
        elif token.role & TITLE or (token.role & NOUN and k > first):
            has_head = has_head or bool(token.role & HEAD)
            end, unknown, linked = k + 1, 0, linked and not token.role & HEAD
        elif token.low in _LINKS:
            linked = True
        elif token.is_capital and (linked or not has_head):
            end, linked = k + 1, True
        elif token.is_capital or token.role & (VERB | FUNCTION) or unknown >= _UNKNOWN or not (linked or unknown):
            break
        else:
            unknown += 1
        k += 1
    if not has_head or end == first:
        return None
    following = tokens[end] if end < len(tokens) else None
    if following is not None and following.is_capital and following.is_word and not following.role & FUNCTION:
        return None
    return end


def appositive_before(tokens: Sequence[Token], begin: int) -> tuple[int, int] | None:
    """The title or calling before the comma before token `begin`: 'the agriculture minister, Yoon Hae-rin, cut'."""
    if begin < 2 or tokens[begin - 1].text not in (",", "，"):
        return None
    found = title_before(tokens, begin - 1)
    if found is None and tokens[begin - 2].role & CALLING and not tokens[begin - 2].is_capital:
        found = begin - 2, begin - 1
    if found is None:
        return None
    opener = tokens[found[0] - 1] if found[0] else None
    return found if opener is not None and opener.low in _OWNERS else None
