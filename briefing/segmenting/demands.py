"""Demands: which clauses of a sentence ask something, of whom they are, and where one ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.actors import Actor
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.foreign import asks_in_chinese
from briefing.segmenting.speakers import NOBODY, SOMEBODY, Listener, Who
from briefing.segmenting.views import View

_NEEDS_COMPLEMENT = ("ask", "tell", "told", "want", "hop", "expect", "wish", "invit", "remind", "warn", "propos", "suggest", "let", "advis", "caution", "press", "insist", "recommend", "direct", "command", "charg", "task", "entrust", "assign", "appeal", "require")  # fmt: skip
_NOUNS = frozenset("order orders demand demands request requests charge charges task tasks command commands press want wants hope hopes wish wishes assign direct let".split())
_RELATIVES = frozenset("which whose whether if because since how why what where as although though unless".split())
_WEAK_OPENERS = frozenset("which whose who where because since as although though with recalling adding saying noting citing while thereby thus so than especially particularly".split())  # fmt: skip
_LEAD_INS = frozenset("to in at for on when where if before after once within during from as with by under until in while wherever whenever without around".split())  # fmt: skip
_LINKS = frozenset("and but or then also next so finally first firstly second secondly third thirdly fourth fifth besides moreover furthermore meanwhile instead".split())  # fmt: skip
_AUXILIARIES = frozenset("is are was were has have had will would can could does did of".split())
_FINITE = frozenset("is are was were has have had will would can could that which who".split())
_WEAK_MODALS = frozenset("cannot can't can could never need needs have has was were is are no nobody".split())
_CIRCUMSTANCES = frozenset("at in during on after when before while".split())
_MODALS = frozenset("should must shall will would can could may might to not never cannot".split())
_ADJECTIVES = frozenset(("required", "requested", "emphasis"))
_PAST_ALIKE = frozenset("put set cut read let hit shut spread quit cast cost".split())
_PLEASE = frozenset(("please", "do", "don't", "not", "never", "let", "let's", "just", "to"))
_LONGEST_SPLICE = 34  # words that one demand of comma-spliced translation may take
_ATTRIBUTION = 10  # words at most in 'she told the maritime chief'


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
    said: bool = False  # a verb of saying in this sentence governs it
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
    told = _according_to(view, found, listener)
    if told is not None:
        speech = Speech(told, "say", view.paragraph)
    if speech is not None:
        opened, speaker = speech.opened, speech.who
    here = False
    for piece in pieces:
        cue = _speech_cue(view, piece, found, known)
        if cue is not None:
            subject = _asker(view, cue, found, speaker, listener) if cue.kind == "asked" else listener.subject(view, cue.first, found, who)
            if subject.role == "none" and _has_subject(view, piece, cue):
                subject = SOMEBODY
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
        piece.said = here
        piece.mute = speaker.role == "other"
    _judge(view, pieces, known)
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
    cuts = {c.start for c in view.sentence.clauses if text[c.start - 1 : c.start] != "、"} | {view.span.start, view.span.end}
    for quoted in re.finditer(r"[“\"][^“”\"]{40,}[”\"]", view.span.text):
        for stop in re.finditer(r"[.!?]\s+(?=[A-Z])", quoted.group()):
            cuts.add(view.span.start + quoted.start() + stop.end())
    for match in re.finditer(r"[”\"](?=\s+[A-Za-z])|\b(?:and|but)\s+(?=(?:that|to not|not to|to)\s+[a-z])", view.span.text):
        at = view.span.start + (match.end() if match.group()[0] in "”\"" else match.start())
        if match.group()[0] in "”\"" and not _closes_long(view.span.text, match.start()):
            continue
        cuts.add(at)
    bounds = sorted(cuts)
    out = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        first = next((i for i, t in enumerate(view.tokens) if t.start >= start), len(view.tokens))
        last = next((i for i, t in enumerate(view.tokens) if t.start >= end), len(view.tokens))
        if first < last and any(t.is_word for t in view.tokens[first:last]):
            quoted = view.tokens[first].text in "“\"‘" or _inside_quotation(view.span.text, start - view.span.start)
            out.append(_Piece(first, last, start, end, NOBODY, content=first, quoted=quoted))
    return out


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
    agent = next((a for a in found if cue.last <= a.first <= cue.last + 4 and "by" in view.words[cue.last : a.first]), None)
    if agent is not None:
        return listener.resolve(agent)
    if speaker.may_demand:
        return speaker
    return Who(listener.leader, "leader") if listener.leader else NOBODY


def _has_subject(view: View, piece: _Piece, cue: Cue) -> bool:
    """Whether the verb has a subject of its own that is nobody of the cast: 'the 71-year-old told her'."""
    return piece.first < cue.first and view.words[piece.first] in ("the", "a", "an", "one", "his", "her") and cue.first - piece.first < 5


def _inside_quotation(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _closes_long(sentence: str, at: int) -> bool:
    """Whether the quotation that ends at `at` holds a clause, not a term."""
    opener = max(sentence.rfind("“", 0, at), sentence.rfind('"', 0, at))
    return opener >= 0 and (len(sentence[opener:at].split()) > 3 or sentence[at - 1] in ",.!?，。！？")


def _speech_cue(view: View, piece: _Piece, found: Sequence[Actor], known: Cues) -> Cue | None:
    """The verb of saying or asking that governs the piece, or None."""
    best: Cue | None = None
    if piece.quoted:
        return None
    for cue in view.cues:
        if cue.kind not in ("order", "stress", "say", "asked") or not piece.first <= cue.first < piece.last:
            continue
        if best is not None and (cue.first >= best.last or cue.kind == best.kind):
            break
        if not _holds(view, piece, cue, found, known):
            continue
        if best is None or (cue.kind == "asked") or (cue.kind == "order" and best.kind in ("say", "stress")) or (cue.last > best.last):
            best = cue
    return best


def _holds(view: View, piece: _Piece, cue: Cue, found: Sequence[Actor], known: Cues) -> bool:
    words = view.words
    before = words[cue.first - 1] if cue.first else ""
    after = words[cue.last : cue.last + 1]
    passive = cue.kind == "asked"
    be = any(w in ("was", "were", "is", "are", "been", "be") for w in words[max(0, cue.first - 3) : cue.first])
    if before == "without":
        return False
    if passive:
        if cue.word == "expected" and not any(w in ("was", "were", "been") for w in words[max(0, cue.first - 3) : cue.first]):
            return False
        return be and cue.last < len(words) and (after[0] in ("to", "not", "the") or "to" in words[cue.last : cue.last + 3]) and after[0] not in ("that", "how", "why")
    if before in ("the", "a", "an", "of", "his", "her", "their", "in", "no", "any", "this", "these", "for") and (cue.word in _NOUNS or cue.word in _ADJECTIVES or cue.word in known.bases):
        return False
    if cue.word in known.bases and before in ("and", ",", "，") and "to" in words[max(0, cue.first - 25) : cue.first]:
        return False  # 'came to inspect the work and encourage the staff'
    if be and cue.kind != "order" and before != "it" and cue.word not in ("was", "were", "is"):
        return False
    if cue.word in known.bases and before in _MODALS:
        return False
    if be and before not in ("it",) and not _by_agent(words, cue):
        return cue.word in ("asking", "urging", "ordering", "calling", "directing", "demanding", "instructing", "requiring") or (view.words[max(0, cue.first - 2)] == "it")
    if any(c.kind == "observe" and c.first == cue.first and c.last > cue.last for c in view.cues):
        return False
    if cue.word in _NOUNS and not any(a.last >= cue.first - 2 and a.first < cue.first for a in found) and cue.first > piece.first + 1:
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
    rest = view.words[cue.last : cue.last + 26]
    if cue.word.startswith("let"):
        return True
    for i, word in enumerate(rest):
        if word in ("about", "how", "why", "what", "whether", "when", "where", "who", "which", "if") and i < 7:
            return False
        if word in ("?", "？"):
            return False
        if word == "to" and not i and cue.word.startswith(("want", "hop", "wish", "expect", "propos")):
            return False
        if word == "to" and i + 1 < len(rest) and rest[i + 1] not in ("the", "a", "an", "") and i < 16:
            return True
        if word == "for" and i < 1 and not cue.word.startswith(("told", "tell")):
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
    after = [t for t in view.tokens[cue.last : piece.last] if t.is_word]
    short = len(words) <= _ATTRIBUTION + 4 or (after and after[0].low in _CIRCUMSTANCES and cue.first - piece.first < 5)
    if not short or piece.quoted:
        return False
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
    if cue.first - piece.first < 5 and after and after[0].low in _CIRCUMSTANCES and cue.kind == "say":
        return True
    return len(after) <= 7 and not any(view.words[i] == "to" and i + 1 < piece.last and view.words[i + 1] not in ("the", "a", "his", "her", "reporters", "") for i in range(cue.last, piece.last))


def _attribute(pieces: Sequence[_Piece], said: _Piece, who: Who, kind: str) -> None:
    for piece in pieces:
        if piece is said:
            return
        if not piece.said:
            piece.who, piece.mute = who, who.role == "other"
            piece.opened = piece.opened or kind


# --- judging ----------------------------------------------------------------------------------------------------------


def _judge(view: View, pieces: Sequence[_Piece], known: Cues) -> None:
    """Marks the pieces that ask something."""
    earlier = ""
    for piece in pieces:
        spoken = bool(piece.opened)
        if piece.attribution:
            continue
        if piece.order:
            words = view.words[piece.first : piece.last]
            opening = _opening(words)
            piece.asks = opening >= len(words) or words[opening] not in ("who", "which", "whose", "whom", "where", "that")
        elif "?" in view.tokens[piece.last - 1].text and not piece.quoted:
            piece.asks = False
        else:
            piece.asks = _asks(view, piece, known, spoken=spoken, earlier=earlier)
        if piece.asks:
            earlier = piece.opened or "modal"


def _asks(view: View, piece: _Piece, known: Cues, *, spoken: bool, earlier: str) -> bool:
    words = view.words[piece.content : piece.last]
    opening = _opening(words)
    if opening < len(words) and words[opening] in _WEAK_OPENERS and not (words[opening] == "where" and any(w in ("must", "should") for w in words)):
        return False
    if any(c.kind in ("praise", "promise") and piece.content <= c.first < piece.last for c in view.cues) and not any(
        c.kind == "necessity" and piece.first <= c.first < piece.last for c in view.cues
    ):
        return _modal(view, piece) and not any(c.kind == "promise" and piece.content <= c.first < piece.last for c in view.cues)
    if _modal(view, piece) or _nested(view, piece, known) or _forbids(words[opening:]):
        return True
    tokens = view.tokens[piece.content : piece.last]
    if spoken and asks_in_chinese("".join(t.text for t in tokens if "\u3400" <= t.text[0] <= "\u9fff")):
        return True
    colon = piece.first > 0 and view.tokens[piece.first - 1].text in ":：" and piece.opened == "stress"
    if colon and len(words) > 3:
        return True  # 'stressed: people first, ...'
    if spoken and _is_subjunctive(words, piece.opened or earlier):
        return True
    if opening < len(words) and (spoken or piece.quoted) and _is_imperative(view, piece.content + opening, piece.last, known):
        return True
    return bool(spoken and earlier and view.words[piece.first : piece.first + 2] == ("and", "that") and piece.opened in ("stress", "order"))


def _nested(view: View, piece: _Piece, known: Cues) -> bool:
    """Whether what is said tells of a demand: 'said all officers had been directed to report'."""
    inner = [c for c in view.cues if c.kind == "asked" and piece.content <= c.first < piece.last]
    return any(_holds(view, piece, c, (), known) for c in inner)


def _forbids(words: Sequence[str]) -> bool:
    """'no new office may be started', 'not a single acre can be occupied'."""
    start = 0 if words[:1] == ("no",) else 2 if words[:2] == ("not", "a") else None
    return start is not None and any(w in ("may", "will", "would", "shall", "can", "is", "until", "to") for w in words[1:14])


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
        if cue.word in ("need", "needs") and before[-1:] in (("no",), ("without",), ("the",)):
            continue
        if cue.word in ("don't", "do", "never", "can't", "cannot", "need", "can") and before[-1:] and before[-1] in ("i", "they", "you", "who"):
            continue
        if any(w in ("whether", "if", "how", "why") for w in before):
            continue
        if any(w in _RELATIVES for w in before) and not any(w in ("should", "must") for w in (cue.word,)):
            continue
        if "which" in before[-4:] or ("who" in before[-3:] and not any(w in ("those", "anyone", "everyone", "people") for w in before)):
            continue
        weak = cue.word in _WEAK_MODALS and not (cue.word in ("is", "are") and view.words[cue.last - 1 : cue.last + 1] == ("to", "be"))
        if weak and not (piece.opened or piece.quoted):
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
        if word == "be" and i > 1 and words[i - 1] == "to" and opened in ("stress", "order", "asked", "say") and not any(w in _FINITE for w in words[:i]):
            return words[i - 2] not in ("going", "not")
    return False


def _is_imperative(view: View, i: int, last: int, known: Cues) -> bool:
    words, tokens = view.words, view.tokens
    while i < last - 1 and (words[i] in known.adverbs or words[i] in _PLEASE or words[i].endswith("ly")):
        i += 1
    if i >= last or tokens[i].low not in known.imperatives or tokens[i].kind == "person":
        return False
    if tokens[i].kind in ("place", "organisation") and i + 1 < len(tokens) and tokens[i + 1].mention is tokens[i].mention:
        return False
    if words[i] in _PAST_ALIKE and tokens[i].text[0].islower() and view.words[max(0, i - 1)] not in ("and", "to", "please", "don't", "not"):
        return False
    return not any(w in _AUXILIARIES for w in words[i + 1 : i + 2]) and not any(w in ("was", "were", "is", "are", "has") for w in words[i + 1 : min(i + 4, last)])


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
        start = _order_start(view, piece) if piece.order else view.tokens[piece.content].start if piece.content < piece.last else piece.start
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
            lead = piece if _may_lead(view, piece) or (k + 1 < len(pieces) and _needs_subject(view, pieces, k)) else None
    return out


def _is_strong(view: View, piece: _Piece) -> bool:
    for cue in view.of("modal"):
        if piece.content <= cue.first < piece.last and cue.word in ("must", "should", "shall", "are", "is"):
            after = view.words[cue.last : cue.last + 2]
            return not (after and (after[0] in ("noted", "recalled", "said", "remembered") or after[-1] in ("noted", "recalled", "said", "pointed")))
    return False


def _opens_anew(view: View, piece: _Piece, text: str) -> bool:
    """Whether a comma-spliced piece starts with a capital and a lead-in: 'A be done,To development as the lead,Highlight B'."""
    first = view.tokens[piece.first]
    return first.is_capital and text[first.start - 1 : first.start] in (",", "，") and _may_lead(view, piece)


def _order_start(view: View, piece: _Piece) -> int:
    """Where the demand of an ordering verb begins: at the verb where it goes on with the subject of another act."""
    cue = next((c for c in view.cues if c.kind in ("order", "asked") and c.last == piece.content and c.first >= piece.first), None)
    if cue is not None and cue.first - piece.first > 3 and view.words[cue.first - 1] in ("and", "but", "then"):
        return view.tokens[cue.first].start
    return piece.start


def _begins(view: View, piece: _Piece, previous: _Piece, text: str, *, demand_start: int) -> bool:
    """Whether an asking piece starts a demand of its own rather than going on with the one before it."""
    words = view.words[piece.content : piece.last]
    if piece.order and piece.content > piece.first and view.words[piece.content - 1] != "let":
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
    spliced = mark in ",，" and text[first.start - 1 : first.start] in ",，"
    modal = next((c.first - piece.content for c in view.cues if c.kind in ("modal", "necessity") and piece.content <= c.first < piece.last), None)
    if modal is None:
        return "\u3400" <= first.text[0] <= "\u9fff" or (spliced and first.is_capital and first.low not in ("don't", "never", "not", "let"))
    if spliced and not first.is_capital and len(text[demand_start : piece.end].split()) < _LONGEST_SPLICE:
        return False
    return modal - opening >= 1 and words[opening] not in ("must", "should", "shall", "not") or words[opening : opening + 1] in (("we",), ("it",), ("no",))


def _goes_on(view: View, piece: _Piece, bases: frozenset[str]) -> bool:
    words = view.words[piece.first : piece.last]
    opening = _opening(words)
    if opening < len(words) and words[opening] in _WEAK_OPENERS:
        return words[opening] == "which" and any(w in ("must", "should", "shall") for w in words)
    for cue in view.cues:
        if piece.first <= cue.first < piece.last:
            if cue.kind in ("explanation", "praise", "promise"):
                return False
            if cue.kind in ("observe", "visit") and cue.word not in bases and not cue.word.endswith("ing") and cue.first - piece.first < 6:
                return False  # what the speaker did next
    return True


def _may_lead(view: View, piece: _Piece) -> bool:
    words = view.words[piece.content : piece.last]
    opening = _opening(words)
    acts = any(c.kind in ("observe", "visit", "motion") and piece.first <= c.first < piece.last for c in view.cues)
    said = any(w in ("he", "she") for w in words)
    return opening < len(words) and words[opening] in _LEAD_INS and len(words) < 26 and not (acts and said)


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
