"""The place of the visit: the town, zone or institution that the lead names as its goal.

Every named place of the article is weighed: how the lead speaks of it, whether the headline and the dateline have it,
whether it is an administrative area, how often it comes up.
"""

import re
from collections.abc import Sequence

from briefing.records import Annotation, Article, Span
from briefing.segmenting.cues import Cues
from briefing.segmenting.noun_phrases import Name, read_name
from briefing.segmenting.tagger import Opinion
from briefing.segmenting.views import View

_BEFORE = frozenset("in at to into of from on across around through along".split())
_GENERIC = frozenset(
    "city county town village district province country state nation region area zone municipality".split()
)
_NO_PLACE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Day|Festival|Week|Year|Eve|Congress"
    r"|Government|Departments?|Ministry|Bureau|Committee|Commission|Party|Congress|Council|Office|Organization|Agency"
    r"|Association|Cabinet|Parliament|Assembly|quarter|Plan|Act|Conference)\b",
)
_DATELINE = re.compile(r"^\s*(?P<city>[A-Z][\w'’.\-]*(?:[ \-][A-Z][\w'’.\-]*){0,3})\s*(?:,|\(|:|-|–|—)")
_LABEL = re.compile(
    r"(?:updated|published|posted|release|source|date|time|by|author|text|photo|reporter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|at|to|from|near|across|into)\s+(?P<name>[A-Z][\w'’-]+(?:[ ][A-Z][\w'’-]+){0,3})"
)
_AREA = re.compile(
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*\s(?:City|County|District|Province|Zone|Area|Town|Township|Banner|Prefecture|State|Region)\b"
)
_BODY = re.compile(
    r"(?:CPC |Party )?(?P<name>[A-Z][a-z]{2,}(?:\s[A-Z][a-z]+)?)\s(?:Municipal|Provincial|Prefectural|Regional)\s(?:Party|CPC|People|Committee|Government)"
)
PLACE_SURE = 0.8  # from here on the place that the tagger sees is the visit's, whatever the rules weigh
PLACE, PLACE_SEEN = 12.0, 0.5  # what the tagger's probability adds to a weight; its bound for a place the rules missed
_OF = re.compile(
    r"(?:the\s+)?(?:[a-z][\w-]*\s+){0,4}(?:town|city|village|province|county|district|region|island|port|state|suburb|area)"
    r"\s+of\s+(?=[A-Z])"
)
_LONGEST_ACRONYM = 4  # letters
_COUNTED = 3  # further mentions that speak for a place


def visit_place(
    article: Article,
    annotation: Annotation,
    lead: Sequence[View],
    read: Sequence[View],
    known: Cues,
    *,
    opinion: Opinion | None = None,
) -> Span | None:
    """The place of the visit as printed, or None."""
    text = annotation.text
    if opinion is not None:
        sure, chance = max(opinion.mentions("place", least=PLACE_SEEN), key=lambda f: f[1], default=(None, 0.0))
        if sure is not None and chance >= PLACE_SURE and _is_whole(sure, text, known):
            return _in_lower_case(_bare(sure, text), text)
    weights: dict[str, tuple[float, Span]] = {}
    near = [v for v in read if v.index <= 4 and v not in lead]
    for k, view in enumerate((*lead, *near)):
        discount = 0.4 * k if view in lead else 1.6
        for weight, span in _candidates(view, known, text=text):
            key = _key(span.text)
            if key not in weights or weight - discount > weights[key][0]:
                weights[key] = (weight - discount, span)
    city = _dateline(article)
    if city is not None:
        # 'the hospital here' is in the town of the dateline
        here = any(t.low == "here" for v in lead for t in v.tokens)
        weights.setdefault(_key(city.text), (0.3, city))
        weights[_key(city.text)] = (weights[_key(city.text)][0] + 3.0 * here, city)
    for span in [m.span for m in annotation.mentions if m.kind in ("place", "organisation")]:
        if _in_title(span.text, article.title):
            weights.setdefault(_key(span.text), (0.0, span))
    for span in _of_title(article):
        weights.setdefault(_key(span.text), (0.8, span))
    if opinion is not None:
        for found, _ in opinion.mentions("place", least=PLACE_SEEN):
            span = _whole(found, annotation)
            if (
                _is_whole(span, text, known)
                and not _NO_PLACE.search(span.text)
                and span.text.lower() not in known.facilities
            ):
                weights.setdefault(_key(span.text), (0.5, span))
        weights = {
            k: (w + PLACE * _likelihood(span, opinion) * (span.text.lower() not in known.facilities), span)
            for k, (w, span) in weights.items()
        }
    if not weights:
        return _named_area(lead, text)
    best = max(weights, key=lambda k: (_total(k, weights[k], article, annotation, city), -weights[k][1].start))
    if _total(best, weights[best], article, annotation, city) <= 0.5:
        return _named_area(lead, text)
    return _in_lower_case(_bare(_fuller(weights[best][1], annotation), text), text)


def _likelihood(span: Span, opinion: Opinion) -> float:
    """How likely the place is the visit's, at whichever of its mentions; only the first was tagged for the tagger."""
    text = opinion.text
    found = re.finditer(rf"(?<!\w){re.escape(span.text)}(?!\w)", text)
    return max((opinion.of_mention("place", Span.of(text, *m.span())) for m in found), default=0.0)


def _fuller(place: Span, annotation: Annotation) -> Span:
    """The name that `place` is only the first word of: 'Los' of 'Los Sauces'."""
    longer = (m.span for m in annotation.mentions if m.kind == "place" and m.span.start == place.start)
    return next((s for s in longer if s.end > place.end and s.text.split()[-1][0].isupper()), place)


def _bare(place: Span, text: str) -> Span:
    """The name alone of 'northern town of Tarbat'."""
    match = _OF.match(place.text)
    return Span.of(text, place.start + match.end(), place.end) if match else place


def _in_lower_case(place: Span, text: str) -> Span:
    """The place as the article prints it elsewhere than in the capitals of a dateline or headline: 'Elbeyli', 'ELBEYLI'."""
    if not place.text.isupper() or len(place.text) <= _LONGEST_ACRONYM:
        return place
    others = (m.span() for m in re.finditer(rf"(?<!\w){re.escape(place.text)}(?!\w)", text, re.IGNORECASE))
    return next((Span.of(text, *o) for o in others if not text[slice(*o)].isupper() and text[o[0]].isupper()), place)


def _is_whole(span: Span, text: str, known: Cues) -> bool:
    """Whether a stretch is a name and not cut out of one: not 'Rana' of 'Devi Rana Hospital', nor 'Luhe new' of 'Luhe new alloys'."""
    last = span.text.split()[-1]
    ends = last[:1].isupper() or last.lower() in known.areas or last.lower() in known.facilities
    return span.text[:1].isupper() and ends and not _is_part(span, text)


def _is_part(span: Span, text: str) -> bool:
    """Whether more of a name stands before or behind a stretch."""
    before = re.search(r"([A-Z][\w’'-]+)\s$", text[max(0, span.start - 40) : span.start])
    inside = before is not None and before.group(1).lower() not in _BEFORE | {"the", "on", "when", "while", "as"}
    return inside or re.match(r"\s[A-Z][a-z]|[-–]\w", text[span.end :]) is not None


def _whole(found: Span, annotation: Annotation) -> Span:
    """The named place that a stretch is a part of, or the stretch."""
    named = (m.span for m in annotation.mentions if m.kind in ("place", "organisation"))
    return next((s for s in named if s.start < found.end and found.start < s.end), found)


def _after_preposition(name: str, title: str) -> bool:
    return any(match["name"].startswith(name) for match in _AFTER_PREPOSITION.finditer(title))


def _named_area(lead: Sequence[View], text: str) -> Span | None:
    """The first area by name in the lead, even inside a title: 'secretary of the Yunpu County Party committee'."""
    for view in lead:
        match = _AREA.search(view.span.text) or _BODY.search(view.span.text)
        if match:
            start, end = match.span("name") if match.re is _BODY else match.span()
            return Span.of(text, view.span.start + start, view.span.start + end)
    return None


def _total(key: str, weighed: tuple[float, Span], article: Article, annotation: Annotation, city: Span | None) -> float:
    weight, span = weighed
    if _NO_PLACE.search(span.text) or re.match(r"(?:Ref|No|Updated|Photo|Press|Image|Related)\b|\d", span.text):
        weight -= 3.0
    if _in_title(span.text, article.title):
        weight += 1.5 if _after_preposition(span.text, article.title or "") or len(span.text.split()) > 1 else 1.3
    weight += 0.25 * min(_COUNTED, annotation.text.count(span.text) - 1)
    if city is not None and _key(city.text) == key:
        weight += 1.0
    return weight


def _of_title(article: Article) -> list[Span]:
    """The names that the headline has after 'in', 'at', 'to' and the like, where the text has them too."""
    title = article.title or ""
    out = []
    for match in _AFTER_PREPOSITION.finditer(title):
        at = article.text.rfind(match["name"])
        if at >= 0 and article.text.count(match["name"]) > 1:
            out.append(Span.of(article.text, at, at + len(match["name"])))
    return out


def _candidates(view: View, known: Cues, *, text: str) -> list[tuple[float, Span]]:
    """The places that a sentence names, each with how likely it is the goal of the visit."""
    out: list[tuple[float, Span]] = []
    goals = [c.last for c in view.of("visit", "motion", "research", "act")]
    i = 0
    tokens = view.tokens
    while i < len(tokens):
        if not tokens[i].is_word or tokens[i].kind in ("person", "date", "number", "quotation") or _titles(view, i):
            i += 1
            continue
        before = tokens[i - 1].low if i else ""
        starts = tokens[i].kind in ("place", "organisation") or before in _BEFORE or i in goals or tokens[i].is_capital
        name = read_name(view, i, known, text=text) if starts else None
        if name is None or name.strength < 2:
            i += 1
            continue
        weight = _weight(view, name, goals, known.facilities | known.areas)
        span = _before_possessive(view, name, text)
        if span is not name.span:
            weight += 1.2
        pair = (
            _with_pair(span, text)
            if not any(t.low in known.facilities for t in tokens[name.first : name.last])
            else span
        )
        out.append((weight, pair))
        inner = next(
            (
                k
                for k in range(name.first + 1, min(name.last, len(tokens) - 1))
                if tokens[k].low in ("in", "at") and tokens[k + 1].kind == "place"
            ),
            None,
        )
        i = max(name.last, i + 1) if inner is None else inner + 1
    return out


def _weight(view: View, name: Name, goals: Sequence[int], facilities: frozenset[str]) -> float:
    tokens = view.tokens
    at = name.first - 1
    while at >= 0 and tokens[at].low in ("the", "a", "an", "its", "his", "her"):
        at -= 1
    before = tokens[at].low if at >= 0 else ""
    weight = 1.2 if before in ("in", "to", "at") else 0.5 if before in _BEFORE else 0.0
    past = [g for g in goals if g <= name.first]
    if past:
        distance = name.first - max(past)
        weight += 2.0 if distance < 4 else 1.0 if distance < 14 else 0.2
    if name.is_area:
        weight += 1.2
    elif name.strength == 3:
        weight -= 0.4
    first = tokens[name.first]
    if first.kind == "place":
        weight += 0.8
    elif first.kind != "organisation" or name.strength < 3:
        weight -= 0.6
    if not any(t.is_capital for t in tokens[name.first : name.last]):
        weight -= 1.1
    if name.span.text.lower() in _GENERIC:
        weight -= 1.0
    last = tokens[name.last - 1]
    if not (last.is_capital or last.low in facilities or not last.text[0].isalpha()):
        weight -= 1.5  # 'Hunan provincial video': no name ends so
    return weight


def _titles(view: View, i: int) -> bool:
    start = view.tokens[i].start
    spans = {t.mention.title for t in view.tokens if t.mention is not None and t.mention.title is not None}
    return any(s.start <= start < s.end for s in spans)


def _before_possessive(view: View, name: Name, text: str) -> Span:
    """Of 'Beitang District's sampling points' the district."""
    for token in view.tokens[name.first : name.last - 1]:
        if token.text.endswith(("'s", "’s")) and token.kind == "place":
            return Span.of(text, view.tokens[name.first].start, token.end - 2)
    return name.span


def _dateline(article: Article) -> Span | None:
    """The city that opens the dateline, as a span of the text."""
    for span in article.furniture:
        match = _DATELINE.match(span.text)
        if (
            match
            and len(span.text) < 90
            and not _LABEL.match(span.text)
            and re.search(r"[-–—:]\s*$|\d\s*$|\)\s*$", span.text)
        ):
            return Span.of(article.text, span.start + match.start("city"), span.start + match.end("city"))
    return None


def _in_title(name: str, title: str | None) -> bool:
    within, sought = f" {_key(title or '')} ".replace(" the ", " "), f" {_key(name)} ".replace(" the ", " ")
    return len(sought) > len("  ") and sought in within


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.lower()).strip()


def _with_pair(span: Span, text: str) -> Span:
    """'Suzhou and Hefei' where a second name follows at once."""
    match = re.match(
        r"(?:,\s+[A-Z]\w+(?:\s[A-Z]\w+)*)*\s+and\s+[A-Z]\w+(?:\s[A-Z]\w+)*(?:\s+(?:provinces|counties|districts|cities|states|regions))?",
        text[span.end :],
    )
    if (
        match
        and not re.search(r"(?:Zone|District|County|City|Province|Park|Region)$", span.text)
        and len(span.text.split()) <= 3
    ):
        return Span.of(text, span.start, span.end + match.end())
    return span
