"""Who visits and who comes along in Chinese articles."""

from collections.abc import Callable

import pytest

from briefing.records import Segments

Cut = Callable[..., Segments]


@pytest.mark.parametrize(
    "told",
    [
        "副市长白露、市水利局局长戎长青参加调研。",
        "副市长白露，市水利局局长戎长青陪同。",
        "陪同调研的有副市长白露、市水利局局长戎长青。",
        "参加检查的市领导有：白露、戎长青。",
        "副市长白露、市水利局局长戎长青在场。",
        "同行的有：副市长白露，市水利局局长戎长青。",
        "在副市长白露、市水利局局长戎长青陪同下，岑远山看了水闸。",
        "岑远山带着副市长白露、市水利局局长戎长青走进机房。",
        "副市长白露一同前往，市水利局局长戎长青随行。",
        "副市长白露和市水利局局长戎长青以及市财政局、市发展和改革委员会、市住房和城乡建设局、市应急管理局主要负责同志参加。",
    ],
)
def test_companions_are_found_however_they_are_put(cut_chinese: Cut, told: str) -> None:
    got = cut_chinese("3月2日，市长岑远山到沙河水库检查。" + told)
    assert [o.name for o in got.leaders] == ["岑远山"]
    assert [o.name for o in got.companions] == ["白露", "戎长青"]


def test_one_who_is_in_tow_is_a_companion_and_what_is_said_to_him_is_the_leaders(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，县委书记岑远山夜查消防。岑远山对随行的县公安局局长戎长青说，夜查要常态化。")
    assert [o.name for o in got.companions] == ["戎长青"]
    assert [d.speaker for d in got.directives] == ["岑远山"]


def test_one_whom_others_accompany_leads(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，副市长白露、市水利局局长戎长青陪同市长岑远山检查沙河水库。")
    assert [o.name for o in got.leaders] == ["岑远山"]
    assert [o.name for o in got.companions] == ["白露", "戎长青"]


def test_one_who_reports_on_a_visit_is_no_companion(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，市长岑远山到沙河水库检查。沙河县委书记米新民汇报了工作。")
    assert got.companions == ()


def test_hosts_and_those_met_are_no_companions(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，市长岑远山到宏达化工厂检查。厂长李铁介绍，今年订单不少。工程师米新民参加了抢险。")
    assert got.companions == ()


def test_each_of_several_leaders_keeps_his_stops_and_demands(cut_chinese: Cut) -> None:
    text = (
        "6月8日，县领导分别督导三夏生产。\n"
        "县委书记贺明在柳树屯麦田，查看成熟度。\n"
        "县长白露先后到张家庄粮库、兴农合作社，询问粮价。白露指出，要敞开收购。\n"
        "县人大常委会主任岑远山、县政协主席戎长青分别慰问了县环卫站职工。"
    )
    got = cut_chinese(text)
    assert [o.name for o in got.leaders] == ["贺明", "白露", "岑远山", "戎长青"]
    assert [s.leader for s in got.sites][:2] == [None, "白露"]
    assert [(d.speaker) for d in got.directives] == ["白露"]


def test_those_who_visit_together_are_not_leaders_of_their_own(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，街道书记岑远山、办事处副主任白露走访慰问高龄老人。白露量了楼梯。")
    assert [o.name for o in got.leaders] == ["岑远山"]
    assert [o.name for o in got.companions] == ["白露"]


def test_a_leader_whom_only_the_headline_names_is_found(cut_chinese: Cut) -> None:
    got = cut_chinese(
        "岑远山调研内涝治理\n3月2日，市长一行先后来到北关泵站、南苑小区，察看积水。市长要求，要抓紧清淤。"
    )
    assert [o.name for o in got.leaders] == ["岑远山"]
    assert [d.speaker for d in got.directives] == ["岑远山"]


def test_the_head_of_a_company_leads_where_nobody_of_office_does(cut_chinese: Cut) -> None:
    got = cut_chinese("8月5日，矿业集团董事长王立新赴三号井看望一线矿工。在副井口，王立新与矿工握手。")
    assert [o.name for o in got.leaders] == ["王立新"]


def test_the_first_to_preside_leads_a_meeting(cut_chinese: Cut) -> None:
    text = "8月1日，县委召开整改推进会。县委书记岑远山出席会议并讲话。县长贺明主持。县纪委书记白露通报暗访检查情况。"
    got = cut_chinese(text)
    assert got.kind == "meeting"
    assert got.leaders[0].name == "岑远山"
    assert {"贺明", "白露"} <= {o.name for o in (*got.leaders, *got.companions)}


@pytest.mark.parametrize(
    "told",
    [
        "夜里九点，来人问老板：“灶台谁管？”来人是青柳区副区长岑远山，当晚暗访夜间餐饮。",
        "八点半，一群人沿河走来。走在前面的正是市委书记岑远山，他当晚到青柳镇调研夜间经济。",
        "县委书记岑远山当天带着水利局局长戎长青，到青柳、白沙两个乡镇了解旱情，察看机井。",
        "昨日，县领导分片督导防汛。\n东片\n县委书记岑远山来到南塘渔港，查看渔船回港情况。",
    ],
)
def test_a_leader_may_be_presented_or_stand_under_a_heading(cut_chinese: Cut, told: str) -> None:
    got = cut_chinese(told)
    assert got.kind == "visit"
    assert got.leaders[0].name == "岑远山"


@pytest.mark.parametrize(
    ("told", "came"),
    [
        ("市委书记柏舟会见检查组，副市长白露、市水利局局长戎长青陪同检查。", ["白露", "戎长青"]),
        ("当晚，他只带了副局长白露暗访水厂。", ["白露"]),
        ("副市长白露、市水利局局长戎长青一并调研。", ["白露", "戎长青"]),
        ("副市长白露、市水利局局长戎长青到场陪同。", ["白露", "戎长青"]),
    ],
)
def test_who_does_something_else_is_no_companion(cut_chinese: Cut, told: str, came: list[str]) -> None:
    got = cut_chinese("6月3日，市长岑远山到青柳区检查供水。\n" + told)
    assert [o.name for o in got.companions] == came


def test_who_presides_and_who_sits_in_is_present_at_a_meeting(cut_chinese: Cut) -> None:
    got = cut_chinese("6月3日，市长岑远山出席防汛工作会议并讲话，副市长白露主持，市政协副主席戎长青列席会议。")
    assert got.kind == "meeting"
    assert {o.name for o in got.companions} == {"白露", "戎长青"}
