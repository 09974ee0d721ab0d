from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.evaluation.corpus import AnnotatedArticle, faults, files_of, parse, read_corpus
from briefing.records import Official

CORPUS = Path(__file__).parent.parent / "corpus"
HEADER = "kind: other\nstyle: mt\nlanguage: en\npublished: null\ndate: null\nplace: null\n"


@pytest.fixture
def changed(annotated: str) -> Callable[[str, str], str]:
    """The annotated article with one thing changed."""

    def change(old: str, new: str) -> str:
        assert old in annotated
        return annotated.replace(old, new, 1)

    return change


def test_the_text_holds_no_tags_and_every_span_stands_in_it(article: AnnotatedArticle) -> None:
    assert "<" not in article.text
    assert all(article.text[t.span.start : t.span.end] == t.span.text for t in article.tags)
    assert [t.span.text for t in article.tagged("site")] == ["Borgaon Seed Store", "Talwade Dam"]
    assert [t.span.text for t in article.tagged("site", "2")] == ["Talwade Dam"]


def test_outer_tags_come_before_those_inside(article: AnnotatedArticle) -> None:
    assert [t.tag for t in article.tags[:5]] == ["event", "date", "leader", "place", "companion"]
    assert [t.tag for t in article.tags if t.n == "1"] == ["stop", "site", "directive"]


def test_header_and_lines_are_typed(article: AnnotatedArticle, changed: Callable[[str, str], str]) -> None:
    assert article.leaders == (Official(name="Kavita Deshmukh", title="Agriculture Minister"),)
    assert article.date
    assert article.date.isoformat() == "2022-07-14"
    assert article.line("stop", "2") == "Also visited."
    assert article.tagged("directive", "2")[0].who == "Arvind Salunke"
    assert parse(changed("date: 2022-07-14", "date: null"), id="x").date is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("---\nevent", "event", "2 parts"),
        ("kind: visit", "kind: tour", "kind 'tour' is not one of visit"),
        ("style: south-asia\n", "", "lacks style"),
        ("date: 2022-07-14", "date: 14 July", "'14 July' is not a date"),
        ("place: Pimp", "place Pimp", "not a header line"),
        ("</companion>.</event>", "</event>.</companion>", "</event> where <companion> is open"),
        ("Mr Salunke", "Mr Salunke</ask>", "</ask> where nothing is open"),
        ("<ask>told", "told", "</ask> where <stop> is open"),
        ("</event>", "", "<event> is never closed"),
        ("<date>July 14</date>", "<date> </date>", "empty <date>"),
        ("<date>July 14</date>", "<day>July 14</day>", "unknown tag <day>"),
        ("stop 2: Also visited.", "site 2: Also visited.", "not a line of the briefing"),
    ],
)
def test_a_broken_form_is_named(changed: Callable[[str, str], str], old: str, new: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(changed(old, new), id="81-001")
    assert message in str(caught.value)
    assert caught.value.source == "81-001"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("language: en", "language: fr", "language 'fr'"),
        ("leader: Kavita Deshmukh", "leader: Kavita Joshi", "leader Kavita Joshi is not in the text"),
        ("| Agriculture Minister", "| Water Minister", "title Water Minister is not in the text"),
        ("place: Pimpalner", "place: Satana", "place Satana Taluka is not in the text"),
        ("leader: Kavita Deshmukh | Agriculture Minister\n", "", "no leader"),
        ("stop 2: Also visited.\n", "", "stop: tagged ['1', '2'], lines ['1']"),
        ('<site n="2">', '<site n="3">', "site of stop 3, which is not tagged"),
        ("She said <directive", "<ask>She said</ask> <directive", "<ask> outside a stop: 'She said'"),
        ("event: Agriculture", "directive 3: Agriculture", "no event line"),
        ("Counted 240", "Counted 245", "a line says 245, which the article lacks"),
    ],
)
def test_an_annotation_that_contradicts_itself_is_named(
    changed: Callable[[str, str], str], old: str, new: str, message: str
) -> None:
    assert message in list(faults(parse(changed(old, new), id="81-001")))


def test_a_sound_article_has_no_faults(article: AnnotatedArticle) -> None:
    assert list(faults(article)) == []


def test_a_folder_with_a_faulty_article_is_refused_by_its_name(
    changed: Callable[[str, str], str], tmp_path: Path
) -> None:
    (tmp_path / "81-001.txt").write_text(changed("language: en", "language: fr"), encoding="utf-8")
    with pytest.raises(InputError, match=r"81-001\.txt: language 'fr'"):
        read_corpus(tmp_path)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated article"):
        read_corpus(tmp_path)


def test_the_corpus_is_sound_and_its_halves_are_halves() -> None:
    articles = read_corpus(CORPUS)
    assert len(articles) >= 196
    assert [a.id for a in articles] == sorted(a.id for a in articles)
    odd, even = files_of(CORPUS, half="odd"), files_of(CORPUS, half="even")
    assert len(odd) + len(even) == len(articles)
    assert all(int(f.stem[-1]) % 2 == 1 for f in odd)
    assert not {*odd} & {*even}


PIECES = st.lists(
    st.tuples(st.sampled_from(("stop", "site", "ask", "event")), st.text("ab 。é", min_size=1)), max_size=6
)


@given(PIECES)
def test_tags_add_nothing_and_lose_nothing(pieces: list[tuple[str, str]]) -> None:
    pieces = [(tag, f"x{words}") for tag, words in pieces]
    inner = "".join(f"<{tag}>{words}</{tag}> " for tag, words in pieces)
    article = parse(f"{HEADER}---\n<directive>y {inner}z</directive>\n---\n", id="x")
    assert article.text == "y " + "".join(f"{words} " for _, words in pieces) + "z"
    assert [(t.tag, t.span.text) for t in article.tags[1:]] == pieces
    assert article.tags[0].span.text == article.text
