"""Demands: which clauses of a sentence ask something, of whom they are, and where one ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.foreign import asks_in_chinese
from briefing.segmenting.speakers import NOBODY, Listener, Who
from briefing.segmenting.views import View

_NEEDS_COMPLEMENT = ("ask", "tell", "told", "want", "hop", "expect", "wish", "invit", "remind", "warn", "propos", "suggest", "let", "advis", "caution", "press", "insist", "recommend")  # fmt: skip
_NOUNS = frozenset("order orders demand demands request requests charge charges task tasks press want wants hope hopes wish wishes assign direct let".split())
_RELATIVES = frozenset("which whose whether if because since how why what where as although though unless".split())
_WEAK_OPENERS = frozenset("which whose who where because since as although though with including such recalling adding giving saying noting citing while thereby thus so than especially particularly".split())  # fmt: skip
_LEAD_INS = frozenset("to in at for on when where if before after once within during from as with by under until in while wherever whenever without around".split())  # fmt: skip
_LINKS = frozenset("and but or then also next so finally first firstly second secondly third thirdly fourth fifth besides moreover furthermore meanwhile instead".split())  # fmt: skip
_AUXILIARIES = frozenset("is are was were has have had will would can could does did of".split())
_PLEASE = frozenset(("please", "do", "don't", "not", "never", "let", "let's", "just", "to"))
_ATTRIBUTION = 10  # words at most in 'she told the maritime chief'


@dataclass(slots=True)
class Demand:
    """One demand: code points `start` to `end`, whose it is, and by which kind of word it was opened."""

    start: int
    end: int
    who: Who
    opened: str

    def span(self, text: str) -> Span:
        """Its span without blanks, link words and marks at the ends."""
        return trimmed(text, self.start, self.end)


@dataclass(slots=True)
class Speech:
    """Words that are open beyond their sentence: whose they are and what verb opened them."""

    who: Who
    opened: str
    paragraph: int


@dataclass(slots=True)
class _Piece:
    """A clause with what was made of it."""

    first: int
    last: int
    start: int
    end: int
    who: Who
    opened: str = ""
    asks: bool = False
    attribution: bool = False
    quoted: bool = False
    content: int = 0  # token where what is said begins
    order: bool = False
    mute: bool = False  # words of somebody whose demands do not count


def find_demands(
    view: View, found: Sequence[Actor], who: Who, listener: Listener, known: Cues, *, speech: Speech | None, text: str
) -> tuple[list[Demand], Speech | None]:
    """The demands of a sentence in order, and the speech that is open after it.

    `who` is the subject of the sentence, `speech` what an earlier sentence left open.
    """
    pieces = _pieces(view, text)
    opened = ""
    speaker = NOBODY
    if speech is not None:
        opened, speaker = speech.opened, speech.who
    here = False
    for piece in pieces:
        cue = _speech_cue(view, piece, found)
        if cue is not None:
            subject = listener.subject(view, cue.first, found, who)
            if subject.role == "none":
                subject = speaker if speaker.role != "none" else (Who(listener.leader, "leader") if listener.leader else NOBODY)
            piece.who = subject
            if _is_attribution(view, piece, cue):
                piece.attribution = True
                _attribute(pieces, piece, subject, cue.kind)
                speaker, opened, here = subject, cue.kind, True
                continue
            piece.order = cue.kind in ("order", "asked")
            piece.content = cue.last
            piece.opened = cue.kind
            speaker, opened, here = subject, cue.kind, True
        piece.who = speaker if piece.who.role == "none" else piece.who
        piece.opened = piece.opened or opened
        piece.mute = speaker.role == "other"
    _judge(view, pieces, known, spoken=here or speech is not None)
    demands = [d for d in _joined(view, pieces, known, text) if d.who.role != "other"]
    following = speech
    if here:
        following = Speech(speaker, opened, view.paragraph) if speaker.may_demand else None
    elif speech is not None and not demands and who.role == "other":
        following = None
    return demands, following


# --- pieces -----------------------------------------------------------------------------------------------------------


def _pieces(view: View, text: str) -> list[_Piece]:
    """The clauses, cut once more after a closed quotation and before 'and that' and 'and to'."""
    cuts = {c.start for c in view.sentence.clauses} | {view.span.start, view.span.end}
    for match in re.finditer(r"[”\"](?=\s+[A-Za-z])|\b(?:and|but)\s+(?=(?:that|to not|not to|to)\s+[a-z])", view.span.text):
        at = view.span.start + (match.end() if match.group()[0] in "”\"" else match.start())
        if match.group()[0] in "”\"" and not _closes_long(view.span.text, match.start()):
            continue
        cuts.add(at)
    bounds = sorted(cuts)
    out = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        first, last = view.token_at(start), view.token_at(end - 1) + 1
        last = min(last, len(view.tokens))
        while first < last and view.tokens[first].start < start:
            first += 1
        if first < last and any(t.is_word for t in view.tokens[first:last]):
            out.append(_Piece(first, last, start, end, NOBODY, content=first, quoted=view.tokens[first].text in "“\"‘"))
    return out


def _closes_long(sentence: str, at: int) -> bool:
    """Whether the quotation that ends at `at` holds a clause, not a term."""
    opener = max(sentence.rfind("“", 0, at), sentence.rfind('"', 0, at))
    return opener >= 0 and (len(sentence[opener:at].split()) > 3 or sentence[at - 1] in ",.!?，。！？")


def _speech_cue(view: View, piece: _Piece, found: Sequence[Actor]) -> Cue | None:
    """The verb of saying or asking that governs the piece, or None."""
    best: Cue | None = None
    for cue in view.cues:
        if cue.kind not in ("order", "stress", "say", "asked") or not piece.first <= cue.first < piece.last:
            continue
        if best is not None and (cue.first >= best.last or cue.kind == best.kind):
            break
        if not _holds(view, piece, cue, found):
            continue
        if best is None or (cue.kind == "asked") or (cue.kind == "order" and best.kind in ("say", "stress")) or (cue.last > best.last):
            best = cue
    return best


def _holds(view: View, piece: _Piece, cue: Cue, found: Sequence[Actor]) -> bool:
    words = view.words
    before = words[cue.first - 1] if cue.first else ""
    after = words[cue.last : cue.last + 1]
    passive = cue.kind == "asked"
    be = any(w in ("was", "were", "is", "are", "been", "be") for w in words[max(0, cue.first - 3) : cue.first])
    if passive:
        return be and cue.last < len(words) and (after[0] in ("to", "not", "the") or "to" in words[cue.last : cue.last + 3]) and after[0] not in ("that", "how", "why")
    if before in ("the", "a", "an", "of", "his", "her", "their", "in", "no", "any", "this", "these", "for") and cue.word in _NOUNS | {"required", "requested", "emphasis"}:
        return False
    if be and cue.kind == "order" and before not in ("it",) and not _by_agent(words, cue):
        return cue.word in ("asking", "urging", "ordering", "calling", "directing", "demanding", "instructing", "requiring") or (view.words[max(0, cue.first - 2)] == "it")
    if any(c.kind == "observe" and c.first == cue.first and c.last > cue.last for c in view.cues):
        return False
    if cue.word in _NOUNS and not any(a.last >= cue.first - 2 and a.first < cue.first for a in found) and cue.first > piece.first + 1:
        return False
    if cue.kind == "order" and cue.word.startswith(_NEEDS_COMPLEMENT):
        return _has_complement(view, cue)
    return not (cue.kind == "say" and before in ("to", "the", "that", "which", "can", "could", "not", "would"))


def _by_agent(words: Sequence[str], cue: Cue) -> bool:
    return "by" in words[cue.last : cue.last + 2]


def _has_complement(view: View, cue: Cue) -> bool:
    """Whether 'asked', 'told', 'hoped' goes on with something to be done rather than with a question or a report."""
    rest = view.words[cue.last : cue.last + 26]
    if cue.word.startswith("let"):
        return True
    for i, word in enumerate(rest):
        if word in ("about", "how", "why", "what", "whether", "when", "where", "who", "which", "if") and i < 7:
            return False
        if word in ("?", "？"):
            return False
        if word == "to" and i + 1 < len(rest) and rest[i + 1] not in ("the", "a", "an", "") and i < 16:
            return True
        if word == "for" and i < 3 and not cue.word.startswith(("told", "tell")):
            return True
        if word == "that":
            return any(c.kind in ("modal", "necessity") and cue.last <= c.first < cue.last + 26 for c in view.cues) or "be" in rest[i:]
        if word in ("must", "should", "shall"):
            return True
    if cue.word.startswith(("want", "hop", "insist", "expect")):
        return any(c.kind in ("modal", "necessity") and c.first >= cue.last for c in view.cues) or any(w.endswith("ed") for w in rest[:6])
    return False


def _is_attribution(view: View, piece: _Piece, cue: Cue) -> bool:
    """Whether the piece only says who spoke: 'he said', 'she told the maritime chief', 'said the minister'."""
    words = [w for t, w in zip(view.tokens[piece.first : piece.last], view.words[piece.first : piece.last], strict=True) if t.is_word]
    if len(words) > _ATTRIBUTION + 4 or piece.quoted:
        return False
    after = [t for t in view.tokens[cue.last : piece.last] if t.is_word]
    if any(t.low in ("that", "to", "must", "should", "for") and k < len(after) - 1 and t.low != "to" for k, t in enumerate(after)):
        return False
    if cue.kind in ("order", "asked") and not cue.word.startswith(("told", "ask", "tell", "urg", "warn", "demand", "insist")):
        return False
    spoken_before = piece.first > 0
    if not spoken_before:
        return False
    following = view.tokens[piece.last - 1].text
    if following in ":：":
        return False
    return len(after) <= 7 and not any(view.words[i] == "to" and i + 1 < piece.last and view.words[i + 1] not in ("the", "a", "his", "her", "reporters", "") for i in range(cue.last, piece.last))


def _attribute(pieces: Sequence[_Piece], said: _Piece, who: Who, kind: str) -> None:
    for piece in pieces:
        if piece is said:
            return
        if piece.who.role == "none" or not piece.order:
            piece.who, piece.mute = who, who.role == "other"
            piece.opened = piece.opened or kind


# --- judging ----------------------------------------------------------------------------------------------------------


def _judge(view: View, pieces: Sequence[_Piece], known: Cues, *, spoken: bool) -> None:
    """Marks the pieces that ask something."""
    earlier = ""
    for piece in pieces:
        if piece.attribution:
            continue
        if piece.order:
            piece.asks = True
        elif "?" in view.tokens[piece.last - 1].text and not piece.quoted:
            piece.asks = False
        else:
            piece.asks = _asks(view, piece, known, spoken=spoken, earlier=earlier)
        if piece.asks:
            earlier = piece.opened or "modal"


def _asks(view: View, piece: _Piece, known: Cues, *, spoken: bool, earlier: str) -> bool:
    words = view.words[piece.content : piece.last]
    opening = _opening(words)
    if opening < len(words) and words[opening] in _WEAK_OPENERS:
        return False
    if any(c.kind in ("praise", "promise") and piece.content <= c.first < piece.last for c in view.cues) and not any(
        c.kind == "necessity" and piece.first <= c.first < piece.last for c in view.cues
    ):
        return _modal(view, piece) and not any(c.kind == "promise" and piece.content <= c.first < piece.last for c in view.cues)
    if _modal(view, piece):
        return True
    tokens = view.tokens[piece.content : piece.last]
    if spoken and asks_in_chinese("".join(t.text for t in tokens if "\u3400" <= t.text[0] <= "\u9fff")):
        return True
    if spoken and _is_subjunctive(words, piece.opened or earlier):
        return True
    if opening < len(words) and (spoken or piece.quoted) and _is_imperative(view, piece.content + opening, piece.last, known):
        return True
    return bool(spoken and earlier and words[:1] == ("that",) and piece.opened in ("stress", "say", "order"))


def _opening(words: Sequence[str]) -> int:
    """The index of the first word that is no link, mark, or ordinal."""
    i = 0
    while i < len(words) and (not words[i] or not words[i][0].isalnum() or words[i] in _LINKS or words[i] == "that"):
        if not words[i]:
            break
        i += 1
    return i


def _modal(view: View, piece: _Piece) -> bool:
    for cue in view.cues:
        if cue.kind not in ("modal", "necessity") or not piece.content <= cue.first < piece.last:
            continue
        before = view.words[piece.content : cue.first]
        if any(w in _RELATIVES for w in before) and not any(w in ("should", "must") for w in (cue.word,)):
            continue
        if "which" in before[-4:] or ("who" in before[-3:] and not any(w in ("those", "anyone", "everyone", "people") for w in before)):
            continue
        if cue.word in ("cannot", "can't", "can", "could", "never", "need", "needs", "have", "has", "was", "were", "is", "are", "no", "nobody") and not (piece.opened or piece.quoted):
            continue
        if cue.word in ("was", "were") and piece.opened not in ("say", "stress"):
            continue
        return True
    return False


def _is_subjunctive(words: Sequence[str], opened: str) -> bool:
    """'that the pool be designed anew', 'old houses to be checked again'."""
    for i, word in enumerate(words):
        if word == "be" and i and words[i - 1] not in ("will", "would", "can", "could", "may", "might", "to", "not") and opened in ("stress", "order", "asked"):
            return True
        if word == "be" and i > 1 and words[i - 1] == "to" and words[i - 2] not in ("is", "are", "was", "were", "going", "said"):
            return True
    return False


def _is_imperative(view: View, i: int, last: int, known: Cues) -> bool:
    words, tokens = view.words, view.tokens
    while i < last - 1 and (words[i] in known.adverbs or words[i] in _PLEASE or words[i].endswith("ly")):
        i += 1
    if i >= last or words[i] not in known.imperatives or tokens[i].kind in ("person", "place", "organisation"):
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    return after not in _AUXILIARIES


# --- joining ----------------------------------------------------------------------------------------------------------


def _joined(view: View, pieces: Sequence[_Piece], known: Cues, text: str) -> list[Demand]:
    """Demands from pieces: lead-ins go with what follows them, continuations with what they follow."""
    out: list[Demand] = []
    lead: _Piece | None = None
    broken = True
    for k, piece in enumerate(pieces):
        if piece.mute:
            lead, broken = None, True
            continue
        if piece.attribution:
            continue
        start = piece.start if piece.order else view.tokens[piece.content].start if piece.content < piece.last else piece.start
        if piece.asks:
            if lead is not None and not piece.order and lead.last <= piece.first:
                start = view.tokens[lead.content].start if lead.content < lead.last else lead.start
            if out and not broken and not _begins(view, piece, pieces[k - 1], known, text):
                out[-1].end = piece.end
            else:
                out.append(Demand(start, piece.end, piece.who, piece.opened))
            lead, broken = None, False
        elif out and not broken and _goes_on(view, piece):
            out[-1].end = piece.end
        else:
            broken = True
            lead = piece if _may_lead(view, piece) or (k + 1 < len(pieces) and _needs_subject(view, pieces, k)) else None
    return out


def _begins(view: View, piece: _Piece, previous: _Piece, known: Cues, text: str) -> bool:
    """Whether an asking piece starts a demand of its own rather than going on with the one before it."""
    words = view.words[piece.content : piece.last]
    if piece.order and piece.content > piece.first:
        return True
    mark = text[previous.start : previous.end].rstrip()[-1:]
    if mark in ";；:：":
        return True
    first = view.tokens[piece.first]
    opening = _opening(words)
    if words[:1] == ("that",) or words[:2] == ("and", "that"):
        return True
    if words[:2] in (("and", "to"), ("and", "not")):
        return True
    if first.is_capital and first.low not in ("don't", "never", "not") and not first.kind and piece.first and view.tokens[piece.first - 1].text in ",，":
        return True
    modal = next((c.first - piece.content for c in view.cues if c.kind in ("modal", "necessity") and piece.content <= c.first < piece.last), None)
    if modal is None:
        return "\u3400" <= first.text[0] <= "\u9fff"
    return modal - opening >= 1 and words[opening] not in ("must", "should", "shall", "not") or words[opening : opening + 1] in (("we",), ("it",), ("no",))


def _goes_on(view: View, piece: _Piece) -> bool:
    words = view.words[piece.first : piece.last]
    opening = _opening(words)
    if opening < len(words) and words[opening] in _WEAK_OPENERS:
        return False
    return not any(c.kind in ("explanation", "praise", "promise", "observe", "visit") and piece.first <= c.first < piece.last and c.word not in ("check", "see", "find", "give", "inspect", "visit", "bring", "hand", "open") for c in view.cues)


def _may_lead(view: View, piece: _Piece) -> bool:
    words = view.words[piece.content : piece.last]
    opening = _opening(words)
    return opening < len(words) and words[opening] in _LEAD_INS and len(words) < 26


def _needs_subject(view: View, pieces: Sequence[_Piece], k: int) -> bool:
    """Whether the next piece that is no attribution lacks the subject that this one gives: 'Builders, he said, must ...'."""
    following = next((p for p in pieces[k + 1 :] if not p.attribution), None)
    if following is None or following.order:
        return False
    words = view.words[following.content : following.last]
    return bool(words) and words[0] in ("must", "should", "shall", "ought", "need", "needs", "has", "have", "is", "are", "may", "can", "cannot", "be", "to")


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks, link words and separating marks at its ends."""
    match = re.compile(r"(?:[\s,，;；:：、.。]|(?:and|but)\s+)+").match(text, start, end)
    start = match.end() if match and match.end() < end else start
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in ",，;；:：、.。"):
        end -= 1
    return Span.of(text, start, end)
