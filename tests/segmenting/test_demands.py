import pytest

LEAD = "Governor Mira Okello chaired a meeting on flood control in Tarbat on Monday.\n"


def directives(segments) -> list[str]:
    return [d.evidence[0].text for d in segments.directives]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She said drains must be cleared by June.", ["drains must be cleared by June"]),
        (
            "Counties, she said, should fill their relief stores.",
            ["Counties, she said, should fill their relief stores"],
        ),
        (
            "All counties must clear drains, she said, and headmen should keep lists.",
            ["All counties must clear drains", "headmen should keep lists"],
        ),
        (
            "She urged counties to clear drains and to keep lists.",
            ["She urged counties to clear drains", "to keep lists"],
        ),
        (
            "Counties were asked to clear drains before the rains.",
            ["Counties were asked to clear drains before the rains"],
        ),
        ("It is necessary to clear drains.", ["It is necessary to clear drains"]),
        ('"Clear the drains before the rains," she told officials.', ['"Clear the drains before the rains,"']),
        (
            "No officer shall leave the county without permission, she said.",
            ["No officer shall leave the county without permission"],
        ),
    ],
)
def test_each_way_of_demanding_is_understood(cut, sentence: str, expected: list[str]) -> None:
    assert directives(cut(LEAD + sentence + "\n")) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She praised the engineers for their work.",
        "She promised that the government would provide boats.",
        "She asked how many drains were blocked.",
        "Resident Joan Amadi said the council must act.",
        "She thanked farmers who had to walk for hours.",
        "The drains were blocked in March.",
    ],
)
def test_praise_promises_questions_and_others_words_are_no_demands(cut, sentence: str) -> None:
    assert directives(cut(LEAD + sentence + "\n")) == []


def test_comma_spliced_translation_is_parted_at_its_capitals(cut) -> None:
    segments = cut(
        "On June 3, Mayor Wei Dalun held a meeting in Hexi County。\n"
        "Wei Dalun emphasized,Vigorously support small firms,We will speed up approvals,Strictly control dust。\n"
    )
    assert directives(segments) == [
        "Vigorously support small firms",
        "We will speed up approvals",
        "Strictly control dust",
    ]


def test_the_speaker_is_whoever_holds_the_office_named(cut) -> None:
    segments = cut(
        "Governor Mira Okello and Deputy Governor Sam Adoyo chaired a meeting in Tarbat on Monday.\n"
        "The deputy governor demanded that all headmen keep lists.\n"
    )
    assert [d.speaker for d in segments.directives] == ["Sam Adoyo"]
