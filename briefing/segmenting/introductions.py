"""Offices told apart from the name, as in 'Serbia's prime minister visited a smelter. Ljubomir Stanić wore a mask.'."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefing.segmenting.actors import Actor, main_actor
from briefing.segmenting.cues import Cues
from briefing.segmenting.views import View

_EARLY = 4  # sentences in which a leader is introduced
_LATER = 7  # sentences in which the office of one named without it may come
_LONGEST = 7  # tokens of an office after its head: 'mayor of the city of Qinghe'


def introduced(read: Sequence[View], known: Cues) -> Mapping[str, str]:
    """The offices of people who are named without one, by name: told as the subject of the sentence before or after."""
    out: dict[str, str] = {}
    for view, following in pairwise(read[: _EARLY + 1]):
        office, person = main_actor(view, view.found, known), main_actor(following, following.found, known)
        if office and office.kind == "office" and not _names_someone(view) and person and person.kind == "person":
            out.setdefault(person.name, phrase_of(view, office))
            break
    return out


def told_later(read: Sequence[View]) -> str | None:
    """The first office that the article gives without its holder's name, as the subject of a sentence or clause."""
    for view in read[:_LATER]:
        office = next((a for a in view.found if a.kind == "office"), None)
        if office is not None:
            return phrase_of(view, office)
    return None


def phrase_of(view: View, office: Actor) -> str:
    """The office as printed, with what it is the office of, without its article."""
    tokens = view.tokens
    first, last = office.first, office.last
    while first < last - 1 and tokens[first].low in ("the", "a", "an"):
        first += 1
    end = last
    while (
        end < len(tokens)
        and end - last < _LONGEST
        and (
            tokens[end].low in ("of", "the")
            or (end > last and (tokens[end].is_capital or tokens[end - 1].low in ("of", "the")))
        )
    ):
        end += 1
    while end > last and tokens[end - 1].low in ("of", "the"):
        end -= 1
    start = view.span.start
    return view.span.text[tokens[first].start - start : tokens[end - 1].end - start]


def _names_someone(view: View) -> bool:
    return any(actor.kind == "person" for actor in view.found)
