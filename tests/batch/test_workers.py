import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing import Pipeline
from briefing.batch import run
from briefing.batch.desk import Lost, Result
from briefing.batch.inputs import Input, find
from briefing.batch.work import Failed, Layout, Made, Ready
from briefing.batch.worker import Assignment
from briefing.batch.workers import WorkerDesk
from briefing.errors import BriefingError, ModelError
from briefing.records import Briefing
from briefing.settings import Settings
from tests.batch.conftest import tree

Articles = Callable[..., Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap(Layout):
    """Lays out as usual, but for the first two articles: one never ends, one kills its process, `times` times."""

    marks: Path
    times: int = 1

    def render(self, briefing: Briefing, format: str) -> bytes:
        if briefing.source.name.endswith("000.txt"):
            time.sleep(600)
        if briefing.source.name.endswith("001.txt") and len(list(self.marks.iterdir())) < self.times:
            (self.marks / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Layout.render(self, briefing, format)


@pytest.fixture
def desk_of(plain: Pipeline) -> Iterator[Callable[..., WorkerDesk]]:
    desks: list[WorkerDesk] = []

    def make(
        layout: Layout | None = None,
        *,
        alone: bool = True,
        timeout_s: float = 60.0,
        count: int = 2,
        settings: Settings | None = None,
    ) -> WorkerDesk:
        assignment = Assignment(
            settings=settings or Settings(model="extractive"),
            info=plain.summariser.info,
            layout=layout or Layout(),
            alone=alone,
            timeout_s=timeout_s,
        )
        desks.append(WorkerDesk(assignment, count))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


def results(desk: WorkerDesk, items: tuple[Input, ...]) -> dict[int, Result]:
    """What becomes of each item; lost ones are begun again."""
    for ticket, item in enumerate(items):
        desk.cut(ticket, item)
    done: dict[int, Result] = {}
    until = time.monotonic() + 60
    while len(done) < len(items):
        assert time.monotonic() < until
        for result in desk.results():
            if isinstance(result, Lost):
                desk.cut(result.ticket, items[result.ticket])
            else:
                assert result.ticket not in done
                done[result.ticket] = result
        time.sleep(0.01)
    return done


@pytest.mark.parametrize("model", ["extractive", "embedded"])
def test_workers_give_the_bytes_that_one_process_gives(articles: Articles, tmp_path: Path, model: str) -> None:
    folder = articles(8)
    (folder / "empty.txt").write_bytes(b"")
    pipeline = Pipeline(Settings(model=model))
    summary = run(folder, tmp_path / "out", pipeline=pipeline, formats=["md"], workers=2)
    assert summary == run(folder, tmp_path / "one", pipeline=pipeline, formats=["md"])
    assert tree(tmp_path / "out") == tree(tmp_path / "one")


def test_an_article_that_hangs_is_given_up_and_its_worker_replaced(
    articles: Articles, desk_of: Callable[..., WorkerDesk], tmp_path: Path
) -> None:
    desk = desk_of(Trap(marks=tmp_path, times=0), timeout_s=5.0)
    done = results(desk, find([articles(8)]).inputs)
    failed = [r for r in done.values() if isinstance(r, Failed)]
    assert len(failed) == 1
    assert "longer than 5 s" in failed[0].error
    assert len([r for r in done.values() if isinstance(r, Made)]) == 7
    assert len(desk.connections) == 2


@pytest.mark.parametrize(("deaths", "survives"), [(1, True), (9, False)])
def test_an_article_whose_worker_dies_is_tried_once_more(
    articles: Articles, desk_of: Callable[..., WorkerDesk], tmp_path: Path, deaths: int, survives: bool
) -> None:
    (tmp_path / "marks").mkdir()
    desk = desk_of(Trap(marks=tmp_path / "marks", times=deaths), timeout_s=0)
    items = tuple(item for item in find([articles(6)]).inputs if not item.name.endswith("000.txt"))
    done = results(desk, items)
    failed = [r for r in done.values() if isinstance(r, Failed)]
    assert (failed == []) is survives
    assert all("signal 9" in f.error for f in failed)
    assert len([r for r in done.values() if isinstance(r, Made)]) == 5 - len(failed)


def test_an_article_held_by_a_worker_that_dies_is_lost_and_can_be_cut_again(
    articles: Articles, desk_of: Callable[..., WorkerDesk], plain: Pipeline
) -> None:
    desk = desk_of(alone=False, count=1)
    items = find([articles(2)]).inputs
    ready = results(desk, items)
    assert all(isinstance(r, Ready) for r in ready.values())
    desk._workers[0].process.kill()
    while not (lost := desk.results()):
        time.sleep(0.01)
    assert sorted(r.ticket for r in lost) == [0, 1]
    assert {type(r) for r in lost} == {Lost}
    again = results(desk, items)
    assert again == ready
    for ticket, result in again.items():
        assert isinstance(result, Ready)
        desk.finish(ticket, plain.summariser.summarise(result.passages))
    done: list[Result] = []
    while len(done) < 2:
        done += desk.results()
        time.sleep(0.01)
    assert {type(r) for r in done} == {Made}


def test_workers_that_cannot_start_end_the_batch_with_advice(
    articles: Articles, desk_of: Callable[..., WorkerDesk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    desk = desk_of()
    desk.cut(0, find([articles(1)]).inputs[0])
    with pytest.raises(BriefingError, match="--workers 0"):
        wait_for(lambda: desk.results() and False)


def test_a_model_that_workers_cannot_load_ends_the_batch(
    articles: Articles, desk_of: Callable[..., WorkerDesk], tmp_path: Path
) -> None:
    desk = desk_of(settings=Settings(model=str(tmp_path)))
    desk.cut(0, find([articles(1)]).inputs[0])
    with pytest.raises(ModelError, match="no checkpoint"):
        wait_for(lambda: desk.results() and False)


def test_no_worker_is_started_before_there_is_an_article(desk_of: Callable[..., WorkerDesk]) -> None:
    desk = desk_of()
    assert desk.has_room()
    assert desk.results() == []
    assert desk.connections == []


def wait_for(come: Callable[[], object]) -> None:
    until = time.monotonic() + 20
    while not come() and time.monotonic() < until:
        time.sleep(0.01)


def test_a_worker_ends_with_the_batch_that_started_it(tmp_path: Path) -> None:
    program = (
        "import os, signal\n"
        "from briefing import Pipeline, Settings\n"
        "from briefing.batch.inputs import Input\n"
        "from briefing.batch.work import Layout\n"
        "from briefing.batch.worker import Assignment\n"
        "from briefing.batch.workers import WorkerDesk\n"
        "settings = Settings(model='extractive')\n"
        "info = Pipeline(settings).summariser.info\n"
        "desk = WorkerDesk(Assignment(settings=settings, info=info, layout=Layout(), alone=True, timeout_s=0), 1)\n"
        "desk.cut(0, Input(name='gone', stem='gone', path='gone'))\n"
        "while not desk.results(): pass\n"
        "print(desk._workers[0].process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, timeout=60)
    pid = int(ended.stdout)
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        if (Path(f"/proc/{pid}") / "stat").read_text().split()[2] == "Z":
            break  # ended, and whoever inherited it has not looked yet
        time.sleep(0.05)
    else:
        assert not Path(f"/proc/{pid}").exists()
