"""Stops: which places a sentence takes the reader to."""

import re

from briefing.records import Annotation, Mention, Sentence, Span
from briefing.segmenting.cues import Cues

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


def names_in(annotation: Annotation, sentence: Sentence, cues: Cues) -> tuple[Span, ...]:
    """The places that a sentence goes to, as printed: after 'At', 'In', 'came to', 'visited' and the like."""
    text = annotation.text
    start = sentence.span.start
    adverb = re.match(r"(?:%s)" % cues.stop_adverb.pattern, sentence.span.text, re.IGNORECASE)
    if adverb:
        after = re.match(r"\s*[,，]?\s*", sentence.span.text[adverb.end() :])
        start += adverb.end() + (after.end() if after else 0)
    opener = cues.stop_opener.match(text, start, sentence.span.end)
    if opener:
        found = _list_at(annotation, opener.end(), sentence.span.end, cues)
        if found:
            return found
    stop_is = _STOP_IS.search(sentence.span.text)
    if stop_is:
        found = _list_at(annotation, sentence.span.start + stop_is.end(), sentence.span.end, cues)
        if found:
            return found
    if _IS_STOP.search(sentence.span.text):
        named = [m.span for m in annotation.within(sentence.span) if m.kind in ("place", "organisation")]
        if named:
            return (named[0],)
    out: list[Span] = []
    for match in _GOES.finditer(text, sentence.span.start, sentence.span.end):
        out += [
            s for s in _list_at(annotation, match.end(), sentence.span.end, cues) if not any(s.overlaps(o) for o in out)
        ]
    return tuple(out)


def _list_at(annotation: Annotation, position: int, end: int, cues: Cues) -> tuple[Span, ...]:
    """The places named one after another from `position` on."""
    text = annotation.text
    out: list[Span] = []
    while position < end:
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


def _generic(text: str, position: int, end: int, cues: Cues) -> Span | None:
    """A stop without a name: 'a sewage treatment plant', 'the home of a villager'."""
    match = re.compile(r"(?:[^\W_][\w’'\-]*\s*){1,9}").match(text, position, end)
    if not match:
        return None
    phrase = match.group()
    words = phrase.split()
    stop = next(
        (
            i
            for i, w in enumerate(words)
            if w.lower() in _ENDS
            or (
                re.search(r"(?:ed|ing)$", w.lower())
                and i > 0
                and w.lower()
                not in (
                    "building",
                    "evacuation",
                    "processing",
                    "housing",
                    "manufacturing",
                    "pumping",
                    "training",
                    "shopping",
                    "parking",
                    "fishing",
                    "mining",
                    "breeding",
                    "planting",
                    "dining",
                    "nursing",
                    "printing",
                    "spinning",
                    "dyeing",
                )
            )
        ),
        len(words),
    )
    kept = " ".join(words[:stop])
    found = list(cues.generic_site.finditer(kept))
    if not found or stop == 0 or len(kept.split()) > _MAX_GENERIC:
        return None
    length = 0
    for i, word in enumerate(words[:stop]):
        at = text.index(word, position + length)
        length = at + len(word) - position
    last = found[-1].end()
    head = kept[:last]
    if re.search(r"\b(?:of|and)\b", kept[last:]) is None and len(kept) - last > 14:
        return None
    size = length if len(kept) - last > 0 and re.match(r"\s+(?:of|in)\b", kept[last:]) else len(head)
    span = Span.of(text, position, position + min(size, length))
    return span if re.search(r"[A-Za-z]{3}", span.text) and not _MEETING_PLACE.search(span.text) else None


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
