"""Leaders whose office stands apart from the name."""

from briefing import lexicons, mentions, segmenting
from briefing.reading import read_text
from briefing.records import Official


def leaders(text: str) -> tuple[Official, ...]:
    lexicon = lexicons.load("en")
    article = read_text(text, name="a.txt")
    annotation = mentions.annotate(article.text, language="en", lexicon=lexicon, furniture=article.furniture)
    return segmenting.segment(article, annotation, lexicon=lexicon).leaders


def test_the_office_of_the_first_sentence_is_that_of_the_name_in_the_second() -> None:
    found = leaders(
        "The prime minister visited the copper smelter at Vrelo on Wednesday.\n\n"
        "Ljubomir Stan arrived in a mask and inspected the filters. He said the works must finish by May."
    )
    assert found[0] == Official(name="Ljubomir Stan", title="prime minister")


def test_a_possessive_names_the_office_too() -> None:
    found = leaders(
        "Serbia's prime minister visited the copper smelter at Vrelo on Wednesday.\n\n"
        "Ljubomir Stan arrived in a mask and inspected the filters. He said the works must finish by May."
    )
    assert found[0].title == "prime minister"


def test_offices_joined_by_the_chinese_comma_are_one_title() -> None:
    found = leaders(
        "On June 3,member of the Standing Committee of the Municipal Party Committee、deputy mayor Lin Guodong visited "
        "Hengda Bearing Co.,Ltd. to inspect production。He stressed that safety must be ensured。"
    )
    assert found[0].title == "member of the Standing Committee of the Municipal Party Committee、deputy mayor"


def test_an_abbreviation_in_brackets_may_stand_between_office_and_name() -> None:
    found = leaders(
        "Deputy Commissioner (DC) Asad Khokhar visited the Chowk bazaar on Tuesday and inspected the scales."
    )
    assert found[0].title == "Deputy Commissioner"
