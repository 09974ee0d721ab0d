"""Where rows go: a CSV file that spreadsheets can open without running anything, a Parquet file, a sheet of a workbook.

All take a row at a time, and repeat their bytes.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from briefing.batch.columns import Column
from briefing.records import Span
from briefing.rendering.wrapping import wrapped

Value = str | int | bool | dt.date | Sequence[str] | Sequence[Span] | None
Row = Sequence[Value]
Cell = str | int | bool | dt.date | None
Cells = Sequence[Cell]

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")
_HALF = re.compile("[\ud800-\udfff]")
# What a spreadsheet takes for a formula at the head of a cell; and behind any character that it may, by its settings,
# take for the end of a cell, quoted or not.
_FORMULA = re.compile(r"(^|[;,|])([\s\"'\u200b-\u200f\u2060\ufeff]*)([=+\-@＝＋－＠])")
_ROWS_A_GROUP = 5_000  # of a Parquet file
_SHEET_ROWS = 1_048_576
_CELL_CHARS = 32_767
_LINE_HEIGHT, _MOST_HEIGHT = 15, 409  # points
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001  a workbook's time has no zone; fixed, so that bytes repeat
_FIRST_DAY = dt.date(1900, 3, 1)  # before it, spreadsheets' calendars are wrong or end


class Sink(Protocol):
    """Takes the rows of one table."""

    def write(self, row: Row, cells: Cells) -> None:
        """Adds a row: one value a column, and each `flat`, as one cell holds it."""


def plain(text: str) -> str:
    """`text` on one line, without characters that a table cannot hold."""
    return _HALF.sub("\ufffd", _UNPRINTABLE.sub(" ", text))


def harmless(text: str) -> str:
    """`text` with an apostrophe before whatever a spreadsheet might take for a formula."""
    return _FORMULA.sub(r"\1\2'\3", text)


def put(sinks: Sequence[Sink], rows: Iterable[Row]) -> None:
    """Adds each row to each sink."""
    for row in rows:
        cells = [flat(value) for value in row]
        for sink in sinks:
            sink.write(row, cells)


def flat(value: Value) -> Cell:
    """`value` as one cell holds it: texts joined by "; ", spans like "12..85"."""
    if value is None or isinstance(value, str):
        return plain(value) if value else None
    if isinstance(value, bool | int | dt.date):
        return value
    return (
        "; ".join(f"{v.start}..{v.end}" if isinstance(v, Span) else plain(v).replace(";", ",") for v in value) or None
    )


class CsvSink:
    """A CSV file (RFC 4180) in UTF-8 with a byte-order mark."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([column.name for column in columns])

    def write(self, row: Row, cells: Cells) -> None:  # noqa: ARG002
        """As `Sink.write`."""
        self._writer.writerow([_csv_cell(cell) for cell in cells])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()


def _csv_cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


class ParquetSink:
    """A Parquet file; texts and spans are lists in it."""

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        types = {
            "text": pa.string(),
            "texts": pa.list_(pa.string()),
            "date": pa.date32(),
            "count": pa.int32(),
            "flag": pa.bool_(),
            "spans": pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())])),
        }
        self._schema = pa.schema([(column.name, types[column.kind]) for column in columns])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._columns: list[list[Any]] = [[] for _ in columns]

    def write(self, row: Row, cells: Cells) -> None:  # noqa: ARG002
        """As `Sink.write`."""
        for values, value in zip(self._columns, row, strict=True):
            values.append(_parquet_value(value))
        if len(self._columns[0]) >= _ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        arrays = [pa.array(values, type=field.type) for values, field in zip(self._columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        for values in self._columns:
            values.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self._columns[0]:
            self._flush()
        self._writer.close()


def _parquet_value(value: Value) -> object:
    if value is None or isinstance(value, str):
        return plain(value) if value else None
    if isinstance(value, bool | int | dt.date):
        return value
    return [{"start": v.start, "end": v.end} if isinstance(v, Span) else plain(v) for v in value]


class Workbook:
    """An XLSX workbook; what it holds until its end lies in files of `folder`, not in memory."""

    def __init__(self, path: Path, *, folder: Path) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(
            str(path),
            {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._book.set_properties({"created": _CREATED})
        self._sheets: list[SheetSink] = []
        self.formats = {
            "head": self._book.add_format({"bold": True, "bottom": 1}),
            "date": self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
            "cell": self._book.add_format({"valign": "top"}),
            "wrapped": self._book.add_format({"valign": "top", "text_wrap": True}),
        }

    def sheet(self, name: str, columns: Sequence[Column], *, wrap: bool = False) -> "SheetSink":
        """A sheet for one table; with `wrap` it is one to read and print: lines break inside the cells."""
        self._sheets.append(SheetSink(self, name, columns, wrap=wrap))
        return self._sheets[-1]

    def add(self, name: str) -> Any:
        """A new sheet of the underlying library."""
        return self._book.add_worksheet(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        from xlsxwriter.exceptions import XlsxWriterException

        if kind is not None:
            self._give_up()
            return
        try:
            for sheet in self._sheets:
                sheet.end()
            self._book.close()
        except (XlsxWriterException, OSError) as failure:
            self._give_up()
            raise OSError(None, f"the workbook cannot be written: {failure}") from failure

    def _give_up(self) -> None:
        """Closes what the library leaves open, and keeps it from complaining that the workbook was never closed."""
        self._book.fileclosed = 1
        for sheet in self._book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()


class SheetSink:
    """A sheet of a workbook, continued on another where it is full."""

    def __init__(self, book: Workbook, name: str, columns: Sequence[Column], *, wrap: bool) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._wrap, self._cell = wrap, book.formats["wrapped" if wrap else "cell"]
        self._count = 0
        self._open()

    def _open(self) -> None:
        self._count += 1
        self._sheet = self._book.add(self._name if self._count == 1 else f"{self._name} {self._count}")
        for at, column in enumerate(self._columns):
            self._sheet.set_column(at, at, column.width)
            self._sheet.write_string(0, at, column.name, self._book.formats["head"])
        self._sheet.freeze_panes(1, 1)
        if self._wrap:
            self._sheet.set_landscape()
            self._sheet.fit_to_pages(1, 0)
            self._sheet.repeat_rows(0)
        self._next = 1

    def write(self, row: Row, cells: Cells) -> None:  # noqa: ARG002
        """As `Sink.write`."""
        if self._next == _SHEET_ROWS:
            self.end()
            self._open()
        if self._wrap:  # not every spreadsheet finds the height of such a row by itself
            lines = [
                len(wrapped(str(cell or ""), column.width)) for cell, column in zip(cells, self._columns, strict=True)
            ]
            self._sheet.set_row(self._next, min(_LINE_HEIGHT * max(lines), _MOST_HEIGHT))
        for at, cell in enumerate(cells):
            self._write_cell(at, cell)
        self._next += 1

    def end(self) -> None:
        """Offers filters over what was written."""
        self._sheet.autofilter(0, 0, max(self._next - 1, 1), len(self._columns) - 1)

    def _write_cell(self, at: int, value: Cell) -> None:
        if isinstance(value, dt.date):
            if value >= _FIRST_DAY:
                self._sheet.write_datetime(self._next, at, value, self._book.formats["date"])
                return
            value = value.isoformat()
        if isinstance(value, bool):
            self._sheet.write_boolean(self._next, at, value, self._cell)
        elif isinstance(value, int):
            self._sheet.write_number(self._next, at, value, self._cell)
        elif value is not None:
            cut = value if len(value.encode("utf-16-le")) <= 2 * _CELL_CHARS else value[: _CELL_CHARS // 2] + " …"
            self._sheet.write_string(self._next, at, cut, self._cell)

    def choices(self, name: str, allowed: Sequence[str], *, rows: int) -> None:
        """Offers `allowed` for the column `name` of the first `rows` rows."""
        at = next(k for k, column in enumerate(self._columns) if column.name == name)
        self._sheet.data_validation(1, at, max(rows, 1), at, {"validate": "list", "source": list(allowed)})
