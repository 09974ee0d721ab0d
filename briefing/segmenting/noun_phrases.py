"""Reads the name of a place from a position on: 'the second phase of the sewage treatment plant', 'FAW Co., LTD.'.

There is no part-of-speech tagger. A name goes on until a word that cannot stand in one (a verb, most prepositions, a
pronoun, a mark) and is kept up to its last noun that names something to be inspected, or its last capitalised word.
"""

from dataclasses import dataclass, replace

from briefing.records import Span
from briefing.segmenting.cues import Cues
from briefing.segmenting.extents import DETERMINERS, LONGEST, last_noun, reach
from briefing.segmenting.views import Token, View

_PASSIVES = frozenset("inspected visited toured checked examined reviewed surveyed seen on".split())
_MODIFIERS = frozenset(
    "for with built under running owned at in on where which of serving near used designed opened covering".split()
)
_ADMINISTRATIVE = frozenset(
    "city county district province prefecture state region country municipality township governorate emirate".split()
)
_WORKS = frozenset("construction building rebuilding reconstruction renovation operation management progress".split())
_BESIDE = frozenset("above below behind beside near under outside".split())
_AGAIN = frozenset("of first second third last other latter former same".split())  # 'the second vessel' names none
_TAKES_PLACE = frozenset("in at near on over beside behind above under opposite along outside around".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A place as named: its span, the token after it, and how sure it is (3 named and a facility ... 1 a bare noun)."""

    span: Span
    first: int
    last: int
    strength: int
    is_area: bool
    bare: bool


def read_name(view: View, start: int, known: Cues, *, text: str) -> Name | None:
    """The place named from token `start` on, without its article; None where nothing there can be inspected."""
    tokens = view.tokens
    i = start
    while i < len(tokens) and tokens[i].low in DETERMINERS and not tokens[i].kind:
        i += 1
    i = _past_works(tokens, i)
    indefinite = any(t.low in ("a", "an", "another", "one", "two", "three", "several", "some") for t in tokens[start:i])
    end = reach(tokens, i, known)
    last = last_noun(tokens, i, end, known)
    if last < i:
        return None
    if last + 2 < end and tokens[last + 1].low == "of" and tokens[end - 1].is_word and end - last < 7:
        last = end - 1  # 'memorial of fallen combatants'
    last = _with_number(tokens, last, end)
    head = _head(tokens, i, last, known)
    last = _with_place(tokens, last)
    words = [t for t in tokens[i : last + 1] if t.is_word]
    if (
        not words
        or len(words) > LONGEST
        or words[0].low in known.no_places
        or " ".join(t.low for t in words[-2:]) in known.no_places
        or (len(words) > 1 and words[0].low in known.title_heads and words[1].low == "of")
    ):
        return None
    if tokens[last].kind == "person" and head is None:
        return None
    if head is None and (
        words[-1].low in known.title_heads
        or any(t.low in known.strong_heads for t in words)
        or all(t.low in known.title_words for t in words)
    ):
        return None
    named = _is_named(words, first=i, head=head) or any(t.kind in ("place", "organisation") for t in words)
    facility = head is not None and head in known.facilities
    area = (
        head is not None
        and head in known.areas
        and not (facility and not named)
        and (head in _ADMINISTRATIVE or _is_capital(words, head))
    )
    if not named and not facility:
        return None
    own = sum(1 for t in words if t.low not in _BESIDE and t.low not in DETERMINERS and t.low not in _AGAIN)
    bare = not named and own < 2
    strength = 3 if named and facility else 2 if named else 2 if own >= 2 or indefinite else 1
    return Name(
        Span.of(text, tokens[i].start, _end(tokens, last, text)), i, last + 1, strength, area, bare and not indefinite
    )


def _past_works(tokens: tuple[Token, ...], i: int) -> int:
    """The token after 'construction of the', where works are named by what is built or run."""
    works = next(
        (k for k in range(i, min(i + 2, len(tokens) - 2)) if tokens[k].low in _WORKS and tokens[k + 1].low == "of"),
        None,
    )
    if works is None:
        return i
    after = works + 2
    while after < len(tokens) and tokens[after].low in DETERMINERS and not tokens[after].kind:
        after += 1
    return after


def _is_capital(words: list[Token], head: str) -> bool:
    return any(t.low == head and t.is_capital for t in words)


def _is_named(words: list[Token], *, first: int, head: str | None) -> bool:
    """Whether there is a name in the phrase: capitals of their own, not only a word like 'Party' after lower-case ones."""
    capitals = [t for k, t in enumerate(words) if t.is_capital and (t.kind or k or first)]
    if not capitals:
        return False
    return (
        head is not None
        or words[0].is_capital
        or any(t.kind in ("place", "organisation") for t in capitals)
        or all(t.is_capital or t.low == "of" for t in words)
    )


def _with_number(tokens: tuple[Token, ...], last: int, end: int) -> int:
    """Takes in the number of a numbered place: 'greenhouse No. 118', 'Level 7'."""
    i = last + 1
    if i < end and tokens[i].low in ("no", "number") and i + 2 < len(tokens):
        return next((k for k in range(i, min(i + 4, len(tokens))) if tokens[k].text[0].isdigit()), last)
    return i if i < end and tokens[i].text[0].isdigit() else last


def _with_place(tokens: tuple[Token, ...], last: int) -> int:
    """Takes in the town of a common noun: 'memorial at Asni', 'cable hut beside it', 'checkpoint on Highway 210'."""
    i = last + 1
    if (
        (tokens[last].is_capital and not tokens[last].text.isupper())
        or i + 1 >= len(tokens)
        or tokens[i].low not in _TAKES_PLACE
    ):
        return last
    k = i + 1
    while k < len(tokens) and tokens[k].low in ("the", "a"):
        k += 1
    if tokens[i].low in _BESIDE and k > i + 1 and k < len(tokens) and tokens[k].is_word and not tokens[k].is_capital:
        return k  # 'the canteen above the shaft'
    stop = k
    while (
        stop < len(tokens)
        and stop - k < 5
        and tokens[stop].kind != "date"
        and (tokens[stop].is_capital or tokens[stop].low == "km" or (tokens[stop].text[0].isdigit() and stop > k))
    ):
        stop += 1
    return stop - 1 if stop > k and tokens[k].kind != "person" else last


def _head(tokens: tuple[Token, ...], start: int, last: int, known: Cues) -> str | None:
    """The noun that says what the place is: before 'of' where that names one, else the last."""
    lows = [t.low for t in tokens[start : last + 1]]
    if "of" in lows:
        before = lows[: lows.index("of")]
        if before and before[-1] in known.facilities | known.areas:
            return before[-1]
    return next((low for low in reversed(lows) if low in known.facilities or low in known.areas), None)


def _end(tokens: tuple[Token, ...], last: int, text: str) -> int:
    end = tokens[last].end
    if tokens[last].low in ("ltd", "inc", "co", "corp") and text[end : end + 1] == ".":
        end += 1
    return end


def read_names(view: View, start: int, known: Cues, *, text: str) -> tuple[Name, ...]:
    """The places named one after another from token `start` on, joined by commas and 'and'."""
    found: list[Name] = []
    i = start
    while i < len(view.tokens):
        name = read_name(view, i, known, text=text)
        if name is None and found:
            again = _after_modifier(view, found[-1].last, known, text=text)
            name = read_name(view, again, known, text=text) if again is not None else None
        if name is None or (found and not _continues(view, name, found, known)):
            break
        if found and _goes_with(view, found[-1], name):
            found[-1] = replace(found[-1], span=Span.of(text, found[-1].span.start, name.span.end), last=name.last)
        else:
            found.append(name)
        following = _after_separator(view.tokens, name.last)
        if following is None:
            following = _after_modifier(view, name.last, known, text=text)
        if following is None:
            break
        i = following
    return tuple(found[:-1] if len(found) > 1 and _in_apposition(view, found[-1], found[-2]) else found)


def _in_apposition(view: View, name: Name, before: Name) -> bool:
    """Whether the last name of a list only says what the one before it is: 'Bhilwari, a terminal station'."""
    tokens = view.tokens
    article = tokens[name.first - 1].low
    if article in ("a", "an", "another", "the"):
        return tokens[name.first - 2].text == ","
    # 'the General Hospital, Agbede' says where it is
    where = name.strength == 2 and tokens[name.first].is_capital and name.last - name.first <= 2
    return (
        where
        and tokens[name.first - 1].text == ","
        and tokens[name.first - 1].end < tokens[name.first].start
        and before.strength == 3
    )


def _after_modifier(view: View, i: int, known: Cues, *, text: str) -> int | None:
    """Where a list goes on after what is told of one of its places: 'a school for 300 pupils, a boiler house and ...'."""
    tokens = view.tokens
    if i >= len(tokens) or (
        tokens[i].low not in _MODIFIERS
        and not (tokens[i].text == "," and i + 1 < len(tokens) and tokens[i + 1].low in ("which", "where"))
    ):
        return None
    for j in range(i + 1, min(i + 18, len(tokens) - 2)):
        if tokens[j].kind == "person" or tokens[j].low in ("he", "she", "they", "it") or tokens[j].text in ".。;；":
            return None
        if tokens[j].text == "," or tokens[j].low == "and":
            k = j + 1 + (tokens[j + 1].low == "and")
            if tokens[k].low not in ("the", "a", "an"):
                continue
            name = read_name(view, k, known, text=text)
            after = tokens[name.last] if name is not None and name.last < len(tokens) else None
            if (
                name is not None
                and name.strength >= 2
                and not name.is_area
                and (after is None or not after.is_word or after.low in _MODIFIERS | {"and", "was", "were"})
            ):
                return k
    return None


def _goes_with(view: View, before: Name, name: Name) -> bool:
    """Whether the recogniser cut one name at its 'and': 'Center for Disease Control and Prevention'."""
    tokens = view.tokens[before.first : before.last]
    if len(tokens) == 1 and tokens[0].is_capital and name.strength == 3 and not view.tokens[name.last - 1].is_capital:
        return view.tokens[name.first - 1].low == "and"  # 'Accident and Emergency unit'
    short = name.last - name.first == 1 and view.tokens[name.first].is_capital and name.strength == 2
    return short and any(t.low == "for" for t in tokens) and view.tokens[name.first - 1].low == "and"


def _continues(view: View, name: Name, found: list[Name], known: Cues) -> bool:
    """Whether `name` goes on a list rather than being the subject of what follows."""
    after = view.tokens[name.last].low if name.last < len(view.tokens) else ""
    before = view.tokens[name.first - 1]
    if (
        before.text in ",，、"
        and before.end == view.tokens[name.first].start
        and name.strength == 3
        and after in known.verbs
    ):
        return True  # comma-spliced: 'Mayor A in B Store,C Market asked the price'
    if after in ("was", "were") and any(w in _PASSIVES for w in view.words[name.last + 1 : name.last + 3]):
        return True
    if after in known.verbs or after in ("is", "are", "has", "have", "had", "was", "were", "will"):
        return False
    return name.strength >= 2 or found[0].strength >= 2


def _after_separator(tokens: tuple[Token, ...], i: int) -> int | None:
    """The token after a comma or 'and' at `i`, past articles; None where the list ends."""
    start = i
    while (
        i < len(tokens)
        and (tokens[i].text in ",，、" or tokens[i].low in ("and", "&", "besides", "then"))
        and i - start < 3
    ):
        i += 1
    if i > start + 0 and i + 1 < len(tokens) and tokens[i].low == "as" and tokens[i + 1].low == "well":
        return i + 3
    if i == start:
        if i + 2 < len(tokens) and (tokens[i].low, tokens[i + 1].low, tokens[i + 2].low) == ("as", "well", "as"):
            return i + 3
        return None
    while i < len(tokens) and tokens[i].low in ("to", "at", "in", "its", "then", "also", "on"):
        i += 1
    return i
