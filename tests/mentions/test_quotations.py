import pytest

from briefing.mentions.quotations import find_foreign, find_quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('the "second entrepreneurship" there', ['"second entrepreneurship"']),
        ("“one pit, one plan” and 「安全」", ["“one pit, one plan”", "「安全」"]),
        ('"Check every valve before the rains come," he said.', []),
        ("the workers’ hall and the miners’ club", []),
        ('an inch is 1" and no more', []),
    ],
)
def test_tags_are_found_and_speech_is_not(text: str, quotations: list[str]) -> None:
    assert [q.text for q in find_quotations(text)] == quotations


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("He said,坚持安全第一,go", ["坚持安全第一"]),
        ("(记者 张三 摄影) reports", ["(记者 张三 摄影)"]),
        ("the sign “拿地即开工” hung", ["“拿地即开工”"]),
        ("a motto គ្មានខ្នង for all", ["គ្មានខ្នង"]),
        ("He asked了解the plant", ["了解"]),
        ("no other script", []),
    ],
)
def test_runs_in_another_script_are_found_with_their_marks(text: str, runs: list[str]) -> None:
    assert [r.text for r in find_foreign(text)] == runs
