"""What an article counts: '61 boats', 'eleven holes', '12 lakh litres', each unit that has one number in the whole text."""

from collections.abc import Iterator, Sequence

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "万": 1e4, "亿": 1e8,
}  # fmt: skip
_NUMBERS = {
    word: float(number) for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}  # fmt: skip
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_REACH = 3  # words behind a number in which its unit stands
_SHORTEST = 4  # letters of a unit
_MOST = 24


def counts(words: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """(unit, number) pairs of the words of a text in lower case, sorted; a unit with two numbers is left out."""
    found: dict[str, set[float]] = {}
    for unit, number in _counted(words):
        found.setdefault(unit, set()).add(number)
    return tuple(sorted((unit, next(iter(numbers))) for unit, numbers in found.items() if len(numbers) == 1))[:_MOST]


def value(word: str) -> float | None:
    """The number that a word in digits is."""
    try:
        return float(word.replace(",", "")) if word[0].isdigit() else None
    except ValueError:  # '12.3.4'
        return None


def _counted(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    at = 0
    while at < len(words):
        number = value(words[at]) if words[at][0].isdigit() else _NUMBERS.get(words[at])
        at += 1
        if number is None:
            continue
        while at < len(words) and words[at] in SCALES:
            number *= SCALES[words[at]]
            at += 1
        is_year = 1900 <= number <= 2100
        if (unit := _unit(words[at : at + _REACH])) and not is_year:
            yield unit, number


def _unit(words: Sequence[str]) -> str | None:
    """The first plural behind a number, else the next word."""
    if words[:2] == ["per", "cent"] or words[:1] == ["percent"]:
        return "per cent"
    if words and words[0] in _MONTHS:
        return None
    plural = (w for w in words if w.endswith("s") and not w.endswith("ss") and len(w) >= _SHORTEST)
    return next(plural, words[0] if words and words[0].isalpha() and len(words[0]) >= _SHORTEST else None)
