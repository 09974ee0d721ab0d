"""The few words of our own that a composed line needs, in the article's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Joins and templates of one language; `{}` is filled in order."""

    join: str
    last: str
    stop: str
    also_visited: str
    visited: str
    met: str
    told: str
    untitled: str


ENGLISH = Labels(
    join="; ",
    last=", ",
    stop=".",
    also_visited="Also visited.",
    visited="visits",
    met="speaks on",
    told="gives directives",
    untitled="Article",
)
CHINESE = Labels(
    join="；",
    last="、",
    stop="。",
    also_visited="前往察看。",
    visited="调研",
    met="讲话",
    told="提出要求",
    untitled="文章",
)


def labels(language: str) -> Labels:
    """The labels for articles in `language`."""
    return CHINESE if language == "zh" else ENGLISH
