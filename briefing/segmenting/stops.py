"""Stops: which places a sentence takes the reader to."""

import re
from dataclasses import dataclass

from briefing.records import Annotation, Mention, Sentence, Span
from briefing.segmenting.phrases import Cues

_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|this|that|another|one|some|two|three|several)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"\s*(?:[,，、;；]|\band\b|&|,\s*and\b|as well as|and then|then)\s*(?:the\s+|to\s+|at\s+|in\s+|then\s+|also\s+)*",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:visited|visits|visiting|visit|toured|touring|tours|inspected|inspects|inspecting|came(?: first)? to|come to|comes to|arrived (?:at|in)"
    r"|arriving (?:at|in)|went (?:to|into|deep into)|go(?:es)? (?:to|into|deep into)|walk(?:ed)? into|walked (?:through|over|around)|step(?:ped)? into|entered|enter"
    r"|rushed to|dropped in (?:on|at)|drops in on|called (?:on|at)|stopped (?:at|by)|looked (?:in on|around|round)|moved on to|went (?:round|around)"
    r"|surveyed|investigated|research(?:ed)?|checked|guidance (?:to|at)|guided|tour of|visit to|inspection of|deep into|reached|boarded|proceeded to|headed (?:to|for))"
    r"(?:\s+(?:the\s+)?(?:construction|progress|operation|production|work|site|sites|status|building)(?:\s+and\s+\w+)?\s+(?:of|at|in))?\s+(?:the\s+|a\s+|such places as\s+|places such as\s+|places including\s+)?",
    re.IGNORECASE,
)
_IS_STOP = re.compile(
    r"\b(?:came last|came first|came next|was (?:the|his|her|their) (?:first|next|last|second|third|final) (?:stop|leg)|is (?:the|his|her) (?:first|next|last) stop)\b",
    re.IGNORECASE,
)
_STOP_IS = re.compile(
    r"\b(?:stop|leg|destination)(?: of (?:his|her|their|the) \w+)? (?:was|is|were)\s+(?:at\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_MEETING_PLACE = re.compile(r"\b(?:meeting|symposium|conference|forum|briefing|session|discussion)\b", re.IGNORECASE)
_NOUN_PHRASE = re.compile(
    r"(?:(?:the|a|an|his|her|their|one|two|three|four|five|several|another|some)\s+)?(?:[\w’'\-]+\s+){0,8}?[\w’'\-]+",
    re.IGNORECASE,
)
_MAX_GENERIC = 9  # words


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a sentence comes to a new stop, and the places that it names there, as printed."""

    position: int
    names: tuple[Span, ...]


def arrivals(annotation: Annotation, sentence: Sentence, cues: Cues) -> list[Arrival]:
    """The stops that a sentence comes to, in order: after 'At', 'In', 'came to', 'visited' and the like."""
    text = annotation.text
    start, end = sentence.span.start, sentence.span.end
    out: list[Arrival] = []
    adverb = cues.stop_adverb.match(text, start, end)
    if adverb:
        after = re.compile(r"\s*[,，]?\s*").match(text, adverb.end(), end)
        start = after.end() if after else adverb.end()
    opener = cues.stop_opener.match(text, start, end)
    if opener and (names := _list_at(annotation, opener.end(), end, cues)):
        out.append(Arrival(sentence.span.start, names))
    elif names := _subject(annotation, sentence, start, cues):
        out.append(Arrival(sentence.span.start, names))
    for pattern in (_STOP_IS, _GOES):
        for match in pattern.finditer(text, sentence.span.start, end):
            names = tuple(n for n in _list_at(annotation, match.end(), end, cues) if not _known(n, out))
            if names:
                out.append(Arrival(match.start() if out else sentence.span.start, names))
    if not out and _IS_STOP.search(sentence.span.text):
        named = [m.span for m in annotation.within(sentence.span) if m.kind in ("place", "organisation")]
        out += [Arrival(sentence.span.start, (named[0],))] if named else []
    return sorted(out, key=lambda arrival: arrival.position)


def _known(name: Span, found: list[Arrival]) -> bool:
    return any(name.overlaps(other) for arrival in found for other in arrival.names)


def _subject(annotation: Annotation, sentence: Sentence, start: int, cues: Cues) -> tuple[Span, ...]:
    """A firm or project that opens a sentence in which something is seen or asked: 'Mingtai Foil has 6 lines. He ...'."""
    text = annotation.text
    article = _ARTICLE.match(text, start, sentence.span.end)
    begin = article.end() if article else start
    first = next((m for m in annotation.mentions if m.span.start == begin and m.kind == "organisation"), None)
    if first is None or cues.authority.search(first.span.text):
        return ()
    if not (cues.observe.search(sentence.span.text) or cues.hard_speech.search(sentence.span.text)):
        return ()
    if cues.speech.match(text[first.span.end :].lstrip()):
        return ()
    return (Span.of(text, first.span.start, _tail(text, first, sentence.span.end)),)


def _list_at(annotation: Annotation, position: int, end: int, cues: Cues) -> tuple[Span, ...]:
    """The places named one after another from `position` on."""
    text = annotation.text
    out: list[Span] = []
    while position < end:
        while position < end and text[position].isspace():
            position += 1
        article = _ARTICLE.match(text, position, end)
        begin = article.end() if article else position
        found = _named(annotation, begin, end) or _generic(text, begin, end, cues)
        if found is None:
            break
        out.append(found)
        separator = _SEPARATOR.match(text, found.end, end)
        if not separator:
            break
        position = separator.end()
    return tuple(out)


def _named(annotation: Annotation, position: int, end: int) -> Span | None:
    """A place or body that starts at `position` or after a few words of its own ('the workshop of X', 'the X project')."""
    text = annotation.text
    for mention in annotation.mentions:
        if mention.span.start < position or mention.span.start > position + 70 or mention.span.end > end:
            continue
        between = text[position : mention.span.start]
        if re.search(r"[,，.;；。:]|\b(?:and|to|where|which|who|he|she|they)\b", between):
            return None
        if mention.kind in ("place", "organisation", "quotation", "number") and len(between.split()) <= 8:
            if mention.kind in ("quotation", "number"):
                continue
            tail = _tail(text, mention, end)
            # 'the workshop of X' is X; 'the exhibition hall in X' and 'the second phase X' keep their own words
            own = bool(between.strip()) and not re.search(
                r"\bof\s*$|\b(?:construction|progress|production|work)\b", between
            )
            return Span.of(text, position if own else mention.span.start, tail)
        if mention.kind == "person":
            return None
    return None


_TAIL = re.compile(
    r"(?:\s+(?:project|construction|building|phase|site|base|park|plant|factory|workshop|line|headquarters|village|community|station|store|branch|area|zone|center|centre|company|shop|warehouse|market|school|hospital|bridge|tunnel|section)\b){1,3}(?:\s+site)?",
    re.IGNORECASE,
)


def _tail(text: str, mention: Mention, end: int) -> int:
    match = _TAIL.match(text, mention.span.end, end)
    return match.end() if match else mention.span.end


_PHRASE = re.compile(r"(?:(?:No\.\s?)?[^\W_](?:[\w’'\-]|\.(?=\d))*[ \xa0]*){1,16}")
_VERB_FORM = re.compile(r"(?:ed|ing)$")


def _generic(text: str, position: int, end: int, cues: Cues) -> Span | None:
    """A stop without a name of its own: 'a sewage treatment plant', 'the home of a villager', 'the tyre project site'."""
    match = _PHRASE.match(text, position, end)
    if not match:
        return None
    stop = position
    for word in re.finditer(r"\S+", match.group()):
        low = word.group().lower()
        if low in _ENDS or (word.start() and _VERB_FORM.search(low) and low not in cues.nouns):
            break
        stop = position + word.end()
    kept = text[position:stop]
    heads = list(cues.generic_site.finditer(kept))
    if not heads or len(kept.split()) > _MAX_GENERIC + 5:
        return None
    last = heads[-1]
    # 'the home of villager X' keeps what follows 'of'; 'the workshop he' ends with its head
    rest = re.match(
        r"(?:\s+(?:of|in|at)\s+(?:the\s+|a\s+|an\s+)?[^\s]+(?:\s+[^\s]+){0,5}|\s+(?:No\.?\s?)?\d+|\s+\w+)?$",
        kept[last.end() :],
    )
    size = len(kept) if rest else last.end()
    span = Span.of(text, position, position + size)
    if _MEETING_PLACE.search(span.text) or not re.search(r"[A-Za-z]{3}", span.text):
        return None
    return span


_ENDS = frozenset(
    [
        "he",
        "she",
        "they",
        "we",
        "it",
        "is",
        "was",
        "were",
        "are",
        "has",
        "had",
        "have",
        "to",
        "where",
        "which",
        "who",
        "that",
        "with",
        "for",
        "by",
        "on",
        "from",
        "at",
        "during",
        "under",
        "about",
        "and",
        "saw",
        "heard",
        "learned",
        "asked",
        "said",
        "told",
        "after",
        "before",
        "will",
        "would",
        "can",
        "could",
        "still",
        "just",
        "now",
        "as",
    ]
)
