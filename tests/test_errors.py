import pytest

from briefing import errors


@pytest.mark.parametrize(
    ("error", "message", "facts"),
    [
        (errors.InputError("empty", source="a.txt"), "a.txt: empty", {"source": "a.txt", "reason": "empty"}),
        (errors.ModelError("not found", model="x"), "model 'x': not found", {"model": "x", "reason": "not found"}),
        (
            errors.PromptError("gone", family="t5", kind="site"),
            "prompt t5/site: gone",
            {"family": "t5", "kind": "site"},
        ),
        (errors.LexiconError("bad", path="en/a.txt", line=3), "en/a.txt:3: bad", {"path": "en/a.txt", "line": 3}),
        (errors.SettingsError("wrong", key="threads"), "setting 'threads': wrong", {"key": "threads"}),
        (errors.RenderError("unknown", format="odt"), "format 'odt': unknown", {"format": "odt"}),
        (
            errors.CheckFailedError(source="a.txt", codes=("date-unresolved",)),
            "a.txt: not allowed by --strict: date-unresolved",
            {"source": "a.txt", "codes": ("date-unresolved",)},
        ),
    ],
)
def test_an_error_says_what_happened_and_carries_its_facts(
    error: errors.BriefingError, message: str, facts: dict[str, object]
) -> None:
    assert str(error) == message
    assert {name: getattr(error, name) for name in facts} == facts


def test_every_error_is_drawn_in_the_tree_at_the_top() -> None:
    names = [n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, Exception)]
    assert names
    for name in names:
        assert name in (errors.__doc__ or "")
        assert issubclass(getattr(errors, name), errors.BriefingError)
