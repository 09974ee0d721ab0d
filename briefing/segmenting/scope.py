"""Whether a demand is about the stop at hand or of general reach: a sum of what speaks for either."""

from briefing.records import Span
from briefing.segmenting.demands import Demand
from briefing.segmenting.views import View

_OPENED = {"order": 0.8, "asked": 1.0, "say": 0.0, "stress": -1.0, "modal": 0.2, "": 0.3}
_GENERAL_ENOUGH = 3  # words of general reach after which more do not count


def site_score(
    view: View, demand: Demand, names: tuple[Span, ...], *, paragraphs_since: int, entered: bool, text: str, turned: bool
) -> float:
    """Above zero where the demand belongs to the open stop.

    `names` are the stop's, `paragraphs_since` counts from its last sentence, `entered` says that this very sentence opens
    the stop, `turned` that the talk already turned to what is of general reach.
    """
    first, last = view.token_at(demand.start), view.token_at(demand.end - 1)
    inside = [c for c in view.cues if first <= c.first <= last]
    score = _OPENED.get(demand.opened, 0.0)
    score += 3.0 if entered else 0.6 if paragraphs_since == 0 else -1.2 * min(paragraphs_since, 2)
    if any(c.kind == "at-site" for c in inside):
        score += 1.2
    words = {t.low for t in view.tokens[first : last + 1]}
    heads = {name.text.split()[-1].lower().rstrip(".") for name in names}
    if words & heads:
        score += 1.0
    score -= 0.7 * min(_GENERAL_ENOUGH, sum(c.kind == "general" for c in inside))
    if any(c.kind == "closing" and c.first < 10 for c in view.cues) and not entered:
        score -= 3.0
    if turned:
        score -= 1.5
    return score
