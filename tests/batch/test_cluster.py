"""A Ray cluster of two nodes on this machine, with a worker each; and what needs no cluster to be found out."""

import contextlib
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing import Pipeline
from briefing.batch import Progress, cluster, node, resuming, run
from briefing.batch.inputs import find
from briefing.batch.node import Briefer, Broken, Kept, Orders, Place, Task
from briefing.batch.work import Failed, Layout, Made
from briefing.batch.worker import Assignment
from briefing.errors import ClusterError, SettingsError
from briefing.settings import Settings
from tests.batch.conftest import article, tree
from tests.conftest import EXAMPLES

PAGE = (Path(__file__).parents[2] / "docs" / "cluster.md").read_text(encoding="utf-8")
Articles = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.filterwarnings(
    "ignore"
)  # Ray's own: deprecations, and sockets that it leaves to the collector


@pytest.fixture(scope="module", autouse=True)
def environment() -> Iterator[pytest.MonkeyPatch]:
    """What Ray reads when it is loaded: a secret of this test's own, which it would else keep in the home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(16))
        patch.setenv("GRPC_ENABLE_FORK_SUPPORT", "0")  # with it a client's process now and then dies at its start
        yield patch


@pytest.fixture(scope="module")
def two_nodes(environment: pytest.MonkeyPatch) -> Iterator[Any]:
    """A running cluster, which `auto` finds; its attribute `client` is the address for clients."""
    from ray.cluster_utils import Cluster

    cluster._ray()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": 80_000_000}
    two = Cluster(initialize_head=True, head_node_args={**options, "ray_client_server_port": port})
    two.add_node(**options)
    environment.setenv("RAY_ADDRESS", two.address)
    two.client = f"ray://127.0.0.1:{port}"
    yield two
    two.shutdown()


def workers_of(two: Any) -> list[int]:
    """The processes with a Briefer on the nodes of this cluster and no other."""
    raylets = {str(info.process.pid) for n in two.list_all_nodes() for info in n.all_processes["raylet"]}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            if parent in raylets and b"MapWorker" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
    return found


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The example articles in all their formats, two in a JSONL file, and an empty one."""
    folder = tmp_path / "in"
    (folder / "news").mkdir(parents=True)
    for path in EXAMPLES.iterdir():
        if path.suffix != ".json":
            shutil.copy(path, folder)
    lines = [f'{{"id": "n{n}", "text": "Mayor Lin Guodong visited the Hengda Plant {n} times."}}\n' for n in (2, 3)]
    (folder / "news" / "wire.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize(("model", "address"), [("embedded", "auto"), ("extractive", "ray://")])
def test_two_workers_give_the_files_that_one_process_gives(
    two_nodes: Any, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, address: str
) -> None:
    monkeypatch.chdir(tmp_path)  # where no worker is
    (tmp_path / "words" / "en").mkdir(parents=True)
    (tmp_path / "words" / "en" / "titles.txt").write_text("[heads]\nharbourmaster\n", encoding="utf-8")
    pipeline, out = Pipeline(Settings(model=model, lexicon=Path("words"))), Path("out")
    address = two_nodes.client if address == "ray://" else address
    summary = run([], out, listed=["in"], pipeline=pipeline, formats=["md"], cluster=address, sample=2)
    assert summary == run([], Path("one"), listed=["in"], pipeline=pipeline, formats=["md"], sample=2)
    assert tree(out) == tree(Path("one"))
    assert len(list((out / "briefs").rglob("*.json"))) == summary.progress.done == summary.progress.total - 1 >= 15
    again = run([], out, listed=["in"], pipeline=pipeline, formats=["md"], sample=2)
    assert again.progress == replace(summary.progress, done=0, kept=summary.progress.done)


def test_a_worker_that_is_killed_costs_the_block_that_it_had(
    two_nodes: Any, articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_BLOCK", 8)
    folder, out, killed, before = articles(64), tmp_path / "out", [], {}

    def kill() -> None:
        until = time.monotonic() + 60
        while len(list(out.glob("briefs/*/*.json"))) < 12 and time.monotonic() < until:
            time.sleep(0.005)
        before.update({path: path.stat().st_mtime_ns for path in out.glob("briefs/*/*.json")})
        for worker in workers_of(two_nodes)[:1]:
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)

    killer = threading.Thread(target=kill)
    killer.start()
    summary = run(folder, out, pipeline=plain, cluster="auto")
    killer.join()
    assert killed
    assert summary.progress == Progress(total=64, done=64)
    run(folder, tmp_path / "one", pipeline=plain)
    assert tree(out) == tree(tmp_path / "one")
    assert 12 <= len(before) < 64, "it was killed in the middle"
    again = [path for path, time_ns in before.items() if path.stat().st_mtime_ns != time_ns]
    assert len(again) <= 8
    assert not list(out.rglob("*.part"))


def test_urls_do_for_folders(two_nodes: Any, mixed: Path, plain: Pipeline, tmp_path: Path) -> None:
    out = tmp_path / "out"
    there = {"pipeline": plain, "formats": ["md"], "cluster": "auto", "sample": 2}
    summary = run(mixed.as_uri(), out.as_uri(), **there)
    assert summary == run(mixed, tmp_path / "one", pipeline=plain, formats=["md"], sample=2)
    assert tree(out) == tree(tmp_path / "one")
    (mixed / "new.txt").write_text(article(1), encoding="utf-8")
    (mixed / "tram-depot.txt").write_text(article(2), encoding="utf-8")
    (out / "briefs" / "half.json").with_name(".briefing-0.part").touch()
    again = run(f"{mixed.as_uri()}/", out.as_uri(), **there)
    assert again.progress == replace(summary.progress, total=summary.progress.total + 1, done=2, kept=15)
    run(mixed, tmp_path / "two", pipeline=plain, formats=["md"], sample=2)
    assert tree(out) == tree(tmp_path / "two")


def test_the_first_command_of_the_page_runs_and_ray_says_nothing(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    articles(6).rename(tmp_path / "articles")
    command = re.search(r"^\$ briefing (.*--cluster local.*?) +#", PAGE, re.MULTILINE)
    assert command
    program = [sys.executable, "-c", "from briefing.cli import main; main()", *shlex.split(command.group(1)), "--quiet"]
    environment = {**os.environ, "RAY_ADDRESS": "", "HOME": str(tmp_path / "home")}
    for name in ("RAY_AUTH_MODE", "RAY_AUTH_TOKEN"):
        environment.pop(name)
    ended = subprocess.run(program, capture_output=True, timeout=120, env=environment, cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
    assert not (tmp_path / "home").exists(), "a secret was written"
    run(tmp_path / "articles", tmp_path / "one", pipeline=plain)
    assert tree(tmp_path / "out") == tree(tmp_path / "one")


@pytest.fixture
def orders(plain: Pipeline, tmp_path: Path) -> Orders:
    """Those of a batch into `tmp_path / "out"` that keeps marks."""
    assignment = Assignment(
        settings=plain.settings.replace(threads=1),
        info=plain.summariser.info,
        layout=Layout(formats=("json", "md")),
        alone=True,
        timeout_s=60,
    )
    made = Orders(
        assignment=assignment,
        threads=1,
        settings=resuming.settings_digest(plain),
        place=Place(out=str(tmp_path / "out")),
        token="t",  # noqa: S106
        leaves_marks=True,
    )
    made.place.write_token(made.token)
    return made


def test_a_node_briefs_a_block_and_keeps_what_its_mark_tells_of(
    orders: Orders, articles: Articles, tmp_path: Path
) -> None:
    import pyarrow as pa

    folder = articles(3)
    (folder / "empty.txt").write_bytes(b"")
    tasks = [Task(number=n, item=item) for n, item in enumerate(find([folder]).inputs)]
    briefer = Briefer(orders)
    block = briefer(pa.table({"task": [row["task"] for row in node.rows(tasks)]}))
    assert {r.ticket: type(r) for r in node.reports(block)} == {0: Made, 1: Made, 2: Made, 3: Failed}
    assert len(list((tmp_path / "out" / "briefs").rglob("*.*"))) == 6
    marked = [replace(task, has_mark=True) for task in tasks]
    assert {r.ticket: type(r) for r in briefer.brief(marked)} == {0: Kept, 1: Kept, 2: Kept, 3: Failed}
    next((tmp_path / "out" / "briefs").rglob("*.md")).unlink()
    assert sorted(type(r).__name__ for r in briefer.brief(marked)) == ["Failed", "Kept", "Kept", "Made"]
    Path(tasks[0].item.path).write_text(article(9), encoding="utf-8")
    assert {type(r) for r in briefer.brief(marked[:1])} == {Made}
    shutil.rmtree(tmp_path / "out" / "briefs")
    (tmp_path / "out" / "briefs").touch()
    (report,) = briefer.brief(tasks[:1])
    assert isinstance(report, Failed)
    assert report.stage == "write"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"settings": "another"}, "another version"),
        ({"token": "another"}, "all nodes must share the output folder"),
        ({"place": Place(out="/nowhere")}, "does not see /nowhere"),
    ],
)
def test_a_node_that_would_do_something_else_says_so(orders: Orders, change: dict[str, Any], reason: str) -> None:
    (report,) = Briefer(replace(orders, **change)).brief([])
    assert isinstance(report, Broken)
    assert reason in report.reason


def test_a_node_that_cannot_work_ends_the_batch(
    articles: Articles, orders: Orders, plain: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired = cluster.Cluster("auto", pipeline=plain, assignment=orders.assignment, out=orders.place.out, workers=1)
    monkeypatch.setattr(hired, "_stream", lambda *_: (block for block in [[Broken(node="n7", reason="is full")]]))
    monkeypatch.setattr(cluster, "_connected", lambda *_, **__: contextlib.nullcontext())
    with pytest.raises(ClusterError, match="node n7: is full"):
        list(hired.run(find([articles(1)]).inputs))


@pytest.mark.parametrize(
    ("address", "code", "message"),
    [
        ("somewhere", 2, "'somewhere' is not one of auto, local, ray://HOST:PORT"),
        ("ray://127.0.0.1", 2, "is not one of"),
        ("ray://127.0.0.1:9", 1, "nothing answers there"),
        ("ray://127.0.0.1:99999", 1, "nothing answers there"),
    ],
)
def test_a_wrong_address_is_told_at_once(
    run_cli: Run, articles: Articles, tmp_path: Path, address: str, code: int, message: str
) -> None:
    start = time.monotonic()
    status, out, err = run_cli("batch", articles(1), "-o", tmp_path / "out", "--cluster", address, "--quiet")
    assert (status, out) == (code, "")
    assert message in err
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("absent", ["ray", "ray.data", "fsspec"])
def test_without_the_extra_the_way_to_it_is_told(
    run_cli: Run, articles: Articles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    monkeypatch.setitem(sys.modules, absent, None)
    status, _, err = run_cli("batch", articles(1), "-o", tmp_path / "out", "--cluster", "auto", "--quiet")
    assert status == 1
    assert "pip install 'briefing[ray]'" in err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("memory://in", "-o", "out"), "memory://in: URLs are for batches on a cluster"),
        (("in", "-o", "memory://out"), "memory://out: URLs are for batches on a cluster"),
        (("in", "-o", "memory://out", "--cluster", "auto", "--prune"), "'prune'"),
        (("in", "-o", "nosuch://out", "--cluster", "auto"), "nosuch"),
        (("s3://bucket/in", "-o", "out", "--cluster", "auto"), "s3fs"),
    ],
)
def test_urls_that_cannot_be_served_are_refused(
    run_cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    Path("in").mkdir()
    Path("in", "a.txt").write_text(article(1), encoding="utf-8")
    status, _, err = run_cli("batch", *options, "--quiet")
    assert status == 2
    assert message in err
    assert not Path("out", ".briefing").exists()


def test_threads_that_no_machine_has_end_the_batch(
    two_nodes: Any, articles: Articles, orders: Orders, plain: Pipeline
) -> None:
    wide = Pipeline(plain.settings.replace(threads=2))
    with pytest.raises(ClusterError, match="no machine of the cluster has 2 CPUs"):
        run(articles(1), Path(orders.place.out), pipeline=wide, cluster="auto")


def test_no_cluster_is_asked_when_nothing_is_left(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder = articles(2)
    run(folder, tmp_path / "out", pipeline=plain)
    assert run(folder, tmp_path / "out", pipeline=plain, cluster="ray://127.0.0.1:9").progress.kept == 2
    with pytest.raises(SettingsError):
        run(folder, tmp_path / "out", pipeline=plain, cluster="nowhere")
