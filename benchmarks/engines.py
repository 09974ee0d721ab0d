"""How fast the embedded model writes lines on each engine, and how alike those lines are.

`python benchmarks/engines.py` prints one JSON object. All figures come from one run on one machine, so the ratios hold
where the seconds do not. `--segments N` sets how many segments are written; they are put together from the lists below.
"""

import argparse
import itertools
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from briefing.records import Hypothesis, Mention, MentionKind, Passage, SegmentKind, Span, Summariser
from briefing.settings import Settings
from briefing.summarising import load

PEOPLE = ("Shen Boyuan", "Adaeze Nwosu", "Rahim Chowdhury", "Elena Marchetti")
PLACES = ("Baishan County", "Ogbere", "Char Nilkhet", "Valdora")
BODIES = ("Tianhe Bearing Works", "Ogbere Cold Store", "Nilkhet Ferry Terminal", "Valdora Dam")
FIGURES = ("40", "3.5 billion", "12%", "two")
DATES = ("June 30", "the end of September", "Thursday", "March 8")
TEMPLATES: tuple[tuple[SegmentKind, str], ...] = (
    (
        "directive",
        "{P} stressed that every department must speed up the repair of flood walls and report to {L} by {D}。",
    ),
    (
        "directive",
        "It is necessary to strengthen the supervision of food safety, and never allow {N} old kilns to restart.",
    ),
    (
        "directive",
        "He urged {O} to hire local workers,improve the training of welders and publish the prices of its parts.",
    ),
    (
        "site",
        "At {O} ,{P} asked in detail about orders,costs of raw materials and the employment of {N} new graduates。",
    ),
    (
        "site",
        "She walked through {O}, saw that {N} pumps stood idle, and told the manager to have them mended before {D}.",
    ),
    (
        "site",
        "In {O} he listened to a report on the progress of the second phase, which is to open in {D} with {N} lines.",
    ),
    ("event", "On {D} {P} went to {L} to inspect {O} and the preparations for the flood season with the water bureau."),
    (
        "event",
        "{P} visited {O} in {L} on {D} to learn about the supply of heating and the wages of {N} migrant workers.",
    ),
)
KINDS: dict[str, MentionKind] = {"P": "person", "L": "place", "O": "organisation", "N": "number", "D": "date"}


def segments(count: int) -> list[Passage]:
    """`count` passages, no two the same as long as the lists last."""
    fillings = itertools.product(zip(PLACES, BODIES, strict=True), zip(FIGURES, DATES, strict=True), PEOPLE)
    made = ((kind, template, filling) for filling in fillings for kind, template in TEMPLATES)
    return [_passage(*parts) for parts in itertools.islice(itertools.cycle(made), count)]


def _passage(kind: SegmentKind, template: str, filling: tuple[tuple[str, str], tuple[str, str], str]) -> Passage:
    (place, body), (figure, date), person = filling
    values = {"P": person, "L": place, "O": body, "N": figure, "D": date}
    text, mentions = "", []
    for piece in template.replace("}", "{").split("{"):
        value = values.get(piece, piece)
        if piece in values:
            span = Span(start=len(text), end=len(text) + len(value), text=value)
            mentions.append(Mention(kind=KINDS[piece], span=span, canonical=value))
        text += value
    role = "observed" if kind == "site" else kind
    return Passage(kind=kind, role=role, text=text, language="en", mentions=tuple(mentions))


def timed(work: Callable[[], list[list[Hypothesis]]]) -> tuple[float, list[list[Hypothesis]]]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def one_at_a_time(summariser: Summariser, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
    return [summariser.summarise([passage])[0] for passage in passages]


def start_up(code: str) -> float:
    """Seconds that a fresh interpreter takes for `code`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - start


def measure(count: int, *, threads: int) -> dict[str, object]:
    passages = segments(count)
    rates: dict[str, float] = {}
    lines: dict[str, list[list[Hypothesis]]] = {}
    for engine in ("ctranslate2", "transformers"):
        summariser = load(Settings(model="embedded", engine=engine, threads=threads))
        summariser.summarise(passages[:2])
        seconds, lines[engine] = timed(lambda s=summariser: s.summarise(passages))
        rates[f"{engine} batch"] = count / seconds
        seconds, alone = timed(lambda s=summariser: one_at_a_time(s, passages))
        rates[f"{engine} one at a time"] = count / seconds
        lines[f"{engine} alone"] = alone
    seconds, _ = timed(lambda: load(Settings(model="extractive")).summarise(passages))
    rates["extractive"] = count / seconds
    loading = "from briefing.summarising import load; from briefing.settings import Settings; load(Settings(model='embedded', engine={!r}))"
    starts = {engine: start_up(loading.format(engine)) for engine in ("ctranslate2", "transformers")}
    fast, slow = lines["ctranslate2"], lines["transformers"]
    return {
        "segments": count,
        "segments_per_s": {name: round(rate, 1) for name, rate in rates.items()},
        "start_s": {engine: round(seconds, 2) for engine, seconds in starts.items()},
        "ratios": {
            "ctranslate2 batch to transformers batch": _ratio(rates["ctranslate2 batch"], rates["transformers batch"]),
            "ctranslate2 to transformers, one at a time": _ratio(
                rates["ctranslate2 one at a time"], rates["transformers one at a time"]
            ),
            "ctranslate2 batch to transformers one at a time": _ratio(
                rates["ctranslate2 batch"], rates["transformers one at a time"]
            ),
            "start of transformers to ctranslate2": _ratio(starts["transformers"], starts["ctranslate2"]),
        },
        "identical_best_lines": {
            "ctranslate2 int8 and transformers fp32": _alike(fast, slow),
            "ctranslate2 in batch and alone": _alike(fast, lines["ctranslate2 alone"]),
            "transformers in batch and alone": _alike(slow, lines["transformers alone"]),
        },
        "without_fault": {engine: _alike_none(lines[engine]) for engine in ("ctranslate2", "transformers")},
    }


def _ratio(a: float, b: float) -> float:
    return round(a / b, 1)


def _alike(a: list[list[Hypothesis]], b: list[list[Hypothesis]]) -> float:
    return round(sum(x[0].text == y[0].text for x, y in zip(a, b, strict=True)) / len(a), 3)


def _alike_none(beams: list[list[Hypothesis]]) -> float:
    return round(sum(beam[0].fault is None for beam in beams) / len(beams), 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, default=48)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    print(json.dumps(measure(options.segments, threads=options.threads), indent=1))
