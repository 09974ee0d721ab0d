import random

import pytest

from briefing.batch.duplicates import Group, groups
from tests.batch.stories import (
    BRIDGE,
    BRIDGE_RETOLD,
    DAIRY,
    FOUNDRY,
    LEG,
    PARK,
    PLANT,
    PLANT_RETOLD,
    PORT,
    PORT_RETOLD,
    QUARTER,
    TOUR,
    briefed,
)


def grouped(**texts: str) -> tuple[Group, ...]:
    return groups((name, briefed(text)) for name, text in texts.items())


@pytest.mark.parametrize(
    ("text", "retold"),
    [(PLANT, PLANT_RETOLD), (PORT, PORT_RETOLD), (BRIDGE, BRIDGE_RETOLD)],
    ids=["en", "zh", "undated"],
)
def test_one_visit_in_other_words_is_one_group(text: str, retold: str) -> None:
    (group,) = grouped(a=text, b=retold, c=QUARTER if text == BRIDGE else BRIDGE)
    assert (group.kind, group.members, group.copies) == ("retelling", ("a", "b"), ())


@pytest.mark.parametrize(("text", "other"), [(PLANT, PARK), (PORT, QUARTER)], ids=["en", "zh"])
def test_another_visit_with_the_same_boilerplate_stays_apart(text: str, other: str) -> None:
    assert grouped(a=text, b=other) == ()


def test_a_retelling_and_a_look_alike_of_it_are_told_apart() -> None:
    (group,) = grouped(a=PLANT, b=PARK, c=PLANT_RETOLD)
    assert group.members == ("a", "c")


def test_the_same_words_with_other_spacing_are_a_copy() -> None:
    (group,) = grouped(a=PLANT, b=PLANT.replace(" ", "  ").replace("\n\n", "\n\n\n"))
    assert (group.kind, group.copies, group.conflicts) == ("copy", (("a", "b"),), ())


def test_a_copy_under_another_headline_is_found() -> None:
    other = "News in brief\n\nSource: Evening Post\n" + PLANT.split("\n", 1)[1]
    assert grouped(a=PLANT, b=other)[0].kind == "copy"


def test_a_copy_that_was_cut_is_found() -> None:
    assert grouped(a=PLANT, b=PLANT[: len(PLANT) * 6 // 10])[0].kind == "copy"


def test_a_copy_with_two_sentences_changed_is_found() -> None:
    changed = PLANT.replace("Executive Vice Mayor Ren Lihong accompanied the investigation.", "It was a rainy day.")
    changed = changed.replace(
        "In the sewage treatment plant of the park, he checked 48 monitoring posts.", "He went on."
    )
    assert grouped(a=PLANT, b=changed)[0].kind == "copy"


def test_a_group_of_copies_and_a_retelling_names_the_copies() -> None:
    (group,) = grouped(a=PLANT, b=PLANT_RETOLD, c=PLANT)
    assert (group.kind, group.members, group.copies) == ("retelling", ("a", "b", "c"), (("a", "c"),))


def test_the_template_of_a_weekly_visit_is_no_copy() -> None:
    weekly = PLANT.replace("May 7", "May 14").replace("2024-05-09", "2024-05-16")
    weekly = weekly.replace("Shuanghe Industrial Park", "Wanli Logistics Port").replace(
        "Yuntai Fine Chemicals", "Ruifeng Warehousing"
    )
    weekly = weekly.replace("Haoyu Photovoltaic Glass", "Chenguang Freight").replace(
        "sewage treatment plant", "customs shed"
    )
    assert grouped(a=PLANT, b=weekly) == ()


def test_conflicts_between_the_members_are_told() -> None:
    (group,) = grouped(a=PLANT, b=PLANT_RETOLD, c=PLANT)
    told = {conflict.slot: conflict for conflict in group.conflicts}
    assert told["figure"].message == "2 sources say 48 posts, another 45"
    assert told["figure"].values == (("48", ("a", "c")), ("45", ("b",)))


def test_the_answer_does_not_depend_on_the_order() -> None:
    named = [("a", PLANT), ("b", PLANT_RETOLD), ("c", PARK), ("d", PORT), ("e", PORT_RETOLD), ("f", PLANT)]
    wanted = groups((name, briefed(text)) for name, text in named)
    for seed in range(5):
        random.Random(seed).shuffle(named)
        assert groups((name, briefed(text)) for name, text in named) == wanted


def test_a_group_has_the_name_of_its_first_member() -> None:
    assert [group.name for group in grouped(z=PORT, y=PORT_RETOLD, b=PLANT, c=PLANT_RETOLD)] == ["b", "y"]


def test_two_briefings_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        groups([("a", briefed(PLANT)), ("a", briefed(PARK))])


def test_nothing_comes_of_nothing() -> None:
    assert groups([]) == ()
    assert grouped(a=PLANT) == ()


def test_two_visits_of_one_leader_on_one_day_stay_apart() -> None:
    afternoon = PARK.replace("May 21", "May 7").replace("2024-05-23", "2024-05-09")
    assert grouped(a=PLANT, b=afternoon) == ()


def test_another_visit_to_the_same_sites_two_weeks_later_stays_apart() -> None:
    later = PLANT_RETOLD.replace("May 8", "May 23").replace("spent Tuesday at", "on May 21 went back to")
    assert grouped(a=PLANT, b=later) == ()


def test_the_words_of_an_office_do_not_make_one_visit_of_two() -> None:
    assert grouped(a=FOUNDRY, b=DAIRY) == ()


def test_a_tour_and_a_day_of_it_are_one_visit() -> None:
    (group,) = grouped(a=TOUR, b=LEG)
    assert group.members == ("a", "b")
    assert not any(conflict.slot == "date" for conflict in group.conflicts)


@pytest.mark.parametrize(("old", "new"), [("岚桥市", "河源市"), ("孟浩然", "苏怀玉")], ids=["place", "company"])
def test_a_tour_and_a_day_elsewhere_or_in_other_company_are_two_visits(old: str, new: str) -> None:
    assert grouped(a=TOUR, b=LEG.replace(old, new)) == ()
