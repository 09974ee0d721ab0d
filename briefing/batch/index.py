"""`index.html`: every article of a batch in a page that works from the file system, without a network.

The page holds its data as JSON, escaped so that nothing in it can end the block; its script makes text of it, never
markup; and a Content-Security-Policy lets nothing else run or load.
"""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefing.batch.gathering import Entry, Gathered, Grouping
from briefing.batch.tables import NAMES, WORKBOOK
from briefing.batch.templates import TEMPLATES
from briefing.rendering import SUFFIX
from briefing.rendering.html import with_filters
from briefing.version import __version__

if TYPE_CHECKING:
    from jinja2 import Template

NAME = "index.html"
_DATA = "[[data]]"
_KINDS = ("visit", "meeting", "other")
_SUFFIXES = tuple(
    dict.fromkeys((SUFFIX["html"], SUFFIX["pdf"], SUFFIX["docx"], *SUFFIX.values()))
)  # best to read first


def write_index(folder: Path, gathered: Gathered, *, out: Path) -> None:
    """Writes `NAME` into `folder`; it links to the formats of each briefing that there are in `out`."""
    head, tail = _page(len(gathered))
    with (folder / NAME).open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(head)
        for piece in _data(gathered, out):
            file.write(piece)
        file.write(tail)


def embedded(value: object) -> str:
    """`value` as JSON that may stand inside a `script` element: no `<` that could end it, no line separators.

    Halves of characters become escapes when the file is written, which JSON reads back.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _data(gathered: Gathered, out: Path) -> Iterator[str]:
    """The page's data, a piece an article; names of people, places and groups are said once and numbered."""
    pools = _Pools()
    yield '{"entries":['
    for at, entry in enumerate(gathered):
        cast = gathered.cast(entry.briefing)
        who = {name: pools.people.number(identity.label) for name, identity in cast.items()}
        yield ("," if at else "") + "\n" + embedded(_row(entry, who, pools, out))
    known = {identity.label: identity for identity in gathered.people.values()}
    people = [[label, known[label].name, known[label].spellings] for label in pools.people.values]
    yield '\n],"people":' + embedded(people)
    yield ',"names":' + embedded(pools.names.values)
    yield ',"groups":' + embedded([group.conflicts for group in pools.groups])
    yield ',"formats":' + embedded([value.split() for value in pools.formats.values]) + "}"


class _Pool:
    """Strings that are said once and numbered from 0."""

    def __init__(self, key: Callable[[str], str] = str) -> None:
        self.values: list[str] = []
        self._key, self._numbers = key, dict[str, int]()

    def number(self, value: str) -> int:
        """The number of `value`, or of another string with the same key that came first."""
        number = self._numbers.setdefault(self._key(value), len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number


class _Pools:
    """What entries refer to by number."""

    def __init__(self) -> None:
        self.people, self.formats, self.names = _Pool(), _Pool(), _Pool(_place_key)
        self.groups: dict[Grouping, int] = {}


def _place_key(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _row(entry: Entry, who: dict[str, int], pools: _Pools, out: Path) -> list[object]:
    """One article as the script takes it."""
    briefing, event, source = entry.briefing, entry.briefing.event, entry.briefing.source
    stem = entry.path.removesuffix(".json")
    present = [suffix for suffix in _SUFFIXES if suffix == "json" or (out / f"{stem}.{suffix}").is_file()]
    sites = dict.fromkeys(pools.names.number(name) for site in briefing.sites for name in site.names)
    return [
        quote(os.fsencode(stem)),
        pools.formats.number(" ".join(present)),
        _KINDS.index(briefing.kind),
        briefing.language,
        _iso(event.date),
        _iso(event.date_end),
        event.date_text,
        list(dict.fromkeys(who[official.name] for official in event.leaders)),
        event.leaders[0].title if event.leaders else None,
        list(dict.fromkeys(who.values())),
        pools.names.number(event.place) if event.place else None,
        list(sites),
        len(briefing.directives),
        briefing.headline or briefing.title or source.name,
        briefing.bottom_line,
        source.outlet,
        source.url,
        _iso(source.published),
        source.name,
        pools.groups.setdefault(entry.group, len(pools.groups)) if entry.group else None,
    ]


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _page(count: int) -> tuple[str, str]:
    """The page before and behind its data."""
    from markupsafe import Markup

    page = _template().render(
        count=count,
        style=Markup(_read("index.css")),  # noqa: S704  our own files
        script=Markup(_read("index.js")),  # noqa: S704
        data=_DATA,
        tables=[WORKBOOK, *(name for name in NAMES if name.endswith(".csv"))],
        version=__version__,
    )
    head, tail = page.split(_DATA)
    return head, tail


@lru_cache(maxsize=2)
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return with_filters(environment).from_string(_read("index.html"))
