from pathlib import Path

import pytest

from briefing.batch.inputs import find
from briefing.errors import InputError


def test_articles_are_found_below_the_folder_in_order(tmp_path: Path) -> None:
    for name in ("b/z.txt", "a.md", "b/a.HTML", ".hidden/x.txt", "b/.y.txt", "c.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [item.name for item in find(tmp_path)] == ["a.md", "b/a.HTML", "b/z.txt"]


def test_two_files_that_share_a_stem_keep_their_suffix(tmp_path: Path) -> None:
    for name in ("visit.txt", "visit.html", "other.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert {item.name: item.stem for item in find(tmp_path)} == {
        "other.txt": "other",
        "visit.html": "visit.html",
        "visit.txt": "visit.txt",
    }


def test_a_loop_of_links_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [item.name for item in find(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("name", ["gone", "."])
def test_no_folder_or_no_article_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        find(tmp_path / name)
