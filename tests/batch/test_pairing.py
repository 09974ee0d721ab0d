import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from briefing.batch.pairing import pairs_sharing


def features(*sets: set[int]) -> list[np.ndarray]:
    return [np.array(sorted(s), dtype=np.uint32) for s in sets]


@given(st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=6), st.integers(1, 3))
def test_of_few_cards_every_pair_that_shares_enough_is_found(sets: list[set[int]], least: int) -> None:
    wanted = [(i, j) for i in range(len(sets)) for j in range(i + 1, len(sets)) if len(sets[i] & sets[j]) >= least]
    assert [tuple(pair) for pair in pairs_sharing(features(*sets), least=least).tolist()] == wanted


def test_what_too_many_cards_have_brings_no_two_together() -> None:
    cards = features({1, 7}, {1, 7}, {1}, {1})
    assert pairs_sharing(cards, least=1, most_common=3).tolist() == [[0, 1]]


def test_the_pairs_do_not_grow_with_the_square_of_the_cards() -> None:
    boilerplate = [np.array([1, 2, 3], dtype=np.uint32)] * 2000
    assert len(pairs_sharing(boilerplate, least=3)) < 2000 * 10
