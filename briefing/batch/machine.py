"""How the machine's cores are shared between the engine and the worker processes."""

import gc
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_SELDOM = (50_000, 20, 50)
_FEW = 64  # articles for which starting processes takes longer than it saves
_CORES_A_WORKER = 4  # what one worker process keeps busy, itself among them


def calm_collector() -> None:
    """Lets Python look for cyclic garbage seldom, and never at what is loaded by now; for this whole process.

    Articles on their way are many small records without cycles: to go through them all again and again finds nothing.
    """
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def cores() -> int:
    """The cores that this process may use: those of the machine, of its affinity, or of its container's quota."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        found = min(found, int(quota) // int(period))
    except (OSError, ValueError):  # no such file, or "max"
        pass
    return max(1, found)


def workers(cores: int, *, articles: int, alone: bool, tagger: bool) -> int:
    """Worker processes for a batch; 0: the batch's own process does the work.

    `alone`: there is no engine, and the workers do everything. `tagger`: they read with the tagger too, which takes them
    longer than all the rest; half of the cores and one are then theirs, which on two cores was a quarter quicker than one.
    """
    if articles < _FEW or cores < 2:
        return 0
    if alone:
        return cores
    return cores // 2 + 1 if tagger else max(1, cores // _CORES_A_WORKER)


def engine_threads(cores: int, workers: int) -> int:
    """Threads for an engine that runs beside that many worker processes.

    One more than cores are left, because a worker that waits for its next article leaves its own; but two where there are
    two cores.
    """
    return max(min(2, cores), cores - workers + 1) if workers else cores
