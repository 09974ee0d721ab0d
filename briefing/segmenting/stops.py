"""Stops: the places that a sentence takes the reader to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.noun_phrases import Name, read_name, read_names
from briefing.segmenting.speakers import Listener, Who
from briefing.segmenting.views import View

_PLANS = frozenset("was is are were due expected plans planned will would scheduled supposed meant wants wanted hopes agreed promised about".split())
_WITHIN = frozenset("at in of on into to along through inside under near".split())
_SEEING = frozenset("see visit inspect check watch view look examine comfort investigate research survey learn".split())
_FINDS = frozenset("found find finds saw see sees took take takes examined reviewed viewed looked look looks".split())
_INSIDE_ONLY = frozenset(("go round", "look round", "look around", "go around", "go through", "pass through", "walk through", "walk along", "go over", "walk around", "see", "be shown", "look over"))  # fmt: skip
_ONWARDS = frozenset("to into along through across onto around".split())
_GOING = frozenset("went goes came comes drove walked travelled traveled flew rode rushed moved proceeded hurried sailed climbed strolled led escorted taken driven flown ushered".split())
_TOURS = frozenset("tour visit trip inspection rounds day itinerary stops programme program".split())
_BEGINS = frozenset("began begins begin beginning started starts start starting opened kicked ended ends ending concluded finished wrapped continued".split())
_INCLUDES = frozenset("included includes include covered took was were is".split())
_LISTS = frozenset("saw inspected visited toured checked reviewed".split())
_PASSIVES = frozenset("inspected visited toured checked examined measured reviewed surveyed seen".split())
_SETTLEMENTS = frozenset("city town village county district province hamlet township region state".split())
_LEGS = frozenset("leg stop stopover destination place halt station visit call".split())
_ORDINALS = frozenset("first second third fourth fifth next last final initial other".split())
_FINITE = frozenset("is was are were has have had".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """The places a sentence goes to; `town` is the wider place it says they are in."""

    names: tuple[Name, ...]
    town: Name | None
    how: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """The spans of the names."""
        return tuple(n.span for n in self.names)


def find_entry(view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> Entry | None:
    """The stop that a sentence opens, or None."""
    at = _skip_openers(view)
    if view.is_past:
        return None
    town: Name | None = None
    beside = _after_subject(view, found, who, listener, known, text=text)
    later = _opened_later(view, at, known, text=text)
    for kind in (_said_stop, _opened, _bare):
        entry = kind(view, at, known, text=text)
        if entry is not None and entry.names and not _only_town(view, entry):
            if _in_settlement(view, entry):
                goes = _gone_to(view, found, who, listener, known, text=text, away=True)
                goes = tuple(n for n in _fresh(goes, entry.names) if n.strength > 1 and view.tokens[n.first].kind != "person")
                if goes and view.tokens[entry.names[0].last - 1].is_capital:
                    plain = len(goes) == 1 and goes[0].strength < 3
                    return Entry(entry.names if plain else goes, None if plain else entry.names[0], "visit")
                return Entry((*entry.names, *goes), None, entry.how)
            listed = _listed(view, entry, found, who, listener, known, text=text)
            return Entry((*entry.names, *_fresh((*later, *listed), entry.names)), None, entry.how)
        if entry is not None and entry.names:
            town = entry.names[0]
    if beside:
        return Entry(beside, town, "subject")
    goes = _gone_to(view, found, who, listener, known, text=text, away=town is not None)
    if goes:
        return Entry((*goes, *_fresh(later, goes)), town, "visit")
    if later and who.role in ("leader", "none"):
        acted = _acted_at(view, found, who, listener, known, text=text)
        return Entry((*acted, *_fresh(later, acted)), town, "opener")
    if town is not None and _opened(view, at, known, text=text) is not None and who.role in ("leader", "official", "none") and view.has("observe", "visit"):
        return Entry((town,), None, "opener")
    named = (
        _found_there(view, found, who, listener, known, text=text)
        or _acted_at(view, found, who, listener, known, text=text)
        or _was_at(view, found, who, listener, known, text=text)
    )
    if named:
        return Entry(named, town, "found")
    passive = _were_visited(view, at, known, text=text)
    return Entry(passive, town, "passive") if passive else None


def _after_subject(view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> tuple[Name, ...]:
    """Machine translation puts the place behind the subject: 'Mayor A at B School looked at ...'."""
    if who.role not in ("leader", "official"):
        return ()
    for actor in found[:3]:
        if actor.kind == "person" and (actor.name in listener.cast.names or actor.name in listener.cast.officials) and actor.last + 1 < len(view.tokens) and view.tokens[actor.last].low in ("in", "at", "to"):
            names = read_names(view, actor.last + 1, known, text=text)
            if names and names[0].strength == 3 and not names[0].is_area:
                return names
    return ()


def _fresh(names: Sequence[Name], others: Sequence[Name]) -> tuple[Name, ...]:
    return tuple(n for n in names if not any(n.span.overlaps(o.span) for o in others))


def _opened_later(view: View, at: int, known: Cues, *, text: str) -> tuple[Name, ...]:
    """The places of further stops in one sentence: '..., and in the sugarcane yard he talked'; 'then at the registry, ...'."""
    out: list[Name] = []
    for cue in view.of("opener"):
        if cue.first <= at + 1 or cue.word not in ("at", "in", "inside", "to"):
            continue
        before = view.words[cue.first - 1]
        if before not in ("and", "then") or (before == "and" and view.tokens[cue.first - 2].text not in ",，;；、"):
            continue
        names = read_names(view, cue.last, known, text=text)
        if names and names[0].strength >= 2 and not names[0].bare and not names[0].is_area:
            after = view.tokens[names[-1].last] if names[-1].last < len(view.tokens) else None
            if after is not None and (after.text in ",，" or after.low in ("he", "she", "they", "the", "where") or after.kind == "person"):
                out += _fresh(names, out)
    return tuple(out)


def _skip_openers(view: View) -> int:
    """The token after 'Then', 'In the afternoon,', a time of day, and the like."""
    i = 0
    for _ in range(4):
        start = i
        cue = max((c for c in view.cues if c.kind == "then" and c.first == i), key=lambda c: c.last, default=None)
        if cue is not None and not (cue.last - cue.first == 1 and cue.word == "here"):
            i = cue.last
        while i < len(view.tokens) and (view.tokens[i].kind == "date" or view.tokens[i].text in ",，:：;" or (not i and view.tokens[i].low in ("and", "but"))):
            i += 1
        if i == start:
            break
    return i


def _only_town(view: View, entry: Entry) -> bool:
    """Whether the names are a town or region that the sentence only sets out from."""
    first = entry.names[0]
    if entry.how != "opener" or len(entry.names) > 1:
        return False
    opener = next((t.low for t in reversed(view.tokens[: first.first]) if t.low not in ("the", "a", "an")), "")
    if first.is_area and (opener == "in" or first.strength < 3):
        return True
    if opener == "in" and first.strength == 2 and first.last - first.first <= 3 and all(t.is_capital for t in view.tokens[first.first : first.last]):
        return view.tokens[first.first].kind == "place" or view.tokens[first.first].text.isupper()
    token = view.tokens[first.first]
    return opener == "in" and token.kind == "place" and first.strength == 2 and first.last - first.first <= 2


def _in_settlement(view: View, entry: Entry) -> bool:
    """Whether the sentence opens with 'In the village of X', which may hold the stops it goes on to name."""
    name = entry.names[0]
    opener = next((t.low for t in reversed(view.tokens[: name.first]) if t.low not in ("the", "a", "an")), "")
    return entry.how == "opener" and opener == "in" and any(t.low in _SETTLEMENTS for t in view.tokens[name.first : name.last])


def _listed(view: View, entry: Entry, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> tuple[Name, ...]:
    """A list of three places or more that the leader saw at the stop: 'At X he saw the relay room, goods shed and health unit'."""
    for cue in view.of("visit", "observe"):
        if cue.first >= entry.names[-1].last and view.words[cue.first] in _LISTS and _counts(view, cue, found, who, listener):
            names = read_names(view, cue.last, known, text=text)
            if len(names) > 2:
                return names
    return ()


def _toured(view: View, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'began his tour with X', 'The visit also included X', 'First on her itinerary was X'."""
    words = view.words
    for i, word in enumerate(words[:16]):
        if word in _TOURS or (word in ("itinerary", "list", "schedule", "agenda", "programme", "program") and "on" in words[max(0, i - 3) : i]):
            begun = any(w in _BEGINS for w in words[max(0, i - 4) : i])
            for k in range(i + 1, min(i + 5, len(words))):
                if (begun and words[k] in ("with", "at", "from", "in", "by")) or words[k] in _INCLUDES:
                    start = k + 1
                    while start < len(words) and words[start] in ("at", "in", "to", "visiting", "inspecting", "the", "up"):
                        start += 1
                    names = read_names(view, start, known, text=text)
                    if names and not names[0].is_area:
                        return names
    if len(words) > 3 and words[0] == "also" and words[1] in _PASSIVES and words[2] in ("was", "were"):
        return read_names(view, 3, known, text=text)
    return ()


def _said_stop(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """'The next stop was X', 'Next is X'; 'X came last'."""
    toured = _toured(view, known, text=text)
    if toured:
        return Entry(toured, None, "stop")
    stop = next((i for i, w in enumerate(view.words[:9]) if w in _LEGS and any(b in _ORDINALS for b in view.words[max(0, i - 2) : i])), None)
    if stop is not None:
        verb = next((i for i in range(stop + 1, min(stop + 9, len(view.tokens))) if view.tokens[i].low in ("was", "is", "were")), None)
        names = read_names(view, verb + 1, known, text=text) if verb is not None else ()
        if verb is not None and not names and view.tokens[min(verb + 1, len(view.tokens) - 1)].low in ("at", "on", "to", "in"):
            names = read_names(view, verb + 2, known, text=text)
        if names:
            return Entry(names, None, "stop")
    for cue in view.of("stop-after"):
        if cue.first > 8:
            continue
        start = cue.last
        while start < len(view.tokens) and (view.tokens[start].kind == "date" or view.tokens[start].low in ("at", "on", "was", "is", "of", "saturday", "sunday", "to")):
            start += 1
        names = read_names(view, start, known, text=text)
        if not names and start < len(view.tokens):
            # 'The first leg of his guidance was X'
            later = next((i for i in range(start, min(start + 5, len(view.tokens))) if view.tokens[i].low in ("was", "is")), None)
            names = read_names(view, later + 1, known, text=text) if later is not None else ()
        if names:
            return Entry(names, None, "stop")
    for cue in view.of("stop-before"):
        names = read_names(view, at, known, text=text)
        if names and names[-1].last <= cue.first and cue.first - names[-1].last < 16:
            return Entry(names, None, "stop")
    return None


def _opened(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """'At X, ...', 'In the workshop of X, ...', 'Walk into X, ...', 'Then to X'."""
    cue = max((c for c in view.cues if c.kind in ("opener", "motion") and c.first == at), key=lambda c: c.last, default=None)
    if cue is None or any(c.kind == "closing" and c.first <= at + 1 for c in view.cues):
        return None
    names = read_names(view, cue.last, known, text=text)
    names = tuple(n for n in names if n.strength >= 2 and not n.bare)
    if not names:
        # 'Across the parish border, in Alligator Pond, ...'
        comma = next((i for i in range(cue.last, min(cue.last + 7, len(view.tokens))) if view.tokens[i].text in ",，"), None)
        if comma is not None and any(c.kind == "opener" and c.first == comma + 1 for c in view.cues) and cue.kind == "opener":
            return _opened(view, comma + 1, known, text=text)
    return Entry(names, None, "opener") if names else None


def _bare(view: View, at: int, known: Cues, *, text: str) -> Entry | None:
    """A sentence of machine translation that opens with the place alone: 'Second phase of Yushan Bay, payroll was ...'."""
    tokens = view.tokens
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].kind in ("person", "date"):
        return None
    name = read_name(view, at, known, text=text)
    if name is None or name.strength < 3 or name.last >= len(tokens):
        return None
    after = tokens[name.last]
    if after.low in ("has", "have", "is", "plants", "produces", "covers") and tokens[name.first].kind == "organisation" and re.search("[。，]", text[max(0, view.span.start - 400) : view.span.end]):
        return Entry((name,), None, "bare")
    if after.text == "，" or (after.text == "," and text[after.end : after.end + 1] != " "):
        return Entry((name,), None, "bare")
    return None


def _gone_to(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str, away: bool
) -> tuple[Name, ...]:
    """The objects of the verbs of visiting and going whose subject leads the visit.

    `away` says that the sentence moves to another town, so that even a room 'gone through' is no part of the last stop.
    """
    out: list[Name] = []
    for cue in (*view.of("visit", "motion"), *_went_with(view)):
        if any(cue.first < n.last for n in out) or any(c.kind == cue.kind and c.first < cue.first < c.last for c in view.cues):
            continue
        if not _counts(view, cue, found, who, listener):
            continue
        names = _objects(view, cue, known, text=text)
        if cue.kind == "motion" or _phrase(view, cue) in _INSIDE_ONLY:
            names = names if names and names[0].strength >= 2 and not names[0].bare else ()
        if _phrase(view, cue) in _INSIDE_ONLY and not away:
            names = tuple(n for n in names if n.strength == 3)
        if out and cue.kind == "motion":
            names = tuple(n for n in names if n.strength == 3)  # 'came to X Plant, entered the duty room'
        out += _fresh(names, out)
    return tuple(out)


def _went_with(view: View) -> list[Cue]:
    """'went with deputies to X': a verb of going and, after who came along, the word that the place follows."""
    out = []
    for i, word in enumerate(view.words):
        if word not in _GOING or any(c.kind in ("motion", "visit") and c.first == i for c in view.cues):
            continue
        for k in range(i + 1, min(i + 9, len(view.words) - 1)):
            if not view.tokens[k].is_word or (view.words[k] in ("and", "who", "which") and k > i + 6):
                break
            if view.words[k] in _ONWARDS and view.words[k + 1] not in _SEEING:
                out.append(Cue("motion", i, k + 1, word))
                break
    return out


def _phrase(view: View, cue: Cue) -> str:
    words = view.words[cue.first : cue.last]
    base = {"went": "go", "goes": "go", "going": "go", "looked": "look", "looking": "look", "passed": "pass", "walked": "walk", "walking": "walk", "was": "be", "were": "be"}
    return " ".join((base.get(words[0], words[0]), *words[1:]))


def _counts(view: View, cue: Cue, found: Sequence[Actor], who: Who, listener: Listener) -> bool:
    words = view.words
    before = words[max(0, cue.first - 3) : cue.first]
    if before[-1:] == ("to",) and any(w in _PLANS for w in before):
        return False
    if before[-1:] and before[-1] in ("would", "will", "should", "must", "not", "never", "can", "could", "may", "which", "who", "the", "a", "his", "her", "their") and words[cue.first] not in ("tour", "inspection", "visit", "stroll"):
        return False
    if words[cue.first].startswith("call") and "to" in words[cue.last : cue.last + 14]:
        return False  # 'called on the plant to finish the work' asks something
    if "not" in before or before[-2:] == ("had", "been") or "to be" in " ".join(before):
        return False
    if cue.kind == "visit" and any(w in ("been", "be") for w in before[-1:]):
        return False
    if view.is_reported(cue):
        return False
    subject = listener.subject(view, cue.first, found, who)
    return subject.role in ("leader", "official", "none")


def _objects(view: View, cue: Cue, known: Cues, *, text: str) -> tuple[Name, ...]:
    """The places after a verb: right after it, after 'such places as', or after the preposition of its object."""
    start = cue.last
    tokens = view.tokens
    while start < len(tokens) and (view.words[start] in _SEEING or tokens[start].low in ("and", "the", "places", "such", "as", "first", "to")) and start - cue.last < 6:
        start += 1
    if start < len(tokens) and tokens[start].low in ("at", "in", "on") and tokens[start - 1].low in _SEEING:
        start += 1
    called = _called_on(view, start, cue, known, text=text)
    if called:
        return called
    names = read_names(view, start, known, text=text)
    after = tokens[names[0].last].low if names and names[0].last < len(tokens) else ""
    if names and not (names[0].strength == 2 and not _is_sure(view, names[0], known) and after in _WITHIN):
        return names
    for i in range(start, min(start + 9, len(tokens) - 1)):
        if not tokens[i].is_word or tokens[i].low in ("and", "which", "who", "where", "that") or tokens[i].kind == "person":
            break
        if tokens[i].low in _WITHIN:
            names = tuple(n for n in read_names(view, i + 1, known, text=text) if n.strength >= 2 and not n.bare)
            if names:
                return names
    return names


def _is_sure(view: View, name: Name, known: Cues) -> bool:
    """Whether a name ends like one: with a noun for a facility, or capitalised."""
    last = view.tokens[name.last - 1]
    return last.low in known.facilities or last.low in known.areas or last.is_capital or last.kind != "" or not last.text[0].isalpha()


def _called_on(view: View, start: int, cue: Cue, known: Cues, *, text: str) -> tuple[Name, ...]:
    """People called on at home: 'called on Lin Guizhen, 71', 'visited Qi Shutang, a veteran of the campaign'."""
    if cue.kind != "visit" or start >= len(view.tokens) or view.words[cue.first].startswith(("inspect", "tour", "greet", "examin")):
        return ()
    token = view.tokens[start]
    if token.kind != "person" or token.mention is None or token.mention.title is not None:
        return ()
    last = start
    while last + 1 < len(view.tokens) and view.tokens[last + 1].mention is token.mention:
        last += 1
    end = view.tokens[last].end
    if last + 2 < len(view.tokens) and view.tokens[last + 1].text == "," and view.tokens[last + 2].low in ("a", "an"):
        stop = next((i for i in range(last + 3, len(view.tokens)) if not view.tokens[i].is_word or view.tokens[i].low in ("and", "who", "whose", "where")), len(view.tokens))
        if stop - last < 12:
            last, end = stop - 1, view.tokens[stop - 1].end
    return (Name(Span.of(text, token.start, end), start, last + 1, 2, is_area=False, bare=False),)


def _found_there(view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> tuple[Name, ...]:
    """A named facility that the leader 'found' or 'saw' in some state."""
    for cue in view.of("observe"):
        if (view.words[cue.first] not in _FINDS and "view" not in view.words[cue.first : cue.last]) or not _counts(view, cue, found, who, listener):
            continue
        names = read_names(view, cue.last, known, text=text)
        if names and names[0].strength == 3 and not names[0].is_area:
            return names
    return ()


def _acted_at(view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> tuple[Name, ...]:
    """Where the leader did something: 'checked safety at the Sanlian depot', 'met clerics at Jinshan Temple'."""
    for cue in (*view.of("observe", "say"), *(Cue("observe", i, i + 1, w) for i, w in enumerate(view.words) if w == "spent")):
        if not _counts(view, cue, found, who, listener):
            continue
        for i in range(cue.last, min(cue.last + (14 if cue.kind == "observe" else 2), len(view.tokens) - 1)):
            if not view.tokens[i].is_word or view.words[i] in ("who", "which", "that", "where"):
                break
            if view.words[i] in ("at", "inside", "in", "on", "of"):
                names = read_names(view, i + 1, known, text=text)
                sure = names and (names[0].strength == 3 or (view.words[i] == "at" and names[0].strength == 2 and not names[0].bare))
                if sure and not names[0].is_area:
                    return names
    return ()


def _was_at(view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str) -> tuple[Name, ...]:
    """A named facility at which something happened to or by the leader: 'lunch was soup with soldiers at Camp Olszanka'."""
    present = who.role in ("leader", "none") or any(w in ("him", "her") for w in view.words) or any(listener.resolve(a).role == "leader" for a in found if a.kind in ("office", "person"))
    if not present or view.has("meeting", "stress", "closing", "necessity", "modal"):
        return ()
    for i in range(1, len(view.tokens) - 1):
        if view.words[i] in ("at", "on", "inside") and view.tokens[i + 1].is_word:
            if any(view.tokens[k].low in ("which", "who", "that", "said", "told") for k in range(max(0, i - 9), i) if view.tokens[k].low != "told"):
                continue
            names = read_names(view, i + 1, known, text=text)
            if names and names[0].strength == 3 and not names[0].is_area:
                return names
    return ()


def _were_visited(view: View, at: int, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'The tool room, park and colony were inspected'."""
    names = read_names(view, at, known, text=text)
    if not names:
        return ()
    rest = view.words[names[-1].last : names[-1].last + 4]
    if rest and rest[0] in ("was", "were") and any(w in _PASSIVES for w in rest[1:]) and "by" not in rest:
        return tuple(n for n in names if not n.bare)
    return ()
