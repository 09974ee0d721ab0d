import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.summarising.restoring import HIDDEN, Piece, Spelling, capitalise, close, join


def restored(line: str, source: str) -> str:
    return join([Piece(token) for token in line.split()], spelling=Spelling(source))


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("asked the gdp target", "He asked about the GDP target", "Asked the GDP target"),
        ("the mayor saw it", "They said the Mayor saw it", "The Mayor saw it"),
        ("check water", "Water is short, Check it", "Check water"),
        ("drink water at the water bureau", "at the Water Bureau the water was fit", "Drink water at the Water Bureau"),
        ("the 5g mast", "built a 5G mast", "The 5G mast"),
        ("wait until 5 p . m . and go", "until 5 p.m. and then", "Wait until 5 p.m. and go"),
        ("pay 3 . 5 yuan , not 15 , 000", "3.5 yuan not 15,000", "Pay 3.5 yuan, not 15,000"),
        ("the workers ' canteen isn ' t clean", "the workers' canteen isn't clean", "The workers' canteen isn't clean"),
        ("a well - run shop / depot", "a well-run shop/depot", "A well-run shop/depot"),
        ("a train - bus link", "the train - bus link", "A train - bus link"),
        ("two - and five - year plans", "the two- and five-year plans", "Two- and five-year plans"),
        ('the " clean hands " rule ( draft )', 'a "clean hands" rule (draft)', 'The "clean hands" rule (draft)'),
        ("it rose . prices fell", "it rose. Prices fell", "It rose. Prices fell"),
        ("speed up work 。", "speed up work。", "Speed up work."),
        ("r & d costs", "the R&D costs", "R&D costs"),
    ],
)
def test_case_and_spacing_come_from_the_source(line, source, expected):
    assert restored(line, source) == expected


def test_fixed_pieces_are_printed_as_they_are_and_teach_no_case():
    spelling = Spelling(f"the copper price at {HIDDEN}'s plant and a {HIDDEN}-meter drift")
    pieces = [Piece("iPark Copper", fixed=True), Piece("' s copper plant")]
    assert join(pieces, spelling=spelling) == "IPark Copper's copper plant"
    assert (
        join([Piece("the"), Piece("420", fixed=True), Piece("- meter drift")], spelling=spelling)
        == "The 420-meter drift"
    )


def test_what_follows_a_mention_without_a_blank_stays_beside_it():
    pieces = [Piece("the"), Piece("2", fixed=True), Piece("nd year")]
    assert join(pieces, spelling=Spelling(f"in the {HIDDEN}nd year")) == "The 2nd year"


def test_words_of_titles_keep_their_capitals_even_at_the_head_of_the_source():
    spelling = Spelling(f"Vice Mayor {HIDDEN} spoke", proper=["Vice Mayor"])
    assert join([Piece("the vice mayor spoke")], spelling=spelling) == "The Vice Mayor spoke"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Speed up", "Speed up."),
        ("Speed up。", "Speed up。"),
        ('Say "no"', 'Say "no".'),
        ('He said "stop."', 'He said "stop."'),
        ('No payment. ".', "No payment."),
        ('The "side street must go.', "The side street must go."),
        ("Wait, ", "Wait."),
        ("", ""),
    ],
)
def test_a_line_ends_in_one_stop_and_has_no_dangling_quotation_mark(line, expected):
    assert close(line) == expected


@given(st.text(max_size=40))
def test_capitalising_changes_at_most_one_letter(text):
    changed = capitalise(text)
    assert changed.casefold() == text.casefold()


@given(st.text(max_size=60), st.text(max_size=60))
def test_restoring_never_fails_whatever_the_line_and_its_source(line, source):
    text = restored(line, source)
    assert text == " ".join(text.split())


def test_a_capital_after_a_comma_is_a_clauses_or_a_names():
    assert restored("the chairman spoke", "Ri Chol, Chairman of the mill, spoke") == "The Chairman spoke"
    assert restored("keep the roads clear", "he said, The roads are bad,Keep clear") == "Keep the roads clear"
    assert restored("must keep it clear", "he said,Keep it clear") == "Must keep it clear"
