import io
import zipfile

import pytest

from briefing.errors import InputError
from briefing.reading.sniffing import format_of_bytes, format_of_text, refuse_binary


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<!DOCTYPE html><p>x", "a.txt", "html"),
        ("  <html><body>x", "-", "html"),
        ("<!-- saved --><html>", "a", "html"),
        ('<?xml version="1.0"?><html>', "a.xml", "html"),
        ("<p>one</p><p>two</p><p>three</p>", "-", "html"),
        ("plain words", "a.html", "text"),
        ("# Title\n\nwords", "a.md", "markdown"),
        ("# Title\n\nwords", "-", "text"),
        ("The sign < 5 and > 3", "a.txt", "text"),
    ],
)
def test_tells_the_format_of_a_text(text: str, name: str, expected: str) -> None:
    assert format_of_text(text, name=name) == expected


def test_tells_packed_formats_whatever_the_suffix() -> None:
    assert format_of_bytes(b"junk\n%PDF-1.7", source="a.txt") == "pdf"
    assert format_of_bytes(archive("[Content_Types].xml", "word/document.xml"), source="a.txt") == "docx"
    assert format_of_bytes(b"words", source="a.pdf") is None


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("ppt/a.xml",), "presentation"),
        (("xl/a.xml",), "spreadsheet"),
        (("content.xml",), "OpenDocument"),
        (("a.txt",), "unpack"),
    ],
)
def test_other_archives_are_refused_with_advice(names: tuple[str, ...], words: str) -> None:
    with pytest.raises(InputError, match=words):
        format_of_bytes(archive(*names), source="a.zip")


def test_junk_in_the_middle_of_a_text_is_seen() -> None:
    refuse_binary("words " * 1000, source="-")
    with pytest.raises(InputError, match="binary"):
        refuse_binary("words " * 10_000 + "\x01\x02\x03" * 3000 + "words " * 8_000, source="-")
