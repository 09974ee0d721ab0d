"""Bytes to text: byte-order mark, declared encoding, strict UTF-8, strict GB18030, then Windows-1252 with a notice.

Detectors guess wrongly on mostly-English GB18030 pages; this ladder does not guess before its last rung. A file that
was cut off inside a character, or has a few broken ones, stays what it is: UTF-8 read as GB18030 would be garbage.
"""

import codecs
import re
from dataclasses import dataclass

from briefing.records import Notice

# UTF-32 first: its little-endian mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta\b[^<>]{0,200}?charset|\?xml\b[^<>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, pages of content systems often put more before it
# as in https://encoding.spec.whatwg.org/#names-and-labels: a label stands for the widest set that pages use under it
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "big5-hkscs": "big5",
    "x-x-big5": "big5",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
}
_WESTERN = frozenset({"windows-1252", "iso-8859-15"})
# codecs tried for one name, narrow before wide, and the name under which each is reported
_CODECS = {"big5": ("big5", "big5hkscs", "cp950"), "windows-1252": ("cp1252",)}
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text without its byte-order mark, the encoding it was in, and what the reader should know of that."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text in `data` by the ladder of this module; never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    declared = _declared(data)
    if declared and not (declared in _WESTERN and _is_multibyte_utf8(data)):
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared)
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None and (encoding == "utf-8" or _reads_as_chinese(text)):
            return Decoded(text, encoding)
        if encoding == "utf-8" and _is_multibyte_utf8(data, faults_allowed=True):
            return _guessed(
                data.decode("utf-8", "replace"), "utf-8", "some bytes are no UTF-8; they are shown as \ufffd"
            )
    if declared:
        text = data.decode(_codecs(declared)[0], "replace")
        if text.count("\ufffd") * 200 < len(data):
            return _guessed(text, declared, f"some bytes are not {declared}, as the page declares; shown as \ufffd")
    message = "no encoding is declared and the text is neither UTF-8 nor GB18030; read as Windows-1252"
    return _guessed(data.decode("cp1252", "replace"), "windows-1252", message)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if "\ufffd" in text[:-1]:
        return _guessed(text, encoding, f"some bytes are not {encoding}, as its byte-order mark says; shown as \ufffd")
    return Decoded(text, encoding)


def _guessed(text: str, encoding: str, message: str) -> Decoded:
    return Decoded(text, encoding, (Notice(code="encoding-guessed", message=message),))


def _declared(data: bytes) -> str | None:
    """The encoding that the markup declares, as this module names it, or None."""
    head = data[:_DECLARED_WITHIN]
    wide = _utf16_without_mark(head)
    match = _DECLARED.search(head.replace(b"\0", b"") if wide else head)
    if wide and (match or head.replace(b"\0", b"").lstrip().startswith(b"<")):
        return wide
    if not match:
        return None
    name = match.group(1).decode("ascii").lower()
    name = _WIDER.get(name, name)
    if name.startswith(("utf-16", "utf-32", "utf-7", "ucs")):
        return None  # a declaration that can be read byte by byte is in none of these
    try:
        found = codecs.lookup(_codecs(name)[0])
    except LookupError:
        return None
    # Python's codec table also holds things like "rot13" and "zip", which are no text encodings
    return (name if name in _CODECS else found.name) if getattr(found, "_is_text_encoding", False) else None


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 told by where the zero bytes stand (Appendix F of XML 1.0)."""
    pairs = len(head) // 2
    if pairs < 4:
        return None
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.3 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * pairs and odd < 0.02 * pairs else None


def _codecs(name: str) -> tuple[str, ...]:
    return _CODECS.get(name, (name,))


def _strict(data: bytes, name: str) -> str | None:
    """`data` in the encoding `name`, allowing only for a last character that is cut off; None where it does not fit."""
    for codec in _codecs(name):
        try:
            return data.decode(codec)
        except UnicodeDecodeError as error:
            cut_off = "unexpected end" in error.reason or "incomplete" in error.reason
            if cut_off and 0 < len(data) - error.start < 4 and error.start:
                return data[: error.start].decode(codec)
        except UnicodeError:
            continue
    return None


def _is_multibyte_utf8(data: bytes, *, faults_allowed: bool = False) -> bool:
    """Whether `data` holds UTF-8 sequences of several bytes, which other encodings hardly ever form by chance."""
    if not faults_allowed:
        text = _strict(data, "utf-8")
        return text is not None and not text.isascii()
    text = data.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    sequences = sum(1 for c in text if c > "\x7f") - faults
    return sequences > 20 * faults


def _reads_as_chinese(text: str) -> bool:
    """Whether the wide characters of `text` stand as Chinese does, not as what is left of accents and curly quotes.

    Windows-1252's 'Mayor\u2019s' is also valid GB18030: a lone ideograph glued between Latin letters.
    """
    if text.isascii():
        return True
    wide = _WIDE.findall(text)
    alone = re.findall(r"(?<=[A-Za-z])[\u3400-\u9fff](?=[\sA-Za-z.,;:!?)]|$)", text)
    return not wide or len(alone) < len(wide)
