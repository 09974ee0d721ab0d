"""Markdown as the text it prints: front matter read, marks of structure and emphasis taken away."""

import html
import re

from briefing.reading.cleaning import joined
from briefing.reading.dates import full_date
from briefing.reading.pages import Page

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<rows>.{0,5000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ROW = re.compile(r"(?P<key>[A-Za-z_-]{2,30})\s*:\s*(?P<value>\S.*?)\s*$")
_BLOCK_START = re.compile(r"\s*(?:[-*+]\s|\d{1,3}[.)]\s|#{1,6}\s|>|\||```|~~~|\s{4}|\t|<|!\[)")
_STOPPED = re.compile(r"(?:[.。!！?？:：;；]['\"”’)）*_]*|  |\\)$")
_INLINE = (
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,500})\]\[[^\]\n]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>"), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{1,1000}?\S|\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{0,1000}[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{0,1000}[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def read(text: str) -> Page:
    """The printed text of a Markdown article; title, date, source and address from its front matter.

    A line break inside a paragraph joins the lines, as CommonMark has it, unless the line ends a sentence.
    """
    front = _FRONT.match(text)
    facts = _facts(front["rows"]) if front else {}
    lines = (text[front.end() :] if front else text).splitlines()
    pictures = frozenset(
        html.unescape(m[1]).strip() for line in lines if (m := re.match(r"\s*!\[([^\]\n]+)\]\([^)\n]*\)\s*$", line))
    )
    out, goes_on = [], []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if _is_mark(line):
            continue
        under = re.match(r"\s{0,3}(?:=+|-{2,})\s*$", following)
        heading = re.match(r"\s{0,3}#{1,6}\s", line)
        alone = heading or under or not line.strip() or not following.strip() or _BLOCK_START.match(following)
        out.append(_printed(line))
        goes_on.append(not alone and not _STOPPED.search(line) and not line.lstrip().startswith("|"))
    day = facts.get("date") or facts.get("published") or facts.get("pubdate")
    return Page(
        text=joined(out, goes_on),
        title=facts.get("title") or _heading(lines),
        published=full_date(day) if day else None,
        outlet=facts.get("source") or facts.get("outlet") or facts.get("publisher"),
        url=facts.get("url") or facts.get("link"),
        furniture=pictures,
    )


def _is_mark(line: str) -> bool:
    """Whether a line prints nothing: the underline of a heading, a rule, a fence, the second row of a table."""
    bare = line.replace(" ", "")
    if bare.startswith(("```", "~~~")):
        return True
    marks = set(bare)
    return bool(bare) and (
        marks in ({"="}, {"-"})
        or (len(bare) > 2 and marks in ({"*"}, {"_"}))
        or (marks <= set(":|-") and {"|", "-"} <= marks)
    )


def _heading(lines: list[str]) -> str | None:
    """The first heading of the first level, where no paragraph stands before it."""
    for index, line in enumerate(lines[:12]):
        match = re.match(r"\s{0,3}#\s+(.+?)(?:\s+#+)?\s*$", line)
        if match:
            return _printed(match[1]) or None
        if index + 1 < len(lines) and line.strip() and re.match(r"\s{0,3}=+\s*$", lines[index + 1]):
            return _printed(line).strip() or None
    return None


def _facts(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows.splitlines():
        match = _ROW.match(row)
        if match:
            found.setdefault(match["key"].lower(), match["value"].strip("'\""))
    return found


def _printed(line: str) -> str:
    line = re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
    line = re.sub(r"^\s{0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$", r"\1", line)
    line = re.sub(r"^(\s*)[*+]\s+", r"\1- ", line)
    if line.count("|") > 1 and line.lstrip().startswith("|"):
        line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    for pattern, plain in _INLINE:
        line = pattern.sub(plain, line)
    return html.unescape(line)
