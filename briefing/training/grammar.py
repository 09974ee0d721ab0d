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
        if scene.style == "mt" and scene.chance(0.08):
            source = grammar_noise.with_run(source, scene.rng.choice(scene.phrases.quoted["foreign"]), rng)
        source = grammar_noise.closed(
            grammar_noise.noisy(capital(source), rng, style=scene.style), rng, style=scene.style
        )
        line = capital(line if line.endswith(".") else line + ".")
        made = Pair(id="grammar", kind=kind, style=scene.style, source=_tidy(source), summary=_tidy(line))  # type: ignore[arg-type]
        if _fits(made):
            return made


def _directive(scene: Scene) -> tuple[str, str]:
    """(source, line) of one to five demands, now and then beside reasons or praise that the line drops."""
    count = scene.rng.choices((1, 2, 3, 4, 5), (42, 30, 16, 7, 5))[0]
    based = count > 1 and scene.chance(0.75)
    source, line = asking.told(scene, [asking.demand(scene, based=based) for _ in range(count)])
    if scene.chance({"mt": 0.3, "kcna": 0.2}.get(scene.style, 0.1)):
        source = f"{scene.padding('opener' if scene.chance(0.6) else 'slogan')}, {source}"
    if scene.chance(0.38):
        aside = scene.aside()
        forms = [
            f"{capital(aside)}. {capital(source)}",
            f"{source}. {capital(aside)}",
            f"{capital(aside)}. {capital(source)}",
        ]
        if not source.endswith("”"):
            forms.append(f"{source}, because {aside}")
        if scene.style == "mt":
            forms += [f"{aside}, {source}", f"{aside}, {source}"]
        source = scene.rng.choice(forms)
    return source, line


def _fits(made: Pair) -> bool:
    return (
        marks_kept(made)
        and "{" not in made.source + made.summary
        and len(MARK.sub(r"\2", made.source).split()) <= MAX_SOURCE_WORDS
        and len(MARK.sub(r"\2", made.summary).split()) <= MAX_LINE_WORDS
    )


def marks_kept(made: Pair) -> bool:
    """Whether every mark of the line stands in the source with its type and text; a person may be shortened there."""
    marks = {(letter, text.lower()) for letter, text in MARK.findall(made.source)}
    people = [text for letter, text in marks if letter == "P"]
    wanted = [(letter, text.lower()) for letter, text in MARK.findall(made.summary)]
    return all(mark in marks or (mark[0] == "P" and any(mark[1] in name for name in people)) for mark in wanted)


def _tidy(text: str) -> str:
    text = re.sub(r"(?<=[.。])[.。](?!\.)", "", text.replace(".].", ".]").replace("! ,", "!"))
    text = re.sub(r"([.!?]”)\.", r"\1", text)
    return re.sub(r"[^\S\n]{3,}", "  ", text).strip()
