import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from briefing.batch.cards import card_of, days_of, mark
from briefing.batch.comparing import Slots, slots
from briefing.batch.counts import counts
from briefing.batch.texts import Rarity, containment, own_words
from briefing.records import Briefing, Official
from tests.batch.stories import PARK, PLANT, PLANT_RETOLD, briefed
from tests.briefings import visit


def test_a_card_is_small_whatever_the_length_of_the_article() -> None:
    long = " ".join(f"The {chr(97 + i % 26)}{i} mill made {i * 37} tonnes of Xanor{i} steel." for i in range(20_000))
    card = card_of("a", visit(text=long))
    size = sum(a.nbytes for a in (card.shingles, card.marks, card.weights, card.contexts, card.names))
    assert size < 8_000
    assert not card.whole
    assert len(card.counts) < 50


def test_a_card_has_the_slots_of_the_visit() -> None:
    card = card_of("a", visit())
    assert (card.leaders, card.place, card.site_names) == (("Lin Guodong",), "Qinghe County", ("Hengda Plant",))
    assert card.span == (dt.date(2024, 6, 3), dt.date(2024, 6, 3))


def test_figures_have_one_form_in_every_spelling() -> None:
    texts = ("They spent 3.5 billion yuan.", "They spent 3,500 million yuan.", "耗资35亿元。")
    cards = [card_of("a", visit(text=text, event=replace(visit().event, evidence=()))) for text in texts]
    assert all(mark("3500000000") in card.marks for card in cards)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on june 3 he", {6 * 32 + 3}),
        ("the 12th of september and 4 aug.", {9 * 32 + 12, 8 * 32 + 4}),
        ("6月3日，", {6 * 32 + 3}),
        ("published 2024-06-05", {6 * 32 + 5}),
        ("finish it before june 3", set()),
        ("in june 3% more", set()),
        ("decided 5 things, may be 7", set()),
    ],
)
def test_days_are_read_in_every_form_but_deadlines(text: str, days: set[int]) -> None:
    assert days_of(text)[0] == days


def test_what_is_counted_twice_differently_is_left_out() -> None:
    assert counts("he saw 12 lathes and eleven new presses".split()) == (("lathes", 12.0), ("presses", 11.0))
    assert counts("12 lathes here , 14 lathes there".split()) == ()
    assert counts("in 2024 plans for 3 lakh litres".split()) == (("litres", 300_000.0),)


def test_a_cut_text_is_contained_in_the_whole_one() -> None:
    whole, half = card_of("a", briefed(PLANT)), card_of("b", briefed(PLANT[: len(PLANT) // 2]))
    assert containment(whole, half) > 0.95
    assert containment(whole, card_of("c", briefed(PLANT_RETOLD))) < 0.05


def compared(one: Briefing, other: Briefing) -> Slots:
    return slots(card_of("a", one), card_of("b", other))


def test_names_in_the_same_sentences_are_no_evidence() -> None:
    plant, park, retold = (card_of("a", briefed(text)) for text in (PLANT, PARK, PLANT_RETOLD))
    rarity = Rarity([plant.marks, park.marks, retold.marks], [plant.occasion, park.occasion, retold.occasion])
    assert own_words(plant, park, rarity)[1] < 0.02
    assert own_words(plant, retold, rarity)[1] > 0.2


def test_a_word_of_many_weeks_tells_less_than_one_that_many_articles_of_a_week_have() -> None:
    card = card_of("a", visit(text="He saw the Xanorium furnace."))
    marks = [card.marks] * 4 + [np.empty(0, dtype=np.uint32)] * 4
    one_week, two_weeks, many_weeks = (
        Rarity(marks, occasions).bits(card).sum()
        for occasions in ([1, 1, 1, 1, 5, 6, 7, 8], [1, 1, 2, 2, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])
    )
    assert one_week == two_weeks > many_weeks > 0


def with_event(**changes: object) -> Briefing:
    return visit(event=replace(visit().event, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "relation"),
    [
        ({"date": dt.date(2024, 6, 3)}, "same"),
        ({"date": dt.date(2024, 6, 1), "date_end": dt.date(2024, 6, 4)}, "same"),
        ({"date": dt.date(2024, 6, 24)}, "other"),
        ({"date": None}, "likely"),
    ],
)
def test_days_are_compared(changes: dict[str, object], relation: str) -> None:
    other = replace(with_event(**changes), text="He went there. " * 5)
    assert compared(visit(), other).day == relation


def test_an_article_that_came_out_before_the_visit_tells_of_another() -> None:
    early = with_event(date=None)
    early = replace(early, source=replace(early.source, published=dt.date(2024, 5, 20)), text="He went there.")
    assert compared(visit(), early).day == "other"


def test_a_leader_that_the_other_article_only_names_is_the_same() -> None:
    nobody = with_event(leaders=())
    assert compared(visit(), nobody).leader == "same"
    stranger = replace(with_event(leaders=(Official(name="Pang Xuelin", title="Mayor"),)), text="Pang Xuelin came.")
    assert compared(visit(), stranger).leader == "other"


def test_contexts_belong_to_their_marks() -> None:
    card = card_of("a", briefed(PLANT))
    assert card.contexts.shape == (len(card.marks), 8)
    assert (np.diff(card.marks.astype(np.int64)) > 0).all()
