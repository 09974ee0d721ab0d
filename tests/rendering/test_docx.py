import dataclasses
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from briefing.records import Briefing
from briefing.rendering import render_bytes
from briefing.rendering.page import page


def opened(briefing: Briefing, **options: str) -> "docx.document.Document":
    return docx.Document(io.BytesIO(render_bytes(briefing, "docx", **options)))  # type: ignore[arg-type]


def paragraphs(briefing: Briefing, style: str) -> list[str]:
    return [p.text for p in opened(briefing).paragraphs if p.style.name == style]


def test_headings_and_lists_are_real_styles(small: Briefing) -> None:
    assert paragraphs(small, "Heading 1") == [small.headline]
    assert paragraphs(small, "Heading 2") == ["Sites visited", "Directives"]
    assert len(paragraphs(small, "List Bullet")) == 7
    assert paragraphs(small, "Intense Quote") == [small.bottom_line]


def test_speakers_are_headings_of_the_third_level(chinese: Briefing) -> None:
    assert paragraphs(chinese, "Heading 3") == ["林国栋", "方若妍"]


def test_it_says_all_that_the_page_says(sample: Briefing) -> None:
    document = opened(sample)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    footer = [p.text for p in document.sections[0].footer.paragraphs]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells, *footer])
    shown = page(sample)
    for part in (shown.headline, *(fact.value for fact in shown.facts), *shown.notices, *shown.source, *shown.footer):
        assert part in text
    for entry in shown.lines:
        assert entry.text + entry.asked in text
        assert entry.lead in text


def test_core_properties_are_set(small: Briefing) -> None:
    properties = opened(small).core_properties
    assert properties.title == small.headline
    assert properties.subject == small.bottom_line
    assert properties.keywords == "Lin Guodong"
    assert properties.language == "en"
    assert properties.created.date() == small.source.published


@pytest.mark.parametrize("style", ["Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Footer"])
def test_each_style_names_an_east_asian_font(chinese: Briefing, style: str) -> None:
    fonts = opened(chinese).styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"
    assert fonts.get(qn("w:eastAsiaTheme")) is None


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_sheet_is_the_one_asked_for(small: Briefing, paper: str, width: int) -> None:
    assert round(opened(small, paper=paper).sections[0].page_width.pt) == width


def test_body_text_is_never_under_nine_points(ten_sites: Briefing) -> None:
    styles = opened(ten_sites).styles
    assert min(styles[name].font.size.pt for name in ("Normal", "List Bullet", "Intense Quote")) >= 9


def test_the_same_briefing_gives_the_same_bytes(sample: Briefing) -> None:
    first = render_bytes(sample, "docx")
    assert first == render_bytes(sample, "docx")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_source_is_linked(small: Briefing) -> None:
    links = [rel.target_ref for rel in opened(small).sections[0].footer.part.rels.values() if rel.is_external]
    assert links == [small.source.url]


def test_nothing_of_a_hostile_article_breaks_the_file(hostile: Briefing) -> None:
    assert "<script>alert(1)</script>" in "".join(paragraphs(hostile, "List Bullet"))
    control = dataclasses.replace(hostile, headline="a\x00b\x0bc\ud800d\ufffe")
    assert paragraphs(control, "Heading 1") == ["a b cd"]


@pytest.mark.office
def test_one_sheet_in_libreoffice_with_either_set_of_fonts(
    office: Callable[..., list[bytes]],
    few_fonts: Path,
    crowded: list[Briefing],
    sheets: Callable[[bytes], int],
) -> None:
    for paper in ("a4", "letter"):
        documents = [render_bytes(briefing, "docx", paper=paper) for briefing in crowded]  # type: ignore[arg-type]
        for fonts in (None, few_fonts):
            assert [sheets(pdf) for pdf in office(documents, fonts)] == [1] * len(crowded)
