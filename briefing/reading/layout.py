"""Headline and page furniture of a text: marked by their place, never removed."""

import re
from functools import lru_cache

from briefing.lexicons import load
from briefing.reading import provenance
from briefing.records import Span

_LONGEST_TITLE = 220  # code points
_BYLINE = re.compile(
    r"[(\[]?(?:[Bb]y|BY|Text:|Words:)\s+(?:[A-Z][\w.'’-]*[,;]?\s*(?:and\s+|&\s+|in\s+)?){1,6}(?:[|,/·–-].{0,40})?[)\]]?"
)
_STOPPED = re.compile(r"[.。!！?？;；]['\"”’)）]*$")


def lines_of(text: str) -> list[Span]:
    """The lines of `text` that are not blank, without the blanks at their ends."""
    out = []
    for match in re.finditer(r"[^\n]+", text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        if start < end:
            out.append(Span.of(text, start, end))
    return out


def title_line(lines: list[Span]) -> Span | None:
    """The headline: the first short line that is neither a sentence of the body nor furniture."""
    for index, line in enumerate(lines[:6]):
        if is_furniture(line) or provenance.source_line(line):
            continue
        bare = line.text.lstrip("# ").strip()
        alone = index + 1 < len(lines)
        stopped = _STOPPED.search(bare) and not bare.endswith(("?", "？", "!", "！"))
        dated = provenance.dateline(line.text, 0, len(line.text))
        short = len(bare) <= (90 if re.search(r"[\u3400-\u9fff]{4}", bare) else _LONGEST_TITLE)
        return line if alone and short and not stopped and not dated else None
    return None


def is_furniture(line: Span) -> bool:
    """Whether the line is navigation, a byline, a caption or the like."""
    opens, whole = _cues()
    low = line.text.lower().lstrip("·•*-#>([（【 \u3000")
    if low in whole:
        return True
    if len(low) <= 160 and low.startswith(opens):
        return True
    if _BYLINE.fullmatch(line.text.strip()):
        return True
    return bool(re.fullmatch(r"[\W_\d]*", low) or re.match(r"(?:home|首页|首頁)\s*[>»›/]", low))


def furniture(text: str, lines: list[Span], title: str | None) -> tuple[Span, ...]:
    """Spans of `text` that are not prose: source lines, headline and its repeats, bylines, navigation, datelines."""
    wanted = _squeezed(title or "")
    out: list[Span] = []
    for line in lines:
        squeezed = _squeezed(line.text)
        repeat = wanted and (squeezed == wanted or (len(squeezed) > 20 and wanted.startswith(squeezed)))
        if repeat or is_furniture(line) or provenance.source_line(line):
            out.append(line)
        elif opening := provenance.dateline(text, line.start, line.end):
            span = opening.span
            end = span.start + len(span.text.rstrip())
            if end > span.start:
                out.append(Span.of(text, span.start, end))
    return tuple(out)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


@lru_cache(maxsize=1)
def _cues() -> tuple[tuple[str, ...], frozenset[str]]:
    lexica = [load("en"), load("zh")]
    opens = tuple(t.lower() for lex in lexica for t in lex.terms("furniture", "opens"))
    return opens, frozenset(t.lower() for lex in lexica for t in lex.terms("furniture", "whole"))
