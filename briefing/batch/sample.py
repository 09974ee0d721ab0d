"""Lines drawn at random, beside the words that they rest on, to be checked by hand."""

import hashlib
import heapq
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing.batch.columns import SAMPLE
from briefing.batch.gathering import Entry
from briefing.batch.sinks import CsvSink, Workbook, put
from briefing.records import Span

NAME = "sample.csv"
VERDICTS = ("right", "wrong", "unsure")
_GAP = " […] "

SampleRow = tuple[str, str, str, str, str, None, None]


def draw_sample(entries: Iterable[Entry], *, count: int, seed: int) -> tuple[SampleRow, ...]:
    """`count` lines of all articles, each as likely as every other, in the order of the articles.

    Which lines are drawn depends on `seed` and the lines alone: of those that stay the same when articles are added, the
    sample keeps what it can.
    """
    lines = ((_rank(seed, row), at, row) for at, row in enumerate(row for entry in entries for row in _lines(entry)))
    drawn = heapq.nsmallest(count, lines)
    return tuple(row for _, _, row in sorted(drawn, key=lambda item: item[1]))


def write_sample(target: Path | Workbook, rows: Sequence[SampleRow]) -> None:
    """Writes the sample as the file `NAME` into a folder, or as a sheet into a workbook."""
    if isinstance(target, Path):
        with CsvSink(target / NAME, SAMPLE) as file:
            put([file], rows)
        return
    sheet = target.sheet("sample", SAMPLE, wrap=True)
    put([sheet], rows)
    sheet.choices("verdict", VERDICTS, rows=len(rows))


def _rank(seed: int, row: SampleRow) -> bytes:
    return hashlib.sha256("\0".join((str(seed), *row[:3])).encode("utf-8", "surrogatepass")).digest()


def _lines(entry: Entry) -> Iterator[SampleRow]:
    """Every line of a briefing that rests on evidence of its own."""
    briefing = entry.briefing

    def row(part: str, line: str, evidence: Sequence[Span], method: str) -> SampleRow:
        return briefing.source.name, part, line, _GAP.join(span.text for span in evidence), method, None, None

    event = briefing.event
    if event.summary and event.evidence:
        yield row("event", event.summary, event.evidence, event.method)
    for number, site in enumerate(briefing.sites, 1):
        yield row(f"stop {number}", f"{', '.join(site.names)}: {site.summary}", site.evidence, site.method)
    for number, directive in enumerate(briefing.directives, 1):
        yield row(f"directive {number}", directive.summary, directive.evidence, directive.method)
