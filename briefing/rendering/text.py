"""The briefing for a terminal: plain, of any width, East Asian width counted, nothing that could steer a terminal."""

from collections.abc import Iterator

from briefing.rendering.page import Entry, Page
from briefing.rendering.wrapping import columns, wrapped

_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_NARROWEST = 16


def render_text(page: Page, *, width: int = 100, color: bool = False) -> str:
    """The page in lines of at most `width` columns, with ANSI styles where `color`; ends in a newline."""
    width = max(width, _NARROWEST)
    bold, dim, off = (_BOLD, _DIM, _OFF) if color else ("", "", "")
    words = page.labels
    blocks: list[list[str]] = [[f"{bold}{line}{off}" for line in wrapped(page.headline, width)]]
    if page.bottom_line:
        blocks.append(wrapped(entry_text(page.bottom_line, page), width))
    blocks.append(list(_facts(page, width, dim, off)))
    if page.event:
        blocks.append(wrapped(entry_text(page.event, page), width))
    if page.sites:
        items = [line for entry in page.sites for line in _item(entry, page, width, bold, off)]
        blocks.append([f"{bold}{words.sites}{off}", *items])
    if page.groups:
        blocks.append([f"{bold}{words.directives}{off}", *_directives(page, width, bold, off)])
    remarks = [page.more] if page.more else []
    remarks += [f"{words.notices}{words.colon}{notice}" for notice in page.notices]
    blocks.append([line for remark in remarks for line in wrapped(remark, width)])
    source = words.source + words.colon + " · ".join([*page.source, page.url] if page.url else page.source)
    tail = [source] if page.source or page.url else []
    tail.append(" · ".join(page.footer))
    blocks.append([f"{dim}{line}{off}" for text in tail for line in wrapped(text, width)])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def entry_text(entry: Entry, page: Page) -> str:
    """The line without its lead: text, what was asked, remarks."""
    words = page.labels
    return entry.text + entry.asked + "".join(words.opening + mark + words.closing for mark in entry.marks)


def lead_text(entry: Entry, page: Page) -> str:
    """The lead with what differs from the event's facts in brackets, "" where there is none."""
    words = page.labels
    return entry.lead + (words.opening + entry.aside + words.closing if entry.aside else "")


def _facts(page: Page, width: int, dim: str, off: str) -> Iterator[str]:
    indent = max((columns(fact.label) for fact in page.facts), default=0) + 2
    for fact in page.facts:
        head = fact.label + " " * (indent - columns(fact.label))
        rows = wrapped(fact.value, max(width - indent, _NARROWEST // 2))
        yield f"{dim}{head}{off}{rows[0]}"
        yield from (" " * indent + row for row in rows[1:])


def _directives(page: Page, width: int, bold: str, off: str) -> Iterator[str]:
    for group in page.groups:
        if group.speaker:
            yield from (f"  {line}" for line in wrapped(group.speaker, width - 2))
        for entry in group.entries:
            yield from _item(entry, page, width, bold, off)


def _item(entry: Entry, page: Page, width: int, bold: str, off: str) -> Iterator[str]:
    lead = lead_text(entry, page)
    full, at = (lead + page.labels.colon if lead else "") + entry_text(entry, page), 0
    rows = wrapped(full, width - 4)
    for i, row in enumerate(rows):
        at = full.index(row, at)
        strong = max(0, min(len(entry.lead) - at, len(row)))
        at += len(row)
        yield ("  • " if i == 0 else "    ") + (f"{bold}{row[:strong]}{off}{row[strong:]}" if strong else row)
