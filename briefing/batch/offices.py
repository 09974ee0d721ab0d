"""What office a printed title names, and whether two titles can be one office's.

'Mayor', 'mayor of Qinghe' and 'Qinghe City Mayor' can be; 'Vice Mayor' and 'Mayor', or the mayors of two cities, cannot.
The words are in the lexicons' files `offices`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import lexicons

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_BREAK = re.compile(r"[,，;；、/&]|\band\b|\bcum\b|\bas well as\b|\bconcurrently\b", re.IGNORECASE)
_BREAK_HAN = re.compile(r"[,，;；、/\s]|兼任?")
_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b|\b(?:[A-Z]\.){2,6}")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,6}")
_LINKS = frozenset(["of", "the", "and", "for", "on"])
_NATIONAL = "national"  # among the levels of the lexicons
_LONGEST = 6  # letters of an acronym
_MOST = 8  # offices read from one title


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office as far as a title tells it.

    `head` is the noun ('mayor', 'secretary'), `rank` "", "deputy" or "former"; `levels` ('municipal', 'county') and
    `words` (names, what the office looks after) may be fewer than the office has. `is_loose` marks what many are beside
    an office: 'member', but not of a body of the whole country.
    """

    head: str
    rank: str = ""
    levels: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    is_loose: bool = False


@lru_cache(maxsize=1 << 14)
def offices(title: str | None, acronyms: frozenset[str] = frozenset()) -> tuple[Office, ...]:
    """The offices that a title names, none where it is a mere form of address.

    What `acronyms` stand for is read as these: with "WPK", the Workers' Party of Korea is the WPK.
    """
    if not title:
        return ()
    found = _chinese(title) if _HAN.search(title) else _english(abbreviated(title, acronyms))
    # 'leader' and 'member' without more are mere forms of address
    return tuple(o for o in dict.fromkeys(found) if not o.is_loose or o.levels or o.words)[:_MOST]


def acronyms_in(title: str | None) -> Iterator[str]:
    """The acronyms in a title, without dots: "WPK", "CC" for "C.C."."""
    known = _words("en")
    for match in _ACRONYM.finditer(title or ""):
        letters = match.group().replace(".", "")
        if letters.lower() not in known.heads and letters.lower() not in known.same:
            yield letters


def abbreviated(title: str, acronyms: Collection[str]) -> str:
    """`title` with every run of capitalised words whose initials are one of `acronyms` replaced by that."""
    title = _DOTTED.sub(lambda match: match.group().replace(".", ""), title)
    if not acronyms:
        return title
    words = [match for match in _WORD.finditer(title) if match.group().lower() not in _LINKS]
    out, done, at = "", 0, 0
    while at < len(words):
        count = next((n for n in range(_LONGEST, 1, -1) if _initials(words[at : at + n], n) in acronyms), 0)
        if count:
            out += title[done : words[at].start()] + _initials(words[at : at + count], count)
            done = words[at + count - 1].end()
        at += count or 1
    return out + title[done:]


def _initials(words: Sequence[re.Match[str]], count: int) -> str:
    letters = "".join(word.group()[0] for word in words)
    return letters if len(words) == count and letters.isupper() else ""


def compatible(one: Office, other: Office) -> bool:
    """Whether the two can be the same office, one told more fully than the other."""
    return (
        one.head == other.head
        and one.rank == other.rank
        and _nested(one.levels, other.levels)
        and _nested(one.words, other.words)
    )


def is_ambiguous(office: Office, known: Collection[Office]) -> bool:
    """Whether `office` could be either of two of the `known` ones that cannot be the same."""
    fits = [other for other in known if compatible(office, other)]
    return any(not compatible(a, b) for k, a in enumerate(fits) for b in fits[:k])


def agree(one: Collection[Office], other: Collection[Office]) -> bool:
    """Whether they share an office that is told by more than its kind: 'director of the water bureau'."""
    return any(compatible(a, b) and not a.words.isdisjoint(b.words) for a in one for b in other)


def share(one: Collection[Office], other: Collection[Office], vague: Collection[Office]) -> bool:
    """Whether an office of the one can be one of the other; the `vague` ones only by being told alike."""
    return any(a == b or (a not in vague and b not in vague and compatible(a, b)) for a in one for b in other)


def clash(one: Collection[Office], other: Collection[Office]) -> bool:
    """Whether the two hold like offices in different places: 'mayor of Qinghe', 'mayor of Linchuan'."""
    left = [a for a in one if not any(compatible(a, b) for b in other)]
    right = [b for b in other if not any(compatible(a, b) for a in one)]
    return any(a.head == b.head and a.rank == b.rank for a in left for b in right)


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


# --- English ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What the lexicon says of a title's words."""

    heads: frozenset[str]
    strong: frozenset[str]
    deputies: frozenset[str]
    former: frozenset[str]
    dropped: frozenset[str]
    loose: frozenset[str]
    levels: dict[str, str]
    phrases: tuple[tuple[str, ...], ...]
    same: dict[str, tuple[str, ...]]


@lru_cache(maxsize=2)
def _words(language: str) -> _Words:
    lexicon = lexicons.load(language)

    def terms(section: str, file: str = "offices") -> frozenset[str]:
        return frozenset(lexicon.terms(file, section))

    return _Words(
        heads=terms("heads", "titles") | terms("heads-strong", "titles"),
        strong=terms("heads-strong", "titles"),
        deputies=terms("deputies"),
        former=terms("former"),
        dropped=terms("dropped"),
        loose=terms("loose"),
        levels={row[0]: row[1] for row in lexicon.table("offices", "levels")},
        phrases=lexicon.table("offices", "phrases"),
        same={row[0]: tuple(row[1].split()) for row in lexicon.table("offices", "same")},
    )


def _english(title: str) -> Iterator[Office]:
    known = _words("en")
    pieces: list[list[str]] = []
    text = title.casefold().replace("’", "'")
    for phrase, plain in known.phrases:
        text = text.replace(phrase, plain)
    for piece in _BREAK.split(text):
        words = _tokens(piece, known)
        # 'Minister of Housing, Construction and Sanitation', 'Rural and Maritime Development Minister': one office
        if pieces and not (_heads(words, known) and _heads(pieces[-1], known)):
            pieces[-1] += words
        else:
            pieces.append(words)
    for words in pieces:
        if office := _office(words, known):
            yield office


def _tokens(piece: str, known: _Words) -> list[str]:
    out: list[str] = []
    for match in _WORD.finditer(piece):
        word = match.group().rstrip(".")
        word = word.removesuffix("'s").removesuffix("'")
        word = next((singular for singular in _singulars(word) if singular in known.heads), word)
        start, _, rest = word.partition("-")
        out += [start, *known.same.get(rest, (rest,))] if rest and start in known.deputies | known.former else [word]
    return [part for word in out for part in known.same.get(word, (word,))]


def _singulars(word: str) -> Iterator[str]:
    """A title told of several at once: 'secretaries', 'members'."""
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("s"):
        yield word[:-1]


def _heads(words: Sequence[str], known: _Words) -> list[int]:
    """Where the nouns of an office stand; of a title like 'director of the office' only those before 'of'."""
    links = [k for k, word in enumerate(words) if word in ("of", "for")]
    found = [k for k, word in enumerate(words) if word in known.heads and word not in known.deputies]
    before = [k for k in found if not links or k < links[0]]
    return [k for k in before or found if words[k] in known.strong] or before or found


def _office(words: list[str], known: _Words) -> Office | None:
    heads = _heads(words, known)
    if not heads:
        content = [w for w in words if w not in known.dropped]
        # a title that no list knows is an office of its own
        return Office(head=" ".join(content)) if content else None
    at = heads[-1]
    rank = "deputy" if known.deputies.intersection(words[:at]) else ""
    rank = "former" if known.former.intersection(words[:at]) else rank
    rest = [w for k, w in enumerate(words) if k != at and w not in known.deputies | known.former | known.dropped]
    return _made(words[at], rank, rest, known)


def _made(head: str, rank: str, rest: Iterable[str], known: _Words) -> Office:
    levels = frozenset(known.levels[word] for word in rest if word in known.levels)
    words = frozenset(word for word in rest if word not in known.levels)
    is_loose = head in known.loose and _NATIONAL not in levels
    return Office(head=head, rank=rank, levels=levels, words=words, is_loose=is_loose)


# --- Chinese ----------------------------------------------------------------------------------------------------------


def _chinese(title: str) -> Iterator[Office]:
    known = _words("zh")
    for piece in _BREAK_HAN.split(title):
        head = next((piece[k:] for k in range(len(piece)) if piece[k:] in known.heads), None)
        if head is None:
            if piece:
                yield Office(head=piece)
            continue
        head = head[max(head.rfind(word) for word in (*known.deputies, head)) :]  # of '常务副市长' the '副市长'
        before = piece.removesuffix(head)
        rank, prefix = "", next((word for word in sorted(known.deputies) if head.startswith(word)), "")
        if prefix or before.endswith(tuple(known.deputies)):
            rank, head = "deputy", head.removeprefix(prefix)
        if before.startswith(tuple(known.former)):
            rank = "former"
        for word in sorted(known.deputies | known.former | known.dropped, key=len, reverse=True):
            before = before.replace(word, "")
        name = "".join(c for c in before if c not in known.levels)
        yield _made(head, rank, [*(c for c in before if c in known.levels), *filter(None, [name])], known)
