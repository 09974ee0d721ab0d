"""The paired grammar: unlimited training pairs whose source and line come from one derivation.

A production of the phrase lists has both sides with the same slots, and a slot is filled once; so a line says nothing that
its source does not. Sources are dressed as the press of a region would print them; what a line drops, such as titles,
praise and reasons, stands in the source alone. Pairs carry the inline marks of written pairs.
"""

import random
import re
from collections.abc import Iterator

from briefing.evaluation.pairs import MARK, Pair
from briefing.training import grammar_demands as asking
from briefing.training import grammar_leads, grammar_noise, grammar_sites
from briefing.training.grammar_scene import Scene, capital

MAX_SOURCE_WORDS = 130
MAX_LINE_WORDS = 40
KINDS = (("event", 22), ("site", 38), ("directive", 40))


def pairs(seed: int) -> Iterator[Pair]:
    """Endless pairs; which they are depends on `seed` alone."""
    rng = random.Random(seed)  # noqa: S311  repeatable draws are wanted
    while True:
        yield pair(rng)


def pair(rng: random.Random) -> Pair:
    """One pair; what it is depends on `rng` alone."""
    while True:
        scene = Scene(rng)
        kind = rng.choices([name for name, _ in KINDS], [share for _, share in KINDS])[0]
        make = {"event": grammar_leads.event, "site": grammar_sites.site, "directive": _directive}[kind]
        source, line = make(scene)
        source = grammar_noise.closed(
            grammar_noise.noisy(capital(source), rng, style=scene.style), rng, style=scene.style
        )
        line = capital(line if line.endswith(".") else line + ".")
        made = Pair(id="grammar", kind=kind, style=scene.style, source=_tidy(source), summary=_tidy(line))  # type: ignore[arg-type]
        if _fits(made):
            return made


def _directive(scene: Scene) -> tuple[str, str]:
    """(source, line) of one to five demands, now and then beside reasons or praise that the line drops."""
    count = scene.rng.choices((1, 2, 3, 4, 5), (50, 28, 12, 6, 4))[0]
    form = "base" if count > 1 and scene.chance(0.75) else ""
    source, line = asking.told(scene, [asking.demand(scene, form=form) for _ in range(count)])
    padding = scene.phrases.padding
    if scene.chance({"mt": 0.3, "kcna": 0.2}.get(scene.style, 0.1)):
        opener = scene.rng.choice(padding["opener"] if scene.chance(0.6) else padding["slogan"])
        source = f"{opener}, {source}"
    if scene.chance(0.25):
        aside = scene.gendered(
            scene.fill(scene.rng.choice(scene.phrases.asides[scene.rng.choice(("reason", "praise", "state"))]))[0]
        )
        source = scene.rng.choice(
            (
                f"{aside}. {capital(source)}",
                f"{source}. {capital(aside)}",
                f"{aside}, {source}",
                f"{source}, because {aside}",
            )
        )
    return source, line


def _fits(made: Pair) -> bool:
    marks = set(MARK.findall(made.source))
    people = [text for letter, text in marks if letter == "P"]
    kept = all(
        mark in marks or (mark[0] == "P" and any(mark[1] in name for name in people))
        for mark in MARK.findall(made.summary)
    )
    return (
        kept
        and "{" not in made.source + made.summary
        and len(MARK.sub(r"\2", made.source).split()) <= MAX_SOURCE_WORDS
        and 1 <= len(MARK.sub(r"\2", made.summary).split()) <= MAX_LINE_WORDS
    )


def _tidy(text: str) -> str:
    return re.sub(r" {2,}", " ", text.replace(".. ", ". ").replace("。.", "。")).strip()
