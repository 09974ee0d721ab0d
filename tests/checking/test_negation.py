import pytest
from checked import faults

TEXT = "Kilns must not burn coal in winter, and farms should not sell untested milk; clinics must open on Sundays."


@pytest.mark.parametrize(
    "line",
    [
        "Kilns must not burn coal in winter.",
        "Never burn coal in kilns in winter, and sell no untested milk.",
        "Stop kilns from burning coal in winter.",
        "Open clinics on Sundays.",
    ],
)
def test_a_kept_negation_stands(line: str) -> None:
    assert "negation" not in faults(line, TEXT, "directive")


@pytest.mark.parametrize(
    "line",
    ["Kilns must burn coal in winter.", "Farms should sell untested milk.", "Clinics must not open on Sundays."],
)
def test_a_negation_dropped_or_put_in_fails(line: str) -> None:
    assert "negation" in faults(line, TEXT, "directive")
