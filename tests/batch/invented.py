"""Briefings by the thousand, of invented people and places."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

from briefing.records import Briefing, Notice, Official, Source
from tests.briefings import visit

FAMILIES = "Wang Lin Shao Tian Qiao Mu Dang Pang Kuang Nie Bian Feng".split()
GIVEN = "Guodong Lihua Zeyu Mingtao Yuhe Haifeng Subai Xuelin Rui Anping Jia Wenbo Jun Shulan Ke".split()
TITLES = ("Mayor", "Vice Mayor", "Municipal Party Secretary", "Governor", "County Magistrate", "Deputy County Head")
FIRST = "Qing Bai Yun Heng Lan Tao Shi Mei Dong Xi Nan Bei Jin Yu Cao Lu".split()
SECOND = "he shan hu feng men tang zhou ping ling gang".split()
KINDS = ("Plant", "Reservoir", "Primary School", "Industrial Park", "Hospital", "Village", "Bridge", "Market")
WORDS = [f"{a.lower()}{b}{c}" for a in FIRST for b in SECOND for c in ("", "ing", "ed", "s")]


def invented(count: int, *, seed: int = 7) -> Iterator[tuple[str, Briefing]]:
    """`count` briefings with the paths of their JSON; the same for the same seed."""
    pick = random.Random(seed)
    people = [(f"{pick.choice(FAMILIES)} {pick.choice(GIVEN)}", pick.choice(TITLES)) for _ in range(400)]
    counties = [f"{a}{b} County" for a in FIRST for b in SECOND]
    for number in range(count):
        leader, companion = pick.sample(people, 2)
        day = dt.date(2014, 1, 1) + dt.timedelta(days=pick.randrange(3650)) if pick.random() < 0.85 else None
        place = pick.choice(counties[:40] if pick.random() < 0.5 else counties)
        kind = pick.choices(("visit", "meeting", "other"), (8, 1, 1))[0]
        base = visit(sites=pick.randint(1, 4) if kind == "visit" else 0, directives=pick.randint(0, 8), kind=kind)
        sites = tuple(
            replace(site, names=(f"{pick.choice(FIRST)}{pick.choice(SECOND)} {pick.choice(KINDS)}",))
            for site in base.sites
        )
        event = replace(
            base.event,
            date=day,
            date_text=f"{day:%B} {day.day}" if day else "recently",
            leaders=(Official(name=leader[0], title=leader[1]),),
            companions=(Official(name=companion[0], title=companion[1]),),
            place=place,
        )
        name = f"{2014 + number % 10}/{number:05}.txt"
        published = day + dt.timedelta(days=2) if day else None
        yield (
            f"briefs/{name.removesuffix('.txt')}.json",
            replace(
                base,
                event=event,
                sites=sites,
                headline=f"{leader[1]} {leader[0]} visits {place}" + (f": {sites[0].names[0]}" if sites else ""),
                source=Source(
                    name=name, outlet=f"{place.split()[0]} Daily", published=published, sha256=f"{number:064x}"
                ),
                directives=tuple(replace(d, speaker=leader[0]) for d in base.directives),
                notices=(Notice(code="date-unresolved", message="no day"),) if day is None else (),
                text=f"{leader[1]} {leader[0]} visited {place}. " + " ".join(pick.choices(WORDS, k=200)) + ".",
            ),
        )
