"""Events: the lead of an article, headline and page noise included, and one line that says who did what, where and when."""

import re

from briefing.training.grammar_scene import Scene, capital, listed

_COMPANY = (
    "accompanied by {C}",
    "with {C}",
    "along with {C}",
    "together with {C}",
    "flanked by {C}",
    "in the company of {C}",
)
_COMPANY_AFTER = (
    "{C} accompanied the inspection", "{C} accompanied", "{C} took part in the activity", "{C} participated",
    "accompanying the visit: {C}", "{C} attended", "also present: {C}", "{C} joined the visit", "{C} also attended",
    "{C} went along",
)  # fmt: skip
_CROWD = (
    "and heads of relevant departments", "and responsible persons of relevant departments", "and others",
    "and other officials", "and senior officers of the line departments", "and other leaders", "and local notables",
)  # fmt: skip
_ON_DATE = re.compile(r"\bon \{D\}")
# Where the date goes in a line: before what the visit was for or what came after.
_DATE_PLACE = re.compile(
    r" (?=to (?:inspect|study|learn|see|check|hear|view) |and (?:then|asked|held|met|checked) |after inspecting |over \{[AJ]\})"
)
_PRESENT = {
    "visited": "visits", "inspected": "inspects", "checked": "checks", "toured": "tours", "reviewed": "reviews",
    "opened": "opens", "launched": "launches",
}  # fmt: skip
# What stands before a name and is dropped from the line.
_HONORIFICS = {
    "mt": ("Comrade",),
    "kcna": ("Comrade", "the respected Comrade", "Comrade"),
    "south-asia": ("Shri", "Mr", "Mrs", "Dr", "Engineer", "Hon'ble"),
    "african": ("Hon.", "Dr", "Alhaji", "Chief", "Engr.", "Mr", "Mrs"),
    "sea": ("Dr", "Mr", "Ir", "Comrade"),
    "": ("Mr", "Mrs", "Dr", "Prof."),
}


def event(scene: Scene) -> tuple[str, str]:
    """(source, line) of one lead, both without a stop at the end."""
    source, line = _from_list(scene) if scene.chance(0.35) else _composed(scene)
    if scene.chance({"mt": 0.2, "south-asia": 0.1}.get(scene.style, 0.05)):
        source = f"{scene.padding('noise')}{scene.rng.choice((chr(10), '  ', ' | '))}{capital(source)}"
    return source, line


def _composed(scene: Scene) -> tuple[str, str]:
    """A lead put together from leaders, a visit, a date and companions."""
    line, wordings = scene.rng.choice(scene.phrases.visits)
    wording = line if scene.chance(0.3) else scene.rng.choice(wordings)
    bare = scene.chance(0.12)
    date = scene.figures.date(bare=bare)
    on = date if bare else f"on {date}"
    dated = _DATE_PLACE.sub(" {ON} ", line, count=1)
    dated = dated if "{ON}" in dated else f"{line} {{ON}}"
    done, said = scene.fill(scene.gendered(dated), scene.gendered(wording))
    printed, named = _leaders(scene)
    source = _ordered(scene, printed, said, on, date)
    people, kept = _companions(scene)
    if people and scene.chance(0.3):
        source = f"{source}, {scene.rng.choice(_COMPANY).replace('{C}', people)}"
    elif people:
        after = scene.rng.choice(_COMPANY_AFTER).replace("{C}", people)
        source = f"{source}, {after}" if scene.style == "mt" and scene.chance(0.4) else f"{source}. {capital(after)}"
    source = _headed(scene, source, done.partition(" {ON}")[0])
    company = f", with {kept}," if kept else ""
    return source, f"{named}{company} {done.replace('{ON}', on)}"


def _ordered(scene: Scene, leaders: str, said: str, on: str, date: str) -> str:
    """Leaders, visit and date in one of their orders."""
    chance = scene.rng.random()
    if said.startswith("to ") or chance < 0.4:
        return f"{capital(on)}, {leaders} {said}"
    if chance < 0.5 and scene.style in ("mt", "wire"):
        return f"{capital(date)}, {leaders} {said}"
    if chance < 0.65:
        return f"{leaders} {on} {said}"
    place = re.search(r"\[L:[^\]]+\]", said)
    if chance < 0.75 and place and on != date:
        return (
            f"{place.group()}, {date} {scene.rng.choice(('–', '--', '-', '(News Agency) –'))} {capital(leaders)} {said}"
        )
    return f"{leaders} {said} {on}"


def _headed(scene: Scene, source: str, done: str) -> str:
    """The source below a headline that says the same, in some leads."""
    verb, _, rest = done.partition(" ")
    if verb not in _PRESENT or not scene.chance({"mt": 0.3, "kcna": 0.2}.get(scene.style, 0.12)):
        return source
    who = scene.named() if scene.chance(0.5) else f"[P:{scene.leader}]"
    return f"{capital(who)} {_PRESENT[verb]} {rest}{scene.rng.choice((chr(10), chr(10), '  '))}{capital(source)}"


def _leaders(scene: Scene) -> tuple[str, str]:
    """One to three leaders as printed and as the line names them; of a stack of titles the line keeps the last."""
    count = scene.rng.choices((1, 2, 3), (84, 12, 4))[0]
    people = [(scene.title, f"[P:{scene.leader}]")] + [scene.person() for _ in range(count - 1)]
    if count == 1 and scene.chance(0.06):
        return people[0][1], people[0][1]
    printed = []
    for title, bare in people:
        name = f"{_honorific(scene)}{bare}"
        stacked = scene.style == "mt" and scene.chance(0.3)
        if count == 1 and scene.chance({"kcna": 0.6, "mt": 0.15}.get(scene.style, 0.12)):
            printed.append(f"{name}, {title},")
        elif stacked:
            printed.append(f"{scene.rng.choice(scene.region.titles)}{scene.rng.choice((', ', ' and '))}{title} {name}")
        else:
            printed.append(f"{title} {name}")
    return listed(printed), listed([f"{title} {name}" for title, name in people])


def _honorific(scene: Scene) -> str:
    """A form of address with its blank, in some leads."""
    if not scene.chance({"kcna": 0.2, "african": 0.25, "south-asia": 0.2}.get(scene.style, 0.06)):
        return ""
    return scene.rng.choice(_HONORIFICS.get(scene.style, _HONORIFICS[""])) + " "


def _companions(scene: Scene) -> tuple[str, str]:
    """Up to eight people as printed, some with titles, and the names of the first two; two empty texts for none."""
    count = scene.rng.choices(range(9), (38, 16, 16, 9, 7, 5, 4, 3, 2))[0]
    people = [scene.person() for _ in range(count)]
    names = [name for _, name in people]
    habit = scene.rng.random()
    if habit < 0.35:
        printed = names
    elif habit < 0.8 or count < 2:
        printed = [f"{title} {name}" for title, name in people]
    else:
        printed = [f"{name}, {title}" for title, name in people]
    if count > 1 and scene.chance(0.25):
        return f"{', '.join(printed)} {scene.rng.choice(_CROWD)}", listed(names[:2])
    joint = "; " if habit >= 0.8 and scene.chance(0.5) else ""
    text = joint.join(printed) if joint else listed(printed, comma=scene.style == "mt" and scene.chance(0.5))
    return text, listed(names[:2])


def _from_list(scene: Scene) -> tuple[str, str]:
    """A lead of the phrase lists, as it stands there."""
    own = scene.phrases.leads.get(scene.style, ())
    line, wordings = scene.rng.choice(own if own and scene.chance(0.6) else scene.phrases.leads["any"])
    wording = scene.gendered(scene.rng.choice(wordings)).rstrip(".。")
    line = scene.gendered(line).removesuffix(".")
    bare = wording.count("{D}") == 1 and "on {D}" in line and bool(_ON_DATE.search(wording)) and scene.chance(0.2)
    if bare:
        wording, line = _ON_DATE.sub("{D}", wording), _ON_DATE.sub("{D}", line)
    for slot in ("{C1}", "{C2}"):
        title, name = scene.person()
        line, wording = line.replace(slot, name), wording.replace(slot, f"{title} {name}")
    line, wording = scene.fill(line, wording)
    both = {"{D}": scene.figures.date(bare=bare), "{TITLE}": scene.title, "{P}": f"[P:{scene.leader}]"}
    for slot, value in both.items():
        line, wording = line.replace(slot, value), wording.replace(slot, value)
    return wording, line
