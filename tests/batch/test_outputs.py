import os
from pathlib import Path

import pytest

from briefing.batch.outputs import write_atomically


def test_a_file_is_written_whole_with_its_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b.txt", "京")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "京".encode()
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.txt"
    write_atomically(target, "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
