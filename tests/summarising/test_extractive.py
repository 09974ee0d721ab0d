import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import lexicons
from briefing.lexicons import Lexicon
from briefing.records import Passage
from briefing.settings import Settings
from briefing.summarising import glossary, load
from briefing.summarising.extractive import compress, hypothesis, is_foreign

WORDS = [
    "he",
    "we",
    "must",
    "should",
    "not",
    "never",
    ",",
    ".",
    ";",
    "“",
    "”",
    "said",
    "the",
    "pump",
    "30%",
    "。",
    "and",
    "to",
]


def no_gloss(fragment: str, *, lexicon: Lexicon) -> str | None:
    return None


def safety_gloss(fragment: str, *, lexicon: Lexicon) -> str | None:
    return "put safety first"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "[P:Lin Guodong] emphasized that we must unswervingly speed up the building of key projects。",
            "Speed up the building of key projects.",
        ),
        ("It is necessary to dredge the channel by [D:May 3].", "Dredge the channel by May 3."),
        ("He urged officials to open the depot.", "Open the depot."),
        ("She asked the water bureau not to close the gate.", "The water bureau must not close the gate."),
        ("We should never cut corners,must check every pump.", "Never cut corners, check every pump."),
        ("Farmers must not burn straw, he said.", "Farmers must not burn straw."),
        ("he ordered that the tank be drained", "The tank must be drained."),
        ("she told him that the gate must be shut by [D:May 3]", "The gate must be shut by May 3."),
        ("He asked that two pumps be sent.", "Two pumps must be sent."),
        ("Keep the gate shut unless [L:Qinghe] floods.", "Keep the gate shut unless Qinghe floods."),
        ("Depot chiefs were instructed to travel by bus.", "Depot chiefs must travel by bus."),
        (
            "He asked the nurses to stay and told the wardens to keep watch.",
            "The nurses must stay; the wardens must keep watch.",
        ),
        ("Farms, he went on, should dig ponds.", "Farms should dig ponds."),
        ("Clerks should work late, the minister has said after touring the depot.", "Clerks should work late."),
        ("During a meeting, he stressed that the dates must be kept.", "The dates must be kept."),
        ("to keep quality on track.", "Keep quality on track."),
        (
            "Bureaus should call on firms,for orders that are canceled help turn to sale at home.",
            "Bureaus should call on firms, for orders that are canceled help turn to sale at home.",
        ),
        ("a guard who can't be reached bears the blame", "A guard who can't be reached bears the blame."),
        ("“Do not let children near the water,”", "“Do not let children near the water”."),
        ("He asked for roads that run from east to west.", "He asked for roads that run from east to west."),
    ],
)
def test_a_demand_becomes_an_imperative_in_its_own_words(passage, english, source, expected):
    assert compress(passage(source), lexicon=english) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "In [O:Hengda Bearing],[P:Lin Guodong] carefully checked pumps,ask about orders and other related work。",
            "Checked pumps, asked about orders.",
        ),
        ("At the yard, where rain fell, he looked at the crane.", "Looked at the crane."),
        ("Three pumps stood idle. She inspected the gate at 5 p.m. with care.", None),
        ("The manager [P:Wu Min] said output fell.", "The manager Wu Min said output fell."),
        ("[P:Wu Min] explained the delay.", "Wu Min explained the delay."),
    ],
)
def test_a_stop_is_told_from_the_first_verb_on_without_the_visitor(passage, english, source, expected):
    expected = expected or "Three pumps stood idle; inspected the gate at 5 p.m. with care."
    assert compress(passage(source, kind="site"), lexicon=english) == expected


def test_what_was_asked_at_a_stop_is_told_as_asked(passage, english):
    source = passage("[P:Lin] told the depot to open until midnight。", kind="site", role="asked")
    assert compress(source, lexicon=english) == "Asked the depot to open until midnight."
    passive = passage("She asked that two pumps be sent.", kind="site", role="asked")
    assert compress(passive, lexicon=english) == "Asked that two pumps be sent."


def test_the_dateline_of_a_lead_is_dropped(passage, english):
    source = passage("[L:Pyongan], [D:June 1] ([O:KXNA]) -- [P:Ri Chol] inspected the [O:Unsan Mill].", kind="event")
    assert compress(source, lexicon=english) == "Ri Chol inspected the Unsan Mill."


def test_a_long_passage_is_cut_after_a_clause_but_not_before_a_condition(passage, english):
    clause = "build the long road from the old mill to the new gate"
    assert compress(passage(f"{clause}, {clause}, {clause}"), lexicon=english).count("road") == 2
    kept = compress(passage(f"{clause} and {clause}, unless the river rises over the dyke"), lexicon=english)
    assert kept.endswith("unless the river rises over the dyke.")


def test_a_passage_is_foreign_only_if_every_letter_is_in_a_foreign_run(passage):
    assert is_foreign(passage("[F:安全第一],[F:预防为主]。"))
    assert not is_foreign(passage("[F:安全第一] is the rule"))
    assert not is_foreign(passage("safety first"))


def test_a_foreign_passage_comes_back_as_it_is_or_glossed(passage, english, monkeypatch):
    source = passage("[F:某个没有译法的句子]")
    monkeypatch.setattr(glossary, "gloss", no_gloss)
    assert (hypothesis(source, lexicon=english).text, hypothesis(source, lexicon=english).method) == (
        "某个没有译法的句子",
        "extractive",
    )
    monkeypatch.setattr(glossary, "gloss", safety_gloss)
    made = hypothesis(source, lexicon=english)
    assert (made.text, made.method) == ("put safety first (某个没有译法的句子)", "glossed")


def test_the_extractive_engine_answers_every_passage_with_one_hypothesis(passage):
    summariser = load(Settings(model="extractive"))
    made = summariser.summarise([passage("We must open the depot."), passage("He saw it.", kind="site")])
    assert [[h.text for h in beam] for beam in made] == [["Open the depot."], ["Saw it."]]
    assert (summariser.info.name, summariser.info.engine) == ("extractive", "extractive")


@given(
    st.lists(st.sampled_from(WORDS), max_size=25),
    st.sampled_from([("event", "event"), ("site", "observed"), ("site", "asked"), ("directive", "directive")]),
)
def test_shortening_never_adds_a_word_or_loses_the_whole(words, shape):
    text = " ".join(words)
    source = Passage(kind=shape[0], role=shape[1], text=text or ".", language="en")
    line = compress(source, lexicon=lexicons.load("en"))
    ours = {"asked", "that", "be", "do", "must", "not", "never", "to", "opened"}
    assert {w.strip(".,;!?:。“”").lower() for w in line.split()} <= {w.strip("。").lower() for w in words} | ours | {""}
    assert any(c.isalnum() for c in line) == any(c.isalnum() for c in text)


def test_a_quotation_that_loses_words_loses_its_marks() -> None:
    text = 'The minister said, "Providers have to put a nurse on every floor, and stop waiting."'
    passage = Passage(kind="directive", role="directive", text=text, language="en")
    line = compress(passage, lexicon=lexicons.load("en"))
    for quoted in re.findall(r'"([^"]+)"', line):
        assert " ".join(re.findall(r"\w+", quoted)) in " ".join(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "He called for pushing forward the works and boosting the output of pumps.",
            "Push forward the works and boost the output of pumps.",
        ),
        ("She stressed ensuring clean water and monitoring of wells.", "Ensure clean water and monitoring of wells."),
        ("He underlined the need for the related units to ensure supply.", "The related units must ensure supply."),
        ("He stressed the urgent need to hire 40 nurses.", "Hire 40 nurses."),
        ("He stressed the importance of testing wells, and of telling the villages.", "Test wells, tell the villages."),
        ("She called for not giving way to floods.", "Do not give way to floods."),
        ("Building roads is the key to wealth.", "Building roads is the key to wealth."),
        ("He pointed to the need for 40 nurses.", "He pointed to the need for 40 nurses."),
    ],
)
def test_a_demand_in_the_gerund_becomes_an_imperative(passage, english, text, line):
    assert compress(passage(text), lexicon=english) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Viewing models of the old mill.", "Viewed models of the old mill."),
        ("Going round the mill, she said the work was good.", "Going round the mill, she said the work was good."),
        ("Going round the mill, said the work was good.", "Went round the mill, said the work was good."),
        ("Looking at the belts, asked about spares and praised the guards.", "Looked at the belts, asked about spares and praised the guards."),
        ("Visiting the hall, the President offered help.", "Visiting the hall, the President offered help."),
        ("Meeting rooms are short of chairs.", "Meeting rooms are short of chairs."),
    ],
)  # fmt: skip
def test_a_report_in_the_participle_is_told_in_the_past(passage, english, text, line):
    assert compress(passage(text, kind="site"), lexicon=english) == line
