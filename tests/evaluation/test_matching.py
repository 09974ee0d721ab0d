import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.evaluation.matching import (
    f1_of_names,
    has_term,
    longest_run,
    rouge_l,
    rouge_n,
    same_name,
    same_person,
    tokens,
    unsupported,
    verbatim,
)


def test_tokens_are_stems_and_single_ideographs() -> None:
    assert tokens("Inspecting the Factories，高新区!") == ["inspect", "the", "factor", "高", "新", "区"]


def test_rouge_counts_each_word_as_often_as_both_have_it() -> None:
    a, b = ["the", "dam", "the", "dam"], ["the", "dam", "was", "full"]
    assert rouge_n(a, b, 1) == pytest.approx(2 * 2 / 8)
    assert rouge_n(a, b, 2) == pytest.approx(2 * 1 / 6)
    assert rouge_n(a, [], 1) == 0


def test_rouge_l_keeps_the_order() -> None:
    assert rouge_l(["a", "b", "c", "d"], ["d", "a", "b", "c"]) == pytest.approx(0.75)
    assert rouge_l(["a", "b"], ["b", "a"]) == pytest.approx(0.5)
    assert rouge_l([], ["a"]) == 0


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        ("Hengda Bearing Co., LTD.", "the Hengda Bearing Co.", True),
        ("Lake Park", "the new Lake Park in the west of town", True),
        ("Lake Park", "Lake Road", False),
        ("Lake Park", "the Governor asked the builders of the Lake Park to finish it this year", False),
        ("Lake Park", "a", False),
        ("高新区", "青河高新区", True),
        ("", "Lake Park", False),
    ],
)
def test_names_of_places_agree_by_content_words(gold: str, given: str, same: bool) -> None:
    assert same_name(gold, given) is same


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        ("Wang Ji", "Wangji", True),
        ("Ri Hyon Mi", "Comrade Ri Hyon Mi", True),
        ("梁文浩", "市长梁文浩", True),
        ("Lee", "Lee Min Ho", False),
        ("Abena Mensah", "Abena Mensah, Regional Minister for Works", False),
        ("Wang Ji", None, False),
    ],
)
def test_personal_names_agree_but_for_blanks_and_a_title(gold: str, given: str | None, same: bool) -> None:
    assert same_person(gold, given) is same


def test_every_name_is_used_once() -> None:
    assert f1_of_names(["Lake Park", "Lake Park"], ["Lake Park"], same_name) == pytest.approx(2 / 3)
    assert f1_of_names(["Lake Park"], ["Fish Hall"], same_name) == 0
    assert f1_of_names([], ["Fish Hall"], same_name) == 0
    assert f1_of_names([], [], same_name) is None


def test_a_term_stands_where_two_thirds_of_its_words_do() -> None:
    assert has_term("rice seedling beds", "went round beds of rice")
    assert not has_term("rice seedling beds", "went round the beds")
    assert not has_term("", "anything")


def test_verbatim_is_the_longest_shared_run() -> None:
    source = "He asked the plant to hire 20 welders before the summer."
    assert longest_run("Asked to hire 20 welders.", source) == 4
    assert verbatim("Asked to hire 20 welders.", source) == pytest.approx(4 / 5)
    assert verbatim("", source) == 0


@pytest.mark.parametrize(
    ("line", "bad"),
    [
        ("Told Qinghe to spend 3,500 yuan.", []),
        ("Told Qinghe's mills to spend 3500 yuan.", []),
        ("Told Baihe to spend 3,600 yuan.", ["3,600", "Baihe"]),
        ("Baihe opens the line; New words open a clause.", []),
        ("Asked: Baihe is after a colon.", []),
        ("Promote the “second start” of it.", []),
        ("Promote the “third start” of it.", ['"third start"']),
        ("Keep 项目为王 in mind.", []),
        ("Keep 项目第一 in mind.", ["项目第一"]),
        ("On June 5 of 2024.", ["5", "2024"]),
    ],
)
def test_what_the_source_lacks_is_found(line: str, bad: list[str]) -> None:
    source = "Lin told Qinghe to spend 3,500 yuan on the “second start”。坚持项目为王,and so on."
    assert unsupported([line], source, allowed=["June"]) == bad


def test_allowed_figures_may_stand() -> None:
    assert unsupported(["On June 5 of 2024."], "Lin came on Wednesday.", allowed=["June", "5", "2024"]) == []


@given(st.text(max_size=60))
def test_no_text_lacks_what_it_says_itself(text: str) -> None:
    assert unsupported([text], text) == []


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_rouge_is_symmetric_and_full_only_for_equals(a: list[str], b: list[str]) -> None:
    for measured, other in ((rouge_l(a, b), rouge_l(b, a)), (rouge_n(a, b, 2), rouge_n(b, a, 2))):
        assert measured == pytest.approx(other)
        assert 0 <= measured <= 1
    assert (rouge_l(a, b) == 1) is (a == b and bool(a))
