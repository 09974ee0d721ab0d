import csv
import datetime as dt
import zipfile
from pathlib import Path

import pytest

from briefing.batch.columns import STOPS, Column
from briefing.batch.sinks import CsvSink, ParquetSink, Row, Workbook, flat, harmless, put
from briefing.records import Span

COLUMNS = (
    Column(name="text", kind="text", meaning="", width=10),
    Column(name="texts", kind="texts", meaning="", width=10),
    Column(name="day", kind="date", meaning="", width=10),
    Column(name="count", kind="count", meaning="", width=10),
    Column(name="flag", kind="flag", meaning="", width=10),
    Column(name="spans", kind="spans", meaning="", width=10),
)
SPAN = Span(start=3, end=7, text="four")
FULL: Row = ("Qinghe", ("a", "b"), dt.date(2024, 6, 3), 7, True, (SPAN,))
EMPTY: Row = (None, (), None, 0, False, ())


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        " =1",
        "\u200b=1",
        '"=1',
        "＝1+1",
        "ok;=1",
        "ok, +1",
        "ok|-1",
        "a;\"=cmd|' /C calc'!A0",
    ],
)
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = harmless(text)
    assert cell != text
    for separator in ";,|":
        for piece in cell.split(separator):
            assert piece.strip(" \"'\u200b")[:1] not in tuple("=+-@＝＋－＠") or piece.lstrip(' "\u200b')[0] == "'"


@pytest.mark.parametrize("text", ["Qinghe", "3-5 June", "a=b", "2024-06-03", "key demand: check 12 plants", "a@b.cn"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


def test_values_are_told_in_one_cell() -> None:
    assert [flat(value) for value in FULL] == ["Qinghe", "a; b", dt.date(2024, 6, 3), 7, True, "3..7"]
    assert [flat(value) for value in EMPTY] == [None, None, None, 0, False, None]
    assert flat("two\r\nlines\x00and\x0bmore\udcff") == "two lines and more\ufffd"
    assert flat(("one; two", "three")) == "one, two; three"


def test_a_csv_file_has_a_byte_order_mark_and_reads_back(tmp_path: Path) -> None:
    with CsvSink(tmp_path / "t.csv", COLUMNS) as sink:
        put([sink], [FULL, EMPTY, ('say "hi", 青河', (), None, -2, False, (SPAN, SPAN))])
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbftext,texts")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        [column.name for column in COLUMNS],
        ["Qinghe", "a; b", "2024-06-03", "7", "true", "3..7"],
        ["", "", "", "0", "false", ""],
        ['say "hi", 青河', "", "", "-2", "false", "3..7; 3..7"],
    ]


def test_a_parquet_file_keeps_types_and_lists(tmp_path: Path) -> None:
    from pyarrow import parquet

    with ParquetSink(tmp_path / "t.parquet", COLUMNS) as sink:
        put([sink], [FULL, EMPTY])
    table = parquet.read_table(tmp_path / "t.parquet")
    assert [str(field.type) for field in table.schema][:5] == [
        "string",
        "list<element: string>",
        "date32[day]",
        "int32",
        "bool",
    ]
    assert table.to_pylist() == [
        {
            "text": "Qinghe",
            "texts": ["a", "b"],
            "day": dt.date(2024, 6, 3),
            "count": 7,
            "flag": True,
            "spans": [{"start": 3, "end": 7}],
        },
        {"text": None, "texts": [], "day": None, "count": 0, "flag": False, "spans": []},
    ]


def test_a_long_table_is_written_in_pieces(tmp_path: Path) -> None:
    from pyarrow import parquet

    with ParquetSink(tmp_path / "t.parquet", COLUMNS) as sink:
        put([sink], (("x", (), None, number, False, ()) for number in range(12_001)))
    file = parquet.ParquetFile(tmp_path / "t.parquet")
    assert file.num_row_groups == 3
    assert file.read(["count"])["count"].to_pylist() == list(range(12_001))


def test_a_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    from pyarrow import parquet

    with ParquetSink(tmp_path / "t.parquet", STOPS):
        pass
    assert parquet.read_table(tmp_path / "t.parquet").column_names == [column.name for column in STOPS]


def test_a_full_sheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.batch.sinks._SHEET_ROWS", 4)
    with Workbook(tmp_path / "t.xlsx", folder=tmp_path) as book:
        put([book.sheet("long", COLUMNS)], [FULL] * 5)
    book_xml = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/workbook.xml").decode()
    assert 'name="long"' in book_xml
    assert 'name="long 2"' in book_xml


def test_a_sheet_takes_any_date_and_any_length(tmp_path: Path) -> None:
    with Workbook(tmp_path / "t.xlsx", folder=tmp_path) as book:
        put([book.sheet("odd", COLUMNS)], [("字" * 40_000, (), dt.date(1899, 12, 31), 1, True, ())])
    sheet = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "1899-12-31" in sheet
    assert "字" * 16_000 + "字" in sheet
    assert "字" * 32_768 not in sheet


def test_a_workbook_that_fails_leaves_no_warning_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Workbook(tmp_path / "t.xlsx", folder=tmp_path):
        raise ZeroDivisionError
    assert not (tmp_path / "t.xlsx").exists()


def test_a_workbook_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="the workbook cannot be written"):  # noqa: SIM117  it is the end that fails
        with Workbook(tmp_path / "no such folder" / "t.xlsx", folder=tmp_path) as book:
            put([book.sheet("a", COLUMNS)], [FULL])
