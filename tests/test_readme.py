"""The README's commands run, and its example is what the tool prints."""

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "tests" / "examples"
Run = Callable[..., tuple[int, str, str]]

BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line[2:].split("  #")[0].strip()
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("$ briefing ") and "COMMAND" not in line
]
SLOW = ("train", "evaluate")  # tests/training and tests/evaluation run them


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README speaks of."""
    shutil.copy(EXAMPLES / "high-tech-zone.txt", tmp_path / "visit.txt")
    shutil.copy(EXAMPLES / "reservoir-inspection.html", tmp_path / "page.html")
    (tmp_path / "articles").mkdir()
    shutil.copy(EXAMPLES / "farm-guidance.txt", tmp_path / "articles")
    (tmp_path / "words" / "en").mkdir(parents=True)
    (tmp_path / "words" / "en" / "titles.txt").write_text("[heads]\nharbourmaster\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_readme_has_commands() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.split()[1] not in SLOW])
def test_a_command_of_the_readme_runs(command: str, desk: Path, run_cli: Run) -> None:
    if command.startswith("briefing render"):
        run_cli("make", "visit.txt", "-o", "brief.json", "--quiet")
    if command.startswith("briefing digest"):
        run_cli("batch", "articles", "-o", "out", "--quiet")
    words = shlex.split(command.split(" > ", maxsplit=1)[0])[1:]
    files = [name for word in words for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])]
    code, _, err = run_cli(*files)
    assert code == 0, err


def test_the_example_shows_what_the_tool_prints(run_cli: Run) -> None:
    shown = re.search(r"<!-- output: .*? -->\n```text\n(.*?)```", README, re.DOTALL)
    assert shown
    _, printed, _ = run_cli("make", EXAMPLES / "high-tech-zone.txt")
    # the model's lines may differ between CPUs' int8 kernels; headline and facts may not
    example, out = shown.group(1).splitlines(), printed.splitlines()
    assert example[0] == out[0]
    facts = [line for line in out if re.match(r"(?:Date|Place|Led by|With)\s", line)]
    assert len(facts) == 4
    assert [line for line in example if line in facts] == facts
    assert len(example) >= len(out) - 4


def test_the_library_example_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    shutil.copy("visit.txt", "a.txt")
    shutil.copy("page.html", "b.html")
    exec(compile(code.group(1), "README.md", "exec"), {})  # noqa: S102  our own example
    assert "Lin Guodong" in capsys.readouterr().out
