"""What every engine does: texts in, for each the hypotheses of a beam out. The engines differ in nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Decoded:
    """One hypothesis of a beam: its text and its score (mean log probability of its tokens)."""

    text: str
    score: float


class Decoder(Protocol):
    """Runs one sequence-to-sequence checkpoint. Safe to call from several threads.

    Attributes:
        engine: the library that runs it.
        revision: which version of the checkpoint it is.
        lanes: how many batches it decodes at once.
        batch_size: how many sources make a full batch.
    """

    engine: str
    revision: str
    lanes: int
    batch_size: int

    def count(self, text: str) -> int:
        """How many tokens the model makes of `text`, the special ones included."""

    def pieces(self, word: str) -> int:
        """How many tokens the model makes of one word, without special ones."""

    def decode(self, sources: Sequence[str]) -> list[list[Decoded]]:
        """The hypotheses for each source, best first; a source's never depend on the others."""

    def weakest(self, source: str, text: str) -> float:
        """The log probability of the token of `text` that the model finds least likely after `source`.

        A line that is fluent as a whole but for one word that the model put in for want of a better one has a good mean
        and a bad weakest token.
        """
