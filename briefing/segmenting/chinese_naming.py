"""Which stops a Chinese sentence opens: the names in its phrases, weighed by who acts in it and where it stands."""

import re
from dataclasses import dataclass
from typing import Literal

from briefing.records import Mention, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_phrases import LIES_IN, ROOM, How, is_town, names_of
from briefing.segmenting.chinese_stops import Phrase, Setting, phrases, topic

# going into a part of what one has come to
_WITHIN = re.compile(
    r"(?<!先后)(?<!随后)(?<!又)(?<!还)(?:走进|登上|走上|步入|走到|走入|踏进|踏上|钻进|下到|下井到|爬上|攀上|进到|迈进|跨进)了?$"
)
_INNER = re.compile(
    r"(?:的[^，。]{1,8})?(?:[里内外上旁]|门[口前外])?[，,][^，。]{0,10}(?:[他她]|一行)|(?:的[^，。]{1,8})?(?:[里内外上旁]|门[口前外])[，,]"
)
_SHORT_ROOM = 4  # code points of a part of a site that has no name of its own: '生产车间'
Topics = Literal["none", "inner", "told", "any"]

_GOAL = re.compile(r"等地|沿线|一线|[，,]?(?:就|开展|进行|专题|调研|督导|检查|实地(?:调研|督导|检查))")
_AGAIN = re.compile(
    r"(?:还|又|并|再|也|同时|顺道|顺路|顺便|途中|专程|特意|专门|期间|其间|当天|接下来|随后|先后|接着|之后|其后|另外|分别|实地|一行)[^，。]{0,4}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name of a stop in a sentence, and how it stands there.

    `area` where it only names a town or a county; `goal` where the words after it say that the whole visit was there:
    '到…调研'; `looked` where they say what was seen or heard there.
    """

    span: Span
    how: How
    area: bool
    goal: bool = False
    looked: bool = False


def names_in(
    text: str,
    plain: str,
    bounds: tuple[int, int],
    cues: ChineseCues,
    setting: Setting,
    *,
    titled: tuple[Mention, ...] = (),
    open_stop: bool = False,
    topics: Topics = "none",
) -> list[Found]:
    """The names that a sentence between `bounds` opens; towns only where nothing inside them is named.

    `titled` are the mentions of people whose titles a name must not swallow; `open_stop` where a stop is being told of, so
    that what is looked at is part of it; `topics` whether a place may stand as the subject of its sentence: any, one that is
    no more than told of ('…药店的…'), or only one inside which something is ('…基地里，').
    """
    start, end = bounds
    found: list[Found] = []
    for phrase in phrases(plain, start, end, cues, setting):
        last = max((f.span.end for f in found if not f.area), default=None)
        held = open_stop if last is None else "；" not in plain[last : phrase.start]
        if phrase.how in ("looks", "met") and held and not _AGAIN.search(plain, start, phrase.start - 2):
            continue
        if phrase.how == "goes" and held and _WITHIN.search(plain, start, phrase.start):
            parts = _of(text, plain, phrase, cues, titled)
            alone = [f for f in parts if _stands_alone(f.span.text, cues)]
            found += [f for f in parts if f in alone or len(f.span.text) > _SHORT_ROOM] if alone else []
            continue
        found += _of(text, plain, phrase, cues, titled)
    if not found and topics != "none":
        for piece in re.finditer("[^；;]+", plain[start:end]):
            opening = topic(plain, start + piece.start(), start + piece.end(), cues)
            if opening and _fits(plain, opening.end, end, topics):
                found += [f for f in _of(text, plain, opening, cues, titled) if not f.area]
    inner = [f for f in found if not f.area]
    return inner or found


def _of(text: str, plain: str, phrase: Phrase, cues: ChineseCues, titled: tuple[Mention, ...]) -> list[Found]:
    """The names of one phrase, which ends before the title of a person."""
    end = phrase.end
    for mention in titled:
        at = mention.title.start if mention.title else mention.span.start
        rest = plain[mention.span.end : end]
        home = bool(cues.person_end.search(rest)) or rest.startswith(("家", "的")) or mention.span.text.endswith("家")
        if phrase.start < at < end and not (home and phrase.how != "looks"):
            end = at
        elif at <= phrase.start < mention.span.end and not home:
            return []
    spans = names_of(text, plain, phrase.start, end, cues, how=phrase.how) if end - phrase.start > 1 else []
    goal = bool(_GOAL.match(plain, phrase.end) or cues.visit.match(plain, phrase.end))
    look = cues.look.match(plain, phrase.end + 1) if plain[phrase.end : phrase.end + 1] == "，" else None
    looked = look is not None and len(look.group()) > 1
    return [
        Found(span=s, how=phrase.how, area=is_town(plain[s.start : s.end]), goal=goal, looked=looked) for s in spans
    ]


def _fits(plain: str, at: int, end: int, topics: Topics) -> bool:
    """Whether what follows a place that opens a sentence is what `topics` lets be told of it."""
    if topics == "inner":
        return bool(_INNER.match(plain, at, end))
    return topics == "any" or plain[at : at + 1] in tuple("。，的里内外上门")


def _stands_alone(name: str, cues: ChineseCues) -> bool:
    """Whether a place that is gone into is no part of another: '…家', '…公司', no '车间'."""
    named = bool(cues.site_end.search(name)) or "“" in name or bool(LIES_IN.match(name))
    return len(name) > _SHORT_ROOM and "的" not in name and named and not ROOM.search(name)
