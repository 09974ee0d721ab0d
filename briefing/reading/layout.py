"""The parts of a printed page: headline, source line, body and tail; what is furniture, who published, and when."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from briefing.reading import datelines, furniture, sourcelines
from briefing.reading.cues import Cues
from briefing.reading.datelines import Dateline
from briefing.reading.sourcelines import SourceLine
from briefing.records import Span

_HEAD_LINES = 12  # lines among which the body must begin
_TAIL_LINES = 12
_EMBEDDED_WITHIN = 400  # code points in which a source line without a line of its own is looked for
_LONGEST_TITLE = 240  # code points
_LONGEST_CHINESE_TITLE = 100
_STOPPED = re.compile(r"[.。!！?？;；…]['\"”’)）」』】\s]*$")
_FULL_STOP = re.compile(r"[.。;；…]['\"”’)）」』】\s]*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ITEM = re.compile(r"\s*(?:[•·●■◆*-]|\d{1,2}[.)、．]|[(（]?[一二三四五六七八九十]{1,3}[)）、])")
_TO_BE_CONTINUED = re.compile(r"(?:强调|強調|要求|指出|表示|提出|时说|調研時|调研时)$")
_LABEL_OF_TITLE = re.compile(r"(?:title|headline|标题|標題)\s*[:：]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the lines of a text are; `published` and `outlet` are what the text itself says."""

    title: str | None
    published: dt.date | None
    outlet: str | None
    furniture: tuple[Span, ...]


@dataclass(slots=True)
class _Line:
    span: Span
    source: SourceLine | None = None
    kind: furniture.Kind | None = None
    dateline: Dateline | None = None
    before: str = ""  # the headline, where the source follows on its line
    marked: bool = False
    pieces: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.span.text

    @property
    def is_furniture(self) -> bool:
        return self.source is not None or self.kind is not None


def lay_out(text: str, *, title: str | None, known: frozenset[str], cues: Cues) -> Layout:
    """The layout of `text`; `title` is the headline if the page told it, `known` are lines that the page repeats."""
    lines = [_Line(span) for span in lines_of(text)]
    near = _classify(lines, cues)
    for line in lines:
        if line.text in known:
            line.kind = line.kind or "navigation"
    body, last = _body_of(lines)
    for line in lines[body : last + 1]:
        if line.source and line.source.bare:
            line.source = None  # between paragraphs, a date alone begins an entry of a list
    title_lines, found = _title(lines[: max(body, 1)], title, alone=len(lines) == 1, cues=cues)
    found = found or lines[0].before or None
    _mark_head(lines, body, title_lines)
    _mark_tail(lines, last)
    _mark_repeats(lines, body, title or found)
    _mark_pieces(lines, cues, near)
    published, outlet = _provenance(lines, body, last, cues, near)
    return Layout(title=title or found, published=published, outlet=outlet, furniture=_spans(text, lines))


def lines_of(text: str) -> list[Span]:
    """The lines of `text` that are not blank, without the blanks at their ends."""
    out = []
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            out.append(Span.of(text, start, end))
    return out


def _classify(lines: list[_Line], cues: Cues) -> tuple[int, int] | None:
    """Sets what each line is by its own words; returns the month and day of the first dateline."""
    near, opening = None, True
    for line in lines:
        line.kind = furniture.kind_of(line.text, cues=cues)
        if line.kind is None and len(line.text) > 30 and not cues.label.match(line.text):
            line.dateline = datelines.parse(line.text, cues=cues, opening=opening)
            near = near or (line.dateline.near if line.dateline else None)
            opening = opening and not (_STOPPED.search(line.text) and _words(line.text) > 12)
    by_place = [line for line in lines if line.dateline and not line.dateline.near and not line.dateline.agency]
    for line in by_place if len(by_place) > 1 else ():
        line.dateline = None  # 'MENDI: ... GOROKA: ...' are sections of the article
    for index, line in enumerate(lines):
        if line.dateline and len(line.text) - line.dateline.end >= 20:
            continue
        if index < 2 and line.kind is None:
            _split_embedded(line, index, cues, near)
        if not line.source and not line.pieces:
            line.source = sourcelines.parse(line.text, cues=cues, near=near)
        if line.source:
            line.dateline = None
    return near


def _split_embedded(line: _Line, index: int, cues: Cues, near: tuple[int, int] | None) -> None:
    """Takes apart a line in which the source follows the headline, and perhaps the article follows both."""
    inside = sourcelines.embedded(line.text, cues=cues, within=_EMBEDDED_WITHIN)
    if not inside:
        return
    start, end = inside
    before = line.text[:start].strip(" \t\u3000|｜-–—[(（【")
    headline = index == 0 and 3 <= _words(before) <= 30 and not _STOPPED.search(before)
    line.before = before if headline else ""
    if len(line.text) - end >= 60 or _STOPPED.search(line.text):
        line.pieces.append((0 if headline else start, end))
    elif headline:
        line.source = sourcelines.parse(line.text[start:], cues=cues, near=near)


def _body_of(lines: list[_Line]) -> tuple[int, int]:
    """Index of the first and of the last line of the body; (0, last line) where no head can be told apart."""
    prose = [index for index, line in enumerate(lines) if _is_prose(line, first=index == 0 and len(lines) > 1)]
    if not prose:
        return min(1, len(lines) - 1), len(lines) - 1
    first = prose[0]
    if first > _HEAD_LINES:
        return 0, prose[-1]
    # what stands above a source line belongs to the head: headlines and the points under them, even with a stop
    for index in range(min(len(lines) - 1, first + 4, 8), first, -1):
        above = lines[first:index]
        short = all(
            _words(line.text) <= 30 and not line.dateline and (_ITEM.match(line.text) or not _STOPPED.search(line.text))
            for line in above
        )
        after = [i for i in prose if i > index]
        source = lines[index].source
        if source and source.published and short and after:
            return after[0], prose[-1]
    return first, prose[-1]


def _is_prose(line: _Line, *, first: bool) -> bool:
    """Whether a line is a paragraph of the body: a sentence of some length, or a dateline with prose after it."""
    if line.is_furniture:
        return False
    if line.dateline and len(line.text) - line.dateline.end > 30:
        return True
    words = _words(line.text)
    stopped = (_FULL_STOP if first and words <= 20 else _STOPPED).search(line.text)
    return words >= 25 or (words >= 5 and bool(stopped))


def _words(text: str) -> int:
    """Words of `text`; two Chinese characters count as one."""
    han = len(_HAN.findall(text))
    return han // 2 + (len(_HAN.sub(" ", text).split()) if han else len(text.split()))


def _title(head: list[_Line], told: str | None, *, alone: bool, cues: Cues) -> tuple[list[_Line], str | None]:
    """The lines of the headline, and it as printed."""
    if told:
        wanted = _squeezed(told)
        same = [line for line in head if _squeezed(line.text) and _squeezed(line.text) in wanted]
        if same:
            return same, told
    candidates = [line for line in head if _can_be_title(line)]
    if alone or not candidates:
        return [], None
    first = candidates[0]
    if len(candidates) > 1 and (
        (_is_kicker(first.text) and not _is_kicker(candidates[1].text)) or _is_letterhead(first.text, cues)
    ):
        first = candidates[1]
    lines, text = [first], _LABEL_OF_TITLE.sub("", re.sub(r"^#+\s*", "", first.text)).strip("*_ ")
    after = head.index(first) + 1
    if _TO_BE_CONTINUED.search(text) and after < len(head) and _can_be_title(head[after]):
        lines.append(head[after])
        text = f"{text} {head[after].text}"
    return lines, text or None


def _can_be_title(line: _Line) -> bool:
    limit = _LONGEST_CHINESE_TITLE if len(_HAN.findall(line.text)) > 4 else _LONGEST_TITLE
    if line.is_furniture or line.dateline or datelines.is_alone(line.text) or len(line.text) > limit:
        return False
    return not (_FULL_STOP.search(line.text) and _words(line.text) >= 5) and bool(re.search(r"[^\W\d_]", line.text))


def _is_kicker(text: str) -> bool:
    """Whether a line is the section's name above a headline: 'TRAVEL | SLOW TRAINS', 'Politics'."""
    return _words(text) <= 8 and ("|" in text or "｜" in text or (_words(text) <= 2 and not _HAN.search(text)))


def _is_letterhead(text: str, cues: Cues) -> bool:
    """Whether a line is the issuing office in capitals, above the headline: 'PRESS OFFICE OF THE PRESIDENCY'."""
    return text.isupper() and _words(text) <= 8 and bool(cues.outlet_word.search(text))


def _mark_head(lines: list[_Line], body: int, title_lines: list[_Line]) -> None:
    for line in title_lines:
        line.marked = True
    if title_lines or any(line.is_furniture for line in lines[:body]):
        known = max((i for i, line in enumerate(lines[:body]) if line.is_furniture), default=0)
        for index, line in enumerate(lines[:body]):
            line.marked = line.marked or index < known or not _ITEM.match(line.text)  # an item may begin the body


def _mark_tail(lines: list[_Line], last: int) -> None:
    tail = lines[last + 1 :]
    for line in tail[:_TAIL_LINES]:
        part_of_list = _ITEM.match(line.text) or "\t" in line.text
        if _words(line.text) <= 7 and not _STOPPED.search(line.text) and not part_of_list:
            line.marked = True


def _mark_repeats(lines: list[_Line], body: int, title: str | None) -> None:
    """Marks what is the headline again, and short lines that the text holds several times."""
    wanted = _squeezed(title or "")
    squeezed = [_squeezed(line.text) for line in lines]
    counts = Counter(s for s in squeezed if len(s) >= 6)
    earlier: set[str] = set()
    for index, (line, own) in enumerate(zip(lines, squeezed, strict=True)):
        long_enough = len(own) >= (8 if _HAN.search(line.text) else 20)
        is_title = bool(wanted) and (
            own == wanted or (long_enough and (wanted.startswith(own) or _is_echo(line, own, wanted)))
        )
        # a repeated paragraph is the page's doing: a caption, or the article printed twice
        seen = counts[own] > 1 and (own in earlier or (index >= body and not _STOPPED.search(line.text)))
        earlier.add(own)
        if is_title or seen:
            line.marked = True


def _is_echo(line: _Line, own: str, wanted: str) -> bool:
    """Whether an unstopped line is the headline with a little more or less at its end."""
    return len(own) <= 1.3 * len(wanted) and own.startswith(wanted) and not _STOPPED.search(line.text)


def _mark_pieces(lines: list[_Line], cues: Cues, near: tuple[int, int] | None) -> None:
    """Finds what is furniture at the ends of paragraphs: datelines, credits, a source in brackets before the text."""
    for line in lines:
        if line.marked or line.is_furniture:
            continue
        if line.dateline:
            line.pieces.append((0, len(line.text[: line.dateline.end].rstrip())))
        elif opened := re.match(r"[\[(（【][^\[\]()（）【】]{4,100}[\])）】]", line.text):
            inner = sourcelines.parse(opened.group(), cues=cues, near=near)
            if (inner and (inner.published or inner.outlet)) or furniture.is_end_credit(
                opened.group()[1:-1], cues=cues
            ):
                line.pieces.append((0, opened.end()))
        line.pieces += [p for p in furniture.ends(line.text, cues=cues) if not line.pieces or p[0] >= line.pieces[0][1]]


def _provenance(
    lines: list[_Line], body: int, last: int, cues: Cues, near: tuple[int, int] | None
) -> tuple[dt.date | None, str | None]:
    """Publication date and outlet: from labelled source lines, unlabelled ones, 'updated', then a dateline."""
    head, tail = lines[: body + 1], lines[last + 1 :]
    read = [line.source for line in (*head, *tail) if line.source]
    for line in lines[:6]:
        for start, end in line.pieces:
            inner = sourcelines.parse(line.text[start:end], cues=cues, near=near) if not line.dateline else None
            if inner:
                read.append(inner)
    published = next((s.published for s in read if s.labelled), None) or next(
        (s.published for s in read if s.published), None
    )
    published = published or next((s.updated for s in read if s.updated), None)
    opening = next((line.dateline for line in lines[:_HEAD_LINES] if line.dateline), None)
    outlet = next((s.outlet for s in read if s.outlet), None)
    if opening:
        published, outlet = published or opening.published, outlet or opening.agency
    return published, outlet or _outlet_line(head, tail, cues)


def _outlet_line(head: list[_Line], tail: list[_Line], cues: Cues) -> str | None:
    """A line, or a part of a byline, that names the outlet: 'Coastal Times', 'By Li Wen | Liuhe Today', 'VNA'."""
    first = 0 if head and _is_letterhead(head[0].text, cues) else 1
    for line in (*head[first:-1], *tail):
        bare = line.text.strip(" ()（）[]【】")
        if bare in cues.agencies:
            return bare
        if not line.marked or line.source or line.kind in ("navigation", "caption"):
            continue
        for piece in re.split(r"[|｜·•]", bare):
            name = sourcelines.name_of(piece, cues=cues)
            if not name or not cues.outlet_word.search(name) or cues.byline.search(name):
                continue
            if _words(name) <= 4 or _is_letterhead(name, cues):
                return name
    return None


def _spans(text: str, lines: list[_Line]) -> tuple[Span, ...]:
    out = []
    for line in lines:
        if line.marked or line.is_furniture:
            out.append(line.span)
            continue
        for piece in sorted(line.pieces):
            start, end = (line.span.start + offset for offset in piece)
            if start < end and (not out or start >= out[-1].end):
                out.append(Span.of(text, start, end))
    return tuple(out)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
