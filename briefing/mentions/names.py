"""Names in English text: people with their titles, bodies, places.

Capitalised runs are cut out, split at 'and', and told apart by the words in them: a title's head before a name, a noun
that ends the names of bodies or places, family names that stand first, given names. What is known of a person from one
sentence finds the same person, shortened, run together or respelt by machine translation, in the others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.mentions.words import Words
from briefing.records import Mention, MentionKind, Sentence, Span

_TOKEN = re.compile(r"[^\W\d_][\w’'\-]*(?:\.(?=[A-Z][\w.]))*|\d[\d,.]*(?:st|nd|rd|th)?|&|·|[^\w\s]")
_CONNECTORS = frozenset(
    [
        "of",
        "for",
        "the",
        "de",
        "la",
        "del",
        "du",
        "da",
        "di",
        "al",
        "el",
        "bin",
        "binti",
        "ibni",
        "ibn",
        "van",
        "von",
        "der",
        "den",
        "y",
        "e",
        "&",
        "·",
        "and",
    ]
)
_NAME_CONNECTORS = frozenset(
    ["de", "la", "del", "du", "da", "di", "al", "el", "bin", "binti", "ibni", "ibn", "van", "von", "der", "den"]
)
_PINYIN = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia"
    r"|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u|v)(?:['’])?){1,3}",
    re.IGNORECASE,
)
_SPEECH = frozenset(
    [
        "said",
        "says",
        "told",
        "stressed",
        "emphasized",
        "emphasised",
        "asked",
        "urged",
        "called",
        "pointed",
        "noted",
        "added",
        "required",
        "demanded",
        "instructed",
        "directed",
        "ordered",
        "requested",
        "visited",
        "inspected",
        "toured",
        "went",
        "came",
        "led",
        "arrived",
        "held",
        "chaired",
        "presided",
        "attended",
        "met",
        "expressed",
        "stated",
        "warned",
        "reminded",
        "praised",
        "thanked",
        "explained",
        "reported",
        "believes",
        "believed",
        "hopes",
        "hoped",
    ]
)
_PLACE_BEFORE = frozenset(
    [
        "in",
        "at",
        "to",
        "from",
        "of",
        "across",
        "near",
        "through",
        "into",
        "around",
        "outside",
        "toward",
        "towards",
        "via",
    ]
)
_MAX_TITLE = 16  # words
_LONGEST_RUN = 40  # words and marks; a longer one is no name


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark with its offsets; `opens` where a sentence or clause starts with it, `at` its place there."""

    text: str
    start: int
    end: int
    opens: bool
    at: int

    @property
    def low(self) -> str:
        return re.sub(r"['’]s?$", "", self.text.lower())

    @property
    def singular(self) -> str:
        return self.low[:-1] if self.low.endswith("s") and len(self.low) > 4 else self.low

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def find_names(
    text: str, sentences: Sequence[Sentence], *, taken: Sequence[Span], words: Words
) -> tuple[list[Mention], list[Mention]]:
    """(people, places and bodies), each in text order; nothing inside `taken`."""
    people: list[Mention] = []
    others: list[Mention] = []
    tokenised = [_tokens(text, sentence, taken) for sentence in sentences]
    mid = {t.low for tokens in tokenised for t in tokens if t.is_capital and not t.opens}
    for tokens in tokenised:
        lower = {t.low for t in tokens if not t.is_capital}
        listing = _lists_people(tokens, words)
        for run in _runs(tokens, text):
            for part in (piece for half in _split_at_and(run, words) for piece in _split_before_name(half, words)):
                found = _classify(text, part, tokens, words, lower, mid, listing=listing)
                for mention in found:
                    (people if mention.kind == "person" else others).append(mention)
    return people, others


def _tokens(text: str, sentence: Sentence, taken: Sequence[Span]) -> list[Token]:
    starts = {clause.start for clause in sentence.clauses}
    inside = [span for span in taken if span.overlaps(sentence.span)]
    out = []
    for match in _TOKEN.finditer(text, sentence.span.start, sentence.span.end):
        a, b = match.span()
        if any(span.start < b and a < span.end for span in inside):
            out.append(Token("\x00", a, b, opens=False, at=len(out)))
            continue
        opens = a in starts or bool(out and out[-1].text in "\"“'‘(（:：")
        out.append(Token(match.group(), a, b, opens=opens, at=len(out)))
    return out


def _runs(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    """Stretches of capitalised words, joined across 'of', 'and' and the like, and across the comma of 'Co., Ltd.'."""
    i = 0
    while i < len(tokens):
        if not tokens[i].is_capital:
            i += 1
            continue
        run = [tokens[i]]
        j = i + 1
        while j < len(tokens) and len(run) < _LONGEST_RUN:
            k = j
            while k < len(tokens) and k - j < 2 and tokens[k].text.lower() in _CONNECTORS and not tokens[k].is_capital:
                k += 1
            if k < len(tokens) and tokens[k].text in (".", ",") and run[-1].low in ("ma", "brgy", "sto", "sta", "co", "corp", "ltd", "inc", "no", "st", "dr", "mr", "ms", "mrs", "gen", "col", "lt", "sgt", "hon", "smt", "adv", "eng", "engr", "prof", "capt", "maj", "gov", "sen", "brig", "pvt", "jr") and k == j:  # fmt: skip
                m = k
                while m < len(tokens) and tokens[m].text in (".", ","):
                    m += 1
                comma = any(t.text == "," for t in tokens[k:m])
                if m < len(tokens) and (tokens[m].is_capital or tokens[m].text[0].isdigit()) and (not comma or tokens[m].low in ("ltd", "inc", "llc", "limited")):  # fmt: skip
                    run += tokens[k : m + 1]
                    j = m + 1
                    continue
                break
            if k < len(tokens) and tokens[k].text == "." and len(run[-1].text) == 1 and k == j and k + 1 < len(tokens) and tokens[k + 1].is_capital and tokens[k + 1].start - tokens[k].end <= 1:  # fmt: skip
                run += tokens[k : k + 2]
                j = k + 2
                continue
            if k >= len(tokens) or not (tokens[k].is_capital or (tokens[k].text[0].isdigit() and k == j and len(tokens[k].text) < 5)):  # fmt: skip
                break
            if text[run[-1].end : tokens[j].start].strip() or "\n" in text[run[-1].end : tokens[k].start]:
                break
            run += tokens[j : k + 1]
            j = k + 1
        while len(run) > 1 and not run[-1].is_capital and run[-1].text not in (".",):
            run.pop()
        yield run
        i = max(i + 1, run[-1].at + 1)


def _split_at_and(run: list[Token], words: Words) -> Iterator[list[Token]]:
    """Splits 'A and B' unless 'and' stands inside one name ('Human Resources and Social Security Bureau')."""
    for i, token in enumerate(run):
        if token.text.lower() not in ("and", "&") or token.is_capital or i == 0 or i == len(run) - 1:
            continue
        left, right = run[:i], run[i + 1 :]
        tail = left[-1].low
        topic = tail in words.portfolios or tail in words.bodies - words.organisations or token.text == "&"
        ends = right[-1].low
        closed = (
            (tail in words.organisations and tail not in words.portfolios)
            or tail in words.places
            or tail in words.heads
        )
        joined = (
            topic
            and not closed
            and (
                ends in words.organisations
                or ends in words.portfolios
                or right[0].low in words.portfolios
                or any(t.low in ("ministry", "department", "bureau", "commission") for t in left)
            )
        )
        if not joined:
            yield left
            yield from _split_at_and(right, words)
            return
    yield run


def _split_before_name(run: list[Token], words: Words) -> list[list[Token]]:
    """'Taoling City Kang Weimin': a place or body, then the name of who heads it."""
    ends = words.places | words.organisations | words.bodies
    for i in range(1, len(run) - 1):
        rest = run[i:]
        if run[i - 1].low in ends and len(rest) in (2, 3) and _family_first(rest, words):
            return [run[:i], rest]
    return [run]


def _family_first(tokens: Sequence[Token], words: Words) -> bool:
    """A family name that stands first, and pinyin-like syllables after it."""
    return tokens[0].text in words.surnames and all(t.is_capital and _PINYIN.fullmatch(t.text) for t in tokens[1:])


def _classify(
    text: str,
    run: list[Token],
    tokens: list[Token],
    words: Words,
    lower: set[str],
    mid: set[str],
    *,
    listing: bool = False,
) -> list[Mention]:
    run = _without_opener(run, words, lower)
    if not run:
        return []
    before = _before(run, tokens)
    after = _after(run, tokens)
    if run[0].low in words.callings and run[0].text not in words.given and len(run) > 1 and run[1].is_capital:
        run = run[1:]  # 'Herder Serik Abenov'
        if _name_like(run, words):
            return [_mention("person", text, run[0].start, run[-1].end, None)]
    person = _titled(text, run, before, words)
    if person is None and (_is_person(run, before, after, words) or (listing and _could_be_person(run, words))):
        title = _title_before(text, before, words)
        person = _mention("person", text, run[0].start, run[-1].end, title)
    if person is not None:
        if person.title is None or person.title.start > person.span.start:
            person = replace(person, title=_title_after(text, person.span.end, words) or person.title)
        return [person]
    extended = _extended(text, run, after, words)
    kind = _kind(run if extended is None else extended, before, words)
    last = (extended or run)[-1]
    end = last.end + (1 if last.low in ("ltd", "inc", "co", "corp") and text[last.end : last.end + 1] == "." else 0)
    only = run[0]
    if (
        len(run) == 1
        and extended is None
        and ((only.opens and only.low in words.function) or only.low in words.heads | words.bodies | words.modifiers)
    ):
        return []
    if len(run) == 1 and extended is None and len(only.text) == 1:
        return []
    if extended is None and (run[-1].low in words.heads or run[-1].singular in words.heads):
        return []  # an office without its holder
    if (
        len(run) == 1
        and extended is None
        and only.opens
        and only.low not in mid
        and only.text not in words.surnames | words.given
        and not only.text.isupper()
    ):
        return []  # a word that is capitalised for opening a sentence
    if all(t.low in words.heads or t.low in words.modifiers or t.low in words.honorifics for t in run if t.is_capital):
        return []
    return [_mention(kind, text, run[0].start, end, None)]


def _without_opener(run: list[Token], words: Words, lower: set[str]) -> list[Token]:
    """The run without what only opens a sentence: function words, and words that the sentence also has in lower case."""
    while run and run[0].low in words.function and (run[0].opens or run[0].low in ("the", "a", "an", "he", "she", "it", "we", "i", "in", "on", "at")) and not (len(run) > 1 and run[0].low in words.heads | words.modifiers):  # fmt: skip
        run = run[1:]
        while run and not run[0].is_capital and not run[0].text[0].isdigit():
            run = run[1:]
    if run and run[0].opens and len(run) == 1 and run[0].low in lower:
        return []
    while run and run[0].text[0].isdigit():
        run = run[1:]
    return run


def _before(run: list[Token], tokens: list[Token]) -> list[Token]:
    return tokens[max(0, run[0].at - _MAX_TITLE) : run[0].at]


def _after(run: list[Token], tokens: list[Token]) -> list[Token]:
    return tokens[run[-1].at + 1 : run[-1].at + 8]


def _titled(text: str, run: list[Token], before: list[Token], words: Words) -> Mention | None:
    """'Vice Mayor Cui Zhigang', 'Shri K. T. Rao', 'Minister of Works John Okello': title and name in one run."""
    heads = [
        i
        for i, t in enumerate(run)
        if t.low in words.heads or t.singular in words.heads or (t.low in words.honorifics and t.is_capital)
    ]
    heads = [i for i in heads if i < len(run) - 1]
    if not heads:
        return None
    h = heads[-1]
    rest = run[h + 1 :]
    while rest and (not rest[0].is_capital or rest[0].low in words.portfolios or rest[0].low in words.bodies or rest[0].low in words.honorifics):  # fmt: skip
        if not rest[0].is_capital and rest[0].text.lower() in _NAME_CONNECTORS and len(rest) > 1 and h == heads[-1] and rest is run[h + 1 :]:  # fmt: skip
            break
        rest = rest[1:]
    rest = _before_of(rest)
    if not rest or len([t for t in rest if t.is_capital]) > 5 or not _name_like(rest, words):
        return None
    if run[h].low not in words.strong_heads | words.honorifics and not _known_shape(rest, words) and len(rest) < 2:
        return None
    first = run[0]
    only_honorific = all(t.low in words.honorifics or t.text == "." for t in run[: run.index(rest[0])])
    start = rest[0].start
    title_end = text[:start].rstrip()
    title = None
    if not only_honorific:
        left = _title_before(text, before, words, adjoining=first.start)
        title = Span.of(text, left.start if left else first.start, len(title_end))
    else:
        left = _title_before(text, before, words, adjoining=first.start)
        title = left
    return _mention("person", text, start, rest[-1].end, title)


def _before_of(tokens: list[Token]) -> list[Token]:
    """'Andrej Kosmač of Slovenia' without its country."""
    at = next((i for i, t in enumerate(tokens) if t.text == "of"), len(tokens))
    return tokens[:at]


def _name_like(tokens: Sequence[Token], words: Words) -> bool:
    capitals = [t for t in tokens if t.is_capital]
    if any(t.low in words.heads and t.text not in words.surnames and t.text not in words.given for t in capitals):
        return False
    bad = words.organisations | words.places | words.firms
    return bool(capitals) and not any(t.low in bad and t.text not in words.surnames and t.text not in words.given for t in capitals) and all(
        t.is_capital or t.text.lower() in _NAME_CONNECTORS or t.text == "." for t in tokens
    )  # fmt: skip


def _known_shape(tokens: Sequence[Token], words: Words) -> bool:
    """A family name that stands first with pinyin-like syllables after it, or a given name among the tokens."""
    capitals = [t.text for t in tokens if t.text != "."]
    if (
        len(capitals) in (2, 3)
        and capitals[0] in words.surnames
        and all(_PINYIN.fullmatch(c) or len(c) < 7 for c in capitals[1:])
    ):
        return True
    return len(capitals) in (2, 3, 4, 5) and any(c in words.given for c in capitals)


def _is_person(run: list[Token], before: list[Token], after: list[Token], words: Words) -> bool:
    if not _name_like(run, words) or len(run) > 6:
        return False
    if any(t.low in words.heads | words.bodies | words.portfolios for t in run):
        return False
    if _known_shape(run, words):
        return True
    previous = before[-1].low if before else ""
    if previous in words.callings and len(run) <= 4 and not run[0].text.isupper():
        return True
    if previous in words.heads and len(run) <= 4 and (len(run) > 1 or previous in words.strong_heads):
        return True
    if previous in words.honorifics or (
        previous == "." and len(before) > 1 and before[-2].low in words.honorifics and before[-2].is_capital
    ):
        return True
    capitals = [t for t in run if t.is_capital]
    following = after[0].low if after else ""
    if len(run) == 1 and following in _SPEECH and run[0].opens and not run[0].text.isupper():
        return run[0].low not in words.function | words.countries and len(run[0].text) > 1
    if before and before[-1].text == "," and following == "," and len(after) > 1 and after[1].low in _SPEECH:
        return 2 <= len(capitals) <= 4 and not run[0].text.isupper()
    if len(capitals) in (2, 3) and following in _SPEECH and not run[0].text.isupper():
        return True
    return (
        len(capitals) in (2, 3, 4)
        and following == ","
        and len(after) > 1
        and _opens_title(after[1:], words)
        and not run[0].text.isupper()
    )


def _lists_people(tokens: list[Token], words: Words) -> bool:
    """Whether the sentence names those who came along, where an unknown name is a person's rather than a place's."""
    joined = " ".join(t.low for t in tokens)
    return any(cue in joined for cue in words.lists)


def _could_be_person(run: list[Token], words: Words) -> bool:
    capitals = [t for t in run if t.is_capital]
    return (
        2 <= len(capitals) <= 4
        and _name_like(run, words)
        and not any(
            t.low in words.bodies | words.portfolios | words.modifiers or t.text.isupper()
            for t in capitals
            if len(t.text) > 1
        )
    )


def _opens_title(tokens: Sequence[Token], words: Words) -> bool:
    """Whether the words after a comma start an official's title."""
    for token in tokens[:6]:
        if token.low in words.heads:
            return True
        if not (
            token.low in words.modifiers
            or token.low in words.bodies
            or token.low in ("the", "a", "an", "of", "and")
            or token.is_capital
        ):
            return False
    return False


def _title_before(text: str, before: list[Token], words: Words, *, adjoining: int | None = None) -> Span | None:
    """The title that ends right before a name: title words, 'of', 'and' and names of bodies, back to its first word."""
    taken: list[Token] = []
    end = adjoining
    for token in reversed(before):
        gap = text[token.end : (taken[-1].start if taken else (end if end is not None else token.end))]
        if gap.strip() or "\n" in gap:
            break
        low = token.low
        if low in words.heads or low in words.modifiers or low in words.bodies or low in words.portfolios or (taken and (low in ("of", "and", "the", "for", "&") or token.is_capital)) or (token.text in ("、",) and taken) or (token.text == "," and taken and taken[-1].low in words.heads | words.modifiers):  # fmt: skip
            taken.append(token)
        else:
            break
    taken.reverse()
    while taken and (taken[0].low in ("of", "and", "the", "for", "&", ",", "、", "by", "in", "at") or (taken[0].opens and taken[0].low in words.function and taken[0].low not in words.heads | words.modifiers)):  # fmt: skip
        taken = taken[1:]
    if not taken or (adjoining is None and not any(t.low in words.heads for t in taken)):
        return None
    return Span.of(text, taken[0].start, taken[-1].end)


_AFTER = re.compile(r"\s*[,，]\s*(?:who is |also |the |a |an )?")
_WORD = re.compile(r"[^\W_][\w’'\-]*")


def _title_after(text: str, end: int, words: Words) -> Span | None:
    """The title after a name and a comma: 'Li Yuxiang, deputy secretary of the municipal Party committee and mayor, ...'."""
    match = _AFTER.match(text, end)
    if not match:
        return None
    start = position = match.end()
    has_head = False
    stop = start
    count = 0
    while count < 24:
        word = _WORD.match(text, position)
        if not word:
            gap = re.compile(r"\s+|\s*[&、]\s*").match(text, position)
            comma = re.compile(r"\s*[,，]\s*(?=(?:and\s+)?(?:deputy|vice|member|secretary|director|chairman|mayor|minister|executive|standing|first|head|governor|president)\b)").match(text, position)  # fmt: skip
            if gap and gap.end() > position:
                position = gap.end()
                continue
            if comma and has_head:
                position = comma.end()
                continue
            break
        low = re.sub(r"['’]s?$", "", word.group().lower())
        if low in words.heads or low in words.modifiers or low in words.bodies or low in words.portfolios:
            has_head = has_head or low in words.heads
            stop = word.end()
        elif (word.group()[0].isupper() and count) or word.group()[0].isupper():
            stop = word.end()
        elif low in ("of", "the", "and", "for", "to", "in", "at", "on"):
            pass
        else:
            break
        position = word.end()
        count += 1
    if not has_head or stop <= start:
        return None
    return Span.of(text, start, stop)


def _extended(text: str, run: list[Token], after: list[Token], words: Words) -> list[Token] | None:
    """A name that machine translation goes on with in lower case: 'Ruichi lithium battery separator project'."""
    if run[-1].low in words.organisations or run[-1].low in words.firms or run[0].low in words.function:
        return None
    best = None
    position = run[-1].end
    for count, token in enumerate(after[:5]):
        if text[position : token.start].strip() or "\n" in text[position : token.start]:
            break
        if token.text[0] == "\x00" or not token.text[0].isalpha() or token.low in words.function or token.low in _SPEECH or re.search(r"(?:ed|ly)$", token.low):  # fmt: skip
            break
        if token.low in words.organisations or token.low in words.places:
            best = count
        position = token.end
    return run + after[: best + 1] if best is not None else None


def _kind(run: Sequence[Token], before: list[Token], words: Words) -> MentionKind:
    lows = [t.low for t in run]
    of = next((i for i, low in enumerate(lows) if low in ("of", "for") and i), None)
    head = lows[of - 1] if of is not None and lows[of - 1] in words.organisations | words.places else lows[-1]
    if head in words.firms or head in words.organisations:
        return "organisation"
    if head in words.places:
        return "place"
    if run[0].text.isupper() and len(run) == 1 and 1 < len(run[0].text) < 7:
        return "organisation"
    return "place" if len(run) <= 2 or (before and before[-1].low in _PLACE_BEFORE) else "organisation"


def _mention(kind: MentionKind, text: str, start: int, end: int, title: Span | None) -> Mention:
    while text[end - 1] in ".-'’" and not re.search(r"\b(?:Ltd|LTD|Inc|Co|Corp)\.$", text[start:end]):
        end -= 1
    if re.search(r"['’]s$", text[start:end]):
        end -= 2
    span = Span.of(text, start, end)
    return Mention(kind=kind, span=span, canonical=span.text, title=title)


def spread(text: str, people: Iterable[Mention], *, free: "Sequence[Span]") -> list[Mention]:
    """All mentions of `people` in `text`: the given ones and their short, glued and respelt forms, `canonical` filled in.

    A one-word form counts where no longer name holds it; `free` are the spans of other names.
    """
    full: dict[str, Mention] = {}
    for mention in sorted(people, key=lambda m: -len(m.span.text)):
        key = squeezed(mention.span.text)
        if not any(key == squeezed(k) or _is_short(mention.span.text, k) for k in full):
            full[mention.span.text] = mention
    out = {}
    for mention in people:
        name = next(
            (k for k in full if squeezed(k) == squeezed(mention.span.text) or _is_short(mention.span.text, k)),
            mention.span.text,
        )
        out[mention.span.start] = replace(mention, canonical=name)
    taken = [m.span for m in out.values()]
    for name in full:
        for match in _forms(name).finditer(text):
            span = Span.of(text, match.start(), match.end())
            if any(span.overlaps(t) for t in taken) or any(
                f.overlaps(span) and len(f.text) > len(span.text) for f in free
            ):
                continue
            taken.append(span)
            out[span.start] = Mention(kind="person", span=span, canonical=name)
    return [out[start] for start in sorted(out)]


def squeezed(name: str) -> str:
    """The letters of a name in lower case."""
    return re.sub(r"[\W_]+", "", name).lower()


def _is_short(short: str, full: str) -> bool:
    """Whether `short` is a part of the name `full`."""
    parts = re.split(r"[\s.]+", full)
    return len(short) > 1 and short != full and (short in parts or all(p in parts for p in short.split()))


def _forms(name: str) -> re.Pattern[str]:
    """Matches a name glued, split, lower-cased after its first letter, or shortened to one of its parts."""
    parts = [p for p in re.split(r"[\s.]+", name) if len(p) > 1]
    letters = squeezed(name)
    forms = []
    if len(parts) > 1:
        forms.append(r"[\s\-]?".join(re.escape(p) for p in parts))
        first, rest = re.escape(letters[0].upper()), letters[1:]
        forms.append(first + r"\s?".join(re.escape(c) for c in rest)) if len(letters) < 16 else None
        # 'Jingjun Sea' for 'Jing Junhai': the first syllables glued, the last one translated
        if len(parts[0]) <= 6 and len(parts) == 2 and len(parts[1]) >= 5:
            glued = parts[0] + parts[1].lower()
            forms += [re.escape(glued[:cut]) + r"\s[A-Z][a-z]+" for cut in range(len(parts[0]) + 2, len(glued) - 1)]
        forms += [
            r"\s".join(re.escape(p) for p in parts[i:j])
            for i in range(len(parts))
            for j in range(len(parts), i + 1, -1)
        ]
        forms += [re.escape(p) for p in parts if len(p) > 2 or p is parts[0]]
    else:
        forms.append(re.escape(name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")
