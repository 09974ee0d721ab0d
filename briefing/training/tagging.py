"""Trains the segmenter's tagger: a BERT encoder with linear heads over the tokens of annotated articles.

`python -m briefing.training.tagging BERT_FOLDER CORPUS OUT` trains on the English articles of the development half and
writes `OUT/{ctranslate2/,tokenizer.json,heads.npz}`. AdamW, linear warm-up and decay, a window of each article anew at
every epoch. Later mentions of a name, which the annotation does not tag, are left out of the loss.
"""

import argparse
import math
import os
import random
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from briefing.evaluation.corpus import AnnotatedArticle, read_corpus
from briefing.evaluation.pairs import Pair, read_pairs, unmarked
from briefing.records import Mention
from briefing.segmenting.tagger import BEGINS, KINDS, MENTIONS, REGIONS, STRIDE, WINDOW, windows
from briefing.training import precision

_IGNORED = -100
_TOGETHER = re.compile(r"accompan|along|together|\bwith\b|participat|attend|present|joined|led by", re.IGNORECASE)
_KIND_WEIGHT = 0.2  # of the loss for the article's kind, beside those for its tokens
_OUTPUTS = 1 + 2 * len(MENTIONS) + len(REGIONS) + len(BEGINS)


@dataclass(frozen=True)
class Labels:
    """The labels of one text, for each token: the mention's class, regions and beginnings as 0 or 1.

    `kind` is the article's number in KINDS, or one that the loss leaves out.
    """

    ids: list[int]
    kinds: list[int]
    flags: list[list[float]]
    kind: int = _IGNORED


class _Canvas:
    """A text whose code points are being labelled."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.kind = [0] * len(text)
        self.flags = [[0.0] * (len(REGIONS) + len(BEGINS)) for _ in text]

    def mention(self, kind: str, start: int, end: int) -> None:
        k = MENTIONS.index(kind)
        self.kind[start:end] = [1 + 2 * k] + [2 + 2 * k] * (end - start - 1)

    def region(self, kind: str, start: int, end: int) -> None:
        for i in range(start, end):
            self.flags[i][REGIONS.index(kind)] = 1.0
        if kind in BEGINS:
            self.flags[start][len(REGIONS) + BEGINS.index(kind)] = 1.0

    def ignore(self, start: int, end: int) -> None:
        self.kind[start:end] = [k or _IGNORED for k in self.kind[start:end]]

    def labels(self, tokenizer: Any) -> Labels:
        encoded = tokenizer.encode(self.text, add_special_tokens=False)
        starts = [start for start, _ in encoded.offsets]
        return Labels(ids=encoded.ids, kinds=[self.kind[i] for i in starts], flags=[self.flags[i] for i in starts])


def labels_of_article(article: AnnotatedArticle, tokenizer: Any) -> Labels:
    """What a person tagged; later mentions of a name, which are not tagged, are left out of the loss."""
    canvas = _Canvas(article.text)
    for tag in article.tags:
        if tag.tag in MENTIONS:
            canvas.mention(tag.tag, tag.span.start, tag.span.end)
        else:
            canvas.region(tag.tag, tag.span.start, tag.span.end)
    low = article.text.lower()
    for tag in article.tags:
        if tag.tag in MENTIONS and tag.tag != "date":
            for again in re.finditer(re.escape(tag.span.text.lower()), low):
                canvas.ignore(again.start(), again.end())
    kind = KINDS.index("visit" if article.kind == "multi-visit" else article.kind)
    return replace(canvas.labels(tokenizer), kind=kind)


def labels_of_pairs(pairs: Sequence[Pair], tokenizer: Any) -> Labels:
    """A makeshift article of the sources of pairs: a lead, stops, demands.

    The person that an event's line names first leads, the others of a lead that tells who came along came along; its
    other names, and the names in the rest, are left out of the loss.
    """
    canvas = _Canvas("\n\n".join(unmarked(pair.source)[0] for pair in pairs))
    start = 0
    for pair in pairs:
        text, found = unmarked(pair.source)
        end = start + len(text)
        region = {"event": "event", "site": "stop", "directive": "directive"}[pair.kind]
        canvas.region(region, start, end)
        if pair.kind == "event":
            _label_lead(canvas, pair, found, start)
        else:
            for mention in found:
                canvas.ignore(start + mention.span.start, start + mention.span.end)
        start = end + 2
    return canvas.labels(tokenizer)


def _label_lead(canvas: _Canvas, pair: Pair, found: Sequence[Mention], start: int) -> None:
    told = unmarked(pair.summary)[1]
    leader = next((m.span.text for m in told if m.kind == "person"), None)
    dates = {m.span.text for m in told if m.kind == "date"}
    together = bool(_TOGETHER.search(pair.source))
    done: set[str] = set()
    for mention in found:
        first, last = start + mention.span.start, start + mention.span.end
        name = mention.span.text
        if mention.kind == "date":
            if name in dates and name not in done:
                canvas.mention("date", first, last)
        elif mention.kind == "person" and leader and name not in done and (leader in name or name in leader):
            canvas.mention("leader", first, last)
        elif mention.kind == "person" and leader and together and name not in done:
            canvas.mention("companion", first, last)
        else:
            canvas.ignore(first, last)
        done.add(name)


def makeshift(pairs: Sequence[Pair], rng: random.Random) -> Iterator[tuple[Pair, ...]]:
    """Endless groups of pairs of one style: a lead, one to three stops, one to four demands."""
    by_style: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        by_style[pair.style][pair.kind].append(pair)
    complete = [kinds for kinds in by_style.values() if all(kinds[k] for k in ("event", "site", "directive"))]
    weights = [len(kinds["event"]) for kinds in complete]
    while True:
        kinds = rng.choices(complete, weights)[0]
        sites = rng.choices(kinds["site"], k=rng.randint(1, 3))
        yield (rng.choice(kinds["event"]), *sites, *rng.choices(kinds["directive"], k=rng.randint(1, 4)))


def train(
    bert: Path,
    articles: Sequence[AnnotatedArticle],
    out: Path,
    *,
    pairs: Sequence[Pair] = (),
    epochs: int = 12,
    batch_size: int = 8,
    learning_rate: float = 1e-4,
    seed: int = 7,
    report: Callable[[str], None] = lambda _: None,
) -> None:
    """Trains on `articles`, and on half as many makeshift ones of `pairs` beside them, and writes the tagger to `out`."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311  repeatable draws are wanted
    tokenizer = Tokenizer.from_file(str(bert / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    labels = [labels_of_article(article, tokenizer) for article in articles]
    made = makeshift(pairs, rng) if pairs else iter(())
    encoder = BertModel.from_pretrained(str(bert), add_pooling_layer=False)
    heads = torch.nn.ModuleList(torch.nn.Linear(encoder.config.hidden_size, n) for n in (_OUTPUTS, len(KINDS)))
    groups = [{"params": encoder.parameters(), "peak": learning_rate}, {"params": heads.parameters(), "peak": 1e-3}]
    optimiser = torch.optim.AdamW(groups, lr=learning_rate, weight_decay=0.01)
    makeshifts = (len(labels) + 1) // 2 if pairs else 0
    per_epoch = math.ceil((sum(len(windows(len(x.ids))) for x in labels) + makeshifts) / batch_size)
    encoder.train()
    for step in range(epochs * per_epoch):
        if not step % per_epoch:
            extra = [labels_of_pairs(group, tokenizer) for group in islice(made, makeshifts)]
            rows = _windows_of(labels, extra, rng)
        rate = min(1.0, (step + 1) / (0.1 * epochs * per_epoch)) * max(0.02, 1 - step / (epochs * per_epoch))
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        at = (step % per_epoch) * batch_size
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=precision.bf16_is_fast("cpu")):
            loss = _loss(encoder, heads, rows[at : at + batch_size] or rows[:batch_size])
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        if step % per_epoch == per_epoch - 1:
            report(f"epoch {step // per_epoch + 1}: loss {loss.item():.3f}")
    _export(encoder.eval(), heads, bert, out)


def _windows_of(labels: Sequence[Labels], extra: Sequence[Labels], rng: random.Random) -> list[tuple[Labels, int, int]]:
    """Windows that cover every article from a start of their own, and the first of each of `extra`, shuffled."""
    rows = [(one, 0, min(WINDOW, len(one.ids))) for one in extra]
    for one in labels:
        shift = rng.randrange(STRIDE) if len(one.ids) > WINDOW else 0
        for start, end in windows(len(one.ids)):
            first = max(0, start - shift)
            rows.append((one, first, max(min(end, first + WINDOW), first + 1)))
    rng.shuffle(rows)
    return rows


def _loss(encoder: Any, heads: Any, rows: Sequence[tuple[Labels, int, int]]) -> Any:
    import torch

    longest = max(end - start for _, start, end in rows) + 2
    ids = torch.zeros((len(rows), longest), dtype=torch.long)
    kinds = torch.full((len(rows), longest), _IGNORED)
    flags = torch.zeros((len(rows), longest, len(REGIONS) + len(BEGINS)))
    inside = torch.zeros((len(rows), longest), dtype=torch.bool)
    for i, (one, start, end) in enumerate(rows):
        count = end - start
        ids[i, 0], ids[i, count + 1] = 101, 102  # [CLS], [SEP] of every uncased BERT
        ids[i, 1 : count + 1] = torch.tensor(one.ids[start:end])
        kinds[i, 1 : count + 1] = torch.tensor(one.kinds[start:end])
        flags[i, 1 : count + 1] = torch.tensor(one.flags[start:end])
        inside[i, 1 : count + 1] = True
    states = encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
    states = torch.nn.functional.dropout(states, 0.2)
    logits, kind_logits = heads[0](states).float(), heads[1](states[:, 0]).float()
    split = 1 + 2 * len(MENTIONS)
    weights = torch.tensor([1.0] + [1.5] * (split - 1))
    of_mentions = torch.nn.functional.cross_entropy(
        logits[..., :split].flatten(0, 1), kinds.flatten(), ignore_index=_IGNORED, weight=weights
    )
    of_regions = torch.nn.functional.binary_cross_entropy_with_logits(logits[..., split:][inside], flags[inside])
    told = torch.tensor([one.kind for one, _, _ in rows])
    of_kinds = torch.nn.functional.cross_entropy(kind_logits, told, ignore_index=_IGNORED, reduction="sum")
    return of_mentions + of_regions + _KIND_WEIGHT * of_kinds / max(1, int((told != _IGNORED).sum()))


def _export(encoder: Any, heads: Any, bert: Path, out: Path) -> None:
    import numpy as np
    from ctranslate2.converters import TransformersConverter

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        encoder.config.position_embedding_type = "absolute"  # the converter asks, transformers 5 no longer says
        encoder.save_pretrained(scratch)
        for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
            shutil.copy(bert / name, scratch)
        TransformersConverter(scratch).convert(str(out / "ctranslate2"), quantization="int8_float32", force=True)
    shutil.copy(bert / "tokenizer.json", out / "tokenizer.json")
    np.savez(
        out / "heads.npz",
        **{
            name: getattr(head, of).detach().numpy().astype(np.float32)
            for head, prefix in zip(heads, ("", "kind_"), strict=True)
            for name, of in ((f"{prefix}weights", "weight"), (f"{prefix}bias", "bias"))
        },
    )


def main(arguments: Sequence[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.tagging", description=main.__doc__)
    parser.add_argument("bert", type=Path, help="folder of the BERT: config.json, model.safetensors, tokenizer.json")
    parser.add_argument("corpus", type=Path, help="folder of annotated articles; those with odd numbers are read")
    parser.add_argument("out", type=Path, help="folder of the tagger")
    parser.add_argument("pairs", type=Path, nargs="*", help="marked pairs to make makeshift articles of")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--skip", default="", help="articles whose id matches this regular expression are left out")
    given = parser.parse_args(arguments)
    articles = [a for a in read_corpus(given.corpus, half="odd") if a.language == "en"]
    articles = [a for a in articles if not (given.skip and re.search(given.skip, a.id))]

    def report(line: str) -> None:
        sys.stderr.write(line + "\n")

    train(given.bert, articles, given.out, pairs=read_pairs(given.pairs), epochs=given.epochs, report=report)


if __name__ == "__main__":
    main(sys.argv[1:])
