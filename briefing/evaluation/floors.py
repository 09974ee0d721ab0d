"""Floors: scores that may not fall, with the digest of the data that they were taken on.

A floors file is TOML: `digest`, `model`, and a table of `measure = bound` for each group. A bound is the least mean
where more is better, the greatest where less is.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import InputError
from briefing.evaluation.bootstrap import estimate
from briefing.evaluation.corpus import Half, is_in_half
from briefing.evaluation.measures import Row

HALVES: tuple[Half, ...] = ("all", "odd", "even")

_SLACK: Mapping[str, float] = {
    **dict.fromkeys(("kind", "leader", "leader_title", "date", "date_null", "place", "speaker"), 0.005),
    **dict.fromkeys(("companions_f1", "sites_f1", "directives_f1"), 0.005),
    # the model's lines differ a little between instruction sets, and with them all that counts their words
    **dict.fromkeys(("r1", "r2", "rl", "directive_terms"), 0.01),
    "seq2seq_share": 0.02,
    "length_ratio": 0.02,
    "verbatim": 0.02,
    "evidence_words": 1.0,
    "unsupported": 0.0,
}
_LESS_IS_BETTER = frozenset(("length_ratio", "verbatim", "evidence_words", "unsupported"))

Bounds = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What a floors file holds: `bounds` by group and measure, for briefings by `model` on the data with `digest`."""

    digest: str
    model: str
    bounds: Bounds


def digest_of(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents of the files, line ends unified, in the order of their names."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.name):
        digest.update(f"{file.name}\0".encode() + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def means_of(rows: Mapping[str, Row]) -> Bounds:
    """The mean of every measure over all rows, and over those with an odd and an even number."""
    means: Bounds = {}
    for half in HALVES:
        chosen = [row for key, row in rows.items() if is_in_half(key, half)]
        found = {name: estimate(row.get(name) for row in chosen) for name in _SLACK}
        means[half] = {name: value.mean for name, value in found.items() if value}
    return means


def bounds_from(means: Bounds) -> Bounds:
    """Bounds a little short of the means, by how much a measure moves between machines."""
    return {group: {m: _bound(m, value) for m, value in values.items()} for group, values in means.items()}


def _bound(measure: str, mean: float) -> float:
    slack = _SLACK[measure]
    return round(mean + slack, 3) if measure in _LESS_IS_BETTER else round(max(0.0, mean - slack), 3)


def tightened(bounds: Bounds, *, by: Bounds) -> Bounds:
    """Each bound, or the one in `by` where that asks for more."""
    merged = {group: dict(values) for group, values in bounds.items()}
    for group, values in by.items():
        for measure, value in values.items():
            old = merged.setdefault(group, {}).get(measure, value)
            merged[group][measure] = min(old, value) if measure in _LESS_IS_BETTER else max(old, value)
    return merged


def shortfalls(means: Bounds, bounds: Bounds) -> tuple[str, ...]:
    """Every measure that misses its bound, in words."""
    found = []
    for group, values in bounds.items():
        for measure, bound in values.items():
            mean = means.get(group, {}).get(measure)
            if mean is None:
                found.append(f"{group}: {measure} was not measured")
            elif mean > bound if measure in _LESS_IS_BETTER else mean < bound:
                side = "above" if measure in _LESS_IS_BETTER else "below"
                found.append(f"{group}: {measure} {mean:.3f} is {side} {bound:.3f}")
    return tuple(found)


def read_floors(path: Path) -> Floors:
    """The floors in a file.

    Raises:
        InputError: it cannot be read or is not in the form.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        digest, model = str(raw.pop("digest")), str(raw.pop("model"))
        return Floors(
            digest=digest, model=model, bounds={g: {m: float(v) for m, v in t.items()} for g, t in raw.items()}
        )
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", source=str(path)) from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise InputError(f"not a floors file: {type(error).__name__}: {error}", source=str(path)) from error


def write_floors(path: Path, floors: Floors, *, comment: str = "") -> None:
    """Writes the floors, `comment` above them."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += [f'digest = "{floors.digest}"', f'model = "{floors.model}"']
    for group, values in floors.bounds.items():
        lines += ["", f"[{group}]", *(f"{measure} = {value}" for measure, value in values.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
