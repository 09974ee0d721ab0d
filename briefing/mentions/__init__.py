"""Mentions: the floor that segmenting, masking and checking stand on. One recogniser, one date grammar, one splitter."""

import re
from collections.abc import Iterable

from briefing.lexicons import Lexicon
from briefing.mentions.dates import find_dates
from briefing.mentions.names import find_names, spread, squeezed
from briefing.mentions.numbers import find_numbers
from briefing.mentions.sentences import split_sentences
from briefing.mentions.words import Words, words
from briefing.records import Annotation, Mention, Person, Span

__all__ = ["annotate"]

_FOREIGN = re.compile(r"[\u3400-\u9fff](?:[\u3400-\u9fff\u3000-\u303f\uff00-\uffef·0-9“”‘’%]*[\u3400-\u9fff”])?")
_QUOTES = re.compile(r"“[^“”\n]{1,160}”|\"[^\"\n]{1,160}\"|「[^」\n]{1,160}」|‘[^‘’\n]{2,80}’(?!\w)|《[^》\n]{1,80}》")
_LONGEST_QUOTATION = 7  # words; a longer one carries the demand itself and is summarised


def annotate(text: str, *, language: str, lexicon: Lexicon, furniture: tuple[Span, ...] = ()) -> Annotation:
    """Sentences with their clauses, and every mention of a person, place, body, date, number, quotation or foreign run.

    Mentions do not overlap and stand in text order; furniture holds no sentence but its mentions count.
    """
    if language == "zh":
        from briefing.mentions.chinese import annotate_chinese

        return annotate_chinese(text, lexicon=lexicon, furniture=furniture)
    sentences = split_sentences(text, language=language, furniture=furniture)
    quotations = [Span.of(text, m.start(), m.end()) for m in _QUOTES.finditer(text) if _is_short(m.group())]
    foreign = [Span.of(text, m.start(), m.end()) for m in _FOREIGN.finditer(text)]
    known = words(lexicon)
    dates = [
        d for d in find_dates(text, language=language) if not _inside(d, quotations) and not _names(d, text, known)
    ]
    taken = [*quotations, *foreign, *dates]
    people, others = find_names(text, sentences, taken=taken, words=known)
    people = spread(text, people, free=[m.span for m in others])
    plain = [
        Mention(kind=kind, span=span, canonical=span.text)
        for kind, spans in (
            ("foreign", foreign),
            ("quotation", quotations),
            ("date", dates),
            ("number", find_numbers(text)),
        )
        for span in spans
    ]
    mentions = _disjoint(
        [*plain[: len(foreign) + len(quotations)], *people, *others, *plain[len(foreign) + len(quotations) :]]
    )
    return Annotation(text=text, language=language, sentences=sentences, mentions=mentions, people=_people(mentions))


def _is_short(quotation: str) -> bool:
    return len(quotation.split()) <= _LONGEST_QUOTATION and not re.search(r"[.!?。！？]['\"”’]?$", quotation)


def _names(date: Span, text: str, known: Words) -> bool:
    """Whether a date is part of a name: 'November 2 Factory'."""
    match = re.match(r"\s([A-Z]\w+)", text[date.end : date.end + 30])
    return bool(match) and match.group(1).lower() in known.organisations | known.places


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _disjoint(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions less those that overlap an earlier one of the list, in text order."""
    kept: list[Mention] = []
    for mention in mentions:
        if not any(mention.span.overlaps(other.span) for other in kept):
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
        people.append(
            Person(
                name=group[0].canonical,
                title=max(titles, key=len) if titles else None,
                mentions=tuple(m.span for m in group),
            )
        )
    return tuple(people)
