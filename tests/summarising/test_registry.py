import json

import pytest

from briefing.errors import ModelError
from briefing.summarising import available
from briefing.summarising.registry import entries, find


def checkpoint(path, **config):
    path.mkdir(parents=True, exist_ok=True)
    (path / "config.json").write_text(json.dumps(config))
    return str(path)


def test_the_registry_names_the_shipped_models_first():
    assert [entry.name for entry in available()][:2] == ["embedded", "extractive"]
    assert len({entry.name for entry in available()}) == len(available())


def test_the_embedded_model_has_its_folder_and_the_extractive_one_none():
    embedded = find("embedded").folder
    assert embedded is not None
    assert (embedded / "config.json").is_file()
    assert find("extractive").folder is None


def test_a_name_of_the_registry_wins_over_a_folder(tmp_path, monkeypatch):
    checkpoint(tmp_path / "embedded", model_type="t5")
    monkeypatch.chdir(tmp_path)
    assert find("embedded").family == "embedded"


@pytest.mark.parametrize(
    ("config", "family", "languages", "length"),
    [
        ({"model_type": "t5", "n_positions": 300}, "t5", ("en",), 300),
        ({"model_type": "mt5"}, "mt5", ("en", "zh"), 512),
        ({"model_type": "bart", "max_position_embeddings": 64}, "bart", ("en",), 64),
        ({"model_type": "pegasus"}, "pegasus", ("en",), 512),
        ({"model_type": "led"}, "bart", ("en",), 512),
    ],
)
def test_a_folder_is_known_by_its_configuration(tmp_path, config, family, languages, length):
    entry = find(checkpoint(tmp_path / "mine", **config))
    assert (entry.name, entry.family, entry.languages, entry.max_tokens) == ("mine", family, languages, length)


def test_a_folder_with_a_masking_form_gets_masked_prompts(tmp_path):
    path = checkpoint(tmp_path / "mine", model_type="bart")
    (tmp_path / "mine" / "masking.json").write_text("{}")
    assert find(path).family == "embedded"


@pytest.mark.parametrize(
    ("name", "family"),
    [("org/flan-t5-xl", "flan"), ("org/mt5-small", "mt5"), ("org/pegasus-large", "pegasus"), ("org/led-base", "bart")],
)
def test_a_hub_id_gets_the_prompts_that_its_name_tells_of(name, family):
    entry = find(name)
    assert (entry.origin, entry.path, entry.family) == ("hub", name, family)


@pytest.mark.parametrize("name", ["nonesuch", "./no/folder", "/no/folder", "a/b/c", "~/nothing-here-at-all"])
def test_an_unknown_model_is_an_error_that_names_the_known_ones(name):
    with pytest.raises(ModelError, match="extractive"):
        find(name)


def test_a_folder_without_a_checkpoint_is_an_error(tmp_path):
    with pytest.raises(ModelError, match="no checkpoint"):
        find(str(tmp_path))


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00"])
def test_a_folder_with_a_broken_configuration_is_an_error(tmp_path, text):
    (tmp_path / "config.json").write_text(text)
    with pytest.raises(ModelError, match=r"config\.json"):
        find(str(tmp_path))


@pytest.mark.parametrize("text", ["[a", '[a]\nsource = "none"\nunknown = 1', "[a]\nlicence = 'MIT'"])
def test_a_broken_registry_is_an_error(tmp_path, text):
    path = tmp_path / "registry.toml"
    path.write_text(text)
    with pytest.raises(ModelError, match="registry"):
        entries(path)
