import dataclasses
import re

import pypdfium2
import pytest

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import missing_glyphs, render_bytes
from briefing.rendering.page import page, plain
from briefing.rendering.pdf import page_count, render_pdf


def opened(data: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(data)


def said(data: bytes) -> str:
    """The text that can be selected, blanks removed."""
    document = opened(data)
    text = "".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    document.close()
    return re.sub(r"[\s\u200b\ufffe]+", "", text)


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_one_sheet_of_the_paper_asked_for(sample: Briefing, paper: str, size: tuple[int, int]) -> None:
    data = render_bytes(sample, "pdf", paper=paper)  # type: ignore[arg-type]
    document = opened(data)
    assert len(document) == page_count(data) == 1
    assert tuple(map(round, document[0].get_size())) == size
    document.close()


def test_all_that_the_page_says_can_be_selected(sample: Briefing) -> None:
    text = said(render_bytes(sample, "pdf"))
    for entry in page(sample).lines:
        for part in (entry.lead, entry.text, entry.asked):
            assert bare(part) in text
    assert bare(page(sample).headline) in text
    assert bare(page(sample).footer[0]) in text


def test_the_file_says_what_it_is(small: Briefing) -> None:
    document = opened(render_bytes(small, "pdf"))
    told = document.get_metadata_dict()
    assert told["Title"] == small.headline
    assert told["Author"] == "briefing (embedded)"
    assert "Lin Guodong" in told["Keywords"]
    document.close()


def test_headings_are_outlined(chinese: Briefing) -> None:
    document = opened(render_bytes(chinese, "pdf"))
    outline = [(item.level, item.get_title()) for item in document.get_toc()]
    assert outline == [
        (0, "林国栋调研重点项目建设"),
        (1, "考察点位"),
        (1, "工作要求"),
        (2, "林国栋"),
        (2, "方若妍"),
    ]
    document.close()


def test_the_source_is_linked_and_the_file_is_tagged_in_its_language(small: Briefing, chinese: Briefing) -> None:
    data = render_bytes(small, "pdf")
    assert b"https://www.qinghe.example/2024/0605.html" in data
    assert b"/MarkInfo" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"/Lang(en)" in data
    assert b"/Lang(zh" in render_bytes(chinese, "pdf")


def test_the_same_briefing_gives_the_same_bytes(sample: Briefing) -> None:
    assert render_bytes(sample, "pdf") == render_bytes(sample, "pdf")


def test_only_our_own_fonts_are_used(sample: Briefing) -> None:
    named = re.findall(rb"/FontName/([A-Za-z+\-]+)", render_bytes(sample, "pdf"))
    assert named
    assert all(b"BriefingSans" in name for name in named)


def test_characters_that_the_fonts_lack_are_shown_by_their_codes_and_reported(small: Briefing) -> None:
    briefing = dataclasses.replace(small, headline="Mayor 한 visits 😀 Zone")
    assert missing_glyphs(briefing) == ("한", "😀")
    text = said(render_bytes(briefing, "pdf"))
    assert "Mayor[U+D55C]visits[U+1F600]Zone" in text
    assert "U+D55CU+1F600" in text.replace("[", "").replace("]", "")
    assert missing_glyphs(small) == ()


def test_markup_of_the_typesetter_stays_text(small: Briefing) -> None:
    headline = r'#panic("x") $x$ *b* `c` @ref <label> \u{41} #sys.inputs'
    assert bare(headline) in said(render_bytes(dataclasses.replace(small, headline=headline), "pdf"))


def test_lines_lengthened_by_hand_push_the_last_ones_off_and_that_is_said(ten_sites: Briefing) -> None:
    long = tuple(
        dataclasses.replace(d, summary="Keep " + "every road open " * 30, method="edited") for d in ten_sites.directives
    )
    briefing = dataclasses.replace(ten_sites, directives=long)
    data = render_bytes(briefing, "pdf")
    assert page_count(data) == 1
    assert re.search(r"[1-9]moreinthefullbriefing", said(data))


def test_all_pages_hold_everything(ten_sites: Briefing) -> None:
    long = tuple(dataclasses.replace(d, summary="Keep " + "every road open " * 30) for d in ten_sites.directives)
    briefing = dataclasses.replace(
        ten_sites, directives=long, sites=tuple(dataclasses.replace(s, on_page=False) for s in ten_sites.sites)
    )
    data = render_bytes(briefing, "pdf", pages="full")
    assert page_count(data) > 1
    assert all(bare(plain(item.summary)) in said(data) for item in (*briefing.sites, *briefing.directives))


def test_a_page_that_cannot_be_made_smaller_is_an_error(small: Briefing) -> None:
    shown = page(small, full=True)
    flooded = dataclasses.replace(shown, groups=(), sites=(), notices=("note " * 40,) * 400)
    with pytest.raises(RenderError, match="more than one sheet"):
        render_pdf(small, flooded)


@pytest.mark.parametrize(
    ("text", "region"), [("林国栋到企业调研", b"CN"), ("林國棟書記對企業發展進行視察，與會議", b"TW")]
)
def test_traditional_text_asks_for_traditional_forms(chinese: Briefing, text: str, region: bytes) -> None:
    event = dataclasses.replace(chinese.event, evidence=())
    briefing = dataclasses.replace(chinese, text=text, event=event, sites=(), directives=())
    assert b"/Lang(zh-" + region in render_bytes(briefing, "pdf")
