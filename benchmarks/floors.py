"""Measures briefings of `tests/corpus` and writes the floors that the tests hold, `tests/corpus/floors.toml`.

`python benchmarks/floors.py` raises the bounds that can be raised; `--anew` writes all of them from this run, which may
lower some: say why in the commit. Prints what changed and the means.
"""

import argparse
from pathlib import Path

from briefing.evaluation import evaluate
from briefing.evaluation.corpus import files_of
from briefing.evaluation.floors import (
    Floors,
    bounds_from,
    digest_of,
    means_of,
    read_floors,
    shortfalls,
    tightened,
    write_floors,
)
from briefing.pipeline import Pipeline
from briefing.settings import Settings

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
FLOORS = CORPUS / "floors.toml"
COMMENT = """Written by `python benchmarks/floors.py`; tests/evaluation/test_floors.py holds them.
A bound is the least mean, for length_ratio, verbatim, evidence_words and unsupported the greatest.
Whoever lowers one gives the reason in the commit."""


def main(*, anew: bool) -> None:
    pipeline = Pipeline(Settings(model="embedded"))
    report = evaluate(CORPUS, pipeline=pipeline)
    for name, reason in report.failures.items():
        print(f"no briefing of {name}: {reason}")
    means = means_of(report.rows)
    bounds, digest = bounds_from(means), digest_of(files_of(CORPUS))
    before = read_floors(FLOORS) if FLOORS.exists() and not anew else None
    if before:
        if before.digest != digest:
            raise SystemExit("the corpus is not the one that the floors were taken on; --anew takes them anew")
        for miss in shortfalls(means, before.bounds):
            print(f"kept though missed: {miss}")
        bounds = tightened(before.bounds, by=bounds)
    write_floors(FLOORS, Floors(digest=digest, model=pipeline.summariser.info.name, bounds=bounds), comment=COMMENT)
    print(f"{'':16}" + "".join(f"{group:>8}" for group in means))
    for measure in means["all"]:
        print(f"{measure:16}" + "".join(f"{means[group][measure]:8.3f}" for group in means))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anew", action="store_true", help="write every bound from this run, lower ones too")
    main(anew=parser.parse_args().anew)
