import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mentions.dates import find_dates, resolve_date

PUBLISHED = dt.date(2024, 6, 5)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("On June 3, the mayor", "2024-06-03", None),
        ("On 3 June the mayor", "2024-06-03", None),
        ("on the afternoon of the 20th", "2024-05-20", None),
        ("On the 4th, the mayor", "2024-06-04", None),
        ("the 17th morning", "2024-05-17", None),
        ("yesterday", "2024-06-04", None),
        ("this morning", "2024-06-05", None),
        ("Thursday", "2024-05-30", None),
        ("on Monday and Tuesday", "2024-06-03", "2024-06-04"),
        ("from June 3 to 5", "2024-06-03", "2024-06-05"),
        ("May 30 to June 2", "2024-05-30", "2024-06-02"),
        ("Dec. 28", "2023-12-28", None),
        ("September 14, 2012", "2012-09-14", None),
        ("6月3日上午", "2024-06-03", None),
        ("2024年5月19日", "2024-05-19", None),
        ("19日", "2024-05-19", None),
        ("16日至21日", "2024-05-16", "2024-05-21"),
        ("昨日", "2024-06-04", None),
    ],
)
def test_a_date_is_resolved_against_the_day_of_publication(text: str, start: str, end: str | None) -> None:
    found = resolve_date(text, published=PUBLISHED, language="zh" if "日" in text else "en")
    assert (str(found.start), str(found.end) if found.end else None) == (start, end)


@pytest.mark.parametrize("text", ["recently", "last week", "in October", "in 2023", "June 31", "no date at all"])
def test_what_cannot_be_known_is_refused(text: str) -> None:
    assert resolve_date(text, published=PUBLISHED).start is None


def test_without_an_anchor_only_a_whole_date_is_known() -> None:
    assert resolve_date("June 3", published=None).start is None
    assert resolve_date("Thursday", published=None).start is None
    assert resolve_date("3 June 2019", published=None).start == dt.date(2019, 6, 3)


def test_the_dateline_wins_over_the_page_and_a_contradiction_is_refused() -> None:
    assert resolve_date("Tuesday", published=PUBLISHED, dateline=dt.date(2024, 6, 1)).start == dt.date(2024, 5, 28)
    assert resolve_date("Tuesday", published=PUBLISHED, dateline=dt.date(2024, 7, 1)).start is None


def test_a_day_after_publication_is_refused() -> None:
    assert resolve_date("3 July 2024", published=PUBLISHED).start is None


@given(st.dates(dt.date(2015, 1, 1), dt.date(2026, 12, 31)), st.integers(0, 300))
def test_a_day_without_a_year_is_found_again_from_any_later_publication(day: dt.date, later: int) -> None:
    published = day + dt.timedelta(days=later)
    assert resolve_date(f"On {day:%B} {day.day}", published=published).start == day
    assert resolve_date(f"{day.month}月{day.day}日", published=published, language="zh").start == day


@given(st.dates(dt.date(2015, 1, 1), dt.date(2026, 12, 31)))
def test_a_weekday_is_the_last_such_day(published: dt.date) -> None:
    for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        found = resolve_date(name, published=published).start
        assert found is not None
        assert 0 <= (published - found).days < 7
        assert f"{found:%A}" == name


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("output may reach 5 million tons", []),
        ("they march 3 abreast", []),
        ("the 17th session of the congress", []),
        ("On June 3 and again on June 7, 2024 he came.", ["June 3", "June 7, 2024"]),
        ("by the end of May at 7 am", ["the end of May", "7 am"]),
    ],
)
def test_only_dates_are_found(text: str, dates: list[str]) -> None:
    assert [d.text for d in find_dates(text, language="en")] == dates


@given(st.text(alphabet="June 3rdth,0129-日月年至 May", max_size=80))
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str) -> None:
    for language in ("en", "zh"):
        found = find_dates(text, language=language)
        assert all(text[d.start : d.end] == d.text for d in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
