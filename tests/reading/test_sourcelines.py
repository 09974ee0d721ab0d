import datetime as dt

import pytest

from briefing.reading import cues
from briefing.reading.sourcelines import SourceLine, embedded, name_of, parse

CUES = cues.load()
FIFTH = dt.date(2024, 6, 5)


def read(line: str) -> SourceLine | None:
    return parse(line, cues=CUES)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("来源:   时间: 2024-06-05 07:33", None),
        ("来源:市政府办公室   时间: 2024-06-05 08:12   浏览次数: 117", "市政府办公室"),
        ("【发布时间：2024-06-05】 【信息来源：区政府办】 【字体：大 中 小】", "区政府办"),
        ("2024年06月05日 08:12 | 来源：清河日报", "清河日报"),
        ("時間：2024-06-05  來源：清河日報", "清河日報"),
        ("（原载《清河日报》2024年6月5日第1版）", "清河日报"),
        ("(发稿日期:2024年6月5日)", None),
        (
            "Release time: 2024-06-05    Source: Education Bureau    Author: Office    Font: [Large] [Small]",
            "Education Bureau",
        ),
        ("Source: Qinghe Daily | 2024-06-05 21:13:45 | Editor: wf", "Qinghe Daily"),
        ("Source: Lake Evening News      Date: 2024-06-05      Font size: [Large] [Small]", "Lake Evening News"),
        ("Updated : 2024-06-05", None),
        ("date 2024-06-05", None),
        ("Published on 5 June 2024", None),
        ("Posted: Jun 5, 2024 01:12 AM", None),
        ("Updated At : 05:47 AM Jun 05, 2024 (IST)", None),
        ("Tuesday 05/Jun/2024 - 01:14 PM", None),
        ("07:42, June 05, 2024", None),
        ("calendar>>June 5. 2024 Juche 113", None),
        ("2024-06-05    Water Affairs Bureau", "Water Affairs Bureau"),
        ("By Ann Lee (Qinghe Daily)  08:22, June 05, 2024", "Qinghe Daily"),
        ("2024-06-05 | Page 01", None),
        ("Press Release No. 22 of 5 June 2024", None),
        ("The Lake Star, Jun 5, 2024, 12:00 AM", "The Lake Star"),
        ("National Bureau & Public Relations : 5 June 2024", "National Bureau & Public Relations"),
        ("(Latest Update June 5, 2024)", None),
    ],
)
def test_reads_day_and_outlet(line: str, outlet: str | None) -> None:
    found = read(line)
    assert found is not None
    assert (found.published or found.updated) == FIFTH
    assert found.outlet == outlet


def test_the_first_publication_wins_over_an_update() -> None:
    found = read("Updated June 7 2024 - 8:14am, first published June 5 2024 - 4:50pm")
    assert found is not None
    assert (found.published, found.updated) == (FIFTH, dt.date(2024, 6, 7))


def test_a_dateline_nearby_settles_an_ambiguous_day() -> None:
    found = parse("Date: 06/05/2024 | Source: Wire", cues=CUES, near=(6, 5))
    assert found is not None
    assert found.published == FIFTH


@pytest.mark.parametrize(
    "line", ["Editor: Wu Fan", "责编：吴凡 审核：李文", "Author: Research Office   Hits: 212", "Views: 31"]
)
def test_credits_and_counts_are_source_lines_with_nothing_in_them(line: str) -> None:
    assert read(line) == SourceLine()


@pytest.mark.parametrize(
    "line",
    [
        "On June 5, 2024, the mayor visited a school.",
        "The plan runs to 31 December 2025.",
        "Founded on June 5, 1924, the plant makes tyres.",
        "Source of water: the Ping River",
        "Time: 9 a.m. Monday",
        "Reporter: What do you think of the plan for the new district that the city announced?",
        "记者：您怎么看待清河高新区的发展，下一步还有什么打算？",
        "请于2024年6月5日至6月8日登录平台下载招标文件，并按要求提交全部材料。",
        "The mayor visited the plant",
        "",
    ],
)
def test_prose_is_no_source_line(line: str) -> None:
    assert read(line) is None


@pytest.mark.parametrize("value", ["", "  2024-06-05 07:33", "本站", "Press release", "x" * 200])
def test_names_no_outlet(value: str) -> None:
    assert name_of(value, cues=CUES) is None


def test_a_source_inside_a_long_line_is_found() -> None:
    text = "Mayor inspects school Source: City Daily Time: 2024-06-05 Views: 88 Yesterday, the mayor went to a school."
    found = embedded(text, cues=CUES, within=400)
    assert found is not None
    assert text[slice(*found)] == "Source: City Daily Time: 2024-06-05 Views: 88"
    assert embedded("The mayor said on 2024-06-05 that the time: was right.", cues=CUES, within=400) is None
