"""What docs/batch.md shows runs."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import article

PAGE = (Path(__file__).parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
COMMANDS = [line[2:].split("   ")[0] for line in PAGE.splitlines() if line.startswith("$ ")]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for number, name in enumerate(("articles/a.txt", "articles/b.html", "2023/a.txt", "2024/a.txt", "archive/x/a.txt")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(article(number), encoding="utf-8")
    (tmp_path / "news.jsonl").write_text('{"text": "Mayor Lin Guodong visited the Hengda Plant."}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_runs(command: str, desk: Path, run_cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _, words = command.rpartition(" | ")
    if before:
        listed = subprocess.run(shlex.split(before), capture_output=True, check=True).stdout
        (desk / "listed").write_bytes(listed)
        with (desk / "listed").open(encoding="utf-8") as stream:
            monkeypatch.setattr("sys.stdin", stream)
            code, _, err = run_cli(*shlex.split(words)[1:])
    else:
        code, _, err = run_cli(*shlex.split(command)[1:])
    assert code == 0, err
    assert list((desk / "out" / "briefs").rglob("*.json"))


def test_the_program_of_the_page_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(compile(code.group(1), "batch.md", "exec"), {})  # noqa: S102  our own example
    assert "Lin Guodong" in capsys.readouterr().out
