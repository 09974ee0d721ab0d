import json
from pathlib import Path
from typing import Any

import pytest

from briefing.errors import InputError
from briefing.evaluation.cases import Case, Demand, read_cases

RAW: dict[str, Any] = {
    "id": "007",
    "kind": "not-a-visit",
    "style": "wire",
    "event": {"date": "2021-03-02", "leader": "Ilse Brandt", "leader_title": "Mayor", "place": None, "companions": []},
    "sites": [{"name": "Fish Hall", "observed_terms": ["cold rooms"], "demand_terms": ["ice"]}],
    "directives": [{"speaker": "Ilse Brandt", "terms": ["sell", "ice"]}],
    "reference": {"event": "She came.", "sites": ["Fish Hall: saw cold rooms."], "directives": ["Sell ice."]},
    "reference_plain": {"event": "", "sites": [], "directives": ["Sell it."]},
}


def test_an_annotated_article_gives_its_facts(case: Case) -> None:
    assert (case.leader, case.leader_title, case.place) == (
        "Kavita Deshmukh",
        "Agriculture Minister",
        "Pimpalner Taluka",
    )
    assert case.companions == ("Arvind Salunke",)
    assert case.site_names == ("Borgaon Seed Store", "Talwade Dam")
    assert case.briefing_kind == "visit"


def test_a_demand_keeps_its_speaker_and_the_words_that_matter(case: Case) -> None:
    assert case.demands == (
        Demand(speaker="Kavita Deshmukh", terms=("banks", "release", "crop", "loans", "before", "month")),
        Demand(speaker="Arvind Salunke", terms=("dealer", "sell", "fertiliser", "above", "printed", "price")),
    )


def test_a_reference_has_the_names_of_a_stop_before_its_line(case: Case) -> None:
    assert len(case.references) == 1
    assert "Talwade Dam: Also visited. Banks must release" in case.references[0]


def write(folder: Path, raw: dict[str, Any], stem: str = "007") -> None:
    (folder / f"{stem}.json").write_text(json.dumps(raw), encoding="utf-8")
    (folder / f"{stem}.txt").write_text("Mayor Ilse Brandt went to the Fish Hall.", encoding="utf-8")


def test_a_case_is_read_from_its_text_and_its_json(tmp_path: Path) -> None:
    write(tmp_path, RAW)
    (case,) = read_cases(tmp_path)
    assert case.text.startswith("Mayor Ilse Brandt")
    assert case.briefing_kind == "other"
    assert case.site_terms == ("cold rooms", "ice")
    assert case.references == ("She came. Fish Hall: saw cold rooms. Sell ice.", "Sell it.")


def test_halves_go_by_the_last_number_of_the_name(tmp_path: Path) -> None:
    for stem in ("001", "002", "x-103"):
        write(tmp_path, RAW, stem)
    assert [c.id for c in read_cases(tmp_path, half="odd")] == ["001", "x-103"]
    assert [c.id for c in read_cases(tmp_path, half="even")] == ["002"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "tour"}, "KeyError: 'tour'"),
        ({"sites": [{}]}, "KeyError: 'name'"),
        ({"directives": None}, "TypeError"),
    ],
)
def test_a_broken_case_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    write(tmp_path, RAW | change)
    with pytest.raises(InputError) as caught:
        read_cases(tmp_path)
    assert message in str(caught.value)
    assert "007.json" in str(caught.value)


def test_a_folder_with_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither annotated articles"):
        read_cases(tmp_path)
