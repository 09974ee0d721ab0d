import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.mentions.sentences import split_sentences
from briefing.records import Span


def sentences(text: str, language: str = "en") -> list[str]:
    return [s.span.text for s in split_sentences(text, language=language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came。She left。", ["He came。", "She left。"]),
        ("He came.She left.", ["He came.", "She left."]),
        ("Hengda Co., Ltd. has 3.5 lines. It grew.", ["Hengda Co., Ltd. has 3.5 lines.", "It grew."]),
        ("On Sept. 13 Mr. K. T. Rao came. He left.", ["On Sept. 13 Mr. K. T. Rao came.", "He left."]),
        ('He said "Go. Come back." Then he left.', ['He said "Go. Come back."', "Then he left."]),
        ("“Go. Come back.” Then he left.", ["“Go. Come back.”", "Then he left."]),
        ("Line one\nLine two", ["Line one", "Line two"]),
        ("Did he? Yes!", ["Did he?", "Yes!"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_chinese_sentences_keep_their_closing_quotes() -> None:
    assert sentences("他说:“要快。”随后离开。到了!", "zh") == ["他说:“要快。”", "随后离开。", "到了!"]


def test_furniture_holds_no_sentence() -> None:
    text = "Mayor visits\nHe came. She left."
    found = split_sentences(text, language="en", furniture=(Span.of(text, 0, 12),))
    assert [s.span.text for s in found] == ["He came.", "She left."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came, saw, and left", ["He came,", "saw,", "and left"]),
        ("To lead,Unswervingly go；stop", ["To lead,", "Unswervingly go；", "stop"]),
        ("Hengda Co., Ltd. has 1,200 men, he said", ["Hengda Co., Ltd. has 1,200 men,", "he said"]),
        ('He said "go, now", and left', ['He said "go, now",', "and left"]),
    ],
)
def test_clauses_part_at_commas_but_not_inside_names_figures_and_quotations(text: str, expected: list[str]) -> None:
    (sentence,) = split_sentences(text, language="en")
    assert [c.text for c in sentence.clauses] == expected


TEXTS = st.text(alphabet='abA B.。,，!?"“”()（）\n;；1 Co.Ltd中', max_size=150)


@given(TEXTS, st.sampled_from(["en", "zh"]))
def test_no_character_is_lost_and_none_is_taken_twice(text: str, language: str) -> None:
    found = split_sentences(text, language=language)
    covered = [i for s in found for i in range(s.span.start, s.span.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    for sentence in found:
        assert text[sentence.span.start : sentence.span.end] == sentence.span.text
        inside = [i for c in sentence.clauses for i in range(c.start, c.end)]
        assert len(inside) == len(set(inside))
        blank = {i for i in range(sentence.span.start, sentence.span.end) if text[i].isspace()}
        assert set(range(sentence.span.start, sentence.span.end)) - blank <= set(inside)


def test_an_unclosed_quotation_does_not_swallow_the_article() -> None:
    text = "“He came. " + "She stayed. " * 200
    assert len(sentences(text)) > 50
