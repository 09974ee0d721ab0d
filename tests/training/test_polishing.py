import random
from collections import Counter

import pytest

from briefing import lexicons
from briefing.training import polishing

LEXICON = lexicons.load("en")
LINE = "asked [O0] to repair the roof of the hall and report on [D0] ."
LINES: list[polishing.Line] = [("directive", "repair the roof .")] * 6 + [("directive", "repaired the roofs .")] * 6


def clumsy(seed: int) -> str:
    forms = polishing.families((text for _, text in LINES), lexicon=LEXICON)
    return polishing.clumsy(LINE, random.Random(seed), forms=forms, padding=("vigorously",))


def test_a_clumsy_line_keeps_every_placeholder() -> None:
    for seed in range(300):
        counts = Counter(clumsy(seed).split())
        assert counts["[O0]"] >= 1
        assert counts["[D0]"] >= 1


def test_a_third_of_the_lines_stay_and_the_others_differ_in_many_ways() -> None:
    made = [clumsy(seed) for seed in range(400)]
    assert 0.25 < made.count(LINE) / len(made) < 0.6
    assert len(set(made)) > 100
    assert any("repaired" in text for text in made)
    assert any("vigorously" in text for text in made)


def test_the_same_seed_makes_the_same_line() -> None:
    assert clumsy(1) == clumsy(1)


def test_examples_come_from_written_and_found_lines() -> None:
    found: list[polishing.Line] = [("directive", "close the gate ."), ("site", "saw the gate .")]
    lines = polishing.Lines(LINES, found, lexicon=LEXICON)
    rng = random.Random(2)
    drawn = [lines.draw(rng, padding=()) for _ in range(200)]
    assert {target for _, _, target in drawn} == {text for _, text in (*LINES, *found)}
    assert {kind for kind, _, _ in drawn} == {"directive", "site"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister said that every district must repair its old pumps before winter.", "directive"),
        ("On Monday the governor visited the two new pumping stations by the river.", "site"),
    ],
)
def test_open_text_gives_demands_and_visits_in_fewer_words(text: str, kind: str) -> None:
    ((found, line),) = polishing.lines_of([text], mask=lambda p: p.text, lexicon=LEXICON)
    assert found == kind
    assert len(line.split()) <= len(text.split())
