"""Whether a demand is about the stop at hand or of general reach: a sum of what speaks for either."""

from briefing.records import Span
from briefing.segmenting.demands import Demand
from briefing.segmenting.views import View

_OPENED = {"order": 0.8, "asked": 1.0, "say": 0.0, "stress": -0.5, "modal": 0.2, "": 0.3}
_DIRECT = frozenset(("order", "asked", ""))
_GENERAL_ENOUGH = 3  # words of general reach after which more do not count


_DETERMINED = frozenset("the a an this that these those his her its their each every all both some any no one two three it he she they them him".split())


def _is_bare_plural(view: View, first: int) -> bool:
    """Whether those who are asked are a whole class: 'called on candidates to', 'hospitals should'."""
    i = first
    while i < len(view.words) and (view.words[i] in ("that", "and", "urged", "asked", "on", "upon", "for", "told", "requested", "also") or view.words[i].startswith(("call", "urg"))):
        i += 1
    for k in range(i, min(i + 4, len(view.words))):
        if view.words[k] in _DETERMINED or not view.tokens[k].is_word:
            return False
        if view.words[k].endswith("s") and len(view.words[k]) > 3:
            return True
    return False


def site_score(
    view: View, demand: Demand, names: tuple[Span, ...], *, paragraphs_since: int, entered: bool, turned: bool, single: bool
) -> float:
    """Above zero where the demand belongs to the open stop.

    `names` are the stop's, `paragraphs_since` counts from its last sentence, `entered` says that this very sentence opens
    the stop, `single` that there is no other, `turned` that the talk already turned to what is of general reach.
    """
    first, last = view.token_at(demand.start), view.token_at(demand.end - 1)
    inside = [c for c in view.cues if first <= c.first <= last]
    score = _OPENED.get(demand.opened, 0.0)
    if entered:
        score += 3.0 if demand.opened in _DIRECT else 1.5
    elif not paragraphs_since:
        score += 0.6
    else:
        score -= (0.7 if demand.opened in _DIRECT else 1.2) * min(paragraphs_since, 2)
    score += 0.8 if single else 0.0
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
    if _is_bare_plural(view, view.token_at(demand.content)):
        score -= 0.9
    return score
