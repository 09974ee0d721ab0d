import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import lexicons
from briefing.mentions import annotate
from briefing.records import Annotation

LEXICON = lexicons.load("en")


def annotated(text: str) -> Annotation:
    return annotate(text, language="en", lexicon=LEXICON)


def people(text: str) -> list[tuple[str, str | None]]:
    return [(p.name, p.title) for p in annotated(text).people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Lin Guodong visited the plant.", [("Lin Guodong", "Mayor")]),
        (
            "Lin Guodong, deputy secretary of the municipal Party committee and mayor, came.",
            [("Lin Guodong", "deputy secretary of the municipal Party committee and mayor")],
        ),
        (
            "Vice Mayor Shao Lihua, Qinghe Zone Party Working Committee Secretary Tian Zeyu accompanied.",
            [("Shao Lihua", "Vice Mayor"), ("Tian Zeyu", "Qinghe Zone Party Working Committee Secretary")],
        ),
        ("Prime Minister Nguyen Thanh Son inspected the dyke.", [("Nguyen Thanh Son", "Prime Minister")]),
        (
            "Minister for Works and Utilities Tevita Naulivou opened it.",
            [("Tevita Naulivou", "Minister for Works and Utilities")],
        ),
        ("President Andrej Kosmač of Slovenia toured the school.", [("Andrej Kosmač", "President")]),
        ("Shri K. T. Rama Rao visited the ward.", [("K. T. Rama Rao", None)]),
    ],
)
def test_people_are_found_with_their_titles(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected


def test_later_mentions_are_the_same_person() -> None:
    found = annotated("Mayor Lin Guodong came. Linguodong asked about orders. Lin said more. Guodong left.")
    assert [p.name for p in found.people] == ["Lin Guodong"]
    assert [m.text for m in found.people[0].mentions] == ["Lin Guodong", "Linguodong", "Lin", "Guodong"]
    assert {m.canonical for m in found.mentions if m.kind == "person"} == {"Lin Guodong"}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("He came to Qinghe County today", "place", "Qinghe County"),
        ("He came to the Hengda Bearing Co., LTD. today", "organisation", "Hengda Bearing Co., LTD."),
        ("He saw the November 2 Factory of the KPA", "organisation", "November 2 Factory of the KPA"),
        (
            "Ruichi lithium battery separator project is ready",
            "organisation",
            "Ruichi lithium battery separator project",
        ),
        ("He saw 15 million tyres", "number", "15 million"),
        ("Output rose 3.5% there", "number", "3.5%"),
        ('the "second entrepreneurship" there', "quotation", '"second entrepreneurship"'),
        ("He said,坚持项目为王, go", "foreign", "坚持项目为王"),
        ("On June 3 he came", "date", "June 3"),
    ],
)
def test_mentions_are_found_with_their_kind(text: str, kind: str, expected: str) -> None:
    assert expected in [m.span.text for m in annotated(text).mentions if m.kind == kind]


@pytest.mark.parametrize(
    "text", ["Unswervingly go ahead.", "Passing by, he waved.", "We should act.", "The mayor came."]
)
def test_a_capital_that_only_opens_a_sentence_is_no_name(text: str) -> None:
    assert annotated(text).mentions == ()


@settings(max_examples=200)
@given(st.text(alphabet="Mayor Lin Guodong of the Co., LTD. 15% “a” 坚持 June 3\n-&", max_size=120))
def test_mentions_of_any_text_are_exact_ordered_and_apart(text: str) -> None:
    mentions = annotated(text).mentions
    assert all(text[m.span.start : m.span.end] == m.span.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize("piece", ["A", "Aa ", "“", "1,", "Lin Guodong ", "(", "of A ", "Co., "])
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        annotated((piece * length)[:length])
        return time.process_time() - started

    seconds(1000)
    assert seconds(40_000) < 40 * max(seconds(4000), 0.02)
