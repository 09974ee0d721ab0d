"""The CTranslate2 engine: int8 on the CPU, without importing torch or transformers.

Batches hold sources of exactly equal length in tokens: padding changes int8 results, equal lengths do not, so a line
never depends on the passages beside it. Several single-threaded workers are quicker than one with several threads.
"""

import json
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefing.errors import ModelError
from briefing.summarising.decoding import Decoded
from briefing.summarising.vocabulary_map import FILE as MAP

FOLDER = "ctranslate2"
_MOST_WORKERS = 4
_MAX_NEW_TOKENS = 110
_MOST_WORDS = 50_000  # whose pieces are remembered
_OPTIONS = {
    "max_new_tokens": "max_decoding_length",
    "repetition_penalty": "repetition_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram_size",
    "length_penalty": "length_penalty",
}


class CTranslate2Decoder:
    """Decodes with a CTranslate2 export and the checkpoint's `tokenizer.json`.

    Safe to call from several threads: the translator queues batches to its own workers, and the tokenizer is not
    changed after loading.
    """

    engine = "ctranslate2"

    def __init__(
        self,
        folder: Path,
        *,
        model: str,
        revision: str,
        threads: int,
        beam_size: int,
        batch_size: int,
        bounded: bool = False,
    ) -> None:
        """Loads `folder/ctranslate2` and `folder/tokenizer.json`; where `bounded`, lines keep to the vocabulary map, if there is one.

        Raises:
            ModelError: a file is missing or is not what its name says.
        """
        import ctranslate2
        from tokenizers import Tokenizer

        self.revision = revision
        self._pieces: dict[str, int] = {}
        self.lanes = threads or workers()
        self._beam_size = beam_size
        self.batch_size = batch_size
        try:
            self._translator: Any = ctranslate2.Translator(
                str(folder / FOLDER),
                device="cpu",
                inter_threads=self.lanes,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"CTranslate2 cannot load {folder / FOLDER}: {error}", model=model) from error
        try:
            self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises nothing narrower
            raise ModelError(f"{folder / 'tokenizer.json'} is not a tokenizer: {error}", model=model) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._generation = _generation(folder / "generation_config.json", model=model)
        if bounded and (folder / FOLDER / MAP).is_file():
            self._generation |= {"use_vmap": True, "max_batch_size": 1}
        self._special = {t.content for t in self._tokenizer.get_added_tokens_decoder().values() if t.special}

    def count(self, text: str) -> int:
        """How many tokens the model makes of `text`, the special ones included."""
        return len(self._tokenizer.encode(text).ids)

    def pieces(self, word: str) -> int:
        """How many tokens the model makes of one word, without special ones."""
        count = self._pieces.get(word)
        if count is None:
            if len(self._pieces) >= _MOST_WORDS:
                self._pieces.clear()
            count = self._pieces[word] = len(self._tokenizer.encode(word, add_special_tokens=False).ids)
        return count

    def decode(self, sources: Sequence[str]) -> list[list[Decoded]]:
        """The hypotheses for each source, best first."""
        rows = [encoding.tokens for encoding in self._tokenizer.encode_batch(list(sources))]
        by_length: dict[int, list[int]] = defaultdict(list)
        for i, row in enumerate(rows):
            by_length[len(row)].append(i)
        running: list[tuple[int, Any]] = []
        for length in sorted(by_length, reverse=True):
            group = by_length[length]
            for at in range(0, len(group), self.batch_size):
                batch = group[at : at + self.batch_size]
                running += zip(batch, self._submit([rows[i] for i in batch]), strict=True)
        results = {i: job.result() for i, job in running}
        return [self._hypotheses(results[i]) for i in range(len(rows))]

    def weakest(self, source: str, text: str) -> float:
        """The log probability of the least likely token of `text` after `source`."""
        rows = [self._tokenizer.encode(source).tokens]
        target = [t for t in self._tokenizer.encode(text).tokens if t not in self._special]
        scored = self._translator.score_batch(rows, [target], max_input_length=0)[0]
        return float(min(scored.log_probs, default=0.0))

    def _submit(self, batch: list[list[str]]) -> Any:
        return self._translator.translate_batch(
            batch,
            beam_size=self._beam_size,
            num_hypotheses=self._beam_size,
            return_scores=True,
            max_input_length=0,
            asynchronous=True,
            **self._generation,
        )

    def _hypotheses(self, result: Any) -> list[Decoded]:
        return [
            Decoded(self._text(tokens), float(score))
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]

    def _text(self, tokens: list[str]) -> str:
        kept = [t for t in tokens if t not in self._special]
        decoded: str = self._tokenizer.decoder.decode(kept)
        return decoded


def _generation(path: Path, *, model: str) -> dict[str, Any]:
    """What a checkpoint's generation_config.json says of decoding, in CTranslate2's words."""
    options: dict[str, Any] = {"max_decoding_length": _MAX_NEW_TOKENS}
    try:
        config = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        options |= {_OPTIONS[key]: config[key] for key in _OPTIONS if config.get(key) is not None}
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"{path.name} cannot be read: {error}", model=model) from error
    return options


def workers() -> int:
    """How many passages to decode at once: one for each core that this process may use, at most four."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(_MOST_WORKERS, cores))
