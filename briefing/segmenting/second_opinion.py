"""Where the tagger's opinion enters: what the rules missed is added, what it is sure they misread is struck out.

The bounds were set on articles that the tagger was not trained on, invented ones and real ones of a country that it never met: of the
latter it took a third for no visit at a bound of .8.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.records import ArticleKind, Person, Span
from briefing.segmenting.noun_phrases import Name
from briefing.segmenting.stops import Entry
from briefing.segmenting.tagger import Opinion
from briefing.segmenting.views import View

if TYPE_CHECKING:
    from briefing.segmenting.cast import Cast

NO_SITE = 0.02  # a name that no token of is likelier than this to be a site is none
SEEN, SITE = 0.4, 0.7  # bounds for each token, and for their mean, of a site that the rules missed
LEAN = 0.6  # what the log odds of ask against directive weigh beside the score for a stop
NO_COMPANION, COMPANION = 0.1, 0.8
COMPANION_SEEN, UNTITLED = 0.4, 0.75  # bounds for each token, and for their mean, of one without a title
KIND: dict[ArticleKind, float] = {
    "meeting": 0.86,
    "other": 0.93,
    "visit": 0.8,
}  # for each kind that the rules did not find
NO_DEMAND = 0.1  # a demand no token of which is likelier than this to be asked is none
DEMAND_SEEN, DEMAND = 0.5, 0.85  # bounds for each token, and for their mean, of a demand that the rules missed
_MOST_NAMES = 6
_SHORTEST_DEMAND = 4  # words
_LEADER = 0.5  # a person likelier than this to lead is no companion
STAYS = 4.0  # what speaks for a host, reporter or one only quoted
_LEAST = 1e-3
_PREPOSITIONS = frozenset("of in at to for on with from by and".split())
_SMALL = frozenset("the a an of and in at to for on with its their his her".split())


def in_sentences(kind: str, read: Sequence[View], opinion: Opinion, *, least: float) -> list[tuple[Span, float]]:
    """What the tagger takes for mentions of this `kind`; one that stands outside the sentences, in the headline, at its next mention there."""
    found: list[tuple[Span, float]] = []
    for span, chance in opinion.mentions(kind, least=least):
        at = span if _within(span, read) else next((s for s in _again(span, opinion.text) if _within(s, read)), None)
        if at is not None and not any(_meet(at, other) for other, _ in found):
            found.append((at, chance))
    return found


def _within(span: Span, read: Sequence[View]) -> bool:
    return any(view.span.contains(span) for view in read)


def _again(span: Span, text: str) -> Iterator[Span]:
    for match in re.finditer(rf"(?<!\w){re.escape(span.text)}(?!\w)", text):
        yield Span.of(text, match.start(), match.end())


def with_opinion(
    entry: Entry | None, view: View, opinion: Opinion, seen: Sequence[tuple[Span, float]], known: Sequence[Span]
) -> Entry | None:
    """The entry of a sentence less the names that are no sites, plus those `seen` that it lacks; `known` are told already."""
    names = tuple(n for n in entry.names if opinion.of_mention("site", n.span) >= NO_SITE) if entry else ()
    more = tuple(
        Name(span, view.token_at(span.start), view.token_at(span.end - 1) + 1, 3, is_area=False, bare=False)
        for span, chance in seen
        if chance >= SITE
        and view.span.contains(span)
        and _is_name(span.text)
        and not any(span.start < n.span.end and n.span.start < span.end for n in names)
        and not any(_alike(span, other) for other in (*known, *(n.span for n in names)))
    )
    if entry is None:
        return Entry(more, None, "tagger") if more else None
    return Entry((*names, *more), entry.town, entry.how) if names or more else None


def lean(span: Span, opinion: Opinion) -> float:
    """What speaks for the demand being about the stop at hand, on the scale of the rules' own score."""
    ask, directive = (max(_LEAST, opinion.of_region(kind, span)) for kind in ("ask", "directive"))
    return LEAN * math.log(ask / directive)


def stands(span: Span, opinion: Opinion) -> bool:
    """Whether the tagger leaves a demand that the rules found standing; of one in another script it knows nothing."""
    letters = [c for c in span.text if c.isalpha()]
    if sum(not c.isascii() for c in letters) * 2 > len(letters):
        return True
    return max(opinion.likeliest_region("ask", span), opinion.likeliest_region("directive", span)) >= NO_DEMAND


def missed(view: View, found: Sequence[Span], opinion: Opinion) -> list[Span]:
    """Stretches of a sentence that the tagger is sure are demands of general reach, where the rules `found` none."""
    return [
        span
        for span in opinion.regions("directive", view.span, least=DEMAND_SEEN)
        if opinion.of_region("directive", span) >= DEMAND
        and len(span.text.split()) >= _SHORTEST_DEMAND
        and not any(_meet(span, other) for other in found)
    ]


def came_along(
    came: Sequence[tuple[Person, View]], read: Sequence[View], cast: "Cast", opinion: Opinion
) -> list[tuple[Person, View]]:
    """The companions less those who are none, plus those whom the rules missed."""
    kept = [(p, v) for p, v in came if opinion.likeliest("companion", p.mentions) >= NO_COMPANION]
    told = {p.name for p, _ in kept}
    principal = cast.principal.name if cast.principal else None
    for role in sorted(cast.roles.values(), key=lambda r: r.order):
        person = role.person
        if person.name in told or person.name == principal or role.leads >= _LEADER or role.stays >= STAYS:
            continue
        if role.title is not None and opinion.likeliest("companion", person.mentions) >= COMPANION:
            view = next((v for v in read if any(v.span.contains(m) for m in person.mentions)), None)
            if view is not None:
                kept.append((person, view))
    return kept + _unknown(kept, read, cast, opinion)


def _unknown(
    kept: Sequence[tuple[Person, View]], read: Sequence[View], cast: "Cast", opinion: Opinion
) -> list[tuple[Person, View]]:
    """Companions whom the rules know no title of, or do not know as people at all."""
    found: list[tuple[Person, View]] = []
    told = {p.name for p, _ in kept} | ({cast.principal.name} if cast.principal else set())
    for span, chance in in_sentences("companion", read, opinion, least=COMPANION_SEEN):
        view = next((v for v in read if v.span.contains(span)), None)
        if chance < UNTITLED or view is None or not _is_person(span.text):
            continue
        role = next((r for r in cast.roles.values() if any(_meet(m, span) for m in r.person.mentions)), None)
        person = role.person if role else Person(name=span.text, title=None, mentions=(span,))
        if person.name in told or (role and (role.leads >= _LEADER or role.stays >= STAYS)):
            continue
        told.add(person.name)
        found.append((person, view))
    return found


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_person(text: str) -> bool:
    """Whether a stretch can stand as a person's full name: two to six words that open with a capital, no figure, no acronym."""
    words = text.split()
    few = 1 < len(words) <= _MOST_NAMES and "-" not in words
    return few and text[:1].isupper() and not text.isupper() and not any(c.isdigit() for c in text)


def kind_of(kind: ArticleKind, opinion: Opinion, *, visited: bool) -> ArticleKind:
    """The kind that the rules found unless the tagger is sure of another; without leader and stop nothing becomes a visit."""
    for other in ("meeting", "other", "visit"):
        if other != kind and opinion.of_kind(other) >= KIND[other] and (other != "visit" or visited):
            return other
    return kind


def _is_name(text: str) -> bool:
    """Whether a stretch can stand as a site's name: no lone lower-case word, none that opens or ends with a preposition."""
    words = text.split()
    ends = {words[0].lower(), words[-1].lower()}
    return not ends & _PREPOSITIONS and words[-1].lower() not in _SMALL and (len(words) > 1 or text[0].isupper())


def _alike(one: Span, other: Span) -> bool:
    a = {w for w in one.text.lower().split() if w not in _SMALL}
    b = {w for w in other.text.lower().split() if w not in _SMALL}
    return bool(a and b) and (a <= b or b <= a)
