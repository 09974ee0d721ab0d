"""The few words of our own that a composed line needs, in the article's language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Joins and templates of one language; `{}` is filled in order."""

    join: str
    stop: str
    untitled: str


ENGLISH = Labels(
    join="; ",
    stop=".",
    untitled="Article",
)
CHINESE = Labels(
    join="；",
    stop="。",
    untitled="文章",
)


def labels(language: str) -> Labels:
    """The labels for articles in `language`."""
    return CHINESE if language == "zh" else ENGLISH
