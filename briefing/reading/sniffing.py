"""Which format a file is in, by its content before its suffix; what is no article is refused with advice."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import Literal

from briefing.errors import InputError

Format = Literal["pdf", "docx", "html", "markdown", "text"]

_PDF_WITHIN = 1024  # bytes; a reader must accept junk before the header (PDF 1.7, implementation note 13)
_SAMPLE = 20_000  # code points
_JUNK_SHARE = 0.02
# leading bytes of what people hand over by mistake, and what to do about it
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word file of before 2007 (or an encrypted one); save it as .docx"),
    (b"{\\rtf", "an RTF file; save it as .docx or plain text"),
    (b"\x89PNG", "a picture; recognise its text (OCR) first"),
    (b"\xff\xd8\xff", "a picture; recognise its text (OCR) first"),
    (b"GIF8", "a picture; recognise its text (OCR) first"),
    (b"II*\0", "a picture; recognise its text (OCR) first"),
    (b"MM\0*", "a picture; recognise its text (OCR) first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program, not an article"),
    (b"MZ\x90", "a program, not an article"),
    (b"SQLite format 3", "a database, not an article"),
)
_INSIDE_ZIP = (
    ("ppt/", "a presentation; save its text as .docx or plain text"),
    ("xl/", "a spreadsheet; save its text as .docx or plain text"),
    ("content.xml", "an OpenDocument file; save it as .docx"),
    ("META-INF/container.xml", "an e-book; save its text as HTML or plain text"),
)
_OPENING = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|\?xml|head|body|meta|article|div|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(r"</?(?:p|div|br|span|table|td|h[1-6]|article|section|meta|title)\b[^<>]*>", re.IGNORECASE)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def format_of_bytes(data: bytes, *, source: str) -> Literal["pdf", "docx"] | None:
    """The format of `data` where that shows before decoding, else None: the rest is text of some kind.

    Raises:
        InputError: it is a known format that holds no article, or one that has to be converted first.
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _inside_zip(data, source=source)
    for magic, reason in _REFUSED:
        if data.startswith(magic):
            raise InputError(reason, source=source)
    return None


def format_of_text(text: str, *, name: str) -> Format:
    """The format of a decoded text: HTML by its tags whatever its suffix, Markdown by its suffix."""
    suffix = PurePath(name).suffix.lower()
    if _OPENING.match(text[:4000]):
        return "html"
    tags = len(_BLOCK.findall(text[:_SAMPLE]))
    if suffix in (".html", ".htm", ".xhtml", ".shtml") and tags:
        return "html"
    if suffix in (".md", ".markdown", ".mkd"):
        return "markdown"
    return "html" if tags >= 6 else "text"


def refuse_binary(text: str, *, source: str) -> None:
    """Refuses a decoded text that is none.

    Raises:
        InputError: it is blank, or more than a fiftieth of it are zero bytes, control characters or undecodable.
    """
    if not text.strip(" \t\r\n\0\ufeff\u3000\xa0"):
        raise InputError("empty; an article is wanted", source=source)
    for part in (text[:_SAMPLE], text[len(text) // 2 : len(text) // 2 + _SAMPLE]):
        if len(_CONTROLS.findall(part)) > _JUNK_SHARE * len(part):
            raise InputError("binary content, not text; give text, Markdown, HTML, PDF or DOCX", source=source)


def _inside_zip(data: bytes, *, source: str) -> Literal["docx"]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise InputError("a damaged archive or DOCX file; save it anew", source=source) from error
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return "docx"
    for mark, reason in _INSIDE_ZIP:
        if any(n.startswith(mark) for n in names):
            raise InputError(reason, source=source)
    raise InputError("a zip archive; unpack it first (`briefing batch` reads folders)", source=source)
