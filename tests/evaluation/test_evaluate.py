import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing import lexicons
from briefing.errors import InputError
from briefing.evaluation.cases import Case
from briefing.evaluation.evaluate import evaluate, evaluate_cases, evaluate_pairs
from briefing.evaluation.pairs import Pair
from briefing.pipeline import Cut, Pipeline
from briefing.records import Article, Hypothesis, Passage
from briefing.testing import ScriptedSummariser


@pytest.fixture
def copying() -> Pipeline:
    """A pipeline whose model repeats what it is handed."""
    return Pipeline(summariser=ScriptedSummariser(lambda passage: (passage.text,)))


def test_an_article_is_briefed_and_measured(case: Case, copying: Pipeline) -> None:
    report = evaluate_cases([case], pipeline=copying)
    assert report.failures == {}
    assert report.rows["81-001"]["kind"] == 1
    assert report.rows["81-001"]["unsupported"] == 0
    assert set(report.groups) == {"all", "style south-asia", "kind visit"}


class Recording(Pipeline):
    """Remembers the articles that it is to cut."""

    seen: list[Article]

    def cut(self, article: Article) -> Cut:
        self.seen = [article]
        return super().cut(article)


def test_the_publication_date_is_told_only_when_asked(case: Case) -> None:
    recording = Recording(summariser=ScriptedSummariser(lambda _: ()))
    evaluate_cases([case], pipeline=recording)
    assert recording.seen[0].source.published is None
    evaluate_cases([case], pipeline=recording, published=True)
    assert recording.seen[0].source.published == dt.date(2022, 7, 15)


def test_an_article_that_fails_scores_nothing_and_is_named(case: Case, copying: Pipeline) -> None:
    empty = Case(**{name: getattr(case, name) for name in Case.__slots__} | {"id": "81-003", "text": " "})
    report = evaluate_cases([case, empty], pipeline=copying)
    assert list(report.failures) == ["81-003"]
    assert report.failures["81-003"].startswith("read: InputError")
    assert report.rows["81-003"]["kind"] == 0
    assert report.groups["all"]["kind"].count == 2


PAIRS = tuple(
    Pair(id=str(i), kind="directive", style=style, source=source, summary=summary)
    for i, (style, source, summary) in enumerate(
        (
            ("wire", "Banks must release the [N:40] loans before winter.", "Release the [N:40] loans before winter."),
            ("zh", "Shops must close by [N:9].", "Close shops by [N:9]."),
        )
    )
)


class Writer(ScriptedSummariser):
    """Answers with hypotheses instead of lines."""

    def __init__(self, *answers: list[Hypothesis]) -> None:
        super().__init__(lambda _: ())
        self._answers = list(answers)

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        super().summarise(passages)
        return self._answers


def line(text: str, fault: str | None = None) -> Hypothesis:
    return Hypothesis(text=text, method="seq2seq", fault=fault)


def test_pairs_are_measured_by_their_first_hypothesis() -> None:
    writer = Writer(
        [line("Release the 40 loans before winter.")], [line("Close shops by 8."), line("Close shops by 9.")]
    )
    report = evaluate_pairs(PAIRS, summariser=writer, lexicon=lexicons.load("en"))
    first, second = report.rows["0"], report.rows["1"]
    assert (first["rl"], first["passes"], first["length_ratio"]) == (1, 1, 1)
    assert first["longest_run"] == 6
    assert (second["passes"], second["used"], second["faults"]) == (0, 1, 0)
    assert set(report.groups) == {"all", "style wire", "style zh", "kind directive"}


def test_a_line_that_the_model_is_unsure_of_passes_the_check_and_is_not_used() -> None:
    writer = Writer([line("Release the 40 loans before winter.", fault="unsure")], [])
    row = evaluate_pairs(PAIRS, summariser=writer, lexicon=lexicons.load("en")).rows["0"]
    assert (row["passes"], row["used"], row["faults"]) == (1, 0, 1)


def test_faults_and_silence_do_not_pass() -> None:
    writer = Writer([line("Release the [N3] loans.", fault="placeholder")], [])
    report = evaluate_pairs(PAIRS, summariser=writer, lexicon=lexicons.load("en"))
    assert report.groups["all"]["passes"].mean == 0
    assert report.groups["all"]["faults"].mean == 1
    assert report.groups["all"]["placeholder_faults"].mean == 0.5
    assert report.rows["1"]["words"] == 0


def test_the_kind_of_evaluation_is_told_by_the_path(annotated: str, copying: Pipeline, tmp_path: Path) -> None:
    articles, pairs = tmp_path / "articles", tmp_path / "pairs"
    articles.mkdir()
    pairs.mkdir()
    (articles / "81-001.txt").write_text(annotated, encoding="utf-8")
    row = {"id": "1", "kind": "directive", "style": "wire", "source": "Shops must close.", "summary": "Close shops."}
    (pairs / "p.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert "leader" in evaluate(articles, pipeline=copying).groups["all"]
    assert "passes" in evaluate(pairs, pipeline=copying).groups["all"]
    assert "passes" in evaluate(pairs / "p.jsonl", pipeline=copying).groups["all"]
    with pytest.raises(InputError, match="neither"):
        evaluate(tmp_path / "nothing", pipeline=copying)
    with pytest.raises(InputError, match="neither"):
        evaluate(tmp_path, pipeline=copying)


def test_a_passage_of_a_pair_is_handed_over_with_its_mentions(copying: Pipeline) -> None:
    summariser = ScriptedSummariser(lambda passage: (passage.text,))
    evaluate_pairs(PAIRS, summariser=summariser, lexicon=lexicons.load("en"))
    seen: list[Passage] = summariser.seen
    assert [m.span.text for p in seen for m in p.mentions] == ["40", "9"]
