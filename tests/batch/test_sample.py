import csv
import random
from dataclasses import replace
from pathlib import Path

from briefing.batch.columns import SAMPLE
from briefing.batch.gathering import Entry
from briefing.batch.overview import write_overview
from briefing.batch.sample import draw_sample
from tests.batch.invented import invented
from tests.briefings import visit


def entries(count: int) -> list[Entry]:
    return [Entry(path=path, group=None, briefing=briefing) for path, briefing in invented(count)]


def test_as_many_different_lines_are_drawn_as_are_wanted() -> None:
    rows = draw_sample(entries(40), count=50, seed=0)
    assert len({row[:2] for row in rows}) == 50


def test_a_line_stands_beside_its_evidence() -> None:
    rows = draw_sample([Entry(path="briefs/a.json", group=None, briefing=visit())], count=9, seed=0)
    assert [(row[1], row[2], row[3]) for row in rows] == [
        ("event", "Mayor Lin Guodong visited Qinghe County on June 3 with Vice Mayor Shao Lihua.",
         "On June 3, Mayor Lin Guodong visited Qinghe County with Vice Mayor Shao Lihua."),
        ("stop 1", "Hengda Plant: Looked at 20 new lathes; asked managers to train welders.",
         "At the Hengda Plant he looked at 20 new lathes and asked managers to train welders."),
        ("directive 1", "Check every workshop before July.", "every workshop must be checked before July"),
    ]  # fmt: skip


def test_several_pieces_of_evidence_are_told_apart() -> None:
    base = visit()
    two = replace(base.directives[0], evidence=(*base.directives[0].evidence, base.sites[0].evidence[0]))
    rows = draw_sample([Entry(path="a.json", group=None, briefing=replace(base, directives=(two,)))], count=9, seed=0)
    assert rows[-1][3] == " […] ".join(span.text for span in two.evidence)


def test_a_seed_draws_the_same_lines_and_another_others() -> None:
    first = draw_sample(entries(40), count=20, seed=1)
    assert draw_sample(entries(40), count=20, seed=1) == first
    assert draw_sample(entries(40), count=20, seed=2) != first


def test_the_order_of_articles_decides_that_of_rows_but_not_which_are_drawn() -> None:
    mixed = entries(40)
    random.Random(3).shuffle(mixed)
    assert set(draw_sample(mixed, count=20, seed=1)) == set(draw_sample(entries(40), count=20, seed=1))


def test_every_line_is_as_likely_as_every_other() -> None:
    some = entries(10)
    lines = sum(1 + len(e.briefing.sites) + len(e.briefing.directives) for e in some)
    drawn = [row[:2] for seed in range(400) for row in draw_sample(some, count=lines // 4, seed=seed)]
    counts = [drawn.count(line) for line in set(drawn)]
    assert len(counts) == lines
    assert min(counts) > 60  # a hundred are expected; four deviations are 35
    assert max(counts) < 140


def test_the_file_has_room_for_verdicts_and_none_is_written_unasked(tmp_path: Path) -> None:
    write_overview(tmp_path, invented(5), sample_size=3)
    with (tmp_path / "sample.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    assert list(rows[0]) == [column.name for column in SAMPLE]
    assert {(row["verdict"], row["remark"]) for row in rows} == {("", "")}
    (tmp_path / "sample.csv").unlink()
    write_overview(tmp_path, invented(5))
    assert not (tmp_path / "sample.csv").exists()
