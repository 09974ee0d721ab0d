"""A sentence as the segmenter reads it: words with their mentions, clauses and cues."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefing.records import Annotation, Mention, Sentence, Span
from briefing.segmenting.cues import WORD, Cue, Cues

_CONTRACTIONS = frozenset(("let's", "it's", "he's", "she's", "that's"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `low` is its lower-case form without possessive, `mention` the mention it lies in."""

    text: str
    low: str
    start: int
    end: int
    mention: Mention | None

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def kind(self) -> str:
        """The kind of its mention, or an empty string."""
        return self.mention.kind if self.mention else ""


@dataclass(slots=True)
class View:
    """One sentence, its place in the article, its words and cues."""

    sentence: Sentence
    index: int
    tokens: tuple[Token, ...]
    cues: tuple[Cue, ...]
    words: tuple[str, ...] = field(default=())

    @property
    def span(self) -> Span:
        """The sentence's span."""
        return self.sentence.span

    @property
    def paragraph(self) -> int:
        """The sentence's paragraph."""
        return self.sentence.paragraph

    def of(self, *kinds: str) -> tuple[Cue, ...]:
        """The cues of these kinds, in order."""
        return tuple(cue for cue in self.cues if cue.kind in kinds)

    def has(self, *kinds: str) -> bool:
        """Whether there is a cue of these kinds."""
        return any(cue.kind in kinds for cue in self.cues)

    def clause(self, token: int) -> Span:
        """The clause that holds the token."""
        at = self.tokens[token].start
        return next((c for c in self.sentence.clauses if c.start <= at < c.end), self.span)

    def token_at(self, position: int) -> int:
        """The index of the first token that ends after `position`; the number of tokens where there is none."""
        return next((i for i, t in enumerate(self.tokens) if t.end > position), len(self.tokens))


def views(annotation: Annotation, known: Cues) -> tuple[View, ...]:
    """The sentences of `annotation`, read."""
    return tuple(_view(annotation, sentence, i, known) for i, sentence in enumerate(annotation.sentences))


def _view(annotation: Annotation, sentence: Sentence, index: int, known: Cues) -> View:
    inside = iter(annotation.within(sentence.span))
    tokens = tuple(_tokens(sentence.span, inside))
    # a cue word inside a name is no cue; a blank stands for it
    words = tuple("" if _is_name(t) else t.low for t in tokens)
    return View(sentence, index, tokens, known.find(words), words)


def _is_name(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in ("person", "organisation", "place") and token.is_capital


def _tokens(span: Span, mentions: Iterable[Mention]) -> Iterable[Token]:
    pending = iter(mentions)
    current = next(pending, None)
    for match in WORD.finditer(span.text):
        start, end = span.start + match.start(), span.start + match.end()
        while current and current.span.end <= start:
            current = next(pending, None)
        mention = current if current and current.span.start < end else None
        text = match.group()
        low = text.lower().replace("’", "'")
        yield Token(text, low if low in _CONTRACTIONS else re.sub(r"'s?$", "", low), start, end, mention)
