"""How the machine's cores are shared between the engine and the worker processes."""

import gc
import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_SELDOM = (50_000, 20, 50)
_FEW = 64  # articles for which starting processes takes longer than it saves
_CORES_A_WORKER = 4  # what one worker process keeps busy


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


def engine_threads(cores: int) -> int:
    """Threads for an engine that runs beside the worker processes of `workers`."""
    return max(1, cores - cores // _CORES_A_WORKER)


def workers(cores: int, *, articles: int, alone: bool) -> int:
    """Worker processes for a batch; `alone`: there is no engine, and they do everything. 0: the batch's own process.

    One process cuts and finishes about as many articles as four cores write lines for, so that on fewer the batch's own
    does best: nothing has to be sent anywhere.
    """
    if articles < _FEW:
        return 0
    return (cores if cores > 1 else 0) if alone else cores // _CORES_A_WORKER
