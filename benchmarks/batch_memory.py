"""Whether memory and time per article stay flat however large the folder is.

`python benchmarks/batch_memory.py` briefs 2,000 and then 10,000 articles by template (`articles.py`) with the embedded
model, each in a process of its own, and notes the resident memory (of that process and its workers) and the time at every
tenth. Prints one JSON object: for each the memory at the last article and after tables and index, their ratios, and the
time per article of the eighth and ninth tenth against that of the third and fourth (the first ones fill caches, and of the
last ones much is done before).
`--model extractive` is quicker; `--tenth` takes a tenth of the articles.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from articles import write

from briefing import Pipeline, Settings
from briefing.batch import Progress, machine, run

MIB = 1024 * 1024
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_mib() -> float:
    """Of this process and its children."""
    own = os.getpid()
    family = [own, *(int(p.name) for p in Path("/proc").glob("[0-9]*") if _parent(p) == own)]
    return sum(_resident(pid) for pid in family) / MIB


def _parent(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return 0


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0


class Watch:
    """Notes memory and time whenever another `step` articles are done."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.marks: list[tuple[int, float, float]] = [(0, time.monotonic(), resident_mib())]

    def __call__(self, progress: Progress) -> None:
        """To be called after every article."""
        if progress.seen // self.step > self.marks[-1][0] // self.step:
            self.marks.append((progress.seen, time.monotonic(), resident_mib()))

    def ms_an_article(self, first: int, last: int) -> float:
        """Between two marks."""
        (n0, t0, _), (n1, t1, _) = self.marks[first], self.marks[last]
        return 1000 * (t1 - t0) / (n1 - n0)


def measure(options: argparse.Namespace, folder: Path, count: int) -> dict[str, object]:
    """One batch of `count` articles in this process."""
    write(folder / "in", count)
    cores, workers = machine.cores(), options.workers
    if workers is None:
        workers = machine.workers(cores, articles=count, alone=options.model == "extractive", tagger=True)
    pipeline = Pipeline(
        Settings(model=options.model, threads=options.threads or machine.engine_threads(cores, workers))
    )
    machine.calm_collector()
    watch = Watch(count // 10)
    run(folder / "in", folder / "out", pipeline=pipeline, workers=workers, report=watch)
    early, late = watch.ms_an_article(2, 4), watch.ms_an_article(7, 9)
    return {
        "articles": count,
        "workers": workers,
        "resident MiB at every tenth": [round(mark[2]) for mark in watch.marks],
        "resident MiB at the last article": round(watch.marks[10][2]),
        "after tables and index": round(resident_mib()),
        "peak MiB of the batch's own process": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "ms an article, third and fourth tenth": round(early, 1),
        "ms an article, eighth and ninth tenth": round(late, 1),
        "ratio of times": round(late / early, 3),
    }


def child(count: int) -> dict[str, Any]:
    """`measure` in a process of its own, with this one's options."""
    command = [sys.executable, __file__, *sys.argv[1:], "--child", str(count)]
    made: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--workers", type=int, help="chosen by the machine without it")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--tenth", action="store_true", help="a tenth of the articles")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(options, Path(folder), options.child)))
        return
    few, many = (child(count // 10 if options.tenth else count) for count in (2_000, 10_000))
    ratios = {
        key: round(many[key] / few[key], 3) for key in ("resident MiB at the last article", "after tables and index")
    }
    print(json.dumps({"model": options.model, "runs": [few, many], "ratios": ratios}, indent=1))


if __name__ == "__main__":
    main()
