import io
import zlib

import pytest

from briefing.errors import InputError
from briefing.reading import read_bytes

TITLE = "Mayor Lin inspects Qinghe zone"
FIRST = (
    "On June 3, Mayor Lin Guodong visited Qinghe High-tech Zone to inspect key projects",
    "and the production of enterprises there. Vice Mayor Hao Min accompanied him on",
    "the tour of the zone.",
)
SECOND = (
    "At the Boyuan battery plant, Lin Guodong walked through the second workshop and",
    "asked about orders, staffing and energy use at the plant during the last quarter of",
)
THIRD = ("the year, and about safety.",)


def pdf(pages: list[list[str]], *, title: str = "", encrypted: bool = False) -> bytes:
    """A minimal PDF in Helvetica 12 with one row every 15 points; an empty row is a gap."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        rows = (f"BT /F1 12 Tf 60 {780 - 15 * row} Td ({text}) Tj ET\n" for row, text in enumerate(lines) if text)
        packed = zlib.compress("".join(rows).encode("latin-1"))
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects.append(page % len(objects))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    objects.append(b"<</Title(%s)>>" % title.encode("latin-1"))
    extra = b"/Info %d 0 R" % len(objects)
    if encrypted:
        lock = b"<" + b"41" * 32 + b">"
        objects.append(b"<</Filter/Standard/V 1/R 2/O %s/U %s/P -4>>" % (lock, lock))
        extra += b"/Encrypt %d 0 R/ID[%s %s]" % (len(objects), lock, lock)
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra, start))
    return out.getvalue()


def test_lines_of_a_paragraph_are_joined_and_paragraphs_stay_apart() -> None:
    article = read_bytes(pdf([[TITLE, "", *FIRST, "", *SECOND, *THIRD]]), name="a.pdf")
    assert article.text.split("\n") == [TITLE, " ".join(FIRST), " ".join((*SECOND, *THIRD))]
    assert article.title == TITLE
    assert article.source.encoding == "pdf"


def test_running_heads_and_page_numbers_do_not_cut_sentences() -> None:
    pages = [
        ["Qinghe Daily 5 June 2024", "", TITLE, "", *FIRST, "", *SECOND, "", "1"],
        ["Qinghe Daily 5 June 2024", "", *THIRD, "", "The mayor then left for the county hospital.", "", "2"],
    ]
    article = read_bytes(pdf(pages), name="a.pdf")
    assert " ".join((*SECOND, *THIRD)) in article.text
    assert article.text.count("Qinghe Daily 5 June 2024") == 1
    assert article.furniture[0].text == "Qinghe Daily 5 June 2024"


def test_a_property_title_counts_only_where_it_is_printed() -> None:
    assert read_bytes(pdf([[TITLE, "", *FIRST]], title="Document1.doc"), name="a.pdf").title == TITLE
    assert read_bytes(pdf([[TITLE, "", *FIRST]], title=TITLE), name="a.pdf").title == TITLE


def test_encrypted_damaged_and_empty_ones_are_refused_with_advice() -> None:
    with pytest.raises(InputError, match="password"):
        read_bytes(pdf([[TITLE]], encrypted=True), name="a.pdf")
    with pytest.raises(InputError, match="OCR"):
        read_bytes(pdf([[]]), name="a.pdf")
    with pytest.raises(InputError, match="not a readable PDF"):
        read_bytes(pdf([[TITLE]])[:60], name="a.pdf")
    with pytest.raises(InputError, match="at most 200"):
        read_bytes(pdf([["x"]] * 201), name="a.pdf")


def test_word_suffix_does_not_hide_a_pdf() -> None:
    assert read_bytes(pdf([[TITLE, "", *FIRST]]), name="a.txt").source.encoding == "pdf"
