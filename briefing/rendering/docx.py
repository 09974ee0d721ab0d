"""The briefing as a Word document: real styles, so that it can be edited and restyled, on one sheet with room to spare.

Word sets the page in fonts of the reader's, which run wider or higher than ours; hence exact line heights, the measure
of a wider font, and an eighth of the sheet left over.
"""

import datetime as dt
import io
import zipfile
from typing import Any

from briefing.records import Briefing
from briefing.rendering.layout import LEVELS, PAPERS, Level, fact_rows, loosest
from briefing.rendering.page import Entry, Page

# On Windows, macOS and Linux there is Arial or a font of its widths; the Chinese one has its counterparts likewise.
_FONT, _CHINESE_FONT = "Arial", "Microsoft YaHei"
_ACCENT, _SOFT = "0A4F73", "525A64"
_STRETCH, _ROOM = 1.12, 0.88  # Arial's width against ours, and what the page may take of the sheet
_MARGIN_Y = 34.0  # points; less than on paper of our own making, for the same reason
# zip entries and properties need a date, and the same input must give the same bytes
_DAY = dt.datetime(2000, 1, 1)  # noqa: DTZ001  python-docx wants it without a zone


def render_docx(briefing: Briefing, page: Page, *, paper: str = "a4", full: bool = False) -> bytes:
    """The page as a DOCX file; one sheet unless `full`."""
    import docx

    level = LEVELS[1] if full else loosest(page, paper=paper, stretch=_STRETCH, room=_ROOM)
    document = docx.Document()
    _set_sheet(document, paper)
    _set_styles(document, page, level)
    _set_properties(document, briefing, page)
    _write(document, page, level, paper)
    _write_footer(document, page)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repeatable(buffer.getvalue())


def _set_sheet(document: Any, paper: str) -> None:
    from docx.shared import Pt

    sheet, section = PAPERS[paper], document.sections[0]
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    section.left_margin = section.right_margin = Pt(sheet.margin_x)
    section.top_margin = section.bottom_margin = Pt(_MARGIN_Y)
    section.header_distance = section.footer_distance = Pt(_MARGIN_Y * 0.75)


def _set_styles(document: Any, page: Page, level: Level) -> None:
    body, gap, leading = level.body, level.section_gap, level.leading
    _style(document, "Normal", size=body, line=body * leading, page=page)
    _style(document, "Heading 1", size=level.headline, line=level.headline * 1.2, after=gap * 0.5, bold=True, page=page)
    _style(
        document, "Heading 2", size=body, line=body * leading, before=gap * 0.8, after=gap * 0.2, bold=True,
        color=_ACCENT, page=page,
    )  # fmt: skip
    _style(
        document, "Heading 3", size=body, line=body * leading, before=level.item_gap, after=level.item_gap, bold=True,
        page=page,
    )  # fmt: skip
    _style(document, "List Bullet", size=body, line=body * leading, after=level.item_gap, page=page, hanging=body * 1.1)
    _style(document, "Intense Quote", size=level.lead, line=level.lead * leading, after=gap * 0.7, page=page, bar=True)
    _style(document, "Footer", size=level.small, line=level.small * 1.35, after=1.5, color=_SOFT, page=page)


def _style(
    document: Any,
    name: str,
    *,
    size: float,
    line: float,
    page: Page,
    before: float = 0,
    after: float = 0,
    bold: bool = False,
    color: str = "000000",
    hanging: float = 0,
    bar: bool = False,
) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = document.styles[name]
    font, paragraph = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = _FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(color)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute, value in (("ascii", _FONT), ("hAnsi", _FONT), ("eastAsia", _CHINESE_FONT), ("cs", _FONT)):
        fonts.set(qn(f"w:{attribute}"), value)
    language = _child(style.element.get_or_add_rPr(), "w:lang")
    language.set(qn("w:val"), "zh-CN" if page.labels.language == "zh" else "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    paragraph.alignment = 0
    spacing = style.element.get_or_add_pPr().find(qn("w:contextualSpacing"))
    if spacing is not None:  # it would swallow the space between items
        spacing.getparent().remove(spacing)
    if hanging:
        paragraph.left_indent, paragraph.first_line_indent = Pt(hanging), Pt(-hanging)
    if bar:
        paragraph.left_indent, paragraph.right_indent = Pt(10), Pt(0)
        _border(style.element.get_or_add_pPr(), "left", size=16, space=8, color=_ACCENT, only=True)


def _set_properties(document: Any, briefing: Briefing, page: Page) -> None:
    properties = document.core_properties
    properties.title = page.headline[:255]
    properties.author = properties.last_modified_by = "briefing"
    properties.subject = (page.bottom_line.text if page.bottom_line else page.headline)[:255]
    properties.keywords = ", ".join(official.name for official in briefing.event.leaders)[:255]
    properties.comments = " · ".join(page.footer)[:255]
    properties.language = page.labels.language
    properties.category = briefing.kind
    day = briefing.source.published or briefing.event.date
    written = dt.datetime.combine(day, dt.time()) if day and day.year >= 1980 else _DAY
    properties.created = properties.modified = written
    properties.revision = 1


def _write(document: Any, page: Page, level: Level, paper: str) -> None:
    words = page.labels
    document.add_paragraph(page.headline, style="Heading 1")
    if page.bottom_line:
        _runs(document.add_paragraph(style="Intense Quote"), page.bottom_line, page)
    if page.facts:
        _facts(document, page, level, paper)
    if page.event:
        _runs(document.add_paragraph(), page.event, page)
    if page.sites:
        document.add_paragraph(words.sites, style="Heading 2")
        for entry in page.sites:
            _runs(document.add_paragraph(style="List Bullet"), entry, page)
    if page.groups:
        document.add_paragraph(words.directives, style="Heading 2")
    for group in page.groups:
        if group.speaker:
            document.add_paragraph(group.speaker, style="Heading 3")
        for entry in group.entries:
            _runs(document.add_paragraph(style="List Bullet"), entry, page)


def _facts(document: Any, page: Page, level: Level, paper: str) -> None:
    """A table without lines inside: label and value, twice in a row where both are short."""
    from docx.shared import Pt, RGBColor

    label, whole = level.body * 5.2, PAPERS[paper].text_width
    widths = (label, whole / 2 - label, label, whole / 2 - label)
    rows = fact_rows(page.facts)
    table = document.add_table(rows=len(rows), cols=4)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row, facts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
        cells = list(row.cells)
        if len(facts) == 1:
            cells = [cells[0], cells[1].merge(cells[3])]
        for position, fact in enumerate(facts):
            run = cells[2 * position].paragraphs[0].add_run(fact.label)
            run.font.color.rgb = RGBColor.from_string(_SOFT)
            cells[2 * position + 1].paragraphs[0].add_run(fact.value)
    _table_borders(table)


def _table_borders(table: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "B9C1C9")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "0")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.extend([borders, margins])
    else:
        layout.addprevious(borders)
        layout.addnext(margins)


def _runs(paragraph: Any, entry: Entry, page: Page) -> None:
    words = page.labels
    if entry.lead:
        paragraph.add_run(entry.lead).bold = True
        if entry.aside:
            _colored(paragraph.add_run(words.opening + entry.aside + words.closing), _SOFT)
        paragraph.add_run(words.colon)
    paragraph.add_run(entry.text)
    if entry.asked:
        _colored(paragraph.add_run(entry.asked), _ACCENT)
    for mark in entry.marks:
        _colored(paragraph.add_run(words.opening + mark + words.closing), _SOFT)


def _colored(run: Any, color: str) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(color)


def _write_footer(document: Any, page: Page) -> None:
    words, footer = page.labels, document.sections[0].footer
    texts = [page.more, *(words.notices + words.colon + notice for notice in page.notices)]
    texts += [words.source + words.colon + " · ".join(page.source)] if page.source or page.url else []
    paragraphs = [footer.paragraphs[0]]
    for text in filter(None, texts):
        paragraphs[-1].add_run(text)
        paragraphs.append(footer.add_paragraph(style="Footer"))
    if page.url:
        before = paragraphs[-2]
        before.add_run(" · " if page.source else "")
        _link(before, page)
    paragraphs[-1].add_run(" · ".join(page.footer))
    _border(paragraphs[0]._p.get_or_add_pPr(), "top", size=4, space=4, color="B9C1C9")


def _link(paragraph: Any, page: Page) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(page.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(page.address)
    _colored(run, _ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _border(properties: Any, side: str, *, size: int, space: int, color: str, only: bool = False) -> None:
    """A rule at one side of a paragraph; with `only`, the other sides lose theirs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    if only:
        for edge in list(borders):
            borders.remove(edge)
    edge = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(size)), ("space", str(space)), ("color", color)):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)


def _child(parent: Any, tag: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found


def _repeatable(data: bytes) -> bytes:
    """The same archive with a fixed date on each entry."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
