"""Turns a demand into the report of it that a stop's line has: 'Speed up work.' into 'Asked the firm to speed it up.'.

A model is handed what was asked at a stop as a demand, because it writes demands best, and because a line that begins
with 'Asked' cannot turn what was asked into what was done. The addressee comes from the source.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.records import Passage

_TABLE = "compression"
_MOST_ADDRESSEE_WORDS = 8
_MODAL = r"(?:must|should|shall|needs?\s+to|ha(?:s|ve)\s+to|ought\s+to)"
_ACTOR = re.compile(
    rf"(?P<who>[^,.;:]{{2,80}}?)\s+{_MODAL}\s+(?P<no>not\s+|never\s+)?(?P<be>be\s+)?(?=\w)", re.IGNORECASE
)
_LATER = re.compile(
    rf"(?P<lead>[,;]\s+(?:and\s+)?)(?P<who>[^,.;:]{{2,60}}?)\s+{_MODAL}\s+(?P<no>not\s+|never\s+)?", re.IGNORECASE
)
_PROHIBITION = re.compile(r"(?:(?P<never>never)|do\s+not|don['’]t|not)\s+(?:to\s+)?(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Cues:
    """The compiled lists of one lexicon."""

    addressee: re.Pattern[str]
    asking: re.Pattern[str]
    general: frozenset[str]
    never_first: frozenset[str]
    past: dict[str, str]


def as_asked(line: str, passage: Passage, *, lexicon: Lexicon) -> str | None:
    """The demand `line` as a report that it was made, None where it has not the shape of a demand.

    A line that reports an asking already loses its subject only.
    """
    cues = _cues(lexicon)
    text = line.strip().rstrip(".。")
    reported = cues.asking.match(text)
    if reported:
        verb = reported.group("verb")
        return _capital(cues.past.get(verb.lower(), verb) + text[reported.end("verb") :]) + "."
    actor = _ACTOR.match(text)
    if actor:
        return _of_actor(text, actor, passage) + "."
    first = _WORD.match(text)
    if not first or first.group().lower() in cues.never_first or _is_name(first.group(), passage):
        return None
    who = addressee(passage, lexicon=lexicon)
    who = f"{who} " if who and who.split()[-1].lower() not in text.lower().split() else ""
    prohibition = _PROHIBITION.match(text)
    if prohibition:
        no = "never" if prohibition.group("never") else "not"
        return f"Asked {who}{no} to {_rest(text[prohibition.end() :])}."
    return f"Asked {who}to {_rest(text[:1].lower() + text[1:])}."


def addressee(passage: Passage, *, lexicon: Lexicon) -> str | None:
    """Whom the first clause of `passage` that asks addresses, as printed; None where it is no one in particular."""
    cues = _cues(lexicon)
    match = cues.addressee.search(passage.text)
    if not match:
        return None
    who = " ".join(match.group("who").split())
    if who.lower() in cues.general or len(who.split()) > _MOST_ADDRESSEE_WORDS:
        return None
    return who


def _of_actor(text: str, actor: re.Match[str], passage: Passage) -> str:
    """'The firm must speed up work' as 'Asked the firm to speed up work'."""
    who = actor.group("who")
    if not _is_name(who, passage):
        who = who[:1].lower() + who[1:]
    no, rest = (actor.group("no") or "").lower(), _rest(text[actor.end() :])
    return f"Asked that {who} {no}be {rest}" if actor.group("be") else f"Asked {who} {no}to {rest}"


def _rest(text: str) -> str:
    """The later clauses of a demand, whose actors are asked too."""
    return _LATER.sub(lambda m: f"{m['lead']}{m['who']} {(m['no'] or '').lower()}to ", text)


def _is_name(text: str, passage: Passage) -> bool:
    """Whether `text` opens with a mention or an acronym, whose capital stays."""
    word = text.partition(" ")[0]
    if sum(c.isupper() for c in word) > 1:
        return True
    return any(text.startswith(m.span.text) or m.span.text.split()[0] == word for m in passage.mentions)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=8)
def _cues(lexicon: Lexicon) -> _Cues:
    def either(terms: Iterable[str]) -> str:
        words = sorted(terms, key=len, reverse=True)
        return "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in words) or "(?!)"

    request = either(lexicon.terms(_TABLE, "request"))
    general = lexicon.terms(_TABLE, "general addressees")
    return _Cues(
        addressee=re.compile(
            rf"(?<!\w)(?:{request})\s+(?:that\s+)?(?P<who>[^,.;:，。；：]{{2,80}}?)\s+(?:not\s+)?(?:to|{_MODAL})\s+(?=\w)",
            re.IGNORECASE,
        ),
        asking=re.compile(
            rf"(?:[^,.;:]{{0,60}}?(?<!\w))?(?P<verb>{request})\s+(?=that\b|for\b|to\b|[^,.;:]{{2,80}}?\bto\b)",
            re.IGNORECASE,
        ),
        general=frozenset(t.lower() for t in general),
        never_first=frozenset(t.lower() for t in lexicon.terms(_TABLE, "never a verb")),
        past={row[0]: row[1] for row in lexicon.table(_TABLE, "past") if len(row) > 1},
    )
