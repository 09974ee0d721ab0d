"""Whether a JSON briefing keeps the contract of its schema; one that does not scores nothing."""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.evaluation.matching import squeezed

_TOP = ("schema", "kind", "language", "title", "source", "event", "sites", "directives", "text", "model", "notices")
_PARTS = {
    "event": ("summary", "date", "date_text", "leaders", "companions", "place", "evidence", "method"),
    "site": ("names", "summary", "leader", "evidence", "method"),
    "directive": ("speaker", "summary", "evidence", "method"),
}
_COMPARED = 4000  # characters from which a text is told from another article's
_SAME_TEXT = 0.8


def breaches(briefing: Mapping[str, Any], *, article: str) -> Iterator[str]:
    """What breaks the contract, in words; `article` is the text that was handed over."""
    missing = [key for key in _TOP if key not in briefing]
    if missing:
        yield from (f"no {key}" for key in missing)
        return
    text, whole = briefing["text"], squeezed(article)
    same = difflib.SequenceMatcher(None, squeezed(text)[:_COMPARED], whole[:_COMPARED], autojunk=False)
    if same.quick_ratio() < _SAME_TEXT:
        yield "text is not the article"
    parts = [("event", briefing["event"]), *(("site", site) for site in briefing["sites"])]
    parts += [("directive", directive) for directive in briefing["directives"]]
    for name, part in parts:
        yield from (f"{name} without {key}" for key in _PARTS[name] if key not in part)
        yield from (f"{name}: {fault}" for fault in _faults_of_evidence(part, text, whole))


def _faults_of_evidence(part: Mapping[str, Any], text: str, article: str) -> Iterator[str]:
    evidence = part.get("evidence") or []
    if part.get("summary") and not evidence:
        yield "a line without evidence"
    for span in evidence:
        start, end, words = span.get("start"), span.get("end"), span.get("text") or ""
        if not isinstance(start, int) or text[start:end] != words or not words.strip():
            yield "evidence is not text[start:end]"
        elif squeezed(words) not in article:
            yield "evidence is not in the article"
