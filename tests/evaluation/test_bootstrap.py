import pytest

from briefing.evaluation.bootstrap import Estimate, estimate


def test_unknown_values_do_not_count() -> None:
    found = estimate([1.0, None, 0.0, None])
    assert found
    assert (found.mean, found.count) == (0.5, 2)
    assert estimate([None]) is None


def test_equal_values_leave_no_doubt() -> None:
    assert estimate([0.25] * 9) == Estimate(mean=0.25, low=0.25, high=0.25, count=9)


def test_the_interval_of_a_share_is_near_the_normal_one() -> None:
    found = estimate([1.0] * 80 + [0.0] * 20)
    assert found
    margin = 1.96 * (0.8 * 0.2 / 100) ** 0.5
    assert found.low == pytest.approx(0.8 - margin, abs=0.015)
    assert found.high == pytest.approx(0.8 + margin, abs=0.015)


def test_the_same_values_give_the_same_interval() -> None:
    values = [i / 10 for i in range(10)]
    assert estimate(values) == estimate(values)
