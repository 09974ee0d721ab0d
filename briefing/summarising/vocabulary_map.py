"""Which words a polished line may have: those of its source, other forms of them, and a closed list of small words.

The map bounds the output vocabulary source by source (L'Hostis et al. 2016, "Vocabulary selection strategies for neural
machine translation"): a model that may only choose among these cannot put a word in for one that it copies badly, and its last
layer has hundreds of rows to compute instead of thousands. CTranslate2 reads the map as `vmap.txt`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefing import lexicons
from briefing.errors import ModelError
from briefing.lexicons import Lexicon
from briefing.lexicons.words import same_root, stem

FILE = "vmap.txt"
OWN_WORDS = "own_words.txt"
"""In a model's folder: the words that a line may have whatever its source, one a line. Without it nothing is bounded."""

_WORD = re.compile(r"[a-z]{2,}")
_SHORTEST = 3  # letters of a word that has other forms


def write(folder: Path, out: Path) -> bool:
    """Writes the map of the model in `folder` to the folder `out`; False where the model has no list of its own words.

    Raises:
        ModelError: `tokenizer.json` cannot be read.
    """
    if not (folder / OWN_WORDS).is_file():
        return False
    tokens = _vocabulary(folder / "tokenizer.json")
    own = [word for word in (folder / OWN_WORDS).read_text(encoding="utf-8").split() if word in tokens]
    marks = [token for token in tokens if len(token) == 1 and not token.isalnum() and token.isascii()]
    forms = other_forms(tokens, lexicon=lexicons.load("en"))
    lines = ["\t" + " ".join(sorted({*own, *marks}))]
    lines += [f"{token}\t{' '.join((token, *forms.get(token, ())))}" for token in tokens]
    (out / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True


def read(path: Path) -> Mapping[str, tuple[str, ...]]:
    """For each source token the tokens that a line may have for it; under "" those that any line may have."""
    rows = (line.partition("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {token: tuple(allowed.split(" ")) for token, _, allowed in rows}


def other_forms(words: Iterable[str], *, lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    """For each of `words` its other forms among them: 'constructed' for 'construction', 'went' for 'go'."""
    known = [word for word in words if _WORD.fullmatch(word)]
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word in known:
        by_stem[stem(word, lexicon)].append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for group in by_stem.values():
        for word in group:
            if len(word) >= _SHORTEST:
                found[word].update(w for w in group if w != word and same_root(w, word, lexicon))
    there = set(known)
    for row in lexicon.table("irregular_verbs", "verbs"):
        for word in row:
            found[word].update(form for form in row if form != word and form in there)
    return {word: tuple(sorted(forms)) for word, forms in found.items() if forms}


def _vocabulary(path: Path) -> tuple[str, ...]:
    try:
        tokenizer = json.loads(path.read_text(encoding="utf-8"))
        words = tokenizer["model"]["vocab"]
        names = words if isinstance(words, dict) else [piece for piece, _ in words]
        added = [token["content"] for token in tokenizer.get("added_tokens", ())]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path.name} cannot be read: {error}", model=str(path.parent)) from error
    return tuple(dict.fromkeys([*names, *added]))
