"""The tables of a batch: visits, stops, directives and people, as CSV, as Parquet, and together as a workbook."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from briefing.batch.columns import TABLES
from briefing.batch.gathering import Entry, Gathered
from briefing.batch.naming import printable
from briefing.batch.people import Identity
from briefing.batch.sample import SampleRow, write_sample
from briefing.batch.sinks import CsvSink, ParquetSink, Row, Sink, Workbook, put
from briefing.records import Briefing, Official

NAMES = tuple(f"{table}.{suffix}" for table in TABLES for suffix in ("csv", "parquet"))
WORKBOOK = "briefings.xlsx"


def write_tables(folder: Path, gathered: Gathered, *, sample: Sequence[SampleRow] = ()) -> None:
    """Writes `NAMES` and `WORKBOOK` into `folder`; with `sample` the workbook has it as a sheet of its own.

    Rows are in the order of the input paths, those of `people` in that of the names; no table is held in memory.
    """
    with ExitStack() as stack:
        book = stack.enter_context(Workbook(folder / WORKBOOK, folder=folder))
        sinks: dict[str, tuple[Sink, ...]] = {
            table: (
                stack.enter_context(CsvSink(folder / f"{table}.csv", columns)),
                stack.enter_context(ParquetSink(folder / f"{table}.parquet", columns)),
                book.sheet(table, columns),
            )
            for table, columns in TABLES.items()
        }
        records = Records()
        for entry in gathered:
            cast = gathered.cast(entry.briefing)
            records.add(entry, cast)
            put(sinks["visits"], [visit_row(entry, cast)])
            put(sinks["stops"], stop_rows(entry, cast))
            put(sinks["directives"], directive_rows(entry, cast))
        put(sinks["people"], records.rows())
        if sample:
            write_sample(book, sample)


# --- rows -------------------------------------------------------------------------------------------------------------


def visit_row(entry: Entry, cast: Mapping[str, Identity]) -> Row:
    """The row of `visits` for one article."""
    briefing, event = entry.briefing, entry.briefing.event
    leader = event.leaders[0] if event.leaders else None
    officials = (*event.leaders, *event.companions)
    return (
        briefing.source.name,
        event.date,
        event.date_end,
        event.date_text,
        briefing.source.published,
        briefing.kind,
        briefing.language,
        leader.name if leader else None,
        leader.title if leader else None,
        cast[leader.name].label if leader else None,
        _named(event.leaders),
        _named(event.companions),
        _once(cast[official.name].label for official in officials),
        event.place,
        _once(chain.from_iterable(site.names for site in briefing.sites)),
        len(briefing.sites),
        len(briefing.directives),
        len(event.companions),
        entry.group.name if entry.group else None,
        entry.group.conflicts if entry.group else (),
        briefing.headline,
        briefing.bottom_line,
        briefing.title,
        briefing.source.outlet,
        briefing.source.url,
        _model(briefing),
        briefing.check.lines,
        briefing.check.extractive,
        _once(notice.code for notice in briefing.notices),
        printable(entry.path),
        briefing.source.sha256,
    )


def stop_rows(entry: Entry, cast: Mapping[str, Identity]) -> Iterator[Row]:
    """The rows of `stops` for one article."""
    event = entry.briefing.event
    for number, site in enumerate(entry.briefing.sites, 1):
        leader = site.leader or (event.leaders[0].name if event.leaders else None)
        yield (
            entry.briefing.source.name,
            number,
            site.names,
            site.observed,
            site.asked,
            site.summary,
            leader,
            cast[leader].label if leader else None,
            site.date or event.date,
            site.place or event.place,
            entry.group.name if entry.group else None,
            site.method,
            site.on_page,
            site.evidence,
        )


def directive_rows(entry: Entry, cast: Mapping[str, Identity]) -> Iterator[Row]:
    """The rows of `directives` for one article."""
    event = entry.briefing.event
    for number, directive in enumerate(entry.briefing.directives, 1):
        yield (
            entry.briefing.source.name,
            number,
            directive.speaker,
            cast[directive.speaker].label if directive.speaker else None,
            directive.summary,
            event.date,
            event.place,
            entry.group.name if entry.group else None,
            directive.method,
            directive.on_page,
            directive.evidence,
        )


def _named(officials: Sequence[Official]) -> tuple[str, ...]:
    return tuple(f"{o.name} ({o.title})" if o.title else o.name for o in officials)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _model(briefing: Briefing) -> str:
    return " ".join(filter(None, (briefing.model.name, briefing.model.revision)))


# --- people -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Record:
    """What one person did; visits are counted when they are first seen, whichever article tells of them."""

    articles: int = 0
    directives: int = 0
    visits: set[str] = field(default_factory=set)
    led: set[str] = field(default_factory=set)
    dates: set[dt.date] = field(default_factory=set)


class Records:
    """What each person did in all the articles."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}  # by label
        self._people: dict[str, Identity] = {}

    def add(self, entry: Entry, cast: Mapping[str, Identity]) -> None:
        """Counts an article."""
        event = entry.briefing.event
        speakers = Counter(cast[d.speaker].label for d in entry.briefing.directives if d.speaker)
        leaders = {cast[official.name].label for official in event.leaders}
        visit = f"group {entry.group.name}" if entry.group else f"article {entry.path}"
        for label, identity in {identity.label: identity for identity in cast.values()}.items():
            self._people[label] = identity
            record = self._records.setdefault(label, _Record())
            record.articles += 1
            record.directives += speakers[label]
            if entry.briefing.kind != "visit":
                continue
            record.visits.add(visit)
            if label in leaders:
                record.led.add(visit)
            if event.date:
                dates = {event.date, *record.dates}
                record.dates = {min(dates), max(dates)}

    def rows(self) -> Iterator[Row]:
        """The rows of `people`, sorted by label."""
        for label in sorted(self._records):
            identity, record = self._people[label], self._records[label]
            yield (
                identity.label,
                identity.name,
                identity.title,
                identity.titles,
                identity.spellings,
                record.articles,
                len(record.visits),
                len(record.led),
                record.directives,
                min(record.dates, default=None),
                max(record.dates, default=None),
            )
