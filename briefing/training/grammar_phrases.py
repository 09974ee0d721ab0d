"""The phrase lists of the paired grammar: data files beside this module, read once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent / "phrases"

Form = tuple[str, tuple[str, ...]]  # a line and the wordings that its source may have


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Where a pair plays: the style of its press, and what its names are drawn from."""

    style: str
    share: int
    names: tuple[str, ...]
    places: tuple[str, ...]
    sites: tuple[str, ...]
    titles: tuple[str, ...]
    surname_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Everything that productions are filled from.

    Attributes:
        things, faults: noun phrases by policy field; a fault is to be cut, prevented or cleared up.
        sorted_things: those things by what their head word says they are ("facility", "activity", "goods") and field.
        bodies: who acts ("actor"), who is concerned ("group"), who listens ("listener").
        adjuncts: what may stand after a demand and stays in its line.
        measures: what can be measured, and how its figure reads.
        padding: words that lines drop, by where they stand, each with its style, "" for any.
        asides: explanation, praise and state of affairs beside a demand, each with its style.
        quoted: names of campaigns ("quoted") and runs that a translation left over ("foreign").
        speech: how a demand is introduced, what must follow and in which style.
    """

    things: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, tuple[str, ...]]
    sorted_things: Mapping[str, Mapping[str, tuple[str, ...]]]
    demands: tuple[Form, ...]
    observations: tuple[Form, ...]
    adjuncts: tuple[Form, ...]
    leads: Mapping[str, tuple[Form, ...]]
    visits: tuple[Form, ...]
    bodies: Mapping[str, tuple[str, ...]]
    measures: tuple[tuple[str, str], ...]
    padding: Mapping[str, tuple[tuple[str, str], ...]]
    asides: Mapping[str, tuple[tuple[str, str], ...]]
    speech: tuple[tuple[str, str, str], ...]
    quoted: Mapping[str, tuple[str, ...]]
    programmes: tuple[str, ...]
    regions: tuple[Region, ...]


@lru_cache(maxsize=1)
def load() -> Phrases:
    """The phrase lists of the package."""
    sections = _sections("things.txt")
    heads = _by_column("heads.tsv")
    things = {
        name: tuple(_with_article(row, heads["count"]) for row in rows)
        for name, rows in sections.items()
        if not name.endswith(": faults")
    }
    return Phrases(
        things=things,
        faults={
            name.removesuffix(": faults"): tuple(rows) for name, rows in sections.items() if name.endswith(": faults")
        },
        sorted_things={
            kind: {name: found for name, rows in things.items() if (found := _of_kind(rows, heads[kind]))}
            for kind in ("facility", "activity", "goods")
        },
        demands=_forms("demands.tsv"),
        observations=_forms("observations.tsv"),
        adjuncts=_forms("adjuncts.tsv"),
        leads={
            style: tuple((line, tuple(wordings)) for line, *wordings in (row.split("\t") for row in rows))
            for style, rows in _sections("leads.tsv").items()
        },
        visits=_forms("visits.tsv"),
        bodies=_by_column("bodies.tsv"),
        measures=tuple((row[0], row[1]) for row in _rows("measures.tsv")),
        padding=_styled("padding.tsv"),
        asides=_styled("explanations.tsv"),
        speech=tuple((row[0], row[1], row[2]) for row in _rows("speech.tsv")),
        quoted=_by_column("quoted.tsv"),
        programmes=tuple(row[0] for row in _rows("organisations.tsv") if row[2] == _PROGRAMME),
        regions=_regions(),
    )


def files() -> tuple[Path, ...]:
    """The files of the phrase lists, sorted."""
    return tuple(sorted(path for path in _HERE.iterdir() if path.suffix in (".txt", ".tsv")))


_AFTER_HEAD = re.compile(
    r" (?:of|for|in|on|at|to|from|with|under|by|before|after|between|near|behind|below|along|into|against|without|who"
    r"|that|during|via|over|as|shared|awaiting|returning|across|within|around|per|and|handed|under construction)\b"
)
_PROGRAMME = "programme or document"


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(line.split("\t"))


def _forms(name: str) -> tuple[Form, ...]:
    return tuple((row[0], row[1:]) for row in _rows(name))


def _by_column(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in _rows(name):
        found.setdefault(row[1], []).append(row[0])
    return {key: tuple(values) for key, values in found.items()}


def _styled(name: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Texts by their second column, each with the style of the third."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text, key, *style in _rows(name):
        found.setdefault(key, []).append((text, style[0] if style else ""))
    return {key: tuple(values) for key, values in found.items()}


def _sections(name: str) -> dict[str, list[str]]:
    """Entries below their '# heading'; a heading without an entry is a remark."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            heading = line[2:].strip()
        elif line.strip():
            found.setdefault(heading, []).append(line.strip())
    return found


def _of_kind(things: Iterable[str], heads: Sequence[str]) -> tuple[str, ...]:
    return tuple(thing for thing in things if head(thing) in heads)


def _with_article(thing: str, count: Sequence[str]) -> str:
    """A thing as a line prints it: a singular that can be counted has "the" before it."""
    return f"the {thing}" if head(thing) in count and not thing[:2].istitle() else thing


def head(thing: str) -> str:
    """The word of a noun phrase that says what it is."""
    return _AFTER_HEAD.split(thing)[0].split()[-1]


def _regions() -> tuple[Region, ...]:
    names, places = _by_column("names.tsv"), _by_column("places.tsv")
    titles = _sections("titles.txt")
    sites: dict[str, list[str]] = {}
    for row in _rows("organisations.tsv"):
        if row[2] != _PROGRAMME:
            sites.setdefault(row[1], []).append(row[0])
    regions = []
    for style, share, countries, group, part in _rows("regions.tsv"):
        wanted = countries.split("; ")
        regions.append(
            Region(
                style=style,
                share=int(share),
                names=tuple(x for country in wanted for x in names.get(country, ())),
                places=tuple(x for country in wanted for x in places.get(country, ())),
                sites=tuple(x for country in wanted for x in sites.get(country, ())),
                titles=tuple(x for name in group.split("; ") for x in titles[name]),
                surname_first=part == "first",
            )
        )
    return tuple(regions)
