"""Chinese articles cut into people, day, place, stops and demands."""

import datetime as dt

import pytest

from briefing import lexicons, mentions
from briefing.records import Annotation, Article, Segments, Source
from briefing.segmenting.chinese import segment_chinese

LEXICON = lexicons.load("zh")

VISIT = """岑远山到青柳镇调研

3月4日，市委副书记、市长岑远山到青柳镇调研春耕生产。副市长白露，市农业农村局局长戎长青参加。

在丰禾种业公司，岑远山察看了种子包衣流程，详细了解备货情况，要求企业守住质量关。公司负责人介绍，今年已备种三百吨。随后，岑远山来到南坝排灌站、青柳农机合作社，询问机具检修进度，叮嘱大家注意安全。

岑远山强调，春耕是全年农业的第一仗。要抓紧检修渠道，确保三月底前通水；各乡镇要把补贴直接发到农户手里，不得截留。据悉，全市今年计划播种水稻四十万亩。"""


def cut(text: str, *, published: dt.date | None = dt.date(2024, 3, 6), title: str | None = None) -> Segments:
    article = Article(text=text, title=title, language="zh", source=Source(name="-", published=published))
    note: Annotation = mentions.annotate(text, language="zh", lexicon=LEXICON)
    segments = segment_chinese(article, note, lexicon=LEXICON)
    for span in [*segments.event.evidence, *(e for d in segments.directives for e in d.evidence)]:
        assert text[span.start : span.end] == span.text
    return segments


def names(segments: Segments) -> list[list[str]]:
    return [[n.text for n in site.names] for site in segments.sites]


def test_a_visit_has_its_people_day_and_place() -> None:
    got = cut(VISIT)
    assert got.kind == "visit"
    assert [(o.name, o.title) for o in got.leaders] == [("岑远山", "市委副书记、市长")]
    assert [o.name for o in got.companions] == ["白露", "戎长青"]
    assert got.date.start == dt.date(2024, 3, 4)
    assert got.place is not None
    assert got.place.text == "青柳镇"


def test_stops_are_told_apart_and_their_asks_from_what_was_seen() -> None:
    got = cut(VISIT)
    assert names(got) == [["丰禾种业公司"], ["南坝排灌站", "青柳农机合作社"]]
    assert "要求企业守住质量关" in "".join(s.text for s in got.sites[0].asked)
    assert "察看了种子包衣流程" in "".join(s.text for s in got.sites[0].observed)
    assert not any("三百吨" in s.text for s in got.sites[0].evidence)


def test_demands_are_split_at_semicolons_and_explanations_left_out() -> None:
    got = cut(VISIT)
    assert [(d.evidence[0].text, d.speaker) for d in got.directives] == [
        ("要抓紧检修渠道，确保三月底前通水", "岑远山"),
        ("各乡镇要把补贴直接发到农户手里，不得截留", "岑远山"),
    ]


def test_a_day_without_anchor_stays_unresolved_and_says_so() -> None:
    got = cut(VISIT, published=None)
    assert got.date.text == "3月4日"
    assert got.date.start is None
    assert [n.code for n in got.notices] == ["date-unresolved"]


def test_traditional_characters_give_the_same_cut() -> None:
    text = (
        "5月9日，縣長貝書同到望湖村調研。副縣長白露參加。\n"
        "在望湖村書屋，貝書同察看了借閱情況，要求管理員延長開放時間。\n"
        "貝書同強調，要讓圖書下沉到村。"
    )
    got = cut(text, published=dt.date(2024, 5, 10))
    assert [o.name for o in got.leaders] == ["貝書同"]
    assert [o.name for o in got.companions] == ["白露"]
    assert names(got) == [["望湖村書屋"]]
    assert [d.evidence[0].text for d in got.directives] == ["要讓圖書下沉到村"]


def test_a_meeting_has_no_stops() -> None:
    text = "8月1日，县委书记冼明主持召开安全生产工作会议。冼明指出，要压实责任，不留死角。县长梁固参加会议。"
    got = cut(text, published=dt.date(2024, 8, 2))
    assert (got.kind, got.sites) == ("meeting", ())
    assert [o.name for o in got.companions] == ["梁固"]
    assert [d.speaker for d in got.directives] == ["冼明"]


@pytest.mark.parametrize(
    "text",
    [
        "某县农村公路养护工程公开招标公告\n投标人须具备三级及以上资质，项目经理要对材料真实性负责。",
        "市气象台预计，明日有大到暴雨，市民要注意防范。",
    ],
)
def test_what_is_no_visit_gives_no_line(text: str) -> None:
    got = cut(text)
    assert (got.kind, got.sites, got.directives) == ("other", (), ())


def test_each_leader_of_a_joint_report_keeps_his_own_stop() -> None:
    text = (
        "7月2日，市领导分赴各地检查防汛。\n"
        "市委书记岑远山来到沙河水库，察看水位，要求值班人员加密巡查。\n"
        "市长白露赶赴柳湾镇，察看柳湾泵站，叮嘱镇村干部备足物料。"
    )
    got = cut(text, published=dt.date(2024, 7, 3))
    assert [o.name for o in got.leaders] == ["岑远山", "白露"]
    assert names(got) == [["沙河水库"], ["柳湾泵站"]]
    assert [s.leader for s in got.sites] == [None, "白露"]


def test_a_headline_demand_counts_once() -> None:
    head = "岑远山检查供热工作时强调 决不让一户居民挨冻\n"
    text = "11月6日，市长岑远山到东郊热源厂检查供热工作。"
    got = cut(head + text, published=dt.date(2024, 11, 7))
    assert [d.evidence[0].text for d in got.directives] == ["决不让一户居民挨冻"]
    said = text + "岑远山强调，决不让一户居民挨冻。"
    assert len(cut(head + said, published=dt.date(2024, 11, 7)).directives) == 1
