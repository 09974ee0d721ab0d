"""The places that the verbs of a sentence take the leader to: objects of visiting, going, seeing, and where something was done."""

from collections.abc import Sequence

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.noun_phrases import Name, read_names
from briefing.segmenting.speakers import Listener, Who
from briefing.segmenting.views import View

_PLANS = frozenset(
    "was is are were due expected plans planned will would scheduled supposed meant wants wanted hopes agreed promised about".split()
)
_BARE_VERB_AFTER = frozenset("to and then also jointly again or respectively".split())
_ALONG = frozenset("along through across around onto".split())
_HEARING = frozenset("is was were been being heard hear hears hearing learned learnt informed told".split())
_NO_VERB_AFTER = frozenset("would will should must not never can could may which who the a his her their".split())
_WITHIN = frozenset("at in of on into to along through inside under near".split())
_SEEING = frozenset("see visit inspect check watch view look examine comfort investigate research survey learn".split())
_FINDS = frozenset("found find finds saw see sees took take takes examined reviewed viewed looked look looks".split())
_INSIDE_ONLY = frozenset(("go round", "look round", "look around", "go around", "go through", "pass through", "walk through", "walk along", "go over", "walk over", "walk around", "see", "be shown", "look over"))  # fmt: skip
_ONWARDS = frozenset("to into along through across onto around".split())
_GOING = frozenset(
    "went goes came comes drove walked travelled traveled flew rode rushed moved proceeded hurried sailed climbed strolled led escorted taken driven flown ushered".split()
)
_LISTS = frozenset("saw inspected visited toured checked reviewed".split())
_PASSIVES = frozenset("inspected visited toured checked examined measured reviewed surveyed seen".split())


def fresh(names: Sequence[Name], others: Sequence[Name]) -> tuple[Name, ...]:
    """The names that overlap none of `others`."""
    return tuple(n for n in names if not any(n.span.overlaps(o.span) for o in others))


def listed(
    view: View, names: Sequence[Name], found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> tuple[Name, ...]:
    """A list of three places or more that the leader saw at the stop: 'At X he saw the relay room, goods shed and health unit'."""
    for cue in view.of("visit", "observe"):
        if cue.first >= names[-1].last and view.words[cue.first] in _LISTS and _counts(view, cue, found, who, listener):
            found_names = read_names(view, cue.last, known, text=text)
            if len(found_names) > 2:
                return found_names
    return ()


def gone_to(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str, away: bool
) -> tuple[Name, ...]:
    """The objects of the verbs of visiting and going whose subject leads the visit.

    `away` says that the sentence moves to another town, so that even a room 'gone through' is no part of the last stop.
    """
    out: list[Name] = []
    for cue in (*view.of("visit", "motion"), *_went_with(view)):
        if any(cue.first < n.last for n in out) or any(
            c.kind == cue.kind and c.first < cue.first < c.last for c in view.cues
        ):
            continue
        if not _counts(view, cue, found, who, listener):
            continue
        names = _objects(view, cue, known, text=text)
        if cue.kind == "motion" or _phrase(view, cue) in _INSIDE_ONLY:
            names = names if names and names[0].strength >= 2 and not names[0].bare else ()
        if (_phrase(view, cue) in _INSIDE_ONLY and not away) or view.words[cue.last - 1] in _ALONG:
            names = tuple(n for n in names if n.strength == 3)
        if out and cue.kind == "motion":
            names = tuple(n for n in names if n.strength == 3)  # 'came to X Plant, entered the duty room'
        out += fresh(names, out)
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
    base = {
        "went": "go",
        "goes": "go",
        "going": "go",
        "looked": "look",
        "looking": "look",
        "passed": "pass",
        "walked": "walk",
        "walking": "walk",
        "was": "be",
        "were": "be",
    }
    return " ".join((base.get(words[0], words[0]), *words[1:]))


def _counts(view: View, cue: Cue, found: Sequence[Actor], who: Who, listener: Listener) -> bool:
    """Whether the verb tells what the leader did: no plan, no passive, nobody else's act, nothing only spoken of."""
    words = view.words
    word, before = words[cue.first], words[max(0, cue.first - 3) : cue.first]
    last = before[-1] if before else ""
    if last == "to" and any(w in _PLANS for w in before):
        return False
    if last in _NO_VERB_AFTER and word not in ("tour", "inspection", "visit", "stroll"):
        return False
    if word.startswith("call") and "to" in words[cue.last : cue.last + 14]:
        return False  # 'called on the plant to finish the work' asks something
    if "not" in before or before[-2:] == ("had", "been") or "to be" in " ".join(before):
        return False
    if (last in ("been", "be") and cue.kind in ("visit", "observe")) or view.is_reported(cue):
        return False
    if any(a.kind == "we" and cue.first - 4 < a.first < cue.first for a in found):
        return False  # somebody tells of himself: 'I inspected a kitchen'
    bare = word in listener.known.bases and not any(a.last == cue.first for a in found)
    if bare and before and last not in _BARE_VERB_AFTER and view.tokens[cue.first - 1].is_word and not view.is_spliced:
        return False  # a noun: 'the Zalesna patrol road'
    subject = listener.subject(view, cue.first, found, who)
    if subject.role == "none" and word in listener.known.bases and last not in ("to", "and") and not view.is_spliced:
        return False  # 'At the top, look in at the mill' tells the reader what to do
    return subject.role in ("leader", "official", "none")


def _objects(view: View, cue: Cue, known: Cues, *, text: str) -> tuple[Name, ...]:
    """The places after a verb: right after it, after 'such places as', or after the preposition of its object."""
    start = cue.last
    tokens = view.tokens
    while (
        start < len(tokens)
        and (view.words[start] in _SEEING or tokens[start].low in ("and", "the", "places", "such", "as", "first", "to"))
        and start - cue.last < 6
    ):
        start += 1
    if start < len(tokens) and tokens[start].low in ("at", "in", "on") and tokens[start - 1].low in _SEEING:
        start += 1
    called = _called_on(view, start, cue, text=text)
    if called:
        return called
    names = read_names(view, start, known, text=text)
    after = tokens[names[0].last].low if names and names[0].last < len(tokens) else ""
    if names and not (names[0].strength == 2 and not _is_sure(view, names[0], known) and after in _WITHIN):
        return names
    for i in range(start, min(start + 9, len(tokens) - 1)):
        if (
            not tokens[i].is_word
            or tokens[i].low in ("and", "which", "who", "where", "that")
            or tokens[i].kind == "person"
        ):
            break
        if tokens[i].low in _WITHIN and not (tokens[i].low == "to" and view.words[i + 1] in known.imperatives):
            names = tuple(n for n in read_names(view, i + 1, known, text=text) if n.strength >= 2 and not n.bare)
            if names:
                return names
    return names


def _is_sure(view: View, name: Name, known: Cues) -> bool:
    """Whether a name ends like one: with a noun for a facility, or capitalised."""
    last = view.tokens[name.last - 1]
    return (
        last.low in known.facilities
        or last.low in known.areas
        or last.is_capital
        or last.kind != ""
        or not last.text[0].isalpha()
    )


def _called_on(view: View, start: int, cue: Cue, *, text: str) -> tuple[Name, ...]:
    """People called on at home: 'called on Lin Guizhen, 71', 'visited Qi Shutang, a veteran of the campaign'."""
    if (
        cue.kind != "visit"
        or start >= len(view.tokens)
        or view.words[cue.first].startswith(("inspect", "tour", "greet", "examin"))
    ):
        return ()
    token = view.tokens[start]
    if token.kind != "person" or token.mention is None or token.mention.title is not None:
        return ()
    last = start
    while last + 1 < len(view.tokens) and view.tokens[last + 1].mention is token.mention:
        last += 1
    end = view.tokens[last].end
    if last + 2 < len(view.tokens) and view.tokens[last + 1].text == "," and view.tokens[last + 2].low in ("a", "an"):
        stop = next(
            (
                i
                for i in range(last + 3, len(view.tokens))
                if not view.tokens[i].is_word or view.tokens[i].low in ("and", "who", "whose", "where")
            ),
            len(view.tokens),
        )
        if stop - last < 12:
            last, end = stop - 1, view.tokens[stop - 1].end
    return (Name(Span.of(text, token.start, end), start, last + 1, 2, is_area=False, bare=False),)


def found_there(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> tuple[Name, ...]:
    """A named facility that the leader 'found' or 'saw' in some state."""
    for cue in view.of("observe"):
        if (view.words[cue.first] not in _FINDS and "view" not in view.words[cue.first : cue.last]) or not _counts(
            view, cue, found, who, listener
        ):
            continue
        names = read_names(view, cue.last, known, text=text)
        if names and names[0].strength == 3 and not names[0].is_area:
            return names
    return ()


def acted_at(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> tuple[Name, ...]:
    """Where the leader did something: 'checked safety at the Sanlian depot', 'met clerics at Jinshan Temple'."""
    for cue in (
        *view.of("observe", "say"),
        *(Cue("observe", i, i + 1, w) for i, w in enumerate(view.words) if w == "spent"),
    ):
        if view.words[cue.first] in _HEARING or not _counts(view, cue, found, who, listener):
            continue
        for i in range(cue.last, min(cue.last + (14 if cue.kind == "observe" else 2), len(view.tokens) - 1)):
            if not view.tokens[i].is_word or view.words[i] in ("who", "which", "that", "where"):
                break
            if view.words[i] in (("at", "inside", "in", "on") if cue.kind == "observe" else ("at", "inside")):
                names = read_names(view, i + 1, known, text=text)
                sure = names and (
                    names[0].strength == 3 or (view.words[i] == "at" and names[0].strength == 2 and not names[0].bare)
                )
                if sure and not names[0].is_area:
                    return names
    return ()


def was_at(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, text: str
) -> tuple[Name, ...]:
    """A named facility at which something happened to or by the leader: 'lunch was soup with soldiers at Camp Olszanka'."""
    present = (
        who.role in ("leader", "official")
        or any(w in ("him", "her") for w in view.words)
        or any(listener.resolve(a).role == "leader" for a in found if a.kind in ("office", "person"))
    )
    if not present or view.has("meeting", "stress", "closing", "necessity", "modal"):
        return ()
    for i in range(1, len(view.tokens) - 1):
        if view.words[i] in ("at", "on", "inside", "outside") and view.tokens[i + 1].is_word:
            if any(
                view.tokens[k].low in ("which", "who", "that", "said", "told")
                for k in range(max(0, i - 9), i)
                if view.tokens[k].low != "told"
            ):
                continue
            names = read_names(view, i + 1, known, text=text)
            if names and names[0].strength == 3 and not names[0].is_area:
                return names
    return ()


def were_visited(view: View, at: int, known: Cues, *, text: str) -> tuple[Name, ...]:
    """'The tool room, park and colony were inspected'."""
    names = read_names(view, at, known, text=text)
    if not names:
        return ()
    rest = view.words[names[-1].last : names[-1].last + 4]
    if rest and rest[0] in ("was", "were") and any(w in _PASSIVES for w in rest[1:]) and "by" not in rest:
        return tuple(n for n in names if not n.bare)
    return ()
