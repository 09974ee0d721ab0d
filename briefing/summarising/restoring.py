"""Gives a lower-case, tokenised line the case and the spacing of its source back.

A truecaser that knows one text only: each word of the line is written as the source writes it in mid-sentence (Lita et
al. 2003, "tRuEcasIng", reduced to the evidence at hand). Punctuation is closed up as English prints it, and where
English leaves a choice (hyphens, apostrophes, slashes) as the source does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NARROW = str.maketrans("，。；：！？（）、．％", ",.;:!?(),.%")
"""Fullwidth punctuation as an English line prints it."""

_TOKEN = re.compile(r"[^\W_]+|\S")
_SENTENCE_END = frozenset(".!?:;,。！？：；，、\"'“”‘’「」《》()（）-–—·•\n")
_OPENING = frozenset("([{“‘«「《（")
_CLOSING = frozenset(")]}”»」》）,.;:!?%…，。、；：！？")
_STOPS = frozenset(".!?")
_POINTS = frozenset(".,:")
_APOSTROPHES = frozenset("'’")
_INNER = frozenset("-/_@#&*+=^~|<>°–—·")
_MONEY = frozenset("$€£¥₹₱")
_LONGEST_ENDING = 2  # letters after an apostrophe: 's, 're, 'll


@dataclass(frozen=True)
class Piece:
    """A token of a line; a `fixed` one is printed as it is, whatever its case."""

    text: str
    fixed: bool = False


class Spelling:
    """How one text writes its words: their case and accents, and what stands directly beside what."""

    def __init__(self, source: str, *, proper: Sequence[str] = ()) -> None:
        """Reads `source`; words of `proper` (titles that adjoin a name) count as written in mid-sentence."""
        seen: dict[str, Counter[str]] = {}
        opening: dict[str, Counter[str]] = {}
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(source)]
        self._beside: set[tuple[str, str]] = set()
        self.spaced_hyphen = " - " in source and not re.search(r"\w-\w", source)
        for i, (token, start, _) in enumerate(tokens):
            if i and tokens[i - 1][2] == start:
                self._beside.add((fold(tokens[i - 1][0]), fold(token)))
            if any(c.isalpha() for c in token):
                first = i == 0 or tokens[i - 1][0] in _SENTENCE_END or "\n" in source[tokens[i - 1][2] : start]
                (opening if first else seen).setdefault(fold(token), Counter())[token] += 1
        for word in (w for text in proper for w in re.findall(r"[^\W_]+", text)):
            seen.setdefault(fold(word), Counter())[word] += 1
        self._written = {key: _choose(counts) for key, counts in seen.items()}
        for key, counts in opening.items():
            self._written.setdefault(key, _opener(counts))

    def of(self, word: str) -> str:
        """`word` as the source writes it; as it is where the source lacks it."""
        return self._written.get(fold(word), word)

    def joined(self, left: str, right: str) -> bool:
        """Whether the source has these two tokens side by side without a blank."""
        return (fold(left), fold(right)) in self._beside


def join(pieces: Iterable[Piece], *, spelling: Spelling) -> str:
    """One line from `pieces`: case restored, punctuation closed up, first letter and end of sentence set."""
    tokens: list[Piece] = []
    for piece in pieces:
        tokens += [piece] if piece.fixed else [Piece(t.translate(NARROW)) for t in _TOKEN.findall(piece.text)]
    out: list[str] = []
    opens = True
    quotes: Counter[str] = Counter()
    for i, token in enumerate(tokens):
        text = token.text if token.fixed else spelling.of(token.text)
        if i and not _closed(tokens, i, spelling=spelling, quotes=quotes):
            out.append(" ")
        if not token.fixed and text == '"':
            quotes[text] += 1
        out.append(capitalise(text) if opens and not token.fixed else text)
        opens = (not token.fixed and text in _STOPS) or (opens and not any(c.isalnum() for c in text))
    return " ".join("".join(out).split())


def capitalise(text: str) -> str:
    """`text` with its first letter in upper case."""
    match = re.match(r"[^\w]*", text)
    at = match.end() if match else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def fold(word: str) -> str:
    """`word` without case and accents, the form an uncased tokenizer knows it by."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn") or word.lower()


def _choose(counts: Counter[str]) -> str:
    """The usual form in mid-sentence; the lower-case one where two are as frequent."""
    return min(counts, key=lambda form: (-counts[form], not form.islower(), form))


def _opener(counts: Counter[str]) -> str:
    """What a word seen only at the head of sentences is within one: an acronym stays, another loses its capital."""
    form = _choose(counts)
    return form if sum(c.isupper() for c in form) > 1 else form[:1].lower() + form[1:]


def _closed(tokens: Sequence[Piece], i: int, *, spelling: Spelling, quotes: Counter[str]) -> bool:
    """Whether token `i` follows the one before it without a blank."""
    left = "" if tokens[i - 1].fixed else tokens[i - 1].text
    right = "" if tokens[i].fixed else tokens[i].text
    if '"' in (left, right):
        return quotes['"'] % 2 == 1
    if right in _CLOSING or left in _OPENING or left in _MONEY:
        return True
    before, after = tokens[i - 1].text, tokens[i].text
    beside = spelling.joined(_TOKEN.findall(before)[-1], _TOKEN.findall(after)[0])
    if left in _POINTS:
        return beside and i > 1 and tokens[i - 2].text[-1:].isdigit() and after[:1].isdigit()
    if "'" in (left, right) or "’" in (left, right):
        return right in _APOSTROPHES or len(after) <= _LONGEST_ENDING or beside
    if left in _INNER or right in _INNER:
        return beside or _hyphenates(tokens, i, spelling=spelling)
    return False


def _hyphenates(tokens: Sequence[Piece], i: int, *, spelling: Spelling) -> bool:
    """A hyphen between two words closes up unless the source has it only between blanks."""
    at = next((k for k in (i - 1, i) if tokens[k].text == "-" and not tokens[k].fixed), 0)
    if not 0 < at < len(tokens) - 1 or spelling.spaced_hyphen:
        return False
    return tokens[at - 1].text[-1:].isalnum() and tokens[at + 1].text[:1].isalnum()
