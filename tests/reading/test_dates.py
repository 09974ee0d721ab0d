import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.dates import date_in_name, date_in_url, find_days, full_date, month_and_day

FIFTH = dt.date(2024, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "2024-06-05",
            "2024/6/5",
            "2024.06.05 07:33",
            "2024年6月5日",
            "2024年06月05日",
            "20240605",
            "2024-06-05T07:33:00+08:00",
        ],
        *["June 5, 2024", "Jun 5 2024", "Jun. 05, 2024", "June 5th, 2024", "June 5. 2024", "JUNE 5, 2024"],
        *[
            "5 June 2024",
            "05 Jun, 2024",
            "5th of June 2024",
            "05-Jun-2024",
            "05/Jun/2024",
            "Wed, 05 Jun 2024 07:33:00 GMT",
        ],
        *["Wed Jun 05 07:33:00 CST 2024", "二〇二四年六月五日", "二○二四年六月五日", "15/13/2024 or 5 June 2024"],
    ],
)
def test_reads_the_forms_that_pages_print(text: str) -> None:
    assert full_date(text) == FIFTH


@pytest.mark.parametrize(
    "text", ["June 5", "5 June", "6月5日", "2024", "June 2024", "2024-13-05", "1.2024.6", "", "31/02/2024"]
)
def test_refuses_what_is_not_a_full_date(text: str) -> None:
    assert full_date(text) is None


def test_a_numeric_date_is_read_day_first_unless_something_settles_it() -> None:
    assert full_date("05/06/2024") == FIFTH
    assert full_date("6/25/2024") == dt.date(2024, 6, 25)
    assert full_date("Thursday, 06/05/2024") == dt.date(2024, 5, 6) or full_date("Wednesday, 06/05/2024") == FIFTH
    assert full_date("Wednesday, 06/05/2024") == FIFTH
    assert full_date("12/10/2022", near=(10, 12)) == dt.date(2022, 10, 12)
    assert full_date("10/12/2022", near=(10, 11)) == dt.date(2022, 10, 12)


def test_dates_do_not_overlap_and_stand_in_order() -> None:
    text = "Published 2024-06-05, updated 6 June 2024"
    days = find_days(text)
    assert [day.date.day for day in days] == [5, 6]
    assert text[days[0].start : days[0].end] == "2024-06-05"


@pytest.mark.parametrize(
    "name", ["a/2024-06-05.txt", "x_20240605_1.html", "t2024_06_05", "C:\\in\\2024.6.5 visit.docx"]
)
def test_finds_the_date_in_a_file_name(name: str) -> None:
    assert date_in_name(name) == FIFTH


def test_folders_and_long_numbers_are_no_dates() -> None:
    assert date_in_name("2024-06-05/visit.txt") is None
    assert date_in_name("120240605123.txt") is None


@pytest.mark.parametrize(
    "url",
    [
        *["https://example.org/2024/06/05/visit", "https://example.org/n/2024-06/05/content_1.htm"],
        *["https://example.org/t20240605_17.html", "https://example.org/art/20240605/a.html"],
    ],
)
def test_finds_the_date_in_an_address(url: str) -> None:
    assert date_in_url(url) == FIFTH


def test_month_and_day_without_year() -> None:
    assert month_and_day("Sept. 13") == (9, 13)
    assert month_and_day("3rd February") == (2, 3)
    assert month_and_day("6月5日") == (6, 5)
    assert month_and_day("may reach 5") is None


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%Y年%m月%d日", "%Y%m%d"):
        assert full_date(day.strftime(form)) == day


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    full_date(text)
    month_and_day(text)
    date_in_name(text)
    date_in_url(text)
