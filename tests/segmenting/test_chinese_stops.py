"""The ways in which a Chinese article names its stops."""

from collections.abc import Callable

import pytest

from briefing.records import Segments

Cut = Callable[..., Segments]
Names = Callable[[Segments], list[str]]

LEAD = "3月2日，市长岑远山带队检查冬季供暖。\n"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("岑远山首先来到东郊热源厂，察看锅炉运行。", ["东郊热源厂"]),
        ("在和平里换热站，岑远山查看了水温。", ["和平里换热站"]),
        ("在柳湾镇供热所，墙上的图表一目了然。岑远山问了水压。", ["柳湾镇供热所"]),
        (
            "岑远山一行先后实地察看了北关泵站、南苑小区和西街养老院，了解供暖情况。",
            ["北关泵站", "南苑小区", "西街养老院"],
        ),
        (
            "实地察看了北关泵站的控制柜、南苑小区的管网后，岑远山走进独居老人米秀英家。",
            ["北关泵站", "南苑小区", "独居老人米秀英家"],
        ),
        ("北关泵站的机组刚换过。岑远山摸了摸轴承。", ["北关泵站"]),
        ("沿人民路、建设路一路步行，岑远山查看井盖。", ["人民路", "建设路"]),
        ("离开北关泵站，岑远山驱车来到十里铺粮库，察看粮温。", ["十里铺粮库"]),
        ("随后，他转往“暖心”驿站，看望快递员。", ["“暖心”驿站"]),
        ("20:15　北关泵站。值班员在岗，岑远山签了字。", ["北关泵站"]),
        ("第一站：北关泵站。岑远山察看了仪表。", ["北关泵站"]),
        ("在解放路“老灶头”火锅店后厨，岑远山指着停转的风机问。", ["解放路“老灶头”火锅店后厨"]),
    ],
)
def test_a_stop_is_found_however_it_is_put(cut_chinese: Cut, names: Names, told: str, wanted: list[str]) -> None:
    assert names(cut_chinese(LEAD + told)) == wanted


@pytest.mark.parametrize(
    "told",
    [
        "岑远山强调，要深入群众，走进百姓心里。",
        "看到小区里暖意融融，岑远山很高兴。",
        "在随后的交流中，岑远山说，供暖是民生大事。",
        "在此基础上，岑远山走到了大家中间。",
        "回县城的路上，岑远山一直在打电话。",
        "在车流中穿行，岑远山不时停下来问路人。",
        "护林员十分钟后从小卖部跑来，走进值班室。",
    ],
)
def test_what_is_no_place_is_no_stop(cut_chinese: Cut, names: Names, told: str) -> None:
    assert names(cut_chinese(LEAD + "岑远山来到东郊热源厂，察看锅炉。\n" + told)) == ["东郊热源厂"]


def test_a_part_of_a_stop_is_told_of_it(cut_chinese: Cut) -> None:
    got = cut_chinese(
        LEAD + "岑远山来到华茂竹业，走进生产车间、展示大厅，了解订单。他察看了安检通道，叮嘱大家注意安全。"
    )
    assert [[n.text for n in site.names] for site in got.sites] == [["华茂竹业"]]
    assert "注意安全" in got.sites[0].asked[0].text


def test_a_short_form_of_a_name_is_no_new_stop(cut_chinese: Cut, names: Names) -> None:
    told = "岑远山来到瑞衡精密轴承有限公司，察看车间。\n在轴承公司食堂外，岑远山与工人交谈。\n岑远山又来到瑞衡精密轴承有限公司门口。"
    assert names(cut_chinese(LEAD + told))[0] == "瑞衡精密轴承有限公司"
    assert names(cut_chinese(LEAD + told)).count("瑞衡精密轴承有限公司") == 1


def test_the_stops_of_a_lead_count_but_not_the_goal_of_the_visit(cut_chinese: Cut, names: Names) -> None:
    listed = "3月2日，市长岑远山先后来到北关泵站、和平路隧道和金水湾小区，实地察看积水点。\n岑远山要求，要抓紧清淤。"
    assert names(cut_chinese(listed)) == ["北关泵站", "和平路隧道", "金水湾小区"]
    goal = "3月2日，市长岑远山到白马古镇调研文旅。\n在云溪客栈，岑远山询问房价。"
    assert names(cut_chinese(goal)) == ["云溪客栈"]


def test_a_visit_that_names_no_more_than_a_county_has_it_as_its_stop(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，市长岑远山到沙河县调研秋粮生产。岑远山强调，要抢抓农时。")
    assert got.kind == "visit"
    assert [n.text for site in got.sites for n in site.names] == ["沙河县"]
    assert got.sites[0].evidence


def test_a_meeting_has_no_stops(cut_chinese: Cut) -> None:
    text = (
        "3月2日，全市防汛工作会议召开。市长岑远山出席会议并讲话。\n"
        "岑远山要求：\n一、各县要在3月底前查完水库；\n二、对险工险段要专人盯守。"
    )
    got = cut_chinese(text)
    assert (got.kind, got.sites) == ("meeting", ())
    assert len(got.directives) == 2


def test_ascii_marks_are_read_as_chinese_ones(cut_chinese: Cut, names: Names) -> None:
    got = cut_chinese("3月2日,市长岑远山夜查安全。\n8点50分,在县汽车站,候车室没有开灯。岑远山让站长当场打开。")
    assert names(got) == ["县汽车站"]
    assert "当场打开" in "".join(s.text for s in got.sites[0].asked)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("离城十公里的东郊水厂，机器轰鸣，岑远山查看了泵房。", ["东郊水厂"]),
        ("位于城南的东郊水厂，岑远山查看了泵房。", ["东郊水厂"]),
        ("“老味道”面馆门口排着队，岑远山问老板一天卖多少碗。", ["“老味道”面馆"]),
        ("岑远山刚从东郊水厂出来，对随行干部说，管子该换了。", ["东郊水厂"]),
        ("在青柳镇便民服务中心的叫号机前，他取了一个号。", ["青柳镇便民服务中心"]),
        ("来到东郊水厂的取水口，岑远山问水质怎么样。", ["东郊水厂"]),
        ("在职高西侧小商品一条街，岑远山查看了消防通道。", ["职高西侧小商品一条街"]),
        ("岑远山来到十万吨级东郊码头，察看进度。", ["十万吨级东郊码头"]),
        ("岑远山来到220千伏东郊输变电工程，察看进度。", ["220千伏东郊输变电工程"]),
        ("岑远山先后来到多巴中学、三家店图书馆和为民药店，查看消防通道。", ["多巴中学", "三家店图书馆", "为民药店"]),
        ("岑远山走进东郊体验馆，查看消防通道。", ["东郊体验馆"]),
        ("岑远山到东郊集中隔离点查看通风。", ["东郊集中隔离点"]),
        ("岑远山走进青柳街道和平社区，看望老人。", ["青柳街道和平社区"]),
        ("岑远山检查了东郊小学食堂管理情况，要求公开菜价。", ["东郊小学食堂"]),
        ("岑远山到青柳、白沙、南坪三个乡镇了解旱情。他来到东郊泵站，看了水位。", ["东郊泵站"]),
        ("来到东郊水厂，岑远山查看泵房；走进西郊泵站值班室，他翻看记录。", ["东郊水厂", "西郊泵站值班室"]),
    ],
)
def test_names_are_read_whole_and_without_what_surrounds_them(
    cut_chinese: Cut, names: Names, told: str, wanted: list[str]
) -> None:
    assert names(cut_chinese(LEAD + told)) == wanted


def test_a_visit_goes_on_in_the_middle_of_a_speech(cut_chinese: Cut, names: Names) -> None:
    told = "岑远山来到东郊水厂，察看滤池。\n岑远山指出，要换掉老管子。途中，一行人在西郊泵站停下，问了水压。"
    got = cut_chinese(LEAD + told)
    assert names(got) == ["东郊水厂", "西郊泵站"]
    quoted = cut_chinese(
        LEAD + "岑远山来到东郊水厂，察看滤池。\n岑远山指出，要在西郊泵站加装水表，要去南塘小学听意见。"
    )
    assert names(quoted) == ["东郊水厂"]
