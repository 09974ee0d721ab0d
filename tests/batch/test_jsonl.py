import datetime as dt
import json
from pathlib import Path

import pytest

from briefing.batch import jsonl
from briefing.errors import InputError
from briefing.settings import Settings

TEXT = "On June 3, Mayor Lin Guodong visited the Hengda Bearing Plant in Qinghe County and looked at its line."


def scanned(path: Path, *, max_bytes: int = 1000) -> list[tuple[jsonl.Line, str | None]]:
    return list(jsonl.scan(path, max_bytes=max_bytes))


def test_every_line_is_found_again_by_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": n, "text": "京" * n}, ensure_ascii=False).encode() for n in range(1, 5)]
    path.write_bytes(b"\xef\xbb\xbf" + lines[0] + b"\r\n" + lines[1] + b"\n\n \n" + lines[2] + b"\n" + lines[3])
    found = scanned(path)
    assert [identifier for _, identifier in found] == ["1", "2", "3", "4"]
    assert [line.number for line, _ in found] == [1, 2, 5, 6]
    assert [jsonl.read_line(path, line, name="a", max_bytes=1000) for line, _ in found] == lines


def test_a_line_that_is_too_long_is_refused_and_the_next_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": 1, "text": "' + b"x" * 5000 + b'"}\n{"id": 2, "text": "y"}\n')
    (long, nameless), (short, identifier) = scanned(path)
    assert (nameless, identifier) == (None, "2")
    assert long.length > 5000
    with pytest.raises(InputError, match="1,000 bytes"):
        jsonl.read_line(path, long, name="a", max_bytes=1000)
    assert json.loads(jsonl.read_line(path, short, name="a", max_bytes=1000)) == {"id": 2, "text": "y"}


@pytest.mark.parametrize("length", range(990, 1010))
def test_the_bound_is_told_to_the_byte(tmp_path: Path, length: int) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'"' + b"x" * (length - 2) + b'"\n"next"\n')
    found = scanned(path)
    assert found[0][0].length == length if length <= 1000 else found[0][0].length > 1000
    assert found[1][0].length == 6
    assert found[1][0].offset == length + 1


def test_a_line_that_changed_after_it_was_found_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "one"}\n{"text": "two"}\n')
    (_, _), (second, _) = scanned(path)
    path.write_bytes(b'{"text": "on"}\n{"text": "two"}\n')
    with pytest.raises(InputError, match="changed"):
        jsonl.read_line(path, second, name="a", max_bytes=1000)


def article(**record: object) -> object:
    return jsonl.article_of(json.dumps(record).encode(), name="a#1", settings=Settings())


def test_an_article_takes_what_its_line_knows() -> None:
    made = article(
        text=TEXT, title="A visit", url="https://news.example/1", published="2024-06-05", outlet="Daily", x=1
    )
    assert made.title == "A visit"
    assert made.source.name == "a#1"
    assert (made.source.url, made.source.outlet) == ("https://news.example/1", "Daily")
    assert made.source.published == dt.date(2024, 6, 5)
    assert article(text=TEXT, title=None, url="", published=" ").source.url is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "no JSON"),
        (b"\xff{}", "not UTF-8"),
        (b"[1]", "no JSON object"),
        (b"{}", "no 'text'"),
        (b'{"text": "  "}', "no 'text'"),
        (b'{"text": 7}', "'text' is not a string"),
        (b'{"text": "x y", "published": "June 3"}', "'published' is 'June 3'"),
        (b"[" * 100_000, "no JSON"),
    ],
)
def test_a_line_that_is_no_article_says_why(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        jsonl.article_of(data, name="a", settings=Settings())


@pytest.mark.parametrize("identifier", [None, True, 1.5, [], {}, ""])
def test_an_id_that_names_nothing_is_none(tmp_path: Path, identifier: object) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": identifier, "text": "x"}), encoding="utf-8")
    assert [found for _, found in scanned(path)] == [None]
