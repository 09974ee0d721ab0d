"""Which capitalised stretches are people, by their shape, their titles and their company."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.mentions.runs import PARTICLES, family_first, is_pinyin
from briefing.mentions.titles import appositive_before, title_after, title_before
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
    NOUN,
    ORGANISATION,
    PLACE,
    PORTFOLIO,
    STRONG,
    TITLE,
    VERB,
    Words,
)

_ENOUGH = 3
CARRIERS = frozenset(
    "typhoon cyclone hurricane storm tropical tug ship vessel ferry tanker trawler satellite drone".split()
)
_SYLLABLE = 5  # letters
_MOST = 6  # words of a name
PLACE_BEFORE = frozenset(
    "in at into near through along across around outside inside toward towards via onto within beyond between off from of".split()
)
_TOLD = frozenset(
    "said says warned added explained noted argued cautioned replied declared ordered ruled observed insisted promised"
    " admitted asked concluded announced named decreed told".split()
)
_CROWD = re.compile(
    r"(?:ers|ors|ists|ians|ants|ents|ees|men|women|people|staff|crew|police|youths?|ings?|tion|ments?|ness|ity)$"
)
_LOWER_HONORIFICS = frozenset(["comrade", "sheikh", "old"])
_LISTED = frozenset([",", "，", "、", ";", "and", "by", "with", "were", "was", ":", "include", "included"])
_MOVED = frozenset(
    "went go goes came come comes drove flew travelled traveled returned rushed hurried moved headed proceeded sent".split()
)
_ADVERBS = frozenset("then also later first again immediately personally further repeatedly finally once".split())
_AUXILIARY = frozenset(
    "is are was were has have had will would can could may might must should did does do been be".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a sentence and its article say about capitals.

    `inner`: words that stand capitalised inside a sentence somewhere; `lower`: words that also stand in lower case.
    """

    tokens: Sequence[Token]
    words: Words
    inner: frozenset[str]
    lower: frozenset[str]
    lists_people: bool
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A person: token bounds of the name and of the title beside it."""

    first: int
    behind: int
    title: tuple[int, int] | None


def find_person(context: Context, i: int, j: int) -> Found | None:
    """The person named by tokens `i` to `j`, titles cut off, or None."""
    return _titled(context, i, j) or _tailed(context, i, j) or _untitled(context, i, j)


def _titled(context: Context, i: int, j: int) -> Found | None:
    """'Vice Mayor Cui Zhigang', 'Shri K. T. Rao', 'Minister of Works John Okello': title and name in one run."""
    tokens, words = context.tokens, context.words
    for h in range(j - 2, i - 1, -1):
        token = tokens[h]
        if not token.role & (HEAD | HONORIFIC | CALLING):
            continue
        is_name_too = token.text in words.surnames or token.text in words.given
        if is_name_too and not token.role & STRONG and (h == i or tokens[h - 1].role & TITLE):
            continue  # 'Tan Weiguo', 'Sultan bin Rakan'
        first = _name_start(context, h + 1, j)
        if first is None:
            return None
        behind = _name_end(tokens, first, j)
        if not is_name(context, first, behind) and not _ends_in_noun(context, first, behind, token):
            return None
        long = sum(t.is_capital for t in tokens[first:behind]) > 1
        if not long and not token.role & (STRONG | HONORIFIC | CALLING) and not _known(context, first, behind):
            return None
        return Found(first=first, behind=behind, title=_title(context, first, behind))
    return None


def _ends_in_noun(context: Context, first: int, behind: int, head: Token) -> bool:
    """'Minister Everton Lake': a family name that is also a place's noun, after an office that is one whatever follows."""
    last = context.tokens[behind - 1]
    return bool(head.role & STRONG and last.role & NOUN and behind - first == 2 and is_name(context, first, behind - 1))


def _name_start(context: Context, k: int, j: int) -> int | None:
    """The first token of the name after a title's head: past the portfolio of 'Minister of Rural Works Anita Roy'."""
    tokens = context.tokens
    while k < j and tokens[k].text == ".":
        k += 1
    if k < j and tokens[k].low in ("of", "for", "to"):
        last = None
        for m in range(k + 1, j):
            if tokens[m].role & (TITLE | NOUN | DEMONYM | COUNTRY) and not _is_named(context, m, j):
                last = m
        if last is None:
            return _known_tail(context, k + 1, j)
        k = last + 1
        return k if k < j and (j - k > 1 or _known(context, k, j)) else None
    while (
        k < j
        and (tokens[k].role & (BODY | PORTFOLIO | HONORIFIC | DEMONYM) or tokens[k].text == ".")
        and not _is_named(context, k, j)
    ):
        k += 1
    return k if k < j and tokens[k].is_word else None


def _is_named(context: Context, k: int, j: int) -> bool:
    """Whether the word at `k`, though it could be of a title, starts the name: 'Malik Riaz', 'Rana Das'."""
    return k + 1 < j and (
        context.tokens[k].text in context.words.surnames or context.tokens[k].text in context.words.given
    )


def _known_tail(context: Context, k: int, j: int) -> int | None:
    """Where a known name starts within tokens `k` to `j`: 'Mayor of Taoling Kang Weimin'."""
    return next((m for m in range(k + 1, j - 1) if j - m <= 4 and _known(context, m, j)), None)


def _name_end(tokens: Sequence[Token], first: int, j: int) -> int:
    """Behind the name, less the country of 'Andrej Kosmač of Slovenia'."""
    return next((k for k in range(first + 1, j) if tokens[k].low in ("of", "for", "the", "&")), j)


def is_name(context: Context, i: int, j: int) -> bool:
    """Whether every word of tokens `i` to `j` can be part of a personal name."""
    words, capitals = context.words, 0
    for k in range(i, j):
        token = context.tokens[k]
        if token.text == "." or (not token.is_capital and token.low in PARTICLES):
            continue
        if not token.is_capital:
            return False
        capitals += 1
        known = token.text in words.surnames or token.text in words.given
        if "-" in token.text and all(words.roles.get(p, 0) & (PLACE | DEMONYM) for p in token.low.split("-")):
            return False
        if token.text in words.not_names or token.low in CARRIERS:
            return False
        if token.role & (COMMON | DEMONYM | COUNTRY) & ~VERB and not known and not _is_inner(context, i, k):
            return False
        if token.role & VERB and not known and token.opens:
            return False
        if (
            len(token.text) > 3
            and token.text.isupper()
            and token.text[-1] != "."
            and not all(t.text.isupper() for t in context.tokens[i:j])
        ):
            return False
    return 0 < capitals <= _MOST


def _is_inner(context: Context, i: int, k: int) -> bool:
    """Whether a short word that is also an English one goes on a name: 'Tran Thi My Le', 'Lim Kok Wing'."""
    token, first = context.tokens[k], context.tokens[i]
    if (
        k == i
        or len(token.text) > _SYLLABLE
        or not (first.text in context.words.surnames or first.text in context.words.given)
    ):
        return False
    return k - i > 1 or not token.role & ~(FUNCTION | VERB | FIRM)


def _tailed(context: Context, i: int, j: int) -> Found | None:
    """'Taoling City Kang Weimin': a place, body or office in lower case, then a family name that stands first."""
    tokens = context.tokens
    for k in (j - 2, j - 3):
        if (
            k > i
            and tokens[k - 1].role & (NOUN | BODY | PORTFOLIO)
            and _known(context, k, j)
            and is_name(context, k, j)
        ):
            return Found(first=k, behind=j, title=_title(context, k, j))
    return None


def _untitled(context: Context, i: int, j: int) -> Found | None:
    tokens = context.tokens
    behind = _name_end(tokens, i, j)
    if not is_name(context, i, behind):
        return None
    if " ".join(t.text for t in tokens[i:behind]) in context.words.known_places:
        return None
    title = _title(context, i, behind)
    apposition = appositive_before(tokens, i) if title is None and _closes(tokens, behind) else None
    score = _shape(context, i, behind) + _company(context, i, behind)
    score += 4 * (title is not None) + 4 * (apposition is not None)
    if score < _ENOUGH:
        return None
    return Found(first=i, behind=behind, title=title or _office(tokens, apposition))


def split_name(context: Context, i: int) -> Found | None:
    """'Zhang shou hua': a family name, then its syllables in lower case, after a title or before a verb."""
    tokens, words = context.tokens, context.words
    if tokens[i].text not in words.surnames:
        return None
    k = i + 1
    while k < len(tokens) and k - i < 3 and tokens[k].is_word and not tokens[k].is_capital and is_pinyin(tokens[k]):
        k += 1
    letters = sum(len(t.text) for t in tokens[i + 1 : k])
    if k == i + 1 or letters < 4 or (k == i + 2 and letters < 5):
        return None
    title = title_before(tokens, i)
    follows = k < len(tokens) and bool(tokens[k].role & VERB)
    return Found(first=i, behind=k, title=title) if title or (tokens[i].opens and follows) else None


def _closes(tokens: Sequence[Token], k: int) -> bool:
    return k >= len(tokens) or tokens[k].text in ",，.。;；)" or tokens[k].low in ("'s", "’s", "and", "who")


def _office(tokens: Sequence[Token], found: tuple[int, int] | None) -> tuple[int, int] | None:
    return found if found and any(t.role & HEAD for t in tokens[found[0] : found[1]]) else None


def _title(context: Context, first: int, behind: int) -> tuple[int, int] | None:
    tokens = context.tokens
    start = first
    while start and (
        (tokens[start - 1].role & HONORIFIC and not tokens[start - 1].role & HEAD) or tokens[start - 1].text == "."
    ):
        start -= 1
    if start > 2 and tokens[start - 1].text == ")" and tokens[start - 2].low in ("retd", "retired", "rtd"):
        start -= 3
    return title_before(tokens, start) or title_after(tokens, behind)


def _known(context: Context, i: int, j: int) -> bool:
    words = context.words
    return family_first(context.tokens[i:j], words) or any(is_given(t, words) for t in context.tokens[i:j])


def is_given(token: Token, words: Words) -> bool:
    """Whether a word is a known part of personal names, or is joined of such: 'Anne-Marie'."""
    return token.text in words.given or ("-" in token.text and any(p in words.given for p in token.text.split("-")))


def _shape(context: Context, i: int, j: int) -> int:
    """What the words themselves say."""
    tokens, words = context.tokens[i:j], context.words
    capitals = [t for t in tokens if t.is_capital]
    if family_first(tokens, words):
        return 4
    if len(capitals) > 1:
        short = len(capitals) == 3 and capitals[0].text in words.surnames and all(len(t.text) < 7 for t in capitals)
        given = any(is_given(t, words) for t in capitals)
        initials = any(len(t.text) == 1 for t in capitals[:-1]) and len(capitals[-1].text) > 2
        return 3 * (short or given) + 2 * initials
    lone = capitals[0]
    glued = is_pinyin(lone) and len(lone.text) > 6 and any(lone.text.startswith(s) for s in words.surnames)
    return glued + is_given(lone, words) + (lone.text in words.surnames)


def _company(context: Context, i: int, j: int) -> int:
    """What stands before and after says."""
    tokens = context.tokens
    before = tokens[i - 1] if i else None
    after = tokens[j] if j < len(tokens) else None
    lone = j - i == 1
    score = 0
    if before is not None:
        if before.text == "." and i > 1:
            before = tokens[i - 2]
        if before.role & CALLING or (
            before.role & HONORIFIC and (before.is_capital or before.low in _LOWER_HONORIFICS)
        ):
            score += 4
        elif before.role & HEAD:
            score += 2 + 2 * bool(before.role & STRONG) - 2 * (lone and not before.role & STRONG)
        elif before.low in PLACE_BEFORE or (before.low == "to" and i > 1 and tokens[i - 2].low in _MOVED):
            score -= 3
        elif before.low in ("the", "a", "an") or before.role & DEMONYM or before.low in CARRIERS:
            score -= 4
        elif before.low in _TOLD and (after is None or not after.is_word or after.low == "who"):
            score += 3
    if context.lists_people and not lone and (before is None or before.low in _LISTED):
        score += 3
    return score + _following(context, i, j)


def _following(context: Context, i: int, j: int) -> int:
    tokens = context.tokens
    after = tokens[j] if j < len(tokens) else None
    if after is None or not after.text:
        return 0
    lone = j - i == 1
    if after.low in ("'s", "’s"):
        return 0
    if after.is_word and after.low in _ADVERBS and j + 1 < len(tokens):
        after = tokens[j + 1]
    if after.is_word and not after.is_capital:
        if any(t.role & (ORGANISATION | LOWER_PLACE | PLACE) and not t.role & VERB for t in _noun_phrase(tokens, j)):
            return -4
        acts = bool(after.role & VERB) or (len(after.text) > 4 and after.low.endswith("ed"))
        acts = acts or (is_pinyin(tokens[j - 1]) and after.low in context.words.bases)
        if acts and after.low not in _AUXILIARY:
            return _acting(context, i) if lone else 3
        return 0
    if after.text in (",", "，") and j + 2 < len(tokens):
        if tokens[j + 1].text.isdigit() and tokens[j + 2].text in (",", "，"):
            return 4  # an age
        if _opens_calling(tokens, j + 1):
            return 3
        if tokens[j + 1].role & VERB and not tokens[j + 1].is_capital:
            return 3 if i and tokens[i - 1].text in (",", "，") and not lone else 0
    return 0


def _opens_calling(tokens: Sequence[Token], k: int) -> bool:
    """Whether words like 'a dairy farmer' or 'director of' start at token `k`."""
    if tokens[k].role & (HEAD | CALLING) and not tokens[k].is_capital:
        return True
    if tokens[k].low not in ("a", "an", "the"):
        return False
    for token in tokens[k + 1 : k + 5]:
        if token.role & (HEAD | CALLING):
            return True
        if not token.is_word or token.role & (FUNCTION | VERB):
            return False
    return False


def _noun_phrase(tokens: Sequence[Token], k: int) -> Sequence[Token]:
    end = k
    while end < len(tokens) and end - k < 3 and tokens[end].is_word and not tokens[end].role & (FUNCTION | VERB):
        end += 1
    return tokens[k:end]


def _acting(context: Context, i: int) -> int:
    """Whether one capitalised word before a verb is a person: not 'Inspectors led'."""
    token = context.tokens[i]
    if is_pinyin(token) and len(token.text) > 6:
        return 3
    if token.role & FUNCTION or (
        token.low.endswith("s") and not _known(context, i, i + 1) and token.low not in context.inner
    ):
        return 0
    if token.low in context.lower and token.low not in context.inner:
        return 0
    if token.role & COMMON or _CROWD.search(token.low) or token.text.isupper() or len(token.text) < 2:
        return 3 if token.text in context.words.surnames and not token.role & ~(VERB | HONORIFIC) else 0
    return 3
