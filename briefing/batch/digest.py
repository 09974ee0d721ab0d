"""The digest of a batch: one page over the visits of some days, from the briefings in the output folder."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing import rendering
from briefing.batch import places
from briefing.batch.cards import Card, card_of
from briefing.batch.directives import heard_from_several
from briefing.batch.duplicates import Group, grouped
from briefing.batch.gathering import cast
from briefing.batch.likeness import same_place
from briefing.batch.people import Form, identify
from briefing.batch.told import Told, Visit, told_of
from briefing.errors import InputError, SettingsError
from briefing.records import Briefing, Digest, DigestArticle, DigestVisit, Notice
from briefing.rendering import json as briefing_json


def digest(out: Path, *, start: dt.date, end: dt.date, lexicon: Path | None = None) -> Digest:
    """The digest of the visits from `start` to `end`, both included, that the briefings in `out` tell of.

    A visit whose day is unknown counts by the day on which its article was published. Articles that tell of one visit
    are one line (`duplicates.groups`). What the page has no room for stays in the digest with `on_page` false. `lexicon` is a folder with synonyms of the
    user's own.

    Raises:
        InputError: `out` holds no briefings.
        LexiconError: `lexicon` is no folder, or has a line that cannot be understood.
        SettingsError: `end` is before `start`.
    """
    if end < start:
        raise SettingsError(f"{end} is before {start}", key="to")
    told: list[Told] = []
    forms: Counter[Form] = Counter()
    skipped: list[str] = []
    undated: list[str] = []

    def cards() -> Iterator[Card]:
        for brief, briefing in _briefings(out, skipped):
            if not _is_within(briefing, start, end):
                if briefing.kind == "visit" and briefing.event.date is None and briefing.source.published is None:
                    undated.append(brief)
                continue
            told.append(told_of(brief, briefing, start=start, end=end))
            forms.update(cast(briefing).values())
            yield card_of(brief, briefing)

    groups = grouped(cards())
    told.sort(key=lambda item: item.brief)
    labels = {form: identity.label for form, identity in identify(forms).items()}
    visits = _visits(told, groups)
    made = Digest(
        start=start,
        end=end,
        language="zh" if sum(item.language == "zh" for item in told) * 2 > len(told) else "en",
        articles=tuple(_article(item) for item in told),
        visits=visits,
        places=places.visited_often(visits, told),
        directives=heard_from_several(told, labels, lexicon=lexicon),
        notices=tuple(_notices(visits, undated, skipped)),
    )
    return rendering.digest_on_one_page(made)


def _briefings(out: Path, skipped: list[str]) -> Iterator[tuple[str, Briefing]]:
    """(path of the JSON from `out`, briefing) of all that `out` holds, sorted."""
    paths = sorted((out / "briefs").rglob("*.json"))
    if not paths:
        raise InputError("no briefings here; `briefing batch IN -o OUT` makes them", source=str(out))
    for path in paths:
        name = path.relative_to(out).as_posix()
        try:
            yield name, briefing_json.loads(path.read_text(encoding="utf-8"), name=name)
        except (InputError, OSError, UnicodeDecodeError):
            skipped.append(name)


def _is_within(briefing: Briefing, start: dt.date, end: dt.date) -> bool:
    """Whether an article tells of a visit or meeting of these days."""
    first = briefing.event.date or briefing.source.published
    if briefing.kind == "other" or first is None:
        return False
    days = [(first, briefing.event.date_end or first), *((s.date, s.date) for s in briefing.sites if s.date)]
    return any(a <= end and b >= start for a, b in days)


def _visits(told: Sequence[Told], groups: Sequence[Group]) -> tuple[DigestVisit, ...]:
    """The visits in order, those that several articles tell of once."""
    known = {item.brief: item for item in told}
    grouped_ = {name for group in groups for name in group.members}
    sets: list[tuple[list[Told], Group | None]] = [([known[n] for n in group.members], group) for group in groups]
    sets += [([item], None) for item in told if item.brief not in grouped_]
    found: list[DigestVisit] = []
    for members, group in sets:
        conflicts = tuple(c.message for c in group.conflicts) if group and group.kind == "retelling" else ()
        main, *others = sorted(members, key=lambda m: (-len(m.visits), -m.sites, m.brief))
        for number, visit in enumerate(main.visits):
            rest = others if number == 0 or len(main.visits) > 1 else []
            found.append(_joined(main, visit, rest, conflicts if number == 0 else ()))
    return tuple(sorted(found, key=lambda v: (v.date is None, v.date or dt.date.min, v.leader or "", v.articles)))


def _joined(main: Told, visit: Visit, others: Sequence[Told], conflicts: tuple[str, ...]) -> DigestVisit:
    """A visit as the fullest article has it, with the sites that others add."""
    sites = list(visit.sites)
    evidence = list(visit.evidence)
    date, date_end = visit.date, visit.date_end
    for other in others:
        if len(main.visits) > 1 or len(other.visits) != 1:
            continue
        sites += [s for s in other.visits[0].sites if not any(same_place(s, known) for known in sites)]
        evidence += other.visits[0].evidence
        if date is None:
            date, date_end = other.visits[0].date, other.visits[0].date_end
    return DigestVisit(
        date=date,
        date_end=date_end,
        leader=visit.leader,
        title=visit.title,
        place=visit.place,
        sites=tuple(sites),
        articles=tuple(item.name for item in (main, *others)),
        evidence=tuple(evidence),
        conflicts=conflicts,
    )


def _article(item: Told) -> DigestArticle:
    source = item.source
    return DigestArticle(
        name=item.name,
        brief=item.brief,
        title=item.title,
        outlet=source.outlet,
        url=source.url,
        published=source.published,
    )


def _notices(visits: Sequence[DigestVisit], undated: Sequence[str], skipped: Sequence[str]) -> Iterator[Notice]:
    without = sum(visit.date is None for visit in visits)
    if not visits:
        yield Notice(code="digest-empty", message="no visit of these days")
    if without:
        yield Notice(code="digest-undated", message=f"{without} visit(s) without a day, by the day of publication")
    if undated:
        yield Notice(code="digest-left-out", message=f"{len(undated)} article(s) left out, with no day at all")
    if skipped:
        yield Notice(code="digest-skipped", message=f"{len(skipped)} file(s) in briefs that are no briefings")
