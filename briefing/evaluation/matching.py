"""Words, names and ROUGE: what the measures compare by."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

CJK = re.compile(r"[\u3400-\u9fff]")

_SUFFIXES = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly", "e")
_STOP = frozenset((
    "the", "a", "an", "of", "and", "in", "at", "to", "for", "on", "with", "its", "their", "his", "her", "de",
))  # fmt: skip
_SAME_NAME = 0.6  # F1 of content words from which two names are one
_TERM_SHARE = 0.66

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z'’-]+")
_QUOTATION = re.compile(r"[“\"]([^”\"]{2,})[”\"]")
_FOREIGN = re.compile(r"[\u3400-\u9fff]{2,}")
_OPENING = (".", ":", ";", "—", "-", "•", "!", "?")


def normalised(text: str | None) -> str:
    """Compatibility forms unified, lower case, anything but words and ideographs a blank."""
    folded = unicodedata.normalize("NFKC", text or "").lower()
    return re.sub(r"[^\w\u3400-\u9fff]+", " ", folded).strip()


def squeezed(text: str | None) -> str:
    """The text without white space, compatibility forms unified."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def tokens(text: str | None) -> list[str]:
    """Stemmed words; a word with ideographs gives its characters."""
    out: list[str] = []
    for word in normalised(text).split():
        out += list(word) if CJK.search(word) else [_stem(word)]
    return out


def f1(matches: float, a: int, b: int) -> float:
    """2 m / (a + b), 0 where nothing matches."""
    return 2 * matches / (a + b) if matches else 0.0


def rouge_n(hypothesis: Sequence[str], reference: Sequence[str], n: int) -> float:
    """ROUGE-N F1 of two token sequences (Lin 2004)."""
    a, b = (Counter(tuple(t[i : i + n]) for i in range(len(t) - n + 1)) for t in (hypothesis, reference))
    return f1(sum((a & b).values()), sum(a.values()), sum(b.values()))


def rouge_l(hypothesis: Sequence[str], reference: Sequence[str]) -> float:
    """ROUGE-L F1: longest common subsequence of two token sequences (Lin 2004)."""
    previous = [0] * (len(reference) + 1)
    for x in hypothesis:
        current = [0]
        for j, y in enumerate(reference):
            current.append(previous[j] + 1 if x == y else max(previous[j + 1], current[j]))
        previous = current
    return f1(previous[-1], len(hypothesis), len(reference))


def same_name(gold: str, given: str) -> bool:
    """Whether two names of places or bodies agree: content words at F1 .6, or the gold name in one little longer."""
    x, y = ([w for w in tokens(s) if w not in _STOP] for s in (gold, given))
    if not x or not y:
        return False
    common = sum((Counter(x) & Counter(y)).values())
    inside = len(y) > len(x) >= 2 and " ".join(x) in " ".join(y) and len(y) <= len(x) + 4
    return f1(common, len(x), len(y)) >= _SAME_NAME or inside


def same_person(gold: str | None, given: str | None) -> bool:
    """Whether two personal names agree: equal but for blanks and case, or one in the other with a title at most."""
    a, b = squeezed(gold).lower(), squeezed(given).lower()
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    enough = len(short) >= (2 if CJK.search(short) else 5)
    return a == b or (enough and short in long and len(long) - len(short) <= 12)


def has_term(term: str, text: str) -> bool:
    """Whether two thirds of a term's words stand in the text."""
    words, present = tokens(term), set(tokens(text))
    return bool(words) and sum(w in present for w in words) / len(words) >= _TERM_SHARE


def f1_of_names(gold: Sequence[str], given: Sequence[str], same: Callable[[str, str], bool]) -> float | None:
    """F1 with every gold name and every given name used once; None where there are neither."""
    if not gold and not given:
        return None
    used: set[int] = set()
    for name in gold:
        found = next((i for i, other in enumerate(given) if i not in used and same(name, other)), None)
        if found is not None:
            used.add(found)
    return f1(len(used), len(gold), len(given))


def mostly_chinese(text: str) -> bool:
    """Whether more than a third of the characters are ideographs."""
    return len(CJK.findall(text)) > len(text) / 3


def longest_run(line: str, source: str) -> int:
    """Words of the longest run that line and source share."""
    a, b = tokens(line), tokens(source)
    return difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match(0, len(a), 0, len(b)).size


def verbatim(line: str, source: str) -> float:
    """The longest run that line and source share, as a share of the line's words."""
    length = len(tokens(line))
    return longest_run(line, source) / length if length else 0.0


def unsupported(lines: Sequence[str], source: str, *, allowed: Sequence[str] = ()) -> list[str]:
    """Figures, capitalised words (not line-initial), runs of ideographs and quotations that the source lacks.

    `allowed` are words and figures that may stand besides the source's own.
    """
    source = unicodedata.normalize("NFKC", source)
    figures = {_figure(d) for d in _NUMBER.findall(source)}
    chinese, words, low = mostly_chinese(source), normalised(source), source.lower()
    bad: list[str] = []
    for line in (unicodedata.normalize("NFKC", line) for line in lines):
        bad += [d for d in _NUMBER.findall(line) if _figure(d) not in figures and d not in allowed]
        bad += [word for word in _inner_capitals(line) if word not in allowed and not _stands(word, low)]
        bad += [f'"{q}"' for q in _QUOTATION.findall(line) if normalised(q) not in words]
        if not chinese:
            bad += [run for run in _FOREIGN.findall(line) if run not in source]
    return bad


def _figure(digits: str) -> str:
    return digits.replace(",", "").rstrip(".")


def _inner_capitals(line: str) -> list[str]:
    """Capitalised words that do not open the line or a sentence in it."""
    found = _CAPITAL.finditer(line)
    return [m.group() for m in found if m.start() and not line[: m.start()].rstrip().endswith(_OPENING)]


def _stands(word: str, source: str) -> bool:
    return word.lower() in source or re.sub(r"['’]s$", "", word.lower()) in source


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if len(word) > len(suffix) + 3 and word.endswith(suffix):
            return word[: -len(suffix)]
    return word
