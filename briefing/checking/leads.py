"""Who leads a visit and with which office: a line of the event keeps them as its evidence has them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.words import folded, letters
from briefing.records import Finding, Person

_TABLE = "checking_actors"


def wrong_lead(line: str, evidence: str, people: Iterable[Person], lexicon: Lexicon) -> Iterator[Finding]:
    """A companion made the leader of the visit, or its leader a companion."""
    company = _company(lexicon)
    present = [p for p in people if has_name(evidence, p) and has_name(line, p)]
    theirs, ours = _companions(evidence, people, company), _companions(line, present, company)
    leaders = [p for p in present if p.name not in ours]
    if present and leaders and all(p.name in theirs for p in leaders):
        first = _first_named(evidence, people)
        if first and first.name not in theirs and first not in leaders:
            yield Finding(check="actor", detail=f"{leaders[0].name} leads in the line and accompanies in the evidence")
    first = _first_named(evidence, people)
    if first and first.name in ours and first.name not in theirs and theirs:
        yield Finding(check="actor", detail=f"{first.name} accompanies in the line and leads in the evidence")


def wrong_offices(line: str, evidence: str, people: Iterable[Person], lexicon: Lexicon) -> Iterator[Finding]:
    """Offices that the line puts before a name and that the article gives to another."""
    people = tuple(people)
    offices = set(lexicon.terms("titles", "heads")) | set(lexicon.terms(_TABLE, "officials"))
    for person in people:
        name = folded(person.name)
        match = re.search(rf"\b(?P<office>[A-Za-z]+)\s+{re.escape(name)}\b", line)
        if not match or match["office"].lower() not in offices or name not in evidence:
            continue
        office = match["office"].lower()
        held = {w.lower() for w in re.findall(r"[A-Za-z]+", folded(person.title or ""))}
        if office not in held and office not in _around(name, evidence, people):
            yield Finding(check="actor", detail=f"{person.name} is no '{match['office']}' in the evidence")


def has_name(text: str, person: Person) -> bool:
    """Whether `text` names `person` by the full name or a part of it written with a capital."""
    whole = letters(folded(person.name))
    if len(whole) > 3 and whole in letters(text):
        return True
    return any(part.search(text) for part in _parts(folded(person.name)))


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b{re.escape(p)}\b") for p in re.findall(r"[^\W\d_]+", name) if len(p) > 1)


@lru_cache(maxsize=8)
def _company(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.terms(_TABLE, 'company')))})\b", re.IGNORECASE)


def _around(name: str, evidence: str, people: Iterable[Person]) -> set[str]:
    """The words beside a name in the evidence, up to the next name or the end of the sentence."""
    found: set[str] = set()
    others = "|".join(re.escape(folded(p.name)) for p in people if folded(p.name) != name) or "(?!)"
    for match in re.finditer(re.escape(name), evidence):
        before = re.split(rf"[.。;；\n]|{others}", evidence[: match.start()])[-1]
        after = re.split(rf"[.。;；\n]|{others}", evidence[match.end() :])[0]
        found |= {w.lower() for w in (*re.findall(r"[A-Za-z]+", before)[-8:], *re.findall(r"[A-Za-z]+", after)[:12])}
    return found


def _first_named(text: str, people: Iterable[Person]) -> Person | None:
    places = [(at, p) for p in people if (at := _place(text, p)) is not None]
    return min(places, key=lambda item: item[0])[1] if places else None


def _place(text: str, person: Person) -> int | None:
    """Where the text names a person first."""
    name = folded(person.name)
    at = text.find(name)
    if at >= 0:
        return at
    found = [
        m.start()
        for p in re.findall(r"[^\W\d_]+", name)
        if len(p) > 1
        for m in re.finditer(rf"\b{re.escape(p)}\b", text)
    ]
    return min(found, default=None)


def _companions(text: str, people: Iterable[Person], company: re.Pattern[str]) -> set[str]:
    """Names that stand after a word of company in their sentence, or before 'accompanied' or 'participated'."""
    found: set[str] = set()
    for person in people:
        at = _place(text, person)
        if at is None:
            continue
        start = max((m.end() for m in re.finditer(r"[.!?。;；\n]", text[:at])), default=0)
        if company.search(text, start, at):
            found.add(person.name)
        after = re.split(r"[.!?。;；\n]", text[at:], maxsplit=1)[0]
        if (
            re.search(r"\b(?:accompan(?:y|ied)|participated|took part|joined|also attended)\b(?!\s+by)", after)
            and start > 0
        ):
            found.add(person.name)
    return found
