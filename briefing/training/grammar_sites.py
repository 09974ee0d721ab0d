"""Stops of a visit: what was seen, heard and asked there, and what was asked of those who work there."""

from briefing.training import grammar_demands as asking
from briefing.training import grammar_inflection as inflection
from briefing.training.grammar_scene import Scene, capital, listed, lowered

_TOLD = ("asked", "told", "urged", "asked", "instructed", "directed")


def observations(scene: Scene, count: int) -> tuple[list[str], list[str]]:
    """Wordings and lines of `count` observations; a wording that wants a subject opens with "he " or "she "."""
    wordings: list[str] = []
    lines: list[str] = []
    verbs: set[str] = set()
    while len(lines) < count:
        line, choices = scene.rng.choice(scene.phrases.observations)
        verb = line.split()[0]
        if verb in verbs or (lines and verb in ("Opened", "Laid", "Met", "Called")):
            continue
        verbs.add(verb)
        wording = "he " + lowered(line) if scene.chance(0.3) else scene.rng.choice(choices)
        filled, said = scene.fill(line, wording)
        wordings.append(scene.gendered(said))
        lines.append(filled)
    return wordings, lines


def site(scene: Scene) -> tuple[str, str]:
    """(source, line) of one stop or one group of stops; the source ends without a stop."""
    chance = scene.rng.random()
    if chance < 0.03:
        return _only_named(scene)
    count = scene.rng.choices((1, 2, 3), (45, 40, 15))[0]
    wordings, lines = observations(scene, count)
    source = _told(scene, wordings)
    line = _joined(lines)
    if scene.chance(0.2):
        aside = _aside(scene)
        source = f"{source}. {aside}" if scene.chance(0.6) else f"{aside}. {capital(source)}"
    if scene.chance(0.25):
        ask, asked = _ask(scene)
        return f"{source}. {capital(ask)}", f"{line.removesuffix('.')}; {asked}"
    return source, line


def _told(scene: Scene, wordings: list[str]) -> str:
    """Observations at a named stop as one or several sentences."""
    pronoun = "she " if scene.woman else "he "
    predicates = [w.removeprefix(pronoun) for w in wordings if w.startswith(pronoun)]
    clauses = [w for w in wordings if not w.startswith(pronoun)]
    place = _where(scene)
    who = scene.subject()
    if not clauses and scene.chance(0.7):
        if place:
            return f"{place}, {who} {listed(predicates, comma=scene.style == 'mt' and scene.chance(0.6))}"
        return f"{who} {listed(predicates)}"
    out = []
    for i, wording in enumerate(wordings):
        text = (
            f"{who if i == 0 else scene.subject()} {wording.removeprefix(pronoun)}"
            if wording.startswith(pronoun)
            else wording
        )
        if i == 0:
            out.append(f"{place}, {text}" if place else text)
        elif scene.chance(0.4):
            out.append(f"{scene.rng.choice(scene.phrases.padding['turn'])}, {text}")
        else:
            out.append(text)
    if scene.style == "mt" and scene.chance(0.6):
        return ", ".join(out)
    return ". ".join(capital(text) for text in out)


def _where(scene: Scene) -> str:
    """The opening phrase that names the stop or stops; empty where the page has named it before."""
    pick = scene.rng.choice
    chance = scene.rng.random()
    scenery = f", {scene.gendered(pick(scene.phrases.padding['scene']))}" if scene.chance(0.12) else ""
    if chance < 0.08:
        return ""
    if chance < 0.7:
        site = scene.site()
        inside = f" in {scene.place()}" if scene.chance(0.18) else ""
        return (
            pick(
                (
                    "at",
                    "at",
                    "at",
                    "in",
                    "arriving at",
                    "walking into",
                    "on entering",
                    "during a visit to",
                    "while at",
                    "inside",
                )
            )
            + f" {site}{inside}{scenery}"
        )
    count = scene.rng.choices(range(2, 11), (40, 25, 12, 7, 5, 4, 3, 2, 2))[0]
    stops = [scene.site() for _ in range(count)]
    tail = f" {pick(scene.phrases.padding['stops'])}" if count > 1 and scene.chance(0.4) else ""
    names = ", ".join(stops) if tail or scene.chance(0.3) else listed(stops)
    return (
        pick(("at", "in", "going to", "visiting", "walking into", "successively visiting", "during stops at"))
        + f" {names}{tail}{scenery}"
    )


def _only_named(scene: Scene) -> tuple[str, str]:
    stops = [scene.site() for _ in range(scene.rng.choice((1, 1, 2, 3, 4)))]
    verb = scene.rng.choice(
        (
            "also visited",
            "then visited",
            "paid a visit to",
            "went on to",
            "successively visited",
            "also called at",
            "stopped by",
        )
    )
    return f"{scene.subject()} {verb} {listed(stops)}", "Visited."


def _joined(lines: list[str]) -> str:
    """Past-tense lines as one."""
    first, *rest = lines
    small = [lowered(line) for line in rest]
    if any(", " in line or " and " in line for line in lines):
        return "; ".join([first.removesuffix("."), *small]) + "."
    return listed([first.removesuffix("."), *small]) + "."


def _ask(scene: Scene) -> tuple[str, str]:
    """(source, end of the line) of what was asked at the stop; who was asked stays in the line."""
    count = scene.rng.choices((1, 2, 3), (60, 32, 8))[0]
    demands = [asking.demand(scene, form="base") for _ in range(count)]
    who = scene.body("listener" if scene.chance(0.6) else "actor")
    verb = scene.rng.choice(_TOLD)
    said = [inflection.infinitive(d.base) for d in demands]
    lines = [inflection.infinitive(d.line) for d in demands]
    if scene.chance(0.25):
        lead = scene.rng.choice(
            ("stressed the need", "said it is necessary", "underlined the need", "pointed out that it is necessary")
        )
        return f"{scene.subject()} {lead} {_chain(said)}", f"stressed the need {_chain(lines)}."
    return (
        f"{scene.subject()} {verb} {who} {_chain(said)}",
        f"{'asked' if verb == 'urged' else verb} {who} {_chain(lines)}.",
    )


def _chain(infinitives: list[str]) -> str:
    first, *rest = infinitives
    return listed(
        [first, *(text if text.startswith(("not ", "never ")) else text.removeprefix("to ") for text in rest)]
    )


def _aside(scene: Scene) -> str:
    text = scene.rng.choice(scene.phrases.asides[scene.rng.choice(("praise", "state", "reason"))])
    return capital(scene.gendered(scene.fill(text)[0]))
