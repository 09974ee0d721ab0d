import pytest
from checked import faults

TEXT = "At the Hengda Plant, boiler No. 5 has run since 2019. Of 90 lathes 31 stand idle, and the plant owes 3.5 billion yuan."


@pytest.mark.parametrize(
    "line",
    [
        "Saw 90 lathes, 31 of them idle.",
        "Heard that the plant owes 3.5 billion yuan.",
        "Saw boiler No. 5, which has run since 2019.",
    ],
)
def test_figures_of_the_evidence_stand(line: str) -> None:
    assert faults(line, TEXT, "observed") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Saw 91 lathes.",
        "Heard that the plant owes 3.5 million yuan.",
        "Heard that the plant owes 3.5 billion dollars.",
        "Saw 5 lathes stand idle.",
        "Saw 2019 lathes.",
        "Saw 90 lathes, 90 of them idle.",
    ],
)
def test_a_figure_that_counts_another_thing_fails(line: str) -> None:
    assert "number" in faults(line, TEXT, "observed")
