"""Which capitalised stretches are places and which bodies: firms, facilities, programmes, documents."""

import re
from collections.abc import Sequence

from briefing.mentions.people import CARRIERS, PLACE_BEFORE, Context
from briefing.mentions.runs import is_pinyin
from briefing.mentions.tokens import Token
from briefing.mentions.words import (
    BODY,
    CALLING,
    COMMON,
    COUNTRY,
    DEMONYM,
    FIRM,
    FUNCTION,
    HEAD,
    HONORIFIC,
    LOWER_PLACE,
    MODIFIER,
    NOUN,
    ORGANISATION,
    PLACE,
    PORTFOLIO,
    TITLE,
    TRADE,
    VERB,
)
from briefing.records import MentionKind

_REACH = 5  # lower-case words that may stand between a name and the noun it ends in
_PEOPLES = re.compile(r"(?:ian|ean|ese|ish)s?$")


def classify(context: Context, i: int, j: int, *, is_sure: bool = False) -> tuple[int, int, MentionKind] | None:
    """(first, behind the last, kind) of the place or body named by tokens `i` to `j`, or None.

    `is_sure` where something else than the words themselves says that they are a name.
    """
    first, last = _bounds(context, _past_office(context, i, j), j)
    if first >= last:
        return None
    if "".join(t.text for t in context.tokens[first:last]) in context.words.not_names:
        return None
    if is_dateline(context.tokens, first, last):
        return first, last, "place"
    if _is_agency(context.tokens, first, last):
        return first, last, "organisation"
    lone = last - first == 1 and context.tokens[first].opens and not _is_proper_word(context, context.tokens[first])
    end = last if lone and not is_pinyin(context.tokens[first]) else _extended(context.tokens, first, last)
    if end == last and not is_sure and not _is_proper(context, first, last, is_cut=last < j):
        return None
    return _from_left(context.tokens, first), end, _kind(context, first, end)


def _from_left(tokens: Sequence[Token], i: int) -> int:
    """Where a name starts that machine translation began in lower case: 'new energy Automobile Industrial Park'."""
    business = TRADE | PORTFOLIO | ORGANISATION
    k = i
    while k and tokens[i].role & business and tokens[k - 1].is_word and not tokens[k - 1].is_capital:
        if not (tokens[k - 1].role & business or tokens[k - 1].low == "new"):
            break
        k -= 1
    return k


def is_dateline(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether tokens `i` to `j` are the place of a dateline: 'CHENGDU, Aug. 3 (Xinhua) --', 'GABORONE:'."""
    if i or j - i > 4 or any(t.role & TITLE for t in tokens[i:j]):
        return False
    for k in range(j, min(j + 12, len(tokens))):
        token = tokens[k]
        if token.text in ("-", "–", "—", "--"):
            return k > j or tokens[i].text.isupper()
        if token.text in (":", "："):
            return k > j or tokens[i].text.isupper()
        if not (token.text in ("", ",", "(", ")", "/", ".") or token.text.isdigit() or token.is_capital):
            return False
    return False


def _is_agency(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Whether tokens `i` to `j` are the agency of a dateline: '(Xinhua) --'."""
    if not i or j + 1 >= len(tokens) or tokens[i - 1].text not in "(（" or tokens[j].text not in ")）":
        return False
    return j - i < 4 and tokens[j + 1].text in ("-", "–", "—", ":")


def _past_office(context: Context, i: int, j: int) -> int:
    """Past an office without its holder: 'Minister of Health', 'Deputy Governor of Northern Borders Region'."""
    tokens = context.tokens
    of = next((k for k in range(i + 1, j - 1) if tokens[k].low in ("of", "for")), None)
    if of is None or not tokens[of - 1].role & HEAD or tokens[of - 1].role & (ORGANISATION | PLACE):
        return i
    rest = [t for t in tokens[of + 1 : j] if t.is_capital]
    return of + 1 if any(not t.role & TITLE for t in rest) else j


def _bounds(context: Context, i: int, j: int) -> tuple[int, int]:
    """Less what opens the sentence and what belongs to a title after the name: 'Ganxi County Party' + committee."""
    tokens = context.tokens
    while i < j and (not tokens[i].is_capital or _only_opens(context, i, j)):
        i += 1
    while j > i and not tokens[j - 1].text[:1].isdigit():
        last = tokens[j - 1]
        loose = not last.is_word or not last.is_capital
        office = last.role & (HEAD | HONORIFIC) and not last.role & (NOUN & ~FIRM)
        party = last.low == "party" and j < len(tokens) and bool(tokens[j].role & TITLE) and not tokens[j].is_capital
        if last.text == "." and j - 2 >= i and tokens[j - 2].role & FIRM:
            break
        if not (loose or office or party):
            break
        j -= 1
    return i, j


def _only_opens(context: Context, i: int, j: int) -> bool:
    token = context.tokens[i]
    if not token.role & FUNCTION or (token.low == "no" and i + 1 < j and context.tokens[i + 1].text == "."):
        return False
    if token.low in ("the", "a", "an", "in", "at", "on", "from", "to", "of", "he", "she", "it", "they"):
        return True
    return token.opens and not (token.role & (MODIFIER | HEAD | NOUN | BODY) and i + 1 < j)


def _extended(tokens: Sequence[Token], i: int, j: int) -> int:
    """Behind the noun in lower case that the name goes on to: 'Ruichi lithium battery separator project'."""
    if tokens[j - 1].role & (NOUN | BODY) or tokens[i].role & FUNCTION:
        return j
    best = j
    for k in range(j, min(j + _REACH, len(tokens))):
        token = tokens[k]
        if (
            not token.is_word
            or token.is_capital
            or token.role & (FUNCTION | VERB | CALLING)
            or token.low.endswith("ly")
        ):
            break
        if token.low.endswith("ed") and not token.role:
            break
        if token.role & ORGANISATION or (token.role & LOWER_PLACE and k == j):
            best = k + 1
    return best


def _is_proper(context: Context, i: int, j: int, *, is_cut: bool) -> bool:
    """Whether the words are a name; `is_cut` where the office of someone followed them."""
    tokens = context.tokens[i:j]
    capitals = [t for t in tokens if t.is_capital]
    if (is_cut or context.headline) and all(
        t.role & (TITLE | NOUN | FUNCTION | VERB) and not t.role & COUNTRY for t in capitals
    ):
        return False
    if len(capitals) == 1:
        return _is_proper_word(context, capitals[0])
    if all(t.role & (DEMONYM | TITLE | HONORIFIC | FUNCTION) and not t.role & NOUN for t in capitals):
        return any(t.role & BODY for t in capitals) and not capitals[-1].role & HEAD
    if all(t.role & (FUNCTION | VERB) for t in capitals):
        return False
    opened = capitals[0].opens and capitals[0].low in context.lower
    return not (opened and len(capitals) == 2 and capitals[1].low in context.lower)


def _is_proper_word(context: Context, token: Token) -> bool:
    if token.role & COUNTRY or token.text in context.words.known_places:
        return True
    if token.role & (COMMON | DEMONYM | HONORIFIC) or len(token.text) < 2 or token.text in context.words.not_names:
        return False
    if _PEOPLES.search(token.low) or ("-" in token.low and all(is_people(context, p) for p in token.low.split("-"))):
        return False
    if token.text.isupper() and len(token.text) < 7:
        return not any(c.isdigit() for c in token.text)
    if token.opens:
        return token.low in context.inner and token.low not in context.lower
    return True


def is_people(context: Context, part: str) -> bool:
    """Whether a part of a hyphened word names a people: 'Thai-Korean'."""
    return part in ("sino", "anglo", "franco", "indo", "afro") or bool(context.words.roles.get(part, 0) & DEMONYM)


def _kind(context: Context, i: int, j: int) -> MentionKind:
    tokens = context.tokens[i:j]
    capitals = [t for t in tokens if t.is_word]
    if any(t.role & FIRM and t.low != "group" for t in capitals[1:]):
        return "organisation"
    before = context.tokens[i - 1].low if i else ""
    if before in CARRIERS or capitals[0].low in CARRIERS:
        return "organisation"
    of = next((k for k, t in enumerate(tokens) if k and t.low in ("of", "for")), None)
    head = tokens[of - 1] if of is not None and tokens[of - 1].role & (NOUN | BODY) else capitals[-1]
    whole = " ".join(t.text for t in tokens)
    if whole in context.words.known_places:
        return "place"
    if head.role & PLACE and (not head.role & ORGANISATION or head.low == "park"):
        return "place"
    if head.role & (ORGANISATION | TRADE | BODY | PORTFOLIO):
        return "organisation"
    if len(capitals) == 1 and head.text.isupper() and len(head.text) < 7:
        return "organisation"
    if len(capitals) > 1 and capitals[0].low in context.words.place_prefixes:
        return "place"
    if (
        len(capitals) > 1
        and before not in ("in", "near", "of")
        and is_pinyin(capitals[0])
        and not is_pinyin(capitals[-1])
        and head.is_word
    ):
        return "organisation"
    return "place" if len(capitals) <= 2 or before in PLACE_BEFORE else "organisation"
