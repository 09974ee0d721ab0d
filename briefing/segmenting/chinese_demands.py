"""Demands in Chinese speech: who speaks, where what is said begins, and which clauses ask for one thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.records import Annotation, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_units import Unit, clauses_of

_NOT_SPOKEN = re.compile(
    r"(?:[的作新高各任点些有无满没务格项]|按照|根据|围绕|对照|符合|达到|贯彻|落实|部署|殷切|普遍|迫切|共同)$"
)
_ADVERBS = re.compile(
    r"(?:并|还|又|也|则|再次|特别|同时|当即|当场|随后|最后|反复|一再|进一步|对此|多次|着重|郑重|动情地|深情地|最后他|一边|欣慰地|高兴地|语重心长地|关切地|严肃地|明确|就此|先后|始终|现场|专门|不断|热情|亲切|殷切|由衷|衷心|[\u3400-\u9fff]{2}地)*"
)
_PRONOUN = re.compile(r"[他她]|一行")
_THEN = re.compile(r"(?:时|后|中|上|下|并|间|说|道|里|际|场|话)$")
_OWN_DEMAND = re.compile(
    r"(?:同时|并且|还|也|另外)?(?:要(?!求)|必须|务必|坚决|应当|应该)|[^，的]{2,14}(?<![重主需只首必紧次])(?:要(?!求|素|点|害|道|闻|件)|必须|不能|不得|应当|应该)|(?:一|二|三|四|五|六)(?:是|要)"
)
_SHORTEST = 9  # code points of a demand that stands alone
_MOVES_ON = '，,：:“”"「」 \u3000'


@dataclass(frozen=True, slots=True)
class Opening:
    """Where speech begins in a clause: `start` is the first code point of what is said."""

    ask: bool
    hard: bool
    verb: str
    speaker: str | None
    host: bool
    start: int
    at: int


def opening(
    annotation: Annotation, plain: str, clause: Span, cues: ChineseCues, *, cast: frozenset[str], carried: str | None
) -> Opening | None:
    """The first opening of speech in a clause; `cast` are the officials, `carried` the one who acted last."""
    for match in cues.speech.finditer(plain, clause.start, clause.end):
        before = plain[clause.start : match.start()]
        if (
            _NOT_SPOKEN.search(before)
            or plain[match.end() : match.end() + 1] in ("的", "很", "高")
            or plain[match.end() : match.end() + 1] == ""
        ):
            continue
        speaker, host, known = _speaker(annotation, plain, clause, match.start(), cues, cast=cast, carried=carried)
        if not known:
            continue
        start = match.end()
        while start < len(plain) and plain[start] in _MOVES_ON:
            start += 1
        ask = match["ask"] is not None
        return Opening(ask, bool(cues.hard.match(match.group())), match.group(), speaker, host, start, match.start())
    return _plea(annotation, plain, clause, cast=cast, carried=carried)


def _speaker(
    annotation: Annotation,
    plain: str,
    clause: Span,
    at: int,
    cues: ChineseCues,
    *,
    cast: frozenset[str],
    carried: str | None,
) -> tuple[str | None, bool, bool]:
    """Who speaks before `at`, whether that is a host, and whether anyone can be told to speak at all."""
    before = plain[clause.start : at]
    people = [
        m for m in annotation.mentions if m.kind == "person" and clause.start <= m.span.start and m.span.end <= at
    ]
    ours = [m for m in people if m.canonical in cast]
    if ours:
        return ours[0].canonical, False, True
    if people:
        return None, True, True
    if cues.group_speaker.search(_ADVERBS.sub("", before)) or cues.group_speaker.search(before):
        return None, False, True
    if _PRONOUN.search(before):
        return carried, False, True
    if cues.host.search(before) and not _THEN.search(before):
        return None, True, True
    rest = _ADVERBS.sub("", before)
    if not rest or _THEN.search(rest) or cues.visit.search(rest) or cues.observe.search(rest):
        return carried, False, True
    return None, False, False


def _plea(
    annotation: Annotation, plain: str, clause: Span, *, cast: frozenset[str], carried: str | None
) -> Opening | None:
    """'请…' and '让…' ask something where an official stands right before them; '请' also at the start of a clause."""
    match = re.compile(r"(?P<who>[他她])?(?:还|又|当即|当场)?(?P<verb>请(?![求示战愿假教柬])|让)").match(
        plain, clause.start, clause.end
    )
    if match and (match["who"] or match["verb"] == "请"):
        return Opening(True, False, match["verb"], carried, False, match.start("verb"), match.start("verb"))
    for mention in annotation.mentions:
        if mention.kind == "person" and clause.contains(mention.span) and mention.canonical in cast:
            after = re.compile(r"(?:还|又|当即|当场)?(?P<verb>请(?![求示战愿假教柬])|让)").match(
                plain, mention.span.end, clause.end
            )
            if after:
                return Opening(
                    True, False, after["verb"], mention.canonical, False, after.start("verb"), after.start("verb")
                )
    return None


def demands_in(text: str, plain: str, unit: Unit, start: int, cues: ChineseCues, *, forced: bool = False) -> list[Span]:
    """The distinct demands of `unit` from `start` on; `forced` where a verb of asking has just opened them."""
    if start >= unit.span.end:
        return []
    pieces = list(clauses_of(text, Span.of(text, start, unit.span.end)))
    strong = [is_wanted(plain, p, cues) for p in pieces]
    firm = [bool(cues.imperative.match(plain, p.start, p.end)) for p in pieces]
    weak = [bool(cues.weak.match(plain, p.start)) for p in pieces]
    empty = [is_slogan(plain, p, cues) for p in pieces]
    begins = [
        not hollow and (s or f or (w and (any(strong[i:]) or any(firm[i + 1 :]))))
        for i, (s, f, w, hollow) in enumerate(zip(strong, firm, weak, empty, strict=True))
    ]
    if forced and pieces and not empty[0]:
        begins[0] = True
    if not any(begins):
        return []
    first = begins.index(True)
    last = max(i for i in range(len(pieces)) if i >= first and not empty[i])
    out: list[list[int]] = []
    for i in range(first, last + 1):
        piece = pieces[i]
        own = i > first and _OWN_DEMAND.match(plain, piece.start, piece.end) is not None and not empty[i]
        if not out or (own and piece.start - out[-1][0] > _SHORTEST and unit.span.end - piece.start > _SHORTEST):
            out.append([piece.start, piece.end])
        else:
            out[-1][1] = piece.end
    return [Span.of(text, a, b) for a, b in out]


def is_wanted(plain: str, span: Span, cues: ChineseCues) -> bool:
    """Whether a clause says that something must or must not be."""
    return any(m["yes"] for m in cues.want.finditer(plain, span.start, span.end))


def is_slogan(plain: str, span: Span, cues: ChineseCues) -> bool:
    """Whether a clause asks nothing in particular: it names a slogan, and little else."""
    return bool(cues.slogan.search(plain, span.start, span.end))


def has_demand(text: str, plain: str, unit: Unit, cues: ChineseCues) -> bool:
    """Whether a unit asks for anything but slogans."""
    return bool(demands_in(text, plain, unit, unit.span.start, cues))


def last_of(spans: Sequence[Span]) -> int:
    """Where the last of the spans ends; 0 without any."""
    return max((s.end for s in spans), default=0)
