import pytest

from briefing.batch.likeness import same_person, same_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wang Ji", "Wangji"),
        ("Wang Ji", "WANG JI"),
        ("Qiu Weiming", "Qiu Wei-ming"),
        ("Lin Guodong", "Guodong Lin"),
        ("K. Tripathy Nair", "Kavita Tripathy Nair"),
        ("Jing Junhai", "Jing Junhui"),
        ("Ștefan Oltean", "Stefan Oltean"),
        ("王吉", "王吉"),
    ],
)
def test_spelling_spacing_order_and_initials_leave_a_person_the_same(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wang Ji", "Wang Jun"), ("Wang", "Wang Ji"), ("Lin Guodong", "Lin Lihua"), ("王吉", "王静"), ("", "Wang Ji")],
)
def test_other_names_are_other_people(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hengda Bearing Co., LTD. second phase project", "the Hengda bearings plant"),
        ("Qinghe High-tech Zone", "Qinghe Hi-Tech Industrial Zone"),
        ("Baiyun Lake Logistics Center", "Baiyunlake Logistics Park"),
        ("the village clinic", "village clinics"),
        ("瑞衡精密轴承二期项目", "瑞衡精密轴承"),
        ("Yen Hoa Secondary School", "secondary school in Yen Hoa"),
    ],
)
def test_a_site_is_the_same_in_another_translation(one: str, other: str) -> None:
    assert same_place(one, other)
    assert same_place(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hongda Plant", "Hengda Plant"),
        ("First Experimental Primary School", "Second Experimental Primary School"),
        ("the village clinic", "the village school"),
        ("the village clinic", "Hengda Clinic"),
        ("北岸集装箱码头", "文峰小学新校区"),
    ],
)
def test_sites_of_one_kind_are_told_apart_by_their_names(one: str, other: str) -> None:
    assert not same_place(one, other)
    assert not same_place(other, one)
