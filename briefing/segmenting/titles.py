"""Titles: the office printed beside a name, and the words that mean its holder later on."""

import re
from collections.abc import Mapping

from briefing.records import Annotation, Person
from briefing.segmenting.cues import Cues

_SYNONYMS: Mapping[str, frozenset[str]] = {
    "premier": frozenset(("minister", "premier", "pm")),
    "minister": frozenset(("premier", "pm", "minister", "cm")),
    "magistrate": frozenset(("head", "magistrate")),
    "head": frozenset(("magistrate", "head", "chief")),
    "secretary": frozenset(("chief", "secretary", "boss")),
    "chief": frozenset(("secretary", "chief")),
    "chairman": frozenset(("chairman", "chair", "marshal", "leader", "commander", "secretary")),
    "chairwoman": frozenset(("chairwoman", "chair")),
    "marshal": frozenset(("marshal", "leader", "commander", "comrade", "general")),
    "governor": frozenset(("governor", "boss", "chief")),
    "commissioner": frozenset(("commissioner", "dc")),
    "president": frozenset(("president", "leader")),
}
_HONORIFIC = re.compile(
    r"(?:(?:respected|dear|great|comrade|his|her|highness|sheikh|excellency|cllr|senator|hon|mr|ms|mrs|dr|shri|smt|datuk|seri|tan|sri"
    r"|advocate|lieutenant|major|general|gen|brigadier|colonel|col|captain|capt|admiral|marshal|engineer|engr|eng|prof|professor)\.?\s*)*",
    re.IGNORECASE,
)
_LONGEST_TITLE = 14  # words
_INNER = frozenset("of the for and in at &".split())
_LINKS = _INNER | frozenset("deputy vice executive standing acting first city".split())
# what may stand between office and name: 'Deputy Commissioner (DC) A', 'the mayor of the city, comrade B'
_BETWEEN = re.compile(r"\s*(?:\([A-Z]{2,6}\)|[,，]?\s*[Cc]omrade)?\s*$")
_TITLE_AFTER = re.compile(
    r"\s*,\s*(?:the\s+|an?\s+)?(?P<title>[^,.;，。；()]{3,110}?)\s*(?=[,;，；.。]|\s(?:who|which|said|has|was|and)\b|$)"
)


def office_words(title: str | None, known: Cues) -> frozenset[str]:
    """The words that mean the holder's office: heads of the title, their synonyms, the title's acronyms."""
    words = re.findall(r"[\w’'-]+", title or "")
    heads = {w.lower() for w in words if w.lower() in known.title_heads}
    for head in tuple(heads):
        for part in (head, head.split("-")[-1]):
            heads |= _SYNONYMS.get(part, frozenset()) | {part}
    letters = [w[0].upper() for w in words if w[0].isalpha() and w.lower() not in ("of", "the", "and", "for")]
    for i in range(len(letters)):
        for k in range(i + 2, min(len(letters), i + 4) + 1):
            heads.add("".join(letters[i:k]).lower())
    return frozenset(heads - {"vice", "deputy"})


def printed_title(person: Person, annotation: Annotation, known: Cues) -> str | None:
    """The person's title as recognised, or where that is none or an honorific, the office printed beside the first mention."""
    if person.title and not _HONORIFIC.fullmatch(person.title.strip().split("'s ")[-1]):
        return person.title
    text = annotation.text
    for mention in person.mentions[:2]:
        after = _TITLE_AFTER.match(text, mention.end, mention.end + 130)
        if after and _names_office(after["title"], known, start=True):
            return after["title"]
        before = _before(text[max(0, mention.start - 130) : mention.start].rsplit("\n", 1)[-1], known)
        if before and not person.title and _names_office(before, known, start=False):
            return before
    return person.title


def stacked_title(person: Person, title: str | None, text: str, known: Cues) -> str | None:
    """The title with the offices that '、' joins to it: 'member of the Standing Committee、deputy mayor A'."""
    if title is None:
        return None
    for mention in person.mentions[:2]:
        at = text.rfind(title, max(0, mention.start - len(title) - 4), mention.start)
        start = at
        while start > 0 and text[start - 1] == "、":
            piece = re.search(r"[^\s,，.。;；:：、][^,，.。;；:：、\n]{2,90}$", text[: start - 1])
            if piece is None or not (
                piece.group().startswith(("member", "Member")) or _names_office(piece.group(), known, start=True)
            ):
                break
            start = piece.start()
        if 0 <= start < at:
            return re.sub(r"^(?:the|an?)\s+", "", text[start : at + len(title)])
    return title


def _before(text: str, known: Cues) -> str:
    """The words of an office at the end of `text`: capitals, words of titles, and what links them."""
    text = _BETWEEN.sub("", text)
    words = list(re.finditer(r"[\w’'&-]+", text))
    first = len(words)
    while (
        first
        and len(words) - first < _LONGEST_TITLE
        and (words[first - 1].group()[0].isupper() or words[first - 1].group().lower() in known.title_words | _LINKS)
        and re.fullmatch(r"\s*", text[words[first - 1].end() : words[first].start() if first < len(words) else None])
    ):
        first -= 1
    while first < len(words) and words[first].group().lower() in _INNER:
        first += 1
    return text[words[first].start() : words[-1].end()] if first < len(words) else ""


def _names_office(words: str, known: Cues, *, start: bool) -> bool:
    found = re.findall(r"[\w’'-]+", words.lower())
    near = found[:5] if start else found
    if start and len(found) > 1 and found[0] not in known.title_words and not words[0].isupper():
        return False
    return any(w in known.strong_heads or w in ("head", "chief", "leader") for w in near) and len(found) <= 18
