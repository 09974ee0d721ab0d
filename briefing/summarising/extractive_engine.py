"""The extractive engine: no model at all."""

from collections.abc import Sequence
from pathlib import Path

from briefing.records import Hypothesis, ModelInfo, Passage
from briefing.summarising import extractive


class ExtractiveSummariser:
    """Writes each line in the source's own words, shortened. Safe to call from several threads: it has no state."""

    batch_size = 1  # nothing is gained by waiting for more passages

    def __init__(self, *, lexicon: Path | None = None) -> None:
        self._extra = lexicon

    @property
    def info(self) -> ModelInfo:
        """Who writes."""
        return ModelInfo(name="extractive", engine="extractive", revision="", prompts="")

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        """One hypothesis for each passage."""
        return [
            [extractive.hypothesis(p, lexicon=extractive.lexicon_of(p.language, extra=self._extra))] for p in passages
        ]
