import pytest

from briefing.batch.offices import abbreviated, acronyms_in, clash, compatible, is_ambiguous, offices

ONE_OFFICE = [
    ("Mayor", "mayor of Qinghe"),
    ("Qinghe City Mayor", "mayor of Qinghe"),
    ("Vice Mayor", "deputy mayor"),
    ("Executive Vice Mayor", "vice-mayor"),
    ("county magistrate", "County Head"),
    ("Party chief", "municipal Party committee secretary"),
    ("Chairwoman of the Water Commission", "Water Commission chairperson"),
    ("premier of the Cabinet", "Prime Minister"),
    ("Minister of Housing, Construction and Sanitation", "Housing Minister"),
    ("市长", "青河市市长"),
    ("常务副市长", "副市长"),
    ("县委书记", "青河县委书记"),
]
TWO_OFFICES = [
    ("Mayor", "Vice Mayor"),
    ("Mayor", "former mayor"),
    ("Mayor", "Mayor's secretary"),
    ("mayor of Qinghe", "mayor of Linchuan"),
    ("county Party secretary", "municipal Party secretary"),
    ("Health Minister", "Finance Minister"),
    ("Commissioner", "Deputy Commissioner"),
    ("市长", "副市长"),
    ("市长", "原市长"),
    ("县委书记", "市委书记"),
    ("书记", "市长"),
]


@pytest.mark.parametrize(("one", "other"), ONE_OFFICE)
def test_two_titles_of_one_office_fit(one: str, other: str) -> None:
    assert any(compatible(a, b) for a in offices(one) for b in offices(other))


@pytest.mark.parametrize(("one", "other"), TWO_OFFICES)
def test_titles_of_two_offices_do_not_fit(one: str, other: str) -> None:
    assert offices(one)
    assert offices(other)
    assert not any(compatible(a, b) for a in offices(one) for b in offices(other))


def test_a_title_names_as_many_offices_as_it_lists() -> None:
    assert [(o.rank, o.head) for o in offices("deputy secretary of the municipal Party committee and mayor")] == [
        ("deputy", "secretary"),
        ("", "mayor"),
    ]
    assert [(o.rank, o.head) for o in offices("县委副书记、县长")] == [("deputy", "书记"), ("", "县长")]


def test_what_an_office_looks_after_may_be_a_list() -> None:
    (office,) = offices("Rural and Maritime Development Minister")
    assert office.words == {"development", "maritime", "rural"}


def test_a_form_of_address_is_no_office() -> None:
    assert offices("Comrade") == offices("Mr.") == offices(None) == ()


def test_a_membership_is_loose_unless_it_is_of_the_whole_country() -> None:
    assert [o.is_loose for o in offices("member of the Standing Committee and vice mayor")] == [True, False]
    assert [o.is_loose for o in offices("member of the Central Committee")] == [False]
    assert [o.is_loose for o in offices("市委常委、副市长")] == [True, False]
    assert [o.is_loose for o in offices("中央政治局常委")] == [False]


def test_acronyms_stand_for_what_they_abbreviate() -> None:
    acronyms = frozenset(acronyms_in("secretary of the C.C., NDC member"))
    assert acronyms == {"CC", "NDC"}
    assert abbreviated("chairman of the National Defence Commission", acronyms) == "chairman of the NDC"
    assert offices("secretary of the Central Committee", acronyms) == offices("secretary of the C.C.", acronyms)
    assert not list(acronyms_in("MLA and DGP"))  # offices themselves


def test_titles_of_several_people_are_read_like_those_of_one() -> None:
    assert offices("deputy secretaries and members of the bureau") == offices(
        "deputy secretary and member of the bureau"
    )


def test_a_title_that_no_list_knows_is_an_office_of_its_own() -> None:
    assert offices("xylophonist of the court") != offices("marimba player")
    assert offices("xylophonist of the court")


def test_an_office_told_too_shortly_is_ambiguous() -> None:
    known = [*offices("mayor of Qinghe"), *offices("mayor of Linchuan"), *offices("mayor")]
    assert [is_ambiguous(office, known) for office in known] == [False, False, True]


def test_like_offices_in_two_places_clash_and_a_second_office_does_not() -> None:
    assert clash(offices("mayor of Qinghe"), offices("mayor of Linchuan"))
    assert not clash(offices("mayor of Qinghe"), offices("mayor and deputy secretary"))


@pytest.mark.parametrize("title", [", , and", "of the", "、、", "兼", "副", "Mayor" * 500, ", mayor" * 200])
def test_any_title_is_read(title: str) -> None:
    assert len(offices(title)) <= 8
