"""A scripted summariser for tests: ours and our users'."""

from collections.abc import Callable, Sequence

from briefing.records import Hypothesis, ModelInfo, Passage


class ScriptedSummariser:
    """Answers each passage with what `script` returns for it: lines, best first.

    Attributes:
        seen: every passage handed over, in order.
    """

    def __init__(self, script: Callable[[Passage], Sequence[str]]) -> None:
        self._script = script
        self.seen: list[Passage] = []

    @property
    def info(self) -> ModelInfo:
        """Name and engine are "scripted"."""
        return ModelInfo(name="scripted", engine="scripted", revision="", prompts="")

    def summarise(self, passages: Sequence[Passage]) -> list[list[Hypothesis]]:
        """One list of hypotheses a passage, as the script says."""
        self.seen.extend(passages)
        return [[Hypothesis(text=line, method="seq2seq") for line in self._script(passage)] for passage in passages]
