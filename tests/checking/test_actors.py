import pytest
from checked import faults

DEMAND = "Governor Ruth Lang stressed that water bureaus must check every pump daily, and asked the port to dredge the canal."
EVENT = "Governor Ruth Lang visited Astley on June 3, accompanied by Mayor Ian Cole."


@pytest.mark.parametrize(
    "line", ["Water bureaus must check every pump daily.", "Check every pump daily.", "The port must dredge the canal."]
)
def test_who_is_asked_may_act(line: str) -> None:
    assert faults(line, DEMAND, "directive") == set()


@pytest.mark.parametrize(
    "line",
    [
        "The governor must check every pump daily.",
        "She must check every pump daily.",
        "Ruth Lang must check every pump daily.",
        "Hospitals must check every pump daily.",
        "The port must check every pump daily.",
    ],
)
def test_another_may_not(line: str) -> None:
    assert faults(line, DEMAND, "directive") & {"actor", "name"}


def test_who_leads_does_not_accompany() -> None:
    assert faults("Governor Ruth Lang visited Astley on June 3 with Mayor Ian Cole.", EVENT, "event") == set()
    for line in (
        "Mayor Ian Cole visited Astley on June 3 with Governor Ruth Lang.",
        "Governor Ian Cole visited Astley on June 3 with Mayor Ruth Lang.",
    ):
        assert "actor" in faults(line, EVENT, "event"), line


def test_who_is_asked_does_not_ask() -> None:
    text = "The mayor asked the harbour office to open a second gate."
    assert faults("Asked the harbour office to open a second gate.", text, "asked") == set()
    assert "actor" in faults("The harbour office asked him to open a second gate.", text, "asked")
