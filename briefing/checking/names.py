"""Names, quotations and runs in another script of a line: each stands in the evidence.

A person's full name and title may come from where the article introduces the person, but the evidence must speak of
that person: by a part of the name, by the title, or by a pronoun where it names nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.renderings import renderings
from briefing.lexicons import Lexicon
from briefing.lexicons.words import folded, forms, letters, same_root, stem
from briefing.records import Finding, Passage, Person

_WORD = re.compile(r"(?<![\w'])[^\W\d_\u3400-\u9fff][\w'&\-]*(?:\.(?=[A-Z]\.))?")
_POSSESSIVE = re.compile(r"'s?$")
_QUOTED = re.compile(r"\"([^\"]{2,})\"|「([^」]{2,})」|『([^』]{2,})』|《([^》]{2,})》")
_OPENING = re.compile(r"(?:^|[.:;!?•—(\"]\s*)$")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)
_FOREIGN = re.compile(r"[\u3400-\u9fff\u0400-\u04ff\u0600-\u06ff\u0900-\u0e7f\uac00-\ud7af\u3040-\u30ff]{2,}")
_ORDINARY = frozenset(["I", "A", "An", "The", "AM", "PM"])
_ACTORS = "checking_actors"
_LONGEST_INITIALS = 6
_GLUED = 4  # letters from which on a name may stand inside another word ('Pangxuelin')


@dataclass(frozen=True, slots=True)
class _Known:
    """What names may come from: words of the evidence, its letters run together, and words allowed besides."""

    words: frozenset[str]
    squeezed: str
    beyond: frozenset[str]
    initials: str

    def has(self, word: str) -> bool:
        return word in self.words or word in self.beyond or (len(word) >= _GLUED and letters(word) in self.squeezed)


def check_names(line: str, passage: Passage, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Names, quotations and foreign runs of `line` that its evidence lacks."""
    text, evidence = folded(line), folded(passage.text)
    known = _known(evidence, passage.people, allowed, lexicon)
    findings = [Finding(check="name", detail=word) for word in dict.fromkeys(_lost(text, passage, known, lexicon))]
    findings += [
        Finding(check="quotation", detail=quoted)
        for groups in _QUOTED.findall(text)
        for quoted in groups
        if letters(quoted) not in letters(evidence)
    ]
    beyond = "\n".join(allowed)
    runs = (run for run in _FOREIGN.findall(text) if run not in evidence and run not in beyond)
    return findings + [Finding(check="foreign", detail=run) for run in runs]


@lru_cache(maxsize=128)
def roster(named: tuple[Person, ...], allowed: tuple[str, ...], lexicon: Lexicon) -> tuple[Person, ...]:
    """The people that a line may name: those `named` in the article, and those whom `allowed` names besides, each before its title."""
    heads = frozenset(lexicon.terms("titles", "heads")) | frozenset(lexicon.terms(_ACTORS, "officials"))
    people = list(named)
    known = {letters(folded(p.name)) for p in people} | {letters(folded(p.title)) for p in people if p.title}
    name: str | None = None
    for text in allowed:
        if any(c.isdigit() for c in text) or not text.strip():
            continue
        if heads & {w.lower() for w in _words(folded(text))}:
            if name and letters(folded(text)) not in known:
                people[-1] = Person(name=name, title=text, mentions=())
            name = None
        elif letters(folded(text)) not in known:
            name = text
            people.append(Person(name=text, title=None, mentions=()))
        else:
            name = None
    return tuple(people)


def spoken_of(person: Person, evidence: str, people: tuple[Person, ...], lexicon: Lexicon) -> bool:
    """Whether a folded evidence speaks of `person`: by name, by title where no name stands with it, or by pronoun.

    Where the evidence names nobody, 'he' and 'she' are taken for the first of `people`, the principal.
    """
    words, squeezed = _low_words(evidence), letters(evidence)
    parts = _low_words(folded(person.name))
    others = {p for other in people if other.name != person.name for p in _low_words(folded(other.name))}
    if letters(folded(person.name)) in squeezed or any(p in words and p not in others for p in parts):
        return True
    if person.title and _by_title(folded(person.title), evidence, lexicon):
        return True
    return person == people[0] and bool(_PRONOUN.search(evidence)) and not _names_any(words, squeezed, people)


def _names_any(words: frozenset[str], squeezed: str, people: Iterable[Person]) -> bool:
    return any(
        letters(folded(person.name)) in squeezed or not words.isdisjoint(_low_words(folded(person.name)))
        for person in people
    )


def _by_title(title: str, evidence: str, lexicon: Lexicon) -> bool:
    """Whether 'the mayor' stands in the evidence and no name right after it."""
    heads = [w for w in _words(title) if len(w) > 3]
    heads = heads[:1] + heads[-1:]
    heads += [row[0] for row in lexicon.table(_ACTORS, "short titles") if row[1] in title.lower()]
    return any(_the(head).search(evidence) for head in heads)


@lru_cache(maxsize=512)
def _the(head: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?i:the|our)\s+(?:[\w-]+\s+){{0,3}}(?i:{re.escape(head)})\b(?!\s+(?:of\s+)?[A-Z])")


@lru_cache(maxsize=128)  # every hypothesis of a passage asks for the same
def _known(evidence: str, named: tuple[Person, ...], allowed: tuple[str, ...], lexicon: Lexicon) -> _Known:
    people = roster(named, allowed, lexicon)
    about = {text for p in people for text in (p.name, p.title or "") if spoken_of(p, evidence, people, lexicon)}
    others = {text for p in people for text in (p.name, p.title or "")} - about
    free = [text for text in allowed if text not in others]
    beyond = frozenset(w.lower() for text in (*free, *about) for w in _words(folded(text)))
    return _Known(
        words=frozenset(_keys(evidence)), squeezed=letters(evidence), beyond=beyond, initials=_first_letters(evidence)
    )


def _first_letters(text: str) -> str:
    return "".join(w[0].lower() for w in _words(text) if w.lower() not in ("and", "of", "the", "for"))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", w) if "'" in w else w for w in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _low_words(text: str) -> frozenset[str]:
    return frozenset(w.lower() for w in _words(text))


def _keys(text: str) -> Iterator[str]:
    """Lower-case words, and the parts of hyphenated ones."""
    for word in _words(text):
        low = word.lower()
        yield low
        yield from re.split(r"[-'&]", low)


def _lost(line: str, passage: Passage, known: _Known, lexicon: Lexicon) -> Iterator[str]:
    address = lexicon.terms(_ACTORS, "address")
    for match in _WORD.finditer(line):
        word = _POSSESSIVE.sub("", match.group()).strip("-&'")
        if not word or word in _ORDINARY or not any(c.isupper() for c in word):
            continue
        low = word.lower()
        if low in address or known.has(low) or _form_of_known(low, known) or _initials(word, known):
            continue
        parts = [p for p in re.split(r"[-'&]", word) if p[:1].isupper()]
        if parts != [word] and all(known.has(p.lower()) or _form_of_known(p.lower(), known) for p in parts):
            continue
        if _OPENING.search(line[: match.start()]) and _common(line, match.end(), low, passage, lexicon, known):
            continue
        yield word


def _form_of_known(low: str, known: _Known) -> bool:
    """Whether a word is the plural or the singular of a word of the evidence."""
    return low.removesuffix("s") in known.words or low + "s" in known.words or low.removesuffix("es") in known.words


def _initials(word: str, known: _Known) -> bool:
    """Whether the evidence spells the initials of a short form out: 'R&D' of 'research and development'."""
    capitals = "".join(c for c in word if c.isalpha())
    return capitals.isupper() and 1 < len(capitals) <= _LONGEST_INITIALS and capitals.lower() in known.initials


def _common(line: str, end: int, low: str, passage: Passage, lexicon: Lexicon, known: _Known) -> bool:
    """Whether an opening word is a common one, which only its place writes with a capital.

    An event opens with a name or a title; the other lines with a verb or with the one who is to act, whose words
    the check of words sees to.
    """
    if any(low in (p.lower() for p in _words(folded(person.name))) for person in passage.people):
        return False
    if passage.role != "event" and re.match(r"(?:'s|s')?,?\s+(?:[a-z\d\"(]|[A-Z]+\b)", line[end:]):
        return True
    return _is_english(low, lexicon) or any(
        same_root(low, word, lexicon) for word in known.words if word[:3] == low[:3]
    )


@lru_cache(maxsize=20_000)
def _is_english(low: str, lexicon: Lexicon) -> bool:
    table = renderings(lexicon)
    return (
        low in table.function
        or stem(low, lexicon) in table.plain
        or stem(low, lexicon) in table.of
        or low in forms(lexicon).past
        or low.endswith(("ed", "ing", "ly"))
    )
