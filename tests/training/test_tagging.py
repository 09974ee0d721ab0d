"""Training the tagger, on a tiny encoder."""

import random
from pathlib import Path

import pytest

from briefing.evaluation.corpus import parse
from briefing.evaluation.pairs import read_pairs
from briefing.records import Span
from briefing.segmenting.tagger import MENTIONS, REGIONS, Tagger
from briefing.training.tagging import labels_of_article, labels_of_pairs, makeshift, train
from tests.training.test_in_context import ARTICLE


@pytest.fixture(scope="module")
def tagger(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Tagger:
    out = tmp_path_factory.mktemp("tagger")
    train(bert, [parse(ARTICLE, id="11-001")], out, epochs=40, learning_rate=3e-3)
    return Tagger(out, threads=1)


def tokenizer(bert: Path) -> object:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(bert / "tokenizer.json"))


def test_the_tagger_learns_the_article_it_was_shown(tagger: Tagger) -> None:
    article = parse(ARTICLE, id="11-001")
    opinion = tagger.read(article.text)
    site = article.tagged("site")[0].span
    leader = article.tagged("leader")[0].span
    assert opinion.of_mention("site", site) > 0.5 > opinion.of_mention("site", leader)
    assert opinion.of_region("directive", article.tagged("directive")[0].span) > 0.5
    assert [span.text for span, _ in opinion.mentions("site", least=0.5)] == [site.text]


def test_an_opinion_does_not_depend_on_threads(tagger: Tagger, tmp_path: Path) -> None:
    text = parse(ARTICLE, id="11-001").text * 4
    assert (tagger.read(text).mention == tagger.read(text).mention).all()


def test_an_empty_text_has_no_mentions(tagger: Tagger) -> None:
    assert tagger.read("").mentions("site", least=0.1) == ()
    assert tagger.read("x").of_mention("site", Span(start=0, end=1, text="x")) < 1


def test_later_mentions_of_a_name_are_left_out_of_the_loss(bert: Path) -> None:
    again = ARTICLE.replace("He stressed", "Lin Guodong stressed")
    labels = labels_of_article(parse(again, id="11-001"), tokenizer(bert))
    assert -100 in labels.kinds
    assert 1 + 2 * MENTIONS.index("leader") in labels.kinds


def test_pairs_make_a_makeshift_article(bert: Path, pairs: Path) -> None:
    groups = makeshift(read_pairs([pairs]), random.Random(1))
    group = next(groups)
    assert group[0].kind == "event"
    labels = labels_of_pairs(group, tokenizer(bert))
    assert 1 + 2 * MENTIONS.index("leader") in labels.kinds
    assert {i for row in labels.flags for i in range(len(REGIONS)) if row[i]} == {
        REGIONS.index(kind) for kind in ("event", "stop", "directive")
    }
