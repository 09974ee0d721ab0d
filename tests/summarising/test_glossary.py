"""Set phrases rendered in English, or not at all."""

import pytest

from briefing import lexicons
from briefing.summarising.glossary import gloss

LEXICON = lexicons.load("en")


@pytest.mark.parametrize(
    ("fragment", "english"),
    [
        ("高质量发展", "High-quality development"),
        ("坚决贯彻落实市委、市政府决策部署", None),
        ("不忘初心、牢记使命", "Remain true to the original aspiration and keep the mission in mind"),
        ("全面貫徹新發展理念", "Fully implement the new development philosophy"),
        ("优化营商环境，加强招商引资", "Improving the business environment, strengthen attracting investment"),
    ],
)
def test_a_covered_fragment_is_rendered(fragment: str, english: str | None) -> None:
    got = gloss(fragment, lexicon=LEXICON)
    assert got is not None
    if english:
        assert got == english


@pytest.mark.parametrize("fragment", ["岑远山到青柳镇", "高质量发展岑", "high-quality", "", "。"])
def test_a_fragment_that_is_not_covered_whole_has_no_rendering(fragment: str) -> None:
    assert gloss(fragment, lexicon=LEXICON) is None


def test_the_longest_entries_win() -> None:
    assert gloss("稳中求进工作总基调", lexicon=LEXICON) == (
        "The general principle of seeking progress while keeping stability"
    )


def test_the_glossary_is_large_and_well_formed() -> None:
    rows = [row for section in LEXICON.sections("glossary") for row in LEXICON.table("glossary", section)]
    assert len(rows) >= 350
    assert all(len(row) == 2 and row[1] and row[1].isascii() for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
