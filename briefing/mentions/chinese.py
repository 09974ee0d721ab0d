"""The recognisers for Chinese text, simplified and traditional."""

import re
from collections.abc import Iterable

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_names import find_people
from briefing.mentions.chinese_script import simplified
from briefing.mentions.chinese_words import ChineseWords, chinese_words
from briefing.mentions.dates import find_dates
from briefing.mentions.sentences import split_sentences
from briefing.records import Annotation, Mention, MentionKind, Person, Span

_QUOTES = re.compile(r"“[^“”\n]{1,24}”|「[^」\n]{1,24}」|‘[^‘’\n]{1,24}’|《[^》\n]{1,40}》|\"[^\"\n]{1,24}\"")
_NUMBER = re.compile(
    r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?(?:%|％|‰)?[万亿萬億千百]*|百分之[零一二三四五六七八九十百点]+"
)
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z\d·]+")
_LONGEST_PLACE = 24


def annotate_chinese(text: str, *, lexicon: Lexicon, furniture: tuple[Span, ...] = ()) -> Annotation:
    """Sentences with their clauses and every mention of a Chinese text; the counterpart of `mentions.annotate`."""
    sentences = split_sentences(text, language="zh", furniture=furniture)
    words = chinese_words(lexicon)
    plain = simplified(text, lexicon=lexicon)
    people = find_people(text, plain, words=words)
    names = [m.span for m in people] + [m.title for m in people if m.title]
    quotations = [
        Span.of(text, m.start(), m.end()) for m in _QUOTES.finditer(text) if text[m.end() - 2] not in "。！？，"
    ]
    numbers = [Span.of(text, m.start(), m.end()) for m in _NUMBER.finditer(text)]
    dates = find_dates(text, language="zh")
    mentions = _disjoint(
        [
            *people,
            *_plain("quotation", quotations),
            *_plain("date", dates),
            *(m for m in _places(text, plain, words) if not any(m.span.overlaps(n) for n in names)),
            *_plain("number", numbers),
        ]
    )
    return Annotation(text=text, language="zh", sentences=sentences, mentions=mentions, people=_people(mentions))


def _plain(kind: MentionKind, spans: Iterable[Span]) -> Iterable[Mention]:
    return (Mention(kind=kind, span=span, canonical=span.text) for span in spans)


def _places(text: str, plain: str, words: ChineseWords) -> Iterable[Mention]:
    """Runs that end like a place or a body, from the last word that cannot belong to them."""
    for run in _RUN.finditer(plain):
        start = run.start()
        cut = list(words.place_cut.finditer(plain, run.start(), run.end()))
        bounds = [start, *(m.end() for m in cut)]
        ends = [*(m.start() for m in cut), run.end()]
        for a, b in zip(bounds, ends, strict=True):
            found = [(m.end(), "place") for m in words.place.finditer(plain, a, b)]
            found += [(m.end(), "organisation") for m in words.organisation.finditer(plain, a, b)]
            stop = max(found, default=(0, "place"))
            if 2 < stop[0] - a <= _LONGEST_PLACE:
                kind: MentionKind = "organisation" if stop[1] == "organisation" else "place"
                span = Span.of(text, a, stop[0])
                yield Mention(kind=kind, span=span, canonical=span.text)


def _disjoint(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions less those that overlap an earlier one of the list, in text order."""
    kept: list[Mention] = []
    mentions = list(mentions)
    taken = bytearray(max((m.span.end for m in mentions), default=0))
    for mention in mentions:
        if not any(taken[mention.span.start : mention.span.end]):
            kept.append(mention)
            taken[mention.span.start : mention.span.end] = b"\1" * (mention.span.end - mention.span.start)
    return tuple(sorted(kept, key=lambda m: m.span.start))


def _people(mentions: tuple[Mention, ...]) -> tuple[Person, ...]:
    """Each person once, in order of first mention, with the longest title printed beside the name."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "person":
            found.setdefault(mention.canonical, []).append(mention)
    people = []
    for name, group in found.items():
        titles = [m.title.text for m in group if m.title]
        title = max(titles, key=len) if titles else None
        people.append(Person(name=name, title=title, mentions=tuple(m.span for m in group)))
    return tuple(people)
