"""Runs the pipeline over annotated articles or marked pairs and reports each measure with its interval."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefing import checking
from briefing.errors import InputError
from briefing.evaluation import pairs as pair_files
from briefing.evaluation.corpus import Half, read_corpus
from briefing.evaluation.matching import rouge_l, rouge_n, tokens, verbatim
from briefing.evaluation.measures import Row, score
from briefing.pipeline import Pipeline
from briefing.reading import read_text
from briefing.rendering.json import as_dict

_RESAMPLES = 1000
_ORDER = (
    "kind", "leader", "leader_title", "date", "date_null", "place", "companions_f1", "sites_f1", "directives_f1", "speaker", "r1", "r2",
    "rl", "directive_terms", "length_ratio", "verbatim", "seq2seq_share", "unsupported", "evidence_words", "passes", "fault", "words",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The mean of a measure over `count` cases and its 95% bootstrap interval (percentiles of resampled means)."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Measures by group: "all", "style NAME", "kind NAME"; `rows` holds each case's own values."""

    groups: dict[str, dict[str, Measure]] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)


def evaluate(path: Path, *, pipeline: Pipeline, half: Half = "all") -> Report:
    """The report on a folder of annotated articles, or on marked pairs (a JSON Lines file or a folder of them).

    Each article is read from its text alone, as `briefing make` would see it.

    Raises:
        InputError: `path` is neither, or something in it is not in the form.
    """
    if path.is_dir() and any(path.glob("[0-9]*-[0-9]*.txt")):
        return _evaluate_corpus(path, pipeline=pipeline, half=half)
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(f.suffix == ".jsonl" for f in files):
        raise InputError("neither annotated articles (NN-MMM.txt) nor pairs (*.jsonl)", source=str(path))
    return _evaluate_pairs(files, pipeline=pipeline)


def _evaluate_corpus(folder: Path, *, pipeline: Pipeline, half: Half) -> Report:
    golds = read_corpus(folder, half=half)
    outcomes = pipeline.brief_many(read_text(g.text, name=f"{g.id}.txt", settings=pipeline.settings) for g in golds)
    rows: dict[str, Row] = {}
    labels: dict[str, tuple[str, ...]] = {}
    for gold, outcome in zip(golds, outcomes, strict=True):
        if outcome.briefing is None:
            raise outcome.error or RuntimeError(gold.id)
        rows[gold.id] = score(gold, as_dict_with_dates(outcome.briefing))
        labels[gold.id] = ("all", f"style {gold.style}", f"kind {gold.kind}")
    return _report(rows, labels)


def as_dict_with_dates(briefing: object) -> dict[str, object]:
    """The briefing as its JSON reads it back: dates as text."""
    return dict(json.loads(json.dumps(as_dict(briefing), default=str)))  # type: ignore[arg-type]


def _evaluate_pairs(files: Sequence[Path], *, pipeline: Pipeline) -> Report:
    """First hypotheses against the written lines: ROUGE, share that pass the check, share at fault, words, verbatim run."""
    pairs = pair_files.read_pairs(files)
    passages = [pair_files.passage_of(pair) for pair in pairs]
    rows: dict[str, Row] = {}
    labels: dict[str, tuple[str, ...]] = {}
    for pair, passage, hypotheses in zip(pairs, passages, pipeline.summariser.summarise(passages), strict=True):
        first = hypotheses[0] if hypotheses else None
        line = first.text if first else ""
        given, wanted = tokens(line), tokens(pair_files.unmarked(pair.summary)[0])
        findings = checking.check(line, passage=passage, lexicon=pipeline.lexicon("en"))
        rows[pair.id] = {
            "r1": rouge_n(given, wanted, 1),
            "r2": rouge_n(given, wanted, 2),
            "rl": rouge_l(given, wanted),
            "passes": float(first is not None and first.fault is None and not findings),
            "fault": float(first is None or first.fault is not None),
            "words": float(len(line.split())),
            "verbatim": verbatim(line, passage.text),
        }
        labels[pair.id] = ("all", f"style {pair.style}", f"kind {pair.kind}")
    return _report(rows, labels)


def _report(rows: dict[str, Row], labels: dict[str, tuple[str, ...]]) -> Report:
    names = sorted({label for group in labels.values() for label in group})
    groups = {}
    for name in names:
        chosen = [row for id, row in rows.items() if name in labels[id]]
        groups[name] = {m: measure for m in _ORDER if (measure := _measure(r.get(m) for r in chosen))}
    return Report(groups=groups, rows=rows)


def _measure(values: Iterable[float | None]) -> Measure | None:
    known = [v for v in values if v is not None]
    if not known:
        return None
    import numpy as np

    sample = np.asarray(known)
    draws = np.random.default_rng(7).integers(0, len(sample), (_RESAMPLES, len(sample)))
    low, high = np.percentile(sample[draws].mean(axis=1), (2.5, 97.5))
    return Measure(mean=statistics.mean(known), low=float(low), high=float(high), count=len(known))


def render_report(report: Report, *, as_json: bool = False) -> str:
    """The report as a table for a terminal, or as JSON."""
    if as_json:
        groups = {
            name: {m: [round(x.mean, 4), round(x.low, 4), round(x.high, 4), x.count] for m, x in measures.items()}
            for name, measures in report.groups.items()
        }
        return json.dumps({"groups": groups, "rows": report.rows}, ensure_ascii=False)
    out = []
    for name, measures in report.groups.items():
        out.append(f"{name} ({max((m.count for m in measures.values()), default=0)})")
        out += [f"  {m:16} {x.mean:7.3f}  [{x.low:.3f}, {x.high:.3f}]  n={x.count}" for m, x in measures.items()]
    return "\n".join(out)
