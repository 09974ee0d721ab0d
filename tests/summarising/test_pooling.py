import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from briefing.errors import ModelError
from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.summarising.pooling import Pool, PoolingSummariser, Written
from briefing.testing import ScriptedSummariser

Make = Callable[..., Passage]


@dataclass
class Job:
    passage: Passage
    size: int
    line: Hypothesis | None = None


class Recorder:
    """Sizes a passage by its characters, answers with its text, and notes every batch; "boom" cannot be written."""

    batch_size = 4

    def __init__(self, *, lanes: int = 2, hold: threading.Event | None = None) -> None:
        self.lanes = lanes
        self.batches: list[list[str]] = []
        self._hold = hold
        self._lock = threading.Lock()

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(name="recorder", engine="recorder", revision="", prompts="")

    def prepare(self, passages: Sequence[Passage]) -> list[Job]:
        if any(p.text == "cannot be prepared" for p in passages):
            raise ValueError("prepare")
        ready = Hypothesis(text="ready", method="extractive")
        return [Job(p, len(p.text), ready if p.text == "needs no model" else None) for p in passages]

    def write(self, jobs: Sequence[Job]) -> list[list[Hypothesis]]:
        if self._hold:
            self._hold.wait(10)
        with self._lock:
            self.batches.append([job.passage.text for job in jobs])
        for job in jobs:
            if job.passage.text == "boom":
                raise ZeroDivisionError
            if job.passage.text == "dead":
                raise ModelError("no longer there", model="recorder")
        return [[Hypothesis(text=job.passage.text, method="seq2seq")] for job in jobs]

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        return self.write(self.prepare(passages))


def all_of(pool: Pool) -> dict[int, Written]:
    written: dict[int, Written] = {}
    while len(pool):
        pool.feed(starving=True)
        written |= {w.ticket: w for w in pool.collect(wait=True)}
    return written


def texts(written: Written) -> list[str]:
    return [beam[0].text for beam in written.hypotheses]


def test_a_batch_holds_passages_of_one_size_from_any_article(passage: Make) -> None:
    recorder = Recorder()
    articles = [["aaaa", "bb", "cccc"], ["dd", "eeee"], ["ff", "gggg", "hhh"], ["ii", "jj"]]
    with Pool(recorder) as pool:
        for ticket, article in enumerate(articles):
            pool.add(ticket, [passage(text) for text in article])
        written = all_of(pool)
    assert [texts(written[ticket]) for ticket in range(4)] == articles
    assert all(len({len(text) for text in batch}) == 1 for batch in recorder.batches)
    assert ["aaaa", "cccc", "eeee", "gggg"] in recorder.batches


def test_only_full_batches_go_while_more_may_come(passage: Make) -> None:
    recorder = Recorder()
    with Pool(recorder) as pool:
        pool.add(0, [passage(text) for text in ("a", "b", "c", "dd", "ee")])
        pool.feed(starving=False)
        assert pool.collect(wait=True) == []
        assert recorder.batches == []
        pool.add(1, [passage("f")])
        pool.feed(starving=False)
        assert [w.ticket for w in pool.collect(wait=True)] == [1]
        assert recorder.batches == [["a", "b", "c", "f"]]
        assert texts(all_of(pool)[0]) == ["a", "b", "c", "dd", "ee"]


def test_the_oldest_article_is_not_kept_waiting_for_a_full_batch(passage: Make) -> None:
    hold = threading.Event()
    recorder = Recorder(lanes=1, hold=hold)
    with Pool(recorder) as pool:
        pool.add(0, [passage("the only one of its size")])
        for ticket in range(1, 8):
            pool.add(ticket, [passage("x" * ticket)])
        pool.feed(starving=True)
        hold.set()
        for _ in range(2):  # the two batches that one lane is handed at first
            pool.collect(wait=True)
        assert ["the only one of its size"] in recorder.batches[:2]


def test_passages_that_need_no_model_and_articles_without_passages_are_ready_at_once(passage: Make) -> None:
    with Pool(Recorder()) as pool:
        pool.add(0, [passage("needs no model")])
        pool.add(1, [])
        ready = pool.collect()
    assert [(w.ticket, texts(w)) for w in ready] == [(0, ["ready"]), (1, [])]


@pytest.mark.parametrize("culprit", ["boom", "cannot be prepared"])
def test_an_article_whose_passage_cannot_be_written_fails_alone(passage: Make, culprit: str) -> None:
    with Pool(Recorder()) as pool:
        pool.add(0, [passage("fine")])
        pool.add(1, [passage("good"), passage(culprit)])
        pool.add(2, [passage("well")])
        written = all_of(pool)
    assert isinstance(written[1].error, ZeroDivisionError | ValueError)
    assert [texts(written[0]), texts(written[2])] == [["fine"], ["well"]]


def test_a_model_that_fails_ends_it(passage: Make) -> None:
    with Pool(Recorder()) as pool:
        pool.add(0, [passage("dead")])
        with pytest.raises(ModelError):
            all_of(pool)


def test_a_plain_summariser_gets_the_passages_of_many_articles_in_the_callers_thread(passage: Make) -> None:
    threads: list[str] = []

    def script(each: Passage) -> list[str]:
        threads.append(threading.current_thread().name)
        return [each.text.upper()]

    plain = ScriptedSummariser(script)
    assert not isinstance(plain, PoolingSummariser)
    with Pool(plain) as pool:
        pool.add(0, [passage("a"), passage("bb")])
        pool.add(1, [passage("ccc")])
        written = all_of(pool)
    assert [texts(written[0]), texts(written[1])] == [["A", "BB"], ["CCC"]]
    assert set(threads) == {threading.current_thread().name}


def test_whoever_waits_elsewhere_is_told_of_a_batch_that_is_done(passage: Make) -> None:
    told = threading.Event()
    with Pool(Recorder(), on_done=told.set) as pool:
        pool.add(0, [passage("a")])
        pool.feed(starving=True)
        assert told.wait(10)
        assert [w.ticket for w in pool.collect()] == [0]
