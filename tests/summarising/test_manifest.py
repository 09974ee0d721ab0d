import json

import pytest

from briefing.errors import ModelError
from briefing.summarising import manifest


@pytest.fixture
def model(tmp_path):
    (tmp_path / "ctranslate2").mkdir()
    for name in ("config.json", "model.safetensors", "ctranslate2/model.bin"):
        (tmp_path / name).write_text(name)
    (tmp_path / "README.md").write_text("card")
    return tmp_path


def test_an_intact_model_is_verified_and_has_a_revision(model):
    revision = manifest.write(model)
    assert len(revision) == 12
    assert manifest.verify(model, engine="ctranslate2", model="m") == revision
    assert manifest.verify(model, engine="transformers", model="m") == revision


def test_the_revision_follows_the_files_and_not_the_card(model):
    revision = manifest.write(model)
    (model / "README.md").write_text("another card")
    assert manifest.write(model) == revision
    (model / "config.json").write_text("other")
    assert manifest.write(model) != revision


def test_only_what_the_engine_reads_is_verified(model):
    manifest.write(model)
    (model / "model.safetensors").write_text("MODEL.safetensors")
    manifest.verify(model, engine="ctranslate2", model="m")
    with pytest.raises(ModelError, match="damaged"):
        manifest.verify(model, engine="transformers", model="m")


def test_a_changed_file_of_the_same_size_is_found(model):
    manifest.write(model)
    (model / "ctranslate2/model.bin").write_text("ctranslate2/model.bim")
    with pytest.raises(ModelError, match=r"model\.bin is damaged"):
        manifest.verify(model, engine="ctranslate2", model="m")


def test_a_missing_file_is_found(model):
    manifest.write(model)
    (model / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json"):
        manifest.verify(model, engine="ctranslate2", model="m")


def test_a_folder_without_a_manifest_has_no_revision(model):
    assert manifest.verify(model, engine="transformers", model="m") == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"files": {}})])
def test_a_broken_manifest_is_a_model_error(model, text):
    (model / manifest.NAME).write_text(text)
    with pytest.raises(ModelError, match=r"manifest\.json"):
        manifest.verify(model, engine="transformers", model="m")
