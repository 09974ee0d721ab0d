import re

import pytest

from briefing.records import Briefing
from briefing.rendering import render
from briefing.rendering.wrapping import columns

ANSI = re.compile(r"\x1b\[[0-9]*m")


@pytest.mark.parametrize("width", [20, 40, 73, 100, 160])
def test_no_line_is_wider_than_asked(sample: Briefing, width: int) -> None:
    lines = render(sample, "text", width=width).splitlines()
    assert max(map(columns, lines)) <= width


def test_color_changes_nothing_but_the_styles(sample: Briefing) -> None:
    colored = render(sample, "text", color=True)
    assert ANSI.sub("", colored) == render(sample, "text")
    assert "\x1b[1m" in colored


def test_piped_text_is_plain(sample: Briefing) -> None:
    assert all(line.isprintable() for line in render(sample, "text").split("\n"))


def test_the_article_cannot_steer_the_terminal(hostile: Briefing) -> None:
    colored = render(hostile, "text", color=True)
    assert set(ANSI.findall(colored)) == {"\x1b[0m", "\x1b[1m", "\x1b[2m"}
    assert ANSI.sub("", colored).replace("\n", "").isprintable()


def test_the_names_of_a_site_are_bold_over_line_breaks(small: Briefing) -> None:
    text = render(small, "text", width=40, color=True)
    assert "\x1b[1mSino-Danish Industrial Park and New\x1b[0m\n" in text
    assert "\x1b[1mEnergy Vehicle Park\x1b[0m: Learned" in text


def test_the_order_is_that_of_an_executive_brief(small: Briefing) -> None:
    text = render(small, "text")
    parts = ["visits Qinghe", "key demand", "3 June 2024", "Sites visited", "Directives", "Source:", "8 of 8 lines"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
