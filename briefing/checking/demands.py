"""Demands of a text: who is to do what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.renderings import renderings
from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, forms, same_root, tokens

_TABLE = "checking_actors"
_MODAL = r"(?:must|should|shall|needs?\s+to|ha(?:s|ve)\s+to|ought\s+to|(?:is|are)\s+to)"
ASKED = (
    r"(?:asked|told|urged|ordered|instructed|required|directed|requested|encouraged|demanded|called\s+on|called\s+upon|advised|reminded"
    r"|warned|appealed\s+to|pressed|assigned|tasked|obliged|commanded|ask|tell|urge|order|instruct|require|direct|request|encourage|let)"
)
_OF_ASK = re.compile(
    rf"\b{ASKED}\s+(?:that\s+)?(?P<who>[^,.;:!?。；\"]{{2,90}}?)\s+(?:not\s+)?(?:to|{_MODAL})\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_OF_MODAL = re.compile(
    rf"(?:^|[,.;:!?。；\"\n]|\bthat\b)\s*(?P<who>[^,.;:!?。；\"\n]{{2,80}}?)\s+{_MODAL}\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"(?:not\s+|never\s+|all\s+|also\s+|\w+ly\s+)*be\b", re.IGNORECASE)
_OF_PASSIVE = re.compile(
    rf"(?:^|[,.;:!?。；\"\n]|\bthat\b|\band\b)\s*(?P<who>[^,.;:!?。；\"\n]{{2,80}}?)\s+(?:was|were|be|been|is|are)\s+{ASKED}"
    r"(?:\s+by\s[^,.;:]{2,50}?)?\s+(?:not\s+)?to\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_OF_AND = re.compile(  # 'asked the firm to speed up and the bureau to help'
    rf"\b{ASKED}\b[^.;!?。；\"]*?\bto\b[^.;!?。；\"]*?(?:,|\band|,\s+and)\s+(?P<who>(?:the\s+|all\s+|each\s+)?[^,.;:\s]+(?:\s+[^,.;:\s]+){{0,4}}?)"
    r"\s+(?:not\s+)?to\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:about|after|for|how|whether|why|what|when|where|if|which|who|there|it|they|those|that|this)\b|.*\bbe\b",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(
    r"^.*\b(?:that|asked|said|stressed|because|so|and|when|if|heard|learned|noted|told)\s+(?=\S)", re.IGNORECASE
)
_FIRST_WORDS = 6  # of what is to be done


@dataclass(frozen=True, slots=True)
class Demand:
    """Who is to do what: the words of both; `suffers` where it is to be done to it."""

    who: str
    whose: tuple[Token, ...]
    what: frozenset[str]
    modal: bool
    suffers: bool


@lru_cache(maxsize=512)  # every hypothesis of a passage asks for those of its evidence
def demands(text: str, lexicon: Lexicon) -> tuple[Demand, ...]:
    """The demands of a folded text that name who is to act."""
    return tuple(_demands(text, lexicon))


def _demands(text: str, lexicon: Lexicon) -> Iterator[Demand]:
    for pattern in (_OF_ASK, _OF_PASSIVE, _OF_AND, _OF_MODAL):
        for match in pattern.finditer(text):
            who = _LEADING_WORDS.sub("", match["who"].strip())
            if not who or _NOBODY.match(who) or (pattern is _OF_AND and not _noun_phrase(who, lexicon)):
                continue
            what = [t.stem for t in tokens(match["what"], lexicon) if _counts(t, lexicon)][:_FIRST_WORDS]
            suffers = pattern is _OF_MODAL and bool(_TO_BE.match(match["what"]))
            modal = pattern is _OF_MODAL
            yield Demand(who=who, whose=tokens(who, lexicon), what=frozenset(what), modal=modal, suffers=suffers)


def _counts(token: Token, lexicon: Lexicon) -> bool:
    return len(token.low) > 2 and token.low not in renderings(lexicon).function


def _noun_phrase(who: str, lexicon: Lexicon) -> bool:
    """Whether the words between 'and' and 'to' name somebody: no verb opens them."""
    first = tokens(who, lexicon)[:1]
    if not first or forms(lexicon).is_past(first[0].low):
        return False
    return first[0].low not in lexicon.terms("checking_modality", "imperatives") or who.lower().startswith(
        ("the ", "all ", "each ")
    )


def same_actor(one: Demand, other: Demand, lexicon: Lexicon) -> bool:
    """Whether two demands are on the same one, by root or rendering."""
    table = renderings(lexicon)
    return any(
        a.stem == b.stem or same_root(a.low, b.low, lexicon) or b.stem in table.of.get(a.stem, ())
        for a in one.whose
        for b in other.whose
        if tells(a, lexicon)
    )


def tells(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says who exactly: not 'all', 'departments', 'the'."""
    general = _general(lexicon)
    return len(token.low) > 2 and token.low not in general and token.low not in renderings(lexicon).function


@lru_cache(maxsize=8)
def _general(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.terms(_TABLE, "general"))
