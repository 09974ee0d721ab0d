"""The tables as their users open them: pandas, DuckDB, LibreOffice."""

import datetime as dt
import os
import re
import subprocess
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefing.batch.columns import SAMPLE, TABLES
from briefing.batch.overview import write_overview
from briefing.records import Briefing, Notice, Official, Source
from tests.batch.invented import invented
from tests.briefings import TEXT, visit
from tests.rendering.conftest import program

ROOT = Path(__file__).parents[2]
DOCUMENTATION = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
Ask = Callable[[str], list[tuple[Any, ...]]]
NASTY = '=HYPERLINK("http://example.com","x")'


def named(name: str, **changes: object) -> tuple[str, Briefing]:
    made = visit(**changes)  # type: ignore[arg-type]
    return f"briefs/{name}.json", replace(made, source=replace(made.source, name=f"{name}.txt"))


def hostile() -> tuple[str, Briefing]:
    """A briefing whose every string is one that a spreadsheet would run, break or swallow."""
    base = visit()
    official = Official(name=NASTY, title='+cmd|" /C calc"!A0')
    event = replace(base.event, leaders=(official,), companions=(Official(name="@SUM(A1)", title=None),), place="-1+1")
    site = replace(base.sites[0], names=("=1+1", "a;=2+2"), observed="\t=3", asked="two\nlines, ＝4", leader=NASTY)
    directive = replace(base.directives[0], speaker=NASTY, summary="ok;=cmd|'/C calc'!A0")
    source = Source(
        name="=evil\udcff.txt", outlet="<script>alert(1)</script>", url="javascript:alert(1)", sha256="0" * 64
    )
    notices = (Notice(code="x", message="y"), Notice(code="x", message="z"))
    return "briefs/=evil.json", replace(
        base,
        event=event,
        sites=(site,),
        directives=(directive,),
        source=source,
        notices=notices,
        title='"=5"',
        text="evil",
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables, index and sample of 40 invented briefings, a hostile one, and two articles about one visit."""
    folder = tmp_path_factory.mktemp("out")
    write_overview(folder, briefings(), sample_size=20)
    return folder


def briefings() -> Iterator[tuple[str, Briefing]]:
    yield named("zz/copy")
    yield from invented(40)
    yield hostile()
    yield named("aa/visit", sites=2, directives=3)


# --- what the rows say ------------------------------------------------------------------------------------------------


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    made: list[dict[str, Any]] = parquet.read_table(out / f"{table}.parquet").to_pylist()
    return made


def test_visits_has_a_row_an_article_sorted_by_input_path(out: Path) -> None:
    articles = [str(row["article"]) for row in rows(out, "visits")]
    assert len(articles) == 43
    assert articles == sorted(articles)


def test_a_visit_is_told_in_full(out: Path) -> None:
    row = next(row for row in rows(out, "visits") if row["article"] == "aa/visit.txt")
    assert row == {
        "article": "aa/visit.txt",
        "date": dt.date(2024, 6, 3),
        "date_end": None,
        "date_text": "June 3",
        "published": dt.date(2024, 6, 5),
        "kind": "visit",
        "language": "en",
        "leader": "Lin Guodong",
        "title": "Mayor",
        "person": row["person"],
        "leaders": ["Lin Guodong (Mayor)"],
        "companions": ["Shao Lihua (Vice Mayor)"],
        "people": row["people"],
        "place": "Qinghe County",
        "sites": ["Hengda Plant"],
        "stop_count": 2,
        "directive_count": 3,
        "companion_count": 1,
        "group": "aa/visit.txt",
        "conflicts": [],
        "headline": "Mayor Lin Guodong visits Qinghe County: Hengda Plant",
        "bottom_line": "Mayor Lin Guodong visited Qinghe County on June 3; key demand: check every workshop before July.",
        "article_title": "Mayor visits Qinghe County",
        "outlet": "Qinghe Daily",
        "url": None,
        "model": "scripted 1",
        "line_count": 4,
        "own_line_count": 0,
        "notices": ["untranslated"],
        "brief": "briefs/aa/visit.json",
        "sha256": "0" * 64,
    }


def test_articles_about_one_visit_have_one_group(out: Path) -> None:
    groups = {row["article"]: row["group"] for row in rows(out, "visits")}
    assert groups["aa/visit.txt"] == groups["zz/copy.txt"] == "aa/visit.txt"
    assert {row["group"] for row in rows(out, "stops") if row["article"] == "zz/copy.txt"} == {"aa/visit.txt"}


def test_a_stop_has_its_events_leader_day_and_place_where_it_has_none_of_its_own(tmp_path: Path) -> None:
    base = visit()
    site = replace(base.sites[0], leader="Shao Lihua", date=dt.date(2024, 6, 4), place="Linchuan")
    path, made = named("a")
    write_overview(tmp_path, [(path, replace(made, sites=(base.sites[0], site)))])
    first, second = rows(tmp_path, "stops")
    assert (first["leader"], first["person"], first["date"], first["place"]) == (
        "Lin Guodong", "Lin Guodong", dt.date(2024, 6, 3), "Qinghe County",
    )  # fmt: skip
    assert (second["stop"], second["leader"], second["date"], second["place"]) == (
        2, "Shao Lihua", dt.date(2024, 6, 4), "Linchuan",
    )  # fmt: skip


def test_evidence_leads_to_the_words_of_the_article(out: Path) -> None:
    for table in ("stops", "directives"):
        row = next(row for row in rows(out, table) if row["article"] == "aa/visit.txt")
        pieces = [TEXT[piece["start"] : piece["end"]] for piece in row["evidence"]]
        assert pieces == [s.text for s in (visit().sites if table == "stops" else visit().directives)[0].evidence]


def test_people_counts_a_visit_once_whatever_the_number_of_articles(tmp_path: Path) -> None:
    path, made = named(
        "c", text="Rice was planted early in Baiyun, whose fields he saw on July 9 with none beside him."
    )
    event = replace(
        made.event,
        date=dt.date(2024, 7, 9),
        leaders=(Official(name="Linguodong", title=None),),
        companions=(),
        place="Baiyun County",
    )
    other = replace(made, event=event, sites=(), directives=(replace(made.directives[0], speaker="Linguodong"),))
    write_overview(tmp_path, [named("a"), named("b"), (path, other)])
    lin, shao = rows(tmp_path, "people")
    assert lin == {
        "person": "Lin Guodong",
        "name": "Lin Guodong",
        "title": "Mayor",
        "titles": ["Mayor"],
        "spellings": ["Lin Guodong", "Linguodong"],
        "article_count": 3,
        "visit_count": 2,
        "led_count": 2,
        "directive_count": 3,
        "first_date": dt.date(2024, 6, 3),
        "last_date": dt.date(2024, 7, 9),
    }
    assert (shao["person"], shao["article_count"], shao["visit_count"], shao["led_count"]) == ("Shao Lihua", 2, 1, 0)


def test_every_person_of_the_other_tables_is_in_people(out: Path) -> None:
    known = {row["person"] for row in rows(out, "people")}
    for table in ("visits", "stops", "directives"):
        assert {row["person"] for row in rows(out, table)} - {None} <= known
    assert {label for row in rows(out, "visits") for label in row["people"]} <= known


def test_the_same_briefings_in_any_order_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    write_overview(tmp_path, reversed(list(briefings())), sample_size=20)
    made = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert len(made) == 11
    for name in made:
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes(), name


def test_nothing_of_the_work_is_left_behind(out: Path) -> None:
    assert not (out / ".briefing" / "overview").exists()


def test_memory_does_not_grow_with_the_articles_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.batch.gathering.card_of", lambda _, made: len(made.text))
    monkeypatch.setattr("briefing.batch.gathering.grouped", lambda cards: (sum(cards), ())[1])

    def peak(count: int) -> int:
        long = ((path, replace(made, text=f"{path} " + "x" * 100_000)) for path, made in invented(count))
        tracemalloc.start()
        try:
            write_overview(tmp_path, long)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1)  # whatever is imported and cached
    assert peak(90) - peak(10) < 2_000_000  # the texts alone differ by 8 million bytes


# --- pandas and DuckDB ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_pandas_reads_both_forms_alike(out: Path, table: str) -> None:
    import pandas as pd

    from_csv = pd.read_csv(out / f"{table}.csv", keep_default_na=False, dtype=str)
    from_parquet = pd.read_parquet(out / f"{table}.parquet")
    assert list(from_csv.columns) == list(from_parquet.columns) == [column.name for column in TABLES[table]]
    assert len(from_csv) == len(from_parquet) > 0
    for column in TABLES[table]:
        if column.kind == "count":
            assert [int(value) for value in from_csv[column.name]] == list(from_parquet[column.name])
        if column.kind == "date":
            assert [value or "None" for value in from_csv[column.name]] == [
                str(value) for value in from_parquet[column.name]
            ]


@pytest.fixture
def ask(out: Path) -> Iterator[Ask]:
    """Asks DuckDB; {} in a question is the folder of the tables."""
    import duckdb

    with duckdb.connect() as db:
        yield lambda question: db.sql(question.format(out)).fetchall()


def test_duckdb_answers_questions(ask: Ask) -> None:
    ((count, dated),) = ask("SELECT count(*), count(date) FROM '{}/visits.parquet'")
    assert count == 43
    assert 0 < dated < 43
    types = dict(ask("SELECT column_name, column_type FROM (DESCRIBE '{}/visits.parquet')"))
    assert (types["date"], types["sites"], types["stop_count"]) == ("DATE", "VARCHAR[]", "INTEGER")
    told = ask("SELECT person, directive_count FROM '{}/people.parquet' WHERE directive_count > 0")
    joined = ask(
        "SELECT person, count(*) FROM '{0}/people.parquet' JOIN '{0}/directives.parquet' USING (person) GROUP BY person"
    )
    assert told
    assert dict(told) == dict(joined)
    offsets = ask("SELECT e.start, e.end FROM (SELECT unnest(evidence) AS e FROM '{}/stops.parquet')")
    assert offsets
    assert all(0 <= start < end for start, end in offsets)


def test_the_question_of_the_documentation_has_an_answer(out: Path, ask: Ask) -> None:
    (question,) = re.findall(r"```sql\n(.*?)```", DOCUMENTATION, re.DOTALL)
    assert ask(question.replace("out/", f"{out}/").replace("> 2", "> 0"))


@pytest.mark.parametrize("table", TABLES)
def test_duckdb_reads_the_csv_files_as_they_are(ask: Ask, out: Path, table: str) -> None:
    types = dict(ask("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{}/@.csv')".replace("@", table)))
    assert list(types) == [column.name for column in TABLES[table]]
    assert ask("SELECT count(*) FROM '{}/@.csv'".replace("@", table)) == [(len(rows(out, table)),)]
    assert {types[c.name] for c in TABLES[table] if c.kind == "count"} == {"BIGINT"}
    if table == "visits":
        assert types["date"] == types["published"] == "DATE"


# --- LibreOffice ------------------------------------------------------------------------------------------------------

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT_P = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"


@pytest.fixture(scope="module")
def opened(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Workbook and CSV files, opened in LibreOffice and saved as flat OpenDocument."""
    office, folder = program("soffice", "libreoffice"), tmp_path_factory.mktemp("opened")
    (folder / "unguarded.csv").write_text("=1+1\n", encoding="utf-8")
    files = [out / "briefings.xlsx", *(out / f"{table}.csv" for table in TABLES), folder / "unguarded.csv"]
    for file in files:
        command = [office, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", "fods"]
        if file.suffix == ".csv":
            command += [
                "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,0,true"
            ]  # with formulas wanted
        subprocess.run(
            [*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=180, env=os.environ
        )
        if not (folder / f"{file.stem}.fods").exists():  # there is a LibreOffice, but none that opens spreadsheets
            program("libreoffice-calc")
    return folder


def sheets(path: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """For each sheet its rows of cells, as type and text; a formula raises."""
    found: dict[str, list[list[tuple[str, str]]]] = {}
    for sheet in etree.parse(path).iter(f"{TABLE}table"):
        rows_ = []
        for row in sheet.iter(f"{TABLE}table-row"):
            cells: list[tuple[str, str]] = []
            for cell in row.iter(f"{TABLE}table-cell"):
                # truth values are read in as these
                assert cell.get(f"{TABLE}formula") in (None, "of:=TRUE()", "of:=FALSE()"), etree.tostring(cell)
                text = "\n".join("".join(p.itertext()) for p in cell.iter(TEXT_P))
                repeated = min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 100)
                cells += [(cell.get(f"{OFFICE}value-type", ""), text)] * repeated
            if any(text for _, text in cells):
                rows_.append(cells)
        found[sheet.get(f"{TABLE}name")] = rows_
    return found


def test_libreoffice_opens_the_workbook_with_all_its_sheets(out: Path, opened: Path) -> None:
    found = sheets(opened / "briefings.fods")
    assert list(found) == [*TABLES, "sample"]
    for table, columns in [*TABLES.items(), ("sample", SAMPLE)]:
        assert [text for _, text in found[table][0][: len(columns)]] == [column.name for column in columns]
    for table in TABLES:
        assert len(found[table]) == 1 + len(rows(out, table))
    evil = next(row for row in found["visits"] if row[0][1].startswith("=evil"))
    assert (evil[7], evil[13]) == (("string", NASTY), ("string", "-1+1"))
    plain = next(row for row in found["visits"] if row[0][1] == "aa/visit.txt")
    assert plain[1] == ("date", "2024-06-03")
    assert plain[15] == ("float", "2")


def test_libreoffice_runs_no_cell_of_a_csv_file(out: Path, opened: Path) -> None:
    with pytest.raises(AssertionError, match="formula"):  # as opened here, it would
        sheets(opened / "unguarded.fods")
    for table in TABLES:
        ((_, found),) = sheets(opened / f"{table}.fods").items()
        assert len(found) == 1 + len(rows(out, table))
    ((_, found),) = sheets(opened / "visits.fods").items()
    assert any(NASTY in text for row in found for _, text in row)  # the words are there, as words


# --- the documentation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [*TABLES, "sample"])
def test_the_documentation_describes_every_column(table: str) -> None:
    section = DOCUMENTATION.split(f"## {table}\n", 1)[1].split("\n## ", 1)[0]
    told = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*?) \|$", section, re.MULTILINE)
    columns = SAMPLE if table == "sample" else TABLES[table]
    assert told == [(column.name, column.kind, column.meaning) for column in columns]
