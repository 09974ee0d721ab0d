from pathlib import Path

import pytest

from briefing import lexicons
from briefing.errors import LexiconError

SHIPPED = sorted((Path(lexicons.__file__).parent).glob("*/*.t[xs][tv]"))


def user_folder(tmp_path: Path, content: str) -> Path:
    folder = tmp_path / "en"
    folder.mkdir()
    (folder / "greetings.txt").write_text(content, encoding="utf-8")
    return tmp_path


def test_entries_are_read_by_section_without_comments(tmp_path: Path) -> None:
    extra = user_folder(tmp_path, "# comment\nhello\n\n[formal]\ngood day\tbonjour\n")
    lexicon = lexicons.load("en", extra)
    assert lexicon.terms("greetings") == ("hello",)
    assert lexicon.table("greetings", "formal") == (("good day", "bonjour"),)
    assert lexicon.sections("greetings") == ("", "formal")


def test_a_users_entries_are_added_to_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "titles.txt").write_text("[head]\nGrand Weighmaster\n", encoding="utf-8")
    shipped, both = lexicons.load("en"), lexicons.load("en", tmp_path)
    assert "Grand Weighmaster" not in shipped.terms("titles", "head")
    assert both.terms("titles", "head") == (*shipped.terms("titles", "head"), "Grand Weighmaster")


@pytest.mark.parametrize(("content", "line"), [("a\n[Bad Section\n", 2), ("\tsecond field only\n", 1)])
def test_a_line_that_cannot_be_understood_is_named(tmp_path: Path, content: str, line: int) -> None:
    lexicon = lexicons.load("en", user_folder(tmp_path, content))
    with pytest.raises(LexiconError) as caught:
        lexicon.terms("greetings")
    assert caught.value.line == line
    assert caught.value.path.endswith("greetings.txt")


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no such folder"):
        lexicons.load("en", tmp_path / "gone")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_shipped_file_can_be_read_and_holds_entries(path: Path) -> None:
    lexicon = lexicons.load(path.parent.name)
    assert any(lexicon.table(path.stem, section) for section in lexicon.sections(path.stem))
