from collections.abc import Sequence

import pytest

from briefing.batch.desk import Lost, Result
from briefing.batch.flow import Flow
from briefing.batch.inputs import Input
from briefing.batch.sources import Stamp
from briefing.batch.work import Failed, Made, Ready
from briefing.records import Hypothesis, Passage
from briefing.testing import ScriptedSummariser

ITEMS = [Input(name=f"{n}.txt", stem=str(n), path=f"/in/{n}.txt") for n in range(12)]


def passage(text: str) -> Passage:
    return Passage(kind="event", role="event", text=text, language="en")


class Desk:
    """A desk that loses articles as told: `losses` are numbers of articles, lost once each before or after their lines."""

    connections = ()

    def __init__(self, *, lost_before: Sequence[int] = (), lost_after: Sequence[int] = (), chars: int = 10) -> None:
        self.lost_before, self.lost_after, self.chars = set(lost_before), set(lost_after), chars
        self.cuts: list[int] = []
        self.held: set[int] = set()
        self.most_held = 0
        self.digests: dict[int, list[str]] = {}
        self._results: list[Result] = []

    def has_room(self) -> bool:
        return not self._results

    def cut(self, ticket: int, item: Input) -> None:
        self.cuts.append(ticket)
        self.held.add(ticket)
        self.most_held = max(self.most_held, len(self.held))
        digest = self.digests.get(ticket, ["same"]).pop(0) if self.digests.get(ticket) else "same"
        texts = (passage(f"{item.name} one"), passage(f"{item.name} two"))
        self._results.append(Ready(ticket=ticket, digest=digest, passages=texts, chars=self.chars))
        if ticket in self.lost_before:
            self.lost_before.discard(ticket)
            self._results.append(Lost(ticket=ticket))

    def finish(self, ticket: int, hypotheses: Sequence[Sequence[Hypothesis]]) -> None:
        if ticket in self.lost_after:
            self.lost_after.discard(ticket)
            self._results.append(Lost(ticket=ticket))
            return
        self.held.discard(ticket)
        made = "|".join(beam[0].text for beam in hypotheses).encode()
        stamp = Stamp(0, 0, 0)
        self._results.append(Made(ticket=ticket, digest="same", stamp=stamp, outputs=(("json", made),)))

    def drop(self, ticket: int) -> None:
        self.held.discard(ticket)

    def results(self) -> list[Result]:
        results, self._results = self._results, []
        return results

    def close(self) -> None:
        pass


def run(desk: Desk, *, look_ahead: int = 4, summariser: ScriptedSummariser | None = None) -> dict[str, Made | Failed]:
    summariser = summariser or ScriptedSummariser(lambda p: (p.text.upper(),))
    with Flow(summariser, desk, look_ahead=look_ahead) as flow:
        done = list(flow.run(ITEMS))
    assert len(done) == len({item.name for item, _ in done}) == len(ITEMS)
    return {item.name: result for item, result in done}


def test_every_article_gets_its_own_lines() -> None:
    for item, result in run(Desk()).items():
        assert isinstance(result, Made)
        assert result.outputs == (("json", f"{item} one|{item} two".upper().encode()),)


@pytest.mark.parametrize("look_ahead", [1, 3, 50])
def test_what_is_on_its_way_is_bounded_in_articles(look_ahead: int) -> None:
    desk = Desk()
    run(desk, look_ahead=look_ahead)
    assert desk.most_held <= look_ahead


def test_what_is_on_its_way_is_bounded_in_characters() -> None:
    desk = Desk(chars=900_000)
    run(desk, look_ahead=50)
    assert desk.most_held == 3


@pytest.mark.parametrize("losses", [{"lost_before": (0, 5, 11)}, {"lost_after": (0, 5, 11)}])
def test_a_lost_article_is_cut_again_and_its_lines_are_written_once(losses: dict[str, Sequence[int]]) -> None:
    desk = Desk(**losses)
    writer = ScriptedSummariser(lambda p: (p.text.upper(),))
    done = run(desk, summariser=writer)
    assert all(isinstance(result, Made) for result in done.values())
    assert len(desk.cuts) == len(ITEMS) + 3
    assert len(writer.seen) == 2 * len(ITEMS)


def test_an_article_that_is_another_one_when_it_is_cut_again_fails() -> None:
    desk = Desk(lost_after=(3,))
    desk.digests[3] = ["before", "after"]
    done = run(desk)
    failed = done["3.txt"]
    assert isinstance(failed, Failed)
    assert "changed while the batch ran" in failed.error
    assert sum(isinstance(result, Made) for result in done.values()) == len(ITEMS) - 1
    assert not desk.held


def test_an_article_whose_lines_cannot_be_written_is_dropped_and_the_others_go_on() -> None:
    def script(each: Passage) -> tuple[str, ...]:
        if each.text.startswith("7.txt"):
            raise ZeroDivisionError
        return (each.text,)

    desk = Desk()
    done = run(desk, summariser=ScriptedSummariser(script))
    failed = done["7.txt"]
    assert isinstance(failed, Failed)
    assert (failed.stage, failed.digest) == ("summarise", "same")
    assert sum(isinstance(result, Made) for result in done.values()) == len(ITEMS) - 1
    assert not desk.held


def test_a_batch_that_is_written_after_the_flow_was_closed_wakes_nobody() -> None:
    with Flow(ScriptedSummariser(lambda _: ("x",)), Desk(), look_ahead=2) as flow:
        generator = flow.run(ITEMS)
        next(generator)
        generator.close()
    flow._ring()
