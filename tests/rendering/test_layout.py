import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.records import Briefing
from briefing.rendering import fits_page, layout
from briefing.rendering.layout import LEVELS, PAPERS, balanced, fact_rows, height, loosest
from briefing.rendering.page import Fact, page
from briefing.rendering.pdf import page_count, render_pdf

# a line of usual length has these many words; site lines in briefings of the corpus average 28, directives 14
SITE = "Reviewed plant renovation and equipment, product development, project production and personnel recruitment; "
ASKED = "asked to focus on the production time node and speed up the installation of equipment."
DEMAND = "Meet the requirements of first-class development zones with more innovation and a larger contribution."


def filled(briefing: Briefing, sites: int, directives: int) -> Briefing:
    """The briefing with so many sites and directives of usual length."""
    site = dataclasses.replace(briefing.sites[0], summary=SITE + ASKED, observed=SITE[:-2], asked=ASKED[:-1])
    demand = dataclasses.replace(briefing.directives[1], summary=DEMAND)
    return dataclasses.replace(briefing, sites=(site,) * sites, directives=(demand,) * directives)


def test_body_text_is_never_under_nine_points() -> None:
    assert min(level.body for level in LEVELS) >= 9


def test_each_level_is_tighter_than_the_one_before(sample: Briefing) -> None:
    shown = page(sample)
    heights = [height(shown, paper=PAPERS["a4"], level=level) for level in LEVELS]
    assert heights == sorted(heights, reverse=True)


def test_eight_sites_and_ten_directives_of_usual_length_fit(small: Briefing) -> None:
    assert fits_page(filled(small, 8, 10))


def test_a_page_that_overflows_is_told(small: Briefing) -> None:
    assert not fits_page(filled(small, 20, 20))


def test_items_off_the_page_take_no_room(small: Briefing) -> None:
    briefing = filled(small, 20, 20)
    off = tuple(dataclasses.replace(site, on_page=False) for site in briefing.sites)
    assert fits_page(dataclasses.replace(briefing, sites=off))


def test_one_site_and_one_directive_fit_however_long_their_strings(small: Briefing) -> None:
    """The composer takes items off until one of each list is left; then the page must fit whatever the article says."""
    for monster in ("word " * 4000, "字" * 20_000, "W" * 20_000):
        official = dataclasses.replace(small.event.leaders[0], name=monster, title=monster)
        event = dataclasses.replace(
            small.event, summary=monster, place=monster, leaders=(official,) * 9, companions=(official,) * 40
        )
        site = dataclasses.replace(
            small.sites[0],
            names=(monster,) * 30,
            summary=monster,
            observed=None,
            asked=None,
            leader=monster,
            place=monster,
        )
        demand = dataclasses.replace(small.directives[0], summary=monster, speaker=monster)
        notices = tuple(
            dataclasses.replace(n, code=f"code-{i}", message=monster) for i, n in enumerate(small.notices * 5)
        )
        briefing = dataclasses.replace(
            small, title=monster, headline=monster, bottom_line="Otherwise: " + monster, event=event, sites=(site,),
            directives=(demand,), notices=notices, source=dataclasses.replace(small.source, outlet=monster),
        )  # fmt: skip
        assert fits_page(briefing)
        assert page_count(render_pdf(briefing, page(briefing))) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sites=st.integers(0, 12), directives=st.integers(0, 16), paper=st.sampled_from(["a4", "letter"]))
def test_what_fits_by_the_model_fits_in_the_pdf(small: Briefing, sites: int, directives: int, paper: str) -> None:
    briefing = filled(small, sites, directives)
    shown = page(briefing)
    if layout.fits(shown):
        made = render_pdf(briefing, shown, paper=paper)
        assert page_count(made) == 1
        assert shown.more == ""


def test_a_wider_font_needs_a_tighter_level(ten_sites: Briefing) -> None:
    shown = page(ten_sites)
    assert LEVELS.index(loosest(shown, stretch=1.3)) > LEVELS.index(loosest(shown, stretch=1.0))


def test_chinese_takes_the_same_room_in_every_font(chinese: Briefing) -> None:
    shown = dataclasses.replace(page(chinese), footer=(), source=(), url="", bottom_line=None)
    wide, usual = (height(shown, paper=PAPERS["a4"], level=LEVELS[0], stretch=s) for s in (1.3, 1.0))
    assert wide == usual


def test_short_facts_share_a_row() -> None:
    date, place = Fact(label="Date", value="3 June 2024"), Fact(label="Place", value="Qinghe")
    long = Fact(label="With", value="x" * 90)
    assert fact_rows((date, place, long)) == ((date, place), (long,))
    assert fact_rows((date, long, place)) == ((date,), (long,), (place,))


@pytest.mark.parametrize(("text", "share"), [("Two words", 0.6), ("", 0.6)])
def test_a_headline_of_one_line_stays_one_line(text: str, share: float) -> None:
    assert balanced(text, 30) == share


def test_a_headline_of_two_lines_is_broken_evenly() -> None:
    text = "Prime Minister Adaeze Okonjo-Tall visits the Eastern Region, 10 sites"
    assert balanced(text, 28) < 1
