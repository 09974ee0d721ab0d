"""What is demanded in Chinese articles, by whom, and what reaches no line."""

from collections.abc import Callable

import pytest

from briefing.records import Segments

Cut = Callable[..., Segments]

VISIT = "3月2日，市长岑远山检查供暖。\n岑远山来到东郊热源厂，察看锅炉。\n"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("岑远山强调，要保证煤炭供应；对欠压小区要逐户测温。", ["要保证煤炭供应", "对欠压小区要逐户测温"]),
        ("岑远山呼吁，居民如发现漏水应立即报修，切勿自行拆管。", ["居民如发现漏水应立即报修，切勿自行拆管"]),
        ("岑远山给局长打了个电话：各县要连夜排查，不能发了文就算完。", ["各县要连夜排查，不能发了文就算完"]),
        ("岑远山提了两点要求：热企要备足燃料；热线要有人接听。", ["热企要备足燃料", "热线要有人接听"]),
        ("岑远山：“谁的管道漏水，就拿谁是问，必须当天修好。”", ["谁的管道漏水，就拿谁是问，必须当天修好"]),
        ("“要把预警喊到每一户！”岑远山反复强调，“一户也不能漏。”", ["要把预警喊到每一户", "一户也不能漏"]),
        ("岑远山把话说得很直：谁的堤段谁来守，必须签字。", ["谁的堤段谁来守，必须签字"]),
        ("岑远山建议，要设立抢修津贴。", ["要设立抢修津贴"]),
    ],
)
def test_demands_are_found_however_they_are_made(cut_chinese: Cut, told: str, wanted: list[str]) -> None:
    got = cut_chinese(VISIT + told)
    assert [d.evidence[0].text.strip("。”") for d in got.directives] == wanted
    assert {d.speaker for d in got.directives} == {"岑远山"}


def test_a_quotation_before_its_speaker_is_asked_at_the_stop(cut_chinese: Cut) -> None:
    got = cut_chinese(VISIT.rstrip() + "“炉渣今天必须清完。”岑远山叮嘱厂长。")
    assert not got.directives
    assert "炉渣今天必须清完" in "".join(s.text for s in got.sites[0].asked)


def test_points_in_paragraphs_of_their_own_belong_to_the_speech(cut_chinese: Cut) -> None:
    got = cut_chinese(VISIT + "岑远山强调，供暖是民生大事。\n一要备足煤炭。\n二要抢修管网。\n据悉，全市有热企九家。")
    assert [d.evidence[0].text for d in got.directives] == ["一要备足煤炭", "二要抢修管网"]


def test_what_is_said_on_the_spot_to_no_known_stop_is_told_as_unreached(cut_chinese: Cut) -> None:
    got = cut_chinese(VISIT + "看着冒烟的烟囱，岑远山皱起眉头。岑远山叮嘱值班员当晚补测一次。")
    assert not got.directives
    assert [s.text for s in got.unreached] == ["值班员当晚补测一次"]
    assert "demand-unreached" in [n.code for n in got.notices]


def test_what_hosts_say_is_no_demand(cut_chinese: Cut) -> None:
    got = cut_chinese(VISIT + "厂长李铁汇报说，要再买两台锅炉。")
    assert not got.directives


def test_a_name_before_a_visit_is_no_verb_of_speech(cut_chinese: Cut) -> None:
    got = cut_chinese("王强调研城市管理\n3月2日，副区长王强调研城市管理。王强要求，要疏堵结合。")
    assert [d.evidence[0].text for d in got.directives] == ["要疏堵结合"]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "就做好下一步工作，岑远山要求：一是公安要推行高峰勤务；二是校长每天站在校门口。",
            ["公安要推行高峰勤务", "校长每天站在校门口"],
        ),
        ("岑远山指出，全市基础好、优势明显，要牢记嘱托、感恩奋进。要补齐管网短板。", ["要补齐管网短板"]),
        ("会议议定：由水务局牵头，三天内签订协议；燃气公司要在七月底前建成复线。", ["由水务局牵头", "建成复线"]),
        ("检查组要求，各单位要在月底前整改到位。", ["各单位要在月底前整改到位"]),
        ("临走时，他给大家交了底，夜航九月底前要试开；消防要先演练三次。", ["九月底前要试开", "消防要先演练三次"]),
    ],
)
def test_demands_of_a_list_of_a_meeting_and_of_a_body_are_found(cut_chinese: Cut, told: str, wanted: list[str]) -> None:
    got = cut_chinese("6月3日，市长岑远山到青柳区检查供水。\n岑远山来到东郊水厂，察看滤池。\n\n" + told)
    found = [d.evidence[0].text for d in got.directives]
    assert len(found) == len(wanted)
    assert all(part in text for part, text in zip(wanted, found, strict=True))


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        ("岑远山：水要送到最后一户", ["水要送到最后一户"]),
        ("岑远山：我来看看大家", []),
        (
            "岑远山在青柳区调研时强调\n因地制宜发展节水产业\n把中水送进每一家工厂",
            ["因地制宜发展节水产业", "把中水送进每一家工厂"],
        ),
    ],
)
def test_a_headline_demands_in_one_line_or_two(cut_chinese: Cut, top: str, wanted: list[str]) -> None:
    got = cut_chinese(top + "\n6月3日，市长岑远山到青柳区调研供水。\n岑远山来到东郊水厂，察看滤池。")
    assert [d.evidence[0].text for d in got.directives] == wanted


def test_what_is_said_after_a_list_of_stops_is_put_to_all(cut_chinese: Cut) -> None:
    told = "岑远山还到东郊水厂和西郊泵站，送去毛巾。岑远山说，气温过高时户外一律停工。"
    got = cut_chinese("6月3日，市长岑远山看望慰问供水职工。" + told)
    assert [d.evidence[0].text for d in got.directives] == ["气温过高时户外一律停工"]
