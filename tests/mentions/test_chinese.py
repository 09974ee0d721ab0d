"""People, places and dates of Chinese text."""

import itertools

import pytest

from briefing import lexicons
from briefing.mentions.chinese import annotate_chinese
from briefing.mentions.chinese_script import punctuated, simplified

LEXICON = lexicons.load("zh")


def people(text: str) -> dict[str, str | None]:
    return {p.name: p.title for p in annotate_chinese(text, lexicon=LEXICON).people}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("3月4日,市委副书记、市长岑远山到青柳镇调研。", "岑远山", "市委副书记、市长"),
        ("县委书记上官澜强调，要抓紧施工。", "上官澜", "县委书记"),
        ("副州长阿依古丽·吐尔逊陪同调研。", "阿依古丽·吐尔逊", "副州长"),
        ("市發展和改革委員會主任陶正平參加調研。", "陶正平", "市發展和改革委員會主任"),
    ],
)
def test_a_name_is_read_with_its_office(text: str, name: str, title: str) -> None:
    assert people(text) == {name: title}


def test_a_list_gives_every_name() -> None:
    assert set(people("市领导贺明、戎长青、白露参加调研。")) == {"贺明", "戎长青", "白露"}


def test_later_mentions_belong_to_the_full_name() -> None:
    text = "市长岑远山来到车间。岑远山询问订单。岑市长还看望了工人。"
    note = annotate_chinese(text, lexicon=LEXICON)
    assert [(m.span.text, m.canonical) for m in note.mentions if m.kind == "person"] == [
        ("岑远山", "岑远山"),
        ("岑远山", "岑远山"),
        ("岑", "岑远山"),
    ]


@pytest.mark.parametrize("text", ["市长办公会研究了防汛工作。", "市委常委会会议召开。", "要求各级书记带头落实。"])
def test_an_office_without_its_holder_is_nobody(text: str) -> None:
    assert people(text) == {}


def test_mentions_are_exact_and_do_not_overlap() -> None:
    text = "5月9日，省委书记岑远山在柳河市“清流”工程现场了解到，投资已达3.2亿元。\n副省长白露参加。"
    note = annotate_chinese(text, lexicon=LEXICON)
    spans = [m.span for m in note.mentions]
    assert all(text[s.start : s.end] == s.text for s in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    kinds = {m.kind: m.span.text for m in note.mentions}
    assert kinds["date"] == "5月9日"
    assert kinds["number"] == "3.2亿"
    assert kinds["quotation"] == "“清流”"


def test_simplifying_keeps_the_length() -> None:
    text = "縣長視察水庫，強調要確保安全。"
    assert simplified(text, lexicon=LEXICON) == "县长视察水库，强调要确保安全。"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("副镇长向东明来到村口。向东明看了水渠。", "向东明"),  # a family name that is a word too
        ("副市长佟寒江轻车简从。", "佟寒江"),  # no word says where the name ends
        ("副县长方向东参加。", "方向东"),
        ("副县长次仁卓玛参加。", "次仁卓玛"),
        ("随行的镇长白露红了脸。", "白露"),
    ],
)
def test_where_a_name_ends_is_told_by_its_characters(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text", ["主任路过时看了看。", "委员应邀参加。", "省长温和地说，大家辛苦了。", "市长时常牵挂。"]
)
def test_words_after_an_office_are_no_name(text: str) -> None:
    assert people(text) == {}


def test_ascii_marks_between_chinese_words_become_chinese_ones() -> None:
    text = '6月3日,市长说:"好(三)个",共1,200人;10:30到'
    assert punctuated(text) == "6月3日，市长说：“好（三）个”，共1,200人；10:30到"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市领导白露、戎庆和、岑明全程陪同。", {"白露", "戎庆和", "岑明"}),
        ("副市长于秀鸿、向波参加。", {"于秀鸿", "向波"}),
        ("市领导白露、蒯阙、岑明参加。", {"白露", "蒯阙", "岑明"}),
        ("监狱长扎西东珠、政委岑明应邀参加。", {"扎西东珠", "岑明"}),
        ("白露、岑明等市领导一同调研。", {"白露", "岑明"}),
        ("由分管副市长包到底，区政协作了说明，油烟往居民楼上飘。", set()),
        ("输变电工程现场，工程车排成一列。", set()),
    ],
)
def test_names_of_a_list_are_read_to_their_ends(text: str, names: set[str]) -> None:
    assert set(people(text)) == names
