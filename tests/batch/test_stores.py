from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.batch import jsonl, sources, stores
from briefing.batch.inputs import find
from briefing.errors import InputError
from tests.batch.conftest import article


@pytest.fixture
def memory() -> Iterator[str]:
    """A store in memory with two articles, a JSONL file and what is passed over."""
    from fsspec.implementations.memory import MemoryFileSystem

    for name in (
        "a.txt",
        "2024/b.txt",
        "2024/skipped.txt",
        "drafts/c.txt",
        ".hidden/d.txt",
        "out/e.txt",
        "picture.png",
    ):
        stores.write(f"memory://in/{name}", article(len(name)).encode())
    stores.write("memory://in/wire.jsonl", b'{"id": "n1", "text": "Mayor Lin visited."}\n\n{"text": "He left."}\n')
    yield "memory://in"
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def test_a_scheme_makes_a_url() -> None:
    assert all(map(stores.is_url, ("s3://b/k", "file:///x", "memory://")))
    assert not any(map(stores.is_url, ("in", "/in", "c:/in", "in://", "in//a://b", Path("s3://b"))[0:3]))
    assert not stores.is_url(Path("s3://b"))


def test_articles_are_found_as_in_a_folder(memory: str) -> None:
    found = find([memory], out=f"{memory}/out", exclude=["drafts", "skipped*"])
    assert [item.name for item in found.inputs] == ["2024/b.txt", "a.txt", "wire.jsonl#000003", "wire.jsonl#n1"]
    assert [item.stem for item in found.inputs] == ["2024/b", "a", "wire-000003", "n1"]
    assert [sources.load(item, max_bytes=5000).data[:5] for item in found.inputs] == [
        b"Mayor",
        b"Mayor",
        b'{"tex',
        b'{"id"',
    ]
    assert [item.name for item in find([memory], include=["a.*"]).inputs] == ["a.txt"]


def test_a_file_is_a_source_and_several_sources_get_labels(memory: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "z.txt").touch()
    found = find([f"{memory}/a.txt", f"{memory}/2024/", tmp_path / "in"])
    assert [item.name for item in found.inputs] == ["2024/b.txt", "2024/skipped.txt", "a/a.txt", "in/z.txt"]


def test_what_is_not_there_is_told_of(memory: str) -> None:
    found = find([f"{memory}/a.txt", "memory://gone"])
    assert [(t.name, t.reason) for t in found.troubles] == [("memory://gone", "no such file or folder")]
    with pytest.raises(InputError, match="output folder too"):
        find([memory], out=memory)


def test_an_article_that_changes_or_goes_or_is_too_large_is_known(memory: str) -> None:
    item = find([f"{memory}/a.txt"]).inputs[0]
    content = sources.load(item, max_bytes=5000)
    assert sources.is_unchanged(item, content.stamp)
    with pytest.raises(InputError, match="larger than 9 bytes"):
        sources.load(item, max_bytes=9)
    stores.write(item.path, b"else")
    assert not sources.is_unchanged(item, content.stamp)
    line = next(i for i in find([memory]).inputs if i.line and i.line.number == 3)
    assert line.line
    stores.write(line.path, b"changed")
    with pytest.raises(InputError, match="its file changed"):
        jsonl.read_line(line.path, line.line, name=line.name, max_bytes=5000)


@pytest.mark.parametrize("store", ["memory://out", "file"])
def test_a_file_is_written_whole_and_again_and_parts_are_swept(memory: str, tmp_path: Path, store: str) -> None:
    url = tmp_path.as_uri() if store == "file" else store
    for data in (b"1", b"22"):
        stores.write(f"{url}/deep/a.json", data)
    assert [name for _, name in stores.find(url)] == ["deep/a.json"]
    assert stores.read(f"{url}/deep/a.json") == b"22"
    stores.write(f"{url}/deep/.briefing-1.part", b"")
    stores.sweep(url)
    assert [name for _, name in stores.find(url)] == ["deep/a.json"]


def test_whatever_a_store_raises_is_an_error_of_files(monkeypatch: pytest.MonkeyPatch, memory: str) -> None:
    from fsspec.implementations.memory import MemoryFileSystem

    def fail(*_: object, **__: object) -> None:
        raise LookupError("no credentials")

    monkeypatch.setattr(MemoryFileSystem, "cat_file", fail)
    with pytest.raises(OSError, match="LookupError: no credentials"):
        stores.read(f"{memory}/a.txt")
    item = find([f"{memory}/a.txt"]).inputs[0]
    monkeypatch.setattr(MemoryFileSystem, "info", fail)
    with pytest.raises(InputError, match="no credentials"):
        sources.load(item, max_bytes=5000)
