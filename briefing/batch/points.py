"""The moments of a batch at which something has just become lasting, named, so that tests can kill it at each."""

from collections.abc import Callable

POINTS = (
    "journal opened",
    "leftovers swept",
    "part written",  # the temporary file of an output, not yet in its place
    "output written",
    "outputs written",  # all of one article, not yet in the journal
    "article recorded",
    "old output removed",
    "overview written",
    "failures written",
)

_listeners: list[Callable[[str], None]] = []


def listen(listener: Callable[[str], None]) -> Callable[[], None]:
    """Calls `listener` with the name of every point that is reached in this process; the answer ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def reached(point: str) -> None:
    """Tells the listeners that `point` is reached."""
    for listener in _listeners:
        listener(point)
