import pytest

from briefing.checking.shape import check_shape

EVIDENCE = "The mayor asked the firm to check the pumps and to report every day what was found."


@pytest.mark.parametrize("line", ["Check the pumps and report every day.", "Report what was found.", "检查水泵。"])
def test_a_whole_line_stands(line: str) -> None:
    assert check_shape(line, EVIDENCE) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("", "empty"),
        ("...", "empty"),
        ("Check [L0] daily.", "placeholder left"),
        ("Check the pumps and.", "breaks off"),
        ("Check the the pumps.", "repeats itself"),
        ("Check pumps daily check pumps daily.", "repeats itself"),
        ("Check the pumps (daily.", "unpaired mark"),
        ("Check the pumps,.", "stray mark"),
        ("Check " + "pumps and valves, " * 60 + "daily.", "too long"),
        ("Check.", "a single word"),
    ],
)
def test_a_broken_line_fails(line: str, fault: str) -> None:
    assert fault in {finding.detail for finding in check_shape(line, EVIDENCE)}
