from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.training import recipe

GOOD = """
base = "start"
out = "runs/a"
[data]
pairs = ["*.jsonl"]
[optimiser]
max_steps = 10
learning_rate = 1
"""


def written(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "recipe.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_recipe_knows_its_folder_and_keeps_defaults(tmp_path: Path) -> None:
    loaded = recipe.load(written(tmp_path, GOOD))
    assert loaded.folder == tmp_path
    assert loaded.data.pairs == ("*.jsonl",)
    assert loaded.optimiser.max_steps == 10
    assert loaded.optimiser.batch_size == recipe.Optimiser().batch_size


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('base = "start"', 'bas = "start"', "bas"),
        ("max_steps = 10", 'max_steps = "10"', "optimiser.max_steps"),
        ("max_steps = 10", "batch_size = 4", "optimiser"),
        ("max_steps = 10", 'max_steps = 1\nprecision = "int4"', "optimiser.precision"),
        ('pairs = ["*.jsonl"]', "pairs = 3", "data.pairs"),
        ('pairs = ["*.jsonl"]', 'open_text = ["a", "b"]\nopen_text_sha256 = ["00"]', "data.open_text_sha256"),
    ],
)
def test_a_wrong_key_or_value_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        recipe.load(written(tmp_path, GOOD.replace(old, new)))
    assert caught.value.key == key


def test_a_missing_base_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="base"):
        recipe.load(written(tmp_path, GOOD.replace('base = "start"', "")))


def test_the_digest_changes_with_the_data_and_with_the_recipe(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n", encoding="utf-8")
    first = recipe.load(written(tmp_path, GOOD)).digest()
    other = recipe.load(written(tmp_path, GOOD.replace("max_steps = 10", "max_steps = 11"))).digest()
    (tmp_path / "a.jsonl").write_text("{ }\n", encoding="utf-8")
    assert len({first, other, recipe.load(written(tmp_path, GOOD)).digest()}) == 3


def test_a_pattern_that_names_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        recipe.load(written(tmp_path, GOOD)).digest()
