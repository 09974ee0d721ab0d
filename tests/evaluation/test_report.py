import json

import pytest

from briefing.evaluation.report import Report, render_report, report_on


@pytest.fixture
def report() -> Report:
    rows = {"a": {"kind": 1.0, "words": 30.0}, "b": {"kind": 0.0, "words": None}, "c": {"kind": 1.0}}
    labels = {"a": ("style wire",), "b": ("style zh", "kind meeting"), "c": ("style zh",)}
    return report_on(rows, labels=labels, measures=("kind", "words"), failures={"b": "read: empty"})


def test_groups_are_taken_apart(report: Report) -> None:
    assert list(report.groups) == ["all", "kind meeting", "style wire", "style zh"]
    assert report.groups["all"]["kind"].mean == pytest.approx(2 / 3)
    assert report.groups["style zh"]["kind"].count == 2
    assert "words" not in report.groups["style zh"]


def test_the_table_shows_means_intervals_counts_and_failures(report: Report) -> None:
    table = render_report(report)
    assert [line.split() for line in table.splitlines()[2:4]] == [["all"], ["cases", "3"]]
    assert "kind meeting        style wire          style zh\n" in table
    assert "cases              1                   1                   2\n" in table
    assert "1.000 [1.000 1.000]" in table
    assert "30.0 [30.0 30.0]" in table
    assert table.endswith("no briefing of b: read: empty")
    assert max(map(len, table.splitlines())) <= 100


def test_json_holds_groups_failures_and_every_case(report: Report) -> None:
    read = json.loads(render_report(report, as_json=True))
    assert read["groups"]["style wire"]["words"] == {"mean": 30.0, "low": 30.0, "high": 30.0, "n": 1}
    assert read["failures"] == {"b": "read: empty"}
    assert read["rows"]["b"] == {"kind": 0.0, "words": None}
