"""Standard output, standard error and exit codes: the one place where anything is printed."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from briefing.errors import BriefingError, RenderError, SettingsError


@contextmanager
def errors_reported() -> Iterator[None]:
    """Turns our errors into a line on standard error and the exit code."""
    try:
        yield
    except (SettingsError, RenderError) as error:
        fail(str(error), code=2)
    except BriefingError as error:
        fail(str(error), code=1)
    except KeyboardInterrupt:
        fail("interrupted; the same command goes on where it stopped", code=130)


def fail(message: str, *, code: int) -> NoReturn:
    """Prints an error and leaves with `code`."""
    say(f"error: {message}")
    raise typer.Exit(code)


def is_terminal() -> bool:
    """Whether standard output may be coloured."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns to print in: the terminal's, and always 100 to a pipe, so that piped output never changes."""
    return max(40, shutil.get_terminal_size((100, 44)).columns) if sys.stdout.isatty() else 100


def put(text: str) -> None:
    """Writes UTF-8 whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write((text if text.endswith("\n") else text + "\n").encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """Writes a message to standard error."""
    print(message, file=sys.stderr)  # noqa: T201  the one place where messages are printed
