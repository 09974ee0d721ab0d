"""The noise of real pages, laid over a marked source: what is inside a mark is never touched."""

import random
import re

_PARTS = re.compile(r"(\[[PLODNQF]:[^\[\]]+\])")
_ARTICLE = re.compile(r"\b(?:the|a|an) (?=[a-z])")
_DOUBLE = re.compile(r"\b(?!s?he )([a-z]{2,9}) (?=[a-z])")


def noisy(text: str, rng: random.Random, *, style: str) -> str:
    """`text` with the slips of its `style`: machine translation has most, wire copy hardly any."""
    share = {"mt": 0.75, "kcna": 0.12, "south-asia": 0.2, "sea": 0.2, "african": 0.12}.get(style, 0.06)
    if rng.random() > share:
        return text
    parts = _PARTS.split(text)
    drop = rng.random() < 0.5
    double = rng.random() < 0.04
    for i in range(0, len(parts), 2):
        if drop:
            parts[i] = _ARTICLE.sub(lambda m: "" if rng.random() < 0.5 else m.group(), parts[i])
        if double:
            parts[i], count = _DOUBLE.subn(r"\1 \1 ", parts[i], count=1)
            double = count == 0
        parts[i] = _punctuated(parts[i], rng, style)
    return "".join(parts)


def _punctuated(text: str, rng: random.Random, style: str) -> str:
    if style != "mt":
        return text
    # one habit a stretch, as pages keep theirs
    if rng.random() < 0.35:
        text = re.sub(r", ", ",", text)
    if rng.random() < 0.2:
        text = re.sub(r"(?<=, )([a-z])", lambda m: m.group().upper() if rng.random() < 0.5 else m.group(), text)
    if rng.random() < 0.2:
        text = re.sub(r"\. (?=[A-Z])", ", ", text)
    return text


def with_run(text: str, run: str, rng: random.Random) -> str:
    """`text` with a run that the translation left in another script: in front, or behind one of its commas."""
    places = [match.end() for match in re.finditer(r"[,.] (?=[a-zA-Z])", text)]
    at = rng.choice([0, *places])
    return f"{text[:at]}[F:{run}] {text[at:]}"


def closed(text: str, rng: random.Random, *, style: str) -> str:
    """`text` with its last stop: fullwidth, missing or plain."""
    chance = rng.random()
    if style == "mt" and chance < 0.4:
        return re.sub(r"\. (?=\S)", "。", text) + "。"
    if chance < 0.12:
        return text
    return text + ("" if text.endswith((".", "!", "?", ".”")) else ".")
