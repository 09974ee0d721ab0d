"""How far the name of a place reaches: the words that can stand in it, and its last noun."""

import re

from briefing.segmenting.cues import Cues
from briefing.segmenting.views import Token

DETERMINERS = frozenset(
    "the a an his her its their this that these those another one some several two three four five six seven eight nine"
    " ten both many our each every all other various such places as".split()
)
_STOPS = frozenset(
    "is are was were be been being am has have had having do does did will would can could should must may might shall"
    " where which who whom whose when while that than if he she they it we i you him them in at on for with by from to"
    " under near along during after before about into onto over through across between among around behind beside"
    " inside outside above below against toward towards upon within without since until till because so but or yet nor"
    " not still just then also there here now what why how whether including such as via per up down off out away"
    " together ago again today yesterday tomorrow recently respectively separately saw found heard told said came"
    " went took gave got held kept knew led left let made met paid put ran sat sent set showed shook stood wrote"
    " began became brought built bought began broke drove fell felt grew laid lay rose spoke spent".split()
)
_MT_VERBS = frozenset(
    "research investigate inspect supervise".split()
)  # machine translation puts them behind the place
_ABBREVIATED = frozenset("brgy co corp ltd inc no st dr mr mrs ms km prof eng ft".split())
LONGEST = 14  # words


def reach(tokens: tuple[Token, ...], start: int, known: Cues) -> int:
    """The index of the first token that cannot stand in the name that starts at `start`."""
    i = start
    while i < len(tokens) and i - start < LONGEST + 4:
        token = tokens[i]
        inside = (
            i > start
            and token.mention is not None
            and token.mention is tokens[i - 1].mention
            and token.kind in ("place", "organisation")
        )
        if token.kind == "date" or (
            token.kind == "person"
            and not (
                i > start and (tokens[i - 1].low in ("and", "comrade") or any(t.low == "of" for t in tokens[start:i]))
            )
            and not inside
            and not token.text.endswith(("'s", "’s"))
            and not _is_namesake(tokens, i, known)
        ):
            return i
        if (not inside or token.low in _MT_VERBS) and not _goes_on(tokens, i, start, known):
            return i
        i += 1
    return i


def _is_namesake(tokens: tuple[Token, ...], at: int, known: Cues) -> bool:
    """Whether the person's name at `at` is that of a facility: 'Devi Rana (DR) Hospital'."""
    i = at
    while i < len(tokens) and tokens[i].kind == "person":
        i += 1
    if i + 2 < len(tokens) and tokens[i].text in "(（" and tokens[i + 2].text in ")）":
        i += 3
    return i < len(tokens) and tokens[i].is_capital and tokens[i].low in known.facilities


def _goes_on(tokens: tuple[Token, ...], i: int, start: int, known: Cues) -> bool:
    token = tokens[i]
    if not token.is_word:
        return _mark_goes_on(tokens, i, start)
    low = token.low
    if i > start and not token.is_capital and low in _MT_VERBS:
        return False
    if (
        i > start
        and tokens[i - 1].low not in ("of", "in", "at")
        and low in ("the", "a", "an", "his", "her", "its", "their", "this", "that")
    ):
        return False
    if token.is_capital and i > start:
        return low not in ("he", "she", "it", "they", "the") or token.kind != ""
    if low == "of":
        return i > start
    if low in _STOPS:
        return False
    if low == "and":
        return _joins_inside(tokens, i, start, known)
    if low in known.verbs and low not in known.facilities and not _before_noun(tokens, i, known):
        return False
    if not token.is_capital and re.search(r"(?:ed|ing)$", low) and len(low) > 4 and low not in known.facilities:
        return _before_noun(tokens, i, known)
    return not (low.endswith("ly") and low not in ("newly", "family", "supply", "assembly", "early", "elderly"))


def _mark_goes_on(tokens: tuple[Token, ...], i: int, start: int) -> bool:
    mark = tokens[i].text
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or i == start:
        return mark in "\"“'" and after is not None and i == start
    before = tokens[i - 1]
    if mark in "&·/+-–":
        return after.is_word and (after.is_capital or after.text[0].isdigit() or mark in "&·/+")
    if mark == ".":
        return before.low in _ABBREVIATED or (len(before.text) == 1 and before.is_capital and after.is_capital)
    if mark in ",，":
        return after.low in ("ltd", "inc", "llc")
    if mark in "(（":
        return after.is_capital or after.text.isupper()
    if mark in ")）":
        return any(t.text in "(（" for t in tokens[max(start, i - 4) : i])
    return mark in "\"“”'’" and (after.is_word or mark in '”"')


def _joins_inside(tokens: tuple[Token, ...], i: int, start: int, known: Cues) -> bool:
    """Whether an 'and' stands inside one name: 'tomato and vegetable market'."""
    mention = tokens[i].mention
    if mention is not None and mention is tokens[i - 1].mention:
        return True
    before = tokens[start:i]
    if len(before) != 1 or before[0].is_capital or before[0].low in known.facilities | known.areas:
        return False
    after = tokens[i + 1 : i + 3]
    return (
        len(after) == 2
        and not after[0].is_capital
        and after[1].low in known.facilities
        and after[0].low not in _STOPS | known.facilities | DETERMINERS
    )


def _before_noun(tokens: tuple[Token, ...], i: int, known: Cues) -> bool:
    """Whether a word that looks like a verb stands before a noun it belongs to: 'newly drilled well', 'pumping station'."""
    for token in tokens[i + 1 : i + 4]:
        if not token.is_word or token.low in _STOPS or token.low in ("the", "a", "an", "his", "her", "and", "of"):
            return False
        if token.low in known.facilities or token.low in known.areas:
            return True
    return False


def last_noun(tokens: tuple[Token, ...], start: int, end: int, known: Cues) -> int:
    """The last token of `tokens[start:end]` that a name of a place can end with; -1 where there is none."""
    if start >= end:
        return -1
    opens_named = tokens[start].kind in ("place", "organisation") or (tokens[start].is_capital and start > 0)
    lower_tail = 0
    for i in range(end - 1, start - 1, -1):
        token = tokens[i]
        if token.low in known.facilities or token.low in known.areas:
            return i
        if (
            token.kind in ("place", "organisation")
            or (token.is_capital and (i > start or token.kind or i))
            or token.text[0].isdigit()
        ):
            # machine translation leaves the tail of a name in lower case: 'Longgang new materials'
            return end - 1 if opens_named and 0 < lower_tail <= 2 and tokens[end - 1].is_word else i
        if token.kind == "person" and i > start:
            return i
        lower_tail += token.is_word
    return -1
