"""Demands: what an official asks for, in the many wordings of a report, and as one plain line."""

import re
from dataclasses import dataclass, replace

from briefing.training import grammar_inflection as inflection
from briefing.training.grammar_scene import Scene, capital, listed, lowered

_FINITE = re.compile(r"\b(must|should|shall|may|ought|cannot|needs?|has to|had to|is|are|will)\b")
# After these a demand stands in the subjunctive: "ordered that departments speed up".
_MANDATIVE = re.compile(
    r"\b(asked|ordered|directed|demanded|recommended|suggested|proposed|urged|requires|an? instruction|instructions on the"
    r" spot|a directive) that$"
)
_WE = (
    "we must",
    "we should",
    "we need to",
    "we have to",
    "all departments should",
    "everyone should",
    "officials must",
)
_IT = ("it is necessary", "it is important", "efforts should be made", "there is a need", "it is essential")
_THEY = ("departments", "all departments", "the units concerned", "those in charge", "officials", "everyone")
_CONCERNS_ACTORS = re.compile(r"(Hold|Take action|Support|Mobilise|Learn from|Supervise|Suspend)")
_ACTOR_LINE = re.compile(r" must(?: not)? ")
_FIRSTLY = (
    ("first, ", "second, ", "third, ", "fourth, ", "fifth, "),
    ("one is to ", "two is to ", "three is to ", "four is to ", "five is to "),
    ("1. ", "2. ", "3. ", "4. ", "5. "),
    ("firstly, ", "secondly, ", "thirdly, ", "fourthly, ", "finally, "),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing asked for.

    Attributes:
        line: the imperative, without a stop: "finish the works by [D:June]"; or "water bureaus must ...".
        base: a wording that can follow "to"; "" where it has none.
        clause: a wording with a subject of its own; "" where it has none.
        reported: a wording that wants the visitor as its subject ("told staff to ..."); "" where it has none.
    """

    line: str
    base: str = ""
    clause: str = ""
    reported: str = ""


def demand(scene: Scene, *, based: bool = False) -> Demand:
    """A demand with one of its wordings, now and then that of the line; `based`: one that can follow "to"."""
    while True:
        line, wordings = scene.rng.choice(scene.phrases.demands)
        actor = line.startswith("{WHO}")
        if based and actor:
            continue
        imperative = lowered(line)
        if scene.chance(0.4) and not actor:
            wording = _of_the_line(scene, imperative, based=based)
        else:
            fitting = [w for w in wordings if w.startswith("to ")] if based else wordings
            wording = scene.rng.choice(fitting or [f"to {imperative}"])
        filled, said = scene.fill(imperative, wording, actor=actor or bool(_CONCERNS_ACTORS.match(line)))
        made = _sorted(filled, scene.gendered(said))
        return _extended(scene, made) if scene.chance(0.18) and "{WHEN}" not in line and not actor else made


def _of_the_line(scene: Scene, imperative: str, *, based: bool) -> str:
    """A wording made of the line itself."""
    turned = inflection.passive(imperative, scene.rng.choice(("must", "should")))
    return turned if turned and not based and scene.chance(0.45) else f"to {imperative}"


def _sorted(line: str, said: str) -> Demand:
    if said.startswith("to "):
        return Demand(line=line, base=said.removeprefix("to "))
    if said.startswith(("he ", "she ")):
        return Demand(line=line, reported=said.split(" ", 1)[1])
    return Demand(line=line, clause=said)


def _extended(scene: Scene, made: Demand) -> Demand:
    """The demand with a purpose, a place or a manner that its line keeps."""
    adjunct, others = scene.rng.choice(scene.phrases.adjuncts)
    kept, said = scene.fill(adjunct, scene.rng.choice((adjunct, *others)))
    return replace(
        made,
        line=f"{made.line} {kept}",
        base=made.base and f"{made.base} {said}",
        clause=made.clause and f"{made.clause} {said}",
        reported=made.reported and f"{made.reported} {said}",
    )


def told(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """(source, line) of demands that one passage makes together, both without a stop at the end."""
    if len(demands) == 1:
        return _one(scene, demands[0])
    if all(d.base for d in demands) and scene.chance(0.8):
        return _chained(scene, demands)
    parts = [_one(scene, d, bare=i > 0 and scene.chance(0.6)) for i, d in enumerate(demands)]
    if scene.style == "mt" and scene.chance(0.4):
        return ", ".join(source for source, _ in parts), together([line for _, line in parts])
    return ". ".join(capital(source) for source, _ in parts), together([line for _, line in parts])


def together(lines: list[str]) -> str:
    """Imperatives joined to one line without a stop."""
    if any(_ACTOR_LINE.search(line) or ", " in line for line in lines):
        return "; ".join(lines)
    if any(" and " in line for line in lines):
        return ", and ".join(lines) if len(lines) == 2 else "; ".join(lines)
    return listed(lines)


def _one(scene: Scene, demand: Demand, *, bare: bool = False) -> tuple[str, str]:
    """(source, line) of one demand with or without a speech verb."""
    if demand.reported:
        return f"{scene.subject()} {demand.reported}", demand.line
    text = demand.base or demand.clause
    if bare or scene.chance(0.3):
        return (_obliged(scene, text) if demand.base and scene.chance(0.5) else text), demand.line
    return introduced(scene, [demand])


def _chained(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """Base forms after one introduction, or one after the other as machine translation prints them."""
    texts, line = [padded(scene, d.base) for d in demands], together([d.line for d in demands])
    chance = scene.rng.random()
    if chance < {"mt": 0.2}.get(scene.style, 0.04):
        numbers = scene.rng.choice(_FIRSTLY)
        opening = (
            f"{scene.subject()} {scene.rng.choice(('put forward several requirements', 'stressed', 'pointed out'))}"
        )
        joint = scene.rng.choice((", ", "; ", ". "))
        parts = [_numbered(number, text) for number, text in zip(numbers, texts, strict=False)]
        return f"{opening}: {joint.join(capital(p) if joint == '. ' else p for p in parts)}", line
    if chance < 0.4:
        comma = scene.style == "mt" and scene.chance(0.6)
        return _obliged(scene, listed(texts, comma=comma)), line
    return introduced(scene, demands)


def _numbered(number: str, base: str) -> str:
    return f"{number.removesuffix(' to ')} {inflection.infinitive(base)}" if number.endswith(" to ") else number + base


def _obliged(scene: Scene, base: str) -> str:
    """A base form with a subject that everybody is part of."""
    forbids = base.startswith(("do not ", "never "))
    if forbids and scene.chance(0.6):
        return base
    if forbids:
        return inflection.after_modal(
            base, scene.rng.choice(("we must", "we should", "departments must", "officials must"))
        )
    if scene.chance(0.35):
        return f"{scene.rng.choice(_IT)} to {base}"
    return f"{scene.rng.choice(_WE)} {base}"


def introduced(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """Demands behind a speech verb; a body that the verb names becomes the actor of the line."""
    based = all(d.base for d in demands)
    form = scene.rng.choice(
        ("to", "to", "to", "bare", "that", "quote", "noun", "would") if based else ("that", "that", "quote")
    )
    lead = _lead(scene, form)
    lines = [d.line for d in demands]
    line, who = together(lines), ""
    if "{WHO}" in lead:
        named = (
            form == "to"
            and "not to" not in lead
            and scene.chance(0.4)
            and not any(_ACTOR_LINE.search(x) for x in lines)
        )
        who = scene.body("actor" if named else "listener")
        if named:
            line = f"{who} {together([inflection.after_modal(lines[0], 'must'), *lines[1:]])}"
    opening = _named(scene, lead, who)
    if form == "quote":
        text = listed([d.base for d in demands]) if based else demands[0].clause
        return f"{opening} “{capital(text)}{scene.rng.choice(('', '.', '!'))}”", line
    if not based:
        clause = demands[0].clause
        return (f"{opening} {clause}" if _FINITE.search(clause) else clause), line
    return _led(scene, opening, form, [d.base for d in demands]), line


def _led(scene: Scene, opening: str, form: str, bases: list[str]) -> str:
    """Base forms behind an opening that wants `form`."""
    forbids = [base.startswith(("do not ", "never ")) for base in bases]
    against = opening.endswith((" not to", " against"))
    if against and not (all(forbids) and len(bases) == 1):
        return listed(bases, comma=scene.style == "mt")
    if against:
        plain = bases[0].removeprefix("do not ").removeprefix("never ")
        return f"{opening} {plain if opening.endswith('to') else inflection.gerund(plain)}"
    if form == "noun":
        return f"{opening} {listed([inflection.gerund(base) for base in bases])}"
    texts = [padded(scene, base) for base in bases]
    if form == "would":
        return f"{opening.removesuffix(' would')} {inflection.after_modal(listed(texts), 'would')}"
    if form == "that" and _MANDATIVE.search(opening):
        bare = [f"not {text.removeprefix('do not ')}" if text.startswith("do not ") else text for text in texts]
        return f"{opening} {scene.rng.choice(_THEY)} {listed(bare)}"
    if form == "that":
        return f"{opening} {_obliged(scene, listed(texts))}"
    if opening.endswith(" should"):
        return f"{opening.removesuffix(' should')} {inflection.after_modal(listed(texts), 'should')}"
    if form == "to":
        return f"{opening.removesuffix(' to')} {chain([inflection.infinitive(text) for text in texts])}"
    return f"{opening} {listed(texts, comma=scene.chance(0.5))}"


def chain(infinitives: list[str]) -> str:
    """Infinitives after one verb: "to finish the works, not to hide leaks and publish the list"."""
    first, *rest = infinitives
    return listed(
        [first, *(text if text.startswith(("not ", "never ")) else text.removeprefix("to ") for text in rest)]
    )


def _lead(scene: Scene, form: str) -> str:
    """Words that introduce a demand of this form, mostly as the style has them."""
    every = [(text, style) for text, follows, style in scene.phrases.speech if follows == form]
    own = [text for text, style in every if style in (scene.style, "wire")]
    return scene.rng.choice(own if own and scene.chance(0.85) else [text for text, _ in every])


def _named(scene: Scene, lead: str, who: str) -> str:
    office = scene.title if "{TITLE} {P}" in lead else scene.office().removeprefix("the ")
    return scene.gendered(lead).replace("{TITLE}", office).replace("{P}", scene.named()).replace("{WHO}", who)


def padded(scene: Scene, base: str) -> str:
    """A base form with a padding adverb before its verb or a phrase behind it, in some styles."""
    if not scene.chance({"mt": 0.3, "kcna": 0.25, "south-asia": 0.15}.get(scene.style, 0.06)):
        return base
    if base.startswith(("do not ", "never ")) or base.split(maxsplit=1)[0].endswith("ly") or scene.chance(0.3):
        return f"{base} {scene.padding('manner')}"
    return f"{scene.padding('adverb')} {base}"
