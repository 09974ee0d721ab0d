"""The pieces of a sentence that are judged one by one: clauses, cut again at quotations and before a second 'that' or 'to'."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.records import Span
from briefing.segmenting.speakers import NOBODY, Who
from briefing.segmenting.views import View

_LINKS = frozenset("while and but or then also next so finally first firstly second secondly third thirdly fourth fifth besides moreover furthermore meanwhile instead".split())  # fmt: skip


_SEPARATED = re.compile(r"(?:[\s,，;；:：、.。]|(?:and|but)\s+)+")


@dataclass(slots=True)
class Piece:
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
    follows_cue: bool = False  # the piece before it opens the speech
    said: bool = False  # a verb of saying in this sentence governs it
    mute: bool = False  # words of somebody whose demands do not count


def cut_pieces(view: View, text: str) -> list[Piece]:
    """The clauses, cut once more after a closed quotation and before 'and that' and 'and to'."""
    cuts = {c.start for c in view.sentence.clauses if text[c.start - 1 : c.start] != "、"} | {
        view.span.start,
        view.span.end,
    }
    for speech in re.finditer(r"[“\"][^“”\"]{40,}[”\"]", view.span.text):
        for stop in re.finditer(r"[.!?]\s+(?=[A-Z])", speech.group()):
            cuts.add(view.span.start + speech.start() + stop.end())
    for match in re.finditer(
        r"[”\"](?=\s+[A-Za-z])|\b(?:and|but)\s+(?=(?:that|to not|not to|to)\s+[a-z])", view.span.text
    ):
        at = view.span.start + (match.end() if match.group()[0] in '”"' else match.start())
        if match.group()[0] in '”"' and not _closes_long(view.span.text, match.start()):
            continue
        cuts.add(at)
    bounds = sorted(cuts)
    out = []
    for start, end in pairwise(bounds):
        first = next((i for i, t in enumerate(view.tokens) if t.start >= start), len(view.tokens))
        last = next((i for i, t in enumerate(view.tokens) if t.start >= end), len(view.tokens))
        if first < last and any(t.is_word for t in view.tokens[first:last]):
            quoted = view.tokens[first].text in '“"‘' or _inside_quotation(view.span.text, start - view.span.start)
            out.append(Piece(first, last, start, end, NOBODY, content=first, quoted=quoted))
    return out


def _inside_quotation(sentence: str, at: int) -> bool:
    before = sentence[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _closes_long(sentence: str, at: int) -> bool:
    """Whether the quotation that ends at `at` holds a clause, not a term."""
    opener = max(sentence.rfind("“", 0, at), sentence.rfind('"', 0, at))
    return opener >= 0 and (len(sentence[opener:at].split()) > 3 or sentence[at - 1] in ",.!?，。！？")


def opening_word(words: Sequence[str]) -> int:
    """The index of the first word that is no link, mark, or ordinal."""
    i = 0
    while i < len(words) and (not words[i] or not words[i][0].isalnum() or words[i] in _LINKS or words[i] == "that"):
        if not words[i]:
            break
        i += 1
    return i


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks, link words and separating marks at its ends."""
    match = _SEPARATED.match(text, start, end)
    start = match.end() if match and match.end() < end else start
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in ",，;；:：、.。"):
        end -= 1
    return Span.of(text, start, end)
