import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.cleaning import clean, joined, shortened, unwrapped

WRAPPED = """\
On June 3, Mayor Lin Guodong visited Qinghe High-tech Zone to inspect
key projects and the production of enterprises. Vice Mayor Hao Min
accompanied him on the tour.

At the Boyuan battery plant, Lin Guodong walked through the second
workshop and asked about orders, staffing and energy use. He was told
that trial production of the new line would begin in July.
"""


def test_line_ends_and_invisible_characters() -> None:
    assert clean("a\r\nb\rc\u2028d\x0ce\0\u200b\ufeff") == "a\nb\nc\nd\ne"
    assert clean("a  \nb\u3000\n\n") == "a\nb"
    assert clean("x\x1by\ud800") == "x y\ufffd"


def test_fullwidth_forms_and_indents_stay() -> None:
    assert clean("\u3000\u3000市长Ｌｉｎ，来") == "\u3000\u3000市长Ｌｉｎ，来"


def test_joiners_leave_latin_words_but_stay_between_other_letters() -> None:
    assert clean("Wang\u200cJi") == "WangJi"
    assert clean("\u0645\u06cc\u200c\u0634\u0648\u062f") == "\u0645\u06cc\u200c\u0634\u0648\u062f"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert "\r" not in once
    assert "\0" not in once


def test_a_wrapped_text_gets_its_paragraphs_back() -> None:
    paragraphs = unwrapped(WRAPPED.strip()).split("\n\n")
    assert len(paragraphs) == 2
    assert paragraphs[0].startswith(
        "On June 3, Mayor Lin Guodong visited Qinghe High-tech Zone to inspect key projects"
    )
    assert all("\n" not in paragraph for paragraph in paragraphs)


def test_chinese_lines_join_without_a_blank() -> None:
    line = "市长林国栋到清河高新区调研重点项目建设和企业生产经营情况还看望了一线职工并听取了各"
    assert unwrapped("\n".join([line] * 5)) == line * 5


@pytest.mark.parametrize(
    "text",
    [
        "Title\nA first paragraph that ends here.\nA second paragraph, longer, that ends here too.\nA third one.",
        "One thing\nAnother thing\nA third thing\nA fourth thing\nA fifth thing",
        "He asked for:\n1. finish trial production before August;\n2. keep safety first;\n3. help workers;\n4. report.",
    ],
)
def test_paragraphs_and_lists_of_one_line_each_stay(text: str) -> None:
    assert unwrapped(text) == text


def test_a_divided_word_is_joined_and_a_compound_name_is_not() -> None:
    assert joined(["an inspec-", "tion of the Longgang-", "Xiamen line"], [True, True, False]) == (
        "an inspection of the Longgang-Xiamen line"
    )


@given(st.text(min_size=1, max_size=300), st.integers(min_value=1, max_value=200))
def test_shortening_keeps_a_head_of_the_text(text: str, limit: int) -> None:
    head = shortened(text, limit)
    assert text.startswith(head)
    assert len(head) <= limit


def test_shortening_ends_with_a_sentence() -> None:
    assert shortened("One sentence stands here. Another one follows it", 40) == "One sentence stands here."
    assert shortened("第一句话在这里。第二句话很长很长", 12) == "第一句话在这里。"
