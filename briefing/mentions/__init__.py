"""Mentions: the floor that segmenting, masking and checking stand on. One recogniser, one date grammar, one splitter."""

import re
from collections.abc import Iterable, Sequence

from briefing.lexicons import Lexicon
from briefing.mentions.aliases import spread, squeezed
from briefing.mentions.dates import find_dates
from briefing.mentions.names import find_names
from briefing.mentions.numbers import find_numbers
from briefing.mentions.quotations import find_foreign, find_quotations
from briefing.mentions.sentences import split_sentences
from briefing.mentions.words import NOUN, Words, words
from briefing.records import Annotation, Mention, MentionKind, Person, Span

__all__ = ["annotate"]

_CAPITALS = re.compile(r"(?:\s[A-Z][\w\-]*){1,3}")
_MONTH_DAY = re.compile(r"[A-Z]\w+ \d{1,2}$")


def annotate(text: str, *, language: str, lexicon: Lexicon, furniture: tuple[Span, ...] = ()) -> Annotation:
    """Sentences with their clauses, and every mention of a person, place, body, date, number, quotation or foreign run.

    Mentions do not overlap and stand in text order; furniture holds no sentence, and of names only those known from elsewhere.
    """
    if language == "zh":
        from briefing.mentions.chinese import annotate_chinese

        return annotate_chinese(text, lexicon=lexicon, furniture=furniture)
    known = words(lexicon)
    sentences = split_sentences(text, language=language, furniture=furniture)
    quotations, foreign = find_quotations(text), find_foreign(text)
    dates = [d for d in find_dates(text, language=language) if not _names(d, text, known)]
    plain = _apart([*_plain("foreign", foreign), *_plain("quotation", quotations), *_plain("date", dates)])
    people, others = find_names(text, sentences, taken=[m.span for m in plain], words=known)
    people, others = spread(text, people, others=others, words=known)
    mentions = _apart([*plain, *people, *others, *_plain("number", find_numbers(text))])
    return Annotation(text=text, language=language, sentences=sentences, mentions=mentions, people=_people(mentions))


def _plain(kind: MentionKind, spans: Iterable[Span]) -> list[Mention]:
    return [Mention(kind=kind, span=span, canonical=span.text) for span in spans]


def _names(date: Span, text: str, known: Words) -> bool:
    """Whether a date is part of a name: 'November 2 Factory', 'January 30 Catfish Farm'."""
    match = _CAPITALS.match(text, date.end)
    if not match or not _MONTH_DAY.match(date.text):
        return False
    return any(known.roles.get(word.lower(), 0) & NOUN for word in match.group().split())


def _apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions less those that overlap an earlier one of the list, in text order."""
    end = max((m.span.end for m in mentions), default=0)
    taken = bytearray(end)
    kept = []
    for mention in mentions:
        start, stop = mention.span.start, mention.span.end
        if taken.find(1, start, stop) < 0:
            taken[start:stop] = b"\x01" * (stop - start)
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.span.start))


def _people(mentions: tuple[Mention, ...]) -> tuple[Person, ...]:
    """Each person once, in order of first mention, with the longest title printed beside the name."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "person":
            found.setdefault(squeezed(mention.canonical), []).append(mention)
    people = []
    for group in found.values():
        titles = [m.title.text for m in group if m.title]
        title = max(titles, key=len) if titles else None
        people.append(Person(name=group[0].canonical, title=title, mentions=tuple(m.span for m in group)))
    return tuple(people)
