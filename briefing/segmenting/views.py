"""A sentence as the segmenter reads it: words with their mentions, clauses and cues."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.records import Annotation, Mention, Sentence, Span
from briefing.segmenting.cues import WORD, Cue, Cues

if TYPE_CHECKING:
    from briefing.segmenting.actors import Actor

_MT_VERBS = frozenset("research investigate inspect supervise".split())  # translation glues them to the place before
_FINITE = frozenset("is was are were has had have will".split())
_YEAR = 4  # digits
_PAST = frozenset(("last month", "last year", "last week", "last night"))
_SAYS_SOMETHING = frozenset(("visit", "motion", "observe", "order", "stress", "say", "modal", "necessity", "asked"))
_FUNCTION = frozenset(
    "the a an of and or to in at on for with by from who which that is was were are has had his her as also".split()
)
_CONTRACTIONS = frozenset(("let's", "it's", "he's", "she's", "that's"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark; `low` is its lower-case form without possessive.

    `mention` is the mention it lies in and `kind` that mention's kind, but for a person's name that goes on as a place's
    ('Huai Luang reservoir').
    """

    text: str
    low: str
    start: int
    end: int
    mention: Mention | None
    kind: str = ""

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number, not a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@dataclass(slots=True)
class View:
    """One sentence, its place in the article, its words and cues."""

    sentence: Sentence
    index: int
    tokens: tuple[Token, ...]
    cues: tuple[Cue, ...]
    words: tuple[str, ...] = field(default=())
    found: "tuple[Actor, ...]" = field(default=())

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

    def is_reported(self, cue: Cue) -> bool:
        """Whether a verb stands in what somebody said or in a relative clause: 'stressed that speeches when visiting ...'."""
        words = self.words
        for i in range(max(0, cue.first - 7), cue.first):
            if words[i] in ("who", "which", "whose") and all(t.is_word for t in self.tokens[i : cue.first]):
                return words[i] != "who" or words[i - 1 : i] != (",",)
        said = [c for c in self.of("stress", "say", "order") if c.last <= cue.first]
        return any("that" in words[c.last : c.last + 2] and "then" not in words[c.last : cue.first] for c in said)

    @property
    def is_spliced(self) -> bool:
        """Whether the sentence has the marks of machine translation: fullwidth ones, or commas without blanks."""
        return re.search(r"[。，、；]|[a-z],[A-Za-z]", self.span.text) is not None

    def is_talk(self, cue: Cue) -> bool:
        """Whether a cue of going or inspecting only names a meeting: 'a research and scheduling meeting', 'was at the talks'."""
        return any(c.kind == "meeting" and cue.first < c.first <= cue.last + 3 for c in self.cues)

    @property
    def is_past(self) -> bool:
        """Whether the sentence tells of another time: 'last month', 'in 2013'."""
        if any(t.low in ("today", "now", "yesterday") for t in self.tokens):
            return False
        for i, token in enumerate(self.tokens):
            if token.kind in ("date", "number") and token.mention:
                when = token.mention.span.text.lower()
                year = len(when) == _YEAR and when.isdigit() and when[:2] in ("19", "20")
                since = i > 0 and self.tokens[i - 1].low in ("in", "since", "during")
                told = any(t.low in ("which", "that", "who", "since", "where") for t in self.tokens[:i])
                if not told and (when in _PAST or (when.startswith("in ") and when[3:].isdigit()) or (year and since)):
                    return True
        return False

    def token_at(self, position: int) -> int:
        """The index of the first token that ends after `position`; the number of tokens where there is none."""
        return next((i for i, t in enumerate(self.tokens) if t.end > position), len(self.tokens))


def views(annotation: Annotation, known: Cues) -> tuple[View, ...]:
    """The sentences of `annotation`, read; one that semicolons part into statements gives a view for each."""
    out: list[View] = []
    for sentence in annotation.sentences:
        whole = _view(annotation, sentence, len(out), known)
        parts = _statements(whole)
        if len(parts) < 2:
            out.append(whole)
        for part in parts if len(parts) > 1 else ():
            out.append(_view(annotation, part, len(out), known))
    return tuple(out)


def _statements(view: View) -> list[Sentence]:
    """The parts of a sentence between semicolons, where each of them says that something is done or to be done."""
    cuts = [
        c.start
        for c in view.sentence.clauses
        if c.start and view.span.start < c.start and _semicolon_before(view, c.start)
    ]
    bounds = [view.span.start, *cuts, view.span.end]
    out = []
    for start, end in pairwise(bounds):
        clauses = tuple(c for c in view.sentence.clauses if start <= c.start < end)
        said: list[Cue | Token] = [
            c for c in view.cues if start <= view.tokens[c.first].start < end and c.kind in _SAYS_SOMETHING
        ]
        said += [t for t in view.tokens if start <= t.start < end and t.low in _FINITE]
        opens = any(c.kind == "opener" and view.tokens[c.first].start <= start + 2 for c in view.cues)
        if not clauses or not (said or opens):
            return []
        piece = Span.of(view.span.text, clauses[0].start - view.span.start, clauses[-1].end - view.span.start)
        span = Span(start=clauses[0].start, end=clauses[-1].end, text=piece.text)
        out.append(Sentence(span=span, paragraph=view.paragraph, clauses=clauses))
    return out


def _semicolon_before(view: View, position: int) -> bool:
    return view.span.text[: position - view.span.start].rstrip()[-1:] in (";", "；")


def _view(annotation: Annotation, sentence: Sentence, index: int, known: Cues) -> View:
    inside = iter(annotation.within(sentence.span))
    tokens = tuple(_renamed(list(_tokens(sentence.span, inside)), known))
    # a cue word inside a name is no cue; a blank stands for it
    words = tuple(
        "" if (_is_name(t) and (i or not known.begins(t.low))) or (i and _in_capitals(tokens[i - 1], t)) else t.low
        for i, t in enumerate(tokens)
    )
    return View(sentence, index, tokens, known.find(words), words)


def _in_capitals(before: Token, token: Token) -> bool:
    """Whether a capitalised word goes on a run of them: 'Water Development Board'."""
    return token.is_capital and before.is_capital and token.start - before.end == 1 and not token.text.isupper()


def _is_name(token: Token) -> bool:
    if token.kind not in ("person", "organisation", "place") or token.mention is None:
        return False
    return token.is_capital or (token.mention.span.text[0].isupper() and token.low not in _MT_VERBS)


def _renamed(tokens: list[Token], known: Cues) -> Iterable[Token]:
    """The tokens, with names of people that go on as names of places told as such: 'the Huai Luang reservoir'."""
    for i, token in enumerate(tokens):
        if token.kind == "person" and token.mention is not None and token.mention.title is None:
            last = i
            while last + 1 < len(tokens) and tokens[last + 1].mention is token.mention:
                last += 1
            after = [t.low if t.is_word else "" for t in tokens[last + 1 : last + 4]]
            head = next((k for k, low in enumerate(after) if low in known.facilities or low in known.areas), None)
            if (
                head is not None
                and not tokens[last].text.endswith(("'s", "’s"))
                and all(w and w not in known.verbs and w not in _FUNCTION for w in after[:head])
            ):
                yield replace(token, kind="place")
                continue
        yield token


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
        if low.endswith(("'s", "'")) and low not in _CONTRACTIONS:
            low = low[:-2] if low.endswith("'s") else low[:-1]
        yield Token(text, low, start, end, mention, mention.kind if mention else "")
