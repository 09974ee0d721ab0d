"""Demands: what an official asks for, in the many wordings of a report, and as one plain line."""

import re
from dataclasses import dataclass

from briefing.training import grammar_inflection as inflection
from briefing.training.grammar_scene import Scene, capital, listed, lowered

_FINITE = re.compile(r"\b(must|should|shall|may|ought|cannot|needs?|has to|had to|is|are|will)\b")
_MODALS = ("must", "should", "should", "has to", "needs to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One thing asked for.

    Attributes:
        line: the imperative, without a stop: "finish the works by [D:June]"; or "water bureaus must ...".
        base: a wording that can follow "to"; "" where it has none.
        clause: a wording with a subject of its own; "" where it has none.
        reported: a wording that wants the visitor as its subject ("told staff to ..."); "" where it has none.
        actor: whether the line names who must act.
    """

    line: str
    base: str = ""
    clause: str = ""
    reported: str = ""
    actor: bool = False


def demand(scene: Scene, *, plain: float = 0.4, form: str = "") -> Demand:
    """A demand with one wording; in a share `plain` of them the wording has the verb of the line.

    `form`: "base", where the wording must be able to follow "to".
    """
    while True:
        line, wordings = scene.rng.choice(scene.phrases.demands)
        actor = line.startswith("{WHO}")
        if form == "base" and actor:
            continue
        imperative = lowered(line)
        wording = _plain(scene, imperative) if scene.chance(plain) and not actor else scene.rng.choice(wordings)
        if form == "base" and not wording.startswith("to "):
            wording = next((w for w in wordings if w.startswith("to ")), "")
            if not wording:
                continue
        named = actor or bool(re.match(r"(Hold|Take action|Support|Mobilise|Train|Learn from|Supervise)", line))
        filled, said = scene.fill(imperative, wording, actor=named)
        said = scene.gendered(said)
        if said.startswith("to "):
            return Demand(line=filled, base=said.removeprefix("to "), actor=actor)
        if said.startswith(("he ", "she ")):
            return Demand(line=filled, reported=said.split(" ", 1)[1], actor=actor)
        return Demand(line=filled, clause=said, actor=actor)


def _plain(scene: Scene, imperative: str) -> str:
    """A wording made of the line itself."""
    if scene.chance(0.45):
        made = inflection.passive(imperative, scene.rng.choice(("must", "should")))
        if made:
            return made
    return f"to {imperative}"


def told(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """(source, line) of demands that one passage makes together; the source ends without a stop."""
    if len(demands) == 1:
        return _one(scene, demands[0])
    if all(d.base for d in demands) and scene.chance(0.8):
        return _chained(scene, demands)
    parts = [_one(scene, d, bare=i > 0 and scene.chance(0.5)) for i, d in enumerate(demands)]
    return ". ".join(capital(source) for source, _ in parts), together([line for _, line in parts])


def together(lines: list[str]) -> str:
    """Imperatives joined to one line without a stop."""
    if any(re.search(r" must(?: not)? ", line) for line in lines) or any(", " in line for line in lines):
        return "; ".join(lines)
    return listed(lines)


def _one(scene: Scene, demand: Demand, *, bare: bool = False) -> tuple[str, str]:
    """(source, line) of one demand with or without a speech verb."""
    if demand.reported:
        return f"{scene.subject()} {demand.reported}", demand.line
    text = demand.base or demand.clause
    if bare or scene.chance(0.3):
        return (_obliged(scene, text) if demand.base and scene.chance(0.5) else text), demand.line
    return _introduced(scene, [demand])


def _chained(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """Base forms after one introduction, or one after the other as machine translation prints them."""
    texts = [_padded(scene, d.base) for d in demands]
    if scene.style == "mt" and scene.chance(0.2):
        numbers = scene.rng.choice(
            (
                ("first", "second", "third", "fourth", "fifth"),
                ("one is to", "two is to", "three is to", "four is to", "five is to"),
            )
        )
        body = ", ".join(
            f"{number}{' ' if 'is to' in number else ', '}{text}" for number, text in zip(numbers, texts, strict=False)
        )
        return (
            f"{scene.subject()} {scene.rng.choice(('put forward several requirements', 'stressed', 'pointed out'))}: {body}",
            together([d.line for d in demands]),
        )
    if scene.chance(0.25):
        return _obliged(scene, listed(texts, comma=scene.style == "mt" and scene.chance(0.6))), together(
            [d.line for d in demands]
        )
    return _introduced(scene, demands)


def _obliged(scene: Scene, base: str) -> str:
    """A base form with a subject that everybody is part of."""
    pick = scene.rng.choice
    if base.startswith(("do not ", "never ")) and scene.chance(0.7):
        return base
    if base.startswith(("do not ", "never ")):
        return inflection.after_modal(base, pick(("we must", "we should", "everyone must")))
    return pick(
        ("we must ", "we should ", "it is necessary to ", "it is important to ", "we need to ", "efforts should be made to ",
         "we shall ", "there is a need to ", "all departments should ", "everyone should ", "we have to ")
    ) + base  # fmt: skip


def _introduced(scene: Scene, demands: list[Demand]) -> tuple[str, str]:
    """Demands behind a speech verb; a body that the verb names becomes the actor of the line."""
    pick = scene.rng.choice
    bases = [d.base for d in demands]
    wanted = ("to", "to", "bare", "that", "quote", "noun") if all(bases) else ("that", "that", "quote")
    form = pick(wanted)
    lead = _lead(scene, form)
    if "not to" in lead or "against" in lead:
        return _forbidden(scene, lead, demands)
    lines = [d.line for d in demands]
    line = together(lines)
    who = ""
    if "{WHO}" in lead:
        named = form == "to" and scene.chance(0.4)
        who = scene.body("actor" if named else "listener")
        if named:
            line = f"{who} " + together([inflection.after_modal(text, "must") for text in lines[:1]] + lines[1:])
    opening = _named(scene, lead, who)
    if not all(bases):
        clause = demands[0].clause
        if form == "quote":
            return f"{opening} “{capital(clause)}”", line
        return (f"{opening} {clause}" if _FINITE.search(clause) else clause), line
    texts = [_padded(scene, base) for base in bases]
    if form == "noun":
        return f"{opening} {listed([inflection.gerund(text) for text in bases])}", line
    if form == "quote":
        return f"{opening} “{capital(listed(texts))}”", line
    if form == "that":
        return f"{opening} {_obliged(scene, listed(texts))}", line
    if form == "bare":
        return f"{opening} {listed(texts, comma=scene.chance(0.5))}", line
    if lead.endswith(" to"):
        first, *rest = (
            inflection.infinitive(text) if text.startswith(("do not ", "never ")) else f"to {text}" for text in texts
        )
        chain = [first] + [text if text.startswith(("not ", "never ")) else text.removeprefix("to ") for text in rest]
        return f"{opening.removesuffix(' to')} {listed(chain)}", line
    return f"{opening} {listed(texts)}", line


def _lead(scene: Scene, form: str) -> str:
    """Words that introduce a demand of this form, mostly as the style has them."""
    every = [(text, style) for text, follows, style in scene.phrases.speech if follows == form]
    own = [text for text, style in every if style in (scene.style, "wire")]
    return scene.rng.choice(own if own and scene.chance(0.8) else [text for text, _ in every])


def _forbidden(scene: Scene, lead: str, demands: list[Demand]) -> tuple[str, str]:
    """Words such as "warned staff not to" want a demand that forbids; any other demand stands alone."""
    text = demands[0].base
    if len(demands) == 1 and text.startswith("do not ") and "not to" in lead:
        return f"{_named(scene, lead, scene.body('listener'))} {text.removeprefix('do not ')}", demands[0].line
    plain = [d.base or d.clause for d in demands]
    return listed(plain, comma=True), together([d.line for d in demands])


def _named(scene: Scene, lead: str, who: str) -> str:
    title = scene.title[:1].lower() + scene.title[1:] if scene.chance(0.5) else scene.title
    return scene.gendered(lead).replace("{P}", scene.named(), 1).replace("{TITLE}", title).replace("{WHO}", who)


def _padded(scene: Scene, base: str) -> str:
    """A base form with a padding adverb before its verb or a phrase behind it, in some styles."""
    share = {"mt": 0.3, "kcna": 0.25, "south-asia": 0.15}.get(scene.style, 0.06)
    if not scene.chance(share):
        return base
    if base.startswith(("do not ", "never ")) or scene.chance(0.3):
        return f"{base} {scene.rng.choice(scene.phrases.padding['manner'])}"
    return f"{scene.rng.choice(scene.phrases.padding['adverb'])} {base}"
