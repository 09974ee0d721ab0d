"""Masks what must not change before a passage meets the model, and puts it back into the model's lines.

Names, places, bodies, dates, figures, quotations and runs in another script become typed, numbered placeholders
("[P0]", "[N2]"): the model then works on lower-case common words, cannot misspell a name and cannot invent a figure.
Rare words become "[W0]".. (Luong et al. 2015, "Addressing the rare word problem in neural
machine translation"). Numbers follow first occurrence; the same text has the same number, and so has a shorter form of
a person.

The form a model was trained with belongs to the model: `masking.json` in its folder, read by `load_form`.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from briefing.errors import ModelError
from briefing.records import Mention, Passage
from briefing.summarising import restoring

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "person": "P",
        "place": "L",
        "organisation": "O",
        "date": "D",
        "number": "N",
        "quotation": "Q",
        "foreign": "F",
    }
)
RARE = "W"
COMMON = "common.txt"

Titles = Literal["none", "after", "all"]
Reads = Literal["passage", "line"]

_PLACEHOLDER = re.compile(r"\[[A-Z]\d+\]")
WORD = r"(?<![\w\[\]#-])[a-z]+(?:-[a-z]+)*(?![\w\]'-])"
"""A word in lower case, whole where it is hyphened."""

_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingForm:
    """How a model wants its input masked.

    Attributes:
        slots: how many placeholders there are of each letter; mentions beyond that stay plain text.
        rare_length: shortest word, in letters, that is masked where it is rare; 0 masks no such word.
        common: words that are not rare (`common.txt` beside the form); where there is no such list, a word is rare that the
            tokenizer splits.
        titles: which official titles that adjoin a person's name are masked with it as one placeholder: "none", those
            printed "after" it ("Lin Guodong, head of the bureau"), or "all".
        reads: what the model was trained to read: the "passage", or the "line" that the source's own words, shortened, make.
        max_tokens: longest input the model was trained on, in tokens, the special ones included.
        least_scores: for each segment kind the score (mean log-probability of a token) below which a line is unsure; a
            kind that is not named has none.
        least_token_scores: the same for a line's least likely token.
        least_kept: for each segment kind the share of the content words of the source's own shortened words that a line
            must keep, without words of its own; a kind that is not named has no such bound.
    """

    slots: Mapping[str, int]
    rare_length: int = 4
    common: frozenset[str] = frozenset()
    titles: Titles = "none"
    reads: Reads = "passage"
    max_tokens: int = 250
    least_scores: Mapping[str, float] = field(default_factory=dict)
    least_token_scores: Mapping[str, float] = field(default_factory=dict)
    least_kept: Mapping[str, float] = field(default_factory=dict)


def load_form(path: Path, *, model: str, free: bool = False) -> MaskingForm:
    """The masking form in the file `path`; `free` takes what it says under "free" instead, where it says anything.

    Raises:
        ModelError: the file cannot be read or has another shape.
    """
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name} cannot be read: {error}", model=model) from error
    if not isinstance(raw, dict):
        raise ModelError(f"{path.name} is not a masking form", model=model)
    freely = raw.pop("free", None)
    if free and isinstance(freely, dict):
        raw |= freely
    known = {*LETTERS.values(), RARE}
    words = path.with_name(COMMON)
    try:
        slots = {str(letter): int(count) for letter, count in raw.pop("slots").items()}
        form = MaskingForm(
            slots=MappingProxyType(slots),
            common=frozenset(words.read_text(encoding="utf-8").split()) if words.is_file() else frozenset(),
            least_scores=_bounds(raw, "least_scores"),
            least_token_scores=_bounds(raw, "least_token_scores"),
            least_kept=_bounds(raw, "least_kept"),
            **raw,
        )
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as error:
        raise ModelError(f"{path.name} is not a masking form: {error}", model=model) from error
    if not set(slots) <= known or min(slots.values(), default=0) < 0:
        raise ModelError(f"{path.name}: slots are counts for {', '.join(sorted(known))}", model=model)
    if form.titles not in get_args(Titles):
        raise ModelError(f"{path.name}: titles is one of {', '.join(get_args(Titles))}", model=model)
    if form.reads not in get_args(Reads):
        raise ModelError(f"{path.name}: reads is one of {', '.join(get_args(Reads))}", model=model)
    return form


def _bounds(raw: dict[str, Any], name: str) -> Mapping[str, float]:
    return MappingProxyType({str(kind): float(bound) for kind, bound in raw.pop(name, {}).items()})


@dataclass(frozen=True)
class Masked:
    """A masked passage.

    `text` is for the model; `originals` has for each placeholder what it stands for, in text order; `plain` is the
    passage with each masked mention as one `restoring.HIDDEN`.
    """

    text: str
    originals: Mapping[str, tuple[str, ...]]
    plain: str
    titles: tuple[str, ...] = ()

    @cached_property
    def spelling(self) -> restoring.Spelling:
        """How the source writes its words."""
        return restoring.Spelling(self.plain, proper=self.titles)


def mask(passage: Passage, *, form: MaskingForm, pieces: Callable[[str], int]) -> Masked:
    """`passage` as a model of this `form` was trained to read it, without the prompt.

    `pieces` counts the tokens that the model's tokenizer makes of a lower-case word.
    """
    slots = _Slots(form=form, pieces=pieces)
    out: list[str] = []
    seen: list[str] = []  # what the case of common words is read from
    position = 0
    for mention in passage.mentions:
        start, end = _extent(mention, titles=form.titles)
        if start < position:
            continue
        placeholder = slots.of_mention(mention, passage.text[start:end])
        if placeholder is None:
            continue
        out += [slots.plain(passage.text[position:start]), f" {placeholder} "]
        seen += [passage.text[position:start], restoring.HIDDEN]
        position = end
    out.append(slots.plain(passage.text[position:]))
    seen.append(passage.text[position:])
    return Masked(
        text=" ".join("".join(out).split()),
        originals={placeholder: tuple(texts) for placeholder, texts in slots.originals.items()},
        plain="".join(seen),
        titles=tuple(m.title.text for m in passage.mentions if m.title),
    )


def unmask(line: str, masked: Masked) -> tuple[str, str | None]:
    """The model's `line` with originals, case and spacing restored, and what is wrong with it, if anything.

    The fault is "placeholder" where the line has a placeholder that its source lacks, more often than its source, or
    twice in a row; "empty" where the line has no word.
    """
    tokens = _PLACEHOLDER.sub(r" \g<0> ", line).split()
    used: Counter[str] = Counter()
    fault = None
    pieces: list[restoring.Piece] = []
    for i, token in enumerate(tokens):
        if not _PLACEHOLDER.fullmatch(token):
            pieces.append(restoring.Piece(token))
            continue
        originals = masked.originals.get(token, ())
        doubled = i > 0 and tokens[i - 1] == token and f"{token} {token}" not in masked.text
        if used[token] >= len(originals) or doubled:
            fault = "placeholder"
            continue
        original = originals[used[token]]
        # a rare word with a capital is more often a name than the head of a sentence
        common = token.startswith(f"[{RARE}") and original.islower()
        pieces.append(restoring.Piece(original, fixed=not common))
        used[token] += 1
    text = restoring.join(pieces, spelling=masked.spelling)
    if fault is None and not any(c.isalnum() for c in text):
        fault = "empty"
    return text, fault


def _extent(mention: Mention, *, titles: Titles) -> tuple[int, int]:
    """Where the masked stretch starts and ends: the mention, and the title that adjoins it where `titles` says so."""
    start, end = mention.span.start, mention.span.end
    if mention.title is not None and titles != "none":
        end = max(end, mention.title.end)
        if titles == "all":
            start = min(start, mention.title.start)
    return start, end


class _Slots:
    """Hands out placeholders for one passage."""

    def __init__(self, *, form: MaskingForm, pieces: Callable[[str], int]) -> None:
        self.originals: dict[str, list[str]] = {}
        self._form = form
        self._pieces = pieces
        self._counts: Counter[str] = Counter()
        self._numbers: dict[tuple[str, str], str] = {}

    def of_mention(self, mention: Mention, text: str) -> str | None:
        """The placeholder for a mention printed as `text`; None where the slots of its kind are used up."""
        letter = LETTERS[mention.kind]
        placeholder = self._known(letter, text, mention.canonical) or self._new(letter, text.lower())
        if placeholder is None:
            return None
        self._numbers.setdefault((letter, mention.canonical.lower()), placeholder)
        # a name run together ("Wangji") is printed as the article writes it elsewhere
        respelled = mention.kind == "person" and _squeeze(text) == _squeeze(mention.canonical)
        self.originals[placeholder].append(mention.canonical if respelled else text)
        return placeholder

    def plain(self, text: str) -> str:
        """`text` in lower case, with the rare words replaced."""
        low = text.lower()
        if not self._form.rare_length:
            return low
        same = len(low) == len(text)

        def replace(match: re.Match[str]) -> str:
            word = match.group()
            if len(word) < self._form.rare_length or not self._is_rare(word):
                return word
            placeholder = self._numbers.get((RARE, word)) or self._new(RARE, word)
            if placeholder is None:
                return word
            self.originals[placeholder].append(text[match.start() : match.end()] if same else word)
            return f" {placeholder} "

        return _WORD.sub(replace, low)

    def _is_rare(self, word: str) -> bool:
        """Whether a word, or a part of a hyphened one, is rare."""
        common = self._form.common
        return any(part not in common if common else self._pieces(part) > 1 for part in word.split("-"))

    def _known(self, letter: str, text: str, canonical: str) -> str | None:
        for form in (text.lower(), canonical.lower()):
            if (letter, form) in self._numbers:
                return self._numbers[letter, form]
        if letter != "P":
            return None
        low = text.lower()
        return next((p for (k, x), p in self._numbers.items() if k == letter and (low in x or x in low)), None)

    def _new(self, letter: str, key: str) -> str | None:
        if self._counts[letter] >= self._form.slots.get(letter, 0):
            return None
        placeholder = f"[{letter}{self._counts[letter]}]"
        self._counts[letter] += 1
        self._numbers[letter, key] = placeholder
        self.originals[placeholder] = []
        return placeholder


def _squeeze(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
