from pathlib import Path

import pytest

from briefing.batch.meaning import demand, same_demand


def same(one: str, other: str, language: str = "en") -> bool:
    a, b = demand(one, language=language), demand(other, language=language)
    assert same_demand(a, b) == same_demand(b, a)
    return same_demand(a, b)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Check every boiler before winter.", "Inspect each boiler before the winter."),
        ("Make sure that firms pay wages at once.", "Companies must pay salaries without delay."),
        ("Repair the dyke within a week.", "Mend the embankment in seven days."),
        ("Do not allow straw to be burned on farmland.", "Forbid the burning of straw in fields."),
        ("Finish the dormitory before June.", "Complete the dormitory by the end of May."),
        ("Move the twenty-six families to safe housing.", "Relocate the 26 households into safe homes."),
    ],
)
def test_other_words_for_one_demand_are_seen_through(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Check every boiler before winter.", "Replace every boiler before winter."),
        ("Check every boiler before winter.", "Check every chimney before winter."),
        ("Repair the dyke within a week.", "Repair the dyke within a month."),
        ("Finish the dormitory before June.", "Finish the dormitory before July."),
        ("Open the border market.", "Do not open the border market."),
        ("Build 26 clinics.", "Build 62 clinics."),
        ("Improve safety.", "Improve service."),
        ("", ""),
    ],
)
def test_one_word_of_another_meaning_makes_another_demand(one: str, other: str) -> None:
    assert not same(one, other)


def test_a_few_words_may_be_added() -> None:
    assert same("Check all gas pipes in the old town.", "Check all gas pipes and valves in the old town.")
    assert not same("Check all gas pipes.", "Check all gas pipes and teach pupils to swim in the new pool.")


def test_chinese_demands_are_one_where_nearly_all_characters_are() -> None:
    assert same("要守牢安全生产底线，加强隐患排查", "守牢安全生产底线，加强隐患排查", "zh")
    assert not same("守牢安全生产底线", "守牢粮食安全底线", "zh")
    assert not same("允许在田间焚烧秸秆的行为", "不允许在田间焚烧秸秆的行为", "zh")


def test_synonyms_of_the_users_own_are_added(tmp_path: Path) -> None:
    one, other = "Weed the hop gardens before the feast.", "Hoe the hop gardens before the feast."
    assert not same(one, other)
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "demand_synonyms.txt").write_text("[actions]\nweed\thoe\n", encoding="utf-8")
    assert same_demand(demand(one, lexicon=tmp_path), demand(other, lexicon=tmp_path))
