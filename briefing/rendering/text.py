"""The briefing for a terminal: plain, of any width, East Asian width counted, no control character of the article let through."""

import unicodedata

from briefing.records import Briefing, Directive, Site
from briefing.rendering.page import Page, page

_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render_text(briefing: Briefing, *, width: int = 100, color: bool = False) -> str:
    """The page in `width` columns, with ANSI styles where `color`."""
    shown = page(briefing)
    bold, dim, off = (_BOLD, _DIM, _OFF) if color else ("", "", "")
    out = [f"{bold}{line}{off}" for line in wrapped(plain(briefing.headline), width)]
    if briefing.bottom_line:
        out += ["", *wrapped(plain(briefing.bottom_line), width)]
    if briefing.language not in ("en", "zh"):
        out += ["", shown.words["no_lines"]]
    label_width = max((columns(label) for label, _ in shown.facts), default=0) + 2
    out += [""] if shown.facts else []
    for label, value in shown.facts:
        rows = wrapped(plain(value), width - label_width)
        head = label + " " * (label_width - columns(label))
        out += [f"{dim}{head}{off}{rows[0]}", *(" " * label_width + row for row in rows[1:])]
    if shown.sites:
        out += ["", f"{bold}{shown.words['sites']}{off}"]
        for site in shown.sites:
            out += _item(_site(site, shown), width)
    if shown.groups:
        out += ["", f"{bold}{shown.words['directives']}{off}"]
        for speaker, directives in shown.groups:
            out += [f"  {plain(speaker)}:"] if speaker else []
            for directive in directives:
                out += _item(_marked(directive, shown), width)
    if shown.left_out:
        out += ["", shown.words["more"].format(shown.left_out)]
    out += ["", *(f"{dim}{line}{off}" for line in wrapped(f"{shown.words['source']}: {plain(shown.source)}", width))]
    out += [f"{dim}{line}{off}" for line in wrapped(f"{shown.check}. {shown.footer}", width)]
    return "\n".join(line.rstrip() for line in out) + "\n"


def plain(text: str) -> str:
    """One line without control or direction characters, so that an article cannot steer a terminal."""
    return "".join(c if c == " " or unicodedata.category(c)[0] not in "CZ" else " " for c in text)


def columns(text: str) -> int:
    """How many terminal columns a text takes: two for wide and fullwidth characters, none for combining ones."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at blanks and between ideographs."""
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        if used and used + columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        while columns(piece) > width:  # a word longer than the line
            cut = next(i for i in range(len(piece), 0, -1) if columns(piece[:i]) <= width)
            lines.append(piece[:cut])
            piece = piece[cut:]
        line += piece
        used = columns(line)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words with the blank after them; each wide character by itself, closing marks kept with what they close."""
    out = [""]
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        closing = char in "，。；：！？、）》」』”"
        if wide and not closing and out[-1]:
            out.append("")
        out[-1] += char
        if char == " " or wide:
            out.append("")
    return [piece for piece in out if piece]


def _item(text: str, width: int) -> list[str]:
    rows = wrapped(text, width - 4)
    return [f"  - {rows[0]}", *(f"    {row}" for row in rows[1:])]


def _site(site: Site, shown: Page) -> str:
    names = ", ".join(map(plain, site.names))
    extra = [x for x in (site.leader, site.date.isoformat() if site.date else None, site.place) if x]
    return f"{names}{' (' + plain(', '.join(extra)) + ')' if extra else ''}: {_marked(site, shown)}"


def _marked(item: Site | Directive, shown: Page) -> str:
    text = plain(item.summary)
    return f"{text} [{shown.words['untranslated']}]" if item.untranslated else text
