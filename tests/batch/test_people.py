import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.batch.people import Form, Identity, identify


def people(*forms: tuple[str, str | None] | tuple[str, str | None, int]) -> dict[tuple[str, str | None], Identity]:
    counted = {Form(name=name, title=title): (*rest, 1)[0] for name, title, *rest in forms}
    return {(form.name, form.title): identity for form, identity in identify(counted).items()}


def test_one_person_written_in_three_ways_is_one() -> None:
    found = people(
        ("Wang Ji", "deputy secretary of the Party committee and mayor", 3), ("Wangji", None), ("Wang", "Mayor")
    )
    (identity,) = set(found.values())
    assert (identity.label, identity.name) == ("Wang Ji", "Wang Ji")
    assert identity.spellings == ("Wang Ji", "Mayor Wang", "Wangji")
    assert identity.title == "deputy secretary of the Party committee and mayor"


def test_accents_case_and_hyphens_do_not_part_a_person() -> None:
    found = people(("José García-Luna", "President", 2), ("JOSE GARCIA LUNA", "president"), ("Jose Garcia Luna", None))
    assert {identity.label for identity in found.values()} == {"José García-Luna"}


def test_two_people_of_one_name_and_different_offices_stay_apart() -> None:
    found = people(("Wang Ji", "Mayor", 2), ("Wang Ji", "Vice Mayor"), ("Wang Ji", "director of the education bureau"))
    assert {identity.label for identity in found.values()} == {
        "Wang Ji (Mayor)",
        "Wang Ji (Vice Mayor)",
        "Wang Ji (director of the education bureau)",
    }


def test_the_mayors_of_two_cities_stay_apart_and_a_bare_mayor_from_both() -> None:
    found = people(("Wang Ji", "mayor of Qinghe"), ("Wang Ji", "mayor of Linchuan"), ("Wang Ji", "Mayor"))
    assert len(set(found.values())) == 3


def test_an_office_that_both_could_hold_does_not_join_two_people() -> None:
    found = people(
        ("Wang Ji", "mayor of Qinghe and deputy secretary"),
        ("Wang Ji", "mayor of Linchuan and deputy secretary"),
        ("Wang Ji", "deputy secretary"),
    )
    assert (
        found["Wang Ji", "mayor of Qinghe and deputy secretary"]
        != found["Wang Ji", "mayor of Linchuan and deputy secretary"]
    )


def test_a_contradiction_in_one_office_weighs_less_than_another_told_in_full() -> None:
    found = people(
        ("Li Min", "director of the Qinghe Water Bureau and deputy head of the flood office"),
        ("Li Min", "director of the Qinghe Water Bureau and deputy head of the drought team"),
    )
    assert len(set(found.values())) == 1


def test_membership_leads_to_the_only_member_and_joins_no_two() -> None:
    found = people(
        ("Li Min", "member of the standing committee and vice mayor"), ("Li Min", "member of the standing committee")
    )
    assert len(set(found.values())) == 1
    found = people(
        ("Li Min", "member of the standing committee and vice mayor"),
        ("Li Min", "member of the standing committee and director of publicity"),
        ("Li Min", "member of the standing committee"),
    )
    assert len(set(found.values())) == 3


def test_titles_that_share_an_office_are_joined_through_each_other() -> None:
    found = people(
        ("Li Min", "county Party secretary"), ("Li Min", "county head"), ("Li Min", "county Party secretary and county head")
    )  # fmt: skip
    assert len(set(found.values())) == 1


def test_a_name_without_title_goes_to_its_only_bearer_or_to_none() -> None:
    alone = people(("Wang Ji", "Mayor"), ("Wang Ji", None))
    assert alone["Wang Ji", None] == alone["Wang Ji", "Mayor"]
    several = people(("Wang Ji", "Mayor"), ("Wang Ji", "Vice Mayor"), ("Wang Ji", None))
    assert several["Wang Ji", None].label == "Wang Ji (no title)"


def test_a_short_name_goes_to_the_one_who_holds_its_office() -> None:
    found = people(("Wang Ji", "Mayor"), ("Wang Lei", "Vice Mayor"), ("Wang", "Mayor"), ("Wang", "Vice Mayor"))
    assert found["Wang", "Mayor"].label == "Wang Ji"
    assert found["Wang", "Vice Mayor"].label == "Wang Lei"


def test_a_short_name_that_fits_two_people_stays_by_itself() -> None:
    found = people(("Wang Ji", "Mayor"), ("Wang Lei", "Mayor"), ("Wang", "Mayor"))
    assert found["Wang", "Mayor"].label == "Wang"


def test_a_short_name_without_office_is_nobodys() -> None:
    found = people(("Wang Ji", "Mayor"), ("Wang", None))
    assert found["Wang", None].label == "Wang"


def test_given_names_and_glued_names_are_short_forms_too() -> None:
    found = people(("Festus Irabor-Ojo", "Governor"), ("Irabor-Ojo", "Governor"), ("Festus", "Governor"))
    assert len(set(found.values())) == 1
    found = people(("Wangji", "Mayor"), ("Wang", "Mayor"))
    assert {identity.label for identity in found.values()} == {"Wangji"}


def test_a_short_name_finds_the_longest_of_three() -> None:
    found = people(("Tan Wei Ming", "Mayor", 2), ("Tan Wei", "Mayor"), ("Tan", "Mayor"))
    assert {identity.label for identity in found.values()} == {"Tan Wei Ming"}


def test_chinese_names_are_joined_and_parted_likewise() -> None:
    found = people(("王吉", "市委副书记、市长", 2), ("王", "市长"), ("王吉", "副市长"))
    assert found["王", "市长"] == found["王吉", "市委副书记、市长"]
    assert found["王", "市长"].spellings == ("王吉", "王市长")
    assert found["王吉", "副市长"] != found["王吉", "市委副书记、市长"]


FORMS = (
    ("Wang Ji", "Mayor"), ("Wangji", None), ("Wang", "Mayor"), ("Wang Ji", "Vice Mayor"), ("Wang Lei", "mayor of Qinghe"),
    ("王吉", "市长"), ("王", "市长"),
)  # fmt: skip


def test_the_order_of_the_forms_changes_nothing() -> None:
    wanted = people(*FORMS)
    for order in itertools.islice(itertools.permutations(FORMS), 0, 5040, 97):
        assert people(*order) == wanted


names = st.text(st.sampled_from("AWanglijé .-王吉市é\u202e"), min_size=1, max_size=12)
titles = st.none() | st.sampled_from(
    ("Mayor", "Vice Mayor", "mayor of Qinghe", "", ",", "市长", "县委副书记、县长", "x y")
)


@given(st.dictionaries(st.builds(Form, name=names, title=titles), st.integers(1, 9), max_size=12))
def test_every_form_has_a_person_and_every_label_one(forms: dict[Form, int]) -> None:
    found = identify(forms)
    assert found.keys() == forms.keys()
    by_label: dict[str, Identity] = {}
    for identity in found.values():
        assert by_label.setdefault(identity.label, identity) == identity
        assert identity.spellings


@pytest.mark.parametrize("count", [500])
def test_many_titles_of_one_name_take_no_time(count: int) -> None:
    found = people(*(("Wang Ji", f"director of bureau {number}") for number in range(count)))
    assert len(set(found.values())) == count
