from briefing.lexicons import load
from briefing.segmenting.cues import cues


def kinds(sentence: str) -> set[tuple[str, str]]:
    words = sentence.split()
    return {(cue.kind, " ".join(words[cue.first : cue.last])) for cue in cues(load("en")).find(words)}


def test_a_verb_is_found_in_every_form() -> None:
    for word in ("visit", "visits", "visited", "visiting"):
        assert ("visit", word) in kinds(f"she {word} the mill")


def test_the_longest_phrase_of_a_kind_wins() -> None:
    assert ("visit", "paid a surprise visit to") in kinds("he paid a surprise visit to the mill")


def test_a_reflexive_may_part_a_phrase() -> None:
    assert ("motion", "went himself to") in kinds("he went himself to the mill")


def test_words_that_are_no_cues_give_none() -> None:
    assert kinds("grey herons nest quietly") == set()
