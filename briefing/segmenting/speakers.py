"""Who is meant: resolves names, offices, pronouns and groups against the cast while the article is read in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.segmenting.actors import Actor, is_object, main_actor, subject_of
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cues
from briefing.segmenting.views import View

WhoRole = Literal["leader", "official", "other", "body", "none"]


@dataclass(frozen=True, slots=True)
class Who:
    """A resolved actor: `name` of a person of the cast, or None; `role` what this person may do in the article."""

    name: str | None
    role: WhoRole

    @property
    def may_demand(self) -> bool:
        """Whether this one's demands count."""
        return self.role in ("leader", "official", "body")


NOBODY = Who(None, "none")
SOMEBODY = Who(None, "other")


@dataclass(slots=True)
class Listener:
    """Remembers who was spoken of last; feed it the sentences in order."""

    cast: Cast
    known: Cues
    leader: str | None = None
    last: Who = NOBODY
    paragraph: int = -1
    before: Who = NOBODY  # the subject of the sentence before
    now: Who = NOBODY

    def __post_init__(self) -> None:
        self.leader = self.cast.principal.name if self.cast.principal else None

    def hear(self, view: View) -> tuple[tuple[Actor, ...], Who]:
        """The actors of the sentence and who its subject is."""
        found = view.found
        if view.paragraph != self.paragraph:
            self.paragraph = view.paragraph
            if self.last.role == "other":
                self.last = Who(self.leader, "leader") if self.leader else NOBODY
        self.before = self.now
        subject = main_actor(view, found, self.known)
        who = self.resolve(subject)
        if who.role == "leader":
            self.leader = who.name
        self.now = who
        vague = (
            subject is not None
            and subject.kind == "office"
            and who.role == "other"
            and view.words[subject.first] != "the"
        )
        if who.role not in ("none", "body") and subject is not None and subject.kind != "lay" and not vague:
            # 'workers', 'the company' are nobody that 'he' or 'she' can mean
            self.last = self._last_subject(view, found) or who
        return found, who

    def _last_subject(self, view: View, found: Sequence[Actor]) -> Who | None:
        """The leader who is subject of a later clause: 'The expert suggested ..., Mayor A agreed'."""
        own = [
            a
            for a in found
            if a.kind == "person" and a.name in self.cast.names and not is_object(view, a, len(view.tokens), self.known)
        ]
        if not own:
            return None
        self.leader = own[-1].name
        return Who(own[-1].name, "leader")

    def resolve(self, actor: Actor | None) -> Who:
        """Who is meant by an actor of the sentence that is being read."""
        if actor is None or actor.kind == "we":
            return NOBODY
        if actor.kind == "person":
            return self._person(actor.name)
        if actor.kind == "pronoun":
            return self.last if self.last.role != "none" else self._current()
        if actor.kind == "group":
            return self._current()
        if actor.kind == "body":
            return Who(self.leader, "body")
        if actor.kind == "office":
            name = self.cast.of_office(actor.name, actor.phrase, self.leader)
            return Who(name, "leader") if name else SOMEBODY
        return SOMEBODY

    def subject(self, view: View, verb: int, found: Sequence[Actor], who: Who) -> Who:
        """Who does what the verb at token `verb` says; the subject of the sentence where the verb has none of its own."""
        actor = subject_of(view, verb, found, self.known)
        if actor is None:
            after = next((a for a in found if verb < a.first <= verb + 2), None)
            if (
                after is not None
                and view.tokens[verb].low in ("said", "says", "added", "adds", "told", "warned", "asked")
                and verb
                and not view.tokens[verb - 1].is_word
            ):
                return self.resolve(after)
            main = main_actor(view, found, self.known)
            return NOBODY if main is not None and main.first > verb else who
        if actor.kind == "pronoun":
            main = main_actor(view, found, self.known)
            if main is not None and main is not actor and main.last <= actor.first and main.kind == "person":
                return self.resolve(main)
            if self.resolve(actor).role == "other" and any(
                c.kind in ("order", "stress")
                and c.first == verb
                and not c.word.startswith(("ask", "want", "hop", "wish", "tell", "told"))
                for c in view.cues
            ):
                return self._current()  # those met on the way do not stress or order
        return self.resolve(actor)

    def _person(self, name: str) -> Who:
        if name in self.cast.names:
            return Who(name, "leader")
        held = self.cast.heads.get(name, frozenset()) & self.known.strong_heads
        return Who(name, "official") if name in self.cast.officials and held else SOMEBODY

    def _current(self) -> Who:
        return Who(self.leader, "leader") if self.leader else NOBODY
