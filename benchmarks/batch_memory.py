"""Whether memory and time per article stay flat however large the folder is.

`python benchmarks/batch_memory.py` briefs 10,000 articles by template (`articles.py`) with the embedded model and notes the
resident memory (of this process and its workers) and the time at every thousand. Prints one JSON object: the memory
after 2,000 and after 10,000 articles, their ratio, the peak, and the time per article of the last 2,000 against that of
the second 2,000 (the first ones fill caches). `--model extractive` is quicker; `--tenth` takes a tenth of the articles.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

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


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    step = 100 if options.tenth else 1000
    write(folder / "in", 10 * step)
    cores = machine.cores()
    workers = options.workers
    if workers is None:
        workers = machine.workers(cores, articles=10 * step, alone=options.model == "extractive", tagger=True)
    threads = options.threads or machine.engine_threads(cores, workers)
    pipeline = Pipeline(Settings(model=options.model, threads=threads))
    machine.calm_collector()
    watch = Watch(step)
    run(folder / "in", folder / "out", pipeline=pipeline, workers=workers, report=watch)
    memory = [round(mark[2]) for mark in watch.marks]
    early, late = watch.ms_an_article(2, 4), watch.ms_an_article(8, 10)
    return {
        "articles": 10 * step,
        "model": options.model,
        "resident MiB at every tenth": memory,
        "after a fifth": memory[2],
        "at the end": memory[10],
        "ratio": round(memory[10] / memory[2], 3),
        "peak MiB": max(memory),
        "ms an article, third and fourth tenth": round(early, 1),
        "ms an article, last two tenths": round(late, 1),
        "ratio of times": round(late / early, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--workers", type=int, help="chosen by the machine without it")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--tenth", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(options, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
