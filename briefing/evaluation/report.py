"""What an evaluation found, as a record, a table and JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.evaluation.bootstrap import Estimate, estimate
from briefing.evaluation.measures import Row

_COLUMNS = 4  # groups side by side: a hundred characters with their intervals
_NAME = 19
_CELL = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Estimates by group and measure, and each case's own values.

    The groups are "all", then "style NAME" and "kind NAME". `rows` and `failures` are by case; a failure says why a
    case has no valid briefing and counts as 0.
    """

    groups: Mapping[str, Mapping[str, Estimate]]
    rows: Mapping[str, Row] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)


def report_on(
    rows: Mapping[str, Row],
    *,
    labels: Mapping[str, Sequence[str]],
    measures: Sequence[str],
    failures: Mapping[str, str] | None = None,
) -> Report:
    """The report on rows of values; `labels` names the groups of each, `measures` the columns in their order."""
    names = sorted({label for group in labels.values() for label in group})
    groups = {"all": _estimates(rows.values(), measures)}
    for name in names:
        groups[name] = _estimates([row for key, row in rows.items() if name in labels[key]], measures)
    return Report(groups=groups, rows=rows, failures=failures or {})


def _estimates(rows: Iterable[Row], measures: Sequence[str]) -> dict[str, Estimate]:
    chosen = list(rows)
    return {m: found for m in measures if (found := estimate(row.get(m) for row in chosen))}


def render_report(report: Report, *, as_json: bool = False) -> str:
    """The report as a table for a terminal, or as JSON with every case's values."""
    if as_json:
        groups = {name: {m: _plain(e) for m, e in found.items()} for name, found in report.groups.items()}
        rows = {key: {m: _round(v) for m, v in row.items()} for key, row in report.rows.items()}
        return json.dumps({"groups": groups, "failures": dict(report.failures), "rows": rows}, ensure_ascii=False)
    names = list(report.groups)
    blocks = [_block(report, names[:1])]
    blocks += [_block(report, names[i : i + _COLUMNS]) for i in range(1, len(names), _COLUMNS)]
    notes = [f"no briefing of {key}: {reason}" for key, reason in report.failures.items()]
    return "\n\n".join(["mean [95% interval]", *blocks, *(["\n".join(notes)] if notes else [])])


def _block(report: Report, names: Sequence[str]) -> str:
    measures = list(dict.fromkeys(m for name in names for m in report.groups[name]))
    counts = [max((e.count for e in report.groups[name].values()), default=0) for name in names]
    rows = [("", names), ("cases", map(str, counts))]
    rows += [(measure, [_cell(report.groups[name].get(measure)) for name in names]) for measure in measures]
    lines = (f"{name:{_NAME}}" + "".join(f"{cell:<{_CELL}}" for cell in cells) for name, cells in rows)
    return "\n".join(line.rstrip() for line in lines)


def _cell(found: Estimate | None) -> str:
    if found is None:
        return "-"
    digits = 1 if found.high >= 10 else 3  # words want one digit, shares three
    return f"{found.mean:.{digits}f} [{found.low:.{digits}f} {found.high:.{digits}f}]"


def _plain(found: Estimate) -> dict[str, float | int | None]:
    return {"mean": _round(found.mean), "low": _round(found.low), "high": _round(found.high), "n": found.count}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
