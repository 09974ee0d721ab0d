"""Bytes to text: byte-order mark, declared encoding, strict UTF-8, strict GB18030, then Windows-1252 with a notice.

Detectors guess wrongly on mostly-English GB18030 pages; this ladder does not guess until its last rung.
"""

import codecs
import re

from briefing.records import Notice

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "utf-8"}  # fmt: skip


def decode(data: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    """(text, encoding, notices); the text is without its byte-order mark."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, ()
    declared = _declared(data)
    for encoding in filter(None, (declared, "utf-8", "gb18030")):
        try:
            return data.decode(encoding), encoding, ()
        except UnicodeDecodeError:
            continue
    if declared and data.decode(declared, "replace").count("\ufffd") * 200 < len(data):
        message = f"some bytes are not {declared}, the encoding that the page declares; they are shown as \ufffd"
        return data.decode(declared, "replace"), declared, (Notice(code="encoding-guessed", message=message),)
    message = "the encoding is not declared and neither UTF-8 nor GB18030; read as Windows-1252"
    return data.decode("cp1252", "replace"), "cp1252", (Notice(code="encoding-guessed", message=message),)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = match.group(1).decode("ascii").lower()
    name = _WIDER.get(name, name)
    if name.startswith("utf-16"):
        return None  # a declaration that could be read byte by byte is not UTF-16
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
