"""Who leads a visit and who comes along, in a Chinese article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.records import Annotation, Article, Official, Person, Span
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_units import Unit

_LIST = re.compile(r"[、和与及，,\s（(）)兼 　]*")
_NEAR = 24  # code points after a name in which its verb stands
_LEAD = 6  # units in which the lead is looked for


@dataclass(frozen=True, slots=True)
class Cast:
    """The leaders, the principal first; the companions; the unit that opens the story and those that name companions."""

    leaders: tuple[Person, ...]
    companions: tuple[Person, ...]
    lead: Unit | None
    named: tuple[Unit, ...]


def cast(article: Article, annotation: Annotation, plain: str, units: Sequence[Unit], cues: ChineseCues) -> Cast:
    """The people of the visit; `plain` is the text in simplified characters."""
    along, named = _companions(annotation, plain, units, cues)
    principal = _principal(article, annotation, plain, units, along, cues)
    lead = _lead(annotation, plain, units, principal, cues)
    if principal is None:
        return Cast((), (), lead, ())
    along = [p for p in along if p.name != principal.name]
    leaders = [principal]
    for person in annotation.people:
        if person.name in {p.name for p in (*along, *leaders)} or not _is_official(person, cues):
            continue
        beside = lead is not None and _beside(annotation, person, principal, lead, plain, cues)
        if (
            beside == "taken"
            or (beside and not _acts(annotation, person, lead, plain, cues))
            or _is_deputy(person, principal, beside)
        ):
            along.append(person)
        elif beside or _leads_elsewhere(annotation, person, plain, units, cues):
            leaders.append(person)
    along += [
        p
        for p in _at_meeting(annotation, plain, lead, units, cues)
        if p.name not in {x.name for x in (*along, *leaders)}
    ]
    first = {p.name: p.mentions[0].start for p in along}
    ordered = {p.name: p for p in sorted(along, key=lambda p: first[p.name])}
    return Cast(tuple(leaders[:6]), tuple(ordered.values()), lead, named)


def official(person: Person) -> Official:
    """A person as printed."""
    return Official(name=person.name, title=person.title)


def _is_official(person: Person, cues: ChineseCues) -> bool:
    title = person.title or ""
    return bool(cues.official.search(title)) and not re.search(rf"(?:{cues.host.pattern})$", title)


def _companions(
    annotation: Annotation, plain: str, units: Sequence[Unit], cues: ChineseCues
) -> tuple[list[Person], tuple[Unit, ...]]:
    """People named before '参加', '陪同', '一同调研', and the units that say so."""
    spans = [(u.span, u) for u in units] + [(s, None) for s in _title_lines(annotation, units)]
    found: dict[str, Person] = {}
    named: list[Unit] = []
    for span, unit in spans:
        for verb in cues.companion.finditer(plain, span.start, span.end):
            people = list(_before(annotation, plain, span, verb.start()))
            people = [p for p in people if p and not re.search(rf"(?:{cues.host.pattern})$", p.title or "")]
            for person in people:
                found[person.name] = person
            if people and unit and unit not in named:
                named.append(unit)
    return list(found.values()), tuple(named)


def _title_lines(annotation: Annotation, units: Sequence[Unit]) -> Iterator[Span]:
    """The lines before the first sentence: a headline may name who came along."""
    end = units[0].span.start if units else len(annotation.text)
    for line in re.finditer(r"[^\n]+", annotation.text[:end]):
        yield Span.of(annotation.text, line.start(), line.end())


def _before(annotation: Annotation, plain: str, span: Span, verb: int) -> Iterator[Person]:
    """The people listed right before a verb, offices between them; a body or group between ends the list."""
    inside = [
        m for m in annotation.mentions if m.kind == "person" and span.start <= m.span.start and m.span.end <= verb
    ]
    end = verb
    for mention in reversed(inside):
        gap = plain[mention.span.end : end]
        if len(gap) > 1 and re.search(r"[。；]|[\u3400-\u9fff]", _without_bodies(gap)):
            return
        person = next((p for p in annotation.people if p.name == mention.canonical), None)
        if person:
            yield person
        end = mention.title.start if mention.title else mention.span.start


def _without_bodies(gap: str) -> str:
    """What parts two people of a list, less bodies that are listed with them ('和州畜牧局、交通局负责人')."""
    gap = re.sub(r"(?:以及|及|和|与|、)[^，。；、]{0,24}(?:负责人|负责同志|同志|人员|干部|等)", "", gap)
    return _LIST.sub("", gap).replace("等", "")


def _principal(
    article: Article, annotation: Annotation, plain: str, units: Sequence[Unit], along: list[Person], cues: ChineseCues
) -> Person | None:
    title = article.title or ""
    names = {p.name for p in along}
    best: tuple[float, int, Person] | None = None
    for person in annotation.people:
        weight = _weight(person, annotation, plain, units, title, cues) - (4.0 if person.name in names else 0.0)
        if weight >= 4.0 and (best is None or (weight, -person.mentions[0].start) > best[:2]):
            best = (weight, -person.mentions[0].start, person)
    return best[2] if best else None


def _weight(
    person: Person, annotation: Annotation, plain: str, units: Sequence[Unit], title: str, cues: ChineseCues
) -> float:
    weight = min(len(person.mentions), 6) * 0.5 + (2.0 if _is_official(person, cues) else 0.0)
    if re.search(rf"(?:{cues.host.pattern})$", person.title or ""):
        weight -= 3.0
    if person.name in title:
        weight += 4.0 - 2.0 * (title.index(person.name) > 12)
    for place, unit in enumerate(units[:_LEAD]):
        mentions = [m for m in person.mentions if unit.span.contains(m)]
        if mentions and (
            cues.visit.search(plain, mentions[0].end, unit.span.end)
            or cues.held.search(plain, unit.span.start, unit.span.end)
        ):
            weight += 4.0 - 0.5 * place
            break
    acts = sum(1 for m in person.mentions if _verb(m, plain, cues))
    return weight + min(acts, 4) * 0.5


def _verb(mention: Span, plain: str, cues: ChineseCues) -> bool:
    near = plain[mention.end : mention.end + _NEAR]
    clause = re.split(r"[。；\n]", near)[0]
    return bool(cues.go.search(clause) or cues.visit.search(clause) or cues.speech.search(clause))


def _lead(
    annotation: Annotation, plain: str, units: Sequence[Unit], principal: Person | None, cues: ChineseCues
) -> Unit | None:
    """The first unit that has the principal and a visit or meeting, else a visit or meeting alone."""
    for unit in units[: 2 * _LEAD]:
        start, end = unit.span.start, unit.span.end
        shows = (
            cues.visit.search(plain, start, end)
            or cues.held.search(plain, start, end)
            or cues.go.search(plain, start, end)
        )
        if shows and principal and any(unit.span.contains(m) for m in principal.mentions):
            return unit
    return next(
        (
            u
            for u in units[:_LEAD]
            if cues.visit.search(plain, u.span.start, u.span.end) or cues.held.search(plain, u.span.start, u.span.end)
        ),
        units[0] if units else None,
    )


def _beside(
    annotation: Annotation, person: Person, principal: Person, lead: Unit, plain: str, cues: ChineseCues
) -> str:
    """How a person stands beside the principal in the lead: "taken" along, "joined" by a mark, or "" not at all."""
    ours = [m for m in principal.mentions if lead.span.contains(m)]
    theirs = [m for m in person.mentions if lead.span.contains(m)]
    if not ours or not theirs or theirs[0].start < ours[0].start:
        return ""
    between = plain[ours[0].end : theirs[0].start]
    if cues.takes_along.search(between) and not cues.visit.search(between) and not cues.go.search(between):
        return "taken"
    verb = cues.visit.search(between) or cues.go.search(between) or cues.speech.search(between)
    return "" if verb or len(between) > 60 else "joined"


def _acts(annotation: Annotation, person: Person, lead: Unit | None, plain: str, cues: ChineseCues) -> bool:
    """Whether a person does or asks something outside the lead."""
    later = [m for m in person.mentions if lead is None or not lead.span.contains(m)]
    return any(_verb(m, plain, cues) for m in later)


def _is_deputy(person: Person, principal: Person, beside: str) -> bool:
    """Whether a person beside the principal bears the principal's office with '副' before it."""
    office = re.search(r"[\u3400-\u9fff]{2}$", principal.title or "")
    return beside == "joined" and office is not None and (person.title or "").endswith("副" + office.group())


def _leads_elsewhere(
    annotation: Annotation, person: Person, plain: str, units: Sequence[Unit], cues: ChineseCues
) -> bool:
    """Whether an official makes stops of their own, or presides and demands."""
    for unit in units:
        for mention in person.mentions:
            if not unit.span.contains(mention):
                continue
            near = plain[mention.end : min(unit.span.end, mention.end + 12)]
            if re.match(r"(?:首先|随后|还|又|则|一行|也|同志|先后|在)?", near) and (
                ((go := cues.go.search(near))
                and go.start() <= 4)
                or (near.startswith("在")
                and cues.visit.search(plain, mention.end, unit.span.end))
            ):
                return True
            if (speech := cues.speech.match(near)) and (speech["ask"] == "要求" or cues.hard.match(near)):
                return True
    return False


def _at_meeting(
    annotation: Annotation, plain: str, lead: Unit | None, units: Sequence[Unit], cues: ChineseCues
) -> Iterator[Person]:
    """At a meeting, officials who report or preside beside the principal."""
    if lead is None or not cues.held.search(plain, lead.sentence.span.start, lead.sentence.span.end):
        return
    for unit in units:
        if unit.paragraph != lead.paragraph:
            continue
        for person in annotation.people:
            if _is_official(person, cues) and any(
                unit.span.contains(m) and re.match("主持|通报|作|汇报|传达", plain[m.end : m.end + 4])
                for m in person.mentions
            ):
                yield person
