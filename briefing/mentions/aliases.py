"""The forms one name takes in one article: shortened, run together, split, in lower case, respelt by machine translation."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.mentions.words import FUNCTION, Words
from briefing.records import Mention, Span

_PARTS = re.compile(r"[\s.·]+")
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-](?![sS]\b)[^\W\d_]+)*")
_GAP = re.compile(r"\s?-?\s?")
_NO_LETTERS = re.compile(r"[\W_]+")
_MOST_NAMES = 200  # beyond them an article is a list, and its names stand as they are printed
_SHORTEST_RESPELT = 5  # letters of a given name that may differ by one from the same name elsewhere


class _Word(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def letters(self) -> str:
        return squeezed(self.text)


def squeezed(name: str) -> str:
    """The letters of a name in lower case."""
    return name.lower() if name.isalpha() else _NO_LETTERS.sub("", name).lower()


def spread(
    text: str, people: Sequence[Mention], *, others: Sequence[Mention], words: Words
) -> tuple[list[Mention], list[Mention]]:
    """(people, others) once every form of every name is found, `canonical` filled in.

    `people` are those found by themselves, `others` the places and bodies; one of those that turns out to be a form of a
    person's name moves over.
    """
    if not people:
        return [], list(others)
    full = _full_names(people)
    where = _first_seen(people)
    found = {m.span.start: replace(m, canonical=_canonical(m, full, where)) for m in people}
    taken = bytearray(len(text))
    for mention in people:
        taken[mention.span.start : mention.span.end] = b"\x01" * len(mention.span.text)
    kept = list(others)
    printed = [_Word(*m.span(), m.group()) for m in _WORD.finditer(text)]
    capitals = [(k, w, w.letters) for k, w in enumerate(printed) if w.text[0].isupper()]
    for name in full[:_MOST_NAMES]:
        for start, end in _occurrences(text, printed, capitals, name, known=words):
            span = Span.of(text, start, end)
            clash = [m for m in kept if m.span.overlaps(span)]
            if taken.find(1, start, end) >= 0 or any(len(m.span.text) > end - start for m in clash):
                continue
            kept = [m for m in kept if m not in clash]
            taken[start:end] = b"\x01" * (end - start)
            alias = Mention(kind="person", span=span, canonical=name)
            found[start] = replace(alias, canonical=_canonical(alias, full, where))
    return [found[start] for start in sorted(found)], kept


def _full_names(people: Sequence[Mention]) -> list[str]:
    """Names that are no short form of another, longest first; of several ways to print one the commonest, then the first."""
    full: list[str] = []
    keys: set[str] = set()
    counts = Counter(m.span.text for m in people)
    first = {m.span.text: m.span.start for m in reversed(people)}
    for name in sorted(counts, key=lambda n: (-len(squeezed(n)), -counts[n], first[n])):
        key = squeezed(name)
        if key not in keys and not any(is_short(name, other) or _is_respelt(name, other) for other in full):
            full.append(name)
            keys.add(key)
    return full


def _first_seen(people: Iterable[Mention]) -> dict[str, list[int]]:
    seen: dict[str, list[int]] = {}
    for mention in people:
        seen.setdefault(squeezed(mention.span.text), []).append(mention.span.start)
    return seen


def _canonical(mention: Mention, full: Sequence[str], where: dict[str, list[int]]) -> str:
    """The full name that a mention is a form of: of several the one named last before it."""
    name = mention.span.text
    key = squeezed(name)
    fits = [n for n in full if squeezed(n) == key] or [n for n in full if is_short(name, n)]
    fits = fits or [n for n in full if _is_respelt(name, n)] or [mention.canonical]
    if len(fits) == 1:
        return fits[0]

    def distance(candidate: str) -> tuple[bool, int]:
        starts = where.get(squeezed(candidate), [0])
        before = [s for s in starts if s <= mention.span.start]
        return (not before, mention.span.start - before[-1] if before else starts[0])

    return min(fits, key=distance)


def is_short(short: str, full: str) -> bool:
    """Whether `short` is a part of the name `full`."""
    if short == full or len(short) < 2:
        return False
    parts, wanted = _PARTS.split(full), _PARTS.split(short)
    return len(wanted) < len(parts) and all(p in parts for p in wanted)


def _is_respelt(name: str, other: str) -> bool:
    """Whether two names share the family name and differ by one letter after it: 'Jing Junhai', 'Jing Junhui'."""
    one, two = _PARTS.split(name), _PARTS.split(other)
    if len(one) < 2 or len(two) < 2 or one[0] != two[0] or name == other:
        return False
    a, b = squeezed("".join(one[1:])), squeezed("".join(two[1:]))
    if min(len(a), len(b)) < _SHORTEST_RESPELT or abs(len(a) - len(b)) > 1:
        return False
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[same + (len(a) >= len(b)) :] == b[same + (len(b) >= len(a)) :]


def _occurrences(
    text: str, words: Sequence[_Word], capitals: Sequence[tuple[int, _Word, str]], name: str, *, known: Words
) -> Iterator[tuple[int, int]]:
    """Where a form of `name` stands: whole, run together, split, in lower case after its first letter, or a part of it."""
    parts = [p for p in _PARTS.split(name) if p]
    letters = squeezed(name)
    # 'He' alone is the pronoun, whoever is called He
    short = {
        p for k, p in enumerate(parts) if len(p) > (2 if k else 1) and not known.roles.get(p.lower(), 0) & FUNCTION
    }
    short = short if len(parts) > 1 else set()
    head = squeezed(parts[0])
    for k, word, own in capitals:
        if letters.startswith(own) and (end := _spelt_out(text, words, k, letters)):
            yield word.start, end
        elif word.text in short:
            yield word.start, _further(text, words, k, parts)
        elif len(parts) == 2 and own.startswith(head) and (end := _translated(text, words, k, letters, len(head))):
            yield word.start, end


def _spelt_out(text: str, words: Sequence[_Word], k: int, letters: str) -> int | None:
    """Behind the words from word `k` on that together spell `letters`, or None."""
    done = words[k].letters
    while len(done) < len(letters):
        k += 1
        if k >= len(words) or not _GAP.fullmatch(text, words[k - 1].end, words[k].start):
            return None
        done += words[k].letters
        if not letters.startswith(done):
            return None
    return words[k].end


def _further(text: str, words: Sequence[_Word], k: int, parts: Sequence[str]) -> int:
    """Behind the parts of a name that go on from word `k`."""
    at = parts.index(words[k].text)
    while at + 1 < len(parts) and k + 1 < len(words) and words[k + 1].text == parts[at + 1]:
        if text[words[k].end : words[k + 1].start].strip(" ."):
            break
        k, at = k + 1, at + 1
    return words[k].end


def _translated(text: str, words: Sequence[_Word], k: int, letters: str, head: int) -> int | None:
    """'Jingjun Sea' for 'Jing Junhai': the first syllables run together, the last one translated."""
    glued = words[k].letters
    if not (head + 2 <= len(glued) < len(letters) - 1 and letters.startswith(glued) and k + 1 < len(words)):
        return None
    after = words[k + 1]
    is_next = text[words[k].end : after.start] == " " and after.text[0].isupper() and after.text[1:].islower()
    return after.end if is_next else None
