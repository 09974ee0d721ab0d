"""Whether two demands ask for the same thing.

Demands of one genre share most of their words and differ in one: 'finish the gates before June', 'inspect the gates before
June', 'finish the gates before August'. So likeness counts for little, and what is left over for much: every word of
the one must have its counterpart in the other, the same stem or a word that stands for it (`demand_synonyms`), but for
a few that only add to it; negation, numbers and deadlines must agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from briefing import lexicons
from briefing.batch.likeness import folded
from briefing.batch.words import bits, stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+")
_LONGEST = 5  # words of a phrase
_MOST_BITS = 9.0  # that a word is worth at most
_LEFT, _ADDED = 3.0, 0.34  # bits that may be left over in the one demand, and the share of the other's
_LEAST = 8.0  # bits that two demands have in common at least
_PAIR_BITS = 1.5  # of two Chinese characters
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_CHINESE_NEGATION = re.compile(r"[不未无勿莫]|严禁|禁止|防止|避免|杜绝")
_NEGATIONS = frozenset(
    "no not never none nothing nobody without forbid ban prohibit prevent avoid avert stop refrain cannot neither nor "
    "against nowhere".split()
)
_ALLOWING = frozenset(
    "allow allowed allowing let permit permitted tolerate tolerated".split()
)  # 'do not allow': forbid
_NUMBERS = {word: number for number, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty".split()
)} | {word: 10 * number for number, word in enumerate("thirty forty fifty sixty seventy eighty ninety hundred".split(), 3)}  # fmt: skip
_DURATIONS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "hour": 1 / 24}
_MONTHS = "january february march april may june july august september october november december".split()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or phrase: what it can stand for, and how much it tells."""

    senses: frozenset[str]
    worth: float
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand, taken apart: its telling words, whether it forbids something, and its numbers and deadlines."""

    units: tuple[_Unit, ...]
    forbids: bool
    figures: frozenset[str]

    @property
    def worth(self) -> float:
        """The bits of all its words."""
        return sum(unit.worth for unit in self.units)


def same_demand(one: Demand, other: Demand) -> bool:
    """Whether two demands ask for the same thing."""
    if one.forbids != other.forbids or one.figures != other.figures:
        return False
    left, right = _left_over(one, other), _left_over(other, one)
    less, more = sorted(((left, one.worth), (right, other.worth)))
    if less[0] > _LEFT or more[0] > _ADDED * more[1] or less[1] - less[0] < _LEAST:
        return False
    return _heads(one, other) or _heads(other, one)


def _left_over(one: Demand, other: Demand) -> float:
    senses = frozenset().union(*(unit.senses for unit in other.units))
    return sum(unit.worth for unit in one.units if not unit.senses & senses)


def _heads(one: Demand, other: Demand) -> bool:
    """Whether what the one demand opens with, its verb as a rule, stands in the other too."""
    opening = next((unit for unit in one.units if unit.opens), None)
    return opening is None or any(opening.senses & unit.senses for unit in other.units)


def demand(text: str, *, language: str = "en", lexicon: Path | None = None) -> Demand:
    """Takes a demand apart, with the synonyms of a folder of the user's own too; one in Chinese into pairs of characters, which have no other words that stand for them."""
    if language == "zh":
        return _chinese(text)
    words = [str(_NUMBERS[w]) if w in _NUMBERS else w for w in _WORD.findall(re.sub(r"['’]s?\b", "", folded(text)))]
    words = _tens(words)
    forbids = bool(_NEGATIONS & set(words)) and "without delay" not in text.lower()
    if forbids:
        words = [word for word in words if word not in _ALLOWING]
    words, figures = _without_figures(words)
    units = tuple(_units(words, _lists(lexicon)))
    return Demand(units, forbids, frozenset(figures))


def _chinese(text: str) -> Demand:
    runs = _IDEOGRAPHS.findall(text)
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    units = tuple(_Unit(frozenset([pair]), _PAIR_BITS) for pair in sorted(pairs))
    return Demand(units, bool(_CHINESE_NEGATION.search(text)), frozenset(re.findall(r"\d+", text)))


def _tens(words: Sequence[str]) -> list[str]:
    """'thirty eight' is one number."""
    out: list[str] = []
    for word in words:
        if out and word.isdigit() and out[-1].isdigit() and len(word) == 1 and len(out[-1]) == 2 and out[-1][1] == "0":
            out[-1] = str(int(out[-1]) + int(word))
        else:
            out.append(word)
    return out


def _without_figures(words: Sequence[str]) -> tuple[list[str], set[str]]:
    """The words that are left, and the numbers, durations and months in one form."""
    kept: list[str] = []
    figures: set[str] = set()
    for at, word in enumerate(words):
        before = words[max(0, at - 4) : at]
        if (length := _DURATIONS.get(stem(word))) and before and (before[-1].isdigit() or before[-1] in ("a", "an")):
            times = int(before[-1]) if before[-1].isdigit() else 1
            if before[-1].isdigit() or "within" in before or "in" in before:
                figures.discard(before[-1])
                figures.add(f"{times * length:g} days")
                continue
        if word in _MONTHS and (word != "may" or set(before) & {"of", "in", "by", "before", "until"}):
            month = _MONTHS.index(word) - (1 if "before" in before and "end" not in before else 0)
            figures.add(_MONTHS[month % 12])
            if kept[-3:] == ["the", "end", "of"]:
                del kept[-3:]
            continue
        if word[0].isdigit():
            figures.add(word.replace(",", ""))
            continue
        kept.append(word)
    return kept, figures


def _units(words: Sequence[str], lists: "_Lists") -> Iterator[_Unit]:
    """The telling words and phrases; the longest known phrase wins, frames ('make sure') are passed over."""
    stems = [stem(word) for word in words]
    at, opening = 0, True
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = tuple(stems[at : at + size])
            if phrase in lists.frames or (size > 1 and phrase in lists.sets):
                break
        inside = words[at : at + size]
        if phrase not in lists.frames:
            telling = [w for w in inside if w not in lists.function and w not in lists.light]
            if telling or size > 1:
                worth = max((min(bits(stem(w)), _MOST_BITS) for w in telling), default=_LEFT)
                yield _Unit(_senses(phrase, lists), worth, opening)
                opening = False
            elif opening and inside[0] in lists.light:
                opening = False
        at += size


def _senses(phrase: tuple[str, ...], lists: "_Lists") -> frozenset[str]:
    single = {" ".join(phrase)} if len(phrase) == 1 else set()
    return frozenset(single | lists.sets.get(phrase, frozenset()))


@dataclass(frozen=True, slots=True)
class _Lists:
    sets: Mapping[tuple[str, ...], frozenset[str]]
    frames: frozenset[tuple[str, ...]]
    light: frozenset[str]
    function: frozenset[str]


@lru_cache(maxsize=4)
def _lists(extra: Path | None) -> _Lists:
    lexicon = lexicons.load("en", extra)
    file = "demand_synonyms"
    sets: dict[tuple[str, ...], set[str]] = {}
    for section in ("actions", "qualities", "things"):
        for number, row in enumerate(lexicon.table(file, section)):
            for phrase in row:
                sets.setdefault(_stems(phrase), set()).add(f"{section} {number}")
                sets[_stems(phrase)].add(" ".join(_stems(phrase)))
    return _Lists(
        sets={phrase: frozenset(senses) for phrase, senses in sets.items()},
        frames=frozenset(_stems(frame) for frame in lexicon.terms(file, "frames")),
        light=frozenset(lexicon.terms(file, "light")),
        function=frozenset(lexicon.terms("function_words")) | _NEGATIONS | {"should", "must", "shall", "will", "their"},
    )


def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in _WORD.findall(phrase.lower()))
