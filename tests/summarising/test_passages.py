import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from briefing.records import (
    Annotation,
    DirectiveSegment,
    EventSegment,
    Mention,
    Passage,
    Person,
    Segments,
    SiteSegment,
    Span,
    VisitDate,
)
from briefing.summarising.passages import cut_passage, passage_of, passage_of_line, passages

TEXT = (
    "On June 3, 2024,Mayor Lin Guodong went to Qinghe. At Hengda Bearing he saw the new line, "
    "asked about orders, and told the firm to hire. The yard was quiet; the depot must open by May. He left."
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


MENTIONS = tuple(
    Mention(kind=kind, span=span(words), canonical=words, title=span("Mayor") if kind == "person" else None)
    for kind, words in (
        ("date", "June 3, 2024"),
        ("person", "Lin Guodong"),
        ("place", "Qinghe"),
        ("organisation", "Hengda Bearing"),
    )
)
PEOPLE = (Person(name="Lin Guodong", title="Mayor", mentions=(span("Lin Guodong"),)),)
ANNOTATION = Annotation(text=TEXT, language="en", sentences=(), mentions=MENTIONS, people=PEOPLE)


def segments(*, sites: tuple[SiteSegment, ...] = (), directives: tuple[DirectiveSegment, ...] = ()) -> Segments:
    return Segments(
        kind="visit",
        leaders=(),
        companions=(),
        date=VisitDate(text="June 3, 2024", start=dt.date(2024, 6, 3)),
        place=None,
        event=EventSegment(evidence=(span("On June 3, 2024,Mayor Lin Guodong went to Qinghe."),)),
        sites=sites,
        directives=directives,
    )


def test_passages_come_as_event_then_observed_and_asked_then_directives():
    site = SiteSegment(
        names=(span("Hengda Bearing"),),
        observed=(span("At Hengda Bearing he saw the new line"), span("asked about orders")),
        asked=(span("told the firm to hire"),),
        evidence=(span("At Hengda Bearing he saw the new line, asked about orders, and told the firm to hire."),),
    )
    directive = DirectiveSegment(evidence=(span("the depot must open by May"),), speaker=None)
    made = passages(segments(sites=(site,), directives=(directive,)), ANNOTATION)
    assert [(p.kind, p.role) for p in made] == [
        ("event", "event"),
        ("site", "observed"),
        ("site", "asked"),
        ("directive", "directive"),
    ]
    assert [p.text for p in made[1:]] == [
        "At Hengda Bearing he saw the new line, asked about orders,",
        "told the firm to hire.",
        "the depot must open by May.",
    ]
    assert all(p.people == PEOPLE and p.language == "en" for p in made)


def test_an_undivided_stop_is_one_passage_with_its_whole_evidence():
    evidence = (span("The yard was quiet"),)
    site = SiteSegment(names=(), observed=(), asked=(), evidence=evidence)
    made = passages(segments(sites=(site,)), ANNOTATION)
    assert [(p.role, p.text) for p in made[1:]] == [("observed", "The yard was quiet;")]


def test_a_stop_where_nothing_was_asked_has_no_asked_passage():
    observed = (span("The yard was quiet"),)
    site = SiteSegment(names=(), observed=observed, asked=(), evidence=observed)
    assert [p.role for p in passages(segments(sites=(site,)), ANNOTATION)] == ["event", "observed"]


def test_a_mention_across_neighbouring_clauses_stays_whole():
    made = passage_of(ANNOTATION, (span("On June 3"), span("2024"), span("went to Qinghe")), kind="event", role="event")
    assert made.text == "On June 3, 2024, went to Qinghe."
    assert [m.span.text for m in made.mentions] == ["June 3, 2024", "Qinghe"]


def test_clauses_that_stand_apart_are_joined_by_a_blank_with_their_stops():
    made = passage_of(
        ANNOTATION, (span("he saw the new line"), span("The yard was quiet")), kind="site", role="observed"
    )
    assert made.text == "he saw the new line, The yard was quiet;"


def test_evidence_is_taken_in_text_order():
    made = passage_of(ANNOTATION, (span("He left."), span("he saw the new line")), kind="site", role="observed")
    assert made.text == "he saw the new line, He left."


def test_a_title_inside_the_passage_moves_with_its_mention_and_one_outside_is_dropped():
    inside = passage_of(ANNOTATION, (span("Mayor Lin Guodong went"),), kind="event", role="event")
    outside = passage_of(ANNOTATION, (span("Lin Guodong went"),), kind="event", role="event")
    title = inside.mentions[0].title
    assert title is not None
    assert inside.text[title.start : title.end] == title.text == "Mayor"
    assert outside.mentions[0].title is None


@given(st.sets(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)), min_size=1, max_size=5))
def test_offsets_of_mentions_are_exact_whatever_the_evidence(cuts):
    evidence = tuple(Span.of(TEXT, a, min(len(TEXT), a + n)) for a, n in sorted(cuts))
    made = passage_of(ANNOTATION, evidence, kind="site", role="observed")
    for mention in made.mentions:
        assert made.text[mention.span.start : mention.span.end] == mention.span.text
    assert list(made.mentions) == sorted(made.mentions, key=lambda m: m.span)
    assert all(s.text.strip() in made.text for s in evidence)


@given(st.integers(1, 80))
def test_a_cut_passage_is_a_head_of_the_whole_with_whole_mentions(max_chars):
    whole = passage_of(ANNOTATION, (Span.of(TEXT, 0, len(TEXT)),), kind="site", role="observed")
    head = cut_passage(whole, max_chars=max_chars)
    assert whole.text.startswith(head.text)
    assert 0 < len(head.text) <= max_chars
    for mention in head.mentions:
        assert head.text[mention.span.start : mention.span.end] == mention.span.text


def test_a_passage_is_cut_after_a_sentence_else_a_clause_else_a_word():
    text = "He saw the line. He asked about costs, orders"
    whole = Passage(kind="site", role="observed", text=text, language="en")
    assert cut_passage(whole, max_chars=40).text == "He saw the line."
    assert cut_passage(Passage(kind="site", role="observed", text=text[17:], language="en"), max_chars=25).text == (
        "He asked about costs"
    )
    assert cut_passage(whole, max_chars=12).text == "He saw the"


def test_a_passage_that_fits_is_not_cut():
    short = Passage(kind="site", role="observed", text="Saw it.", language="en")
    assert cut_passage(short, max_chars=7) is short


def test_a_line_keeps_the_mentions_that_it_still_has(passage):
    whole = passage(
        "On [D:May 2] [T:Mayor][P: Lin Guodong] saw [N:4] mills and [N:40] kilns in [L:Qinghe].".replace("[P: ", " [P:")
    )
    line = passage_of_line("Mayor Lin Guodong saw 40 kilns in Qinghe, 4 mills.", whole)
    assert [line.text[m.span.start : m.span.end] for m in line.mentions] == ["Lin Guodong", "40", "Qinghe", "4"]
    assert all(m.span.text == line.text[m.span.start : m.span.end] for m in line.mentions)
    assert line.mentions[0].title is not None
    assert line.text[line.mentions[0].title.start : line.mentions[0].title.end] == "Mayor"
    assert (line.kind, line.role) == (whole.kind, whole.role)


def test_a_title_that_a_line_lost_is_dropped_from_its_name(passage):
    line = passage_of_line("Lin Guodong left.", passage("[T:Mayor] [P:Lin Guodong] left."))
    assert line.mentions[0].title is None
