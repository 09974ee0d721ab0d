from pathlib import Path

import pytest

from briefing.errors import InputError
from briefing.evaluation.corpus import files_of
from briefing.evaluation.evaluate import evaluate
from briefing.evaluation.floors import (
    Floors,
    bounds_from,
    digest_of,
    means_of,
    read_floors,
    shortfalls,
    tightened,
    write_floors,
)
from briefing.pipeline import Pipeline

CORPUS = Path(__file__).parent.parent / "corpus"


def test_briefings_of_the_corpus_stay_above_the_floors(pipeline: Pipeline) -> None:
    floors = read_floors(CORPUS / "floors.toml")
    assert floors.digest == digest_of(files_of(CORPUS)), "the corpus changed: run benchmarks/floors.py --anew"
    assert floors.model == pipeline.summariser.info.name
    report = evaluate(CORPUS, pipeline=pipeline)
    assert report.failures == {}
    assert shortfalls(means_of(report.rows), floors.bounds) == ()


def test_means_are_taken_over_all_and_over_either_half() -> None:
    means = means_of({"11-001": {"kind": 1.0}, "11-002": {"kind": 0.0}, "11-003": {"kind": 1.0, "rl": None}})
    assert means == {"all": {"kind": pytest.approx(2 / 3)}, "odd": {"kind": 1.0}, "even": {"kind": 0.0}}


def test_bounds_leave_room_for_another_machine_but_none_for_inventions() -> None:
    bounds = bounds_from({"all": {"rl": 0.5, "evidence_words": 30.0, "unsupported": 0.0, "kind": 0.0}})
    assert bounds == {"all": {"rl": 0.49, "evidence_words": 31.0, "unsupported": 0.0, "kind": 0.0}}


def test_what_misses_its_bound_is_named() -> None:
    bounds = {"all": {"kind": 0.9, "evidence_words": 30.0, "place": 0.5}}
    assert shortfalls({"all": {"kind": 0.9, "evidence_words": 30.0, "place": 0.5}}, bounds) == ()
    assert shortfalls({"all": {"kind": 0.89, "evidence_words": 31.0}}, bounds) == (
        "all: kind 0.890 is below 0.900",
        "all: evidence_words 31.000 is above 30.000",
        "all: place was not measured",
    )


def test_bounds_are_raised_never_lowered() -> None:
    old = {"all": {"kind": 0.9, "evidence_words": 30.0}}
    new = {"all": {"kind": 0.8, "evidence_words": 28.0, "rl": 0.5}, "odd": {"kind": 0.7}}
    assert tightened(old, by=new) == {"all": {"kind": 0.9, "evidence_words": 28.0, "rl": 0.5}, "odd": {"kind": 0.7}}
    assert old == {"all": {"kind": 0.9, "evidence_words": 30.0}}


def test_a_floors_file_reads_back(tmp_path: Path) -> None:
    floors = Floors(digest="ab", model="embedded", bounds={"all": {"kind": 0.9}, "odd": {"rl": 0.5}})
    write_floors(tmp_path / "floors.toml", floors, comment="one\ntwo")
    assert read_floors(tmp_path / "floors.toml") == floors
    assert (tmp_path / "floors.toml").read_text(encoding="utf-8").startswith("# one\n# two\ndigest")


@pytest.mark.parametrize(
    "text",
    ["digest = ", 'model = "x"', 'digest = "a"\nmodel = "b"\nall = 3', 'digest = "a"\nmodel = "b"\n[all]\nkind = "x"'],
)
def test_a_broken_floors_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "floors.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="not a floors file"):
        read_floors(tmp_path / "floors.toml")
    with pytest.raises(InputError, match="No such file"):
        read_floors(tmp_path / "gone.toml")


def test_the_digest_knows_names_and_contents_but_no_line_ends(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_bytes(b"a\nb"), two.write_bytes(b"c")
    digest = digest_of([one, two])
    assert digest == digest_of([two, one])
    one.write_bytes(b"a\r\nb")
    assert digest == digest_of([one, two])
    one.write_bytes(b"a\nB")
    assert digest != digest_of([one, two])
