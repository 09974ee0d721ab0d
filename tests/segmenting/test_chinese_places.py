"""The place and the day of a Chinese visit."""

import datetime as dt
from collections.abc import Callable

import pytest

from briefing.records import Segments

Cut = Callable[..., Segments]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3月2日，市长岑远山到沙河县调研。", "沙河县"),
        ("岑远山赴凌渡水电站检查安全\n3月2日，市长岑远山赴凌渡水电站检查。在坝顶，他看了仪表。", "凌渡水电站"),
        ("沙河县县长检查供暖\n3月2日，沙河县县长岑远山检查供暖。", "沙河县"),
        ("岑远山走访企业\n来源：沙河县政府网\n3月2日，县长岑远山走访企业，听取诉求。", "沙河县"),
        ("3月2日，市长岑远山视察养老服务。他察看了坪溪区桑榆苑养老院。", "坪溪区"),
        ("3月2日，副市长岑远山暗访检查榆河县大气污染防治。", "榆河县"),
        ("连日来，沙河市部分蔬菜涨价。市长岑远山多次来到市区农贸市场，察看价格。", "沙河市"),
        ("岑远山：水要送到最后一户\n6月3日，市长岑远山赴青柳区检查供水。", "青柳区"),
        ("寒流來襲 岑遠山視察青柳溪農損\n6月3日，縣長岑遠山前往青柳溪視察。", "青柳溪"),
        ("6月3日清晨，露水还挂在藤上，青柳县白沙乡的瓜地里，县委书记岑远山来调研收成。", "青柳县"),
    ],
)
def test_the_place_of_a_visit_is_found_where_the_article_names_it(cut_chinese: Cut, text: str, place: str) -> None:
    got = cut_chinese(text)
    assert got.place is not None
    assert got.place.text == place


def test_words_that_end_like_a_town_are_no_place(cut_chinese: Cut) -> None:
    got = cut_chinese("3月2日，副区长岑远山调研城市管理，贯彻落实全省会议精神。岑远山要求，要提升城市品质。")
    assert got.place is None


def test_a_real_day_counts_more_than_recently(cut_chinese: Cut) -> None:
    text = "市长岑远山近日在沙河县调研。\n25日至27日，岑远山来到柳湾镇，察看水库。"
    got = cut_chinese(text, published=dt.date(2024, 3, 28))
    assert (got.date.start, got.date.end) == (dt.date(2024, 3, 25), dt.date(2024, 3, 27))


def test_after_recently_no_day_of_anything_else_counts(cut_chinese: Cut) -> None:
    text = "市长岑远山近日在沙河县调研。该项目3月4日开工，计划明年投产。"
    got = cut_chinese(text, published=dt.date(2024, 3, 28))
    assert (got.date.start, got.date.text) == (None, "近日")
    assert "date-unresolved" in [n.code for n in got.notices]
