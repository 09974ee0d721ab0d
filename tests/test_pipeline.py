import dataclasses
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from briefing import Article, InputError, ModelError, Passage, Pipeline, Settings, brief, read, read_text
from briefing.pipeline import Outcome
from briefing.rendering.json import dumps
from briefing.testing import ScriptedSummariser

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.txt"))
HIGH_TECH = Path(__file__).parent / "examples" / "high-tech-zone.txt"


def test_a_briefing_is_typed_and_cannot_be_changed(pipeline: Pipeline) -> None:
    made = pipeline.brief(read(HIGH_TECH))
    assert made.event.leaders[0].name == "Lin Guodong"
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.headline = "another"  # type: ignore[misc]


def test_every_line_carries_evidence_that_stands_in_the_text(pipeline: Pipeline) -> None:
    for path in EXAMPLES:
        made = pipeline.brief(read(path))
        for item in (made.event, *made.sites, *made.directives):
            assert item.evidence, item
            for span in item.evidence:
                assert made.text[span.start : span.end] == span.text


def test_threads_get_what_one_after_another_gets(pipeline: Pipeline) -> None:
    articles = [read(path) for path in EXAMPLES] * 3
    alone = [dumps(pipeline.brief(article)) for article in articles]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda article: dumps(pipeline.brief(article)), articles)) == alone


def test_many_articles_give_what_each_gives_alone_in_order(pipeline: Pipeline) -> None:
    articles = [read(path) for path in EXAMPLES]
    outcomes = list(pipeline.brief_many(articles, look_ahead=2))
    assert [o.briefing for o in outcomes] == [pipeline.brief(article) for article in articles]


def test_a_failing_article_costs_only_itself(pipeline: Pipeline) -> None:
    def broken() -> Article:
        raise InputError("no such file", source="gone.txt")

    def buggy() -> Article:
        raise ZeroDivisionError

    first, second, third = pipeline.brief_many([broken, read(HIGH_TECH), buggy])
    assert (first.briefing, first.stage) == (None, "read")
    assert isinstance(first.error, InputError)
    assert second.briefing is not None
    assert second == Outcome(article=second.article, briefing=second.briefing)
    assert isinstance(third.error, ZeroDivisionError)


def test_articles_are_taken_from_the_iterator_only_as_far_as_needed(pipeline: Pipeline) -> None:
    taken = []

    def articles() -> object:
        for path in EXAMPLES * 4:
            taken.append(path)
            yield read(path)

    outcomes = pipeline.brief_many(articles(), look_ahead=2)  # type: ignore[arg-type]
    next(outcomes)
    assert len(taken) == 2


def test_never_more_articles_are_on_their_way_than_the_look_ahead(pipeline: Pipeline) -> None:
    taken = 0

    def articles() -> Iterator[Callable[[], Article]]:
        nonlocal taken
        for path in EXAMPLES * 2:
            taken += 1
            yield partial(read, path)

    for given, outcome in enumerate(pipeline.brief_many(articles(), look_ahead=5)):
        assert outcome.briefing is not None
        assert taken - given <= 5
    assert taken == given + 1 == 2 * len(EXAMPLES)


def test_a_generator_of_outcomes_can_be_closed_early(pipeline: Pipeline) -> None:
    outcomes = pipeline.brief_many(map(read, EXAMPLES * 3), look_ahead=8)
    assert next(outcomes).briefing == pipeline.brief(read(EXAMPLES[0]))
    outcomes.close()  # type: ignore[attr-defined]
    assert list(outcomes) == []


def test_an_article_whose_lines_cannot_be_written_fails_alone_and_a_broken_model_ends_it() -> None:
    articles = [read(path) for path in EXAMPLES[:3]]

    def script(passage: Passage) -> tuple[str, ...]:
        if passage.text in articles[1].text:
            raise ZeroDivisionError
        return ()

    outcomes = list(Pipeline(summariser=ScriptedSummariser(script)).brief_many(articles))
    assert [outcome.stage for outcome in outcomes] == [None, "summarise", None]
    assert isinstance(outcomes[1].error, ZeroDivisionError)
    assert outcomes[1].article == articles[1]

    def broken(passage: Passage) -> tuple[str, ...]:
        raise ModelError("gone", model="scripted")

    with pytest.raises(ModelError):
        list(Pipeline(summariser=ScriptedSummariser(broken)).brief_many(articles))


def test_a_summariser_of_the_callers_own_is_used_and_checked() -> None:
    article = read_text("On June 3, Mayor Lin Guodong visited the Hengda Plant in Qinghe County.\n", name="a.txt")
    invented = ScriptedSummariser(lambda _: ["Governor Qu Hailan opened 400 bridges."])
    made = Pipeline(summariser=invented).brief(article)
    assert made.model.name == "scripted"
    assert "Qu Hailan" not in dumps(made).replace(dumps(made).split('"notices"')[1], "")
    assert "line-replaced" in {n.code for n in made.notices}
    assert all(isinstance(p, Passage) for p in invented.seen)


def test_brief_takes_a_path_or_an_article(capfd: pytest.CaptureFixture[str]) -> None:
    from_path, from_article = brief(HIGH_TECH), brief(read(HIGH_TECH))
    assert from_path == from_article
    assert capfd.readouterr() == ("", "")


def test_an_article_in_another_language_has_no_lines_and_says_so(pipeline: Pipeline) -> None:
    text = (
        "Le maire a visité hier les ateliers de la ville et a demandé aux responsables de terminer les travaux avant la fin de "
        "l'année. Il a rappelé que la sécurité des ouvriers est la première des priorités pour la commune et pour les entreprises."
    )
    made = pipeline.brief(read_text(text))
    assert (made.language, made.kind) == ("fr", "other")
    assert (made.event.summary, made.sites, made.directives) == ("", (), ())
    assert "language-unsupported" in {n.code for n in made.notices}


def test_the_bottom_line_gives_a_demand_of_the_first_leader_before_one_of_another() -> None:
    text = (
        "On June 3, Mayor Lin Guodong visited Qinghe County. Vice Mayor Wu Lan stressed that every shop must keep its "
        "doors clear of goods.\n\nMayor Lin Guodong stressed that reservoirs must be checked every day before noon.\n"
    )
    briefing = Pipeline(Settings(segmenter="rules")).brief_text(text)
    assert {d.speaker for d in briefing.directives} == {"Lin Guodong", "Wu Lan"}
    assert "key demand: reservoirs must be checked" in briefing.bottom_line
