import json

import pytest

from briefing import lexicons
from briefing.errors import ModelError
from briefing.summarising import vocabulary_map

WORDS = ["[PAD]", "the", "asked", "go", "went", "construct", "constructed", "construction", "water", ",", "##ing"]


@pytest.fixture
def model(tmp_path):
    tokenizer = {
        "model": {"vocab": {word: i for i, word in enumerate(WORDS)}},
        "added_tokens": [{"content": "[P0]"}],
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    (tmp_path / "own_words.txt").write_text("the\nasked\nunheard\n", encoding="utf-8")
    return tmp_path


def test_a_line_may_have_its_sources_words_their_forms_and_the_models_own(model):
    assert vocabulary_map.write(model, model)
    allowed = vocabulary_map.read(model / vocabulary_map.FILE)
    assert set(allowed[""]) == {"the", "asked", ","}
    assert set(allowed["construct"]) == {"construct", "constructed", "construction"}
    assert set(allowed["went"]) == {"go", "went"}
    assert allowed["[P0]"] == ("[P0]",)
    assert allowed["water"] == ("water",)


def test_a_model_without_words_of_its_own_has_no_map(model):
    (model / "own_words.txt").unlink()
    assert not vocabulary_map.write(model, model)
    assert not (model / vocabulary_map.FILE).exists()


def test_a_tokenizer_without_a_vocabulary_is_an_error(model):
    (model / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"tokenizer\.json"):
        vocabulary_map.write(model, model)


def test_words_of_other_roots_are_no_forms_of_each_other():
    forms = vocabulary_map.other_forms(["port", "portion", "ports", "report"], lexicon=lexicons.load("en"))
    assert forms["port"] == ("ports",)
