"""How large things are on paper, and whether a page fits: the one geometry that PDF, print and DOCX are set in.

Lengths are in points (1/72 inch). Heights come from a model of the page, not from typesetting: every text is wrapped
first-fit with the advance widths of the package's own fonts, which takes about a millisecond, so that the composer can
ask often. The PDF is set with the same numbers and settles the size by itself.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from briefing.rendering.metrics import Face, face, width_of
from briefing.rendering.page import Entry, Fact, Page
from briefing.rendering.text import entry_text, lead_text
from briefing.rendering.wrapping import columns, is_wide, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Sizes of one degree of tightness. `leading` is the distance of two baselines in ems of the text's own size."""

    body: float
    lead: float
    headline: float
    small: float
    leading: float
    item_gap: float
    section_gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A sheet and its margins."""

    name: str
    width: float
    height: float
    margin_x: float
    margin_y: float

    @property
    def text_width(self) -> float:
        """What is left between the margins."""
        return self.width - 2 * self.margin_x

    @property
    def text_height(self) -> float:
        """What is left between the upper and the lower margin."""
        return self.height - 2 * self.margin_y


# Letter is lower and wider than A4; its smaller vertical margins give part of the difference back.
PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        "a4": Paper(name="a4", width=595.28, height=841.89, margin_x=48, margin_y=42),
        "letter": Paper(name="letter", width=612, height=792, margin_x=48, margin_y=32),
    }
)

# From airy to tight. Body text is never under nine points.
LEVELS: tuple[Level, ...] = (
    Level(body=11, lead=13, headline=21, small=8.5, leading=1.45, item_gap=6, section_gap=17),
    Level(body=10.5, lead=12.2, headline=20, small=8.3, leading=1.42, item_gap=4.8, section_gap=14),
    Level(body=10.2, lead=11.8, headline=19, small=8.1, leading=1.4, item_gap=4, section_gap=12),
    Level(body=10, lead=11.4, headline=18, small=8, leading=1.36, item_gap=3.2, section_gap=10),
    Level(body=9.7, lead=11, headline=17.5, small=7.9, leading=1.34, item_gap=2.7, section_gap=9),
    Level(body=9.5, lead=10.8, headline=17, small=7.8, leading=1.31, item_gap=2.2, section_gap=8),
    Level(body=9.2, lead=10.4, headline=16.5, small=7.7, leading=1.3, item_gap=1.8, section_gap=7),
    Level(body=9, lead=10, headline=15.5, small=7.6, leading=1.28, item_gap=1.3, section_gap=6),
    Level(body=9, lead=9.6, headline=14, small=7.4, leading=1.24, item_gap=0.8, section_gap=5),
)

# How much wider than ours a reader's font may run where we cannot bring our own (HTML, DOCX): DejaVu Sans, the widest
# that systems fall back to, takes 1.14 times our width in text and 1.2 times in bold.
FOREIGN_FONT = 1.18

# Of A4, so that the same items fit Letter, which is lower, and Word, which is less exact.
_ROOM = 0.95

LABEL_WIDTH = 5.2  # of the facts' labels, in ems of the body size
INDENT = 1.1  # of an item's text behind its bullet, in ems of the body size
LEAD_INDENT = 10.0  # of the bottom line behind its bar
_HALF_FACT = 40  # columns that a fact has room for where two share a row
_FACTS_GAP = 1.5  # between rows of facts
_RULES = 2.5  # space around hairlines, and what lines of more than one font take, in ems of the small size


def fits(page: Page) -> bool:
    """Whether the page takes one sheet in every format: at the tightest level, in a wide font, on A4 or Letter."""
    return height(page, paper=PAPERS["a4"], level=LEVELS[-1], stretch=FOREIGN_FONT) <= _ROOM * PAPERS["a4"].text_height


def loosest(page: Page, *, paper: str = "a4", stretch: float = FOREIGN_FONT, room: float = 1.0) -> Level:
    """The first level at which the page takes `room` of one sheet at most; the tightest where none does."""
    sheet = PAPERS[paper]

    def spare(level: Level) -> float:
        return sheet.text_height * room - height(page, paper=sheet, level=level, stretch=stretch)

    # each level leaves more to spare than the one before
    return LEVELS[min(bisect_left(LEVELS, 0.0, key=spare), len(LEVELS) - 1)]


def height(page: Page, *, paper: Paper, level: Level, stretch: float = 1.0) -> float:
    """The height of the page's content in points, with text `stretch` times as wide as in the package's fonts."""
    total = 0.0
    for size, leading, texts, width, gap in _blocks(page, paper.text_width, level):
        lines = sum(_lines(runs, width / size, stretch) for runs in texts)
        total += lines * size * leading + gap
    return total + _RULES * level.small


def fact_rows(facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """The facts in rows: two short ones share a row, a long one has its own."""
    rows: list[tuple[Fact, ...]] = []
    for fact in facts:
        short = columns(fact.value) <= _HALF_FACT
        if short and rows and len(rows[-1]) == 1 and columns(rows[-1][0].value) <= _HALF_FACT:
            rows[-1] = (rows[-1][0], fact)
        else:
            rows.append((fact,))
    return tuple(rows)


def balanced(text: str, width: float) -> float:
    """The share of `width` (ems) in which bold `text` takes no more lines than in all of it, for even lines."""
    runs: _Runs = ((face("bold"), text),)
    lines = _lines(runs, width, 1.0)
    return next((share for share in (0.6, 0.7, 0.8, 0.9) if _lines(runs, width * share, 1.02) <= lines), 1.0)


_Runs = tuple[tuple[Face, str], ...]


def _blocks(page: Page, width: float, level: Level) -> Iterator[tuple[float, float, list[_Runs], float, float]]:
    """(size, leading, texts, width, space around) of every block, in the order of the page."""
    regular, bold = face("regular"), face("bold")
    words, body, leading = page.labels, level.body, level.leading
    yield level.headline, 1.2, [((bold, page.headline),)], width, level.section_gap * 0.5
    if page.bottom_line:
        text = ((regular, entry_text(page.bottom_line, page)),)
        yield level.lead, leading, [text], width - LEAD_INDENT, level.section_gap * 0.7
    label = LABEL_WIDTH * body
    for row in fact_rows(page.facts):
        narrow = (width if len(row) == 1 else width / 2) - label - 4
        # the rows side by side are as high as the higher; both were taken for one line
        yield body, leading, [((regular, row[0].value),)], narrow, _FACTS_GAP
    if page.event:
        yield body, leading, [((regular, entry_text(page.event, page)),)], width, level.section_gap * 0.5
    inner = width - INDENT * body
    for heading, entries in _sections(page):
        gap = level.section_gap + 1 if heading in (words.sites, words.directives) else level.item_gap * 2
        yield body, leading, [((bold, heading),)] if heading else [], width, gap if heading else 0
        for entry in entries:
            yield body, leading, [_runs(entry, page, regular, bold)], inner, level.item_gap
    small = [page.more, *(words.notices + words.colon + notice for notice in page.notices)]
    small += [words.source + words.colon + " · ".join((*page.source, page.address)), " · ".join(page.footer)]
    for text_ in small:
        yield level.small, 1.35, [((regular, text_),)] if text_ else [], width, 1.5 if text_ else 0


def _sections(page: Page) -> Iterator[tuple[str, Sequence[Entry]]]:
    if page.sites:
        yield page.labels.sites, page.sites
    if page.groups:
        yield page.labels.directives, ()
    for group in page.groups:
        yield group.speaker, group.entries


def _runs(entry: Entry, page: Page, regular: Face, bold: Face) -> _Runs:
    lead = lead_text(entry, page)
    return ((bold, lead + page.labels.colon if lead else ""), (regular, entry_text(entry, page)))


def _lines(runs: _Runs, width: float, stretch: float) -> int:
    """How many lines of `width` ems the text takes, wrapped first-fit; a longer word is broken.

    `stretch` concerns words only: an ideograph takes one em in every font.
    """
    lines, used = 1, 0.0
    for font, text in runs:
        for piece in pieces(text):
            word = piece.rstrip(" ")
            size = width_of(word, font) * (1.0 if is_wide(piece[0]) else stretch)
            if used and used + size > width:
                lines += 1
                used = 0.0
            if size > width:
                lines += int(size / width)
                size %= width
            used += size + (len(piece) - len(word)) * font.space * stretch
    return lines
