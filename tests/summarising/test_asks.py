import pytest

from briefing.summarising.asks import addressee, as_asked


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("Speed up work.", "He asked the firm to speed up the work.", "Asked the firm to speed up work."),
        ("Speed up work.", "He asked everyone to speed up.", "Asked to speed up work."),
        ("Do not use the horn.", "told the drivers not to use the horn", "Asked the drivers not to use the horn."),
        ("Never let it run dry.", "the pump must never run dry", "Asked never to let it run dry."),
        ("The firm must add crews.", "", "Asked the firm to add crews."),
        ("The firm must not wait.", "", "Asked the firm not to wait."),
        ("Pools should be capped in May.", "", "Asked that pools be capped in May."),
        (
            "The firm must add crews; the depot must open late.",
            "",
            "Asked the firm to add crews; the depot to open late.",
        ),
        ("He urged the firm to add crews.", "", "Urged the firm to add crews."),
        ("Ordered the firm to stop.", "", "Ordered the firm to stop."),
        ("encourage the firm to bid.", "", "Encouraged the firm to bid."),
    ],
)
def test_a_demand_becomes_what_was_asked(passage, english, line, source, expected):
    assert as_asked(line, passage(source or line, kind="site", role="asked"), lexicon=english) == expected


def test_a_name_keeps_its_capital(passage, english):
    source = passage("[O:Hengda Bearing] must add crews", kind="site", role="asked")
    assert as_asked("Hengda Bearing must add crews.", source, lexicon=english) == "Asked Hengda Bearing to add crews."


@pytest.mark.parametrize("line", ["The construction side and the wind.", "", "In the hall by ten.", "7 pumps."])
def test_a_line_that_is_no_demand_has_no_form(passage, english, line):
    assert as_asked(line, passage("Add crews", kind="site", role="asked"), lexicon=english) is None


def test_whom_the_source_addresses_is_found_unless_it_is_everyone(passage, english):
    assert addressee(passage("She told the water bureau to dredge."), lexicon=english) == "the water bureau"
    assert addressee(passage("He hoped that the depot should open."), lexicon=english) == "the depot"
    assert addressee(passage("He asked them to wait."), lexicon=english) is None
    assert addressee(passage("The pump is new."), lexicon=english) is None
