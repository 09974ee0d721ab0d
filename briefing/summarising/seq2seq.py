"""The summariser over a sequence-to-sequence model: prompt, mask, decode, unmask."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from briefing.lexicons import Lexicon
from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.summarising import asks, extractive, masking, restoring
from briefing.summarising.decoding import Decoded, Decoder
from briefing.summarising.masking import Masked, MaskingForm
from briefing.summarising.passages import cut_passage, passage_of_line
from briefing.summarising.prompts import Prompts


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One passage on its way through the model.

    Attributes:
        passage: what the line is written from.
        prompt: what the model reads.
        size: length of the prompt in tokens; jobs of one size are decoded together. 0: not for the model.
        masked: the passage with its mentions masked, None for a model that reads plain text.
        plain: the source's own words, shortened, where they are what the model reads.
        cut: whether the prompt holds the head of the passage only.
        line: the line of a passage that the model cannot write, else None.
    """

    passage: Passage
    prompt: str = ""
    size: int = 0
    masked: Masked | None = None
    plain: str = ""
    cut: bool = False
    line: Hypothesis | None = None


class _Beam(Sequence[Hypothesis]):
    """The hypotheses for one job, each made when it is first asked for."""

    def __init__(self, decoded: Sequence[Decoded], job: Job, make: Callable[[Decoded, Job], Hypothesis]) -> None:
        self._decoded, self._job, self._make = decoded, job, make
        self._made: dict[int, Hypothesis] = {}

    def __len__(self) -> int:
        return len(self._decoded)

    @overload
    def __getitem__(self, at: int) -> Hypothesis: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hypothesis]: ...

    def __getitem__(self, at: int | slice) -> Hypothesis | Sequence[Hypothesis]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        decoded = self._decoded[at]
        if at not in self._made:
            self._made[at] = self._make(decoded, self._job)
        return self._made[at]

    def __reduce__(self) -> tuple[type[tuple[Hypothesis, ...]], tuple[tuple[Hypothesis, ...]]]:
        return tuple, (tuple(self),)  # sent to another process it is what it holds


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

    @property
    def lanes(self) -> int:
        """How many batches the engine decodes at once."""
        return self._decoder.lanes

    @property
    def batch_size(self) -> int:
        """How many jobs make a full batch."""
        return self._decoder.batch_size

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        """The hypotheses for each passage, best first."""
        return [list(beam) for beam in self.write(self.prepare(passages))]

    def prepare(self, passages: Sequence[Passage]) -> list[Job]:
        """What the model is to read for each passage."""
        return [self._job(passage) for passage in passages]

    def write(self, jobs: Sequence[Job]) -> list[Sequence[Hypothesis]]:
        """The hypotheses for each job, best first; they do not depend on the jobs beside it.

        Each is unmasked when it is first looked at: most often the first one stands, and the others are never needed.
        Of a model whose tokens are looked at one by one, which costs a third as much as decoding, the others are left out.
        """
        for_model = [job for job in jobs if job.line is None]
        beams = iter(self._decoder.decode([job.prompt for job in for_model]) if for_model else ())
        return [(job.line,) if job.line else self._beam(next(beams), job) for job in jobs]

    def _beam(self, decoded: Sequence[Decoded], job: Job) -> Sequence[Hypothesis]:
        beam = _Beam(decoded, job, self._hypothesis)
        if not (self._form and self._form.least_token_scores):
            return beam
        last = next((i for i, h in enumerate(beam) if h.fault in (None, "unsure")), len(beam))
        return beam[: last + 1]

    def _job(self, passage: Passage) -> Job:
        """The prompt for `passage`, cut at a clause where the model cannot take it whole."""
        if passage.language not in self._languages or extractive.is_foreign(passage):
            line = extractive.hypothesis(passage, lexicon=self._lexicon(passage.language))
            return Job(passage=passage, line=line)
        whole, plain = passage, ""
        if self._form is not None and self._form.reads == "line":
            plain = extractive.compress(passage, lexicon=self._lexicon(passage.language))
            passage = passage_of_line(plain, passage)
        start = passage
        while True:
            masked = masking.mask(passage, form=self._form, pieces=self._decoder.pieces) if self._form else None
            text = masked.text if masked else " ".join(passage.text.split())
            # what was asked at a stop is a demand to the model until the line reports it: see `asks`
            as_demand = passage.role == "asked" and not plain
            prompt = self._prompts.fill("directive" if as_demand else passage.kind, text)
            tokens = self._decoder.count(prompt)
            if tokens <= self._max_tokens or len(passage.text) < 2:
                evidence, is_cut = whole if plain else passage, passage is not start
                return Job(passage=evidence, prompt=prompt, size=tokens, masked=masked, plain=plain, cut=is_cut)
            share = min(0.95, self._max_tokens / tokens)
            passage = cut_passage(passage, max_chars=max(1, int(len(passage.text) * share)))

    def _hypothesis(self, decoded: Decoded, job: Job) -> Hypothesis:
        """The model's text as a line, with what is wrong with it."""
        if job.masked is not None:
            text, fault = masking.unmask(decoded.text, job.masked)
        else:
            text = restoring.capitalise(" ".join(decoded.text.split()))
            fault = None if any(c.isalnum() for c in text) else "empty"
        if job.passage.role == "asked" and fault is None and not job.plain:
            asked = asks.as_asked(text, job.passage, lexicon=self._lexicon(job.passage.language))
            text, fault = (asked, None) if asked else (text, "form")
        text = restoring.close(text)
        if fault is None and text != job.plain and self._form and self._is_unsure(decoded, job, self._form):
            fault = "unsure"
        return Hypothesis(
            text=text,
            method="seq2seq",
            score=decoded.score,
            fault=fault,
            cut=job.cut,
            least_kept=self._form.least_kept.get(job.passage.kind, 0.0) if self._form else 0.0,
        )

    def _is_unsure(self, decoded: Decoded, job: Job, form: MaskingForm) -> bool:
        """Whether the model itself finds the line, or one word of it, unlikely."""
        kind = job.passage.kind
        if decoded.score < form.least_scores.get(kind, -math.inf):
            return True
        least = form.least_token_scores.get(kind)
        return least is not None and self._decoder.weakest(job.prompt, decoded.text) < least

    def _lexicon(self, language: str) -> Lexicon:
        return extractive.lexicon_of(language, extra=self._extra)
