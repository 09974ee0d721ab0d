import pytest

from briefing import lexicons
from briefing.checking.numerals import figures

LEXICON = lexicons.load("en")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3.5 billion yuan of 12,000 tons", [(3.5e9, "yuan"), (12000, "ton")]),
        ("one hundred and twenty-five villages", [(125, None)]),
        ("Rs. 4 crore and 30%", [(4e7, "rupee"), (30, "%")]),
        ("1.2万吨", [(12000, "ton")]),
        ("open until 18:00", [(18, None)]),
        ("COVID-19", [(19, None)]),
    ],
)
def test_figures_have_value_and_unit(text: str, values: list[tuple[float, str | None]]) -> None:
    assert [(f.value, f.unit) for f in figures(text, LEXICON)] == values


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("on June 3", "date"),
        ("boiler No. 5", "label"),
        ("Ruth Lang, 66, said", "label"),
        ("in 2024", "year"),
        ("40 buses", "count"),
    ],
)
def test_a_count_is_told_from_a_number_that_only_names(text: str, role: str) -> None:
    assert figures(text, LEXICON)[0].role == role
