import pytest
from checked import faults

from briefing import lexicons
from briefing.lexicons.words import same_root, stem

LEXICON = lexicons.load("en")


@pytest.mark.parametrize(("one", "other"), [("accuracy", "accurate"), ("sellers", "sell"), ("redesign", "design")])
def test_words_of_one_root_are_the_same(one: str, other: str) -> None:
    assert same_root(one, other, LEXICON)


@pytest.mark.parametrize(("one", "other"), [("unlicensed", "licensed"), ("plant", "planet"), ("forest", "for")])
def test_words_that_only_look_alike_are_not(one: str, other: str) -> None:
    assert not same_root(one, other, LEXICON)


def test_irregular_forms_have_their_base_as_stem() -> None:
    assert stem("sold", LEXICON) == stem("sell", LEXICON)


def test_a_plain_rendering_stands_and_an_invention_does_not() -> None:
    text = "Enterprises should safeguard the wages of migrant workers."
    assert faults("Firms should protect the pay of migrant workers.", text, "directive") == set()
    assert "word" in faults("Firms should install solar panels for migrant workers.", text, "directive")


def test_a_qualifier_is_not_added() -> None:
    text = "The mayor met Ruth Lang at the bridge."
    assert "qualifier" in faults("Met former driver Ruth Lang at the bridge.", text, "observed")
