import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import cues
from briefing.reading.datelines import is_alone, parse

CUES = cues.load()
REST = "Premier Lin visited the new plant in the zone and asked about orders and safety there."
CHINESE_REST = "市长林国栋到高新区调研重点项目建设。"


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("BEIJING, Sept. 13 (Xinhua) -- ", "Xinhua"),
        ("Pyongyang, June 1 (KCNA) -- ", "KCNA"),
        ("Pyongyang, June 1 (KCNA) --", "KCNA"),
        ("WADI HAM, 3rd February (GNA-Gulf) -- ", "GNA-Gulf"),
        ("PUERTO SALANGO, Ecuador, July 30 (Andean Wire) - ", "Andean Wire"),
        ("ISLAMABAD, Jun 05 (APP):", "APP"),
        ("Accra, June 5, GNA - ", "GNA"),
        ("Jaipur, Dec 25: ", None),
        ("BAKU, Azerbaijan, June 5. ", None),
        ("RUDNA DOLNA, Poland (Feb 12, 2025) — ", None),
        ("Palembang, South Sumatra (ANTARA) - ", "ANTARA"),
        ("VIENTIANE, Laos (AP) — ", "AP"),
        ("(BPO) - ", "BPO"),
        ("NEW DELHI: ", None),
        ("ANXI -- ", None),
        ("NDO - ", None),
        ("Nairobi — ", None),
        ("Qinghe Daily (Reporter Lin Xu, Correspondent Zong Yue) ", "Qinghe Daily"),
        ("(By Du Lei) ", None),
    ],
)
def test_finds_where_the_prose_begins(dateline: str, agency: str | None) -> None:
    found = parse(dateline + REST, cues=CUES, opening=True)
    assert found is not None
    assert (dateline + REST)[found.end :].lstrip() == REST
    assert found.agency == agency


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("新华社北京6月5日电（记者 李文）", "新华社"),
        ("本报讯(记者 董良)", None),
        ("【本报讯】", None),
        ("本网讯 ", None),
        ("清河日报讯（记者 李文 通讯员 王平）", "清河日报"),
        ("央视网消息(新闻联播)：", "央视网"),
        ("中国网络电视台消息(新闻联播)：", "中国网络电视台"),
        ("（记者 李文）", None),
    ],
)
def test_finds_chinese_datelines(dateline: str, agency: str | None) -> None:
    found = parse(dateline + CHINESE_REST, cues=CUES, opening=True)
    assert found is not None
    assert (dateline + CHINESE_REST)[found.end :] == CHINESE_REST
    assert found.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "On June 5 (Monday) the mayor went to the new plant in the zone.",
        "Monday, June 5: the mayor went to the new plant in the zone.",
        "May 5 (Monday) - the mayor went to the new plant in the zone.",
        "Mayor Lin Guodong, June 5, visited the new plant in the zone.",
        "President Lin Guodong (Guo) visited the new plant in the zone.",
        "Governor Ann Lee (center) - visited the new plant in the zone.",
        "SDM: The new plant in the zone must be finished before the rains come.",
        "FARMERS should deliver their maize the same day, the minister said.",
        "市委收到消息，立即部署防汛工作，要求各县区落实责任。",
        "6月5日，市电台播出了市长的讲话，全市干部收听。",
    ],
)
def test_prose_has_no_dateline(text: str) -> None:
    assert parse(text, cues=CUES, opening=True) is None


def test_a_place_alone_counts_only_in_the_opening_paragraph() -> None:
    assert parse("MENDI: " + REST, cues=CUES, opening=True) is not None
    assert parse("MENDI: " + REST, cues=CUES, opening=False) is None
    assert parse("BEIJING, Sept. 13 (Xinhua) -- " + REST, cues=CUES, opening=False) is not None


def test_only_a_printed_year_gives_a_full_day() -> None:
    dated = parse("DHAKA, June 5, 2024 (BSS) - " + REST, cues=CUES, opening=True)
    assert dated is not None
    assert dated.published == dt.date(2024, 6, 5)
    without = parse("DHAKA, June 5 (BSS) - " + REST, cues=CUES, opening=True)
    assert without is not None
    assert (without.published, without.near) == (None, (6, 5))


def test_a_dateline_can_stand_on_a_line_of_its_own() -> None:
    assert is_alone("Rampur Majha, July 11")
    assert not is_alone("Mayor visits zone, July 11 marked as the day")


@given(st.text(alphabet="AbC ,.()-—:0123456789JuneMay日电讯（）记者", max_size=80))
def test_a_dateline_ends_inside_its_paragraph(text: str) -> None:
    found = parse(text, cues=CUES, opening=True)
    assert found is None or 0 < found.end <= len(text)
