"""What kind of article it is: a visit, a meeting, or neither."""

from collections.abc import Sequence

from briefing.records import ArticleKind
from briefing.segmenting.actors import subject_of
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cues
from briefing.segmenting.views import View
from briefing.segmenting.walk import Walk


def kind_of(lead: Sequence[View], cast: Cast, state: Walk, known: Cues) -> ArticleKind:
    """The kind of the article, from its lead, its cast and the stops found."""
    if cast.principal is None or cast.principal.name not in cast.officials:
        return "visit" if _strong_visit(lead, state, cast, known) else "other"
    role = cast.roles[cast.principal.name]
    met = _meets(lead)
    visited = role.visits + sum(cast.roles[n].visits for n in cast.names if n != cast.principal.name)
    told = [s for s in state.stops if s.views]
    acts = any(_acts(v) or _visits(v, cast, known) for v in lead)
    if met and not acts and len(told) < 2:
        return "meeting"
    if told and (visited > 0 or acts or len(told) > 1 or (not met and role.against < 2.0)):
        return "visit"
    if acts or (state.stops and (visited >= 1.0 or (not met and any(s.in_lead for s in state.stops)))):
        return "visit"
    if met or role.chairs > 0:
        return "meeting"
    return "meeting" if state.directives and role.speaks > 0 else "other"


def _strong_visit(lead: Sequence[View], state: Walk, cast: Cast, known: Cues) -> bool:
    if cast.principal is None:
        return False
    return any(_visits(v, cast, known) for v in lead) and len([s for s in state.stops if s.views]) > 0


def _acts(view: View) -> bool:
    return not view.is_past and any(not view.is_talk(c) and not view.is_reported(c) for c in view.of("act", "research"))


def _visits(view: View, cast: Cast, known: Cues) -> bool:
    """Whether a leader visits something in the sentence."""
    found = view.found
    for cue in view.of("visit", "motion"):
        if view.is_talk(cue) or view.is_past or view.is_reported(cue):
            continue
        subject = subject_of(view, cue.first, found, known)
        if subject is None or subject.kind in ("group", "office", "pronoun") or subject.name in cast.names:
            return True
    return False


def _meets(lead: Sequence[View]) -> bool:
    """Whether the lead tells of a meeting that was held."""
    return any(v.has("meeting") and (v.has("chair") or _at_meeting(v)) for v in lead)


def _at_meeting(view: View) -> bool:
    """Whether something is said to be done at a meeting."""
    return any("at" in view.words[max(0, c.first - 5) : c.first] for c in view.of("meeting"))
