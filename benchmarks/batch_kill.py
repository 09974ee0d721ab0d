"""A batch that is killed again and again ends with the bytes of one that nobody disturbed.

`python benchmarks/batch_kill.py` briefs 500 articles by template into a folder that an earlier run has begun to fill, from
other versions of some of them; `kill -9` comes 50 times, half at random moments, half at every named commit point
(`briefing.batch.points`), each time followed by the same command. A run that gets through is compared with an undisturbed
one into an empty folder, and the next begins from the start. Prints one JSON object; exits with 1 if a byte differs, an
article is missing, or one that was in the journal was done again.

`--model embedded` kills a run with the model, `--workers 2` one with worker processes.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from articles import write

from briefing import Pipeline, Settings
from briefing.batch import points, run

OFTEN = ("part written", "output written", "outputs written", "article recorded", "old output removed")


def prepare(folder: Path, count: int) -> tuple[Path, Path]:
    """The inputs as they were before and as they are: some changed, some gone, some joined by others of their stem."""
    before, now = folder / "before", folder / "now"
    for place in (before, now):
        write(place / "in", count)
    files = sorted((now / "in").rglob("*.txt"))
    for path in sorted((before / "in").rglob("*.txt"))[count // 5 :]:
        path.unlink()
    for path in files[::12]:
        path.write_text(path.read_text(encoding="utf-8").replace("asked", "ordered") + "Corrected.\n", encoding="utf-8")
    for path in files[5::25]:
        (before / "in" / f"gone-{path.name}").write_bytes(path.read_bytes())
    for path in files[7::50]:
        shutil.copy(path, path.with_suffix(".md"))
    (now / "in" / "empty.txt").write_bytes(b"")
    return before / "in", now / "in"


def batch(source: Path, out: Path, *, model: str, workers: int) -> None:
    pipeline = Pipeline(Settings(model=model, threads=1))
    run(source, out, pipeline=pipeline, formats=["md"], workers=workers, prune=True)


def child(source: Path, out: Path, *, model: str, workers: int, log: Path, fatal: str, nth: int) -> None:
    """The batch in a process of its own, which dies at the `nth` time that the point `fatal` is reached."""
    seen: Counter[str] = Counter()
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def note(point: str) -> None:
        seen[point] += 1
        os.write(descriptor, f"{point}\n".encode())
        if point == fatal and seen[point] == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    points.listen(note)
    batch(source, out, model=model, workers=workers)


def start(source: Path, out: Path, log: Path, options: argparse.Namespace, *extra: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, __file__, "--child", str(source), str(out), str(log)]
    command += ["--model", options.model, "--workers", str(options.workers), *extra]
    return subprocess.Popen(command)


def tree(out: Path) -> dict[str, bytes]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in files
        if ".briefing" not in path.relative_to(out).parts
    }


def events_of(source: Path, out: Path, log: Path, options: argparse.Namespace, *, keep: bool = False) -> "Counter[str]":
    """How often each point was reached, the runs before included, once a last run is through in `out` or a copy of it."""
    if not keep:
        copy = shutil.copytree(out, log.with_name("copy"))
        return events_of(source, copy, log, options, keep=True)
    if start(source, out, log, options).wait():
        raise SystemExit("the last run failed")
    return Counter(log.read_text(encoding="utf-8").splitlines())


def kill_once(process: "subprocess.Popen[bytes]", *, after_s: float | None) -> bool:
    """Whether the process was killed, by itself or after `after_s` seconds, before it was through."""
    if after_s is not None:
        time.sleep(after_s)
        process.kill()
    code = process.wait()
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"the batch failed with status {code}")
    return code == -signal.SIGKILL


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    chance = random.Random(options.seed)  # noqa: S311  repeatable kills are wanted
    before, now = prepare(folder, options.articles)
    begun = time.monotonic()
    batch(now, folder / "undisturbed", model=options.model, workers=options.workers)
    whole_s = time.monotonic() - begun
    batch(before, folder / "filled", model=options.model, workers=options.workers)
    wanted = tree(folder / "undisturbed")
    expected = events_of(now, folder / "filled", folder / "log", options)
    kills: Counter[str] = Counter()
    rounds: list[dict[str, object]] = []
    while sum(kills.values()) < options.kills:
        out, log = folder / "out", folder / "log"
        shutil.rmtree(out, ignore_errors=True)
        log.unlink(missing_ok=True)
        shutil.copytree(folder / "filled", out)
        in_round = 0
        while sum(kills.values()) < options.kills:
            at_random = sum(kills.values()) % 2 == 0
            name = "random" if at_random else points.POINTS[(sum(kills.values()) // 2) % len(points.POINTS)]
            if at_random:
                killed = kill_once(start(now, out, log, options), after_s=chance.uniform(0.2, options.spread * whole_s))
            else:
                nth = chance.randint(1, 12) if name in OFTEN else 1
                fatal = start(now, out, log, options, "--fatal", name, "--nth", str(nth))
                killed = kill_once(fatal, after_s=None)
            if not killed:
                break
            kills[name] += 1
            in_round += 1
        events, made = events_of(now, out, log, options, keep=True), tree(out)
        rounds.append(
            {
                "kills": in_round,
                "same bytes": made == wanted,
                "differing": sorted(n for n in made.keys() | wanted.keys() if made.get(n) != wanted.get(n))[:5],
                "articles to do": expected["article recorded"],
                "done": events["article recorded"],
                "written again": events["outputs written"] - expected["outputs written"],
            }
        )
    fine = all(r["same bytes"] and r["articles to do"] == r["done"] for r in rounds)
    return {
        "articles": options.articles,
        "model": options.model,
        "workers": options.workers,
        "kills": dict(kills),
        "files compared": len(wanted),
        "rounds": rounds,
        "fine": fine,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--model", default="extractive")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--spread", type=float, default=0.25, help="latest random kill, as a share of a whole run")
    parser.add_argument("--child", nargs=3, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--fatal", default="", help=argparse.SUPPRESS)
    parser.add_argument("--nth", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        source, out, log = options.child
        model, workers = options.model, options.workers
        child(source, out, model=model, workers=workers, log=log, fatal=options.fatal, nth=options.nth)
        return
    with tempfile.TemporaryDirectory() as folder:
        result = measure(options, Path(folder))
    print(json.dumps(result, indent=1))
    sys.exit(not result["fine"])


if __name__ == "__main__":
    main()
