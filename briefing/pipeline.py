"""The program: read > annotate > segment > summarise > check > compose, one line a stage.

This is the only place where stages meet. `Pipeline` holds the model; `brief` is a thin function over it.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Literal

from briefing import checking, composing, lexicons, mentions, reading, rendering, resources, segmenting, summarising
from briefing.composing.notices import STRICT
from briefing.errors import CheckFailedError
from briefing.lexicons import Lexicon
from briefing.records import (
    Annotation,
    Article,
    Briefing,
    Directive,
    Event,
    Hypothesis,
    Line,
    LineRole,
    Notice,
    Passage,
    SegmentKind,
    Segments,
    Site,
    Span,
    Summariser,
)
from briefing.segmenting import tagger
from briefing.segmenting.tagger import Tagger
from briefing.settings import Settings
from briefing.summarising import extractive, manifest
from briefing.summarising.passages import passage_of, passages
from briefing.summarising.pooling import Pool, Written

_LANGUAGES = ("en", "zh")

Stage = Literal["read", "segment", "summarise", "compose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """An article that is ready for the summariser."""

    article: Article
    annotation: Annotation
    segments: Segments
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article of many: its briefing, or the error that stopped it and the stage it came from.

    `error` is a BriefingError for what was foreseen (a file that cannot be read), any other exception for a bug; a
    programmer finds its traceback in `error.__traceback__`.
    """

    article: Article | None = None
    briefing: Briefing | None = None
    error: Exception | None = None
    stage: Stage | None = None


class Pipeline:
    """Makes briefings; loads its model once, at the first line that needs it, and takes any number of articles.

    Safe to use from several threads at once: settings and lexicons are never written after construction, every article's
    state lives in local variables, and each engine serialises or queues its own calls.

    Args:
        settings: what `briefing.settings.Settings` documents; the defaults run the embedded model.
        summariser: a back end of the caller's own instead of `settings.model`; any object of the `Summariser` protocol.

    Raises:
        ModelError: the model of `settings` cannot be loaded.
    """

    def __init__(self, settings: Settings | None = None, *, summariser: Summariser | None = None) -> None:
        self.settings = settings or Settings()
        self.summariser = summariser or summarising.load(self.settings)

    def warm_up(self) -> None:
        """Loads now what the first article would load, so that it takes no longer than the others.

        Raises:
            ModelError: a model cannot be loaded.
        """
        _ = self._tagger

    def brief(self, article: Article) -> Briefing:
        """The briefing of one article."""
        cut = self.cut(article)
        hypotheses = self.summariser.summarise(cut.passages)
        return self.finish(cut, hypotheses)

    def brief_many(
        self, articles: Iterable[Article | Callable[[], Article]], *, look_ahead: int = 64
    ) -> Iterator[Outcome]:
        """The outcomes of many articles, lazily and in input order; one article's failure never stops the others.

        `articles` are Articles or functions that read one. At most `look_ahead` of them are taken and not given back
        yet: while the engine writes the lines of some, in threads of its own, others are read and cut here, and their
        passages fill its batches. Memory is bounded by that. A line never depends on the other articles, so the
        briefings are those that `brief` makes. Close the generator to stop early.

        A summariser of the caller's own is called in the caller's thread with the passages of up to `look_ahead`
        articles at once, unless it tells how to pool them (`summarising.pooling.PoolingSummariser`).

        Raises:
            ModelError: the model itself fails.
        """
        starts: deque[tuple[int, Cut | Outcome]] = deque()
        written: dict[int, Written] = {}
        with Pool(self.summariser) as pool:
            for ticket, article in enumerate(articles):
                start = _attempt_to_cut(self, article)
                starts.append((ticket, start))
                if isinstance(start, Cut):
                    pool.add(ticket, start.passages)
                    pool.feed(starving=False)
                while len(starts) >= look_ahead:
                    yield self._next(starts, pool, written)
            while starts:
                yield self._next(starts, pool, written)

    def _next(self, starts: "deque[tuple[int, Cut | Outcome]]", pool: Pool, written: dict[int, Written]) -> Outcome:
        """The outcome of the first article of `starts`, once its lines are there."""
        ticket, start = starts.popleft()
        if isinstance(start, Outcome):
            return start
        pool.feed(starving=True)
        while ticket not in written:
            written |= {lines.ticket: lines for lines in pool.collect(wait=True)}
            pool.feed(starving=True)  # at once, so that the engine has work while this thread goes on
        lines = written.pop(ticket)
        if lines.error:
            return Outcome(article=start.article, error=lines.error, stage="summarise")
        return _attempt_to_finish(self, start, lines.hypotheses)

    def cut(self, article: Article) -> Cut:
        """Annotates and segments `article` and lists the passages to summarise."""
        lexicon = self.lexicon(article.language)
        annotation = mentions.annotate(
            article.text, language=article.language, lexicon=lexicon, furniture=article.furniture
        )
        second = self._tagger if article.language == "en" else None
        segments = segmenting.segment(article, annotation, lexicon=lexicon, tagger=second)
        return Cut(
            article=article, annotation=annotation, segments=segments, passages=tuple(passages(segments, annotation))
        )

    def finish(self, cut: Cut, hypotheses: Sequence[Sequence[Hypothesis]]) -> Briefing:
        """Checks the hypotheses of each passage and composes the briefing.

        Raises:
            ValueError: there are not as many lists of hypotheses as passages.
        """
        lexicon = self.lexicon(cut.article.language)
        fallback = lru_cache(maxsize=None)(partial(extractive.compress, lexicon=lexicon))  # composing asks again
        allowed = allowed_strings(cut)
        lines: list[Line] = []
        notices: list[Notice] = []
        for passage, candidates in zip(cut.passages, hypotheses, strict=True):
            line, found = checking.choose(passage, candidates, fallback=fallback, lexicon=lexicon, allowed=allowed)
            lines.append(line)
            notices.extend(found)
        return composing.compose(
            cut.article,
            cut.segments,
            lines,
            passages=cut.passages,
            model=self.summariser.info,
            fits=rendering.fits_page,
            plain=fallback,
            notices=tuple(notices),
        )

    def brief_text(self, text: str, **known: Any) -> Briefing:
        """The briefing of a text already at hand; `known` as in `reading.read_text`."""
        return self.brief(reading.read_text(text, settings=self.settings, **known))

    @cached_property
    def _tagger(self) -> Tagger | None:
        """The segmenter's second opinion, loaded at the first English article."""
        if self.settings.segmenter == "rules":
            return None
        folder = resources.folder("models") / tagger.FOLDER
        manifest.verify(folder, engine="ctranslate2", model=tagger.FOLDER)
        return tagger.load(self.settings.threads)

    def lexicon(self, language: str) -> Lexicon:
        """The lexicon for articles in `language`, the user's entries included."""
        return lexicons.load(language if language in _LANGUAGES else "en", self.settings.lexicon)


def _attempt_to_cut(pipeline: Pipeline, article: Article | Callable[[], Article]) -> Cut | Outcome:
    """The one boundary, with the next, at which an article's failure becomes data instead of ending the run."""
    stage: Stage = "read"
    try:
        article = article if isinstance(article, Article) else article()
        stage = "segment"
        return pipeline.cut(article)
    except Exception as error:  # noqa: BLE001  a bug in one article must not cost the others theirs
        return Outcome(article=article if isinstance(article, Article) else None, error=error, stage=stage)


def _attempt_to_finish(pipeline: Pipeline, cut: Cut, hypotheses: Sequence[Sequence[Hypothesis]]) -> Outcome:
    try:
        return Outcome(article=cut.article, briefing=pipeline.finish(cut, hypotheses))
    except Exception as error:  # noqa: BLE001  as above
        return Outcome(article=cut.article, error=error, stage="compose")


def allowed_strings(cut: Cut) -> tuple[str, ...]:
    """What a line may say beyond its evidence: full names and titles of the article's people, the year of the visit."""
    people = [text for person in cut.annotation.people for text in (person.name, person.title) if text]
    officials = [text for o in (*cut.segments.leaders, *cut.segments.companions) for text in (o.name, o.title) if text]
    day = cut.segments.date.start
    return tuple(dict.fromkeys([*people, *officials, *([str(day.year)] if day else [])]))


def brief(
    source: str | Path | Article,
    *,
    settings: Settings | None = None,
    summariser: Summariser | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    outlet: str | None = None,
) -> Briefing:
    """The briefing of one article: a path, "-" for standard input, or an Article already read.

    Loads the model anew at each call; use a `Pipeline` for more than one article.

    Raises:
        InputError: the article cannot be read.
        ModelError: the model cannot be loaded.
    """
    settings = settings or Settings()
    if not isinstance(source, Article):
        source = reading.read(source, published=published, url=url, outlet=outlet, settings=settings)
    return Pipeline(settings, summariser=summariser).brief(source)


def recheck(briefing: Briefing, *, edited: frozenset[str], lexicon: Lexicon) -> Briefing:
    """The briefing with the lines that a person changed (`edited`) checked against their evidence again.

    Such a line is marked "edited" and kept whatever the check says; a notice `edit-unsupported` names what it found. A
    site's parts are dropped where its summary was changed, and joined anew where they were. The page is decided again.
    """
    editor = _Editor(briefing, edited=edited, lexicon=lexicon)
    event = briefing.event
    if editor.judges(event.summary, event.evidence, kind="event", role="event"):
        event = replace(event, method="edited")
    sites = tuple(editor.site(site) for site in briefing.sites)
    directives = tuple(editor.directive(directive) for directive in briefing.directives)
    items: tuple[Event | Site | Directive, ...] = (event, *sites, *directives)
    everything = tuple({span for item in items for span in item.evidence})
    for line in (briefing.headline, briefing.bottom_line):
        editor.judges(line, everything, kind="event", role="event")
    kept = [n for n in briefing.notices if n.code not in ("off-page", "edit-unsupported")]
    changed = replace(
        briefing,
        event=event,
        sites=tuple(replace(s, on_page=True) for s in sites),
        directives=tuple(replace(d, on_page=True) for d in directives),
        check=replace(briefing.check, edited=sum(item.method == "edited" for item in items)),
        notices=(*kept, *editor.found),
    )
    return composing.on_one_page(changed, rendering.fits_page)


class _Editor:
    """Checks the changed lines of one briefing; `found` are the notices so far."""

    def __init__(self, briefing: Briefing, *, edited: frozenset[str], lexicon: Lexicon) -> None:
        self.found: list[Notice] = []
        self._edited, self._lexicon, self._language = edited, lexicon, briefing.language
        self._annotation = mentions.annotate(briefing.text, language=briefing.language, lexicon=lexicon)
        officials = [(o.name, o.title) for o in (*briefing.event.leaders, *briefing.event.companions)]
        people = officials + [(p.name, p.title) for p in self._annotation.people]
        names = [text for pair in people for text in pair if text]
        places = [name for site in briefing.sites for name in site.names]
        year = [str(briefing.event.date.year)] if briefing.event.date else []
        self._allowed = (*names, *places, *year)

    def judges(self, line: str, evidence: Sequence[Span], *, kind: SegmentKind, role: LineRole) -> bool:
        """Whether `line` was changed; it is then checked."""
        if line not in self._edited:
            return False
        passage = passage_of(self._annotation, evidence, kind=kind, role=role)
        findings = checking.check(line, passage=passage, lexicon=self._lexicon, allowed=self._allowed)
        notices = [Notice(code="edit-unsupported", message=f"{line} ({f.check}: {f.detail})") for f in findings[:1]]
        self.found.extend(notices)
        return True

    def site(self, site: Site) -> Site:
        """The site, checked where it was changed."""
        if self.judges(site.summary, site.evidence, kind="site", role="observed"):
            return replace(site, method="edited", observed=None, asked=None)
        seen = site.observed and self.judges(site.observed, site.evidence, kind="site", role="observed")
        asked = site.asked and self.judges(site.asked, site.evidence, kind="site", role="asked")
        if not (seen or asked):
            return site
        summary = composing.joined(site.observed, site.asked, language=self._language)
        return replace(site, method="edited", summary=summary)

    def directive(self, directive: Directive) -> Directive:
        """The directive, checked where it was changed."""
        changed = self.judges(directive.summary, directive.evidence, kind="directive", role="directive")
        return replace(directive, method="edited") if changed else directive


def require_strict(briefing: Briefing) -> None:
    """Raises CheckFailedError where the briefing has a notice that `--strict` does not allow."""
    codes = tuple(dict.fromkeys(n.code for n in briefing.notices if n.code in STRICT))
    if codes:
        raise CheckFailedError(source=briefing.source.name, codes=codes)
