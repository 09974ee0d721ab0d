"""Every type that crosses a stage.

All records are frozen. Offsets are code points into `Article.text`, half open: `text[span.start:span.end] == span.text`.
The text of an article has one owner, `Article.text`, and is never edited after reading; everything else is a view of it.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

SCHEMA = "briefing/1"

MentionKind = Literal["person", "place", "organisation", "date", "number", "quotation", "foreign"]
SegmentKind = Literal["event", "site", "directive"]
LineRole = Literal["event", "observed", "asked", "directive"]
ArticleKind = Literal["visit", "meeting", "other"]
Method = Literal["seq2seq", "extractive", "glossed", "edited"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A piece of a text: code points `start` to `end` (half open) and what stands there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"not a span: {self.start}..{self.end} {self.text!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span of `text` from `start` to `end`."""
        return cls(start=start, end=end, text=text[start:end])

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the reader should know. The codes are listed in docs/notices.md."""

    code: str
    message: str


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an article came from.

    `name` is the path (relative to the input folder in a batch) or "-"; `sha256` is of the bytes read; `encoding` is the
    codec that decoded them.
    """

    name: str
    url: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    sha256: str = ""
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read.

    `text` holds everything that is printed, headline included where it stands in the body; `title` is the headline;
    `language` a BCP 47 primary tag ("en", "zh", else the language's own); `furniture` are spans of `text` that are not
    the article's prose: source lines, captions, repeated headlines, page navigation, bylines, translator lines. They are
    marked, not removed, and never summarised.
    """

    text: str
    title: str | None
    language: str
    source: Source
    furniture: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()


# --- mentions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `paragraph` counts from 0; `clauses` are its pieces between commas, semicolons and dashes."""

    span: Span
    paragraph: int
    clauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that a line must not change.

    `canonical` is the fullest form of the same person in the text ("Wang Ji" for "Wangji", "Wang"), else the span's own
    text. `title` is the official title that adjoins a person's name, before or after it; it lies outside `span`.
    """

    kind: MentionKind
    span: Span
    canonical: str
    title: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of the text: fullest name and title as printed, and every mention by name."""

    name: str
    title: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What the recognisers found in one text: sentences and non-overlapping mentions, both in text order."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    people: tuple[Person, ...]

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie wholly inside `span`."""
        return tuple(m for m in self.mentions if span.contains(m.span))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDate:
    """The day of a visit: `start`, for a range also `end`; `text` the words it came from; `start` None if unresolved."""

    text: str | None
    start: dt.date | None = None
    end: dt.date | None = None


# --- segmenting -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A name and title as printed."""

    name: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSegment:
    """The lead: `evidence` are the sentences or clauses that say who went where, when, why and with whom."""

    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSegment:
    """One stop, or a group of stops that the article treats together.

    `names` are the inspected places as printed; `observed` the clauses that say what was looked at or heard; `asked` the
    clauses that ask something of someone there. `evidence` covers both and the clause that names the place; `evidence`
    alone is used where the two cannot be told apart. `leader`, `date`, `place` are set where they differ from the event's.
    """

    names: tuple[Span, ...]
    observed: tuple[Span, ...]
    asked: tuple[Span, ...]
    evidence: tuple[Span, ...]
    leader: str | None = None
    date: dt.date | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveSegment:
    """One distinct demand of general reach; `evidence` are the smallest clauses that carry it."""

    evidence: tuple[Span, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """An article, cut. `unreached` are demand clauses that reached no segment; `background` everything else."""

    kind: ArticleKind
    leaders: tuple[Official, ...]
    companions: tuple[Official, ...]
    date: VisitDate
    place: Span | None
    event: EventSegment
    sites: tuple[SiteSegment, ...]
    directives: tuple[DirectiveSegment, ...]
    background: tuple[Span, ...] = ()
    unreached: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()


# --- summarising ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a summariser is handed: the evidence of one line, joined by blanks, with its mentions.

    The spans of `mentions` count from the start of `text` (titles too). `kind` picks the prompt. `role` says which part
    of the briefing the line will be: a stop is handed over as its observations and its asks, one passage each. `people`
    are the article's, so that a short name can be matched to its full form.
    """

    kind: SegmentKind
    role: LineRole
    text: str
    language: str
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One candidate line; `fault` says why it cannot be used ("placeholder", "empty", "form", "unsure"), else None.

    `cut` marks a line written from the head of its passage only, because the model cannot take the whole. `least_kept` is
    the share of the content words of the source's own shortened words that the line must keep to stand; 0: not asked.
    """

    text: str
    method: Method
    score: float = 0.0
    fault: str | None = None
    cut: bool = False
    least_kept: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """Which model wrote the lines; `prompts` is the digest of its prompt templates."""

    name: str
    engine: str
    revision: str
    prompts: str


@runtime_checkable
class Summariser(Protocol):
    """A back end that writes lines. Any object with these two members can be passed to `Pipeline`."""

    @property
    def info(self) -> ModelInfo:
        """Who writes."""

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        """The hypotheses for each passage, best first, in the order of `passages`; an empty list where there is none.

        A line must not depend on the other passages handed over with it.
        """


# --- checking ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a line does not stand: `check` is the check's name, `detail` the words at fault."""

    check: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that passed every check, with how it was made. `untranslated` marks a line left in the source's script."""

    text: str
    method: Method
    untranslated: bool = False


# --- composing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """The visit in one line, with its facts."""

    summary: str
    evidence: tuple[Span, ...]
    method: Method
    date: dt.date | None = None
    date_end: dt.date | None = None
    date_text: str | None = None
    leaders: tuple[Official, ...] = ()
    companions: tuple[Official, ...] = ()
    place: str | None = None
    on_page: bool = True
    untranslated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One stop of the briefing; `summary` joins `observed` and `asked`, both None where it cannot be divided."""

    names: tuple[str, ...]
    summary: str
    observed: str | None
    asked: str | None
    evidence: tuple[Span, ...]
    method: Method
    leader: str | None = None
    date: dt.date | None = None
    place: str | None = None
    on_page: bool = True
    untranslated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """One demand of general reach, in the imperative."""

    summary: str
    speaker: str | None
    evidence: tuple[Span, ...]
    method: Method
    on_page: bool = True
    untranslated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCounts:
    """How many lines the briefing has and how each was made."""

    lines: int = 0
    seq2seq: int = 0
    extractive: int = 0
    glossed: int = 0
    edited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The product: what `contract` calls `briefing/1`, typed and immutable. `render` turns it into a page."""

    kind: ArticleKind
    language: str
    title: str | None
    headline: str
    bottom_line: str
    source: Source
    event: Event
    text: str
    model: ModelInfo
    sites: tuple[Site, ...] = ()
    directives: tuple[Directive, ...] = ()
    check: CheckCounts = field(default_factory=CheckCounts)
    notices: tuple[Notice, ...] = ()
    schema: str = SCHEMA


# --- digest -----------------------------------------------------------------------------------------------------------

DIGEST_SCHEMA = "digest/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a line of a digest rests on: a span of the text of an article, which is named."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestArticle:
    """An article that a digest draws on; `brief` is the path of its JSON from the output folder."""

    name: str
    brief: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestVisit:
    """One visit; `articles` all tell of it, the fullest first, and `conflicts` says in what they differ."""

    date: dt.date | None
    date_end: dt.date | None
    leader: str | None
    title: str | None
    place: str | None
    sites: tuple[str, ...]
    articles: tuple[str, ...]
    evidence: tuple[Quote, ...]
    conflicts: tuple[str, ...] = ()
    on_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlace:
    """A place or site of several visits; `visits` are the first articles of them, in order, `leaders` who came."""

    name: str
    kind: Literal["place", "site"]
    visits: tuple[str, ...]
    leaders: tuple[str, ...]
    evidence: tuple[Quote, ...]
    on_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestDirective:
    """A demand that several leaders made: one of their lines, who made it, and in which articles."""

    summary: str
    speakers: tuple[str, ...]
    articles: tuple[str, ...]
    evidence: tuple[Quote, ...]
    on_page: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One page over many articles, what `contract` calls `digest/1`: the visits from `start` to `end`, in order."""

    start: dt.date
    end: dt.date
    language: str
    articles: tuple[DigestArticle, ...]
    visits: tuple[DigestVisit, ...] = ()
    places: tuple[DigestPlace, ...] = ()
    directives: tuple[DigestDirective, ...] = ()
    notices: tuple[Notice, ...] = ()
    schema: str = DIGEST_SCHEMA
