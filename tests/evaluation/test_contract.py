from typing import Any

import pytest

from briefing.evaluation.contract import breaches

Json = dict[str, Any]


def test_a_sound_briefing_breaks_nothing(perfect: Json) -> None:
    assert list(breaches(perfect, article=perfect["text"])) == []


def test_a_missing_key_is_named(perfect: Json) -> None:
    del perfect["notices"]
    assert list(breaches(perfect, article=perfect["text"])) == ["no notices"]


def test_a_missing_key_of_an_item_is_named(perfect: Json) -> None:
    del perfect["sites"][1]["leader"]
    assert list(breaches(perfect, article=perfect["text"])) == ["site without leader"]


def test_the_text_of_another_article_is_told(perfect: Json) -> None:
    assert "text is not the article" in list(breaches(perfect, article="ξ" * 2000))


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ([], "directive: a line without evidence"),
        ([{"start": 0, "end": 4, "text": "Mini?"}], "directive: evidence is not text[start:end]"),
        ([{"start": None, "end": 4, "text": "Mini"}], "directive: evidence is not text[start:end]"),
        ([{"start": 4, "end": 4, "text": ""}], "directive: evidence is not text[start:end]"),
    ],
)
def test_evidence_must_stand_in_the_text(perfect: Json, evidence: list[Json], message: str) -> None:
    perfect["directives"][0]["evidence"] = evidence
    assert list(breaches(perfect, article=perfect["text"])) == [message]


def test_evidence_must_stand_in_the_article_that_was_handed_over(perfect: Json) -> None:
    article = perfect["text"].replace("crop loans", "crop money")
    assert list(breaches(perfect, article=article)) == ["directive: evidence is not in the article"]
