"""What a batch tells of itself, while it runs and at its end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a batch is: `total` articles, of which `done` were briefed now, `kept` before, and `failed`."""

    total: int
    done: int = 0
    kept: int = 0
    failed: int = 0

    @property
    def seen(self) -> int:
        """How many articles are dealt with."""
        return self.done + self.kept + self.failed


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Failure:
    """An article that could not be briefed: its path, why, and in which stage."""

    path: str
    error: str
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a batch did.

    Attributes:
        progress: the counts.
        failures: sorted by path; those of earlier runs that were not tried again are among them.
        gone: inputs that an earlier run briefed and this one did not find, sorted; their outputs are still there, or were
            removed if that was asked for.
        changed: inputs whose files changed or vanished after they were read; another run will see to them.
        links: folders that only links lead to; they were not searched.
    """

    progress: Progress
    failures: tuple[Failure, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
