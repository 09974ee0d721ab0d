"""The briefing as PDF, set by Typst in the package's own fonts: one sheet, accessible (PDF/UA-1), repeatable.

docs/rendering.md tells why Typst.
"""

import json
import re
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering.layout import LEVELS, PAPERS, Level, balanced, fact_rows, loosest
from briefing.rendering.metrics import FONTS, missing
from briefing.rendering.page import Entry, Group, Page, texts
from briefing.rendering.templates import TEMPLATES

# Words that only traditional or only simplified text has settle which forms the reader expects.
_TRADITIONAL = frozenset("會國長開關對這個時來們說為與區農業發產電車記書學體經歷實現進運動")

# A word that no line takes; Typst would let it run out of the page.
_ENDLESS = re.compile(r"[!-~\u00a1-\u2e7f]{48,}")

# Typst writes the page tree in the clear.
_SHEETS = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")

_Run = dict[str, str]


def render_pdf(briefing: Briefing, page: Page, *, paper: str = "a4", full: bool = False) -> bytes:
    """The page as a PDF file; one sheet unless `full`.

    Characters that the fonts lack are shown by their codes ("[U+1F600]"), and a remark on the page lists them.

    Raises:
        RenderError: the page cannot be set; that is a fault of ours.
    """
    lacking = missing("".join(texts(page)))
    if full:
        return _compiled(_data(briefing, page, lacking, level=LEVELS[1], paper=paper, full=True))
    while True:
        for level in LEVELS[LEVELS.index(loosest(page, paper=paper, stretch=1.0)) :]:
            made = _compiled(_data(briefing, page, lacking, level=level, paper=paper, full=False))
            if page_count(made) == 1:
                return made
        # Only lines that a person lengthened after the composer had measured the page get here.
        page = _shortened(page)


def _compiled(data: dict[str, Any]) -> bytes:
    import typst

    try:
        made = typst.compile(
            str(TEMPLATES / "page.typ"),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            sys_inputs={"page": json.dumps(data, ensure_ascii=False)},
            timestamp=0,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise RenderError(f"Typst could not set the page: {error.message}", format="pdf") from error
    if not isinstance(made, bytes):
        raise RenderError("Typst gave no single file", format="pdf")
    return made


def page_count(made: bytes) -> int:
    """How many sheets a PDF file of ours has."""
    found = _SHEETS.search(made)
    if found is None:
        raise RenderError("the file has no page tree", format="pdf")
    return int(found[1])


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The package's fonts and no others, so that a file looks alike wherever it is made."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _data(
    briefing: Briefing, page: Page, lacking: tuple[str, ...], *, level: Level, paper: str, full: bool
) -> dict[str, Any]:
    words = page.labels
    codes = {ord(c): f"[U+{ord(c):04X}]" for c in lacking}

    def shown(text: str) -> str:
        return _ENDLESS.sub(_breakable, text.translate(codes) if codes else text)

    def line(entry: Entry | None) -> list[_Run]:
        return [{"style": style, "text": shown(text)} for style, text in _runs(entry, page)] if entry else []

    remarks = [page.more, *(words.notices + words.colon + shown(notice) for notice in page.notices)]
    if lacking:
        remarks.append(words.missing.format(" ".join(f"U+{ord(c):04X}" for c in lacking[:12])))
    leaders = [shown(official.name) for official in briefing.event.leaders[:3]]
    return {
        "lang": words.language,
        "region": _region(briefing),
        "full": full,
        "sheet": asdict(PAPERS[paper]),
        "level": asdict(level),
        "chinese": any(c > "\u2e7f" for text in texts(page) for c in text),
        "labels": {"sites": words.sites, "directives": words.directives},
        "headline": shown(page.headline) or "-",
        "headline_share": balanced(page.headline, PAPERS[paper].text_width / level.headline),
        "author": f"briefing ({briefing.model.name})",
        "description": shown(page.bottom_line.text if page.bottom_line else page.headline),
        "keywords": [*leaders, *([shown(page.facts[1].value)] if briefing.event.place and len(page.facts) > 1 else [])],
        "facts": [[[fact.label, shown(fact.value)] for fact in row] for row in fact_rows(page.facts)],
        "bottom_line": line(page.bottom_line),
        "event": line(page.event),
        "sites": [line(entry) for entry in page.sites],
        "groups": [{"speaker": shown(g.speaker), "entries": [line(entry) for entry in g.entries]} for g in page.groups],
        "remarks": [remark for remark in remarks if remark],
        "tail": _tail(page, shown),
    }


def _breakable(match: re.Match[str]) -> str:
    """The word with a zero-width blank after every twelfth character."""
    return re.sub(r".{12}", "\\g<0>\u200b", match[0])


def _runs(entry: Entry, page: Page) -> list[tuple[str, str]]:
    words = page.labels
    aside = words.opening + entry.aside + words.closing if entry.aside else ""
    runs = [("lead", entry.lead), ("aside", aside), ("text", words.colon if entry.lead else "")]
    runs += [("text", entry.text), ("asked", entry.asked)]
    runs += [("aside", words.opening + mark + words.closing) for mark in entry.marks]
    return [(style, text) for style, text in runs if text]


def _tail(page: Page, shown: Any) -> list[list[_Run]]:
    words = page.labels
    source = [{"text": shown(" · ".join(page.source)), "link": ""}] if page.source else []
    if page.url:
        source += [{"text": " · ", "link": ""}] if page.source else []
        source.append({"text": shown(page.address), "link": page.url})
    head = {"text": words.source + words.colon, "link": ""}
    return [*([[head, *source]] if source else []), [{"text": shown(" · ".join(page.footer)), "link": ""}]]


def _region(briefing: Briefing) -> str | None:
    """Where the Chinese forms of shared characters are those of Taiwan; they differ from the mainland's."""
    if briefing.language != "zh":
        return None
    return "TW" if len(_TRADITIONAL & set(briefing.text)) > len(_TRADITIONAL) // 6 else "CN"


def _shortened(page: Page) -> Page:
    """The page without its last line, which is then counted among those left out.

    Raises:
        RenderError: there is none left to take off.
    """
    left = sum(len(group.entries) for group in page.groups)
    if left > 1 or (left and not page.sites):
        last = page.groups[-1]
        kept = (Group(speaker=last.speaker, entries=last.entries[:-1]),) if len(last.entries) > 1 else ()
        return _counted(replace(page, groups=page.groups[:-1] + kept))
    if page.sites:
        return _counted(replace(page, sites=page.sites[:-1]))
    raise RenderError("the page takes more than one sheet; --pages full lifts the limit", format="pdf")


def _counted(page: Page) -> Page:
    digits = "".join(c for c in page.more if c.isdigit())
    return replace(page, more=page.labels.more.format(int(digits or 0) + 1))
