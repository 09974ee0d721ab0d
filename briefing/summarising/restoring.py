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

HIDDEN = "\ufffc"
"""Stands in a source for a mention that its lines print unchanged (the Unicode object replacement character)."""

NARROW = str.maketrans("，。；：！？（）、．％", ",.;:!?(),.%")
"""Fullwidth punctuation as an English line prints it."""

_TOKEN = re.compile(r"[^\W_]+|\S")
_SENTENCE_END = frozenset(".!?:;。！？：；，、\"'“”‘’「」《》()（）-–—·•\n")
_SEPARATORS = frozenset(",")
# Machine-translated text writes a clause's first word with a capital ('He pointed out, The roads'); a name or title
# after a comma and a blank keeps its own.
_FUNCTION_WORD = re.compile(
    "the|a|an|this|that|these|those|its?|he|she|they|we|i|you|his|her|their|our|all|every|each|some|any|no|not|never|do|"
    "does|must|should|shall|can|will|may|is|are|was|were|be|has|have|had|in|on|at|of|for|by|with|from|to|into|if|when|"
    "while|where|who|which|what|how|and|or|but|as|so|let|there"
)
_WORD_END = re.compile(rf"[^\W\d_]|{HIDDEN}")
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

    @property
    def key(self) -> str:
        """What the source has in its place."""
        return HIDDEN if self.fixed else self.text


class Spelling:
    """How one text writes its words: their case and accents, and what stands directly beside what.

    A mention that a line prints unchanged is one HIDDEN character of the text: its capitals say nothing of common
    words.
    """

    def __init__(self, source: str, *, proper: Sequence[str] = ()) -> None:
        """Reads `source`; words of `proper` (titles that adjoin a name) count as written in mid-sentence."""
        within: dict[str, Counter[str]] = {}
        opening: dict[str, Counter[str]] = {}
        self._beside: set[tuple[str, str]] = set()
        self._apart: set[tuple[str, str]] = set()
        self._pairs: dict[tuple[str, str], str] = {}
        last, last_end = "", 0
        matches = list(_TOKEN.finditer(source))
        for i, match in enumerate(matches):
            following = matches[i + 1].group() if i + 1 < len(matches) else ""
            token, gap = match.group(), source[last_end : match.start()]
            if last:
                (self._apart if gap else self._beside).add((last.lower(), token.lower()))
            if any(c.isalpha() for c in token):
                possessive = last in _APOSTROPHES and _WORD_END.match(
                    source[last_end - 2 : last_end - 1]
                )  # "parents' Council"
                opens = (last in _SENTENCE_END and not possessive) or "\n" in gap or (last in _SEPARATORS and not gap)
                opens = opens or not last or (last in _SEPARATORS and _is_spliced(token, following))
                (opening if opens else within).setdefault(token.lower(), Counter())[token] += 1
                if not opens:
                    self._pairs.setdefault((last.lower(), token.lower()), token)
            last, last_end = token, match.end()
        for text in proper:
            self._read_proper(_TOKEN.findall(text), within=within)
        self._written = {key: _usual(counts) for key, counts in within.items()}
        for key, counts in opening.items():
            self._written.setdefault(key, _opener(counts))
        self._accented = {fold(key): key for key in self._written}

    def of(self, word: str, *, after: str) -> str:
        """`word` as the source writes it, after the same word if it ever does; as it is where the source lacks it."""
        key = word.lower()
        if key not in self._written:
            key = self._accented.get(key, key)
        return self._pairs.get((after.lower(), key)) or self._written.get(key, word)

    def joined(self, left: str, right: str) -> bool:
        """Whether the source has these two tokens side by side without a blank."""
        return (left.lower(), right.lower()) in self._beside

    def parted(self, left: str, right: str) -> bool:
        """Whether the source has these two tokens in this order with a blank between, and never without."""
        pair = (left.lower(), right.lower())
        return pair in self._apart and pair not in self._beside

    def _read_proper(self, tokens: Sequence[str], *, within: dict[str, Counter[str]]) -> None:
        for i, token in enumerate(tokens):
            if i:
                self._pairs[tokens[i - 1].lower(), token.lower()] = token
            within.setdefault(token.lower(), Counter())[token] += 1


def join(pieces: Iterable[Piece], *, spelling: Spelling) -> str:
    """One line from `pieces`: case restored, punctuation closed up, first letter and end of sentence set."""
    tokens: list[Piece] = []
    for piece in pieces:
        tokens += [piece] if piece.fixed else [Piece(t.translate(NARROW)) for t in _TOKEN.findall(piece.text)]
    out: list[str] = []
    opens = True
    quotes: Counter[str] = Counter()
    for i, token in enumerate(tokens):
        before = tokens[i - 1].key if i else ""
        text = token.text if token.fixed else spelling.of(token.text, after=before)
        closed = i > 0 and _closed(tokens, i, spelling=spelling, quotes=quotes)
        opens = opens and not closed
        if i and not closed:
            out.append(" ")
        if not token.fixed and text == '"':
            quotes[text] += 1
        out.append(capitalise(text) if opens and not token.fixed else text)
        opens = _opens(tokens, i) or (opens and not any(c.isalnum() for c in text))
    return capitalise(" ".join("".join(out).split()))


def capitalise(text: str) -> str:
    """`text` with its first letter in upper case."""
    match = re.match(r"[^\w]*", text)
    at = match.end() if match else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def close(line: str) -> str:
    """`line` without dangling marks, ending in a full stop where it ends in none."""
    if line.count('"') % 2:
        at = line.rfind('"') if line.rstrip(" .!?").endswith('"') else line.find('"')
        line = line[:at] + line[at + 1 :]
    line = re.sub(r"[\s,;:]+([\"”’»」』])[\s.,;:]*$", r"\1", line.rstrip(" ,;:、—–-"))
    line = re.sub(r"([.!?])(?:\s*\.)+$", r"\1", line)
    return line if not line or re.search(r"[.!?。！？][\"”’」』)）]*$", line) else line + "."


def fold(word: str) -> str:
    """`word` without case and accents, the form an uncased tokenizer knows it by."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn") or word.lower()


def _is_spliced(token: str, following: str) -> bool:
    """Whether a word after a comma opens a clause of machine translation and no name: 'So the', not 'So Hong Gil'."""
    return _FUNCTION_WORD.fullmatch(token.lower()) is not None and not following[:1].isupper()


def _usual(counts: Counter[str]) -> str:
    """The usual form in mid-sentence; the lower-case one where two are as frequent."""
    return min(counts, key=lambda form: (-counts[form], not form.islower(), form))


def _opener(counts: Counter[str]) -> str:
    """What a word seen only at the head of sentences is within one: an acronym stays, another loses its capital."""
    form = _usual(counts)
    return form if sum(c.isupper() for c in form) > 1 else form[:1].lower() + form[1:]


def _closed(tokens: Sequence[Piece], i: int, *, spelling: Spelling, quotes: Counter[str]) -> bool:
    """Whether token `i` follows the one before it without a blank."""
    left = "" if tokens[i - 1].fixed else tokens[i - 1].text
    right = "" if tokens[i].fixed else tokens[i].text
    if '"' in (left, right):
        return quotes['"'] % 2 == 1
    if right in _CLOSING or left in _OPENING or left in _MONEY:
        return True
    after = tokens[i].text
    beside = spelling.joined(tokens[i - 1].key, tokens[i].key)
    if left in _POINTS:
        return beside and i > 1 and _abbreviates(tokens[i - 2].text, left, after)
    if "'" in (left, right) or "’" in (left, right):
        return right in _APOSTROPHES or len(after) <= _LONGEST_ENDING or beside
    if left in _INNER or right in _INNER:
        return beside or _hyphenates(tokens, i, spelling=spelling)
    return beside and tokens[i - 1].fixed != tokens[i].fixed  # '2nd' where '2' is a mention


def _abbreviates(before: str, point: str, after: str) -> bool:
    """Whether a point stands within a figure or between the letters of an abbreviation."""
    if before[-1:].isdigit() and after[:1].isdigit():
        return True
    return point == "." and len(before) == 1 and before.isalpha() and len(after) == 1 and after.isalpha()


def _opens(tokens: Sequence[Piece], i: int) -> bool:
    """Whether a sentence opens after token `i`: it is a stop, and not that of an abbreviation like 'p.m.'."""
    if tokens[i].fixed or tokens[i].text not in _STOPS:
        return False
    return i == 0 or tokens[i].text != "." or tokens[i - 1].fixed or len(tokens[i - 1].text) > 1


def _hyphenates(tokens: Sequence[Piece], i: int, *, spelling: Spelling) -> bool:
    """A hyphen between two words closes up unless the source has a blank there."""
    at = next((k for k in (i - 1, i) if tokens[k].text == "-" and not tokens[k].fixed), 0)
    if not 0 < at < len(tokens) - 1 or spelling.parted(tokens[i - 1].key, tokens[i].key):
        return False
    return tokens[at - 1].text[-1:].isalnum() and tokens[at + 1].text[:1].isalnum()
