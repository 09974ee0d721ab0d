"""Runs the pipeline over articles, or the summariser over marked pairs, and measures what comes out."""

import datetime as dt
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from briefing import checking
from briefing.errors import InputError
from briefing.evaluation.cases import Case, read_cases
from briefing.evaluation.contract import breaches
from briefing.evaluation.corpus import Half
from briefing.evaluation.matching import longest_run, rouge_l, rouge_n, tokens, verbatim
from briefing.evaluation.measures import BRIEFING_MEASURES, Row, lost, score
from briefing.evaluation.pairs import Pair, passage_of, read_pairs, unmarked
from briefing.evaluation.report import Report, report_on
from briefing.lexicons import Lexicon
from briefing.pipeline import Pipeline
from briefing.reading import read_text
from briefing.records import Briefing, Hypothesis, Passage, Summariser
from briefing.rendering.json import dumps
from briefing.summarising.extractive import compress

PAIR_MEASURES = (
    "r1", "r2", "rl", "passes", "used", "faults", "placeholder_faults", "words", "length_ratio", "verbatim",
    "longest_run",
)  # fmt: skip


def evaluate(path: Path, *, pipeline: Pipeline, half: Half = "all", published: bool = True) -> Report:
    """The report on a folder of annotated articles or cases, or on marked pairs (one JSON Lines file or a folder).

    `half` takes the articles with an odd or even number only; `published` is that of `evaluate_cases`.

    Raises:
        InputError: `path` is neither, or something in it is not in its form.
        ModelError: the model fails.
    """
    if path.suffix == ".jsonl":
        files = [path]
    elif not path.is_dir():
        raise InputError("neither a folder nor a file of pairs (*.jsonl)", source=str(path))
    else:
        files = sorted(path.glob("*.jsonl"))
    if files:
        return evaluate_pairs(read_pairs(files), summariser=pipeline.summariser, lexicon=pipeline.lexicon("en"))
    return evaluate_cases(read_cases(path, half=half), pipeline=pipeline, published=published)


def evaluate_cases(cases: Sequence[Case], *, pipeline: Pipeline, published: bool = False) -> Report:
    """Briefings of the articles against what people found in them, by style and kind.

    An article is read from its text alone, as `briefing make` sees a file without a date in its name; with `published`
    its publication date is told. An article that fails, or whose briefing breaks the contract, scores 0 and is named.
    """
    rows: dict[str, Row] = {}
    failures: dict[str, str] = {}
    outcomes = pipeline.brief_many(
        partial(read_text, c.text, name=f"{c.id}.txt", published=_told(c, published), settings=pipeline.settings)
        for c in cases
    )
    for case, outcome in zip(cases, outcomes, strict=True):
        if outcome.briefing is None:
            failures[case.id] = f"{outcome.stage}: {type(outcome.error).__name__}: {outcome.error}"
        elif wrong := sorted(set(breaches(as_json(outcome.briefing), article=case.text))):
            failures[case.id] = "; ".join(wrong)
        else:
            rows[case.id] = score(case, as_json(outcome.briefing))
        rows.setdefault(case.id, lost(case))
    labels = {c.id: (f"style {c.style}", f"kind {c.kind}") for c in cases}
    return report_on(rows, labels=labels, measures=BRIEFING_MEASURES, failures=failures)


def _told(case: Case, published: bool) -> dt.date | None:  # noqa: FBT001
    return case.published if published else None


def as_json(briefing: Briefing) -> dict[str, object]:
    """The briefing as a reader of its JSON has it."""
    return dict(json.loads(dumps(briefing)))


def evaluate_pairs(pairs: Sequence[Pair], *, summariser: Summariser, lexicon: Lexicon) -> Report:
    """The summariser's lines against written ones, by style and kind.

    r1, r2, rl, words (with length_ratio against the written line), verbatim and longest_run (words) are those of the
    first hypothesis. `passes` is the share of first hypotheses that stand before the check, `used` that of pairs whose
    line a briefing would print, since the model is sure of it and it keeps what the source's own words say; `faults` is
    the share of first hypotheses that cannot be used, `placeholder_faults` for their placeholders.
    """
    passages = [passage_of(pair) for pair in pairs]
    rows: dict[str, Row] = {}
    for pair, passage, hypotheses in zip(pairs, passages, summariser.summarise(passages), strict=True):
        rows[pair.id] = _row_of_pair(pair, passage, hypotheses, lexicon)
    labels = {pair.id: (f"style {pair.style}", f"kind {pair.kind}") for pair in pairs}
    return report_on(rows, labels=labels, measures=PAIR_MEASURES)


def _row_of_pair(pair: Pair, passage: Passage, hypotheses: Sequence[Hypothesis], lexicon: Lexicon) -> Row:
    line = hypotheses[0].text if hypotheses else ""
    fault = hypotheses[0].fault if hypotheses else "none"
    given, wanted = tokens(line), tokens(unmarked(pair.summary)[0])
    passes = fault in (None, "unsure") and not checking.check(line, passage=passage, lexicon=lexicon)
    chosen, _ = checking.choose(passage, hypotheses, fallback=partial(compress, lexicon=lexicon), lexicon=lexicon)
    return {
        "r1": rouge_n(given, wanted, 1),
        "r2": rouge_n(given, wanted, 2),
        "rl": rouge_l(given, wanted),
        "passes": float(passes),
        "used": float(chosen.method == "seq2seq"),
        "faults": float(fault is not None),
        "placeholder_faults": float(fault == "placeholder"),
        "words": float(len(line.split())),
        "length_ratio": len(given) / len(wanted) if wanted else None,
        "verbatim": verbatim(line, passage.text),
        "longest_run": float(longest_run(line, passage.text)),
    }
