import pytest

from briefing.lexicons.inflection import forms


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("visit", {"visit", "visits", "visited", "visiting"}),
        ("stop", {"stop", "stops", "stopped", "stopping"}),
        ("emphasize", {"emphasize", "emphasizes", "emphasized", "emphasizing"}),
        ("study", {"study", "studies", "studied", "studying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
    ],
)
def test_regular_verbs_take_their_usual_endings(verb: str, expected: set[str]) -> None:
    assert set(forms(verb, {})) == expected


def test_irregular_forms_replace_the_regular_ones() -> None:
    assert set(forms("go", {"go": ("went", "gone", "going")})) == {"go", "goes", "went", "gone", "going"}


def test_be_has_all_its_persons() -> None:
    assert {"is", "are", "was", "were", "been"} <= set(forms("be", {}))
