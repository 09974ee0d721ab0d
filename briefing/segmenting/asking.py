"""Which pieces of a sentence ask for something to be done."""

from collections.abc import Sequence

from briefing.segmenting.attribution import holds
from briefing.segmenting.cues import Cues
from briefing.segmenting.foreign import asks_in_chinese
from briefing.segmenting.pieces import Piece, opening_word
from briefing.segmenting.views import View

_RELATIVES = frozenset("which whose whether if because since how why what where as although though unless".split())
_WEAK_OPENERS = frozenset("which whose who where because since as although though with recalling adding saying noting citing thereby thus so than especially particularly".split())  # fmt: skip
_REMARKED = frozenset("noted recalled mentioned remembered said added pointed stressed emphasized".split())
_AUXILIARIES = frozenset("is are was were been has have had will would can could does did of".split())
_FINITE = frozenset("is are was were has have had will would can could that which who".split())
_WEAK_MODALS = frozenset("cannot can't can could never need needs have has was were is are no nobody".split())
_PAST_ALIKE = frozenset("put set cut read let hit shut spread quit cast cost".split())
_PLEASE = frozenset(("please", "do", "don't", "not", "never", "let", "let's", "just", "to"))


def judge(view: View, pieces: Sequence[Piece], known: Cues) -> None:
    """Marks the pieces that ask something."""
    earlier = ""
    for piece in pieces:
        spoken = bool(piece.opened)
        if piece.attribution:
            continue
        if piece.order:
            words = view.words[piece.first : piece.last]
            opening = opening_word(words)
            piece.asks = opening >= len(words) or words[opening] not in (
                "who",
                "which",
                "whose",
                "whom",
                "where",
                "that",
            )
        elif "?" in view.tokens[piece.last - 1].text and not piece.quoted:
            piece.asks = False
        else:
            piece.asks = _asks(view, piece, known, spoken=spoken, earlier=earlier)
        if piece.asks:
            earlier = piece.opened or "modal"


def _asks(view: View, piece: Piece, known: Cues, *, spoken: bool, earlier: str) -> bool:
    words = view.words[piece.content : piece.last]
    opening = opening_word(words)
    if (
        opening < len(words)
        and words[opening] in _WEAK_OPENERS
        and not (words[opening] == "where" and any(w in ("must", "should") for w in words))
    ):
        return False
    if any(c.kind in ("praise", "promise") and piece.content <= c.first < piece.last for c in view.cues) and not any(
        c.kind == "necessity" and piece.first <= c.first < piece.last for c in view.cues
    ):
        return _modal(view, piece) and not any(
            c.kind == "promise" and piece.content <= c.first < piece.last for c in view.cues
        )
    if _modal(view, piece) or _nested(view, piece, known) or _forbids(words[opening:]):
        return True
    tokens = view.tokens[piece.content : piece.last]
    if spoken and asks_in_chinese("".join(t.text for t in tokens if "\u3400" <= t.text[0] <= "\u9fff")):
        return True
    colon = (
        piece.first > 0
        and view.tokens[piece.first - 1].text in ":："
        and piece.opened == "stress"
        and piece.follows_cue
    )
    if colon and len(words) > 3:
        return True  # 'stressed: people first, ...'
    if spoken and _is_subjunctive(words, piece.opened or earlier):
        return True
    if (
        opening < len(words)
        and (spoken or piece.quoted)
        and _is_imperative(view, piece.content + opening, piece.last, known)
    ):
        return True
    return bool(
        spoken
        and earlier
        and view.words[piece.first : piece.first + 2] == ("and", "that")
        and piece.opened in ("stress", "order")
    )


def _nested(view: View, piece: Piece, known: Cues) -> bool:
    """Whether what is said tells of a demand: 'said all officers had been directed to report'."""
    inner = [c for c in view.cues if c.kind == "asked" and piece.content <= c.first < piece.last]
    return any(holds(view, piece, c, (), known) for c in inner)


def _forbids(words: Sequence[str]) -> bool:
    """'no new office may be started', 'not a single acre can be occupied'."""
    start = 0 if words[:1] == ("no",) else 2 if words[:2] == ("not", "a") else None
    return start is not None and any(
        w in ("may", "will", "would", "shall", "can", "is", "until", "to") for w in words[1:14]
    )


def _modal(view: View, piece: Piece) -> bool:
    for cue in view.cues:
        if cue.kind not in ("modal", "necessity") or not piece.content <= cue.first < piece.last:
            continue
        before = view.words[piece.content : cue.first]
        if view.words[cue.last : cue.last + 1] == ("be",) and any(
            w in _REMARKED for w in view.words[cue.last + 1 : cue.last + 2]
        ):
            continue  # 'it should be noted that ...' only remarks
        if cue.word in ("need", "needs") and before[-1:] in (("no",), ("without",), ("the",)):
            continue
        if (
            cue.word in ("don't", "do", "never", "can't", "cannot", "need", "can")
            and before[-1:]
            and before[-1] in ("i", "they", "you", "who")
        ):
            continue
        if any(w in ("whether", "if", "how", "why") for w in before):
            continue
        if any(w in _RELATIVES for w in before) and not any(w in ("should", "must") for w in (cue.word,)):
            continue
        if "which" in before[-4:] or (
            "who" in before[-3:] and not any(w in ("those", "anyone", "everyone", "people") for w in before)
        ):
            continue
        weak = cue.word in _WEAK_MODALS and not (
            cue.word in ("is", "are") and view.words[cue.last - 1 : cue.last + 1] == ("to", "be")
        )
        if weak and not (piece.opened or piece.quoted):
            continue
        if cue.word in ("was", "were") and piece.opened not in ("say", "stress"):
            continue
        return True
    return False


def _is_subjunctive(words: Sequence[str], opened: str) -> bool:
    """'that the pool be designed anew', 'old houses to be checked again'."""
    for i, word in enumerate(words):
        if (
            word == "be"
            and i
            and words[i - 1]
            not in ("will", "would", "can", "could", "may", "might", "to", "not", "should", "must", "shall")
            and opened in ("stress", "order", "asked")
        ):
            return True
        if (
            word == "be"
            and i > 1
            and words[i - 1] == "to"
            and opened in ("stress", "order", "asked", "say")
            and not any(w in _FINITE for w in words[:i])
        ):
            return words[i - 2] not in ("going", "not")
    return False


def _is_imperative(view: View, i: int, last: int, known: Cues) -> bool:
    words, tokens = view.words, view.tokens
    while i < last - 1 and (words[i] in known.adverbs or words[i] in _PLEASE or words[i].endswith("ly")):
        i += 1
    if i >= last or tokens[i].low not in known.imperatives or tokens[i].kind == "person":
        return False
    if (
        tokens[i].kind in ("place", "organisation")
        and i + 1 < len(tokens)
        and tokens[i + 1].mention is tokens[i].mention
    ):
        return False
    if (
        words[i] in _PAST_ALIKE
        and tokens[i].text[0].islower()
        and view.words[max(0, i - 1)] not in ("and", "to", "please", "don't", "not")
    ):
        return False
    return not any(w in _AUXILIARIES for w in words[i + 1 : i + 2]) and not any(
        w in ("was", "were", "is", "are", "has") for w in words[i + 1 : min(i + 4, last)]
    )
