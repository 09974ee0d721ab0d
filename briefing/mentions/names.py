"""Names in English text: people with their titles, bodies, places.

Capitalised runs are cut out (`runs`), then told apart: people by shape, title and company (`people`), the rest by the nouns
that end them (`kinds`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.mentions.kinds import classify
from briefing.mentions.people import Context, Found, find_person, split_name
from briefing.mentions.runs import family_first, is_headline, is_pinyin, pieces
from briefing.mentions.tokens import Token, blocked_map, tokens_of
from briefing.mentions.words import COUNTRY, DEMONYM, FUNCTION, NOUN, ORGANISATION, PLACE, TITLE, VERB, Words
from briefing.records import Mention, Sentence, Span

_FAMILIES = frozenset(["he", "an", "you", "long", "even"])  # family names that also open sentences


def find_names(
    text: str, sentences: Sequence[Sentence], *, taken: Sequence[Span], words: Words
) -> tuple[list[Mention], list[Mention]]:
    """(people, places and bodies), each in text order; nothing inside `taken`."""
    blocked = blocked_map(text, taken)
    tokenised = [tokens_of(text, sentence, blocked, words) for sentence in sentences]
    inner = frozenset(t.low for tokens in tokenised for t in tokens if t.is_capital and not t.opens)
    lower = frozenset(t.low for tokens in tokenised for t in tokens if t.is_word and not t.is_capital)
    people: list[Mention] = []
    others: list[Mention] = []
    for sentence, tokens in zip(sentences, tokenised, strict=True):
        low = sentence.span.text.lower()
        lists = any(cue in low for cue in words.lists)
        headline = is_headline(tokens)
        context = Context(tokens=tokens, words=words, inner=inner, lower=lower, lists_people=lists, headline=headline)
        for mention in _sentence_names(text, context):
            (people if mention.kind == "person" else others).append(mention)
    return _less_places(people, others)


def _less_places(people: list[Mention], others: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Moves over what looks like a person but is a place elsewhere: 'Thanh Hoa' in an article that has 'Thanh Hoa Province'."""
    stems = {m.span.text.rpartition(" ")[0] for m in others if m.kind == "place"}
    titled = {m.span.text for m in people if m.title}
    kept: list[Mention] = []
    moved: list[Mention] = []
    for mention in people:
        is_place = mention.span.text in stems and mention.span.text not in titled
        (moved if is_place else kept).append(mention)
    others = sorted([*others, *(replace(m, kind="place") for m in moved)], key=lambda m: m.span.start)
    return kept, others


def _sentence_names(text: str, context: Context) -> Iterator[Mention]:
    tokens = context.tokens
    for first, j in pieces(tokens, context.words, headline=context.headline):
        i = _past_opener(context, first, j)
        if i >= j:
            continue
        found = (split_name(context, i) if j - i == 1 else None) or find_person(context, i, j)
        if found is None and (behind := _behind_country(tokens, i, j)):
            found = find_person(context, behind, j)  # 'the representative in Sri Lanka Aiko Kubota'
        if found is None:
            yield from _other(text, context, i, j)
            continue
        if found.first > i:
            yield from _in_title(text, context, i, found.first)
        yield _person(text, tokens, found)
        if found.behind < j:
            yield from _other(text, context, found.behind, j)


def _behind_country(tokens: Sequence[Token], i: int, j: int) -> int:
    """Where a country of several words that tokens `i` to `j` open with ends, 0 where they do not."""
    k = i
    while k < j and tokens[k].role == COUNTRY | PLACE:
        k += 1
    return k if k - i > 1 and j - k > 1 else 0


def _past_opener(context: Context, i: int, j: int) -> int:
    """Past the words that only open the sentence: not past the family name in 'He Ruoxi'."""
    tokens = context.tokens
    while i < j:
        token = tokens[i]
        if i + 1 < j and tokens[i + 1].text == "." and (len(token.text) == 1 or token.low == "no"):
            break  # an initial, or 'No. 3 Mill'
        if token.opens and (i + 1 < j or token.low.endswith("ing")) and _is_opening_verb(context, token):
            i += 1
            continue
        if not token.is_capital or (
            token.role & FUNCTION and not token.role & TITLE and (token.opens or len(token.text) < 4)
        ):
            is_family = token.low in _FAMILIES and family_first(tokens[i : min(j, i + 2)], context.words)
            if token.is_capital and is_family:
                break
            i += 1
            continue
        break
    return i


def _is_opening_verb(context: Context, token: Token) -> bool:
    """Whether a capital that opens a sentence is a verb: 'Examine Tianhu Reserve', 'Touring the mill'."""
    if token.text in context.words.surnames or token.text in context.words.known_places or token.role & TITLE:
        return False
    going = token.low.endswith("ing") and len(token.text) > 5 and not token.role & NOUN and not is_pinyin(token)
    return bool(token.role & VERB) or token.low in context.words.bases or going


def _other(text: str, context: Context, i: int, j: int, *, is_sure: bool = False) -> Iterator[Mention]:
    found = classify(context, i, j, is_sure=is_sure)
    if found is not None:
        span = _span(text, context.tokens, found[0], found[1])
        yield Mention(kind=found[2], span=span, canonical=span.text)


def _in_title(text: str, context: Context, i: int, j: int) -> Iterator[Mention]:
    """The place or body that a title in capitals starts with: 'Lanshi Mayor', 'Jilin High-tech Zone Party ... Secretary'."""
    tokens = context.tokens
    k = i
    while k < j and not (tokens[k].role & TITLE and not tokens[k].role & (ORGANISATION | PLACE)) and tokens[k].low not in ("party", "of"):  # fmt: skip
        k += 1
    if k > i and not tokens[i].role & TITLE and not all(t.role & DEMONYM for t in tokens[i:k]):
        yield from _other(text, context, i, k, is_sure=True)
    of = next((m for m in range(i, j) if tokens[m].low == "of"), None)
    if of is not None and not all(t.role & TITLE or not t.is_capital for t in tokens[of + 1 : j]):
        yield from _other(text, context, of + 1, j)


def _person(text: str, tokens: Sequence[Token], found: Found) -> Mention:
    span = _span(text, tokens, found.first, found.behind)
    title = None
    if found.title is not None:
        title = Span.of(text, tokens[found.title[0]].start, tokens[found.title[1] - 1].end)
    return Mention(kind="person", span=span, canonical=span.text, title=title)


def _span(text: str, tokens: Sequence[Token], i: int, j: int) -> Span:
    end = tokens[j - 1].end
    if text[end : end + 1] == "." and tokens[j - 1].low in ("ltd", "inc", "co", "corp", "zrt", "kft"):
        end += 1
    return Span.of(text, tokens[i].start, end)
