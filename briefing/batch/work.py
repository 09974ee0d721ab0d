"""What is done to one article of a batch outside the engine: read, cut, and later check, compose and render.

`Work` runs in the batch's own process or in worker processes; its results can be pickled.
"""

import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from briefing import rendering
from briefing.batch import sources
from briefing.batch.inputs import Input
from briefing.batch.sources import Stamp
from briefing.errors import BriefingError
from briefing.pipeline import Cut, Pipeline
from briefing.records import Briefing, Hypothesis, Passage
from briefing.rendering import Pages, PaperName


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How briefings are written: the formats, JSON first, and the options of the page."""

    formats: tuple[str, ...] = ("json",)
    paper: PaperName = "a4"
    pages: Pages = "one"
    template: Path | None = None

    def render(self, briefing: Briefing, format: str) -> bytes:
        """The bytes of one output; the template is for the formats that have templates."""
        template = self.template if format in ("text", "md", "html") else None
        return rendering.render_bytes(briefing, format, paper=self.paper, pages=self.pages, template=template)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An article that waits for the lines of its passages."""

    ticket: int
    digest: str
    passages: tuple[Passage, ...]
    chars: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A briefing in all formats: pairs of format and bytes; `stamp` is the input file's as it was read."""

    ticket: int
    digest: str
    stamp: Stamp
    outputs: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An article that could not be briefed; `digest` is None where its bytes could not be read."""

    ticket: int
    error: str
    stage: str
    digest: str | None = None
    traceback: str = ""

    @classmethod
    def of(cls, error: Exception, *, ticket: int, stage: str, digest: str | None) -> "Failed":
        """The failure that an exception tells of."""
        message = str(error) if isinstance(error, BriefingError | TimeoutError) else f"internal error: {error!r}"
        trace = "".join(traceback.format_exception(error))
        return cls(ticket=ticket, error=message, stage=stage, digest=digest, traceback=trace)


@dataclass(frozen=True, slots=True)
class _Held:
    """An article between its two halves."""

    cut: Cut
    digest: str
    stamp: Stamp


Limit = Callable[[], AbstractContextManager[None]]


class Work:
    """Takes articles through the stages before and after the engine; articles in between are held here.

    `alone` says that the pipeline's summariser is to be used here too, as is best for one that gains nothing by batches.
    `limit` makes the context in which one half of an article's work is done; it raises TimeoutError, or ends the process.
    """

    def __init__(self, pipeline: Pipeline, layout: Layout, *, alone: bool, limit: Limit) -> None:
        self._pipeline, self._layout, self._alone, self._limit = pipeline, layout, alone, limit
        self._held: dict[int, _Held] = {}

    def warm_up(self) -> None:
        """Loads what the first article would load."""
        self._pipeline.warm_up()

    def cut(self, ticket: int, item: Input) -> Ready | Made | Failed:
        """Reads and cuts an article."""
        stage, digest = "read", None
        try:
            with self._limit():
                content = sources.load(item, max_bytes=self._pipeline.settings.max_bytes)
                digest = content.digest
                article = sources.article_of(item, content, settings=self._pipeline.settings)
                stage = "segment"
                cut = self._pipeline.cut(article)
                self._held[ticket] = _Held(cut, digest, content.stamp)
                stage = "summarise"
                lines = self._pipeline.summariser.summarise(cut.passages) if self._alone else None
        except Exception as error:  # noqa: BLE001  the boundary at which an article's failure becomes data
            self._held.pop(ticket, None)
            return Failed.of(error, ticket=ticket, stage=stage, digest=digest)
        if lines is not None:
            return self.finish(ticket, lines)
        return Ready(ticket=ticket, digest=digest, passages=cut.passages, chars=len(article.text))

    def finish(self, ticket: int, hypotheses: Sequence[Sequence[Hypothesis]]) -> Made | Failed:
        """Checks an article's lines, composes its briefing, and renders that in every format."""
        held, stage = self._held.pop(ticket), "compose"
        try:
            with self._limit():
                briefing = self._pipeline.finish(held.cut, hypotheses)
                stage = "render"
                outputs = tuple((format, self._layout.render(briefing, format)) for format in self._layout.formats)
        except Exception as error:  # noqa: BLE001  as above
            return Failed.of(error, ticket=ticket, stage=stage, digest=held.digest)
        return Made(ticket=ticket, digest=held.digest, stamp=held.stamp, outputs=outputs)

    def drop(self, ticket: int) -> None:
        """Forgets an article that is held."""
        self._held.pop(ticket, None)


class _TimeUp(BaseException):
    """Raised in the middle of work that takes too long; no handler of `Exception` catches it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends the work inside with a TimeoutError after `seconds`; 0, or another thread than the main one: no limit.

    Needs a timer signal, and work that comes back to the interpreter now and then; a worker process needs neither.
    """
    if not seconds or threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    active, fired = True, False

    def fire(_: int, __: FrameType | None) -> None:
        nonlocal fired
        if active:
            fired = True
            raise _TimeUp

    before = signal.signal(signal.SIGALRM, fire)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # and again each second, should a library swallow the first
    try:
        try:
            yield
        finally:
            active = False
    except _TimeUp:
        active = False  # it may have come between the work's end and the line above
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if fired:
        raise TimeoutError(timeout_message(seconds))


def timeout_message(seconds: float) -> str:
    """What is said of an article that took too long."""
    return f"took longer than {seconds:g} s and was given up; to try again: --retry-failed with a longer --timeout"
