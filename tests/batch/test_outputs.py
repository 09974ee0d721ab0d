import os
from pathlib import Path

import pytest

from briefing.batch.outputs import remove, sweep, write_atomically


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


def test_an_interrupt_at_any_moment_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def interrupted(*arguments: object, **options: object) -> int:
        os.close(real(*arguments, **options))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.io.open", lambda *a, **_: interrupted(a[0], os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / "a.txt", "new")
    assert list(tmp_path.iterdir()) == []


def test_a_file_has_the_rights_that_the_mask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.txt", "new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_leftovers_are_swept_and_other_hidden_files_are_not(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("sub/.briefing-1f.part", ".briefing-x.part", ".other.part", "sub/a.json"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    sweep(tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*")) == [".other.part", "sub/a.json"]


def test_a_file_is_removed_with_the_folders_that_it_leaves_empty(tmp_path: Path) -> None:
    for name in ("a/b/c.json", "a/d.json"):
        write_atomically(tmp_path / name, "x")
    remove(tmp_path / "a" / "b" / "c.json", up_to=tmp_path)
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["d.json"]
    remove(tmp_path / "a" / "d.json", up_to=tmp_path)
    remove(tmp_path / "a" / "never.json", up_to=tmp_path)
    assert list(tmp_path.iterdir()) == []
