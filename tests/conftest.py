import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.pipeline import Pipeline
from briefing.settings import Settings

EXAMPLES = Path(__file__).parent / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden briefings anew instead of comparing")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: everything that a test needs is installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """One pipeline with the embedded model for all tests: it is safe to share."""
    return Pipeline(Settings(model="embedded"))


@pytest.fixture
def run_cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Runs the command line in this process; returns exit code, standard output and standard error."""
    from briefing import cli

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["briefing", *map(str, arguments)])
        try:
            cli.main()
            code = 0
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def read_json(path: Path) -> dict[str, object]:
    return dict(json.loads(path.read_text(encoding="utf-8")))
