import pytest

from briefing import lexicons
from briefing.mentions import annotate
from briefing.mentions.aliases import is_short

LEXICON = lexicons.load("en")


def forms(text: str) -> dict[str, list[str]]:
    return {p.name: [m.text for m in p.mentions] for p in annotate(text, language="en", lexicon=LEXICON).people}


@pytest.mark.parametrize(
    "form", ["Lushiqiao", "Lu shiqiao", "Lu Shi Qiao", "Lu Shi-qiao", "Lu", "Shiqiao", "Lushi Bridge", "Lu Shiqao"]
)
def test_every_way_to_print_a_name_is_the_same_person(form: str) -> None:
    text = f"Mayor Lu Shiqiao came at nine. Lu Shiqiao looked round. {form} asked about prices."
    assert list(forms(text)) == ["Lu Shiqiao"]
    assert forms(text)["Lu Shiqiao"][2] == form


def test_a_shared_family_name_belongs_to_the_one_named_last() -> None:
    text = "Mayor Lu Shiqiao came. Lu asked. Vice Mayor Lu Fang answered. Lu agreed."
    assert forms(text) == {"Lu Shiqiao": ["Lu Shiqiao", "Lu"], "Lu Fang": ["Lu Fang", "Lu"]}


def test_the_pronoun_is_no_mention_of_someone_called_he() -> None:
    text = "County head He Xiwei came. He looked round. Later He Xiwei left."
    assert forms(text) == {"He Xiwei": ["He Xiwei", "He Xiwei"]}


def test_a_place_that_holds_a_name_is_not_the_person() -> None:
    text = "Mayor Qin Yang came. He walked to Qin Yang Reservoir."
    assert forms(text) == {"Qin Yang": ["Qin Yang"]}


def test_a_short_form_is_made_of_parts() -> None:
    assert is_short("Rao", "K. T. Rama Rao")
    assert is_short("Rama Rao", "K. T. Rama Rao")
    assert not is_short("Ra", "K. T. Rama Rao")
    assert not is_short("Rao", "Rao")
