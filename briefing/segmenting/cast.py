"""The cast: who leads, who else leads a visit or speaks for the office, and by which words they are meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.records import Annotation, Article, Official, Person
from briefing.segmenting.actors import Actor, conjuncts, is_object, main_actor, subject_of
from briefing.segmenting.cues import Cue, Cues
from briefing.segmenting.introductions import introduced, told_later
from briefing.segmenting.tagger import Opinion
from briefing.segmenting.titles import office_words, printed_title, stacked_title
from briefing.segmenting.views import View

_QUOTED_FROM = re.compile(
    r"\b(?:spirit|speech(?:es)?|instructions?|thought|guidance|leadership|directives?|core|teachings?|wish(?:es)?|birthday"
    r"|vision|predecessor|portrait|statue|intentions?|desire|behests?|exploits|feats|memory|legacy|cause|era|solicitude|love"
    r"|benevolence|anniversary|line|ideas?)\s+(?:\w+\s+){0,6}?$",
    re.IGNORECASE,
)
_OWNS_WORDS = re.compile(
    r"['’]s\s+(?:\w+\s+){0,3}(?:speech|instruction|thought|remark|directive|idea|spirit|vision)", re.IGNORECASE
)
_BY = re.compile(
    r"(?:led|headed|chaired|presided over|visited|inspected|toured|hosted|convened) by\s+(?:[\w’'\-]+\s+){0,8}$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\bby|reporter|correspondent|photos?|pictures?|text|words|editor|author|writer|translator|intern|wrote|写|记者)\s*[:：/)]?\s*$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:co|ltd|inc|group|company|corporation|factory|plant|bank|foods?|logistics|hotel|software|association|club)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\s*[,(]\s*\d{1,3}\s*[,)]")
# what the tagger's probability adds to the score for leading, and its bounds for no leader and a sure one
LEADS, LEADS_NOT, NO_LEADER, LEADER = 6.0, 2.0, 0.02, 0.5
_OLD = re.compile(r"\b(?:former|late|then|ex)\b", re.IGNORECASE)


@dataclass(slots=True)
class Role:
    """What a person does in the article, as far as it speaks for or against leading."""

    person: Person
    order: int
    visits: float = 0.0
    chairs: float = 0.0
    speaks: int = 0
    observes: int = 0
    reports: int = 0
    went: int = 0
    title: str | None = None
    led_by: str | None = None  # the one named first where several are the subject of the visit
    bonus: float = 0.0
    against: float = 0.0
    together: bool = False
    leads: float = 0.0  # the tagger's probability
    first_view: int = 999

    @property
    def stays(self) -> float:
        """What speaks for a host, reporter or one only quoted: all that speaks against leading but the tagger's word."""
        return self.against - LEADS_NOT * (self.leads < NO_LEADER)

    @property
    def score(self) -> float:
        """How likely this person leads."""
        acts = 3.0 * min(self.visits, 3.0) + 3.0 * min(self.chairs, 2.0)
        return acts + 0.9 * min(self.speaks, 5) + 0.6 * min(self.observes, 5) + self.bonus - self.against


@dataclass(slots=True)
class Cast:
    """Who leads (the principal first), all officials by name, and what the words for them are."""

    leaders: list[Person]
    roles: dict[str, Role]
    officials: frozenset[str] = field(default_factory=frozenset)
    heads: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def principal(self) -> Person | None:
        """The first leader."""
        return self.leaders[0] if self.leaders else None

    @property
    def names(self) -> frozenset[str]:
        """The leaders' names."""
        return frozenset(p.name for p in self.leaders)

    def of_office(self, head: str, phrase: Sequence[str], current: str | None) -> str | None:
        """The leader meant by an office ('the executive deputy mayor', 'PM'), or None where it is somebody else's.

        `head` is its head word, `phrase` its words, `current` the leader spoken of last, who is meant in doubt.
        """
        fitting = [p for p in self.leaders if head in self.heads.get(p.name, frozenset())]
        if fitting:
            return max(fitting, key=lambda p: (_overlap(p.title, phrase), p.name == current)).name
        principal = self.leaders[0].name if self.leaders else None
        if principal and (head in ("leader", "comrade", "boss") or not self.heads.get(principal)):
            return principal  # whose own office is not known is meant by the only one there is
        return None


def _overlap(title: str | None, phrase: Sequence[str]) -> int:
    words = set(re.findall(r"[\w’'-]+", (title or "").lower()))
    ranks = ("vice", "deputy", "executive", "assistant", "acting", "prime", "first")
    return sum(w in words for w in phrase) - sum((w in words) != (w in phrase) for w in ranks)


def find_cast(
    article: Article,
    annotation: Annotation,
    read: Sequence[View],
    known: Cues,
    *,
    opinion: Opinion | None = None,
) -> Cast:
    """The leaders of the article and the roles of everybody named."""
    roles = {p.name: Role(p, i) for i, p in enumerate(annotation.people)}
    by_view = [view.found for view in read]
    for role in roles.values():
        role.title = printed_title(role.person, annotation, known)
        _introduce(role, article, annotation, known)
        if opinion is not None:
            role.leads = opinion.likeliest("leader", role.person.mentions)
            role.bonus += LEADS * role.leads
            role.against += LEADS_NOT * (role.leads < NO_LEADER)
    for name, title in introduced(read, known).items():
        if name in roles and roles[name].title is None:
            roles[name].title = title
            roles[name].bonus += 3.0
    for view, found in zip(read, by_view, strict=True):
        _tally(view, found, roles, known)
    _offices(read, by_view, roles, known)
    ranked = sorted(roles.values(), key=lambda r: (-r.score, r.order))
    leaders = [ranked[0].person] if ranked and ranked[0].score >= 2.0 and _can_lead(ranked[0]) else []
    if leaders and ranked[0].led_by in roles and roles[ranked[0].led_by].score > 0.5 * ranked[0].score:
        leaders = [roles[ranked[0].led_by].person]
    cast = Cast(leaders, roles)
    if leaders and roles[leaders[0].name].title is None:
        roles[leaders[0].name].title = told_later(read)
    cast.officials = frozenset(r.person.name for r in roles.values() if _is_official(r, known) or r.leads >= LEADER)
    cast.heads = {r.person.name: office_words(r.title, known) for r in roles.values()}
    return cast


def add_leaders(cast: Cast, companions: frozenset[str]) -> None:
    """Adds those who lead visits of their own or chair with the principal."""
    if not cast.leaders:
        return
    own = [
        r
        for r in sorted(cast.roles.values(), key=lambda r: r.order)
        if r.person.name not in cast.names and r.person.name not in companions and r.person.name in cast.officials
        and (r.went + r.chairs >= 1 or r.speaks + r.observes >= 1) and r.against < 2.0 and r.reports == 0
    ]  # fmt: skip
    cast.leaders += [r.person for r in own[:5]]


def reorder(cast: Cast, lead: Sequence[View]) -> None:
    """Puts the leader who is told of first at the head, where the lead names none of them ('city leaders went ...')."""
    named = {a.name for v in lead for a in v.found if a.kind == "person"}
    if len(cast.leaders) > 1 and not named & cast.names:
        cast.leaders.sort(key=lambda p: cast.roles[p.name].first_view)


def _can_lead(role: Role) -> bool:
    return role.visits + role.chairs > 0 or role.bonus >= 1.5 or role.speaks + role.observes > 1


def _introduce(role: Role, article: Article, annotation: Annotation, known: Cues) -> None:
    text = annotation.text
    squeezed = re.sub(r"[\W_]+", "", role.person.name).lower()
    title = re.sub(r"[\W_]+", "", article.title or "").lower()
    if len(squeezed) > 3 and squeezed in title:
        role.bonus += 3.0
    elif title and any(len(p) > 3 and p.lower() in _words_of(article.title) for p in role.person.name.split()):
        role.bonus += 2.0
    printed = role.title or ""
    words = re.findall(r"[\w’'-]+", printed.lower())
    if any(w in known.strong_heads or w in ("head", "chief", "deputy", "member") for w in words):
        role.bonus += 1.5
    elif any(w in known.title_heads for w in words):
        role.bonus += 0.8
    if _FIRM.search(printed) or any(w in known.lay for w in words):
        role.against += 3.0
    if words[:1] and words[0].startswith(("vice", "deputy", "assistant")):
        role.bonus -= 0.4
    if _OLD.match(printed):
        role.against += 3.0
    for mention in role.person.mentions:
        before = text[max(0, mention.start - 60) : mention.start].rsplit("\n", 1)[-1]
        after = text[mention.end : mention.end + 80]
        if _CREDIT.search(before):
            role.against += 3.0
        word = re.search(r"([\w’'-]+)\s+$", before)
        if word and word.group(1).lower() in known.lay:
            role.against += 2.0
        if _QUOTED_FROM.search(before) or _OWNS_WORDS.match(after):
            role.against += 2.0
        by = _BY.search(before)
        if by:
            chaired = by.group().lower().startswith(("chair", "presid", "hosted", "conven"))
            role.visits += 0.0 if chaired else 1.0
            role.chairs += 1.0 if chaired else 0.0
        if re.search(r"with\s+(?:[\w’'\-]+\s+){0,6}$", before) and re.match(
            r"\s*(?:in the chair|attending|presiding)", after
        ):
            role.chairs += 1.0
        if _AGE.match(after):
            role.against += 2.0


@lru_cache(maxsize=4)
def _words_of(title: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[\w’'-]+", (title or "").lower()))


def _tally(view: View, found: Sequence[Actor], roles: Mapping[str, Role], known: Cues) -> None:
    early = 1.6 if view.index < 3 else 1.2 if view.index < 6 else 0.7
    _meet(view, found, roles, known)
    taken: set[tuple[str, str]] = set()
    if view.is_past:
        return
    for cue in view.of(
        "visit",
        "motion",
        "research",
        "chair",
        "order",
        "stress",
        "say",
        "observe",
        "companions-after",
        "companions-before",
        "report",
        "act",
        "host",
    ):
        subject = subject_of(view, cue.first, found, known)
        if (
            subject is not None
            and subject.kind in ("lay", "office", "group")
            and cue.kind in ("visit", "motion", "act")
        ):
            subject = _who_led(view, subject, found)
        if subject is None or subject.kind != "person" or subject.name not in roles:
            continue
        if cue.kind in ("visit", "motion", "research", "act") and (
            view.is_talk(cue) or view.is_past or view.is_reported(cue)
        ):
            continue
        if cue.kind == "order" and any(
            c.kind == "observe" and c.first == cue.first and c.last > cue.last for c in view.cues
        ):
            continue  # 'asked about'
        near = (cue.first - subject.last < 25 or _after_apposition(view, subject, cue)) and not _is_nominal(view, cue)
        together = conjuncts(view, subject, found, known)
        for k, actor in enumerate([*together, subject]):
            if actor.name in roles and (actor.name, cue.kind) not in taken:
                if cue.kind != "chair":
                    taken.add((actor.name, cue.kind))
                roles[actor.name].bonus += 0.3 if together and not k else 0.0
                roles[actor.name].together = roles[actor.name].together or bool(together)
                if together and k and cue.kind in ("visit", "motion", "research", "act", "chair"):
                    roles[actor.name].led_by = roles[actor.name].led_by or together[0].name
                _credit(roles[actor.name], view, cue, early, near=near)


def _after_apposition(view: View, subject: Actor, cue: Cue) -> bool:
    """Whether only the person's offices stand between name and verb: 'A, secretary of B and chairman of C, went round'."""
    between = view.tokens[subject.last : cue.first]
    return len(between) > 2 and between[0].text in ",，" and between[-1].text in ",，" and view.index < 4


def _meet(view: View, found: Sequence[Actor], roles: Mapping[str, Role], known: Cues) -> None:
    """Notes where people are named first, and after whom."""
    for actor in found:
        if actor.kind == "person" and actor.name in roles:
            if (
                view.index < 3
                and not is_object(view, actor, len(view.tokens), known)
                and not view.has("companions-before", "companions-after")
            ):
                first = next(iter(conjuncts(view, actor, found, known)), None)
                if first is not None and first.name in roles and not is_object(view, first, len(view.tokens), known):
                    roles[actor.name].led_by = roles[actor.name].led_by or first.name
            roles[actor.name].first_view = min(roles[actor.name].first_view, view.index)
            if view.index < 3:
                roles[actor.name].bonus += 0.4 if roles[actor.name].bonus < 6 else 0.0


def _who_led(view: View, led: Actor, found: Sequence[Actor]) -> Actor | None:
    """The person who led others to the place: 'Minister A led officials in visiting ...'."""
    leader = next((a for a in reversed(found) if a.kind == "person" and a.last <= led.first), None)
    if leader is None or not any(
        w in ("led", "leads", "leading", "took", "brought") for w in view.words[leader.last : led.first]
    ):
        return None
    return leader


def _is_nominal(view: View, cue: Cue) -> bool:
    """Whether a cue like 'inspection of' is a noun that nobody is said to carry out."""
    if cue.word not in ("inspection", "tour", "visit", "surprise", "field", "a", "investigation"):
        return False
    before = view.words[max(0, cue.first - 8) : cue.first]
    return not any(
        w
        in (
            "made",
            "make",
            "makes",
            "making",
            "paid",
            "pay",
            "pays",
            "paying",
            "carried",
            "carry",
            "carries",
            "conducted",
            "conduct",
            "conducts",
            "went",
            "on",
            "for",
            "during",
            "with",
            "to",
        )
        for w in before
    )


def _credit(role: Role, view: View, cue: Cue, early: float, *, near: bool) -> None:
    if cue.kind in ("visit", "motion", "research", "act"):
        role.went += near
        role.visits += (early if cue.kind != "motion" else early * 0.7) if near else 0.0
    elif cue.kind == "chair":
        if cue.word.startswith(
            (
                "summon",
                "conven",
                "presid",
                "chair",
                "mak",
                "made",
                "deliver",
                "gave",
                "giv",
                "was",
                "spoke",
                "speak",
            )
        ) or (
            view.has("meeting")
            and cue.word not in ("hold", "held", "address", "open", "call", "lead", "led", "take", "took")
        ):
            role.chairs = max(role.chairs, 0.3 if cue.word.startswith("attend") else early)
    elif cue.kind in ("order", "stress"):
        role.speaks += 1
    elif cue.kind == "observe":
        role.observes += 1
    elif cue.kind == "companions-before" and cue.word.startswith(("accompan", "particip", "join")):
        passive = "by" in view.words[cue.last : cue.last + 1] or view.words[cue.first - 1] in (
            "was",
            "were",
            "is",
            "are",
        )
        role.against += 0.0 if passive else 2.5
    elif cue.kind == "report" and cue.word in (
        "introduced",
        "introduces",
        "reported",
        "reports",
        "briefed",
        "briefs",
        "explained",
        "explains",
    ):
        role.against += 1.0
        role.reports += 1


def _offices(read: Sequence[View], by_view: Sequence[Sequence[Actor]], roles: Mapping[str, Role], known: Cues) -> None:
    """Counts 'the governor said' for the governor."""
    counts: dict[str, int] = {}
    for view, found in zip(read, by_view, strict=True):
        actor = main_actor(view, found, known)
        if actor and actor.kind == "office" and view.has("visit", "motion", "order", "stress", "say", "observe"):
            counts[actor.name] = counts.get(actor.name, 0) + 1
    for role in roles.values():
        heads = office_words(role.title, known)
        role.bonus += min(3.0, 0.8 * sum(n for head, n in counts.items() if head in heads))


def _is_official(role: Role, known: Cues) -> bool:
    words = re.findall(r"[\w’'-]+", (role.title or "").lower())
    if not words:
        return role.together and role.visits + role.chairs > 0 and role.against < 2.0
    return (
        any(w in known.title_heads or w == "comrade" for w in words)
        and not any(w in known.lay for w in words)
        and not _FIRM.search(role.title or "")
    )


def official(person: Person, cast: Cast, *, text: str, known: Cues) -> Official:
    """Name and title as printed: of the forms of one name the first, so that 'Qu Hai-lan' stays the 'Qu Hailan' of the lead."""
    letters = re.sub(r"[\W_]+", "", person.name).lower()
    same = [m.text for m in person.mentions if re.sub(r"[\W_]+", "", m.text).lower() == letters and " " in m.text]
    role = cast.roles.get(person.name)
    title = stacked_title(person, role.title if role else person.title, text, known)
    return Official(name=same[0] if same else person.name, title=title)
