"""Training examples from pairs and from open text.

A pair is a JSON object with `kind`, `source` and `summary`. Inline marks such as `[P:Lin Guodong]` name what must survive
unchanged; a family that masks turns them into placeholders, every other family sees the text without them.
"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing import lexicons
from briefing.errors import SettingsError
from briefing.evaluation.pairs import MARK, Pair, passage_of, read_pairs, unmarked
from briefing.records import Passage
from briefing.summarising import masking, prompts
from briefing.training import denoising, grammar, polishing
from briefing.training.recipe import Recipe

_PLACEHOLDER = re.compile(r"\[[A-Z]\d+\]")
_WORD = re.compile(masking.WORD)
MASKED_FAMILY = "embedded"
"""The prompts of passages that are read whole, mentions masked."""
POLISHING_FAMILY = "polishing"
"""The prompts of lines to be polished, mentions masked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What the model reads, prompt included, and what it is to write."""

    source: str
    target: str


def masked_example(
    pair: Pair, *, form: masking.MaskingForm, pieces: Callable[[str], int], rng: random.Random | None = None
) -> tuple[str, str] | None:
    """The masked source and summary of a pair; None where the summary marks what the source lacks or has no slot for.

    With `rng` the placeholder numbers are shuffled, so that the model learns to copy them instead of counting.
    """
    masked = masking.mask(passage_of(pair), form=form, pieces=pieces)
    lost = False

    def replace(match: re.Match[str]) -> str:
        nonlocal lost
        placeholder = _placeholder_of(match.group(1), match.group(2), masked)
        lost = lost or placeholder is None
        return f" {placeholder} "

    target = MARK.sub(replace, pair.summary)
    if lost:
        return None
    words = {
        texts[0].lower(): f" {name} " for name, texts in masked.originals.items() if name.startswith(f"[{masking.RARE}")
    }
    target = " ".join(
        piece if _PLACEHOLDER.fullmatch(piece) else _WORD.sub(lambda m: words.get(m.group(), m.group()), piece.lower())
        for piece in re.split(r"(\[[A-Z]\d+\])", target)
    )
    source, target = masked.text, " ".join(target.split())
    return _renumber(source, target, form=form, rng=rng) if rng else (source, target)


def _placeholder_of(letter: str, text: str, masked: masking.Masked) -> str | None:
    low, squeezed = text.lower(), re.sub(r"\W", "", text).lower()
    same = [
        (name, original.lower()) for name, texts in masked.originals.items() if name[1] == letter for original in texts
    ]
    exact = [name for name, original in same if original == low or re.sub(r"\W", "", original) == squeezed]
    part = [name for name, original in same if letter == "P" and (low in original or original in low)]
    return next(iter(exact + part), None)


def _renumber(source: str, target: str, *, form: masking.MaskingForm, rng: random.Random) -> tuple[str, str]:
    names = sorted(set(_PLACEHOLDER.findall(source)))
    new: dict[str, str] = {}
    for letter in {name[1] for name in names}:
        mine = [name for name in names if name[1] == letter]
        numbers = rng.sample(range(min(form.slots[letter], max(8, len(mine)))), len(mine))
        new |= {name: f"[{letter}{number}]" for name, number in zip(mine, numbers, strict=True)}
    return tuple(_PLACEHOLDER.sub(lambda m: new.get(m.group(), m.group()), text) for text in (source, target))  # type: ignore[return-value]


class Examples:
    """Draws training examples for a recipe and turns them into token numbers.

    Raises:
        SettingsError: a file of open text is missing or is not the one the recipe names.
        InputError: a pair cannot be read.
    """

    def __init__(self, recipe: Recipe, *, tokenizer: Any) -> None:
        self._recipe, self._tokenizer = recipe, tokenizer
        self._prompts = prompts.load(recipe.family)
        self._whole_prompts = prompts.load(MASKED_FAMILY)
        self._form = self._masking_form() if recipe.family in (MASKED_FAMILY, POLISHING_FAMILY) else None
        self._lengths: dict[str, int] = {}
        self._pairs = read_pairs(recipe.files(recipe.data.pairs))
        self._whole = read_pairs(recipe.files(recipe.data.whole_pairs))
        self._validation = read_pairs(recipe.files(recipe.data.validation))
        words = lexicons.load("en")
        self._padding = words.terms("compression", "padding adverbs") + words.terms("compression", "padding phrases")
        self._open = self._lines = None
        if recipe.data.polish_share:
            self._lines = self._polishing(recipe)
        if recipe.data.open_share:
            self._open = denoising.OpenText(open_text(recipe), mask=self._masked_text, padding=self._padding)

    def draw(self, rng: random.Random) -> Example:
        """One example; what it is depends on `rng` alone."""
        data = self._recipe.data
        task = self._task(rng)
        if task == "open" and self._open:
            kind, source, target = self._open.draw(rng)
            return Example(source=f"{kind} : {source}", target=target)
        if task == "polish" and self._lines:
            return self._polish(self._lines, rng)
        made_from = self._whole if task == "whole" else self._pairs
        while True:
            pair = grammar.pair(rng) if task == "grammar" else rng.choice(made_from)
            renumber = rng if rng.random() < data.shuffle_share else None
            example = self._example(pair, rng=renumber, whole=task in ("whole", "grammar"))
            if example and rng.random() < data.noise_share:
                return Example(source=self._noisier(example.source, task, rng), target=example.target)
            if example:
                return example

    def _noisier(self, source: str, task: str, rng: random.Random) -> str:
        prompt, colon, text = source.partition(" : ") if self._form else ("", "", source)
        if self._lines and task == "pairs":
            return prompt + colon + self._lines.clumsy(text, rng, padding=self._padding)
        return prompt + colon + denoising.noisier(text, rng, padding=self._padding)

    def _task(self, rng: random.Random) -> str:
        """Which of its sources an example is drawn from; what the shares leave goes to the pairs, if there are any."""
        data = self._recipe.data
        shares = {
            "open": data.open_share, "grammar": data.grammar_share, "whole": data.whole_share, "polish": data.polish_share,
        }  # fmt: skip
        named = {task: share for task, share in shares.items() if share}
        if not named:
            return "pairs"
        rest = 1 - sum(named.values())
        tasks = [*named, "pairs"] if self._pairs else [*named]
        return rng.choices(tasks, [*named.values(), *([rest] if self._pairs else [])])[0]

    def _polish(self, lines: polishing.Lines, rng: random.Random) -> Example:
        kind, source, target = lines.draw(rng, padding=self._padding)
        if self._form and rng.random() < self._recipe.data.shuffle_share:
            source, target = _renumber(source, target, form=self._form, rng=rng)
        return Example(source=self._prompts.fill(kind, source), target=target)

    def _polishing(self, recipe: Recipe) -> polishing.Lines:
        lexicon = lexicons.load("en")
        written = []
        for pair in self._pairs + self._whole:
            text, mentions = unmarked(pair.summary)
            line = Passage(kind=pair.kind, role=passage_of(pair).role, text=text, language="en", mentions=mentions)
            written.append((pair.kind, self._masked_text(line)))
        found = polishing.lines_of(open_text(recipe), mask=self._masked_text, lexicon=lexicon)
        return polishing.Lines(written, list(found), lexicon=lexicon)

    def validation(self) -> tuple[Example, ...]:
        """The validation pairs as examples, in order, never noisy."""
        return tuple(example for pair in self._validation if (example := self._example(pair)))

    def encode(self, example: Example) -> tuple[list[int], list[int]]:
        """Token numbers of source and target, cut at the recipe's lengths; the target without its opening token."""
        recipe = self._recipe
        source = self._tokenizer(example.source, truncation=True, max_length=recipe.max_source_tokens).input_ids
        target = self._tokenizer(
            text_target=example.target, truncation=True, max_length=recipe.max_target_tokens
        ).input_ids
        return source, target[1:] if target and target[0] == self._tokenizer.bos_token_id else target

    def decode(self, ids: Sequence[int]) -> str:
        """The text of generated tokens, placeholders kept, special tokens dropped."""
        special = set(self._tokenizer.all_special_ids) - {self._tokenizer.unk_token_id}
        return str(self._tokenizer.decode([i for i in ids if i not in special], skip_special_tokens=False))

    def _example(self, pair: Pair, *, rng: random.Random | None = None, whole: bool = False) -> Example | None:
        if self._form is None:
            source, target = unmarked(pair.source)[0], unmarked(pair.summary)[0]
        else:
            masked = masked_example(pair, form=self._form, pieces=self._pieces, rng=rng)
            if masked is None:
                return None
            source, target = masked
        family = self._whole_prompts if whole and self._form else self._prompts
        return Example(source=family.fill(pair.kind, source), target=target)

    def _masked_text(self, passage: Passage) -> str:
        return masking.mask(passage, form=self._form, pieces=self._pieces).text if self._form else passage.text

    def _masking_form(self) -> masking.MaskingForm:
        path = self._recipe.folder / self._recipe.base / "masking.json"
        return masking.load_form(path, model=self._recipe.base)

    def _pieces(self, word: str) -> int:
        if word not in self._lengths:
            self._lengths[word] = len(self._tokenizer.tokenize(word))
        return self._lengths[word]


def open_text(recipe: Recipe) -> Iterator[str]:
    """The texts of a recipe's files.

    Raises:
        SettingsError: a file is not the one that the recipe names.
    """
    files = recipe.files(recipe.data.open_text)
    for path, wanted in zip(files, recipe.data.open_text_sha256 or [""] * len(files), strict=True):
        content = path.read_bytes()
        if wanted and hashlib.sha256(content).hexdigest() != wanted:
            raise SettingsError(f"{path} is not the text that the recipe names", key="data.open_text_sha256")
        for line in gzip.decompress(content).decode("utf-8").splitlines():
            yield json.loads(line)["text"]
