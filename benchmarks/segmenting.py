"""What cutting an article costs, by rules alone and with the tagger, and what each finds.

`python benchmarks/segmenting.py [FOLDER]` reads the English articles of the scoring half of tests/corpus (or FOLDER),
once to warm up, and prints the median time an article of annotating, of the rules, and of rules and tagger together
(after loading), and the measures of segmentation with both settings. Takes about a minute.
"""

import statistics
import sys
import time
from pathlib import Path

from briefing import lexicons, mentions, segmenting
from briefing.evaluation.cases import read_cases
from briefing.evaluation.evaluate import evaluate_cases
from briefing.pipeline import Pipeline
from briefing.reading import read_text
from briefing.segmenting import tagger
from briefing.settings import Settings

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
MEASURES = (
    "kind",
    "leader",
    "date",
    "place",
    "companions_f1",
    "sites_f1",
    "directives_f1",
    "speaker",
    "evidence_words",
)


def main() -> None:
    """Prints times and measures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    cases = [case for case in read_cases(folder, half="even") if case.style != "zh"]
    lexicon, second = lexicons.load("en"), tagger.load()
    times: dict[str, list[float]] = {"annotate": [], "rules": [], "tagger": []}
    for case in (*cases[:3], *cases):
        article = read_text(case.text, name=case.id)
        begin = time.perf_counter()
        annotation = mentions.annotate(article.text, language="en", lexicon=lexicon, furniture=article.furniture)
        noted = time.perf_counter()
        segmenting.segment(article, annotation, lexicon=lexicon)
        cut = time.perf_counter()
        segmenting.segment(article, annotation, lexicon=lexicon, tagger=second)
        times["annotate"].append(noted - begin)
        times["rules"].append(cut - noted)
        times["tagger"].append(time.perf_counter() - cut)
    words = statistics.median(len(case.text.split()) for case in cases)
    sys.stdout.write(f"{len(cases)} articles, median {words:.0f} words\n")
    for name, seconds in times.items():
        sys.stdout.write(f"{name:10} {1000 * statistics.median(seconds[3:]):6.1f} ms\n")
    for name in ("rules", "tagger"):
        pipeline = Pipeline(Settings(model="extractive", segmenter=name))  # type: ignore[arg-type]
        means = evaluate_cases(cases, pipeline=pipeline, published=True).groups["all"]
        row = " ".join(f"{m} {means[m].mean:.3f}" for m in MEASURES)
        sys.stdout.write(f"{name:10} {row}\n")


if __name__ == "__main__":
    main()
