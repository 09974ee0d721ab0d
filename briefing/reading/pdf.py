"""Text of PDF files, by pypdfium2, which is imported only when a file needs it."""

import re
from collections import Counter
from threading import Lock

from briefing.errors import InputError
from briefing.reading.cleaning import unwrapped
from briefing.reading.pages import Page

_MAX_PAGES = 200
_MAX_CHARS = 2_000_000  # code points; enough to show that what is beyond max_chars was cut
_EDGE_LINES = 3  # at the top and at the foot of a page, among which running heads stand
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})[ \t]+(?={_WIDE})")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*|第\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*$", re.I)
_PDFIUM = Lock()  # PDFium is not safe to use from several threads at once


def read(data: bytes, *, source: str) -> Page:
    """The text of a PDF: lines that the page width broke are joined, running heads kept once and named as furniture.

    Raises:
        InputError: it is encrypted, damaged, too long, or holds only pictures.
    """
    import pypdfium2

    with _PDFIUM:
        try:
            pages, title = _pages(data, source=source)
        except pypdfium2.PdfiumError as error:
            if "assword" in str(error) or "security" in str(error).lower():
                raise InputError("encrypted; remove the password first", source=source) from error
            raise InputError("not a readable PDF; print it to a new PDF or give its text", source=source) from error
    running = _running_lines(pages)
    text = unwrapped("\n".join(_without_repeats(pages, running)))
    if not text.strip():
        raise InputError("no text in this PDF; recognise the scanned pages (OCR) first", source=source)
    return Page(text=text, title=title, title_sure=False, furniture=frozenset(running.values()))


def _pages(data: bytes, *, source: str) -> tuple[list[list[str]], str | None]:
    """The lines of every page, and the title in the document's properties."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > _MAX_PAGES:
            raise InputError(f"{len(document)} pages; at most {_MAX_PAGES} are read, give a part", source=source)
        title = (document.get_metadata_dict(skip_empty=True).get("Title") or "").strip() or None
        pages: list[list[str]] = []
        length = 0
        for page in document:
            text_page = page.get_textpage()
            printed = text_page.get_text_range()
            text_page.close()
            page.close()
            pages.append(_printed_lines(printed))
            length += len(printed)
            if length > _MAX_CHARS:
                break
        return pages, title
    finally:
        document.close()


def _printed_lines(text: str) -> list[str]:
    # PDFium writes a word divided at a line end with one of these in place of its hyphen
    text = re.sub("[\x02\ufffe]\r?\n?", "", text)
    return [_BETWEEN_WIDE.sub("", line.rstrip()) for line in re.split(r"\r\n?|\n", text)]


def _running_lines(pages: list[list[str]]) -> dict[str, str]:
    """Lines that stand at the top or foot of most pages, figures apart: key without figures to the first as printed."""
    if len(pages) < 2:
        return {}
    seen: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for lines in pages:
        for key, line in {_key(line): line for line in _edges(lines)}.items():
            seen[key] += 1
            printed.setdefault(key, line.strip())
    return {key: printed[key] for key, count in seen.items() if key and count > 1 and count * 2 > len(pages)}


def _without_repeats(pages: list[list[str]], running: dict[str, str]) -> list[str]:
    """All lines in order; a running line is kept where it stands first, page numbers are dropped.

    Left in, they would cut sentences that go on over the page.
    """
    out: list[str] = []
    kept: set[str] = set()
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        for line in lines:
            key = _key(line)
            at_edge = id(line) in edges
            if at_edge and len(pages) > 1 and _PAGE_NUMBER.match(line):
                continue
            if at_edge and key in running:
                if key in kept:
                    continue
                kept.add(key)
                if out:
                    out.append("")
                out += [line, ""]
                continue
            out.append(line)
    return out


def _edges(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return filled[:_EDGE_LINES] + filled[max(_EDGE_LINES, len(filled) - _EDGE_LINES) :]


def _key(line: str) -> str:
    return re.sub(r"[\d\s]+", "", line)
