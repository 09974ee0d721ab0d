"""Who came along, in the ways that articles tell it."""

import pytest

from briefing import lexicons, mentions, segmenting
from briefing.reading import read_text

LEAD = "On June 3, Mayor Lin Guodong visited Qinghe County and inspected Hengda Bearing Co., Ltd.\n\n"


def companions(sentence: str) -> list[str]:
    lexicon = lexicons.load("en")
    article = read_text(LEAD + sentence, name="a.txt")
    annotation = mentions.annotate(article.text, language="en", lexicon=lexicon, furniture=article.furniture)
    return [c.name for c in segmenting.segment(article, annotation, lexicon=lexicon).companions]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vice Mayor Wu Lan accompanied him.",
        "City leaders Wu Lan took part.",
        "Accompanying the mayor was Vice Mayor Wu Lan.",
        "Among those who accompanied him was Vice Mayor Wu Lan.",
        "With the mayor was Wu Lan, head of the water bureau.",
        "The mayor was escorted on the round by Vice Mayor Wu Lan.",
        "Participants: vice mayor Wu Lan.",
        "Vice Mayor Wu Lan walked with him.",
        "vice mayor Wu Lan participated,the bureaus in charge joined.",
    ],
)
def test_one_who_came_along_is_a_companion(sentence: str) -> None:
    assert companions(sentence) == ["Wu Lan"]


@pytest.mark.parametrize(
    "sentence",
    [
        "He was received by the plant manager, Wu Lan.",
        "Resident Wu Lan, together with her son, thanked him.",
        "(Reporter Wu Lan)",
    ],
)
def test_one_who_was_met_is_none(sentence: str) -> None:
    assert companions(sentence) == []
