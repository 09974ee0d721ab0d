"""Who came along: people named as accompanying, and those present at a meeting; not hosts, reporters or people met."""

import re
from collections.abc import Sequence

from briefing.records import Person
from briefing.segmenting.actors import Actor
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.views import View

_STRONG_BEFORE = (
    "accompan",
    "particip",
    "took",
    "take",
    "taking",
    "join",
    "were",
    "was",
    "attend",
    "came",
    "went",
    "escort",
    "walk",
    "travel",
    "tag",
    "rode",
    "ride",
)
_INVERTING = frozenset(
    "accompanying attending joining participating present escorting travelling traveling accompanied among with taking".split()
)
_LISTED = frozenset(
    "participants participant attendees attending accompanying accompanied present participating companions".split()
)
_ALONG = frozenset("accompanied escorted joined flanked assisted followed".split())
_COPULAS = frozenset("was were is are been being also".split())
_OPENING, _REACH, _NEAR = 12, 9, 4  # tokens
_OWN_ACT = ("visit", "motion", "order", "stress", "say", "research")


def find_companions(read: Sequence[View], cast: Cast, known: Cues, *, meeting: bool) -> list[tuple[Person, View]]:
    """The companions in order of mention, each with the sentence that names them as such."""
    people = {p.name: p for p in (r.person for r in cast.roles.values())}
    principal = cast.principal.name if cast.principal else ""
    out: dict[str, tuple[Person, View]] = {}
    for view in read:
        found = [a for a in view.found if a.kind == "person" and a.name in people]
        if not found:
            continue
        for actor in [
            *_after(view, found, principal),
            *_inverted(view, found),
            *_passive(view, found, principal),
            *_before(view, found, cast, meeting=meeting),
            *_beside(view, found, principal, known),
        ]:
            if actor.name != principal and not _is_host(view, actor):
                out.setdefault(actor.name, (people[actor.name], view))
    return list(out.values())


def _after(view: View, found: Sequence[Actor], principal: str) -> list[Actor]:
    """'accompanied by A, B and C'; 'Also present were A and B'."""
    out: list[Actor] = []
    for cue in view.of("companions-after"):
        if cue.word == "accompanying" and cue.last - cue.first == 1 and not _named_after(view, cue):
            continue
        if cue.word in ("present", "on", "in") and cue.first > 3:
            continue  # 'the only staff present were A and B'
        if cue.word == "followed" or _by_others(view, cue, principal, found):
            continue
        out += _list(view, cue.last, found)
    return out


def _inverted(view: View, found: Sequence[Actor]) -> list[Actor]:
    """'Attending were A and B'; 'Among those who accompanied him was A'; 'With him was A'; 'Participants: A, B'."""
    words = view.words
    if words[:1] and words[0] in _LISTED and len(words) > 1 and view.tokens[1].text in ":：":
        return _list(view, 2, found)
    for i, word in enumerate(words[:_OPENING]):
        opens = i == 0 or words[i - 1] in ("also", "those") or view.tokens[i - 1].text in ",，;；"
        if not (opens and word in _INVERTING):
            continue
        copula = next(
            (k for k in range(i + 1, min(i + _REACH, len(words))) if words[k] in ("was", "were", "are")), None
        )
        if copula is None or (word == "with" and copula - i > _NEAR) or any(a.last <= i for a in found):
            continue
        if word == "among" and not any(w.startswith(_STRONG_BEFORE) for w in words[i:copula]):
            continue
        return _list(view, copula + 1, found)
    return []


def _passive(view: View, found: Sequence[Actor], principal: str) -> list[Actor]:
    """'The minister was escorted on the round by A and B'."""
    for i, word in enumerate(view.words):
        if word in _ALONG and (view.words[i - 1] in _COPULAS or i == 0 or view.tokens[i - 1].text in ",，"):
            by = next((k for k in range(i + 1, min(i + _NEAR + 2, len(view.words))) if view.words[k] == "by"), None)
            before = [a for a in found if a.last <= i]
            if by is not None and (not before or any(a.name == principal for a in before)):
                return _list(view, by + 1, found)
    return []


def _named_after(view: View, cue: Cue) -> bool:
    """'Accompanying him were A and B': the verb opens the sentence."""
    return cue.first == 0 and any(w in ("were", "was") for w in view.words[cue.last : cue.last + 6])


def _by_others(view: View, cue: Cue, principal: str, found: Sequence[Actor]) -> bool:
    """Whether it is somebody else who is accompanied: 'Resident X, together with Y'."""
    before = [a for a in found if a.last <= cue.first]
    return (
        bool(before)
        and cue.word in ("together", "along", "alongside", "joined")
        and before[-1].name != principal
        and len(before) == 1
        and not any(a.name == principal for a in found)
        and not any(a.kind in ("office", "pronoun", "group") and a.last <= before[0].first for a in view.found)
    )


def _list(view: View, start: int, found: Sequence[Actor]) -> list[Actor]:
    """The people named one after another from a token on, until a verb of their own or the sentence ends."""
    out: list[Actor] = []
    for actor in found:
        if actor.first < start:
            continue
        if any(c.kind in _OWN_ACT and out and out[-1].last <= c.first < actor.first for c in view.cues):
            break
        out.append(actor)
    return out


def _before(view: View, found: Sequence[Actor], cast: Cast, *, meeting: bool) -> list[Actor]:
    """'A and B accompanied'; 'A, B and C were with him'; at a meeting also 'A attended'."""
    out: list[Actor] = []
    for cue in view.of("companions-before"):
        word = view.words[cue.first]
        if not word.startswith(_STRONG_BEFORE):
            continue
        if word.startswith(("attend", "particip", "take", "took")) and any(
            w == "by" for w in view.words[cue.last : cue.last + 1]
        ):
            continue
        names = _own_names(view, cue, found, cast, out)
        if not names:
            continue
        if (
            cue.first > 1
            and view.words[cue.first - 1] == "to"
            and view.words[cue.first - 2] in ("was", "were", "due", "expected")
        ):
            continue  # 'who was to join the trip'
        if word.startswith("accompan") and view.words[cue.last : cue.last + 1] == ("by",):
            continue
        if word.startswith(("attend", "join", "was", "were")) and not _about_visit(view, cue, meeting=meeting):
            continue
        out += names
    return out


def _own_names(view: View, cue: Cue, found: Sequence[Actor], cast: Cast, taken: Sequence[Actor]) -> list[Actor]:
    """The people before the verb that are its subject: none before the leader or before another verb's subject."""
    names = [a for a in found if a.last <= cue.first and a not in taken]
    principal = cast.principal.name if cast.principal else ""
    at = max((a.last for a in names if a.name == principal), default=0)
    acts = [c.last for c in view.cues if c.kind in _OWN_ACT and c.last <= cue.first and at <= c.first]
    if at and not acts:
        return [a for a in names if a.first >= at]
    return [a for a in names if a.first >= max(at, max(acts, default=0))]


def _about_visit(view: View, cue: Cue, *, meeting: bool) -> bool:
    """Whether 'attended', 'were present' is about the visit or meeting of the article."""
    rest = view.words[cue.last : cue.last + 5]
    if view.words[cue.first] in ("was", "were"):
        return cue.last - cue.first > 1 and view.words[cue.first + 1] in (
            "present",
            "with",
            "also",
            "on",
            "in",
            "among",
            "at",
        )
    return (
        meeting
        or not rest
        or any(
            w
            in (
                "meeting",
                "event",
                "activity",
                "activities",
                "inspection",
                "visit",
                "research",
                "investigation",
                "symposium",
                "conference",
                "trip",
                ".",
                "。",
            )
            for w in rest
        )
    )


def _is_titled(view: View, actor: Actor, before: Sequence[Actor]) -> bool:
    """Whether a title is printed beside the person, or the person goes on a list of such ones."""
    token = next(
        (t for t in view.tokens[actor.first : actor.last] if t.mention is not None and t.kind == "person"), None
    )
    titled = token is not None and token.mention is not None and token.mention.title is not None
    return titled or bool(before) or (token is not None and token.start > view.tokens[actor.first].start)


def _beside(view: View, found: Sequence[Actor], principal: str, known: Cues) -> list[Actor]:
    """'The Minister toured X with Commissioner Y': someone named right after 'with' beside the leader's own act."""
    going = view.has("visit", "motion", "act", "research") or (view.index < 4 and view.has("observe"))
    if not going and not any(a.last < len(view.tokens) and view.tokens[a.last].low == "with" for a in found):
        return []
    out: list[Actor] = []
    for actor in found:
        if actor.name == principal or not actor.first:
            continue
        i = actor.first - 1
        while (
            i >= 0
            and actor.first - i < 14
            and view.words[i] != "with"
            and view.words[i] not in known.verbs
            and view.tokens[i].text not in ".;。；"
        ):
            i -= 1
        if (
            i >= 0
            and view.tokens[i].low == "with"
            and i
            and view.tokens[i - 1].low
            not in ("talked", "spoke", "chatted", "met", "sat", "meeting", "talks", "interacted", "together", "shook")
            and (_is_titled(view, actor, out) or any(t.low in known.title_heads for t in view.tokens[i : actor.first]))
        ):
            out.append(actor)
    return out


def _is_host(view: View, actor: Actor) -> bool:
    """Whether the person is met there: 'received by A', 'guided by B', 'Resident C'."""
    before = " ".join(view.words[max(0, actor.first - 4) : actor.first])
    return bool(
        re.search(
            r"\b(?:received|welcomed|greeted|briefed|guided|shown round|shown around|met|hosted|explained|told) by\b",
            before,
        )
    )
