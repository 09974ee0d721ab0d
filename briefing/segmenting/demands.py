"""Demands: which clauses of a sentence ask something, of whom they are, and where one ends and the next begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.asking import judge
from briefing.segmenting.attribution import attribute, has_subject, is_attribution, speech_cue
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.pieces import Piece, cut_pieces, opening_word, trimmed
from briefing.segmenting.speakers import NOBODY, SOMEBODY, Listener, Who
from briefing.segmenting.views import View

_WEAK_OPENERS = frozenset("which whose who where because since as although though with recalling adding saying noting citing thereby thus so than especially particularly".split())  # fmt: skip
_LEAD_INS = frozenset("to in at for on when where if before after once within during from as with by under until in while wherever whenever without around".split())  # fmt: skip
_QUALIFIERS = frozenset(("with", "because", "where", "without", "unless", "until"))  # open what limits a demand
_LONGEST_SPLICE = 34  # words that one demand of comma-spliced translation may take


@dataclass(slots=True)
class Demand:
    """One demand: code points `start` to `end`, whose it is, and by which kind of word it was opened."""

    start: int
    end: int
    who: Who
    opened: str
    content: int  # where what is asked begins, after the verb that asks
    strong: bool = False  # said with a modal that asks whoever says it

    def span(self, text: str) -> Span:
        """Its span without blanks, link words and marks at the ends."""
        return trimmed(text, self.start, self.end)


@dataclass(slots=True)
class Speech:
    """Words that are open beyond their sentence: whose they are and what verb opened them."""

    who: Who
    opened: str
    paragraph: int


def find_demands(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, speech: Speech | None, text: str
) -> tuple[list[Demand], Speech | None]:
    """The demands of a sentence in order, and the speech that is open after it.

    `who` is the subject of the sentence, `speech` what an earlier sentence left open.
    """
    pieces = cut_pieces(view, text)
    opened = ""
    speaker = NOBODY
    told = _according_to(view, found, listener)
    if told is not None:
        speech = Speech(told, "say", view.paragraph)
    if speech is not None:
        opened, speaker = speech.opened, speech.who
    here = opening = False
    for piece in pieces:
        cue = speech_cue(view, piece, found, known)
        if cue is not None:
            subject = _speaker_of(view, piece, cue, found, who, listener, speaker, speech)
            speaker, opened, here = subject, cue.kind, True
            if is_attribution(view, piece, cue):
                piece.attribution = True
                attribute(pieces, piece, subject, cue.kind)
                continue
            piece.who, piece.order, piece.content = subject, cue.kind in ("order", "asked"), cue.last
            piece.opened = cue.kind
        piece.who = speaker if piece.who.role == "none" else piece.who
        piece.opened = piece.opened or opened
        piece.said = here
        piece.follows_cue = opening
        opening = cue is not None and here
        piece.mute = speaker.role == "other"
    if speech is not None and not here and listener.before.role == "other" and _is_quotation(view):
        return [], speech  # the words of those met there
    judge(view, pieces, known)
    demands = [d for d in _joined(view, pieces, known, text) if d.who.role != "other"]
    following = speech
    if here:
        following = Speech(speaker, opened, view.paragraph) if speaker.may_demand else None
    elif speech is not None and not demands and who.role == "other":
        following = None
    return demands, following


def _speaker_of(
    view: View,
    piece: Piece,
    cue: Cue,
    found: Sequence[Actor],
    who: Who,
    listener: Listener,
    speaker: Who,
    speech: Speech | None,
) -> Who:
    """Whose words a verb of speech opens; `who` is the subject of the sentence, `speaker` whoever spoke before in it."""
    if cue.kind == "asked":
        subject = _asker(view, cue, found, speaker, listener)
    else:
        subject = listener.subject(view, cue.first, found, who)
    if subject.role == "other" and speech is not None and _is_pronoun(view, cue):
        return speech.who  # 'officers shall stay, he said': he is who spoke before
    if subject.role != "none":
        return subject
    if has_subject(view, piece, cue):
        return SOMEBODY
    if speaker.role != "none":
        return speaker
    return Who(listener.leader, "leader") if listener.leader else NOBODY


def _is_quotation(view: View) -> bool:
    """Whether the whole sentence stands in quotation marks."""
    text = view.span.text
    return text[:1] in '“"' and text.rstrip(" .。")[-1:] in '”"'


def _is_pronoun(view: View, cue: Cue) -> bool:
    return cue.first > 0 and view.words[cue.first - 1] in ("he", "she")


def _according_to(view: View, found: Sequence[Actor], listener: Listener) -> Who | None:
    """Whose words a sentence reports that opens with 'According to him'."""
    if view.words[:2] != ("according", "to"):
        return None
    source = next((a for a in found if a.first in (2, 3)), None)
    if source is None:
        return listener.resolve(Actor("pronoun", "he", 2, 3)) if view.words[2:3] in (("him",), ("her",)) else SOMEBODY
    return listener.resolve(source)


def _asker(view: View, cue: Cue, found: Sequence[Actor], speaker: Who, listener: Listener) -> Who:
    """Who asked where somebody 'was asked': the agent after 'by', else whoever is speaking, else the leader."""
    agent = next(
        (a for a in found if cue.last <= a.first <= cue.last + 4 and "by" in view.words[cue.last : a.first]), None
    )
    if agent is not None:
        return listener.resolve(agent)
    if speaker.may_demand:
        return speaker
    return Who(listener.leader, "leader") if listener.leader else NOBODY


def _joined(view: View, pieces: Sequence[Piece], known: Cues, text: str) -> list[Demand]:
    """Demands from pieces: lead-ins go with what follows them, continuations with what they follow."""
    out: list[Demand] = []
    lead: Piece | None = None
    broken = True
    for k, piece in enumerate(pieces):
        if piece.mute:
            lead, broken = None, True
            continue
        if piece.attribution:
            continue
        start = (
            _order_start(view, piece)
            if piece.order
            else view.tokens[piece.content].start
            if piece.content < piece.last
            else piece.start
        )
        if piece.asks:
            if lead is not None and not piece.order and lead.last <= piece.first:
                start = view.tokens[lead.content].start if lead.content < lead.last else lead.start
            if out and not broken and not _begins(view, piece, pieces[k - 1], text, demand_start=out[-1].start):
                out[-1].end = piece.end
            else:
                content = view.tokens[min(piece.content, piece.last - 1)].start
                out.append(Demand(start, piece.end, piece.who, piece.opened, content, _is_strong(view, piece)))
            lead, broken = None, False
        elif out and not broken and not _opens_anew(view, piece, text) and _goes_on(view, piece, known.bases):
            out[-1].end = piece.end
        else:
            broken = True
            lead = (
                piece if _may_lead(view, piece) or (k + 1 < len(pieces) and _needs_subject(view, pieces, k)) else None
            )
    return out


def _is_strong(view: View, piece: Piece) -> bool:
    """Whether the piece asks whoever says it: 'must', 'are to', 'it is necessary'."""
    if any(
        c.kind == "necessity" and piece.content <= c.first < piece.last and c.word in ("it", "we", "efforts", "every")
        for c in view.cues
    ):
        return True
    for cue in view.of("modal"):
        if piece.content <= cue.first < piece.last and cue.word in ("must", "should", "shall", "are", "is"):
            after = view.words[cue.last : cue.last + 2]
            return not (
                after
                and (
                    after[0] in ("noted", "recalled", "said", "remembered")
                    or after[-1] in ("noted", "recalled", "said", "pointed")
                )
            )
    return False


def _opens_anew(view: View, piece: Piece, text: str) -> bool:
    """Whether a comma-spliced piece starts with a capital and a lead-in: 'A be done,To development as the lead,Highlight B'."""
    first = view.tokens[piece.first]
    return first.is_capital and text[first.start - 1 : first.start] in (",", "，") and _may_lead(view, piece)


def _order_start(view: View, piece: Piece) -> int:
    """Where the demand of an ordering verb begins: at the verb where it goes on with the subject of another act."""
    cue = next(
        (c for c in view.cues if c.kind in ("order", "asked") and c.last == piece.content and c.first >= piece.first),
        None,
    )
    if cue is not None and cue.first - piece.first > 3 and view.words[cue.first - 1] in ("and", "but", "then"):
        return view.tokens[cue.first].start
    return piece.start


def _begins(view: View, piece: Piece, previous: Piece, text: str, *, demand_start: int) -> bool:
    """Whether an asking piece starts a demand of its own rather than going on with the one before it."""
    words = view.words[piece.content : piece.last]
    if piece.order and piece.content > piece.first and view.words[piece.content - 1] != "let":
        return True
    mark = text[previous.start : previous.end].rstrip()[-1:]
    if mark in ";；:：":
        return True
    opening = opening_word(words)
    if words[opening : opening + 1] in (("let",), ("don't",), ("never",), ("not",), ("can't",)):
        return False
    first = view.tokens[piece.first]
    if words[:1] == ("that",) or words[:2] == ("and", "that"):
        return True
    if words[:2] in (("and", "to"), ("and", "not")):
        return True
    spliced = mark in ",，" and text[first.start - 1 : first.start] in ",，"
    modal = next(
        (
            c.first - piece.content
            for c in view.cues
            if c.kind in ("modal", "necessity") and piece.content <= c.first < piece.last
        ),
        None,
    )
    if modal is None:
        return "\u3400" <= first.text[0] <= "\u9fff" or (
            spliced and first.is_capital and first.low not in ("don't", "never", "not", "let")
        )
    if spliced and not first.is_capital and len(text[demand_start : piece.end].split()) < _LONGEST_SPLICE:
        return False
    return (modal - opening >= 1 and words[opening] not in ("must", "should", "shall", "not")) or words[
        opening : opening + 1
    ] in (("we",), ("it",), ("no",))


def _goes_on(view: View, piece: Piece, bases: frozenset[str]) -> bool:
    words = view.words[piece.first : piece.last]
    opening = opening_word(words)
    opener = words[opening] if opening < len(words) else ""
    if opener == "which":
        return any(w in ("must", "should", "shall", "means") for w in words)
    if opener in _WEAK_OPENERS and opener not in _QUALIFIERS:
        return False
    for cue in view.cues:
        if piece.first <= cue.first < piece.last:
            if cue.kind in ("praise", "promise") or (cue.kind == "explanation" and opener not in _QUALIFIERS):
                return False
            if (
                cue.kind in ("observe", "visit")
                and cue.word not in bases
                and not cue.word.endswith("ing")
                and cue.first - piece.first < 6
            ):
                return False  # what the speaker did next
    return True


def _may_lead(view: View, piece: Piece) -> bool:
    words = view.words[piece.content : piece.last]
    opening = opening_word(words)
    acts = any(c.kind in ("observe", "visit", "motion") and piece.first <= c.first < piece.last for c in view.cues)
    said = any(w in ("he", "she") for w in words)
    return opening < len(words) and words[opening] in _LEAD_INS and len(words) < 26 and not (acts and said)


def _needs_subject(view: View, pieces: Sequence[Piece], k: int) -> bool:
    """Whether the next piece that is no attribution lacks the subject that this one gives: 'Builders, he said, must ...'."""
    following = next((p for p in pieces[k + 1 :] if not p.attribution), None)
    if following is None or following.order:
        return False
    words = view.words[following.content : following.last]
    return bool(words) and words[0] in (
        "must",
        "should",
        "shall",
        "ought",
        "need",
        "needs",
        "has",
        "have",
        "is",
        "are",
        "may",
        "can",
        "cannot",
        "be",
        "to",
    )
