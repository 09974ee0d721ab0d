import dataclasses
from typing import Any

import pytest

from briefing.evaluation.cases import Case, Demand
from briefing.evaluation.measures import BRIEFING_MEASURES, lost, score

Json = dict[str, Any]


def test_a_perfect_briefing_has_full_marks(case: Case, perfect: Json) -> None:
    row = score(case, perfect)
    full = (
        "kind", "leader", "leader_title", "date", "place", "companions_f1", "sites_f1", "directives_f1", "speaker",
        "r1", "length_ratio",
    )  # fmt: skip
    assert {name: row[name] for name in full} == pytest.approx(dict.fromkeys(full, 1.0))
    assert row["rl"] == pytest.approx(0.967, abs=0.002), (
        "names stand together before the lines, in references before each"
    )
    assert row["unsupported"] == 0
    assert row["seq2seq_share"] == pytest.approx(4 / 5)


def test_the_row_holds_known_measures_only(case: Case, perfect: Json) -> None:
    assert set(score(case, perfect)) <= set(BRIEFING_MEASURES)
    assert "date_null" not in score(case, perfect), "the day is known"
    assert "site_terms" not in score(case, perfect), "the case names none"


@pytest.mark.parametrize(("position", "value"), [(0, 1.0), (1, 0.5), (2, 0.5), (3, 0.0)])
def test_the_principal_counts_by_place(case: Case, perfect: Json, position: int, value: float) -> None:
    others = [{"name": f"Other Person{i}", "title": None} for i in range(3)]
    others.insert(position, {"name": "KavitaDeshmukh", "title": "minister of agriculture"})
    perfect["event"]["leaders"] = others
    row = score(case, perfect)
    assert row["leader"] == value
    assert ("leader_title" in row) is (position == 0)


def test_an_unknown_day_must_be_left_open(case: Case, perfect: Json) -> None:
    undated = dataclasses.replace(case, date=None)
    assert score(undated, perfect)["date_null"] == 0
    perfect["event"]["date"] = None
    row = score(undated, perfect)
    assert row["date_null"] == 1
    assert "date" not in row


def test_what_is_no_visit_is_asked_for_neither_date_nor_place(case: Case, perfect: Json) -> None:
    row = score(dataclasses.replace(case, kind="other"), perfect)
    assert row["kind"] == 0
    assert not {"date", "date_null", "place"} & set(row)


def test_names_too_many_and_too_few_cost(case: Case, perfect: Json) -> None:
    perfect["sites"][1]["names"] = ["Talwade Dam", "Fish Hall"]
    perfect["event"]["companions"] = []
    row = score(case, perfect)
    assert row["sites_f1"] == pytest.approx(4 / 5)
    assert row["companions_f1"] == 0


def test_a_demand_is_found_by_its_evidence_not_by_its_line(case: Case, perfect: Json) -> None:
    perfect["directives"][0]["summary"] = "Anything."
    assert score(case, perfect)["directives_f1"] == 1
    perfect["directives"][0]["evidence"] = [{"start": 0, "end": 8, "text": "Minister"}]
    assert score(case, perfect)["directives_f1"] == pytest.approx(0.5)


def test_evidence_of_more_than_ninety_words_finds_nothing(case: Case, perfect: Json) -> None:
    item = perfect["directives"][0]
    item["evidence"] = [{"start": 0, "end": 1, "text": item["evidence"][0]["text"] + " and more" * 60}]
    assert score(case, perfect)["directives_f1"] == pytest.approx(0.5)


def test_a_wrong_speaker_counts_among_the_demands_found(case: Case, perfect: Json) -> None:
    perfect["directives"][1]["speaker"] = "Kavita Deshmukh"
    row = score(case, perfect)
    assert (row["directives_f1"], row["speaker"]) == (1, 0.5)


def test_no_demands_wanted_and_none_given_is_no_case(case: Case, perfect: Json) -> None:
    perfect["directives"] = []
    assert score(case, perfect)["directives_f1"] == 0
    assert score(dataclasses.replace(case, demands=()), perfect)["directives_f1"] is None


def test_terms_are_looked_for_in_all_lines(case: Case, perfect: Json) -> None:
    wanted = dataclasses.replace(case, site_terms=("hybrid maize", "second counter", "cold rooms"))
    assert score(wanted, perfect)["site_terms"] == pytest.approx(2 / 3)


def test_terms_of_demands_are_averaged_by_demand(case: Case, perfect: Json) -> None:
    demands = (
        Demand(speaker=None, terms=("banks",)),
        Demand(speaker=None, terms=("nothing", "absent", "price", "gone")),
    )
    assert score(dataclasses.replace(case, demands=demands), perfect)["directive_terms"] == pytest.approx(
        (1 + 1 / 4) / 2
    )


def test_rouge_is_the_mean_over_the_references(case: Case, perfect: Json) -> None:
    two = dataclasses.replace(case, references=(*case.references, "zebra"))
    assert score(two, perfect)["r1"] == pytest.approx(0.5)


def test_invented_words_are_counted_and_the_date_may_stand(case: Case, perfect: Json) -> None:
    perfect["directives"][0]["summary"] = "By 14 July 2022 banks in Nashik must release 300 loans."
    assert score(case, perfect)["unsupported"] == 2


def test_a_gloss_of_a_chinese_fragment_may_stand(case: Case, perfect: Json) -> None:
    gloss = perfect["directives"][0]
    gloss["summary"] = "Carry out the Rural Revival Plan."
    assert score(case, perfect)["unsupported"] == 3
    gloss["method"] = "glossed"
    assert score(case, perfect)["unsupported"] == 3, "a gloss of English words must keep to them"
    gloss["evidence"] = [{"start": 0, "end": 6, "text": "乡村振兴计划"}]
    assert score(case, perfect)["unsupported"] == 0


def test_evidence_is_counted_in_words(case: Case, perfect: Json) -> None:
    assert score(case, perfect)["evidence_words"] == 10


def test_verbatim_is_the_mean_over_the_lines(case: Case, perfect: Json) -> None:
    perfect["event"]["summary"], perfect["sites"] = "", []
    perfect["directives"][1]["summary"] = "No dealer may sell fertiliser cheaply."
    assert score(case, perfect)["verbatim"] == pytest.approx((1 + 5 / 6) / 2)


def test_a_lost_briefing_scores_nothing_where_it_could_have(case: Case) -> None:
    assert lost(case) == {
        "kind": 0, "leader": 0, "date": 0, "place": 0, "companions_f1": 0, "sites_f1": 0, "directives_f1": 0, "r1": 0,
        "r2": 0, "rl": 0, "directive_terms": 0, "seq2seq_share": 0, "unsupported": 0,
    }  # fmt: skip
