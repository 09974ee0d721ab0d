"""What a reader of one format hands over: the text, and what the file says of itself."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The text of a file before it is cleaned, and its metadata.

    `outlet` is who wrote the article, `site` only who shows it. `furniture` are lines that the format itself shows to
    be furniture: running heads, captions of pictures. `surroundings` is what else is printed on the page, in which a
    source line may stand. `title_sure` is False where the title may be an editor's leftover ("Document1") and needs to
    stand in the text to count. `cut` tells that the file held more than was taken.
    """

    text: str
    title: str | None = None
    title_sure: bool = True
    published: dt.date | None = None
    outlet: str | None = None
    site: str | None = None
    url: str | None = None
    furniture: frozenset[str] = field(default_factory=frozenset)
    surroundings: str = ""
    cut: bool = False
