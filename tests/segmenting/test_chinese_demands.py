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
