"""Builds passages from marked text: "[P:Lin Guodong] visited [L:Qinghe]"."""

import re
from collections.abc import Callable

import pytest

from briefing import lexicons
from briefing.lexicons import Lexicon
from briefing.records import LineRole, Mention, MentionKind, Passage, SegmentKind, Span

_MARK = re.compile(r"\[([TPLODNQF]):([^\[\]]+)\]")
_KINDS: dict[str, MentionKind] = {
    "P": "person",
    "L": "place",
    "O": "organisation",
    "D": "date",
    "N": "number",
    "Q": "quotation",
    "F": "foreign",
}


def build_passage(
    marked: str, *, kind: SegmentKind = "directive", role: LineRole | None = None, language: str = "en"
) -> Passage:
    """A passage; "[T:Mayor]" is the title of the person marked directly after it."""
    text, position, title = "", 0, None
    mentions: list[Mention] = []
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        start = len(text)
        text += match.group(2)
        position = match.end()
        span = Span(start=start, end=len(text), text=match.group(2))
        if match.group(1) == "T":
            title = span
            continue
        names = [m.group(2) for m in _MARK.finditer(marked) if m.group(1) == "P"]
        squeezed = span.text.replace(" ", "").lower()
        full = max((n for n in names if squeezed in n.replace(" ", "").lower()), key=len, default=span.text)
        person = match.group(1) == "P"
        mentions.append(
            Mention(
                kind=_KINDS[match.group(1)],
                span=span,
                canonical=full if person else span.text,
                title=title if person else None,
            )
        )
        title = None
    text += marked[position:]
    default: LineRole = "observed" if kind == "site" else kind
    return Passage(kind=kind, role=role or default, text=text, language=language, mentions=tuple(mentions))


@pytest.fixture(scope="session")
def passage() -> Callable[..., Passage]:
    return build_passage


@pytest.fixture(scope="session")
def english() -> Lexicon:
    return lexicons.load("en")
