import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import article, tree

Run = Callable[..., tuple[int, str, str]]
BRIEFING = [sys.executable, "-c", "from briefing.cli import main; main()"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(4):
        (tmp_path / "in" / f"visit-{number}.txt").parent.mkdir(exist_ok=True)
        (tmp_path / "in" / f"visit-{number}.txt").write_text(article(number), encoding="utf-8")
    return tmp_path / "in"


def briefs(out: Path) -> list[str]:
    return sorted(path.relative_to(out / "briefs").as_posix() for path in (out / "briefs").rglob("*.*"))


def test_folders_files_and_lists_are_briefed_together(run_cli: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "n1", "text": article(9)}) + "\n", encoding="utf-8")
    code, out, err = run_cli("batch", folder, tmp_path / "news.jsonl", "-o", tmp_path / "out", "--format", "md,html")
    assert (code, out) == (0, "")
    assert "5 briefed, 0 kept from before, 0 failed" in err
    assert len(briefs(tmp_path / "out")) == 15
    assert "news/n1.html" in briefs(tmp_path / "out")


def test_patterns_choose(run_cli: Run, folder: Path, tmp_path: Path) -> None:
    options = ("--include", "visit-[12].txt", "--include", "visit-3*", "--exclude", "*-2.txt", "--quiet")
    assert run_cli("batch", folder, "-o", tmp_path / "out", *options) == (0, "", "")
    assert briefs(tmp_path / "out") == ["visit-1.json", "visit-3.json"]


@pytest.mark.parametrize("end", ["\n", "\0", "\r\n"])
def test_a_list_of_paths_comes_on_standard_input(folder: Path, tmp_path: Path, end: str) -> None:
    listed = end.join(["in/visit-0.txt", "in/visit-2.txt", "in/gone.txt", ""]).encode()
    command = [*BRIEFING, "batch", "-", "-o", "out", "--quiet"]
    ended = subprocess.run(command, input=listed, cwd=tmp_path, capture_output=True, timeout=60)
    assert ended.returncode == 1
    assert ended.stderr.decode() == "failed: in/gone.txt: no such file; check the path\n"
    assert briefs(tmp_path / "out") == ["in/visit-0.json", "in/visit-2.json"]


def test_what_is_gone_is_told_of_and_pruned_when_asked(run_cli: Run, folder: Path, tmp_path: Path) -> None:
    run_cli("batch", folder, "-o", tmp_path / "out")
    (folder / "visit-0.txt").unlink()
    _, _, err = run_cli("batch", folder, "-o", tmp_path / "out")
    assert "outputs of 1 inputs that are gone (visit-0.txt): still there; --prune removes them" in err
    _, _, err = run_cli("batch", folder, "-o", tmp_path / "out", "--prune")
    assert "removed" in err
    assert briefs(tmp_path / "out") == [f"visit-{n}.json" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--format", "odt"), "'odt'"),
        (("--paper", "a3"), "'a3'"),
        (("--include", "[z-a]"), "include"),
        (("--workers", "-1"), "workers"),
        (("--timeout", "-1"), "timeout"),
    ],
)
def test_wrong_use_exits_with_2(
    run_cli: Run, folder: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    code, out, err = run_cli("batch", folder, "-o", tmp_path / "out", *options)
    assert (code, out) == (2, "")
    assert message in err


def test_many_failures_are_named_up_to_a_point(run_cli: Run, folder: Path, tmp_path: Path) -> None:
    for number in range(30):
        (folder / f"empty-{number:02}.txt").write_bytes(b"")
    code, _, err = run_cli("batch", folder, "-o", tmp_path / "out")
    assert code == 1
    assert err.count("failed: empty-") == 20
    assert f"and 10 more; see {tmp_path / 'out' / 'failures.jsonl'}" in err
    assert "4 briefed, 0 kept from before, 30 failed" in err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_batch_that_is_asked_to_stop_does_so_at_once_and_can_be_resumed(
    tmp_path: Path, number: signal.Signals, code: int, workers: str
) -> None:
    (tmp_path / "in").mkdir()
    for at in range(400):
        (tmp_path / "in" / f"visit-{at:03}.txt").write_text(article(at), encoding="utf-8")
    command = [*BRIEFING, "batch", "in", "-o", "out", "--model", "embedded", "--workers", workers]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    until = time.monotonic() + 60
    while len(list(tmp_path.glob("out/briefs/*.json"))) < 3 and time.monotonic() < until:
        time.sleep(0.02)
    start = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert time.monotonic() - start < 2.0
    assert process.returncode == code
    assert b"the same command goes on where it stopped" in err
    assert b"Traceback" not in err
    done = len(list(tmp_path.glob("out/briefs/*.json")))
    assert 3 <= done < 400
    assert not list(tmp_path.glob("out/briefs/.*"))
    for path in sorted((tmp_path / "in").iterdir())[8:]:
        path.unlink()  # eight will do to see that it goes on
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
    assert again.returncode == 0, again.stderr
    assert len(tree(tmp_path / "out")) >= done


def test_another_seed_draws_other_lines(run_cli: Run, folder: Path, tmp_path: Path) -> None:
    drawn = []
    for seed in ("1", "1", "2", "3"):
        assert run_cli("batch", folder, "-o", tmp_path / "out", "--sample", 2, "--seed", seed, "--quiet")[0] == 0
        drawn.append((tmp_path / "out" / "sample.csv").read_text(encoding="utf-8"))
    assert drawn[0] == drawn[1]
    assert len(set(drawn)) > 1
