"""The learned second opinion: what a small encoder takes each word of an English article to be.

A BERT encoder reads the article in overlapping windows; linear heads give every token probabilities of being part of
a leader's, companion's, site's, place's or date's first mention, and of lying in the event, a stop, an ask or a
directive, and every window those of what kind of article it is from. The rules of this room decide; the opinion adds what they missed and strikes out what it is sure they misread.
Trained by `briefing.training.tagging` on the development half of the annotated articles; runs on CTranslate2 in int8.
"""

import os
from bisect import bisect_left
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import resources
from briefing.errors import ModelError
from briefing.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

FOLDER = "tagger"
MENTIONS = ("leader", "companion", "site", "place", "date")
REGIONS = ("event", "stop", "ask", "directive")
BEGINS = ("stop", "ask", "directive")
KINDS = ("visit", "meeting", "other")
WINDOW, STRIDE = 320, 240  # tokens
_EDGE = 40  # tokens from a window's end at which context is held to be whole
_MOST_WORKERS = 4
_LEGAL_FORMS = frozenset(("ltd", "inc", "llc", "co", "plc"))
_JOINED = 0.5  # probability of a beginning above which two adjoining mentions are two


@dataclass(frozen=True)
class Opinion:
    """Probabilities for each token of a text.

    `starts` and `ends` are the tokens' code points, `mention` is (tokens, MENTIONS), `begin` the probability that a
    mention begins there (tokens, MENTIONS), `region` (tokens, REGIONS) and `region_begin` (tokens, BEGINS). `kinds` are the
    probabilities of the article's kind (KINDS).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    mention: "Array"
    begin: "Array"
    region: "Array"
    region_begin: "Array"
    kinds: tuple[float, ...] = ()

    def of_kind(self, kind: str) -> float:
        """The probability that the article is a visit, a meeting or another thing; 0 where it was not asked."""
        return self.kinds[KINDS.index(kind)] if self.kinds else 0.0

    def of_mention(self, kind: str, span: Span) -> float:
        """The highest probability in the span that a token belongs to a mention of this kind."""
        first, last = self._tokens(span.start, span.end)
        return float(self.mention[first:last, MENTIONS.index(kind)].max()) if first < last else 0.0

    def likeliest(self, kind: str, mentions: Sequence[Span]) -> float:
        """The highest probability over all mentions of a person; only the first of them was tagged in training."""
        return max((self.of_mention(kind, span) for span in mentions), default=0.0)

    def of_region(self, kind: str, span: Span) -> float:
        """The mean probability over the span's tokens that they lie in this kind of region."""
        first, last = self._tokens(span.start, span.end)
        return float(self.region[first:last, REGIONS.index(kind)].mean()) if first < last else 0.0

    def likeliest_region(self, kind: str, span: Span) -> float:
        """The highest probability of the span's tokens that they lie in this kind of region."""
        first, last = self._tokens(span.start, span.end)
        return float(self.region[first:last, REGIONS.index(kind)].max()) if first < last else 0.0

    def regions(self, kind: str, within: Span, *, least: float) -> tuple[Span, ...]:
        """The stretches of words in `within` whose tokens are at least `least` likely to lie in this kind of region."""
        first, last = self._tokens(within.start, within.end)
        k, b = REGIONS.index(kind), BEGINS.index(kind)
        runs: list[list[int]] = []
        for i in range(first, last):
            if self.region[i, k] < least:
                continue
            if runs and runs[-1][-1] == i - 1 and self.region_begin[i, b] <= _JOINED:
                runs[-1].append(i)
            else:
                runs.append([i])
        return tuple(span for run in runs if (span := self._whole_words(run)) is not None)

    def mentions(self, kind: str, *, least: float) -> tuple[tuple[Span, float], ...]:
        """The stretches of words whose tokens are at least `least` likely of this kind, with their mean probability."""
        k = MENTIONS.index(kind)
        runs: list[list[int]] = []
        for i in (self.mention[:, k] >= least).nonzero()[0].tolist():
            within = runs and runs[-1][-1] == i - 1 and self.begin[i, k] <= _JOINED
            if within or (runs and self._goes_on(runs[-1][-1], i)):
                runs[-1].append(i)
            else:
                runs.append([i])
        found = [(self._whole_words(run), float(self.mention[run, k].mean())) for run in runs]
        return tuple((span, chance) for span, chance in found if span is not None)

    def _goes_on(self, last: int, i: int) -> bool:
        """Whether token `i` is the legal form of the firm that token `last` is a word of: 'Hengda Co., Ltd.'."""
        between = self.text[self.ends[last] : self.starts[i]]
        return not between.strip(" .,，") and self.text[self.starts[i] : self.ends[i]].lower() in _LEGAL_FORMS

    def _whole_words(self, run: list[int]) -> Span | None:
        start, end = self.starts[run[0]], self.ends[run[-1]]
        while start > 0 and self.text[start].isalnum() and self.text[start - 1].isalnum():
            start -= 1
        while end < len(self.text) and self.text[end].isalnum() and self.text[end - 1].isalnum():
            end += 1
        while start < end and not (self.text[start].isalnum() or self.text[start] in "\"“'‘"):
            start += 1
        while start < end and not (self.text[end - 1].isalnum() or self.text[end - 1] in ".)）\"”'’"):
            end -= 1
        return Span.of(self.text, start, end) if start < end else None

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        first = bisect_left(self.ends, start + 1)
        return first, max(first, bisect_left(self.starts, end))


class Tagger:
    """The encoder and its heads; safe to call from several threads."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        """Loads `folder/{ctranslate2/,tokenizer.json,heads.npz}`.

        Raises:
            ModelError: a file is missing or cannot be read.
        """
        try:
            self._load(folder, threads)
        except Exception as error:  # tokenizers raises nothing narrower
            raise ModelError(f"the tagger in {folder} cannot be loaded: {error}", model=FOLDER) from error

    def _load(self, folder: Path, threads: int) -> None:
        import ctranslate2
        import numpy as np
        from tokenizers import Tokenizer

        self._lanes = threads or min(_MOST_WORKERS, len(os.sched_getaffinity(0)))
        self._encoder: Any = ctranslate2.Encoder(
            str(folder / "ctranslate2"), device="cpu", inter_threads=self._lanes, intra_threads=1
        )
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        with np.load(folder / "heads.npz") as heads:
            self._weights, self._bias = heads["weights"], heads["bias"]  # (outputs, width), (outputs,)
            self._kind_weights, self._kind_bias = heads["kind_weights"], heads["kind_bias"]  # (KINDS, width), (KINDS,)
        self._ends = [self._tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]")]

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._lanes)

    def read(self, text: str) -> Opinion:
        """The opinion on a text in English."""
        import numpy as np

        encoded = self._tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoded.ids, encoded.offsets
        total = np.zeros((len(ids), len(self._bias)), np.float32)
        weight = np.zeros((len(ids), 1), np.float32)
        bounds = windows(len(ids))
        kinds = np.zeros(len(KINDS), np.float32)
        for (start, end), (scores, kind) in zip(
            bounds, self._pool.map(lambda b: self._scores(ids[b[0] : b[1]]), bounds), strict=True
        ):
            kinds += kind / len(bounds)
            places = np.arange(end - start)
            inside = np.minimum(np.minimum(places + 1, end - start - places), _EDGE)[:, None].astype(np.float32)
            total[start:end] += inside * scores
            weight[start:end] += inside
        merged = (total / np.maximum(weight, 1)).astype(np.float32)
        split = 1 + 2 * len(MENTIONS)
        mention, region, begins = (
            merged[:, :split],
            merged[:, split : split + len(REGIONS)],
            merged[:, split + len(REGIONS) :],
        )
        return Opinion(
            text=text,
            starts=tuple(s for s, _ in offsets),
            ends=tuple(e for _, e in offsets),
            mention=mention[:, 1::2] + mention[:, 2::2],
            begin=mention[:, 1::2],
            region=region,
            region_begin=begins,
            kinds=tuple((np.exp(kinds) / np.exp(kinds).sum()).tolist()),
        )

    def _scores(self, ids: list[int]) -> "tuple[Array, Array]":
        """Probabilities for the tokens of one window (tokens, outputs), log probabilities of the kinds (KINDS)."""
        import ctranslate2
        import numpy as np

        hidden = self._encoder.forward_batch([[self._ends[0], *ids, self._ends[1]]]).last_hidden_state
        states = np.asarray(hidden.to(ctranslate2.DataType.float32))[0]
        kinds = states[0] @ self._kind_weights.T + self._kind_bias
        logits = states[1:-1] @ self._weights.T + self._bias
        split = 1 + 2 * len(MENTIONS)
        logits[:, :split] -= logits[:, :split].max(axis=1, keepdims=True)
        powers = np.exp(logits[:, :split])
        chances = powers / powers.sum(axis=1, keepdims=True)
        scores = np.concatenate([chances, 1 / (1 + np.exp(-logits[:, split:]))], axis=1).astype(np.float32)
        return scores, (kinds - np.logaddexp.reduce(kinds)).astype(np.float32)


def windows(length: int) -> list[tuple[int, int]]:
    """The bounds of the windows over `length` tokens."""
    out = [(0, min(WINDOW, length))]
    while out[-1][1] < length:
        start = out[-1][0] + STRIDE
        out.append((start, min(start + WINDOW, length)))
    return out if length else []


@lru_cache(maxsize=2)
def load(threads: int = 0) -> Tagger:
    """The tagger that travels with the package, loaded once; `threads` windows are read at once, 0 chooses.

    Raises:
        ModelError: a file of it is missing or damaged.
    """
    return Tagger(resources.folder("models") / FOLDER, threads=threads)
