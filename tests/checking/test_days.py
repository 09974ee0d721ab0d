import pytest
from checked import faults

TEXT = "Roads must be open before October 20, shops from 8 a.m. on Thursday and schools in the autumn of 2025."


@pytest.mark.parametrize(
    "line",
    ["Open roads before October 20.", "Open shops from 8 a.m. on Thursday.", "Open schools in the autumn of 2025."],
)
def test_dates_of_the_evidence_stand(line: str) -> None:
    assert faults(line, TEXT, "directive") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Open roads before October 21.",
        "Open roads before November 20.",
        "Open roads after October 20.",
        "Open shops from 8 p.m. on Thursday.",
        "Open shops from 8 a.m. on Friday.",
        "Open schools in the spring of 2025.",
        "Open schools in the autumn of 2026.",
    ],
)
def test_a_changed_date_fails(line: str) -> None:
    assert faults(line, TEXT, "directive") & {"date", "number"}


def test_a_year_may_come_from_the_dateline() -> None:
    line = "Mayor Ruth Lang visited Astley on June 3, 2024."
    assert "date" in faults(line, "On June 3 Mayor Ruth Lang visited Astley.", "event")
    assert faults(line, "On June 3 Mayor Ruth Lang visited Astley.", "event", allowed=("2024",)) == set()
