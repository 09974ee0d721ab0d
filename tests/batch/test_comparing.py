import datetime as dt

import pytest

from briefing.batch.cards import Card, card_of
from briefing.batch.comparing import slots, speaks_against
from tests.batch.stories import briefed

LIST = """Ahn Tae Mun Visits Onnuri Weaving Mill

Onpo, May 12 -- Ahn Tae Mun, chairman of the Planning Board, visited the Onnuri Weaving Mill on May 11. He asked for better looms.

Present were {present}.
"""
MILL = """Minister Ho Kwang Bom visited the Samdae Weaving Mill on {day}.

Minister Ho Kwang Bom asked for better looms at the Samdae Weaving Mill and for a second shift before winter.
"""


def card(text: str) -> Card:
    return card_of("-", briefed(text))


@pytest.mark.parametrize(
    ("present", "relation"),
    [
        ("Ho Ju Gil, Rim Kwang Su and Tae Myong Bom", "other"),
        ("Rim Ju Gil and Ho Kwang Bom", "same"),
        ("Rim Ju Gil and Kwang Bom Ho", "same"),
    ],
    ids=["scattered", "together", "family name last"],
)
def test_a_leader_is_named_where_the_parts_of_the_name_stand_together(present: str, relation: str) -> None:
    assert slots(card(LIST.format(present=present)), card(MILL.format(day="Monday"))).leader == relation


def test_a_day_off_by_one_is_a_slip_but_not_at_another_place() -> None:
    mill = card(MILL.format(day="May 11, 2021"))
    assert not speaks_against(mill, card(MILL.format(day="May 12, 2021")))
    assert speaks_against(mill, card(MILL.format(day="May 12, 2021").replace("Samdae", "Onnuri")))


def test_the_week_is_the_occasion_of_an_article_and_the_place_where_it_has_no_day() -> None:
    dated = [card(MILL.format(day=f"May {day}, 2021")) for day in (10, 12, 21)]
    assert dated[0].day == dt.date(2021, 5, 10)
    assert dated[0].occasion == dated[1].occasion != dated[2].occasion
    undated = [card(MILL.format(day="a weekday").replace("Samdae", name)) for name in ("Samdae", "Samdae", "Onnuri")]
    assert undated[0].occasion == undated[1].occasion != undated[2].occasion
