"""Stretches of capitalised words that may be names, with the joints where one name ends and the next begins."""

import re
from collections.abc import Iterator, Sequence

from briefing.mentions.tokens import Token
from briefing.mentions.words import (
    BODY,
    FIRM,
    FUNCTION,
    NOUN,
    ORGANISATION,
    PLACE,
    PORTFOLIO,
    TITLE,
    TRADE,
    VERB,
    Words,
)

PARTICLES = frozenset(
    "de la le las los del dela du da das do dos di bin bint binti ibni ibn van von der den ter ten al el e y abu ould ap ole".split()
)
_JOINTS = frozenset(["of", "for", "the", "and", "&", "·", "・", "•", *PARTICLES])
_DOTTED = frozenset(
    "co corp ltd inc no nos st ste dr mr ms mrs gen col lt sgt hon smt adv eng engr prof capt maj gov sen rep brig pvt jr sr"
    " insp supt cdr fr rev ing lic arch dra sra eng datu asst addl sto sta mt ft md mohd hj alh".split()
)
_LONGEST = 40  # tokens of a run
_FIRM_TAILS = frozenset(["ltd", "inc", "llc", "limited", "l", "jr", "sr"])
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_NUMBERED = frozenset(
    "no unit line route package phase class zone block building road ring school factory reactor well mine area ward section"
    " brigade team regiment division battalion workshop boiler furnace terminal pier berth gate plot sector lot platform".split()
)
PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia"
    r"|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u|v|ü|üe)['’]?){1,3}",
    re.IGNORECASE,
)


def is_pinyin(token: Token) -> bool:
    """Whether a word can be read as one to three Chinese syllables and is no English word of the lists."""
    return not token.role & ~VERB and len(token.text) < 15 and PINYIN.fullmatch(token.text) is not None


def family_first(tokens: Sequence[Token], words: Words) -> bool:
    """Whether `tokens` are a family name that stands first and syllables after it."""
    return (
        2 <= len(tokens) <= 3
        and tokens[0].text in words.surnames
        and all(t.is_capital and is_pinyin(t) for t in tokens[1:])
    )


def is_headline(tokens: Sequence[Token]) -> bool:
    """Whether a line is set in title case, where a capital says nothing."""
    longer = [t for t in tokens if t.is_word and (len(t.text) > 3 or t.is_capital)]
    if len(longer) < 4 or (tokens and tokens[-1].text in ".!?;,"):
        return False
    return sum(t.is_capital for t in longer) >= 0.8 * len(longer) and any(t.role & VERB for t in longer)


def pieces(tokens: Sequence[Token], words: Words, *, headline: bool) -> Iterator[tuple[int, int]]:
    """(first, behind the last) token of every stretch that may be one name, in order."""
    i = 0
    while i < len(tokens):
        if not tokens[i].is_capital or not _is_capital(tokens[i], headline=headline):
            i += 1
            continue
        j = _run_end(tokens, i, headline=headline)
        yield from _parted(tokens, i, j, words)
        i = j


def _is_capital(token: Token, *, headline: bool) -> bool:
    return (
        token.is_capital
        and token.is_word
        and not (headline and token.role & (VERB | FUNCTION) and not token.role & TITLE)
    )


def _run_end(tokens: Sequence[Token], i: int, *, headline: bool) -> int:
    """Behind the last token of the run that starts at `i`."""
    j = i + 1
    count = min(len(tokens), i + _LONGEST)
    while j < count:
        token = tokens[j]
        if _is_capital(token, headline=headline):
            j += 1
        elif token.is_word and token.low in _JOINTS:
            if token.low == "the":
                break
            k = j + 1
            while (
                k < count and k - j < 2 and tokens[k].low in _JOINTS and tokens[k].is_word and not tokens[k].is_capital
            ):
                k += 1
            if k >= count or not _is_capital(tokens[k], headline=headline):
                break
            j = k + 1
        elif (
            token.text in ("&", "·", "・", "•", "‧") and j + 1 < count and _is_capital(tokens[j + 1], headline=headline)
        ):
            j += 2
        elif token.text in (".", ",") and (step := _dotted(tokens, j)):
            j += step
        elif token.text[:1].isdigit() and _numbers(tokens, j):
            j += 1
        else:
            break
    return j


def _dotted(tokens: Sequence[Token], j: int) -> int:
    """How many tokens the run goes on by after a stop or comma inside a name: 'K. T.', 'Gen. Arman', 'Co., Ltd.'."""
    before = tokens[j - 1]
    k = j
    while k < len(tokens) and tokens[k].text in (".", ",") and k - j < 2:
        k += 1
    if k >= len(tokens) or tokens[j].start != before.end:
        return 0
    comma = any(t.text == "," for t in tokens[j:k])
    if comma:
        return k - j + 1 if tokens[k].low in _FIRM_TAILS else 0
    if not (len(before.text) == 1 or before.low in _DOTTED):
        return 0
    after = tokens[k]
    if after.is_capital or (before.low in ("no", "nos") and after.text[:1].isdigit()):
        return k - j + 1
    return 0


def _numbers(tokens: Sequence[Token], j: int) -> bool:
    """Whether the figure at `j` numbers what stands before it: 'Unit 527', and no quantity as in 'Village 12 firms'."""
    if len(tokens[j].text) > 4:
        return False
    before, after = tokens[j - 1], tokens[j + 1] if j + 1 < len(tokens) else None
    if before.low in _NUMBERED:
        return True
    if before.text.capitalize() in _MONTHS:
        return after is not None and after.is_word and after.is_capital  # 'March 8 Red Banner'
    return after is not None and (
        (after.is_word and after.is_capital and bool(after.role & NOUN)) or after.text in "。.,，;；:"
    )


def _parted(tokens: Sequence[Token], i: int, j: int, words: Words) -> Iterator[tuple[int, int]]:
    """Parts 'A and B' unless 'and' stands inside one name ('Human Resources and Social Security Bureau')."""
    start = i
    for k in range(i + 1, j - 1):
        if tokens[k].text == "and" and k > start and not _joined(tokens, start, k, j, words):
            yield start, k
            start = k + 1
    yield start, j


def _joined(tokens: Sequence[Token], i: int, k: int, j: int, words: Words) -> bool:
    tail, first = tokens[k - 1], tokens[k + 1]
    ends = next((m for m in range(k + 1, j) if tokens[m].text == "and"), j)
    last = tokens[ends - 1]
    if tail.role & (PLACE | FIRM) or tail.text in words.surnames | words.given or is_pinyin(first):
        return False
    if tail.role & PORTFOLIO and first.role & PORTFOLIO:
        return True  # 'Minister of Agriculture and Forestry Phouthone Ladsavong'
    if not last.role & (NOUN | PORTFOLIO | BODY):
        return False
    if any(t.low in ("ministry", "department", "bureau", "commission", "office", "agency") and tokens[n + 1].low in ("of", "for") for n, t in enumerate(tokens[i : k - 1], start=i)):  # fmt: skip
        return not any(t.low in ("ministry", "department", "bureau", "commission") for t in tokens[k + 1 : ends])
    topic = tail.role & (PORTFOLIO | TRADE) or (tail.role & BODY and not tail.role & ORGANISATION)
    return bool(topic and first.role) or (
        not tail.role & ORGANISATION and k - i == 2 and bool(first.role & (PORTFOLIO | TRADE))
    )
