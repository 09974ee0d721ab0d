from pathlib import Path

import pytest

from briefing.batch import machine


@pytest.mark.parametrize(
    ("quota", "cores"), [("100000 100000", 1), ("250000 100000", 2), ("max 100000", 9), ("50000 100000", 1)]
)
def test_a_containers_quota_counts(quota: str, cores: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    monkeypatch.setattr(machine, "_QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(machine.os, "sched_getaffinity", lambda _: set(range(9)), raising=False)
    assert machine.cores() == cores


def test_engine_and_workers_share_the_cores() -> None:
    for cores in (1, 2, 3, 4, 8, 16, 64):
        for tagger in (True, False):
            workers = machine.workers(cores, articles=10_000, alone=False, tagger=tagger)
            assert cores <= workers + machine.engine_threads(cores, workers) <= (4 if cores == 2 else cores + 1)
    assert machine.workers(2, articles=10_000, alone=False, tagger=True) == 2
    assert machine.workers(8, articles=10_000, alone=False, tagger=False) == 2


def test_without_an_engine_every_core_gets_a_worker_but_a_few_articles_get_none() -> None:
    assert machine.workers(2, articles=10_000, alone=True, tagger=True) == 2
    assert machine.workers(1, articles=10_000, alone=True, tagger=True) == 0
    assert machine.workers(8, articles=5, alone=True, tagger=True) == 0
