import datetime as dt

import pytest

from briefing.reading import cues
from briefing.reading.layout import Layout, lay_out

CUES = cues.load()
TITLE = "Mayor Lin inspects Qinghe zone"
BODY = "On June 3, Mayor Lin Guodong visited Qinghe zone to inspect key projects. Vice Mayor Hao Min came along."
MORE = "At the Boyuan plant, Lin walked through the second workshop and asked about orders and energy use."
FIFTH = dt.date(2024, 6, 5)


def lay(*lines: str, title: str | None = None, known: frozenset[str] = frozenset()) -> Layout:
    return lay_out("\n".join(lines), title=title, known=known, cues=CUES)


def marked(*lines: str) -> list[str]:
    return [span.text for span in lay(*lines).furniture]


def test_head_and_tail_are_furniture_and_the_body_is_not() -> None:
    head = ["Home > News > Text", TITLE, "Source: Qinghe Daily  Time: 2024-06-05  Views: 8"]
    tail = ["(Editor: Wu Fan)", "Previous: Meeting held", "Next: none"]
    assert marked(*head, BODY, MORE, *tail) == [*head, *tail]
    assert lay(*head, BODY, MORE, *tail).title == TITLE


def test_a_repeated_headline_between_paragraphs_is_a_caption() -> None:
    assert marked(TITLE, BODY, TITLE, MORE, TITLE) == [TITLE, TITLE, TITLE]


def test_a_caption_under_the_headline_is_not_the_body() -> None:
    caption = "Lin Guodong, mayor of Qinghe, walks through the plant on Monday. (Photo/Yang Zhi)"
    assert marked(TITLE, caption, BODY, MORE) == [TITLE, caption]


def test_a_dateline_and_a_closing_mark_are_pieces_of_their_paragraphs() -> None:
    assert marked(TITLE, f"Pyongyang, June 3 (KCNA) -- {BODY}", f"{MORE} -0-") == [
        TITLE,
        "Pyongyang, June 3 (KCNA) --",
        "-0-",
    ]


def test_a_section_name_above_the_headline_is_not_the_title() -> None:
    assert lay("POLITICS | VISITS", TITLE, "By Ann Lee", BODY, MORE).title == TITLE


def test_an_office_in_capitals_above_the_headline_is_the_outlet() -> None:
    laid = lay("PRESS OFFICE OF THE PRESIDENCY", "Bulletin 218     5 June 2024", TITLE, BODY, MORE)
    assert (laid.title, laid.outlet, laid.published) == (TITLE, "PRESS OFFICE OF THE PRESIDENCY", FIFTH)


def test_a_chinese_headline_of_two_lines_is_joined() -> None:
    laid = lay(
        "林国栋在清河调研时强调",
        "把安全放在首位",
        "2024-06-05  来源：清河日报",
        "6月3日，市长林国栋到清河高新区调研重点项目建设情况。",
    )
    assert laid.title == "林国栋在清河调研时强调 把安全放在首位"
    assert (laid.published, laid.outlet) == (FIFTH, "清河日报")


def test_an_article_without_a_headline_has_none() -> None:
    laid = lay(BODY, MORE)
    assert laid.title is None
    assert laid.furniture == ()


def test_one_line_is_never_a_headline() -> None:
    assert lay(TITLE) == Layout(title=None, published=None, outlet=None, furniture=())


def test_source_and_headline_on_one_line_are_taken_apart() -> None:
    laid = lay(f"{TITLE} Source: Qinghe Daily Time: 2024-06-05", BODY, MORE)
    assert (laid.title, laid.published, laid.outlet) == (TITLE, FIFTH, "Qinghe Daily")


def test_an_article_without_line_breaks_is_taken_apart() -> None:
    laid = lay(f"{TITLE} Source: Qinghe Daily Time: 2024-06-05 Views: 88 {BODY} {MORE}")
    assert (laid.title, laid.published) == (TITLE, FIFTH)
    assert [span.text for span in laid.furniture] == [f"{TITLE} Source: Qinghe Daily Time: 2024-06-05 Views: 88"]


def test_a_source_in_brackets_before_the_text_is_a_piece_of_its_paragraph() -> None:
    laid = lay(TITLE, f"（来源：市卫生健康委 时间：2024-06-05）{BODY}", MORE)
    assert [span.text for span in laid.furniture] == [TITLE, "（来源：市卫生健康委 时间：2024-06-05）"]
    assert (laid.published, laid.outlet) == (FIFTH, "市卫生健康委")


def test_a_source_at_the_end_counts() -> None:
    laid = lay(TITLE, BODY, MORE, "Source: KPL", "5/6/2024")
    assert (laid.published, laid.outlet) == (FIFTH, "KPL")


def test_a_cut_off_last_sentence_is_no_furniture() -> None:
    cut = "The mayor then went on to the county hospital and asked the doctors about the"
    assert marked(TITLE, BODY, MORE, cut) == [TITLE]


def test_dates_that_begin_entries_between_paragraphs_stay_prose() -> None:
    entry = "June 4, 2024: second stop"
    assert entry not in marked(TITLE, BODY, entry, MORE)


def test_sections_named_by_place_keep_their_places() -> None:
    assert marked(TITLE, BODY, f"MENDI: {MORE}", f"GOROKA: {BODY[3:]}") == [TITLE]


def test_items_of_a_list_stay_prose() -> None:
    items = ["1. Finish trial production before August", "2. Keep safety first", "• Report weekly"]
    assert marked(TITLE, BODY, *items) == [TITLE]


def test_known_lines_and_a_told_title_are_marked() -> None:
    laid = lay("Qinghe Daily 1", TITLE, BODY, MORE, title=TITLE, known=frozenset({"Qinghe Daily 1"}))
    assert [span.text for span in laid.furniture] == ["Qinghe Daily 1", TITLE]


@pytest.mark.parametrize("line", ["本报讯（记者 李文）", "中国网络电视台消息(新闻联播)："])
def test_chinese_datelines_are_pieces(line: str) -> None:
    body = "6月3日，市长林国栋到清河高新区调研重点项目建设。副市长郝敏参加调研。"
    assert marked("林国栋到清河调研", line + body) == ["林国栋到清河调研", line]
