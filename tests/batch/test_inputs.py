import json
import os
import sys
from pathlib import Path

import pytest

from briefing.batch.inputs import Input, find
from briefing.errors import InputError, SettingsError


def write(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def write_lines(path: Path, *records: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def stems(inputs: tuple[Input, ...]) -> dict[str, str]:
    return {item.name: item.stem for item in inputs}


def test_articles_are_found_below_the_folder_in_order(tmp_path: Path) -> None:
    write(tmp_path, "b/z.txt", "a.md", "b/a.HTML", ".hidden/x.txt", "b/.y.txt", "c.png")
    assert [item.name for item in find([tmp_path]).inputs] == ["a.md", "b/a.HTML", "b/z.txt"]


def test_two_files_that_share_a_stem_keep_their_suffix(tmp_path: Path) -> None:
    write(tmp_path, "visit.txt", "visit.html", "other.txt", "sub/visit.txt")
    assert stems(find([tmp_path]).inputs) == {
        "other.txt": "other",
        "sub/visit.txt": "sub/visit",
        "visit.html": "visit.html",
        "visit.txt": "visit.txt",
    }


def test_no_two_articles_ever_have_one_output_nor_one_the_name_of_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "visit.txt", "visit.html", "visit.txt.md", "A.txt", "a.txt", "x.txt", "x.json/q.txt")
    found = stems(find([tmp_path]).inputs)
    assert found["visit.txt"] == "visit.txt"
    assert found["visit.txt.md"] == "visit.txt.md"
    assert found["x.txt"] == "x.txt"
    assert len({stem.casefold() for stem in found.values()}) == len(found)


def test_include_replaces_the_known_suffixes_and_exclude_wins(tmp_path: Path) -> None:
    write(tmp_path, "2023/a.txt", "2023/b.html", "2024/a.txt", "2024/drafts/c.txt", "2024/d.text")
    assert [i.name for i in find([tmp_path], include=["*.text", "2024/**"]).inputs] == [
        "2024/a.txt",
        "2024/d.text",
        "2024/drafts/c.txt",
    ]
    assert [i.name for i in find([tmp_path], exclude=["drafts", "2023/*.html"]).inputs] == ["2023/a.txt", "2024/a.txt"]


def test_a_pattern_that_cannot_be_understood_is_wrong_use(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(SettingsError, match="exclude"):
        find([tmp_path], exclude=["[z-a]"])


def test_several_inputs_have_a_folder_each(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "two/sub/a.txt", "single.txt", "more/two/b.txt")
    write_lines(tmp_path / "list.jsonl", {"id": "7", "text": "x"})
    sources = [tmp_path / name for name in ("one", "two", "single.txt", "more/two", "list.jsonl", "one")]
    assert stems(find(sources).inputs) == {
        "list/list.jsonl#7": "list/7",
        "more-two/b.txt": "more-two/b",
        "one/a.txt": "one/a",
        "single/single.txt": "single/single",
        f"{tmp_path.name}-two/sub/a.txt": f"{tmp_path.name}-two/sub/a",
    }


def test_a_single_file_is_a_batch_of_one(tmp_path: Path) -> None:
    write(tmp_path, "a.weird")
    assert stems(find([tmp_path / "a.weird"]).inputs) == {"a.weird": "a"}


def test_records_are_named_by_their_id_else_by_file_and_line(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "sub" / "news.jsonl", {"id": 12, "text": "x"}, {"text": "x"}, {"id": "", "text": "x"})
    with (tmp_path / "in" / "sub" / "news.jsonl").open("ab") as file:
        file.write(b"\n   \nnot json\n[1]\n")
    assert stems(find([tmp_path / "in"]).inputs) == {
        "sub/news.jsonl#000002": "sub/news-000002",
        "sub/news.jsonl#000003": "sub/news-000003",
        "sub/news.jsonl#000006": "sub/news-000006",
        "sub/news.jsonl#000007": "sub/news-000007",
        "sub/news.jsonl#12": "sub/12",
    }


def test_no_id_leads_out_of_the_folder_or_collides(tmp_path: Path) -> None:
    ids = [
        "../../etc/passwd",
        "..",
        ".",
        "a/b",
        "a_b",
        "a\\b",
        "A_B",
        "x" * 400,
        "x" * 401,
        "con",
        ".hidden",
        "\x00",
        "é",
        "京",
    ]
    write_lines(tmp_path / "r.jsonl", *({"id": i, "text": "x"} for i in ids), {"id": "é", "text": "again"})
    found = find([tmp_path / "r.jsonl"]).inputs
    made = [item.stem for item in found]
    assert len(found) == len(ids) + 1
    assert len({stem.casefold() for stem in made}) == len(made)
    assert len({item.name for item in found}) == len(made)
    for stem in made:
        assert "/" not in stem
        assert not stem.startswith(".")
        assert len(stem.encode()) < 200
    assert "京" in made


def test_a_list_keeps_the_paths_it_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "in/a.txt", "in/sub/b.txt", "elsewhere/c.txt")
    monkeypatch.chdir(tmp_path / "in")
    listed = ["a.txt", "./a.txt", "sub", str(tmp_path / "elsewhere" / "c.txt"), "gone.txt"]
    inputs = find([], listed=listed).inputs
    root = str(tmp_path).lstrip("/")
    assert [item.name for item in inputs] == sorted(["a.txt", "gone.txt", "sub/b.txt", f"{root}/elsewhere/c.txt"])
    both = find([tmp_path / "elsewhere"], listed=["a.txt"]).inputs
    assert [item.name for item in both] == ["elsewhere/c.txt", "list/a.txt"]


def test_the_output_folder_is_never_searched(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "out/briefs/a.md", "out/index.html")
    assert [item.name for item in find([tmp_path], out=tmp_path / "out").inputs] == ["a.txt"]
    with pytest.raises(InputError, match="output folder"):
        find([tmp_path], out=tmp_path)


def test_a_loop_of_links_is_not_followed_and_told_of(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = find([tmp_path])
    assert [item.name for item in found.inputs] == ["a.txt"]
    assert found.links == ("loop",)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such names")
def test_a_name_that_is_no_utf8_can_be_printed_and_found_again(tmp_path: Path) -> None:
    raw = os.fsdecode(b"vis\xfft.txt")
    (tmp_path / raw).write_bytes(b"x")
    (item,) = find([tmp_path]).inputs
    assert item.name.encode("utf-8") == b"vis\\xfft.txt"
    assert Path(item.path).read_bytes() == b"x"


def test_a_folder_that_cannot_be_searched_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "locked/b.txt")
    scandir = os.scandir

    def refuse(path: object = ".") -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refuse)
    found = find([tmp_path])
    assert [item.name for item in found.inputs] == ["a.txt"]
    assert [(t.name, t.reason, t.prefix) for t in found.troubles] == [("locked/", "Permission denied", "locked/")]


def test_one_source_of_several_that_is_missing_costs_itself_only(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt")
    found = find([tmp_path / "in", tmp_path / "gone"])
    assert [item.name for item in found.inputs] == ["in/a.txt"]
    assert [t.prefix for t in found.troubles] == ["gone/"]


@pytest.mark.parametrize("name", ["gone", "."])
def test_no_folder_or_no_article_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        find([tmp_path / name])
