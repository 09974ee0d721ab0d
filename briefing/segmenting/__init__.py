"""Segmenting: an article and its annotation to event, stops and demands."""

from typing import TYPE_CHECKING

from briefing.lexicons import Lexicon
from briefing.records import Annotation, Article, EventSegment, Notice, Segments, VisitDate

if TYPE_CHECKING:
    from briefing.segmenting.tagger import Tagger

__all__ = ["segment"]


def segment(article: Article, annotation: Annotation, *, lexicon: Lexicon, tagger: "Tagger | None" = None) -> Segments:
    """Cuts an English or Chinese article; one in another language gives no segment and says so.

    `tagger` (`briefing.segmenting.tagger.load`) is a learned second opinion on English articles; without it the rules
    decide alone.
    """
    if article.language == "en":
        from briefing.segmenting.english import segment_english

        opinion = tagger.read(annotation.text) if tagger is not None else None
        return segment_english(article, annotation, lexicon=lexicon, opinion=opinion)
    if article.language == "zh":
        from briefing.segmenting.chinese import segment_chinese

        return segment_chinese(article, annotation, lexicon=lexicon)
    message = f"the article is in a language ({article.language}) that is not summarised; English and Chinese are"
    return Segments(
        kind="other", leaders=(), companions=(), date=VisitDate(text=None), place=None, event=EventSegment(evidence=()),
        sites=(), directives=(), notices=(Notice(code="language-unsupported", message=message),),
    )  # fmt: skip
