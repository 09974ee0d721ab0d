"""Precision and recall of the grouping of duplicates, and of demands that ask for the same thing.

usage: python benchmarks/duplicates.py [--half odd|even] [--wrong]

400 articles: the 60 pairs of retellings and 60 pairs of look-alikes of tests/duplicates, written by hands that had not
read the code; 100 copies planted here in articles of that set (cut, re-headlined, two sentences changed), and 60
other articles of tests/corpus. 200 pairs of demands, of the same hands. Odd numbers (of demands: odd lines) were developed
on, even ones only scored.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from briefing import Pipeline
from briefing.batch.duplicates import Group, groups
from briefing.batch.meaning import demand, same_demand
from briefing.evaluation.corpus import read_corpus
from briefing.reading import read_text
from briefing.records import Article

TESTS = Path(__file__).resolve().parent.parent / "tests"
COPIES, FILLERS = 100, 60
HEADLINES = (
    "News in brief from the region", "Report of the day: an official on the road", "What happened on the tour",
    "Visit ends with a list of tasks", "In pictures: a day of inspection", "Local work under scrutiny",
)  # fmt: skip
OTHERS = (
    "A light rain fell during most of the tour.", "Reporters were allowed to come along for a part of the way.",
    "The programme had been changed twice during the week.", "Some residents had waited by the road since the morning.",
    "A written summary is to be circulated later.", "The local radio broadcast parts of the talk the same evening.",
    "Traffic was held up for a quarter of an hour.", "An album of photographs was handed over at the end.",
)  # fmt: skip
Pair = frozenset[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("odd", "even"), help="score only pairs of these numbers; all are grouped")
    parser.add_argument("--wrong", action="store_true", help="list the pairs of the odd half that went wrong")
    arguments = parser.parse_args()
    articles, labels = the_set(TESTS / "duplicates")
    pipeline = Pipeline()
    briefings = [(article.source.name, pipeline.brief(article)) for article in articles]
    start = time.perf_counter()
    found = groups(briefings)
    print(f"{len(articles)} articles grouped in {time.perf_counter() - start:.2f} s")
    report(labels, found, half=arguments.half, wrong=arguments.wrong)
    report_demands(TESTS / "duplicates" / "directives.jsonl", half=arguments.half)


def the_set(folder: Path) -> tuple[list[Article], list[dict[str, object]]]:
    """The articles and what is known of pairs of them."""
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    for name, text, source in planted(texts):
        texts[name] = text
        labels.append({"a": source, "b": name, "same": True, "kind": "copy"})
    fillers = read_corpus(TESTS / "corpus")
    texts |= {f"f{article.id}.txt": article.text for article in fillers[:: len(fillers) // FILLERS][:FILLERS]}
    return [read_text(text, name=name) for name, text in sorted(texts.items())], labels


def planted(texts: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """(name, text, original's name) of copies: every third cut, re-headlined, with two sentences changed."""
    dice = random.Random(7)  # noqa: S311  articles, no secrets
    for number, source in enumerate(dice.sample(sorted(texts), COPIES)):
        name = f"c{source[1:4]}-{source[0]}{source[5]}.txt"
        yield name, (cut, reheadlined, changed)[number % 3](texts[source], dice), source


def cut(text: str, dice: random.Random) -> str:
    """The first half to four fifths of an article's sentences."""
    sentences = re.split(r"(?<=[.。!?”\"])\s+", text)
    return text[: text.index(sentences[int(len(sentences) * dice.uniform(0.5, 0.8))], len(sentences[0]))]


def reheadlined(text: str, dice: random.Random) -> str:
    """Another headline, and another source under it."""
    return f"{dice.choice(HEADLINES)}\n\nSource: Regional Wire\n{text.split(chr(10), 1)[1]}"


def changed(text: str, dice: random.Random) -> str:
    """Two sentences, but not the first two, replaced by others."""
    places = list(re.finditer(r"(?<=[.。!?”\"] )[A-Z“\"][^.。!?]{30,}[.。!?]", text))[1:]
    for match in sorted(dice.sample(places, min(2, len(places))), key=lambda m: -m.start()):
        text = text[: match.start()] + dice.choice(OTHERS) + text[match.end() :]
    return text


def report(labels: list[dict[str, object]], found: tuple[Group, ...], *, half: str | None, wrong: bool) -> None:
    """Prints a line a kind."""
    copied = {Pair(pair) for group in found for copies in group.copies for pair in combinations(copies, 2)}
    told = {Pair(pair) for group in found for pair in combinations(group.members, 2)} - copied
    truth = {Pair((str(label["a"]), str(label["b"]))): label for label in labels}
    same = closure(pair for pair, label in truth.items() if label["same"])
    same_text = closure(pair for pair, label in truth.items() if label["kind"] == "copy")
    for kind, pairs, right in (("copy", copied, same_text), ("retelling", told, same)):
        wanted = {pair for pair, label in truth.items() if label["kind"] == kind and counts(pair, half)}
        claimed = {pair for pair in pairs if counts(pair, half)}
        hits = wanted & (copied if kind == "copy" else copied | told)
        precision, recall = ratio(len(claimed & right), len(claimed)), ratio(len(hits), len(wanted))
        print(f"{kind:10} precision {precision}  recall {recall}")
        if wrong:
            show(f"missed {kind}", wanted - hits)
            show(f"false {kind}", claimed - right)
    apart = {pair for pair, label in truth.items() if not label["same"] and counts(pair, half)}
    print(f"look-alikes merged {len(apart & (copied | told))} of {len(apart)}")


def report_demands(path: Path, *, half: str | None) -> None:
    """Prints the line of the demands."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows = [row for number, row in enumerate(rows, 1) if half is None or (number % 2 == 1) == (half == "odd")]
    said = [row["same"] for row in rows if same_demand(demand(row["a"]), demand(row["b"]))]
    same = sum(row["same"] for row in rows)
    print(f"demands    precision {ratio(sum(said), len(said))}  recall {ratio(sum(said), same)}")


def closure(pairs: Iterable[Pair]) -> set[Pair]:
    """The pairs and all that follow from them."""
    sets: list[set[str]] = []
    for pair in pairs:
        joined = set(pair).union(*(s for s in sets if s & pair))
        sets = [s for s in sets if not s & pair] + [joined]
    return {Pair(pair) for members in sets for pair in combinations(sorted(members), 2)}


def counts(pair: Pair, half: str | None) -> bool:
    """Whether a pair belongs to the half: by the number of its first article."""
    number = int(re.findall(r"\d+", min(pair))[-1 if min(pair).startswith("f") else 0])
    return half is None or (number % 2 == 1) == (half == "odd")


def ratio(part: int, whole: int) -> str:
    return f"{part / whole if whole else 1:.3f} ({part}/{whole})"


def show(title: str, pairs: set[Pair]) -> None:
    for pair in sorted(pairs, key=sorted):
        if counts(pair, "odd") or title.startswith("false"):
            print(f"  {title}: {' '.join(sorted(pair))}")


if __name__ == "__main__":
    main()
