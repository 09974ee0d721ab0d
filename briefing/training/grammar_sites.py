"""Stops of a visit: what was seen, heard and asked there, and what was asked of those who work there."""

import re

from briefing.training import grammar_demands as asking
from briefing.training import grammar_inflection as inflection
from briefing.training.grammar_scene import Scene, capital, listed, lowered

_TOLD = ("asked", "told", "urged", "instructed", "directed", "ordered", "called on", "reminded")
_AT = (
    "at", "at", "at", "in", "arriving at", "walking into", "on entering", "during a visit to", "while at", "inside",
    "on a stop at", "at the site of",
)  # fmt: skip
_ROUND = (
    "at", "in", "going to", "visiting", "walking into", "successively visiting", "during stops at", "on visits to",
    "on a round of", "going deep into",
)  # fmt: skip
_CAME = (
    "arrived at {S}", "went to {S}", "came to {S}", "walked into {S}", "made a stop at {S}", "visited {S}", "toured {S}",
    "stepped into {S}", "drove to {S}", "continued to {S}", "was received at {S}", "headed for {S}",
)  # fmt: skip
_ALSO = (
    "also visited {S}", "then visited {S}", "paid a visit to {S}", "went on to {S}", "successively visited {S}",
    "also called at {S}", "stopped by {S}", "rounded off the day at {S}", "likewise visited {S}",
)  # fmt: skip
_ACTORS = re.compile(r"(Criticised|Suspended|Gave \{WHO\} \{SPAN\}|Attended a meeting|Checked licences)")


def observations(scene: Scene, count: int) -> tuple[list[str], list[str]]:
    """Wordings and lines of `count` observations; a wording that wants a subject opens with "he " or "she "."""
    wordings: list[str] = []
    lines: list[str] = []
    verbs: set[str] = set()
    while len(lines) < count:
        line, choices = scene.rng.choice(scene.phrases.observations)
        verb = line.split()[0]
        if verb in verbs:
            continue
        verbs.add(verb)
        wording = "he " + lowered(line) if scene.chance(0.3) else scene.rng.choice(choices)
        filled, said = scene.fill(line, wording, actor=bool(_ACTORS.match(line)))
        wordings.append(scene.gendered(said))
        lines.append(scene.gendered(filled))
    return wordings, lines


def site(scene: Scene) -> tuple[str, str]:
    """(source, line) of one stop or one group of stops, both without a stop at the end."""
    if scene.chance(0.02):
        stops = [scene.site() for _ in range(scene.rng.choice((1, 1, 2, 3, 4)))]
        return f"{scene.subject()} {scene.rng.choice(_ALSO).replace('{S}', listed(stops))}", "Visited"
    count = scene.rng.choices((1, 2, 3), (36, 42, 22))[0]
    wordings, lines = observations(scene, count)
    source, line = _told(scene, wordings), _joined(lines)
    if scene.chance(0.28):
        aside = capital(scene.aside())
        source = f"{source}. {aside}" if scene.chance(0.6) else f"{aside}. {capital(source)}"
    if scene.chance(0.25):
        ask, asked = _ask(scene)
        return f"{source}. {capital(ask)}", f"{line}; {asked}"
    return source, line


def _told(scene: Scene, wordings: list[str]) -> str:
    """Observations at a named stop as one or several sentences."""
    pronoun = "she " if scene.woman else "he "
    predicates = [w.removeprefix(pronoun) for w in wordings if w.startswith(pronoun)]
    who, came = scene.subject(), ""
    place = _where(scene)
    if place and scene.chance(0.25):
        came = f"{who} {scene.rng.choice(_CAME).replace('{S}', scene.site())}"
    if len(predicates) == len(wordings) and scene.chance(0.7):
        if came:
            return (
                f"{came}, {listed(predicates, comma=True)}"
                if scene.style == "mt"
                else f"{came} and {listed(predicates)}"
            )
        comma = scene.style == "mt" and scene.chance(0.6)
        return f"{place}, {who} {listed(predicates, comma=comma)}" if place else f"{who} {listed(predicates)}"
    out = [came] if came else []
    for wording in wordings:
        text = wording
        if wording.startswith(pronoun):
            text = f"{scene.subject() if out else who} {wording.removeprefix(pronoun)}"
        if not out and place:
            text = f"{place}, {text}"
        elif out and scene.chance(0.3):
            text = f"{scene.padding('turn')}, {text}"
        out.append(text)
    if scene.style == "mt" and scene.chance(0.6):
        return ", ".join(out)
    return ". ".join(capital(text) for text in out)


def _where(scene: Scene) -> str:
    """The opening phrase that names the stop or stops; empty where the page has named it before."""
    pick, chance = scene.rng.choice, scene.rng.random()
    scenery = f", {scene.gendered(scene.padding('scene'))}" if scene.chance(0.12) else ""
    if chance < 0.08:
        return ""
    if chance < 0.7:
        inside = f" in {scene.place()}" if scene.chance(0.18) else ""
        return f"{pick(_AT)} {scene.site()}{inside}{scenery}"
    count = scene.rng.choices(range(2, 11), (40, 25, 12, 7, 5, 4, 3, 2, 2))[0]
    stops = [scene.site() for _ in range(count)]
    tail = f" {scene.padding('stops')}" if scene.chance(0.4) else ""
    names = ", ".join(stops) if tail or scene.chance(0.3) else listed(stops)
    return f"{pick(_ROUND)} {names}{tail}{scenery}"


def _joined(lines: list[str]) -> str:
    """Past-tense lines as one, without a stop."""
    first, *rest = lines
    small = [lowered(line) for line in rest]
    if any(", " in line or " and " in line for line in lines):
        return "; ".join([first.removesuffix("."), *small])
    return listed([first.removesuffix("."), *small])


def _ask(scene: Scene) -> tuple[str, str]:
    """(source, end of the line) of what was asked at the stop; who was asked stays in the line."""
    count = scene.rng.choices((1, 2, 3), (60, 32, 8))[0]
    demands = [asking.demand(scene, based=True) for _ in range(count)]
    said = asking.chain([inflection.infinitive(asking.padded(scene, d.base)) for d in demands])
    line = asking.chain([inflection.infinitive(d.line) for d in demands])
    if scene.chance(0.3):
        need = (
            "stressed the need",
            "said it is necessary",
            "underlined the need",
            "pointed out that it is necessary",
            "spoke of the need",
        )
        return f"{scene.subject()} {scene.rng.choice(need)} {said}", f"stressed the need {line}"
    who = scene.body("listener" if scene.chance(0.6) else "actor")
    verb = scene.rng.choice(_TOLD)
    return f"{scene.subject()} {verb} {who} {said}", f"{verb} {who} {line}"
