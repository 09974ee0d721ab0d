from hypothesis import given
from hypothesis import strategies as st

from briefing.rendering.wrapping import columns, pieces, wrapped


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert columns("高a") == 3
    assert columns("e\u0301") == 1


def test_closing_marks_stay_with_what_they_close() -> None:
    for line in wrapped("突出“高”和“新”的特点，加快设备安装。" * 4, 14):
        assert line[0] not in "，。”"
        assert line[-1] not in "“（"


@given(st.text(), st.integers(16, 120))
def test_wrapping_keeps_every_character_but_blanks(text: str, width: int) -> None:
    line = " ".join(text.split())
    assert "".join(pieces(line)) == line
    assert "".join(wrapped(line, width)).replace(" ", "") == line.replace(" ", "")
