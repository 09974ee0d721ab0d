"""One visit made up for a pair: who, where, when and what about. Productions fill their slots from it.

A slot is filled once for both sides of a production, so what the line says the source says too.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

from briefing.evaluation.pairs import MARK
from briefing.training import grammar_phrases
from briefing.training.grammar_figures import Figures

_SLOT = re.compile(r"\{([A-Z]+[1-3]?)\}")
_EAST = ("mt", "kcna")
_NUMBERS = {pair[i]: pair for pair in (("is", "are"), ("was", "were"), ("has", "have"), ("does", "do")) for i in (0, 1)}
_ADJECTIVE = re.compile(
    r"(\b(?:new|all|the|a|an|idle|imported|substandard|better|improved|more|fresh|no|poor|existing|any|every|a second|further) )"
    r"\{([A-Z]+[1-3]?)\}"
)
_VERB = re.compile(
    r"(?:(?<=[,;:] )|(?<=^)|(?<=that )|(?<=until )|(?<=till )|(?<=when )|(?<=where )|(?<=while )|(?<=how )|(?<=if )"
    r"|(?<=why )|(?<=before )|(?<=after )|(?<=once )|(?<=as ))\{([A-Z]+[1-3]?)\} (is|are|was|were|has|have|does|do)\b"
)
_PEOPLE = frozenset(("people", "staff", "police", "women", "craftsmen", "fishermen", "children"))
_WOMAN = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_MAN = re.compile(r"\b(he|his|him|himself)\b")
_KINDS = {"J": "activity", "K": "facility", "L": "goods"}
_BODIES = {"WHO": "group", "GIFT": "gift", "DRILL": "emergency"}
# What of a title can stand for its bearer: "the deputy mayor said".
_OFFICE = re.compile(
    r"\b(?:(?:vice|deputy|prime|chief|acting|assistant)[ -])?"
    r"(?:mayor|governor|minister|premier|president|commissioner|magistrate|secretary|director|senator|prefect|chairman)\b",
    re.IGNORECASE,
)


class Scene:
    """Draws what a pair is about; everything it hands out depends on `rng` alone."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.phrases = grammar_phrases.load()
        self.region = rng.choices(self.phrases.regions, [region.share for region in self.phrases.regions])[0]
        self.style = self.region.style
        self.figures = Figures(rng, style=self.style)
        self.field = rng.choice(tuple(self.phrases.things))
        self.woman = rng.random() < 0.3
        self.leader = rng.choice(self.region.names)
        self.title = rng.choice(self.region.titles)
        self._used: set[str] = {self.leader}

    def chance(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.rng.random() < share

    def fill(self, *templates: str, actor: bool = False) -> tuple[str, ...]:
        """The templates with each slot filled alike; `actor`: {WHO} can be told to do something."""
        values: dict[str, str] = {}
        placed = any("{PLACE}" in text or "{SITE" in text for text in templates)
        for name in (name for text in templates for name in _SLOT.findall(text)):
            if name in values:
                continue
            value = self._value(name, templates[0], actor=actor, placed=placed)
            if name == "M":
                value, unit = self.rng.choice(self.phrases.measures)
                values["NUM"] = self.figures.measured(unit)
            if value:
                values[name] = value
        return tuple(_filled(_agreed(text, values), values) for text in templates)

    def _value(self, name: str, line: str, *, actor: bool, placed: bool) -> str:
        """What fills the slot `name`; "" for a slot that others fill."""
        slot = name.rstrip("123")
        if slot in ("A", "B", "C"):
            return self.thing(placed=placed)
        if slot in _KINDS:
            return self.thing(_KINDS[slot], placed=placed)
        if slot in ("F", "G", "H"):
            return self.fault()
        if slot in _BODIES:
            return self.body("actor" if slot == "WHO" and actor else _BODIES[slot])
        makers: dict[str, Callable[[], str]] = {
            "WHEN": self.figures.deadline,
            "SPAN": self.figures.span,
            "COUNT": self.figures.count,
            "NUM": lambda: self.figures.wanted(line),
            "SITE": self.site,
            "PLACE": self.place,
            "TOWN": lambda: self._fresh(lambda: self.rng.choice(self.region.places)),
        }
        return makers[slot]() if slot in makers else ""

    def gendered(self, text: str) -> str:
        """A wording of the phrase lists with the pronouns of the visitor."""
        return _MAN.sub(lambda m: _WOMAN[m.group()], text) if self.woman else text

    def padding(self, place: str) -> str:
        """Words that a line drops, as this style has them."""
        return self._styled(self.phrases.padding[place])

    def aside(self) -> str:
        """A reason, praise or a state of affairs that a line drops."""
        text = self._styled(self.phrases.asides[self.rng.choice(("reason", "reason", "praise", "state"))])
        return self.gendered(self.fill(text)[0])

    def _styled(self, choices: Sequence[tuple[str, str]]) -> str:
        """One of the texts whose style is this scene's or any."""
        mine = ("", self.style, "east" if self.style in _EAST else "")
        return self.rng.choice([text for text, style in choices if style in mine])

    def thing(self, kind: str = "", *, placed: bool = False) -> str:
        """A noun phrase of the field, now and then one that no list has; `placed`: without a place of its own."""
        pick = self.rng.choice
        things = self.phrases.sorted_things[kind] if kind else self.phrases.things
        field = self.field if self.field in things and self.chance(0.85) else pick(tuple(things))
        phrase = self._fresh(lambda: pick(things[field]))
        chance = self.rng.random()
        if chance < 0.1:
            return self._mixed(phrase, pick(things[field]))
        if chance < 0.13 and not kind:
            return f"the [O:{pick(self.phrases.programmes)}]"
        if chance < 0.15 and kind in ("", "activity"):
            return (
                f"the {self.quoted()} {pick(('campaign', 'scheme', 'drive', 'method', 'programme', 'plan', 'action'))}"
            )
        if chance < 0.20 and not placed:
            return f"{phrase} in {self.place()}"
        if chance < 0.22 and not placed:
            return f"{phrase} at [O:{pick(self.region.sites)}]"
        if chance < 0.25 and kind in ("facility", "goods"):
            return f"{phrase} for [N:{self.rng.randint(2, 900)}] {pick(('households', 'families', 'villages', 'residents'))}"
        if chance < 0.28 and kind == "facility":
            return f"{phrase} worth {self.figures.money(large=True)}"
        if chance < 0.3:
            other = pick(things[field])
            return phrase if other == phrase else f"{phrase} and {other}"
        return phrase

    def quoted(self) -> str:
        """The marked name of a campaign, in the quotation marks of the day."""
        opening, closing = self.rng.choice(('""', '""', "“”", "''", "‘’"))
        return f"[Q:{opening}{self._fresh(lambda: self.rng.choice(self.phrases.quoted['quoted']))}{closing}]"

    def _mixed(self, phrase: str, other: str) -> str:
        """The first phrase before the head of the other: a phrase of the field that no list has."""
        words, head = other.removeprefix("the ").split(), phrase.removeprefix("the ").split()
        if len(words) != 2 or len(head) != 2:
            return phrase
        made = f"{head[0]} {words[1]}"
        return f"the {made}" if other.startswith("the ") else made

    def fault(self) -> str:
        """A noun phrase for something to be prevented or cleared up."""
        faults = self.phrases.faults
        field = self.field if self.field in faults and self.chance(0.9) else self.rng.choice(tuple(faults))
        phrase = self._fresh(lambda: self.rng.choice(faults[field]))
        return f"{phrase} in {self.place()}" if self.chance(0.05) else phrase

    def body(self, role: str) -> str:
        """A body or a group of people: "actor", "group" or "listener"; or what is handed to them, a "gift"."""
        return self._fresh(lambda: self.rng.choice(self.phrases.bodies[role]))

    def site(self) -> str:
        """A named stop, marked."""
        if self.chance(0.85):
            return f"[O:{self._fresh(lambda: self.rng.choice(self.region.sites))}]"
        return self.place()

    def place(self) -> str:
        """A named place, marked."""
        return f"[L:{self._fresh(lambda: self.rng.choice(self.region.places))}]"

    def person(self) -> tuple[str, str]:
        """Another person: a title and a marked name."""
        name = self._fresh(lambda: self.rng.choice(self.region.names))
        return self._fresh(lambda: self.rng.choice(self.region.titles)), f"[P:{name}]"

    def subject(self) -> str:
        """The visitor as a later sentence names him: a pronoun, the office, the name or part of it."""
        chance = self.rng.random()
        if chance < 0.3:
            return "she" if self.woman else "he"
        return self.office() if chance < 0.45 else self.named()

    def office(self) -> str:
        """The visitor by office: "the deputy mayor", or the whole title."""
        short = _OFFICE.search(self.title)
        return f"the {short.group().lower()}" if short and self.chance(0.7) else f"the {self.title}"

    def named(self) -> str:
        """The visitor's marked name, whole or in part, now and then after the title."""
        parts = self.leader.split()
        short = parts[0] if self.region.surname_first else parts[-1]
        chance = self.rng.random()
        if chance < 0.35 and len(short) > 2 and "-" not in short:
            return f"[P:{short}]"
        return f"{self.title} [P:{self.leader}]" if chance > 0.85 else f"[P:{self.leader}]"

    def _fresh(self, draw: Callable[[], str]) -> str:
        """A draw that this scene has not used; the last one where there are too few."""
        value = draw()
        for _ in range(8):
            if value not in self._used:
                break
            value = draw()
        self._used.add(value)
        return value


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its slots filled; behind an adjective a value has no article of its own."""
    template = _ADJECTIVE.sub(lambda m: m[1] + values.get(m[2], f"{{{m[2]}}}").removeprefix("the "), template)
    return _SLOT.sub(lambda m: values.get(m[1], m[0]), template)


def _agreed(template: str, values: Mapping[str, str]) -> str:
    """The template with the verb behind a slot that is its subject in the number of the slot's value."""
    return _VERB.sub(lambda m: f"{{{m[1]}}} {_NUMBERS[m[2]][is_plural(values.get(m[1], ''))]}", template)


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase is plural, by the look of its head."""
    head = grammar_phrases.head(MARK.sub("", phrase) or phrase)
    return " and " in phrase or head in _PEOPLE or (head.endswith("s") and not head.endswith(("ss", "us", "is")))


def listed(items: Sequence[str], *, comma: bool = False) -> str:
    """Items as "a, b and c"; with `comma` no "and", as machine translation lists."""
    if comma or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """`text` with its first letter as a sentence opens, that of a date's mark too."""
    if text.startswith("[D:"):
        return text[:3] + text[3:4].upper() + text[4:]
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A line as it stands inside a sentence: its first letter small, its stop gone."""
    return (text[:1].lower() + text[1:]).removesuffix(".")
