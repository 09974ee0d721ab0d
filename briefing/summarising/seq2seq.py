"""The summariser over a sequence-to-sequence model: prompt, mask, decode, unmask."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import lexicons
from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.summarising import extractive, masking, restoring
from briefing.summarising.decoding import Decoded, Decoder
from briefing.summarising.masking import Masked, MaskingForm
from briefing.summarising.passages import cut_passage
from briefing.summarising.prompts import Prompts


@dataclass(frozen=True)
class _Job:
    """One passage on its way through the model; `masked` is None for a model that reads plain text."""

    prompt: str
    masked: Masked | None
    cut: bool


class Seq2SeqSummariser:
    """Writes lines with one checkpoint.

    Passages that the model cannot write, those in another language and those that are wholly a run in another script,
    come back in the source's own words. Safe to call from several threads: its own state is never written after
    construction, and decoders are safe by themselves.
    """

    def __init__(
        self,
        *,
        name: str,
        decoder: Decoder,
        prompts: Prompts,
        form: MaskingForm | None,
        languages: tuple[str, ...],
        max_tokens: int,
        lexicon: Path | None = None,
    ) -> None:
        self._decoder = decoder
        self._prompts = prompts
        self._form = form
        self._languages = languages
        self._max_tokens = min(max_tokens, form.max_tokens) if form else max_tokens
        self._lexicon = lexicon
        self._info = ModelInfo(name=name, engine=decoder.engine, revision=decoder.revision, prompts=prompts.digest)

    @property
    def info(self) -> ModelInfo:
        """Who writes."""
        return self._info

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        """The hypotheses for each passage, best first."""
        out: list[list[Hypothesis]] = [[] for _ in passages]
        jobs: dict[int, _Job] = {}
        for i, passage in enumerate(passages):
            if passage.language not in self._languages or extractive.is_foreign(passage):
                lexicon = lexicons.load(passage.language, self._lexicon)
                out[i] = [extractive.hypothesis(passage, lexicon=lexicon)]
            else:
                jobs[i] = self._job(passage)
        if not jobs:
            return out
        for (i, job), beam in zip(jobs.items(), self._decoder.decode([j.prompt for j in jobs.values()]), strict=True):
            out[i] = [_hypothesis(decoded, job) for decoded in beam]
        return out

    def _job(self, passage: Passage) -> _Job:
        """The prompt for `passage`, cut at a clause where the model cannot take it whole."""
        whole = passage
        while True:
            masked = masking.mask(passage, form=self._form, pieces=self._decoder.pieces) if self._form else None
            text = masked.text if masked else " ".join(passage.text.split())
            prompt = self._prompts.fill(passage.kind, text)
            tokens = self._decoder.count(prompt)
            if tokens <= self._max_tokens or len(passage.text) < 2:
                return _Job(prompt, masked, cut=passage is not whole)
            share = min(0.95, self._max_tokens / tokens)
            passage = cut_passage(passage, max_chars=max(1, int(len(passage.text) * share)))


def _hypothesis(decoded: Decoded, job: _Job) -> Hypothesis:
    if job.masked is not None:
        text, fault = masking.unmask(decoded.text, job.masked)
    else:
        text = restoring.capitalise(" ".join(decoded.text.split()))
        fault = None if any(c.isalnum() for c in text) else "empty"
    if text and text[-1].isalnum():
        text += "."
    return Hypothesis(text=text, method="seq2seq", score=decoded.score, fault=fault, cut=job.cut)
