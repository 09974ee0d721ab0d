import pytest

from briefing.batch.globs import Globs
from briefing.errors import SettingsError


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.html", "a/b/c.html", True),
        ("*.html", "c.htm", False),
        ("drafts", "2024/drafts", True),
        ("drafts/", "2024/drafts", True),
        ("2024/*.txt", "2024/a.txt", True),
        ("2024/*.txt", "2024/sub/a.txt", False),
        ("2024/*.txt", "old/2024/a.txt", False),
        ("./2024/**", "2024/sub/a.txt", True),
        ("**/a.txt", "a.txt", True),
        ("**/a.txt", "x/y/a.txt", True),
        ("2024/**/a.txt", "2024/a.txt", True),
        ("visit-?.txt", "visit-1.txt", True),
        ("visit-?.txt", "visit-12.txt", False),
        ("visit-[0-3].txt", "visit-2.txt", True),
        ("visit-[!0-3].txt", "visit-2.txt", False),
        ("a+b(1).txt", "a+b(1).txt", True),
        ("a.txt", "aXtxt", False),
    ],
)
def test_a_pattern_matches_names_at_any_depth_and_paths_from_the_top(pattern: str, path: str, matches: bool) -> None:
    assert Globs([pattern]).match(path) is matches


def test_no_pattern_is_no_filter() -> None:
    assert not Globs([])
    assert Globs(["a"])


@pytest.mark.parametrize("pattern", ["", "./", "[z-a]"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(SettingsError, match="include"):
        Globs([pattern])
