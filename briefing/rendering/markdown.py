"""The briefing in CommonMark; markup in the article's text stays text."""

import re

from briefing.rendering.page import Entry, Page

# Every character that could open markup in CommonMark or in the common extensions (tables, strikethrough, footnotes,
# math); an entity needs its ampersand, an autolink its angle bracket or "://".
_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|~&$^])")
# What opens a list, a heading underline or a thematic break at the start of a line.
_OPENING = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))(?=\s|$|[-+=])")
# GitHub's autolinks: a word that starts like an address
_ADDRESS = re.compile(r"(?i)\b((?:https?|ftp)(?=://)|www(?=\.))")


def render_markdown(page: Page) -> str:
    """The page as CommonMark."""
    words = page.labels
    out = [f"# {escaped(page.headline)}"]
    if page.bottom_line:
        out.append(f"**{escaped(page.bottom_line.text)}**{_marks(page.bottom_line, page)}")
    if page.facts:
        out.append("\n".join(f"- {fact.label}{words.colon}{escaped(fact.value)}" for fact in page.facts))
    if page.event:
        out.append(_line(page.event, page))
    if page.sites:
        out += [f"## {words.sites}", "\n".join(f"- {_line(entry, page)}" for entry in page.sites)]
    if page.groups:
        out.append(f"## {words.directives}")
        for group in page.groups:
            out += [f"### {escaped(group.speaker)}"] if group.speaker else []
            out.append("\n".join(f"- {_line(entry, page)}" for entry in group.entries))
    if page.more:
        out.append(f"*{page.more}*")
    out += [f"*{words.notices}{words.colon}{escaped(notice)}*" for notice in page.notices]
    out.append("---")
    source = [escaped(part) for part in page.source] + ([f"<{page.url}>"] if page.url else [])
    out += [f"{words.source}{words.colon}{' · '.join(source)}"] if source else []
    out.append(" · ".join(escaped(part) for part in page.footer))
    return "\n\n".join(out) + "\n"


def escaped(text: str) -> str:
    """One line of text with every character that CommonMark could read as markup behind a backslash."""
    text = _ACTIVE.sub(r"\\\1", text)
    text = _ADDRESS.sub(r"\1\\", text)
    return _OPENING.sub(lambda match: rf"\{match[1]}" if match[1] else rf"{match[2]}\{match[3]}", text)


def _line(entry: Entry, page: Page) -> str:
    words = page.labels
    aside = escaped(words.opening + entry.aside + words.closing) if entry.aside else ""
    lead = f"**{escaped(entry.lead)}**{aside}{words.colon}" if entry.lead else ""
    return lead + escaped(entry.text + entry.asked) + _marks(entry, page)


def _marks(entry: Entry, page: Page) -> str:
    words = page.labels
    return "".join(f"{words.opening}*{mark}*{words.closing}" for mark in entry.marks)
