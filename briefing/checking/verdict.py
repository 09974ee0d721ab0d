"""One line against its evidence: every check in turn."""

from collections.abc import Iterator

from briefing.checking.actors import check_actors
from briefing.checking.chinese import check_chinese
from briefing.checking.days import check_days
from briefing.checking.figures import check_figures
from briefing.checking.modality import check_modality
from briefing.checking.names import check_names
from briefing.checking.negation import check_negation
from briefing.checking.renderings import check_qualifiers, check_words
from briefing.checking.shape import check_shape
from briefing.lexicons import Lexicon
from briefing.records import Finding, Passage


def first_finding(line: str, *, passage: Passage, lexicon: Lexicon, allowed: tuple[str, ...] = ()) -> Finding | None:
    """The first of what `check` finds, without looking for the others; None where the line stands."""
    return next(_findings(line, passage, lexicon, allowed), None)


def check(line: str, *, passage: Passage, lexicon: Lexicon, allowed: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Why `line` does not stand for `passage`; empty where it does.

    `allowed` are strings that may appear besides the evidence: full names and titles of the article's people, the year
    that the dateline gives. A person's name and title pass only where the evidence speaks of that person.
    """
    return tuple(_findings(line, passage, lexicon, allowed))


def _findings(line: str, passage: Passage, lexicon: Lexicon, allowed: tuple[str, ...]) -> Iterator[Finding]:
    evidence = passage.text
    shape = check_shape(line, evidence)
    yield from shape
    if shape and shape[0].detail == "empty":
        return
    if passage.language == "zh":
        yield from check_chinese(line, passage, allowed=allowed, lexicon=lexicon)
        return
    yield from check_names(line, passage, allowed=allowed, lexicon=lexicon)
    yield from check_figures(line, evidence, allowed=allowed, lexicon=lexicon)
    yield from check_days(line, evidence, allowed=allowed, lexicon=lexicon)
    yield from check_negation(line, passage, lexicon=lexicon)
    yield from check_modality(line, passage, lexicon=lexicon)
    yield from check_actors(line, passage, lexicon=lexicon)
    yield from check_qualifiers(line, evidence, allowed=allowed, lexicon=lexicon)
    yield from check_words(line, evidence, allowed=allowed, lexicon=lexicon)
