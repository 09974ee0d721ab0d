"""The phrase lists of the paired grammar: data files beside this module, read once."""

from collections.abc import Iterator, Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Everything that productions are filled from.

    Attributes:
        things, faults: noun phrases by policy field; a fault is to be cut, prevented or cleared up.
        bodies: who acts ("actor"), who is concerned ("group"), who listens ("listener").
        padding: words that lines drop, by where they stand.
        asides: explanation, praise and state of affairs beside a demand.
        speech: how a demand is introduced, what must follow and in which style.
    """

    things: Mapping[str, tuple[str, ...]]
    faults: Mapping[str, tuple[str, ...]]
    demands: tuple[Form, ...]
    observations: tuple[Form, ...]
    leads: tuple[Form, ...]
    visits: tuple[Form, ...]
    bodies: Mapping[str, tuple[str, ...]]
    padding: Mapping[str, tuple[str, ...]]
    asides: Mapping[str, tuple[str, ...]]
    speech: tuple[tuple[str, str, str], ...]
    programmes: tuple[str, ...]
    regions: tuple[Region, ...]


@lru_cache(maxsize=1)
def load() -> Phrases:
    """The phrase lists of the package."""
    things = _sections("things.txt")
    return Phrases(
        things={name: tuple(rows) for name, rows in things.items() if not name.endswith(": faults")},
        faults={
            name.removesuffix(": faults"): tuple(rows) for name, rows in things.items() if name.endswith(": faults")
        },
        demands=_forms("demands.tsv"),
        observations=_forms("observations.tsv"),
        leads=_forms("leads.tsv"),
        visits=_forms("visits.tsv"),
        bodies=_by_column("bodies.tsv"),
        padding=_by_column("padding.tsv"),
        asides=_by_column("explanations.tsv"),
        speech=tuple((row[0], row[1], row[2]) for row in _rows("speech.tsv")),
        programmes=tuple(row[0] for row in _rows("organisations.tsv") if row[2] == _PROGRAMME),
        regions=_regions(),
    )


def files() -> tuple[Path, ...]:
    """The files of the phrase lists, sorted."""
    return tuple(sorted(path for path in _HERE.iterdir() if path.suffix in (".txt", ".tsv")))


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


def _regions() -> tuple[Region, ...]:
    names, places = _by_column("names.tsv"), _by_column("places.tsv")
    titles = _sections("titles.txt")
    sites: dict[str, list[str]] = {}
    for row in _rows("organisations.tsv"):
        if row[2] != _PROGRAMME:
            sites.setdefault(row[1], []).append(row[0])
    regions = []
    for style, share, countries, group in _rows("regions.tsv"):
        wanted = countries.split("; ")
        regions.append(
            Region(
                style=style,
                share=int(share),
                names=tuple(x for country in wanted for x in names.get(country, ())),
                places=tuple(x for country in wanted for x in places.get(country, ())),
                sites=tuple(x for country in wanted for x in sites.get(country, ())),
                titles=tuple(x for name in group.split("; ") for x in titles[name]),
            )
        )
    return tuple(regions)
