"""What starting costs: whole processes against importing torch and a sequence-to-sequence class of transformers.

`python benchmarks/startup.py` prints one JSON object: the median wall time and the greatest peak memory of each process
over `--rounds N` rounds, in which the processes alternate, and the ratios to the import. Each runs once before, so that
files are cached. Seconds depend on the machine; ratios much less.
"""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).resolve().parent.parent / "tests" / "examples" / "high-tech-zone.txt"
BRIEFING = str(Path(sys.executable).with_name("briefing"))
IMPORT = "import torch + AutoModelForSeq2SeqLM"
COMMANDS = {
    IMPORT: (sys.executable, "-c", "import torch; from transformers import AutoModelForSeq2SeqLM"),
    "briefing make": (BRIEFING, "make", str(ARTICLE)),
    "briefing make --model embedded": (BRIEFING, "make", str(ARTICLE), "--model", "embedded"),
    "briefing --help": (BRIEFING, "--help"),
    "import briefing": (sys.executable, "-c", "import briefing"),
    "python -c pass": (sys.executable, "-c", "pass"),
}
KIBIBYTES_PER_MEBIBYTE = 1024


def run(command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds from start to end and peak resident memory in MiB of one process."""
    start = time.perf_counter()
    silent = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, silent, 1), (os.POSIX_SPAWN_DUP2, silent, 2)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)  # the usage of this child alone; getrusage would give the greatest of all
    os.close(silent)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    unit = KIBIBYTES_PER_MEBIBYTE**2 if sys.platform == "darwin" else KIBIBYTES_PER_MEBIBYTE
    return time.perf_counter() - start, usage.ru_maxrss / unit


def measure(rounds: int) -> dict[str, object]:
    for command in COMMANDS.values():
        run(command)
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            runs[name].append(run(command))
    seconds = {name: statistics.median(s for s, _ in made) for name, made in runs.items()}
    return {
        "rounds": rounds,
        "cores": os.cpu_count(),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
        "fastest_seconds": {name: round(min(s for s, _ in made), 3) for name, made in runs.items()},
        "peak_mib": {name: round(max(m for _, m in made)) for name, made in runs.items()},
        "ratio_to_import": {name: round(value / seconds[IMPORT], 3) for name, value in seconds.items()},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    print(json.dumps(measure(parser.parse_args().rounds), indent=1))
