"""Self-supervised examples from open text: the decoder learns to write, and open text already teaches the task.

Four tasks, mixed anew for every example: `fill` restores a sentence with masked spans (Lewis et al. 2020, BART), `clean`
restores one that was made noisy the way machine translation is, `directive` finds the demand in 'must', 'urged X to' and
their like, `site` finds what was visited, toured or reviewed.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence

from briefing import lexicons, mentions
from briefing.records import Passage
from briefing.summarising.passages import passage_of

TASKS = (("directive", 0.26), ("site", 0.14), ("clean", 0.34), ("fill", 0.26))

_WORDS = r"(?:[\w\[\]]+ ){1,5}"
DEMAND = re.compile(
    r"\b(?:must|should|needs? to|ha(?:ve|s) to|want to"
    rf"|(?:urged?|called on|asked|instructed|directed|told|ordered) {_WORDS}to"
    r"|it is (?:important|necessary|essential|vital|time) (?:that we |to ))"
    r" ?((?!be |not be |have )[a-z]+ [^.;:!?]{20,160}?)"
    r"(?=[.;!?]|, (?:he|she|they|it|but|which|who|and (?:he|she|they|we|it|the|that)) )"
)
VISIT = re.compile(
    r"\b(?:visited|toured|inspected|reviewed|examined|checked|attended|observed|discussed|met with|announced|received)"
    r" [^.;:!?]{20,160}?(?=[.;!?]|, (?:he|she|which|who|but) )"
)
_ARTICLES = frozenset(("the", "a", "an"))
_SHORT = frozenset(("of", "to", "for", "in", "on", "and", "that", "will", "is", "are", "was", "be"))


class OpenText:
    """The sentences of open texts, masked, ready to draw examples from.

    Args:
        texts: whole articles in English.
        mask: turns a passage into what the model reads.
        padding: words and phrases that officials' prose is padded with.
    """

    def __init__(self, texts: Iterable[str], *, mask: Callable[[Passage], str], padding: Sequence[str]) -> None:
        self._padding = padding
        self._sentences = [line for text in texts for line in _sentences(text, mask)]
        if not self._sentences:
            raise ValueError("no sentence of 6 to 55 words in the open text")
        self._demands = [(s, m) for s in self._sentences if (m := DEMAND.search(s)) and len(m.group(1).split()) >= 4]
        self._visits = [(s, m) for s in self._sentences if (m := VISIT.search(s)) and len(m.group().split()) >= 5]

    def draw(self, rng: random.Random) -> tuple[str, str, str]:
        """(task, source, target) of one example."""
        task = rng.choices([name for name, _ in TASKS], [share for _, share in TASKS])[0]
        found = {"directive": self._demands, "site": self._visits}.get(task)
        if found:
            return self._found(task, rng.choice(found), rng)
        sentence = rng.choice(self._sentences)
        if task == "fill":
            return task, _with_gaps(sentence.split(), rng), sentence
        return rng.choice(("clean", "clean", "event")), noisier(sentence, rng, padding=self._padding), sentence

    def _found(self, task: str, found: tuple[str, re.Match[str]], rng: random.Random) -> tuple[str, str, str]:
        sentence, match = found
        body = match.group(1) if task == "directive" else match.group()
        source = sentence
        if rng.random() < 0.4:  # the clause alone, as a segmenter would hand it over
            start = max(0, sentence.rfind(" ", 0, max(0, match.start() - rng.choice((0, 0, 40)))))
            source = sentence[start : match.end()].strip()
        if rng.random() < 0.6:
            source = noisier(source, rng, padding=self._padding)
        return task, source, body.strip(" ,") + "."


def noisier(text: str, rng: random.Random, *, padding: Sequence[str]) -> str:
    """`text` with articles and short words lost, padding put in, words doubled and neighbours swapped."""
    out: list[str] = []
    for word in text.split():
        chance = rng.random()
        if (word in _ARTICLES and chance < 0.4) or (word in _SHORT and chance < 0.08):
            continue
        if chance > 0.97 and padding:
            out.append(rng.choice(padding))
        out.append(word)
        if chance < 0.01 and word.isalpha():
            out.append(word)
    if len(out) > 8 and rng.random() < 0.2:
        i = rng.randrange(3, len(out) - 1)  # the prompt and the opening stay
        out[i], out[i + 1] = out[i + 1], out[i]
    return " ".join(out)


def _with_gaps(words: list[str], rng: random.Random) -> str:
    """The words with about a quarter of them behind `[MASK]`, in gaps of 0 to 5 words."""
    out, i = [], 0
    while i < len(words):
        if rng.random() < 0.1:
            out.append("[MASK]")
            i += rng.choice((0, 1, 2, 2, 3, 3, 4, 5))
        if i < len(words):
            out.append(words[i])
            i += 1
    return " ".join(out)


def _sentences(text: str, mask: Callable[[Passage], str]) -> Iterable[str]:
    annotation = mentions.annotate(text, language="en", lexicon=lexicons.load("en"))
    for sentence in annotation.sentences:
        words = sentence.span.text.split()
        if 6 <= len(words) <= 55 and sentence.span.text[-1] in ".!?" and sentence.span.text[0].isalpha():
            yield mask(passage_of(annotation, (sentence.span,), kind="event", role="event"))
