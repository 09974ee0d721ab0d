import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import lexicons, mentions
from briefing.records import Article, Source
from briefing.segmenting import segment

PLAIN = (
    "On June 3, Mayor Wei Dalun visited Hexi Industrial Zone to inspect key projects. Vice Mayor Guo Minghai accompanied him.\n"
    "At the Dalun Bearing Factory, Wei Dalun looked at the new line and asked about orders. He asked the factory to finish "
    "the second hall before October.\n"
    "He then went to Hexi Water Plant and listened to a report on the filters.\n"
    "Wei Dalun stressed that all departments must serve enterprises on the spot. Safety checks should never be skipped.\n"
)


def spans_of(segments):
    for site in segments.sites:
        yield from (*site.names, *site.observed, *site.asked, *site.evidence)
    for directive in segments.directives:
        yield from directive.evidence
    yield from (*segments.event.evidence, *segments.background, *segments.unreached)
    if segments.place:
        yield segments.place


def test_a_visit_gives_its_people_day_place_and_stops(cut, names) -> None:
    segments = cut(PLAIN, title="Mayor Wei Dalun visits Hexi", published=dt.date(2024, 6, 5))
    assert segments.kind == "visit"
    assert [(o.name, o.title) for o in segments.leaders] == [("Wei Dalun", "Mayor")]
    assert [o.name for o in segments.companions] == ["Guo Minghai"]
    assert segments.date.start == dt.date(2024, 6, 3)
    assert segments.place.text == "Hexi Industrial Zone"
    assert names(segments) == ["Dalun Bearing Factory", "Hexi Water Plant"]


def test_what_is_asked_at_a_stop_stays_with_it(cut) -> None:
    segments = cut(PLAIN)
    assert [s.text for s in segments.sites[0].asked] == [
        "He asked the factory to finish the second hall before October"
    ]
    assert not any("second hall" in e.text for d in segments.directives for e in d.evidence)


def test_demands_of_general_reach_are_directives_of_their_speaker(cut) -> None:
    segments = cut(PLAIN)
    assert [(d.speaker, d.evidence[0].text) for d in segments.directives] == [
        ("Wei Dalun", "that all departments must serve enterprises on the spot"),
        ("Wei Dalun", "Safety checks should never be skipped"),
    ]


def test_a_day_that_cannot_be_known_is_said_to_be_so(cut) -> None:
    segments = cut(PLAIN)
    assert segments.date.start is None
    assert "date-unresolved" in {n.code for n in segments.notices}


def test_a_place_is_printed_as_the_sentence_has_it_and_not_as_the_dateline(cut) -> None:
    segments = cut(
        "TARBAT, May 6 (MPA) - Governor Mira Okello visited a collapsed bridge in the northern town of Tarbat on Monday.\n",
        published=dt.date(2024, 5, 8),
    )
    assert segments.place.text == "Tarbat"


def test_places_announced_but_not_found_are_noticed(cut) -> None:
    segments = cut(
        "On June 3, Mayor Wei Dalun visited three factories in Hexi County. At the Dalun Bearing Factory, he looked at the line.\n",
        published=dt.date(2024, 6, 5),
    )
    assert "sites-announced" in {n.code for n in segments.notices}


def test_talk_alone_is_a_meeting_without_stops(cut) -> None:
    segments = cut(
        "Governor Mira Okello chaired a meeting on flood control in Tarbat on Monday. Deputy Governor Sam Adoyo attended the meeting. "
        "She said that every county must clear its drains by June. Relief stores should be filled at once.\n",
        published=dt.date(2024, 5, 8),
    )
    assert segments.kind == "meeting"
    assert segments.sites == ()
    assert len(segments.directives) == 2


def test_an_article_without_an_official_is_neither(cut) -> None:
    segments = cut(
        "The lanterns come on at dusk along the canal. Visitors can hire a boat for ten crowns.\n"
        "The museum opens at nine and the last train leaves at eleven.\n"
    )
    assert segments.kind == "other"
    assert segments.sites == ()
    assert segments.directives == ()
    assert segments.event.evidence[0].text == "The lanterns come on at dusk along the canal."


def test_another_language_is_said_to_be_unsupported() -> None:
    text = "Le maire a visité une usine."
    article = Article(text=text, title=None, language="fr", source=Source(name="-"))
    annotation = mentions.annotate(text, language="en", lexicon=lexicons.load("en"))
    segments = segment(article, annotation, lexicon=lexicons.load("en"))
    assert segments.kind == "other"
    assert segments.event.evidence == ()
    assert [n.code for n in segments.notices] == ["language-unsupported"]


def test_a_chinese_clause_left_in_a_speech_is_a_demand_of_its_own(cut) -> None:
    segments = cut(
        "On June 3, Mayor Wei Dalun visited the Dalun Bearing Factory。\n"
        "Wei Dalun emphasized,要坚持安全第一,All departments must check their boilers。\n"
    )
    assert [d.evidence[0].text for d in segments.directives] == [
        "要坚持安全第一",
        "All departments must check their boilers",
    ]


def test_several_leaders_have_their_own_stops(cut) -> None:
    segments = cut(
        "City leaders checked safety before the holiday.\n"
        "Mayor Wei Dalun went to the Dalun Bearing Factory and looked at the boilers.\n"
        "Vice Mayor Guo Minghai went to Hexi Bus Station and asked about tickets.\n"
    )
    assert [o.name for o in segments.leaders] == ["Wei Dalun", "Guo Minghai"]
    assert [(s.names[0].text, s.leader) for s in segments.sites] == [
        ("Dalun Bearing Factory", None),
        ("Hexi Bus Station", "Guo Minghai"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PLAIN.replace("\n", " \n ").split(" ")), max_size=80).map(" ".join))
def test_every_span_is_a_piece_of_the_text(text: str) -> None:
    article = Article(text=text, title=None, language="en", source=Source(name="-"))
    annotation = mentions.annotate(text, language="en", lexicon=lexicons.load("en"))
    segments = segment(article, annotation, lexicon=lexicons.load("en"))
    assert all(text[s.start : s.end] == s.text for s in spans_of(segments))
