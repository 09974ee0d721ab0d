import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import rendering
from briefing.composing.headlines import MAX_WORDS, bottom_line, headline, shortened
from briefing.composing.notices import STRICT
from briefing.pipeline import Pipeline
from briefing.reading import read_text
from briefing.records import Passage
from briefing.testing import ScriptedSummariser

sys.path.insert(0, str(Path(__file__).parent.parent))
from briefings import visit

NOTICES = Path(__file__).parents[2] / "docs" / "notices.md"
ARTICLE = """Mayor Lin Guodong inspects Qinghe County

Published: 2024-06-05

On June 3, Mayor Lin Guodong visited Qinghe County.

At the Hengda Plant, Lin Guodong looked at 20 new lathes. He asked the plant to train welders.

Lin Guodong stressed that every workshop must be checked before July. Departments should not collect fees from small firms.
"""


def extract(passage: Passage) -> list[str]:
    return []


def test_a_briefing_joins_what_was_seen_and_what_was_asked() -> None:
    made = Pipeline(summariser=ScriptedSummariser(extract)).brief(read_text(ARTICLE))
    (site,) = made.sites
    assert site.names == ("Hengda Plant",)
    assert site.observed
    assert site.asked
    assert site.summary.startswith(site.observed.rstrip("."))
    assert "; " in site.summary
    assert site.summary.endswith(".")


def test_every_line_counts_once_in_the_check() -> None:
    made = Pipeline(summariser=ScriptedSummariser(extract)).brief(read_text(ARTICLE))
    check = made.check
    assert check.lines == check.seq2seq + check.extractive + check.glossed + check.edited
    assert check.lines >= 1 + 2 + 2


def test_a_repeated_directive_is_given_once() -> None:
    twice = ARTICLE + "\nLin Guodong stressed that every workshop must be checked before July.\n"
    made = Pipeline(summariser=ScriptedSummariser(extract)).brief(read_text(twice))
    summaries = [d.summary for d in made.directives]
    assert len(summaries) == len(set(summaries))


def test_demands_that_differ_in_a_figure_or_a_negation_stay_apart() -> None:
    several = ARTICLE.replace(
        "Departments should not collect fees from small firms.",
        "Departments should check 20 boilers in every school before winter. Departments should check 30 boilers in every school "
        "before winter. Departments should collect fees from small firms. Departments should not collect fees from small firms.",
    )
    made = Pipeline(summariser=ScriptedSummariser(extract)).brief(read_text(several))
    assert sum("boilers" in d.summary for d in made.directives) == 2
    assert sum("fees" in d.summary for d in made.directives) == 2


def test_the_headline_has_at_most_twelve_words() -> None:
    briefing = visit()
    article = read_text(ARTICLE)
    made = headline(article, briefing.event, briefing.sites, "visit")
    assert made == "Mayor Lin Guodong visits Qinghe County: Hengda Plant"
    zone = "the Central Experimental and Demonstration Zone for Integrated Modern Mountain Agriculture of Lower Qinghe"
    made = headline(article, replace(briefing.event, place=zone), briefing.sites, "visit")
    assert len(made.split()) <= MAX_WORDS
    assert not re.search(r"\b(?:of|and|the|for)$", made)


def stops(*names: str) -> str:
    briefing = visit()
    sites = tuple(replace(briefing.sites[0], names=(name,)) for name in names)
    return headline(read_text(ARTICLE), briefing.event, sites, "visit")


def test_the_headline_names_as_many_stops_as_it_has_room_for() -> None:
    assert stops("Hengda Plant", "Second Hospital") == (
        "Mayor Lin Guodong visits Qinghe County: Hengda Plant and Second Hospital"
    )
    many = stops("Hengda Plant", "Second Hospital", "Yunfan Port", "North Canal")
    assert many == "Mayor Lin Guodong visits Qinghe County: Hengda Plant and other places"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Minister of Works and Transport", "Minister of Works and Transport Lin Guodong visits"),
        (
            "member of the standing committee of the provincial party committee and governor",
            "Governor Lin Guodong visits",
        ),
    ],
)
def test_a_title_is_never_cut_into_a_part_that_names_no_office(title: str, shown: str) -> None:
    briefing = visit()
    event = replace(briefing.event, leaders=(replace(briefing.event.leaders[0], title=title),))
    assert headline(read_text(ARTICLE), event, briefing.sites, "visit").startswith(shown)


def test_the_bottom_line_of_a_meeting_takes_one_sentence_of_its_lead() -> None:
    briefing = visit()
    article = read_text(ARTICLE)
    lead = "Lin Guodong chaired a meeting on flood control in the county. Shao Lihua spoke."
    made = bottom_line(article, briefing.event, (), kind="meeting", lead=lead, demand=None)
    assert made == "Lin Guodong chaired a meeting on flood control in the county."


def test_an_article_that_is_no_visit_keeps_its_own_headline() -> None:
    article = read_text("Tomato prices fall\n\nPrices fell by 18 percent in a week, traders said.\n")
    event = replace(visit().event, leaders=())
    assert headline(article, event, (), "other") == "Tomato prices fall"


def bottom(demand: str | None, **changes: object) -> str:
    briefing = visit()
    event = replace(briefing.event, **changes)  # type: ignore[arg-type]
    article = read_text(ARTICLE)
    return bottom_line(article, event, briefing.sites, kind="visit", lead="The lead.", demand=demand)


def test_the_bottom_line_is_one_sentence_of_facts_and_the_first_demand() -> None:
    assert bottom("Check every workshop before July.") == (
        "Mayor Lin Guodong visited Qinghe County on June 3, with Vice Mayor Shao Lihua; key demand: check every workshop "
        "before July."
    )
    assert bottom(None, companions=()) == "Mayor Lin Guodong visited Qinghe County on June 3."


def test_the_bottom_line_keeps_the_capital_of_a_name_and_cuts_a_long_demand() -> None:
    assert "key demand: Qinghe must act." in bottom("Qinghe must act.")
    long = "Check every shop, " + ", ".join(f"mend thing {i} there" for i in range(20)) + "."
    assert len(bottom(long).split("key demand: ")[1].split()) <= 30


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("yesterday", "County yesterday,"),
        ("On June 3", "County on June 3,"),
        ("Tuesday", "County on Tuesday,"),
        (None, "County,"),
    ],
)
def test_the_day_is_told_as_printed(text: str | None, shown: str) -> None:
    assert shown in bottom(None, date_text=text)


@pytest.mark.parametrize("text", ["one " * 40, "a, " * 30, "长" * 80, "x" * 300])
def test_a_shortened_title_is_never_longer_than_allowed(text: str) -> None:
    made = shortened(text)
    assert len(made.split()) <= MAX_WORDS
    assert made


def test_items_leave_the_page_until_it_fits_and_a_notice_says_how_many() -> None:
    places = "ABCDEFGHIJKLMNOPQRSTUVWXY"
    stops = "\n\n".join(
        f"At the {p}ongda Plant, Lin Guodong looked at {i} lathes and {i} presses." for i, p in enumerate(places, 30)
    )
    speech = "\n\n".join(
        f"Lin Guodong stressed that shop {i} must be cleaned of {p}oil before July." for i, p in enumerate(places, 60)
    )
    made = Pipeline(summariser=ScriptedSummariser(extract)).brief(
        read_text(f"On June 3, Mayor Lin Guodong visited Qinghe County.\n\n{stops}\n\n{speech}\n")
    )
    off = [x for x in (*made.sites, *made.directives) if not x.on_page]
    assert off
    assert rendering.fits_page(made)
    assert f"{len(off)} more in the full briefing" in {n.message for n in made.notices if n.code == "off-page"}
    assert made.sites[0].on_page
    assert made.directives[0].on_page


def test_the_documentation_lists_every_strict_notice() -> None:
    listed = dict(re.findall(r"\| `([a-z-]+)` \| (yes|no) \|", NOTICES.read_text(encoding="utf-8")))
    assert {code for code, strict in listed.items() if strict == "yes"} == STRICT
