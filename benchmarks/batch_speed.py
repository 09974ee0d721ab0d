"""How fast a batch is: against the raw engine on the same token batches, and against transformers on the same segments.

`python benchmarks/batch_speed.py` briefs 2,000 articles by template (`articles.py`) with the embedded model, beam 4, to JSON;
then hands the very token batches that the engine was fed, and the windows that the tagger read, to CTranslate2 again, with
nothing around it; then has transformers write 300 of the segments in fp32, one at a time and in batches of 32 as they come, padded. Prints one JSON
object. Wall times want a machine on which nothing else runs; the times of the processor stand beside them.

`--articles N` takes fewer, `--baselines 0` leaves transformers out.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # before torch: see the transformers engine
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy

import numpy as np
from articles import write

from briefing import Pipeline, Settings
from briefing.batch import machine, run
from briefing.segmenting.tagger import Tagger, windows
from briefing.segmenting.tagger import load as load_tagger
from briefing.summarising.ctranslate2_engine import CTranslate2Decoder
from briefing.summarising.registry import find

BEAM = 4
BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """Seconds by the clock and of the processor, this process's children included."""

    wall_s: float
    cpu_s: float


def timed(work: Callable[[], object]) -> Time:
    wall, cpu = time.perf_counter(), _cpu_s()
    work()
    return Time(wall_s=round(time.perf_counter() - wall, 2), cpu_s=round(_cpu_s() - cpu, 2))


def _cpu_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Recorder:
    """Keeps every token batch that a decoder hands to its translator."""

    def __init__(self, decoder: CTranslate2Decoder) -> None:
        self.decoder = decoder
        self.batches: list[list[list[str]]] = []
        self._submit = decoder._submit
        decoder._submit = self._record  # type: ignore[method-assign]

    def _record(self, batch: list[list[str]]) -> Any:
        self.batches.append(batch)
        return self._submit(batch)

    def replay(self) -> None:
        """Hands them to the engine again, as many at once as it takes."""
        jobs = [job for batch in self.batches for job in self._submit(batch)]
        for job in jobs:
            job.result()


def windows_of(tagger: Tagger, out: Path) -> list[list[list[int]]]:
    """The token windows that the tagger reads of the English articles briefed in `out`, as it batches them."""
    batches = []
    opening, closing = tagger._ends
    for path in sorted(out.rglob("briefs/**/*.json")):
        briefing = json.loads(path.read_text(encoding="utf-8"))
        if briefing["language"] == "en":
            ids = tagger._tokenizer.encode(briefing["text"], add_special_tokens=False).ids
            batches += [[[opening, *ids[start:end], closing]] for start, end in windows(len(ids))]
    return batches


def read_again(tagger: Tagger, batches: list[list[list[int]]], threads: int) -> None:
    """Hands windows to the tagger's encoder, as many at once as it takes."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda batch: np.asarray(tagger._encoder.forward_batch(batch).last_hidden_state).shape, batches))


def one_at_a_time(network: Any, tokenizer: Any, sources: Sequence[str]) -> None:
    for source in sources:
        _generate(network, tokenizer, [source])


def in_batches(network: Any, tokenizer: Any, sources: Sequence[str]) -> None:
    for at in range(0, len(sources), BATCH):
        _generate(network, tokenizer, sources[at : at + BATCH])


def _generate(network: Any, tokenizer: Any, sources: Sequence[str]) -> None:
    import torch

    with torch.inference_mode():
        made = network.generate(**tokenizer(list(sources), return_tensors="pt", padding=True), num_beams=BEAM)
    tokenizer.batch_decode(made, skip_special_tokens=True)


def baselines(sources: Sequence[str], threads: int) -> dict[str, Time]:
    """Transformers' own loop over the same segments, in fp32, with as many threads as are best here."""
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()
    torch.set_num_threads(threads)
    folder = find("embedded").path
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    network = transformers.AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True).float().eval()
    one_at_a_time(network, tokenizer, sources[:2])
    return {
        "transformers, one at a time": timed(lambda: one_at_a_time(network, tokenizer, sources)),
        "transformers, in batches": timed(lambda: in_batches(network, tokenizer, sources)),
    }


def _run(folder: Path, pipeline: Pipeline, workers: int) -> None:
    run(folder / "in", folder / "out", pipeline=pipeline, workers=workers, overview=False)


def vars_of(spent: Time) -> dict[str, float]:
    return {"wall_s": spent.wall_s, "cpu_s": spent.cpu_s}


def measure(options: argparse.Namespace, folder: Path) -> dict[str, object]:
    write(folder / "in", options.articles)
    cores, workers = machine.cores(), options.workers
    with_tagger = options.segmenter == "tagger"
    if workers is None:
        workers = machine.workers(cores, articles=options.articles, alone=False, tagger=with_tagger)
    threads = options.threads or machine.engine_threads(cores, workers)
    settings = Settings(model="embedded", threads=threads, beam_size=BEAM, segmenter=options.segmenter)
    pipeline = Pipeline(settings)
    machine.calm_collector()
    recorder = Recorder(pipeline.summariser._decoder)  # type: ignore[attr-defined]
    sources: list[str] = []
    decode = recorder.decoder.decode
    recorder.decoder.decode = lambda texts: sources.extend(texts) or decode(texts)  # type: ignore[method-assign,func-returns-value]
    whole = timed(lambda: _run(folder, pipeline, workers))
    raw = [timed(recorder.replay)]
    if with_tagger:
        tagger = load_tagger(cores)
        read_windows = windows_of(tagger, folder / "out")
        raw.append(timed(lambda: read_again(tagger, read_windows, cores)))
    raw_wall, raw_cpu = sum(t.wall_s for t in raw), sum(t.cpu_s for t in raw)
    segments = sum(map(len, recorder.batches))
    result: dict[str, object] = {
        "articles": options.articles,
        "segments": segments,
        "segments an article": round(segments / options.articles, 2),
        "segments a batch": round(segments / len(recorder.batches), 1),
        "engine threads": threads,
        "workers": workers,
        "batch": {"wall_s": whole.wall_s, "cpu_s": whole.cpu_s},
        "articles a second": round(options.articles / whole.wall_s, 2),
        "segments a second": round(segments / whole.wall_s, 1),
        "raw engine": {name: vars_of(spent) for name, spent in zip(("lines", "tagger"), raw, strict=False)},
        "share of the raw engine's throughput": round(raw_wall / whole.wall_s, 3),
        "share of the processor's time": round(raw_cpu / whole.cpu_s, 3),
    }
    if options.baselines:
        step = max(1, len(sources) // options.baselines)
        chosen = sources[::step][: options.baselines]
        for name, spent in baselines(chosen, options.baseline_threads).items():
            rate = len(chosen) / spent.wall_s
            result[name] = {"segments": len(chosen), "wall_s": spent.wall_s, "cpu_s": spent.cpu_s}
            result[f"times {name}"] = round(segments / whole.wall_s / rate, 1)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--baselines", type=int, default=300, help="segments for transformers")
    parser.add_argument("--baseline-threads", type=int, default=1)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--segmenter", choices=("tagger", "rules"), default="tagger")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(options, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
