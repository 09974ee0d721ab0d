"""Events: the lead of an article, headline and page noise included, and one line that says who did what, where and when."""

import re
from dataclasses import dataclass

from briefing.training.grammar_scene import Scene, capital, listed

_COMPANY = (
    "accompanied by {C}", "with {C}", "along with {C}", "together with {C}", "flanked by {C}", "in the company of {C}",
)  # fmt: skip
_COMPANY_AFTER = (
    "{C} accompanied the inspection", "{C} accompanied", "{C} took part in the activity", "{C} participated",
    "{C} were also present", "accompanying the visit were {C}", "{C} attended", "also present were {C}",
    "city leaders {C} took part in the inspection", "{C} joined the visit", "among those present were {C}",
)  # fmt: skip
_CROWD = (
    "and heads of relevant departments", "and responsible persons of relevant departments", "and others",
    "and other officials", "among others", "and senior officers of the line departments", "and other leaders",
)  # fmt: skip
_BRIDGES = re.compile(r"\b[Oo]n \{D\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Party:
    """Who came: as the source prints them, and as the line does."""

    source: str
    line: str


def event(scene: Scene) -> tuple[str, str]:
    """(source, line) of one lead; the source ends without a stop."""
    source, line = _from_list(scene) if scene.chance(0.35) else _composed(scene)
    if scene.chance({"mt": 0.25, "south-asia": 0.12}.get(scene.style, 0.06)):
        source = f"{scene.rng.choice(scene.phrases.padding['noise'])} {source}"
    return source, line


def _composed(scene: Scene) -> tuple[str, str]:
    """A lead put together from leaders, a visit, a date and companions."""
    line, wordings = scene.rng.choice(scene.phrases.visits)
    wording = line if scene.chance(0.3) else scene.rng.choice(wordings)
    done, said = scene.fill(line, scene.gendered(wording))
    leaders = _leaders(scene)
    bare = scene.chance(0.12)
    date = scene.date(bare=bare)
    on = date if bare else f"on {date}"
    party = _companions(scene)
    source = _ordered(scene, leaders.source, said, on, date)
    if party:
        if scene.chance(0.3):
            source = f"{source}, {scene.rng.choice(_COMPANY).replace('{C}', party.source)}"
        else:
            after = scene.rng.choice(_COMPANY_AFTER).replace("{C}", party.source)
            source = (
                f"{source}, {after}" if scene.style == "mt" and scene.chance(0.4) else f"{source}. {capital(after)}"
            )
    source = _headed(scene, source, done)
    company = f", with {party.line}," if party else ""
    return source, f"{leaders.line}{company} {done} {on}"


def _ordered(scene: Scene, leaders: str, said: str, on: str, date: str) -> str:
    chance = scene.rng.random()
    if said.startswith("to "):
        return f"{capital(on)}, {leaders} {said}"
    if chance < 0.40:
        return f"{capital(on)}, {leaders} {said}"
    if chance < 0.5:
        return f"{date}, {leaders} {said}"
    if chance < 0.65:
        return f"{leaders} {on} {said}"
    if chance < 0.75 and "[L:" in said:
        place = re.search(r"\[L:[^\]]+\]", said)
        return f"{place.group() if place else ''}, {date} – {leaders} {said} {on}"
    return f"{leaders} {said} {on}"


def _headed(scene: Scene, source: str, done: str) -> str:
    """The source below a headline that says the same, in some leads."""
    if not scene.chance({"mt": 0.3, "kcna": 0.2}.get(scene.style, 0.12)):
        return source
    verb, _, rest = done.partition(" ")
    present = {
        "visited": "visits",
        "inspected": "inspects",
        "checked": "checks",
        "toured": "tours",
        "reviewed": "reviews",
    }.get(verb)
    if present is None:
        return source
    return f"{scene.named() if scene.chance(0.5) else f'[P:{scene.leader}]'} {present} {rest}{scene.rng.choice((chr(10), '  ', ': '))}{capital(source)}"


def _leaders(scene: Scene) -> _Party:
    """One to three leaders with their titles; of a stack of titles the line keeps the last."""
    count = scene.rng.choices((1, 2, 3), (84, 12, 4))[0]
    source, line = [], []
    for i in range(count):
        title = scene.title if i == 0 else scene.rng.choice(scene.region.titles)
        name = f"[P:{scene.leader}]" if i == 0 else name_of(scene.person())
        line.append(f"{title} {name}")
        if scene.style == "kcna" and scene.chance(0.6):
            source.append(f"{name}, {title}" + ("," if count == 1 else ""))
        elif scene.style == "mt" and scene.chance(0.3):
            source.append(f"{scene.rng.choice(scene.region.titles)}{scene.rng.choice((', ', ' and '))}{title} {name}")
        elif scene.chance(0.12):
            source.append(f"{name}, {title}" + ("," if count == 1 else ""))
        else:
            source.append(f"{title} {name}")
    return _Party(source=listed(source), line=listed(line))


def _companions(scene: Scene) -> _Party | None:
    """None or up to eight people, some with titles, of whom the line keeps the names of the first two."""
    count = scene.rng.choices(range(9), (38, 16, 16, 9, 7, 5, 4, 3, 2))[0]
    if not count:
        return None
    people = [scene.person() for _ in range(count)]
    names = [name_of(person) for person in people]
    habit = scene.rng.random()
    printed = []
    for person, name in zip(people, names, strict=True):
        title = person.removesuffix(" " + name)
        if habit < 0.35:
            printed.append(name)
        elif habit < 0.8:
            printed.append(person)
        else:
            printed.append(f"{name}, {title}")
    if scene.chance(0.25):
        return _Party(source=f"{', '.join(printed)} {scene.rng.choice(_CROWD)}", line=listed(names[:2]))
    return _Party(source=listed(printed, comma=scene.style == "mt" and scene.chance(0.5)), line=listed(names[:2]))


def _from_list(scene: Scene) -> tuple[str, str]:
    """A lead of the phrase lists, as it stands there."""
    line, wordings = scene.rng.choice(scene.phrases.leads)
    wording = scene.gendered(scene.rng.choice(wordings)).rstrip(".。")
    bare = scene.chance(0.12) and wording.count("{D}") == len(_BRIDGES.findall(wording)) and "on {D}" in line
    date = scene.date(bare=bare)
    if bare:
        wording = _BRIDGES.sub("{D}", wording)
        line = _BRIDGES.sub("{D}", line)
    line, wording = scene.fill(line, wording)
    both = {"{D}": date, "{TITLE}": scene.title, "{P}": f"[P:{scene.leader}]"}
    for slot, value in both.items():
        line, wording = line.replace(slot, value), wording.replace(slot, value)
    for slot in ("{C1}", "{C2}"):
        person = scene.person()
        wording = wording.replace(slot, person)
        line = line.replace(slot, name_of(person))
    return wording, line


def name_of(person: str) -> str:
    """The marked name of a person printed title first."""
    return person[person.index("[P:") :]
