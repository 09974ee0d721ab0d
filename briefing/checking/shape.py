"""The form of a line: neither empty nor endless, broken or repeating, nothing left of the model's placeholders."""

import re
from itertools import pairwise

from briefing.records import Finding

_PLACEHOLDER = re.compile(r"\[(?:[A-Z]{1,3}\d+|unk|mask|pad|cls|sep)\]|<[/a-z]+\d*>|\ufffd|##\w", re.IGNORECASE)
_DANGLING = re.compile(
    r"\b(?:the|a|an|of|to|and|or|for|with|from|that|which|who|its|their|his|her|at|by|as|than|into|because|if|must|should|be"
    r"|is|are|was|were|not|at the same|such|other)\s*[.,;:]?$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[,;:]\s*[,;:.!?]|\s[,;.]|\(\s*\)|\"\s*\"")
_WORD = re.compile(r"[^\W_]+(?:['\-.,][^\W_]+)*")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"), ("「", "」"), ("《", "》"), ("（", "）"))
_FIXED_WORDS, _SHARE = 70, 4  # a line has at most so many words, and one more for so many of its evidence
_FEW = 2  # words that a line has at least, but for the set phrases below
_REPEATED = 5  # words whose second coming makes a line a repetition
_WHOLE = frozenset(["visited", "inspected", "toured", "evacuate"])


def check_shape(line: str, evidence: str) -> list[Finding]:
    """What is wrong with the form of `line`, in any language."""
    words = _WORD.findall(_IDEOGRAPH.sub(r" \g<0> ", line))
    if not words:
        return [Finding(check="shape", detail="empty")]
    return [Finding(check="shape", detail=detail) for detail in _faults(line, words, evidence)]


def _faults(line: str, words: list[str], evidence: str) -> list[str]:
    faults = []
    if _PLACEHOLDER.search(line):
        faults.append("placeholder left")
    if len(words) < _FEW and words[0].lower() not in _WHOLE and not _IDEOGRAPH.search(line):
        faults.append("a single word")
    if _MARKS.search(line) and not _MARKS.search(evidence):
        faults.append("stray mark")
    last = _DANGLING.search(line)
    if last and not re.search(rf"{re.escape(' '.join(words[-2:]))}\s*(?:[.,;:!?)。，；]|$)", evidence, re.IGNORECASE):
        faults.append("breaks off")
    source = _WORD.findall(_IDEOGRAPH.sub(r" \g<0> ", evidence))
    if len(words) > max(_FIXED_WORDS, len(source)) + len(source) // _SHARE:
        faults.append("too long")
    if not _IDEOGRAPH.search(line) and _repeats(line.lower(), [w.lower() for w in words], " ".join(source).lower()):
        faults.append("repeats itself")
    if any(line.count(a) != line.count(b) for a, b in _PAIRS) or line.count('"') % 2:
        faults.append("unpaired mark")
    return faults


def _repeats(text: str, words: list[str], evidence: str) -> bool:
    """A doubled word or phrase that the evidence has not doubled, or a longer run of words that comes twice."""
    if any(a == b and len(a) > 2 and f"{a} {a}" in text and f"{a} {a}" not in evidence for a, b in pairwise(words)):
        return True
    for size in (2, 3):
        for i in range(len(words) - 2 * size + 1):
            if (
                words[i : i + size] == words[i + size : i + 2 * size]
                and " ".join(words[i : i + 2 * size]) not in evidence
            ):
                return True
    runs = [" ".join(words[i : i + _REPEATED]) for i in range(len(words) - _REPEATED + 1)]
    return any(runs.count(run) > max(1, evidence.count(run)) for run in set(runs))
