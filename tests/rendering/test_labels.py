import dataclasses
import datetime as dt

import pytest

from briefing.rendering.labels import CHINESE, ENGLISH, day, labels


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        ("2024-06-03", None, "3 June 2024", "2024年6月3日"),
        ("2024-06-03", "2024-06-03", "3 June 2024", "2024年6月3日"),
        ("2024-06-03", "2024-06-05", "3–5 June 2024", "2024年6月3日至5日"),
        ("2024-06-30", "2024-07-02", "30 June – 2 July 2024", "2024年6月30日至7月2日"),
        ("2024-12-31", "2025-01-02", "31 December 2024 – 2 January 2025", "2024年12月31日至2025年1月2日"),
    ],
)
def test_days_and_ranges_are_written_out(start: str, end: str | None, english: str, chinese: str) -> None:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None
    assert day(first, last, ENGLISH) == english
    assert day(first, last, CHINESE) == chinese


def test_labels_are_chinese_for_chinese_articles_only() -> None:
    assert labels("zh") is CHINESE
    assert labels("en") is labels("de") is ENGLISH


def test_both_languages_have_every_label_and_the_same_placeholders() -> None:
    for field in dataclasses.fields(ENGLISH):
        english, chinese = getattr(ENGLISH, field.name), getattr(CHINESE, field.name)
        if isinstance(english, str):
            assert chinese, field.name
            assert english.count("{") - english.count("{all}") == chinese.count("{") - chinese.count("{all}"), (
                field.name
            )
