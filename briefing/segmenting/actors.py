"""Who does what in a sentence: people, offices, pronouns and groups that can be the subject of a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.segmenting.cues import Cues
from briefing.segmenting.views import Token, View

ActorKind = Literal["person", "pronoun", "office", "group", "body", "lay", "we"]

_ARTICLES = (("a",), ("an",), ("the",), ("his",), ("her",), ("by",), ("in",))
_PRONOUNS = frozenset(("he", "she", "they"))
_GROUPS = frozenset("delegation group party entourage team visitors convoy leaders guests".split())
_BODIES = frozenset(
    "meeting committee conference symposium session cabinet forum congress council plenum teleconference statement note communique circular decree notice".split()
)
_LAY_GROUPS = frozenset(
    "residents villagers farmers workers traders drivers people staff officials engineers doctors nurses experts members"
    " owners parents pupils students teachers patients families evacuees growers producers chairmen opposition company"
    " enterprise firm contractor operator hospital school ministry department commission bureau factory association"
    " reporters participants entrepreneurs authorities legislators activists union husband wife mother son daughter".split()
)
_PREPOSITIONS = frozenset(
    "of to with for from at in on into by near under behind beside about than as between against like after before through over".split()
)
_UNJOINED = frozenset("with to by at in on from said says who whom which that while when as but".split())
_SKIPPED = frozenset(
    "also then had has have having was were is are be been being just now again once personally even still already"
    " immediately later who himself herself themselves did do does not both all each first and or".split()
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who can be a subject: `name` is the person's fullest name, or the head word of an office; tokens `first`..`last`."""

    kind: ActorKind
    name: str
    first: int
    last: int
    phrase: tuple[str, ...] = ()


def actors(view: View, known: Cues) -> tuple[Actor, ...]:
    """The actors of a sentence in order."""
    out: list[Actor] = []
    tokens = view.tokens
    i = 0
    while i < len(tokens):
        actor = _actor(view, i, known)
        if actor is not None:
            if not (
                actor.kind == "office" and out and out[-1].kind == "person" and _in_apposition(view, out[-1], actor)
            ):
                out.append(actor)
            i = max(actor.last, i + 1)
        else:
            i += 1
    return tuple(out)


def _in_apposition(view: View, person: Actor, office: Actor) -> bool:
    """Whether an office is only what the person before it holds: 'A, Governor, carried out'."""
    between = view.tokens[person.last : office.first]
    return 0 < len(between) <= 2 and between[0].text in ",，(（"


def _is_participle(view: View, i: int) -> bool:
    """Whether a capital that opens a sentence only looks like a name: 'Wearing a borrowed jacket, he ...'."""
    return i == 0 and view.tokens[0].low.endswith(("ing", "ed")) and view.words[1:2] in _ARTICLES


def _actor(view: View, i: int, known: Cues) -> Actor | None:
    tokens = view.tokens
    token = tokens[i]
    if token.low in _PRONOUNS and token.mention is not None and token.mention.span.text == token.text:
        return Actor("pronoun", token.low, i, i + 1)  # the surname He is never printed alone before a verb
    if token.kind == "person" and token.mention is not None and not _is_participle(view, i):
        mention = token.mention
        last = i + 1
        while last < len(tokens) and tokens[last].mention is mention:
            last += 1
        first = i
        if mention.title is not None and mention.title.start < token.start:
            while first > 0 and tokens[first - 1].start >= mention.title.start:
                first -= 1
        if tokens[last - 1].text.endswith(("'s", "’s")) or (last < len(tokens) and tokens[last].low == "group"):
            return (
                Actor("person", mention.canonical, first, last)
                if last < len(tokens) and tokens[last].low in _GROUPS
                else None
            )
        return Actor("person", mention.canonical, first, last)
    low = token.low
    if low in _PRONOUNS and not token.kind:
        return Actor("pronoun", low, i, i + 1)
    if low in ("we", "i") and not token.kind:
        return Actor("we", low, i, i + 1)
    return _office(tokens, i, known) or _group(tokens, i, known)


def _office(tokens: Sequence[Token], i: int, known: Cues) -> Actor | None:
    """'the Deputy Prime Minister', 'Deputy PM', 'the DC': an office without its holder's name."""
    first = i
    k = i
    if tokens[k].low == "the":
        k += 1
    elif (
        not (tokens[k].is_capital and tokens[k].low in known.title_words | {"respected", "comrade"})
        and not _acronym(tokens[k])
        and not (k and tokens[k - 1].text.endswith(("'s", "’s")) and tokens[k].low in known.title_words)
    ):
        return None
    start = k
    head = -1
    while k < len(tokens) and k - start < 7 and tokens[k].kind != "person":
        low = tokens[k].low
        if (
            low in known.title_heads
            or (_acronym(tokens[k]) and k - start < 3)
            or low in ("comrade", "chief", "boss", "leader")
        ):
            head = k
        elif low not in known.title_words and low not in ("respected", "supreme", "great", "dear"):
            break
        k += 1
    if head < 0:
        return None
    if "former" in (t.low for t in tokens[start:head]):
        return Actor("group", tokens[head].low, first, head + 1)  # the leader, by an office held before
    if head + 1 < len(tokens) and tokens[head + 1].kind == "person":
        return None
    if tokens[head].text.endswith(("'s", "’s")):
        return None
    if (tokens[head].text.endswith("s") and tokens[head].low[:-1] in known.title_heads | {"dc"}) or (
        _acronym(tokens[head]) and tokens[head].text.endswith("s")
    ):
        return Actor("lay", tokens[head].low, first, head + 1)
    return Actor("office", tokens[head].low, first, head + 1, tuple(t.low for t in tokens[start : head + 1]))


def _acronym(token: Token) -> bool:
    return (
        token.kind not in ("organisation", "place", "person")
        and 2 <= len(token.text) <= 4
        and token.text.isupper()
        and token.text.isalpha()
    )


def _group(tokens: Sequence[Token], i: int, known: Cues) -> Actor | None:
    low = tokens[i].low
    before = tokens[i - 1].low if i else ""
    if tokens[i].kind in ("place", "organisation", "person") and low != "party":
        return None
    if low in _GROUPS and (
        low != "party" or (before in ("his", "her", "the", "inspection") and not tokens[i].is_capital)
    ):
        return Actor("group", low, i, i + 1)
    if (low in _BODIES and before in ("the", "a", "an", "this", "ministry", "government", "official", "written")) or (
        low in _BODIES and i and tokens[max(0, i - 3)].low == "the"
    ):
        return Actor("body", low, i, i + 1)
    if (low in known.lay or low in _LAY_GROUPS) and not _names_someone(tokens, i):
        first = i
        while (
            first
            and tokens[first - 1].is_word
            and not tokens[first - 1].kind
            and tokens[first - 1].low not in _PREPOSITIONS | known.verbs | _SKIPPED
            and i - first < 6
        ):
            first -= 1
        return Actor("lay", low, first, i + 1)
    return None


def _names_someone(tokens: Sequence[Token], i: int) -> bool:
    """Whether the word belongs to the title of a named person or stands right before the name."""
    start = tokens[i].start
    near = [t for t in tokens[max(0, i - 12) : i + 14] if t.kind == "person" and t.mention is not None]
    if any(t.mention and t.mention.title and t.mention.title.start <= start < t.mention.title.end for t in near):
        return True
    return i + 1 < len(tokens) and tokens[i + 1].kind == "person"


def subject_of(view: View, verb: int, found: Sequence[Actor], known: Cues) -> Actor | None:
    """The actor that is most likely the subject of the verb at token `verb`: the nearest before it that is no object."""
    for actor in reversed([a for a in found if a.last <= verb]):
        if actor.kind in ("body", "lay", "office") and _inside_apposition(view, actor, verb, found):
            continue
        if not is_object(view, actor, verb, known):
            return actor
    return None


def _inside_apposition(view: View, actor: Actor, verb: int, found: Sequence[Actor]) -> bool:
    """Whether the actor is a word of somebody's title: 'A, secretary of the Party committee, came to ...'."""
    person = next((a for a in reversed(found) if a.kind == "person" and a.last <= actor.first), None)
    if person is None or person.last >= len(view.tokens) or view.tokens[person.last].text not in ",，":
        return False
    inner = view.tokens[person.last + 1 : verb]
    closes = any(t.text in ",，" for t in view.tokens[actor.last : verb])
    return closes and not any(t.low in ("he", "she", "said", "told") for t in inner)


def is_object(view: View, actor: Actor, verb: int, known: Cues) -> bool:
    """Whether the actor is governed by a word before it: 'told the governor', 'with villagers'."""
    tokens = view.tokens
    i = actor.first - 1
    while i >= 0 and tokens[i].low in ("the", "a", "an", "his", "her", "its", "their", "then"):
        i -= 1
    if i < 0 or not tokens[i].is_word:
        # 'Vice Mayors A, B and C accompanied': a list is no object; 'X, mayor of Y, visited' is skipped as apposition
        return False
    if (
        actor.last + 1 < verb
        and "who" in (tokens[actor.last].low, tokens[actor.last + 1].low)
        and verb - actor.last < 8
    ):
        return False  # 'told Governor A, who had come to B'
    low = tokens[i].low
    if actor.kind == "office" and low in ("is", "was", "are", "were", "also", "as", "became", "named", "called"):
        return True  # 'A, who is also commander of B, spoke'
    if actor.kind == "pronoun":
        return low in ("than", "as") and actor.last < verb - 6
    if low in _PREPOSITIONS and not (low in ("as", "after", "before") and actor.last >= verb - 2):
        return True
    return low in known.verbs and not _close(view, actor, verb)


def _close(view: View, actor: Actor, verb: int) -> bool:
    """Whether nothing but adverbs stands between actor and verb: then it is the subject of a reported clause."""
    between = view.tokens[actor.last : verb]
    return all(t.low in _SKIPPED or t.low.endswith("ly") for t in between) and len(between) < 4 and False


def conjuncts(view: View, actor: Actor, found: Sequence[Actor], known: Cues) -> list[Actor]:
    """The people named together with `actor` before it, as in 'Mayor A, Vice Mayor B and C visited', first named first."""
    out: list[Actor] = []
    current = actor
    for other in reversed([a for a in found if a.last <= actor.first and a.kind == "person"]):
        between = view.tokens[other.last : current.first]
        joined = any(t.low == "and" or t.text in ",，、;" for t in between)
        if not joined or len(between) > 16 or any(t.low in known.verbs or t.low in _UNJOINED for t in between):
            break
        out.append(other)
        current = other
    return out[::-1]


def main_actor(view: View, found: Sequence[Actor], known: Cues) -> Actor | None:
    """The subject of the sentence: the first actor that no word governs."""
    return next((a for a in found if not is_object(view, a, len(view.tokens), known)), None)
