"""Whether a demand is about the stop at hand or of general reach: a sum of what speaks for either."""

from dataclasses import dataclass

from briefing.records import Span
from briefing.segmenting.demands import Demand
from briefing.segmenting.views import View

_QUANTIFIERS = frozenset("all every each no nobody everyone any whoever anyone".split())
# fitted by logistic regression on 245 demands of the development half of the annotated articles; six-fold agreement 0.93
WEIGHTS = {
    "at site": 0.76,
    "bias": 0.56,
    "closing": -0.45,
    "closing before": -1.15,
    "definite": 0.52,
    "entered": 0.4,
    "entered by word": -0.15,
    "general": -1.38,
    "its noun": 0.16,
    "late": -1.02,
    "later paragraph": -0.68,
    "next paragraph": -1.81,
    "opened asked": 0.99,
    "opened none": 0.26,
    "opened order": 0.77,
    "opened say": -0.52,
    "opened stress": -0.65,
    "plural": -0.83,
    "quantified": -0.72,
    "quoted": 0.44,
    "sentences": -0.49,
    "single": 0.64,
    "turned": -1.51,
}
_GENERAL_ENOUGH = 3  # words of general reach after which more do not count


_DETERMINED = frozenset(
    "the a an this that these those his her its their each every all both some any no one two three it he she they them him".split()
)


def _is_bare_plural(view: View, first: int) -> bool:
    """Whether those who are asked are a whole class: 'called on candidates to', 'hospitals should'."""
    i = first
    while i < len(view.words) and (
        view.words[i] in ("that", "and", "urged", "asked", "on", "upon", "for", "told", "requested", "also")
        or view.words[i].startswith(("call", "urg"))
    ):
        i += 1
    for k in range(i, min(i + 4, len(view.words))):
        if view.words[k] in _DETERMINED or not view.tokens[k].is_word:
            return False
        if view.words[k].endswith("s") and len(view.words[k]) > 3:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a demand stands: what is known of the stop that is open and of the talk so far.

    `paragraphs_since` and `sentences_since` count from the stop's last and first sentence; `entered` says that this very
    sentence opens the stop, `single` that the article has told of no other so far, `turned` that the talk already turned
    to what is of general reach, `last` how far into the article the sentence stands (0 to 1).
    """

    names: tuple[Span, ...]
    paragraphs_since: int
    sentences_since: int
    entered: bool
    single: bool
    turned: bool
    closing: bool
    last: float


def features(view: View, demand: Demand, setting: Setting) -> dict[str, float]:
    """What speaks for or against the demand being about the stop, by name."""
    first, last = view.token_at(demand.start), view.token_at(demand.end - 1)
    inside = [c for c in view.cues if first <= c.first <= last]
    words = {t.low for t in view.tokens[first : last + 1]}
    content = view.token_at(demand.content)
    heads = {name.text.split()[-1].lower().rstrip(".") for name in setting.names}
    opened = demand.opened or "none"
    return {
        "bias": 0.56,
        f"opened {opened}": 1.0,
        "entered": float(setting.entered),
        "entered by word": float(setting.entered and opened in ("say", "stress")),
        "next paragraph": float(setting.paragraphs_since == 1),
        "later paragraph": float(setting.paragraphs_since > 1),
        "sentences": min(setting.sentences_since, 8) / 8,
        "single": float(setting.single),
        "turned": float(setting.turned),
        "closing": float(any(c.kind == "closing" and c.first < 10 for c in view.cues) and not setting.entered),
        "closing before": float(setting.closing),
        "at site": float(any(c.kind == "at-site" for c in inside)),
        "its noun": float(bool(words & heads)),
        "general": min(_GENERAL_ENOUGH, sum(c.kind == "general" for c in inside)) / _GENERAL_ENOUGH,
        "plural": float(_is_bare_plural(view, content)),
        "quantified": float(any(w in _QUANTIFIERS for w in view.words[content : content + 4])),
        "definite": float(view.words[content : content + 1] in (("the",), ("him",), ("her",), ("them",), ("it",))),
        "quoted": float(view.tokens[first].text in '"“' or view.tokens[content].text in '"“'),
        "late": setting.last,
    }


def site_score(view: View, demand: Demand, setting: Setting) -> float:
    """Above zero where the demand belongs to the open stop: a logistic score with weights fitted on annotated articles."""
    return sum(WEIGHTS.get(name, 0.0) * value for name, value in features(view, demand, setting).items())
