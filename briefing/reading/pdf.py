"""Text of PDF files, by pypdfium2, which is imported only when a file needs it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import Any

from briefing.errors import InputError
from briefing.reading.cleaning import ITEM, STOPPED, joined, unwrapped
from briefing.reading.pages import Page

_MAX_PAGES = 200
_MAX_CHARS = 2_000_000  # code points; enough to show that what is beyond max_chars was cut
_MAX_PLACED_LINES = 1_000  # of one page; beyond, lines are joined by their length in characters
_EDGE_LINES = 3  # at the top and at the foot of a page, among which running heads stand
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
# a label keeps the blank before it: '来源：市报 时间：2024-06-05'
_BETWEEN_WIDE = re.compile(rf"(?<={_WIDE})[ \t]+(?={_WIDE})(?!{_WIDE}{{1,6}}[:：])")
_BESIDE_WIDE = re.compile(rf"(?<={_WIDE})[ \t](?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])[ \t](?={_WIDE})(?!{_WIDE}{{1,6}}[:：])")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s*|第\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*$", re.IGNORECASE
)
_UNREADABLE = re.compile("[\0-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")  # glyph numbers where characters should be
_PDFIUM = Lock()  # PDFium is not safe to use from several threads at once


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed line and its box in points, from the foot of the page; `soft` where a blank hangs over its end."""

    text: str
    soft: bool = False
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    height: float = 0.0  # 0 where the place is not known


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
    pages = _without_repeats(pages, running)
    if all(line.height for page in pages for line in page if line.text):
        text = _by_place(pages, running=frozenset(running.values()))
    else:
        text = unwrapped("\n".join(line.text for page in pages for line in page))
    unreadable = len(_UNREADABLE.findall(text))
    if unreadable > 0.1 * len(text):
        raise InputError("the fonts of this PDF hide its letters; recognise its pages (OCR) first", source=source)
    if not text.strip():
        raise InputError("no text in this PDF; recognise the scanned pages (OCR) first", source=source)
    return Page(text=text, title=title, title_sure=False, furniture=frozenset(running.values()))


def _pages(data: bytes, *, source: str) -> tuple[list[list[_Line]], str | None]:
    """The lines of every page, and the title in the document's properties."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > _MAX_PAGES:
            raise InputError(f"{len(document)} pages; at most {_MAX_PAGES} are read, give a part", source=source)
        title = (document.get_metadata_dict(skip_empty=True).get("Title") or "").strip() or None
        pages: list[list[_Line]] = []
        length = 0
        for page in document:
            text_page = page.get_textpage()
            pages.append(_lines(text_page))
            text_page.close()
            page.close()
            length += sum(len(line.text) for line in pages[-1])
            if length > _MAX_CHARS:
                break
        return pages, title
    finally:
        document.close()


def _lines(text_page: Any) -> list[_Line]:
    printed = text_page.get_text_range()
    placed = text_page.count_chars() == len(printed) == len(printed.encode("utf-16-le", "surrogatepass")) // 2
    placed = placed and printed.count("\n") < _MAX_PLACED_LINES
    out = []
    for match in re.finditer(r"[^\r\n]+", printed):
        raw = match.group()
        bare = raw.strip()
        if not bare:
            continue
        # PDFium writes a word divided at a line end with one of these in place of its hyphen
        divided = bare[-1] in "\x02\ufffe"
        text = _closed_up(bare.rstrip("\x02\ufffe") + ("-" if divided else ""))
        if not placed:
            out.append(_Line(text))
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        end = start + len(bare) - 1 - divided
        boxes = [text_page.get_charbox(i, loose=True) for i in (start, (start + end) // 2, end)]
        bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
        out.append(_Line(text, raw.endswith(" "), boxes[0][0], boxes[-1][2], bottom, max(top - bottom, 1.0)))
    return out


def _closed_up(line: str) -> str:
    """`line` without the blanks that PDF sets between Chinese characters, and beside them in a Chinese line."""
    line = _BETWEEN_WIDE.sub("", line)
    if len(re.findall(_WIDE, line)) > len(re.findall("[A-Za-z]", line)):
        line = _BESIDE_WIDE.sub("", line)
    return line


def _by_place(pages: Sequence[Sequence[_Line]], *, running: frozenset[str]) -> str:
    """The lines of all pages, those of a paragraph joined, told by where they stand."""
    lines: list[str] = []
    goes_on: list[bool] = []
    last: _Line | None = None
    last_edge = 0.0
    for page in pages:
        edges = [_right_edge(line, page) for line in page]
        pitch = _pitch(page)
        for index, line in enumerate(page):
            if last is not None and index == 0:
                apart = last.text in running or line.text in running or bool(STOPPED.search(last.text))
                goes_on[-1] = not apart and _is_like(last, line) and _is_open(last, line, last_edge)
            elif index:
                goes_on[-1] = _goes_on(page[index - 1], line, edge=edges[index - 1], pitch=pitch)
            lines.append(line.text)
            goes_on.append(False)
            last, last_edge = line, edges[index]
    return joined(lines, goes_on)


def _goes_on(line: _Line, following: _Line, *, edge: float, pitch: float) -> bool:
    """Whether `following` continues the paragraph of `line`: same size, next row, not indented, and `line` was full."""
    size = min(line.height, following.height)
    if not _is_like(line, following):
        return False
    step = line.bottom - following.bottom
    if not 0.3 * size < step <= 1.25 * pitch:
        return False
    if following.left > line.left + 0.6 * size and not line.soft:
        return False
    return _is_open(line, following, edge)


def _is_open(line: _Line, following: _Line, edge: float) -> bool:
    """Whether the paragraph of `line` is not at its end: the line is full, or breaks off inside a sentence."""
    inside = not STOPPED.search(line.text) and (line.soft or following.text[:1].islower())
    return inside or _is_full(line, following, edge)


def _is_like(line: _Line, following: _Line) -> bool:
    """Whether the two have the same size, and `following` is no item of a list."""
    smaller, greater = sorted((line.height, following.height))
    return greater <= 1.2 * smaller and not ITEM.match(following.text)


def _is_full(line: _Line, following: _Line, edge: float) -> bool:
    """Whether the first word of `following` would not have fitted behind `line`."""
    advance = (following.right - following.left) / max(len(following.text), 1)
    first = 1 if re.match(_WIDE, following.text) else len(following.text.split(maxsplit=1)[0]) + 1
    return line.right + advance * first > edge - 0.2 * line.height


def _right_edge(line: _Line, page: Sequence[_Line]) -> float:
    """Where the column of `line` ends: the greatest right edge of lines that begin near it, but for a few outliers."""
    column = sorted(other.right for other in page if abs(other.left - line.left) < 4 * line.height)
    return column[int(0.95 * (len(column) - 1) + 0.5)]


def _pitch(page: Sequence[_Line]) -> float:
    """The usual distance from one row to the next in a paragraph of this page."""
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(page) if 0 < a.bottom - b.bottom < 3 * a.height)
    return steps[len(steps) // 4] if steps else 0.0


def _running_lines(pages: Sequence[Sequence[_Line]]) -> dict[str, str]:
    """Lines that stand at the top or foot of most pages, figures apart: key without figures to the first as printed."""
    if len(pages) < 2:
        return {}
    seen: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for lines in pages:
        for key, line in {_key(line): line for line in _edges(lines)}.items():
            seen[key] += 1
            printed.setdefault(key, line.text)
    return {key: printed[key] for key, count in seen.items() if key and count > 1 and count * 2 > len(pages)}


def _without_repeats(pages: Sequence[Sequence[_Line]], running: dict[str, str]) -> list[list[_Line]]:
    """The pages with every running line once, and without page numbers.

    Left in, they would cut sentences that go on over the page. Heads come first, feet last.
    """
    kept: set[str] = set()
    out: list[list[_Line]] = []
    head: list[_Line] = []
    foot: list[_Line] = []
    for lines in pages:
        edges = {id(line) for line in _edges(lines)}
        body: list[_Line] = []
        for line in lines:
            key = _key(line)
            if id(line) in edges and len(pages) > 1 and _PAGE_NUMBER.match(line.text):
                continue
            if id(line) in edges and key in running:
                if key not in kept:
                    kept.add(key)
                    (foot if body else head).append(line)
                continue
            body.append(line)
        out.append(body)
    return [*([line] for line in head), *out, *([line] for line in foot)]


def _edges(lines: Sequence[_Line]) -> list[_Line]:
    return [*lines[:_EDGE_LINES], *lines[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]]


def _key(line: _Line) -> str:
    return re.sub(r"[\d\s]+", "", line.text)
