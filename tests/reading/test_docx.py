import io
import zipfile

import docx
import pytest

from briefing.errors import InputError
from briefing.reading import read_bytes

TITLE = "Mayor Lin inspects Qinghe zone"
BODY = "On June 3, Mayor Lin Guodong visited Qinghe zone to inspect key projects. Vice Mayor Hao Min came along."


def packed(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The archive with some parts replaced; the keys are their names with '/' for '__' and '.' for '_xml'."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name.replace("/", "__").replace(".xml", ""), old.read(name)))
    return out.getvalue()


def test_paragraphs_and_tables_in_order() -> None:
    document = docx.Document()
    document.core_properties.title = "Left over from a template"
    document.add_heading(TITLE, 0)
    document.add_paragraph("Source: Qinghe Daily  Time: 2024-06-05")
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate((("Plant", "Output"), ("Boyuan", "15 million"))):
        for column, value in enumerate(cells):
            table.cell(row, column).text = value
    document.add_paragraph("He called on departments to cut approval time.")
    article = read_bytes(packed(document), name="a.docx")
    assert article.title == TITLE
    assert article.source.outlet == "Qinghe Daily"
    assert article.source.encoding == "docx"
    assert article.text.split("\n")[2:] == [
        BODY,
        "Plant\tOutput",
        "Boyuan\t15 million",
        "He called on departments to cut approval time.",
    ]


def test_a_table_used_for_layout_keeps_its_paragraphs() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = TITLE
    cell.add_paragraph(BODY)
    assert read_bytes(packed(document), name="a.docx").text == f"{TITLE}\n{BODY}"


def test_merged_cells_are_printed_once() -> None:
    document = docx.Document()
    document.add_paragraph(BODY)
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "merged"
    assert read_bytes(packed(document), name="a.docx").text.count("merged") == 1


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    document = docx.Document()
    document.add_paragraph("MARK")
    xml = zipfile.ZipFile(io.BytesIO(packed(document))).read("word/document.xml").decode()
    changed = xml.replace(
        "<w:r><w:t>MARK</w:t></w:r>",
        f"<w:r><w:t>{BODY}</w:t></w:r><w:ins w:id='1'><w:r><w:t> It rained.</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText> It snowed.</w:delText></w:r></w:del>",
    )
    assert changed != xml
    article = read_bytes(repacked(packed(document), word__document=changed.encode()), name="a.docx")
    assert article.text == f"{BODY} It rained."


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    document = docx.Document()
    document.add_paragraph(BODY)
    with pytest.raises(InputError, match="unpacks to more"):
        read_bytes(repacked(packed(document), word__document=b"<w:t>" + b" " * 50_000_000), name="a.docx")


def test_broken_and_empty_ones_are_refused_with_advice() -> None:
    empty = packed(docx.Document())
    with pytest.raises(InputError, match="no text"):
        read_bytes(empty, name="a.docx")
    with pytest.raises(InputError, match="not a readable DOCX"):
        read_bytes(repacked(empty, word__document=b"<not xml"), name="a.docx")
    with pytest.raises(InputError, match=r"damaged|not a readable"):
        read_bytes(empty[: len(empty) // 2], name="a.docx")
