"""The summariser over a sequence-to-sequence model: prompt, mask, decode, unmask."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.lexicons import Lexicon
from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.summarising import asks, extractive, masking, restoring
from briefing.summarising.decoding import Decoded, Decoder
from briefing.summarising.masking import Masked, MaskingForm
from briefing.summarising.passages import cut_passage
from briefing.summarising.prompts import Prompts


@dataclass(frozen=True)
class _Job:
    """One passage on its way through the model; `masked` is None for a model that reads plain text."""

    passage: Passage
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
        self._extra = lexicon
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
                out[i] = [extractive.hypothesis(passage, lexicon=self._lexicon(passage.language))]
            else:
                jobs[i] = self._job(passage)
        if not jobs:
            return out
        for (i, job), beam in zip(jobs.items(), self._decoder.decode([j.prompt for j in jobs.values()]), strict=True):
            out[i] = [self._hypothesis(decoded, job) for decoded in beam]
        return out

    def _job(self, passage: Passage) -> _Job:
        """The prompt for `passage`, cut at a clause where the model cannot take it whole."""
        whole = passage
        while True:
            masked = masking.mask(passage, form=self._form, pieces=self._decoder.pieces) if self._form else None
            text = masked.text if masked else " ".join(passage.text.split())
            # what was asked at a stop is a demand to the model: see `asks`
            prompt = self._prompts.fill("directive" if passage.role == "asked" else passage.kind, text)
            tokens = self._decoder.count(prompt)
            if tokens <= self._max_tokens or len(passage.text) < 2:
                return _Job(passage, prompt, masked, cut=passage is not whole)
            share = min(0.95, self._max_tokens / tokens)
            passage = cut_passage(passage, max_chars=max(1, int(len(passage.text) * share)))

    def _hypothesis(self, decoded: Decoded, job: _Job) -> Hypothesis:
        """The model's text as a line, with what is wrong with it."""
        if job.masked is not None:
            text, fault = masking.unmask(decoded.text, job.masked)
        else:
            text = restoring.capitalise(" ".join(decoded.text.split()))
            fault = None if any(c.isalnum() for c in text) else "empty"
        if job.passage.role == "asked" and fault is None:
            asked = asks.as_asked(text, job.passage, lexicon=self._lexicon(job.passage.language))
            text, fault = (asked, None) if asked else (text, "form")
        least = self._form.least_scores.get(job.passage.kind) if self._form else None
        if fault is None and least is not None and decoded.score < least:
            fault = "unsure"
        return Hypothesis(text=restoring.close(text), method="seq2seq", score=decoded.score, fault=fault, cut=job.cut)

    def _lexicon(self, language: str) -> Lexicon:
        return extractive.lexicon_of(language, extra=self._extra)
