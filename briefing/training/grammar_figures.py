"""Dates, deadlines and figures as the grammar prints them: the mark holds the figure or the date, the unit stays outside."""

import random

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "12", "15", "18", "20", "30", "45")
_SPANS = ("days", "days", "days", "hours", "weeks", "months", "working days")
_BARE_DAYS = ("recently", "today", "yesterday", "this morning", "this week", "over the weekend", "last week")
_FEASTS = {
    "mt": ("the Spring Festival", "the National Day holiday", "the flood season", "the heating season", "May Day"),
    "kcna": ("the Day of the Sun", "the Party congress", "the rainy season", "the founding anniversary"),
    "south-asia": ("Eid", "Ramadan", "Diwali", "the monsoon", "the rabi season"),
    "sea": ("Tet", "the typhoon season", "the rainy season", "Christmas"),
    "": ("the rainy season", "the new school year", "the harvest", "winter", "Christmas", "Easter", "the elections"),
}
_CURRENCY = {
    "mt": ("yuan",),
    "kcna": ("won",),
    "south-asia": ("rupees", "taka"),
    "sea": ("dong", "rupiah", "pesos", "ringgit", "baht"),
    "african": ("naira", "shillings", "cedis", "rand", "francs"),
    "european": ("euros", "pounds", "crowns"),
    "": ("dollars", "pesos", "rials", "dinars", "euros", "soms"),
}
_NOUNS = ("households", "tonnes", "hectares", "kilometres", "beds", "jobs", "people", "villages", "units", "metres")


class Figures:
    """Draws marked dates, deadlines and figures for one style of press."""

    def __init__(self, rng: random.Random, *, style: str) -> None:
        self._rng, self._style = rng, style

    def date(self, *, bare: bool = False) -> str:
        """A date that can follow "on"; `bare`: one that stands without a preposition."""
        rng, pick = self._rng, self._rng.choice
        if bare:
            return f"[D:{pick(_BARE_DAYS)}]"
        day, month, weekday = rng.randint(1, 28), pick(_MONTHS), pick(_WEEKDAYS)
        forms = (
            f"{month} {day}", f"{month} {day}", f"{month} {day}", f"{day} {month}", weekday, weekday,
            f"{month} {day}, 20{rng.randint(12, 27)}", f"{weekday}, {month} {day}", f"the {_ordinal(day)}",
            f"the afternoon of {month} {day}", f"the morning of the {_ordinal(day)}", f"{weekday} morning",
            f"{day} {month} 20{rng.randint(12, 27)}",
        )  # fmt: skip
        return f"[D:{pick(forms)}]"

    def deadline(self) -> str:
        """A deadline with its preposition."""
        rng, pick, chance = self._rng, self._rng.choice, self._rng.random()
        if chance < 0.25:
            return f"within {self.span()}"
        if chance < 0.4:
            return f"before [D:{pick(_FEASTS.get(self._style, ()) + _FEASTS[''])}]"
        month, day = pick(_MONTHS), rng.randint(1, 28)
        forms = (
            f"the end of {month}", f"the end of {month}", f"{month} {day}", f"{month}", "the end of the year",
            "the end of the month", f"20{rng.randint(25, 35)}", pick(_WEEKDAYS), "next week", "tomorrow morning",
            f"mid-{month}", f"the end of the {pick(('first', 'second', 'third'))} quarter", f"the {_ordinal(day)}",
        )  # fmt: skip
        return f"{pick(('by', 'by', 'before'))} [D:{pick(forms)}]"

    def span(self) -> str:
        """A length of time: "[N:ten] days"."""
        return f"[N:{self._rng.choice(_COUNTS)}] {self._rng.choice(_SPANS)}"

    def count(self) -> str:
        """A small number, unmarked: "seven" or "45"."""
        return self._rng.choice(_COUNTS)

    def money(self, *, large: bool = False) -> str:
        """A sum with its currency; `large`: one that pays for a building."""
        rng, pick = self._rng, self._rng.choice
        amount = pick(
            (f"{rng.randint(2, 95)} million", f"{rng.randint(11, 99) / 10} billion", f"{rng.randint(2, 90)}0,000",
             f"{rng.randint(11, 99) / 10} million", f"{rng.randint(2, 900)}")[: 2 if large else 5]
        )  # fmt: skip
        if self._style == "south-asia" and rng.random() < 0.5:
            amount = f"{rng.randint(2, 95)} {pick(('crore', 'lakh'))}"
        return f"[N:{amount}] {pick(_CURRENCY.get(self._style, _CURRENCY['']))}"

    def share(self) -> str:
        """A percentage in one of its spellings."""
        value = self._rng.randint(12, 99)
        return self._rng.choice(
            (f"[N:{value}%]", f"[N:{value}%]", f"[N:{value} percent]", f"[N:{value}.{value % 10}%]")
        )

    def measured(self, unit: str) -> str:
        """A figure for something that is measured in `unit`, a kind of the list of measures."""
        rng, pick = self._rng, self._rng.choice
        if unit == "percent":
            return self.share()
        if unit == "money":
            return self.money()
        number = pick(
            (f"{rng.randint(3, 99)}", f"{rng.randint(100, 980)}", f"{rng.randint(2, 40)},{rng.randint(1, 9)}00")
        )
        if unit in ("people", "households", "units"):
            return f"[N:{number}]"
        if unit in ("days", "hours"):
            return f"[N:{pick((pick(_COUNTS), str(rng.randint(2, 24))))}] {unit}"
        if unit == "tonnes" and rng.random() < 0.3:
            return f"[N:{rng.randint(11, 99) / 10} million] tonnes"
        return f"[N:{number}] {unit}"

    def wanted(self, line: str) -> str:
        """A figure such as `line` wants: money, a share, a count or a value with its unit."""
        rng, pick = self._rng, self._rng.choice
        if line.lower().startswith(("allot", "promised", "announced")):
            return self.money()
        if "{NUM} of" in line:
            return self.share()
        if line.startswith("Received"):
            return f"[N:{pick((rng.randint(3, 60), pick(_COUNTS), rng.randint(100, 999)))}]"
        value = (
            self.share(), f"[N:{rng.randint(11, 99) / 10} million] {pick(_NOUNS)}", self.money(),
            f"[N:{rng.randint(2, 90)}00] {pick(_NOUNS)}", f"[N:{rng.randint(2, 40)},{rng.randint(1, 9)}00] {pick(_NOUNS)}",
        )  # fmt: skip
        return pick(value)


def _ordinal(day: int) -> str:
    ending = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
