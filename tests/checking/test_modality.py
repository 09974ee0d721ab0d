import pytest
from checked import faults

DEMAND = "Every school must repair its roof before winter."
STOP = (
    "At the Hengda Plant the mayor looked at lathes. He asked managers to speed up the installation of the cooling pipes. The "
    "plant has trained 40 welders."
)


@pytest.mark.parametrize(
    "line", ["Repair every school roof before winter.", "Every school must repair its roof before winter."]
)
def test_a_demand_told_as_one_stands(line: str) -> None:
    assert faults(line, DEMAND, "directive") == set()


@pytest.mark.parametrize(
    "line",
    [
        "Repaired every school roof before winter.",
        "He repaired every school roof before winter.",
        "Every school has repaired its roof before winter.",
        "Schools repaired every roof before winter.",
        "On the roof of every school before winter.",
    ],
)
def test_a_demand_told_as_done_fails(line: str) -> None:
    assert "modality" in faults(line, DEMAND, "directive")


def test_what_was_asked_at_a_stop_is_told_as_asked() -> None:
    good = "Looked at lathes; asked managers to speed up the installation of the cooling pipes."
    assert faults(good, STOP, "observed") == set()
    for line in (
        "Looked at lathes; managers sped up the installation of the cooling pipes.",
        "Looked at lathes; praised managers for speeding up the installation of the cooling pipes.",
        "Sped up the installation of the cooling pipes.",
    ):
        assert "modality" in faults(line, STOP, "observed"), line


def test_a_line_of_what_was_asked_says_so() -> None:
    text = "He asked managers to speed up the installation of the pipes."
    assert faults("Asked managers to speed up the installation of the pipes.", text, "asked") == set()
    assert "modality" in faults("Managers speed up the installation of the pipes.", text, "asked")


def test_nothing_is_asked_where_the_evidence_asks_nothing() -> None:
    assert "modality" in faults("Asked the plant to train 40 welders.", "The plant has trained 40 welders.", "observed")
