"""The forms one name takes in one article: shortened, run together, split, in lower case, respelt by machine translation."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.records import Mention, Span

_PARTS = re.compile(r"[\s.·]+")
_MOST_NAMES = 200  # beyond them an article is a list, and only exact names are looked for


def squeezed(name: str) -> str:
    """The letters of a name in lower case."""
    return re.sub(r"[\W_]+", "", name).lower()


def spread(text: str, people: Sequence[Mention], *, others: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """(people, others) once every form of every name is found, `canonical` filled in.

    `people` are those found by themselves, `others` the places and bodies; one of those that turns out to be a form of a
    person's name moves over.
    """
    full = _full_names(people)
    where = _first_seen(people)
    given = {m.span.start: replace(m, canonical=_canonical(m, full, where)) for m in people}
    taken = sorted((m.span.start, m.span.end) for m in people)
    kept = list(others)
    for name, pattern in ((n, _forms(n)) for n in full[:_MOST_NAMES]):
        for match in pattern.finditer(text):
            span = Span.of(text, match.start(), match.end())
            if any(a < span.end and span.start < b for a, b in taken):
                continue
            clash = [m for m in kept if m.span.overlaps(span)]
            if any(len(m.span.text) > len(span.text) for m in clash):
                continue
            kept = [m for m in kept if m not in clash]
            taken.append((span.start, span.end))
            found = Mention(kind="person", span=span, canonical=name)
            given[span.start] = replace(found, canonical=_canonical(found, full, where))
    return [given[start] for start in sorted(given)], kept


def _full_names(people: Sequence[Mention]) -> list[str]:
    """Names that are no short form of another, longest first."""
    full: list[str] = []
    keys: set[str] = set()
    counts = Counter(m.span.text for m in people)
    first = {m.span.text: m.span.start for m in reversed(list(people))}
    # of several ways to print one name the commonest counts, and of those the first
    for name in sorted(counts, key=lambda n: (-len(squeezed(n)), -counts[n], first[n])):
        if squeezed(name) not in keys and not any(is_short(name, other) for other in full):
            full.append(name)
            keys.add(squeezed(name))
    return full


def _first_seen(people: Iterable[Mention]) -> dict[str, list[int]]:
    seen: dict[str, list[int]] = {}
    for mention in people:
        seen.setdefault(squeezed(mention.span.text), []).append(mention.span.start)
    return seen


def _canonical(mention: Mention, full: Sequence[str], where: dict[str, list[int]]) -> str:
    """The full name that a mention is a form of: of several the one named last before it."""
    key = squeezed(mention.span.text)
    fits = [n for n in full if squeezed(n) == key] or [n for n in full if is_short(mention.span.text, n)]
    fits = fits or [mention.canonical]
    if len(fits) == 1:
        return fits[0]

    def distance(name: str) -> tuple[bool, int]:
        starts = where.get(squeezed(name), [0])
        before = [s for s in starts if s <= mention.span.start]
        return (not before, mention.span.start - before[-1] if before else starts[0])

    return min(fits, key=distance)


def is_short(short: str, full: str) -> bool:
    """Whether `short` is a part of the name `full`."""
    if short == full or len(short) < 2:
        return False
    parts, wanted = _PARTS.split(full), _PARTS.split(short)
    return all(p in parts for p in wanted) and len(wanted) < len(parts)


def _forms(name: str) -> re.Pattern[str]:
    """Matches a name glued, split, in lower case after its first letter, or shortened to one of its parts."""
    parts = [p for p in _PARTS.split(name) if len(p) > 1]
    forms = [re.escape(name)]
    if len(parts) > 1:
        letters = squeezed(name)
        forms.append(r"[\s\-]?".join(re.escape(p) for p in parts))
        if len(letters) < 20 and letters.isalpha():
            forms.append(re.escape(letters[0].upper()) + r"\s?".join(["", *(re.escape(c) for c in letters[1:])]))
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
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")
