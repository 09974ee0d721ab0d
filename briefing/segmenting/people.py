"""Who led the visit and who came along."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.records import Annotation, Article, Official, Person, Sentence, Span
from briefing.segmenting.phrases import Cues

_APPOSITION = re.compile(r"\s*[,，(（][^.。!?;；]{2,160}?[,，)）]\s*")
_ADVERBS = re.compile(r"(?:\s*(?:\w+ly|also|had|has|have|today|yesterday|then|recently|first|on \w+|who|again|on-the-spot|personally|and his (?:party|entourage|delegation)|and h(?:is|er) \w+),?)*\s*", re.IGNORECASE)  # fmt: skip
_QUOTED_FROM = re.compile(
    r"(?:spirit|speech(?:es)?|instructions?|thought|guidance|leadership|directives?|core|teachings?|wish(?:es)?|birthday|vision)\s+(?:\w+\s+){0,6}?$",
    re.IGNORECASE,
)
_OWNS_WORDS = re.compile(
    r"['’]s\s+(?:\w+\s+){0,3}(?:speech|instruction|thought|remarks|directive|idea|spirit|vision)", re.IGNORECASE
)
_LED_BY = re.compile(
    r"(?:led|headed|chaired|presided over|visited|inspected|toured) by\s+(?:[\w’'\-]+\s+){0,8}$", re.IGNORECASE
)


@dataclass(slots=True)
class Role:
    """What a person does in the article: how often subject of which verbs, and what speaks against leading."""

    person: Person
    visits: int = 0
    acts: int = 0
    speaks: int = 0
    against: float = 0.0
    bonus: float = 0.0
    first: int = 0
    places: list[Span] = field(default_factory=list)

    @property
    def score(self) -> float:
        """How likely this person leads the visit."""
        return 2.5 * min(self.visits, 4) + min(self.acts, 4) + min(self.speaks, 5) * 0.8 + self.bonus - self.against


def roles(article: Article, annotation: Annotation, cues: Cues) -> list[Role]:
    """The roles of everybody named, the likeliest leader first."""
    text = annotation.text
    title = re.sub(r"[\W_]+", "", article.title or "").lower()
    out = []
    for person in annotation.people:
        role = Role(person=person, first=person.mentions[0].start)
        squeezed = re.sub(r"[\W_]+", "", person.name).lower()
        if squeezed and squeezed in title:
            role.bonus += 3
        elif title and any(
            len(part) > 2 and re.search(rf"\b{re.escape(part.lower())}\b", (article.title or "").lower())
            for part in person.name.split()
        ):
            role.bonus += 1.5
        role.bonus += 1.5 if person.title else 0
        for span in person.mentions:
            sentence = sentence_at(annotation, span)
            if sentence is None:
                continue
            if sentence.paragraph <= 1 and annotation.sentences.index(sentence) < 2:
                role.bonus = role.bonus + 0.8 if role.bonus < 6 else role.bonus
            _add(role, text, span, sentence, cues)
        out.append(role)
    return sorted(out, key=lambda r: (-r.score, r.first))


def _add(role: Role, text: str, span: Span, sentence: Sentence, cues: Cues) -> None:
    before = text[sentence.span.start : span.start]
    after = text[span.end : sentence.span.end]
    if _QUOTED_FROM.search(before) or _OWNS_WORDS.match(after):
        role.against += 1.5
    if _LED_BY.search(before):
        role.visits += 1
    if cues.companion_after.search(before) or cues.no_companion.search(before):
        role.against += 2.5
        return
    apposition = _APPOSITION.match(after)
    for rest in filter(None, (after, after[apposition.end() :] if apposition else "")):
        lead = _ADVERBS.match(rest)
        tail = rest[lead.end() if lead else 0 :]
        if cues.companion.match(tail):
            role.against += 1.5
            return
        if cues.visit.match(tail):
            role.visits += 1
            return
        if cues.speech.match(tail):
            role.speaks += 1
            return
        if cues.observe.match(tail):
            role.acts += 1
            return


def sentence_at(annotation: Annotation, span: Span) -> Sentence | None:
    """The sentence that holds `span`."""
    return next((s for s in annotation.sentences if s.span.contains(span)), None)


def companions(annotation: Annotation, leaders: Sequence[Person], cues: Cues) -> list[tuple[Person, Sentence]]:
    """Those named as coming along, in text order, each with the sentence that says so."""
    text = annotation.text
    names = {p.name for p in leaders}
    found: dict[str, tuple[Person, Sentence]] = {}
    for sentence in annotation.sentences:
        match = cues.companion.search(sentence.span.text)
        if not match or (
            cues.meeting.search(sentence.span.text)
            and not re.search(r"accompan|with him|with her|present|joined", sentence.span.text, re.IGNORECASE)
        ):
            continue
        at = sentence.span.start + match.end()
        people = [
            (p, m) for p in annotation.people for m in p.mentions if sentence.span.contains(m) and p.name not in names
        ]
        hosts = [h.start() + sentence.span.start for h in cues.no_companion.finditer(sentence.span.text)]
        passive = cues.companion_after.match(sentence.span.text, match.start())
        after = [(p, m) for p, m in people if m.start >= at]
        before = [(p, m) for p, m in people if m.start < sentence.span.start + match.start()]
        chosen = after if passive and after else before or (after if not passive else [])
        for person, mention in sorted(chosen, key=lambda item: item[1].start):
            if not any(h < mention.start for h in hosts) and not re.match(r"['’]s\b", text[mention.end :]):
                found.setdefault(person.name, (person, sentence))
    return list(found.values())


def official(person: Person) -> Official:
    """Name and title as printed."""
    return Official(name=person.name, title=person.title)
