import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mentions.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15 million tyres and 3.5 billion yuan", ["15 million", "3.5 billion"]),
        ("up 30%, or 2.1 percentage points", ["30%", "2.1 percentage points"]),
        ("Rs 300, $2.3 billion, €1,140 and VND160 million", ["300", "$2.3 billion", "€1,140", "160 million"]),
        ("No. 7 boiler, the 73rd of its kind", ["No. 7", "73rd"]),
        ("12 000 tonnes, 1,200,Next year", ["12 000", "1,200"]),
        ("two factories, twenty-two men, one hundred and twenty mu", ["two", "twenty-two", "one hundred and twenty"]),
        ("two thirds of a four-member team", ["two thirds", "four"]),
        ("a 14-yuan lunch at minus 5 degrees", ["14", "minus 5"]),
    ],
)
def test_figures_are_found_with_sign_and_scale_but_without_their_unit(text: str, numbers: list[str]) -> None:
    assert [n.text for n in find_numbers(text)] == numbers


@pytest.mark.parametrize("text", ["three-ply bags", "those six", "one of them", "often", "phone"])
def test_words_that_count_nothing_are_left_alone(text: str) -> None:
    assert find_numbers(text) == ()


@given(st.text(alphabet="0129,. %million two-and$No.thirds万", max_size=80))
def test_any_text_gives_exact_figures_in_order(text: str) -> None:
    found = find_numbers(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
