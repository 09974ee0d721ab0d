"""Text of DOCX files, by python-docx, which is imported only when a file needs it."""

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any

from briefing.errors import InputError
from briefing.reading.pages import Page

# what zipfile and python-docx raise over a broken file, depending on which piece of it is missing
_BROKEN = (
    *(
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ),
    *(LookupError, ValueError, AttributeError, TypeError, AssertionError),
)
_MAX_UNPACKED = 100_000_000  # bytes; an article with pictures stays far below
_MAX_RATIO = 200  # of a packed part; text packs to a tenth, hardly ever below a hundredth
_MAX_CHARS = 2_000_000  # code points; enough to show that what is beyond max_chars was cut
_MAX_XML = 40_000_000  # bytes of one part that is parsed


def read(data: bytes, *, source: str) -> Page:
    """The paragraphs and tables of a DOCX file, in order; a table row is a line, its cells parted by tabs.

    Text boxes and inserted text count, deleted text and page headers do not.

    Raises:
        InputError: it is damaged, unpacks to more than an article can hold, or has no text.
    """
    import docx as python_docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped,unused-ignore]

    try:
        _refuse_bomb(data, source=source)
        document = python_docx.Document(io.BytesIO(data))
        lines = list(_lines(document.element.body))
        title = (document.core_properties.title or "").strip()
    except InputError:
        raise
    except (*_BROKEN, OpcError, LxmlError) as error:
        raise InputError(
            "not a readable DOCX file (damaged or encrypted); open and save it anew", source=source
        ) from error
    text = "\n".join(lines)
    if not text.strip():
        raise InputError("no text in this DOCX file; pictures of text need OCR first", source=source)
    return Page(text=text, title=title or None, title_sure=False)


def _refuse_bomb(data: bytes, *, source: str) -> None:
    """Refuses an archive by the sizes it declares; zipfile never unpacks more than those."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    too_much = sum(part.file_size for part in parts) > _MAX_UNPACKED
    for part in parts:
        packed_hard = part.file_size > 1_000_000 and part.file_size > _MAX_RATIO * max(part.compress_size, 1)
        too_long = part.filename.endswith(".xml") and part.file_size > _MAX_XML
        too_much = too_much or packed_hard or too_long
    if too_much:
        raise InputError("unpacks to more than an article can hold; give the text alone", source=source)


def _lines(body: Any) -> list[str]:
    from docx.oxml.ns import qn

    lines: list[str] = []
    done: set[Any] = set()
    length = 0
    for element in body.iter(qn("w:p"), qn("w:tr")):
        if element in done or _is_duplicate(element):
            continue
        length += len(lines[-1]) if lines else 0
        if length > _MAX_CHARS:
            break
        if element.tag == qn("w:p"):
            lines.append(_text(element, qn))
            continue
        paragraphs = list(element.iter(qn("w:p")))
        done.update(element.iter(qn("w:p"), qn("w:tr")))
        cells = [[_text(p, qn) for p in cell.iter(qn("w:p"))] for cell in element.iter(qn("w:tc"))]
        cells = [[t for t in cell if t.strip()] for cell in cells]
        if all(len(cell) <= 1 for cell in cells):
            lines.append("\t".join(cell[0] for cell in cells if cell))
        else:  # a table used for layout: its cells are parts of the page
            lines += [_text(p, qn) for p in paragraphs if not _is_duplicate(p)]
    return lines


def _text(paragraph: Any, qn: Any) -> str:
    """The printed text of a paragraph, less that of text boxes anchored in it, which are paragraphs of their own."""
    out = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        owner = next((a for a in node.iterancestors(qn("w:p"))), None)
        if owner is not paragraph or node.getparent().tag == qn("w:tabs"):
            continue
        if node.tag == qn("w:t"):
            out.append(node.text or "")
        else:
            out.append({qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}.get(node.tag, "\n"))
    return "".join(out)


def _is_duplicate(element: Any) -> bool:
    """Whether an element is the fallback copy that Word writes beside a text box for older readers."""
    return any(a.tag.endswith("}Fallback") for a in element.iterancestors())
