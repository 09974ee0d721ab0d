from pathlib import Path

import pytest

from briefing import settings
from briefing.errors import SettingsError
from briefing.settings import Settings


def test_a_file_changes_only_the_keys_it_names(tmp_path: Path) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text('model = "extractive"\nbeam_size = 2\nlexicon = "words"\n', encoding="utf-8")
    loaded = settings.load(file)
    assert loaded == Settings(model="extractive", beam_size=2, lexicon=Path("words"))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("beam = 4", "beam"),
        ("beam_size = 0", "beam_size"),
        ('wording = "loose"', "wording"),
        ('beam_size = "4"', "beam_size"),
        ("threads = true", "threads"),
        ('engine = "onnx"', "engine"),
        ('model = ""', "model"),
    ],
)
def test_an_unknown_key_or_a_wrong_value_is_named(tmp_path: Path, content: str, key: str) -> None:
    file = tmp_path / "briefing.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings.load(file)
    assert caught.value.key == key


@pytest.mark.parametrize("content", [b"model =", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"broken\.toml: not TOML"):
        settings.load(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        settings.load(tmp_path / "gone.toml")
