import dataclasses
import datetime as dt

import pytest

from briefing.records import Briefing, Notice, Official
from briefing.rendering.labels import CHINESE, ENGLISH
from briefing.rendering.metrics import face, width_of
from briefing.rendering.page import clipped, names_joined, page, people, plain, texts


def test_the_page_shows_items_that_are_on_it_and_counts_the_others(ten_sites: Briefing) -> None:
    off = dataclasses.replace(ten_sites.sites[9], on_page=False)
    briefing = dataclasses.replace(ten_sites, sites=(*ten_sites.sites[:9], off))
    shown = page(briefing)
    assert [entry.id for entry in shown.sites] == [f"site-{n}" for n in range(1, 10)]
    assert shown.more == "1 more in the full briefing"


def test_the_full_page_shows_everything(ten_sites: Briefing) -> None:
    briefing = dataclasses.replace(
        ten_sites, sites=tuple(dataclasses.replace(site, on_page=False) for site in ten_sites.sites)
    )
    shown = page(briefing, full=True)
    assert len(shown.sites) == 10
    assert shown.more == ""


def test_the_bottom_line_rests_on_the_lines_it_was_made_of(small: Briefing) -> None:
    shown = page(small)
    assert shown.event is None
    assert shown.bottom_line is not None
    assert set(shown.bottom_line.evidence) == {*small.event.evidence, *small.directives[1].evidence}


def test_an_event_that_the_bottom_line_does_not_say_has_its_own_line(small: Briefing) -> None:
    shown = page(dataclasses.replace(small, bottom_line="Key projects first."))
    assert shown.event is not None
    assert shown.event.text == small.event.summary
    assert shown.bottom_line is not None
    assert shown.bottom_line.evidence == small.event.evidence


def test_what_was_asked_is_told_apart_from_what_was_seen(small: Briefing) -> None:
    entry = page(small).sites[0]
    assert entry.text == "Heard about plant renovation, equipment purchase and recruitment; "
    assert entry.asked.startswith("asked the project side")
    assert entry.text + entry.asked == small.sites[0].summary


def test_an_edited_summary_that_no_longer_holds_the_asks_is_shown_whole(small: Briefing) -> None:
    site = dataclasses.replace(small.sites[0], summary="Saw the plant.", method="edited")
    entry = page(dataclasses.replace(small, sites=(site,))).sites[0]
    assert (entry.text, entry.asked, entry.marks) == ("Saw the plant.", "", ("edited by hand",))


def test_directives_of_several_speakers_are_grouped_in_order_of_speaking(chinese: Briefing) -> None:
    groups = page(chinese).groups
    assert [(group.speaker, len(group.entries)) for group in groups] == [("林国栋", 3), ("方若妍", 1)]


def test_directives_of_the_leader_alone_need_no_heading(small: Briefing) -> None:
    said = tuple(dataclasses.replace(d, speaker="Lin Guodong") for d in small.directives)
    assert [group.speaker for group in page(dataclasses.replace(small, directives=said)).groups] == [""]


def test_directives_of_somebody_else_are_attributed(small: Briefing) -> None:
    said = tuple(dataclasses.replace(d, speaker="Fang Ruoyan") for d in small.directives)
    assert [group.speaker for group in page(dataclasses.replace(small, directives=said)).groups] == ["Fang Ruoyan"]


def test_unattributed_directives_come_first_so_that_no_speaker_inherits_them(small: Briefing) -> None:
    said = (dataclasses.replace(small.directives[0], speaker="Lin Guodong"), *small.directives[1:])
    groups = page(dataclasses.replace(small, directives=said)).groups
    assert [group.speaker for group in groups] == ["Not attributed", "Lin Guodong"]


def test_a_site_says_where_its_leader_date_and_place_differ(small: Briefing) -> None:
    site = dataclasses.replace(small.sites[0], leader="Fang Ruoyan", date=dt.date(2024, 6, 4), place="Xi County")
    assert page(dataclasses.replace(small, sites=(site,))).sites[0].aside == "Fang Ruoyan, 4 June 2024, Xi County"


def test_the_check_result_counts_lines_and_own_words(small: Briefing) -> None:
    assert page(small).footer[0] == "8 of 8 lines checked against the source; 2 in the source's own words"


def test_an_edited_line_that_the_source_does_not_support_is_not_counted_as_checked(small: Briefing) -> None:
    notices = (*small.notices, Notice(code="edit-unsupported", message="site 1: the number 9 is not in its evidence"))
    shown = page(dataclasses.replace(small, notices=notices))
    assert shown.footer[0].startswith("7 of 8 lines")
    assert shown.notices == ("Site 1: the number 9 is not in its evidence.",)


def test_replaced_lines_are_not_told_on_the_page(small: Briefing) -> None:
    assert page(small).notices == ()


def test_known_notices_of_a_chinese_page_are_in_chinese(chinese: Briefing) -> None:
    briefing = dataclasses.replace(chinese, notices=(Notice(code="date-unresolved", message="no day"),))
    assert page(briefing).notices == ("原文未能确定考察的具体日期。",)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b", 'https://a"b', "ftp://x", "https://a\nb", "https://a>b", None]
)
def test_only_plain_web_addresses_are_linked(small: Briefing, url: str | None) -> None:
    briefing = dataclasses.replace(small, source=dataclasses.replace(small.source, url=url))
    assert page(briefing).url == ""


def test_control_and_direction_characters_never_reach_a_page(hostile: Briefing) -> None:
    assert all(text.isprintable() for text in texts(page(hostile)))


def test_plain_composes_and_collapses() -> None:
    assert plain("e\u0301t\u00e9 \t\n\u3000of\u200b\u202e 2024\x1b[1m") == "été of 2024 [1m"


def test_clipping_ends_in_an_ellipsis_at_a_blank() -> None:
    assert clipped("one two three four " * 9, 14) == "one two three four one two…"
    assert clipped("short", 14) == "short"


@pytest.mark.parametrize("text", ["W" * 900, "i" * 900, "字" * 900, "word " * 200])
def test_clipping_counts_the_width_that_a_string_takes_on_paper(text: str) -> None:
    shown = clipped(text, 100)
    assert 85 < width_of(shown, face("regular")) <= 100
    assert shown.endswith("…")


def test_the_full_page_clips_nothing(small: Briefing) -> None:
    site = dataclasses.replace(small.sites[0], summary="Saw " + "very " * 900 + "much.", observed=None, asked=None)
    briefing = dataclasses.replace(small, sites=(site,))
    assert page(briefing, full=True).sites[0].text == site.summary
    assert len(page(briefing).sites[0].text) < 900


def test_a_long_address_is_linked_whole_and_printed_short(small: Briefing) -> None:
    url = "https://www.qinghe.example/" + "a" * 400
    shown = page(dataclasses.replace(small, source=dataclasses.replace(small.source, url=url)))
    assert shown.url == url
    assert len(shown.address) == 120


def test_names_are_joined_as_a_phrase() -> None:
    assert names_joined(["A"], ENGLISH) == "A"
    assert names_joined(["A", "B", "C"], ENGLISH) == "A, B and C"
    assert names_joined(["A Co., Ltd.", "B", "C"], ENGLISH) == "A Co., Ltd.; B; C"
    assert names_joined(["甲", "乙"], CHINESE) == "甲、乙"


def test_titles_stand_where_each_language_has_them() -> None:
    officials = (Official(name="林国栋", title="市委书记"), Official(name="孟海涛", title=None))
    assert people(officials, CHINESE) == "市委书记林国栋、孟海涛"
    assert people((Official(name="Lin Guodong", title="Mayor"),), ENGLISH) == "Lin Guodong, Mayor"
