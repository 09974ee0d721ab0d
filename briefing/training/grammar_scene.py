"""One visit made up for a pair: who, where, when and what about. Productions fill their slots from it.

A slot is filled once for both sides of a production, so what the line says the source says too.
"""

import random
import re
from collections.abc import Callable, Sequence

from briefing.training import grammar_phrases

_SLOT = re.compile(r"\{([A-Z]+[12]?)\}")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "12", "15", "18", "20", "30", "45")
_UNITS = ("days", "days", "days", "hours", "weeks", "months", "working days")
_NOUNS = (
    "households",
    "tonnes",
    "hectares",
    "kilometres",
    "beds",
    "jobs",
    "people",
    "mu",
    "villages",
    "units",
    "metres",
)
_MONEY = (
    "yuan",
    "won",
    "rupees",
    "crore rupees",
    "taka",
    "dong",
    "rupiah",
    "pesos",
    "naira",
    "shillings",
    "cedis",
    "euros",
    "dollars",
    "rials",
)
_BARE_DAYS = ("recently", "today", "yesterday", "this morning", "this week", "over the weekend", "last week")
_FEASTS = (
    "the Spring Festival", "the National Day holiday", "Eid", "Ramadan", "Diwali", "Tet", "Christmas", "Easter",
    "the rainy season", "the flood season", "the heating season", "the new school year", "the harvest", "winter",
)  # fmt: skip
_WOMAN = {"he": "she", "his": "her", "him": "her", "himself": "herself"}
_MAN = re.compile(r"\b(he|his|him|himself)\b")
# A word that closes a title and can stand for its bearer: "the mayor said".
_SHORT_TITLE = re.compile(
    r"(mayor|governor|minister|premier|president|commissioner|magistrate|secretary|director|senator|prefect|chairman)\b",
    re.IGNORECASE,
)


class Scene:
    """Draws what a pair is about; everything it hands out depends on `rng` alone."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.phrases = grammar_phrases.load()
        self.region = rng.choices(self.phrases.regions, [region.share for region in self.phrases.regions])[0]
        self.style = self.region.style
        self.field = rng.choice(tuple(self.phrases.things))
        self.woman = rng.random() < 0.3
        self.leader = self._name()
        self.title = rng.choice(self.region.titles)
        self._used: set[str] = {self.leader}

    def chance(self, share: float) -> bool:
        """True in `share` of the draws."""
        return self.rng.random() < share

    def fill(self, *templates: str, actor: bool = False) -> tuple[str, ...]:
        """The templates with each slot filled alike; `actor`: {WHO} can be told to do something."""
        values: dict[str, str] = {}
        makers: dict[str, Callable[[], str]] = {
            "WHEN": self.deadline,
            "SITE": self.site,
            "PLACE": self.place,
            "WHO": lambda: self.body("actor" if actor else "group"),
        }
        for slot in (name for template in templates for name in _SLOT.findall(template)):
            if slot in values:
                continue
            if slot in "ABC":
                values[slot] = self.thing()
            elif slot in "FGH":
                values[slot] = self.fault()
            elif slot == "NUM":
                values[slot] = self.figure(templates[0])
            elif slot.rstrip("12") in makers:
                values[slot] = makers[slot.rstrip("12")]()
        return tuple(_SLOT.sub(lambda m: values.get(m.group(1), m.group()), text) for text in templates)

    def gendered(self, text: str) -> str:
        """A wording of the phrase lists with the pronouns of the visitor."""
        return _MAN.sub(lambda m: _WOMAN[m.group()], text) if self.woman else text

    def thing(self) -> str:
        """A noun phrase of the field, now and then one that no list has."""
        pick, chance = self.rng.choice, self.rng.random()
        phrase = self._fresh(
            lambda: pick(self.phrases.things[self.field if self.chance(0.85) else self._other_field()])
        )
        if chance < 0.10:
            other = pick(self.phrases.things[self.field])
            return self._fresh(lambda: f"{phrase.split()[0]} {other.split()[-1]}") if " " in phrase else phrase
        if chance < 0.14:
            return f"the [O:{pick(self.phrases.programmes)}]"
        if chance < 0.20:
            return f"{phrase} in [L:{pick(self.region.places)}]"
        if chance < 0.23:
            return f"{phrase} at [O:{pick(self.region.sites)}]"
        return phrase

    def fault(self) -> str:
        """A noun phrase for something to be prevented or cleared up."""
        field = self.field if self.field in self.phrases.faults else self._other_field()
        return self._fresh(lambda: self.rng.choice(self.phrases.faults[field]))

    def body(self, role: str) -> str:
        """A body or a group of people: "actor", "group" or "listener"."""
        return self._fresh(lambda: self.rng.choice(self.phrases.bodies[role]))

    def site(self) -> str:
        """A named stop, marked."""
        if self.chance(0.8):
            return f"[O:{self._fresh(lambda: self.rng.choice(self.region.sites))}]"
        return self.place()

    def place(self) -> str:
        """A named place, marked."""
        return f"[L:{self._fresh(lambda: self.rng.choice(self.region.places))}]"

    def person(self) -> str:
        """Another person, title first, name marked."""
        name = self._fresh(self._name)
        return f"{self.rng.choice(self.region.titles)} [P:{name}]"

    def subject(self) -> str:
        """The visitor as a later sentence names him: a pronoun, the title, the name or part of it."""
        chance = self.rng.random()
        if chance < 0.3:
            return "she" if self.woman else "he"
        short = _SHORT_TITLE.search(self.title)
        if chance < 0.5 and short:
            return f"the {short.group(1).lower()}"
        return self.named()

    def named(self) -> str:
        """The visitor's marked name, whole or in part, now and then after the title."""
        parts = self.leader.split()
        surname_first = self.style in ("mt", "kcna")
        chance = self.rng.random()
        if chance < 0.35 and len(parts) > 1:
            name = parts[0] if surname_first else parts[-1]
            if len(name) > 2:
                return f"[P:{name}]"
        return f"{self.title} [P:{self.leader}]" if chance > 0.85 else f"[P:{self.leader}]"

    def date(self, *, bare: bool = False) -> str:
        """A marked date that can follow "on"; `bare`: one that stands without a preposition."""
        pick = self.rng.choice
        if bare:
            return f"[D:{pick(_BARE_DAYS)}]"
        day = self.rng.randint(1, 28)
        month = pick(_MONTHS)
        forms = (
            f"{month} {day}", f"{month} {day}", f"{month} {day}", f"{day} {month}", f"{month} {day}, 20{self.rng.randint(12, 27)}",
            pick(_WEEKDAYS), pick(_WEEKDAYS), f"{pick(_WEEKDAYS)}, {month} {day}", f"the {day}{_ordinal(day)}",
            f"the afternoon of {month} {day}", f"the morning of the {day}{_ordinal(day)}", f"{month[:3]}. {day}",
        )  # fmt: skip
        return f"[D:{pick(forms)}]"

    def deadline(self) -> str:
        """A deadline with its preposition, its date or figure marked."""
        pick, chance = self.rng.choice, self.rng.random()
        if chance < 0.25:
            return f"within [N:{pick(_COUNTS)}] {pick(_UNITS)}"
        if chance < 0.4:
            return f"before [D:{pick(_FEASTS)}]"
        month, day = pick(_MONTHS), self.rng.randint(1, 28)
        forms = (
            f"the end of {month}", f"the end of {month}", f"{month} {day}", f"{month}", "the end of the year",
            "the end of the month", f"20{self.rng.randint(25, 35)}", pick(_WEEKDAYS), "next week", "tomorrow morning",
            f"mid-{month}", f"the end of the {pick(('first', 'second', 'third'))} quarter", f"the {day}{_ordinal(day)}",
        )  # fmt: skip
        return f"{pick(('by', 'by', 'before'))} [D:{pick(forms)}]"

    def figure(self, line: str) -> str:
        """A marked figure such as `line` wants: money, a share, a count or a value with its unit."""
        pick, rng = self.rng.choice, self.rng
        if line.startswith(("Allot", "Promised")):
            return f"[N:{pick((f'{rng.randint(2, 95)} million', f'{rng.randint(11, 99) / 10} billion', f'{rng.randint(2, 90)}0,000'))}] {pick(_MONEY)}"
        if "{NUM} of" in line and not line.startswith("Counted"):
            return f"[N:{rng.randint(2, 19) * 5}%]"
        if line.startswith(("Received", "Counted")):
            return f"[N:{pick((rng.randint(3, 60), pick(_COUNTS), rng.randint(100, 999)))}]"
        value = (f"[N:{rng.randint(12, 99)}%]", f"[N:{rng.randint(11, 99) / 10} million] {pick(_NOUNS)}", f"[N:{rng.randint(2, 90)}00] {pick(_NOUNS)}",
                 f"[N:{rng.randint(2, 40)},{rng.randint(1, 9)}00] {pick(_NOUNS)}", f"[N:{rng.randint(11, 99) / 10} billion] {pick(_MONEY)}")  # fmt: skip
        return pick(value)

    def _name(self) -> str:
        return self.rng.choice(self.region.names)

    def _other_field(self) -> str:
        return self.rng.choice(tuple(self.phrases.faults))

    def _fresh(self, draw: Callable[[], str]) -> str:
        """A draw that this scene has not used; the last one where there are too few."""
        value = draw()
        for _ in range(8):
            if value not in self._used:
                break
            value = draw()
        self._used.add(value)
        return value


def listed(items: Sequence[str], *, comma: bool = False) -> str:
    """Items as "a, b and c"; with `comma` no "and", as machine translation lists."""
    if comma or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """`text` with its first letter as a sentence opens; a marked name keeps its own."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A line as it stands inside a sentence: its first letter small, its stop gone."""
    return (text[:1].lower() + text[1:]).removesuffix(".")


def _ordinal(day: int) -> str:
    return "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
