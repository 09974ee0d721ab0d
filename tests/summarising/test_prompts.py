import pytest

from briefing.errors import PromptError
from briefing.resources import folder
from briefing.summarising import prompts
from briefing.summarising.registry import entries


def write(root, kind, text, family="f"):
    (root / family).mkdir(exist_ok=True)
    (root / family / f"{kind}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def root(tmp_path):
    for kind in prompts.KINDS:
        write(tmp_path, kind, f"{kind} : $text\n")
    return tmp_path


def test_a_template_is_filled_with_the_passage(root):
    assert prompts.load("f", root=root).fill("site", "he saw $5 {x}") == "site : he saw $5 {x}"


def test_the_digest_changes_with_any_template(root):
    before = prompts.load("f", root=root).digest
    assert before == prompts.load("f", root=root).digest
    write(root, "site", "Site: $text")
    assert prompts.load("f", root=root).digest != before


@pytest.mark.parametrize("text", ["no name", "$text and $other", "$text costs 5 $", b"$text \xff"])
def test_a_broken_template_is_a_prompt_error(root, text):
    write(root, "site", text)
    with pytest.raises(PromptError) as caught:
        prompts.load("f", root=root)
    assert (caught.value.family, caught.value.kind) == ("f", "site")


def test_a_missing_template_is_a_prompt_error(root):
    (root / "f" / "event.txt").unlink()
    with pytest.raises(PromptError, match="event"):
        prompts.load("f", root=root)


def test_every_family_of_the_registry_has_prompts():
    families = {entry.family for entry in entries() if entry.origin != "none"}
    assert families
    for family in families:
        assert prompts.load(family).family == family


def test_every_folder_of_prompts_can_be_loaded():
    for path in folder("prompts").iterdir():
        assert "x" in prompts.load(path.name).fill("event", "x")
