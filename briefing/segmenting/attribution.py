"""Verbs of saying and asking: which one governs a piece of a sentence, and which pieces only say who spoke."""

from collections.abc import Sequence

from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.pieces import Piece
from briefing.segmenting.speakers import Who
from briefing.segmenting.views import View

_NEEDS_COMPLEMENT = ("ask", "tell", "told", "want", "hop", "expect", "wish", "invit", "remind", "warn", "propos", "suggest", "let", "advis", "caution", "press", "insist", "recommend", "direct", "command", "charg", "task", "entrust", "assign", "appeal", "require")  # fmt: skip
_NOUNS = frozenset(
    "order orders demand demands request requests charge charges task tasks command commands press want wants hope hopes wish wishes assign direct let".split()
)
_CIRCUMSTANCES = frozenset("at in during on after when before while".split())
_MODALS = frozenset("should must shall will would can could may might to not never cannot".split())
_QUESTIONS = frozenset("about how why what whether when where who which if".split())
_REACH = 26  # words after a verb in which what it asks is looked for
_NEAR = 7
_SUBJUNCTIVE = (
    "direct",
    "requir",
    "command",
    "insist",
    "propos",
    "recommend",
    "ask",
    "order",
    "instruct",
    "demand",
    "urg",
    "request",
)
_ADJECTIVES = frozenset(("required", "requested", "emphasis"))
_ATTRIBUTION = 10  # words at most in 'she told the maritime chief'


def has_subject(view: View, piece: Piece, cue: Cue) -> bool:
    """Whether the verb has a subject of its own that is nobody of the cast: 'the 71-year-old told her'."""
    return (
        piece.first < cue.first
        and view.words[piece.first] in ("the", "a", "an", "one", "his", "her")
        and cue.first - piece.first < 5
    )


def speech_cue(view: View, piece: Piece, found: Sequence[Actor], known: Cues) -> Cue | None:
    """The verb of saying or asking that governs the piece, or None."""
    best: Cue | None = None
    if piece.quoted:
        return None
    for cue in view.cues:
        if cue.kind not in ("order", "stress", "say", "asked") or not piece.first <= cue.first < piece.last:
            continue
        if best is not None and (cue.first >= best.last or cue.kind == best.kind):
            break
        if not holds(view, piece, cue, found, known):
            continue
        if (
            best is None
            or (cue.kind == "asked")
            or (cue.kind == "order" and best.kind in ("say", "stress"))
            or (cue.last > best.last)
        ):
            best = cue
    return best


def holds(view: View, piece: Piece, cue: Cue, found: Sequence[Actor], known: Cues) -> bool:
    """Whether a cue is used as a verb that governs what follows: no noun, no question, no passive of another's words."""
    words = view.words
    before = words[cue.first - 1] if cue.first else ""
    after = words[cue.last : cue.last + 1]
    passive = cue.kind == "asked"
    be = any(w in ("was", "were", "is", "are", "been", "be") for w in words[max(0, cue.first - 3) : cue.first])
    if before == "without":
        return False
    if cue.word.endswith("ing") and cue.first > piece.first + 1 and before not in ("and", "also", "while", "by"):
        return False  # 'early warning'
    if passive:
        if cue.word == "expected" and not any(
            w in ("was", "were", "been") for w in words[max(0, cue.first - 3) : cue.first]
        ):
            return False
        return (
            be
            and cue.last < len(words)
            and (after[0] in ("to", "not", "the") or "to" in words[cue.last : cue.last + 3])
            and after[0] not in ("that", "how", "why")
        )
    if before in ("the", "a", "an", "of", "his", "her", "their", "in", "no", "any", "this", "these", "for") and (
        cue.word in _NOUNS or cue.word in _ADJECTIVES or cue.word in known.bases
    ):
        return False
    if cue.word in known.bases and before in ("and", ",", "，") and "to" in words[max(0, cue.first - 25) : cue.first]:
        return False  # 'came to inspect the work and encourage the staff'
    if be and cue.kind != "order" and before != "it" and cue.word not in ("was", "were", "is"):
        return False
    if cue.word in known.bases and before in _MODALS:
        return False
    if be and before != "it" and not _by_agent(words, cue):
        return cue.word in (
            "asking",
            "urging",
            "ordering",
            "calling",
            "directing",
            "demanding",
            "instructing",
            "requiring",
        ) or (view.words[max(0, cue.first - 2)] == "it")
    if any(c.kind == "observe" and c.first == cue.first and c.last > cue.last for c in view.cues):
        return False
    if (
        cue.word in _NOUNS
        and not any(a.last >= cue.first - 2 and a.first < cue.first for a in found)
        and cue.first > piece.first + 1
    ):
        return False
    if cue.kind == "order" and cue.word.startswith("call") and words[cue.last - 1] != "for":
        return _has_complement(view, cue) or "on" in words[cue.last + 1 : cue.last + 12]
    if cue.kind == "order" and cue.word.startswith(_NEEDS_COMPLEMENT):
        return _has_complement(view, cue)
    return not (cue.kind == "say" and before in ("to", "the", "that", "which", "can", "could", "not", "would"))


def _by_agent(words: Sequence[str], cue: Cue) -> bool:
    return "by" in words[cue.last : cue.last + 2]


def _has_complement(view: View, cue: Cue) -> bool:
    """Whether 'asked', 'told', 'hoped' goes on with something to be done rather than with a question or a report."""
    rest = view.words[cue.last : cue.last + _REACH]
    if cue.word.startswith("let"):
        return True
    wishes = cue.word.startswith(("want", "hop", "wish", "expect", "propos"))
    modal = any(c.kind in ("modal", "necessity") and cue.last <= c.first < cue.last + _REACH for c in view.cues)
    for i, word in enumerate(rest):
        if (word in _QUESTIONS and i < _NEAR) or word in ("?", "？"):
            return False
        if word == "to" and i + 1 < len(rest):
            if wishes and (not i or rest[i + 1 : i + 3] == ("be", "the")):
                return False  # what he wants to do or sees himself
            if rest[i + 1] not in ("the", "a", "an", ""):
                return True
        if word == "for" and not i and not cue.word.startswith(("told", "tell")):
            return any(w == "to" or w.endswith("ing") for w in rest[1:10])
        if word == "that":
            plain = i < _NEAR and "," not in rest[:i]
            return (plain and cue.word.startswith(_SUBJUNCTIVE)) or modal or "be" in rest[i:]
        if word in ("must", "should", "shall"):
            return True
    if wishes or cue.word.startswith("insist"):
        return modal or any(w.endswith("ed") for w in rest[:6])
    return False


def is_attribution(view: View, piece: Piece, cue: Cue) -> bool:
    """Whether the piece only says who spoke: 'he said', 'she told the maritime chief', 'said the minister'."""
    words = [
        w
        for t, w in zip(view.tokens[piece.first : piece.last], view.words[piece.first : piece.last], strict=True)
        if t.is_word
    ]
    after = [t for t in view.tokens[cue.last : piece.last] if t.is_word]
    short = len(words) <= _ATTRIBUTION + 4 or (after and after[0].low in _CIRCUMSTANCES and cue.first - piece.first < 5)
    if not short or piece.quoted:
        return False
    if any(
        t.low in ("that", "to", "must", "should", "for") and k < len(after) - 1 and t.low != "to"
        for k, t in enumerate(after)
    ):
        return False
    if cue.kind in ("order", "asked") and not cue.word.startswith(
        ("told", "ask", "tell", "urg", "warn", "demand", "insist")
    ):
        return False
    spoken_before = piece.first > 0
    if not spoken_before:
        return False
    following = view.tokens[piece.last - 1].text
    if following in ":：":
        return False
    if cue.first - piece.first < 5 and after and after[0].low in _CIRCUMSTANCES and cue.kind == "say":
        return True
    return len(after) <= 7 and not any(
        view.words[i] == "to"
        and i + 1 < piece.last
        and view.words[i + 1] not in ("the", "a", "his", "her", "reporters", "")
        for i in range(cue.last, piece.last)
    )


def attribute(pieces: Sequence[Piece], said: Piece, who: Who, kind: str) -> None:
    """Gives the pieces before `said` that nobody else said to `who`."""
    for piece in pieces:
        if piece is said:
            return
        if not piece.said:
            piece.who, piece.mute = who, who.role == "other"
            piece.opened = piece.opened or kind
