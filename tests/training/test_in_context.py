"""Pairs made of annotated articles."""

from briefing import lexicons
from briefing.evaluation.corpus import parse
from briefing.training.in_context import pairs_of

ARTICLE = """kind: visit
style: mt
language: en
published: 2024-06-05
date: 2024-06-03
leader: Lin Guodong | Mayor
place: Qinghe County
---
<event>On <date>June 3</date>, Mayor <leader>Lin Guodong</leader> visited <place>Qinghe County</place>.</event>

<stop n="1">At <site n="1">Hengda Bearing Co., Ltd.</site> he looked at the new line, <ask>asking managers to finish repairs by July</ask>.</stop>

He stressed that <directive n="1">reservoirs must be checked every day</directive>.
---
event: Mayor Lin Guodong visited Qinghe County on June 3.
stop 1: Looked at the new line; asked managers to finish repairs by July.
directive 1: Check reservoirs every day.
"""


def rows() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in pairs_of(parse(ARTICLE, id="11-001"), lexicon=lexicons.load("en"))}


def test_every_line_gives_a_pair() -> None:
    assert {row["kind"] for row in rows().values()} == {"event", "site", "directive"}


def test_names_and_dates_are_marked_alike_on_both_sides() -> None:
    event = rows()["11-001-event"]
    assert "[P:Lin Guodong]" in event["source"]
    assert "[P:Lin Guodong]" in event["summary"]
    assert "[D:June 3]" in event["summary"]


def test_a_stop_where_something_was_asked_also_gives_what_was_seen_alone() -> None:
    seen = rows()["11-001-stop1o"]
    assert "repairs" not in seen["source"]
    assert seen["summary"] == "Looked at the new line."
