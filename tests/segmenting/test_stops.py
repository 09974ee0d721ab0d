import pytest

LEAD = "On Monday, Governor Mira Okello toured Tarbat County.\n"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At Lodwar Referral Hospital, she spoke to nurses.", ["Lodwar Referral Hospital"]),
        ("Governor Okello then went to Kibo Dairy and Nyota Primary School.", ["Kibo Dairy", "Nyota Primary School"]),
        ("The next stop was Kibo Cement Plant, where she met workers.", ["Kibo Cement Plant"]),
        ("She began her tour with Kibo Cement Plant.", ["Kibo Cement Plant"]),
        ("Kibo Cement Plant came last.", ["Kibo Cement Plant"]),
        ("She walked with engineers along the Tarbat river embankment.", ["Tarbat river embankment"]),
        (
            "Kibo Cement Plant and Nyota Primary School were also inspected.",
            ["Kibo Cement Plant", "Nyota Primary School"],
        ),
        ("She dropped in on the family of a fisherman and gave them rice.", ["family of a fisherman"]),
    ],
)
def test_a_stop_is_found_however_it_is_told(cut, names, sentence: str, expected: list[str]) -> None:
    assert names(cut(LEAD + sentence + "\n")) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "She said that the minister would visit Kibo Cement Plant next month.",
        "Okello, who was to inspect Kibo Cement Plant, stayed in the car.",
        "Last year she visited Kibo Cement Plant.",
        "Traders who visited Kibo Cement Plant complained about dust.",
    ],
)
def test_places_that_are_only_mentioned_are_no_stops(cut, names, sentence: str) -> None:
    assert "Kibo Cement Plant" not in names(
        cut(LEAD + "At Lodwar Referral Hospital, she spoke to nurses.\n" + sentence + "\n")
    )


def test_a_stop_named_in_a_list_and_told_of_later_is_one_stop(cut, names) -> None:
    segments = cut(
        "On Monday, Governor Mira Okello visited Kibo Cement Plant and Nyota Primary School.\n"
        "At Kibo Cement Plant, she looked at the kiln.\n"
    )
    assert sorted(names(segments)) == ["Kibo Cement Plant", "Nyota Primary School"]
