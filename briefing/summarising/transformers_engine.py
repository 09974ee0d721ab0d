"""The transformers engine: any checkpoint that `AutoModelForSeq2SeqLM` loads, on a GPU if there is one.

torch and transformers are imported when a model is loaded, not before.
"""

import math
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.errors import ModelError
from briefing.summarising import vocabulary_map
from briefing.summarising.ctranslate2_engine import FOLDER
from briefing.summarising.decoding import Decoded

_MAX_NEW_TOKENS = 110


class TransformersDecoder:
    """Decodes with a Hugging Face checkpoint, from a folder or by hub id.

    Sources of equal length are decoded together and others apart, so that no padding is needed and a line depends on no
    other. Safe to call from several threads: a lock lets one at a time into the model.
    """

    engine = "transformers"
    lanes = 1

    def __init__(
        self,
        path: str,
        *,
        model: str,
        revision: str,
        threads: int,
        beam_size: int,
        batch_size: int,
        bounded: bool = False,
    ) -> None:
        """Loads the checkpoint at `path`, a folder or a hub id.

        Raises:
            ModelError: nothing is there, it is corrupt, or it is no sequence-to-sequence model.
        """
        # Threads that spin while they wait make a busy machine many times slower.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            import torch
            import transformers
            from safetensors import SafetensorError
        except ImportError as error:
            raise ModelError(f"the transformers engine is not installed: {error}", model=model) from error

        self._beam_size = beam_size
        self.batch_size = batch_size
        self._lock = threading.Lock()
        self._torch: Any = torch
        if threads:
            torch.set_num_threads(threads)
        transformers.utils.logging.disable_progress_bar()
        local = Path(path).is_dir()
        try:
            self._tokenizer: Any = transformers.AutoTokenizer.from_pretrained(path, local_files_only=local)
            network: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(path, local_files_only=local)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError, AttributeError, SafetensorError) as error:
            raise ModelError(_reason(error, local=local), model=model) from error
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self.revision = revision or getattr(network.config, "_commit_hash", None) or ""
        self._max_new_tokens = network.generation_config.max_new_tokens or _MAX_NEW_TOKENS
        self._network: Any = network.float().to(self._device).eval()
        bounds = Path(path) / FOLDER / vocabulary_map.FILE
        bounded = bounded and local and bounds.is_file()
        self._allowed = self._numbers(vocabulary_map.read(bounds)) if bounded else None

    def _numbers(self, allowed: Mapping[str, tuple[str, ...]]) -> dict[int, list[int]]:
        """A vocabulary map in token numbers; those that any line may have under -1."""
        number = self._tokenizer.get_vocab()
        found = {number.get(token, -1): [number[t] for t in tokens] for token, tokens in allowed.items()}
        found[-1] += self._tokenizer.all_special_ids
        return found

    def count(self, text: str) -> int:
        """How many tokens the model makes of `text`, the special ones included."""
        return len(self._tokenizer(text)["input_ids"])

    def pieces(self, word: str) -> int:
        """How many tokens the model makes of one word, without special ones."""
        return len(self._tokenizer(word, add_special_tokens=False)["input_ids"])

    def decode(self, sources: Sequence[str]) -> list[list[Decoded]]:
        """The hypotheses for each source, best first."""
        rows: list[list[int]] = [self._tokenizer(source)["input_ids"] for source in sources]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out: list[list[Decoded]] = [[] for _ in rows]
        while order:
            length = len(rows[order[0]])
            batch = [i for i in order[: self.batch_size] if len(rows[i]) == length]
            order = order[len(batch) :]
            for i, hypotheses in zip(batch, self._generate([rows[i] for i in batch]), strict=True):
                out[i] = hypotheses
        return out

    def weakest(self, source: str, text: str) -> float:
        """The log probability of the least likely token of `text` after `source`."""
        torch = self._torch
        ids = torch.tensor([self._tokenizer(source)["input_ids"]], device=self._device)
        wanted = torch.tensor([self._tokenizer(text_target=text)["input_ids"]], device=self._device)
        with self._lock, torch.inference_mode():
            logits = self._network(input_ids=ids, labels=wanted).logits
        chances = logits.log_softmax(-1).gather(-1, wanted.unsqueeze(-1))[0, :, 0]
        special = set(self._tokenizer.all_special_ids)
        kept = [c for c, token in zip(chances.tolist(), wanted[0].tolist(), strict=True) if token not in special]
        return min(kept, default=0.0)

    def _generate(self, batch: list[list[int]]) -> list[list[Decoded]]:
        torch = self._torch
        ids = torch.tensor(batch, device=self._device)  # (batch, length)
        with self._lock, torch.inference_mode():
            made = self._network.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                num_beams=self._beam_size,
                num_return_sequences=self._beam_size,
                do_sample=False,
                logits_processor=[self._bound(batch)] if self._allowed else [],
                min_new_tokens=1,  # as CTranslate2 has it
                max_new_tokens=self._max_new_tokens,
                return_dict_in_generate=True,
                output_scores=True,
            )
        texts = self._tokenizer.batch_decode(made.sequences, skip_special_tokens=True)
        scores = made.sequences_scores.tolist() if self._beam_size > 1 else [0.0] * len(texts)
        decoded = [Decoded(text, float(score)) for text, score in zip(texts, scores, strict=True)]
        return [decoded[at : at + self._beam_size] for at in range(0, len(decoded), self._beam_size)]

    def _bound(self, batch: list[list[int]]) -> Any:
        """What leaves each row of `batch` only the tokens that the vocabulary map allows it."""
        allowed = self._allowed or {}
        shape = (len(batch), self._network.config.vocab_size)
        barred = self._torch.full(shape, -math.inf, device=self._device)
        for i, row in enumerate(batch):
            barred[i, sorted({*allowed[-1], *(t for token in row for t in allowed.get(token, ()))})] = 0.0
        beams = barred.repeat_interleave(self._beam_size, dim=0)  # (batch * beams, vocabulary)
        return lambda _, scores: scores + beams


def _reason(error: Exception, *, local: bool) -> str:
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    advice = "" if local else " (without a network, give a folder that holds the checkpoint)"
    return f"transformers cannot load it as a sequence-to-sequence model: {first}{advice}"
