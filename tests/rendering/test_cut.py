import datetime as dt
import re

import pytest

from briefing.records import (
    Article,
    DirectiveSegment,
    EventSegment,
    Notice,
    Official,
    Segments,
    SiteSegment,
    Source,
    Span,
    VisitDate,
)
from briefing.rendering.cut import render_cut

TEXT = "By Ann\nMayor Lin went to Qinghe. At the mill he saw looms \x1b[31mand asked for care. He said: pay on time."


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.fixture
def article() -> Article:
    return Article(text=TEXT, title=None, language="en", source=Source(name="-"), furniture=(span("By Ann"),))


@pytest.fixture
def segments() -> Segments:
    return Segments(
        kind="visit",
        leaders=(Official(name="Lin", title="Mayor"),),
        companions=(),
        date=VisitDate(text="On 3 and 4 June", start=dt.date(2024, 6, 3), end=dt.date(2024, 6, 4)),
        place=span("Qinghe"),
        event=EventSegment(evidence=(span("Mayor Lin went to Qinghe."),)),
        sites=(
            SiteSegment(
                names=(span("the mill"),),
                observed=(span("he saw looms"),),
                asked=(span("asked for care"),),
                evidence=(span("At the mill he saw looms"),),
            ),
        ),
        directives=(DirectiveSegment(evidence=(span("pay on time."),), speaker="Lin"),),
        unreached=(span("He said"),),
        notices=(Notice(code="demand-unreached", message="one"),),
    )


def test_the_facts_and_every_span_are_listed(article: Article, segments: Segments) -> None:
    lines = [re.sub(r" {2,}", " | ", line) for line in render_cut(article, segments).splitlines()]
    assert "leaders | Lin (Mayor)" in lines
    assert "date | 2024-06-03 to 2024-06-04 (On 3 and 4 June)" in lines
    assert "notice | demand-unreached: one" in lines
    assert any(line.startswith("observed 1 | ") and line.endswith(" | he saw looms") for line in lines)
    assert any(line.startswith("directive 1 (Lin) | ") and line.endswith(" | pay on time.") for line in lines)
    assert any(line.startswith("reached none | ") for line in lines)


def test_color_shows_the_article_in_place_and_nothing_of_its_own_escapes(article: Article, segments: Segments) -> None:
    colored = render_cut(article, segments, color=True)
    assert "\x1b[32mhe saw looms\x1b[0m" in colored
    assert "\x1b[2mBy Ann\x1b[0m" in colored
    plain = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert TEXT.replace("\x1b", " ") in plain


def test_plain_output_has_no_control_characters(article: Article, segments: Segments) -> None:
    assert all(line.isprintable() for line in render_cut(article, segments).split("\n"))


def test_what_is_not_known_is_said(article: Article, segments: Segments) -> None:
    import dataclasses

    text = render_cut(article, dataclasses.replace(segments, date=VisitDate(text=None), place=None))
    assert re.search(r"date +unknown\n", text)
    assert re.search(r"place +unknown\n", text)
