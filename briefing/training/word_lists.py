"""The two word lists of a model that polishes lines: what it reads unmasked, and what it may put in.

`python -m briefing.training.word_lists RECIPE` prints how long they are and writes `common.txt` and `own_words.txt` into the folder
of the recipe's base. Common is a word that the lines of the pairs and of the open text often have, and that the tokenizer keeps
whole; the model's own are small words and those that several lines have though their source lacks them.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from briefing import lexicons
from briefing.evaluation.pairs import MARK, Pair, read_pairs, unmarked
from briefing.lexicons import Lexicon
from briefing.lexicons.words import stem
from briefing.records import Passage
from briefing.summarising.masking import COMMON
from briefing.summarising.vocabulary_map import OWN_WORDS
from briefing.training import polishing, recipe
from briefing.training.data import open_text

_FEWEST, _WRITTEN = 100, 5  # times that a common word is seen; what a written line counts for beside one of open text
_LINES = 4  # that have a word which their source lacks
_WORD = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-])")
_SMALL = """
a an the and or but nor not no of in on at to for from with by about under over into within without before after until during
between among through across against along around behind beyond near since than as if when where while who whom whose which
that what how why because so is are was were be been being has have had having do does did must may can will would should
shall could he she it they him her his its them their this these those there each every all both any some then also only
still up out off down others cannot don s t
""".split()


def common(lines: Iterable[str], found: Iterable[str], *, pieces: Callable[[str], int]) -> list[str]:
    """The words that are often in written `lines` or in those `found` in open text, and are one token."""
    counts = Counter(word for line in found for word in _WORD.findall(line.lower()))
    for line in lines:
        for word in _WORD.findall(line.lower()):
            counts[word] += _WRITTEN
    return sorted(word for word, count in counts.items() if count >= _FEWEST and pieces(word) == 1)


def own(pairs: Sequence[Pair], *, lexicon: Lexicon) -> list[str]:
    """The small words, and those that several lines have though their source has none of the root."""
    brought: Counter[str] = Counter()
    for pair in pairs:
        source, line = (set(_WORD.findall(unmarked(text)[0].lower())) for text in (pair.source, pair.summary))
        roots = {stem(word, lexicon) for word in source}
        brought.update(word for word in line - source if stem(word, lexicon) not in roots)
    return sorted({*_SMALL, *(word for word, count in brought.items() if count >= _LINES)})


def _without_names(passage: Passage) -> str:
    out, position = "", 0
    for mention in passage.mentions:
        out += passage.text[position : mention.span.start] + " "
        position = mention.span.end
    return out + passage.text[position:]


def main(arguments: Sequence[str]) -> None:
    """The command."""
    from tokenizers import Tokenizer

    plan = recipe.load(Path(arguments[0]))
    base = plan.folder / plan.base
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    lexicon = lexicons.load("en")
    pairs = read_pairs(plan.files(plan.data.pairs))
    written = [MARK.sub(" ", pair.summary) for pair in (*pairs, *read_pairs(plan.files(plan.data.whole_pairs)))]
    found = [line for _, line in polishing.lines_of(open_text(plan), mask=_without_names, lexicon=lexicon)]
    words = common(written, found, pieces=lambda word: len(tokenizer.encode(word, add_special_tokens=False).ids))
    for name, listed in ((COMMON, words), (OWN_WORDS, own(pairs, lexicon=lexicon))):
        (base / name).write_text("\n".join(listed) + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}: {len(listed)} words\n")


if __name__ == "__main__":
    main(sys.argv[1:])
