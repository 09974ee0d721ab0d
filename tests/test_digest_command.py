import json
from pathlib import Path

import pytest

from briefing.rendering import json as briefing_json
from tests.briefings import visit


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / "briefs"
    folder.mkdir(parents=True)
    (folder / "visit.json").write_text(briefing_json.dumps(visit()), encoding="utf-8")
    return folder.parent


def test_the_digest_is_printed(run_cli, out: Path) -> None:
    code, printed, said = run_cli("digest", out, "--from", "2024-06-01", "--to", "2024-06-30")
    assert (code, said) == (0, "")
    assert "3 June 2024, Lin Guodong (Mayor): Qinghe County; Hengda Plant (1)" in printed


def test_the_suffix_gives_the_format_and_several_formats_go_side_by_side(run_cli, out: Path, tmp_path: Path) -> None:
    days = ("--from", "2024-06-01", "--to", "2024-06-30")
    assert run_cli("digest", out, *days, "-o", tmp_path / "june.pdf")[0] == 0
    assert (tmp_path / "june.pdf").read_bytes().startswith(b"%PDF")
    code, _, said = run_cli("digest", out, *days, "-f", "json,md", "-o", f"{tmp_path / 'made'}/")
    assert code == 0
    assert said.count("wrote") == 2
    assert json.loads((tmp_path / "made" / "digest.json").read_text(encoding="utf-8"))["schema"] == "digest/1"
    assert (tmp_path / "made" / "digest.md").exists()


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--from", "June", "--to", "2024-06-30"), 2, "'June' is not a date like 2024-06-05"),
        (("--from", "2024-07-01", "--to", "2024-06-30"), 2, "is before"),
        (("--from", "2024-06-01", "--to", "2024-06-30", "-f", "odt"), 2, "unknown"),
        (("--from", "2024-06-01", "--to", "2024-06-30", "-f", "pdf"), 2, "cannot be printed"),
        (("--from", "2024-06-01", "--to", "2024-06-30", "-f", "md,text"), 2, "need -o"),
    ],
)
def test_wrong_use_is_told_of(run_cli, out: Path, options: tuple[str, ...], code: int, message: str) -> None:
    stopped, _, said = run_cli("digest", out, *options)
    assert stopped == code
    assert message in said


def test_a_folder_without_briefings_fails(run_cli, tmp_path: Path) -> None:
    code, _, said = run_cli("digest", tmp_path, "--from", "2024-06-01", "--to", "2024-06-30")
    assert code == 1
    assert "no briefings here" in said
