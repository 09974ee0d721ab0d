from pathlib import Path

import pytest

from briefing.errors import LexiconError
from briefing.reading import cues, read_text
from briefing.settings import Settings

BODY = "On June 3, Mayor Lin Guodong visited Qinghe zone to inspect key projects there."


def test_labels_match_whole_words_only() -> None:
    label = cues.load().label
    assert label.match("Source: x")
    assert label.match("来源：x")
    assert not label.match("Resource: x")
    assert label.search("Resource: x") is None
    assert label.search("活动时间：x") is None
    assert label.search("http://time://x") is None


def test_a_folder_of_the_user_adds_cues(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "source_lines.txt").write_text("[outlet]\nbrought to you by\n", encoding="utf-8")
    text = f"Mayor visits zone\nBrought to you by: Lake Star\n{BODY}"
    assert read_text(text).source.outlet is None
    assert read_text(text, settings=Settings(lexicon=tmp_path)).source.outlet == "Lake Star"


def test_a_missing_folder_of_the_user_is_told() -> None:
    with pytest.raises(LexiconError):
        cues.load(Path("/no/such/folder"))
