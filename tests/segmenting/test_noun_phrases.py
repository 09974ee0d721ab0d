import pytest

from briefing import mentions
from briefing.lexicons import load
from briefing.segmenting.cues import cues
from briefing.segmenting.noun_phrases import read_name, read_names
from briefing.segmenting.views import views


def read(sentence: str, after: str) -> list[str]:
    lexicon = load("en")
    known = cues(lexicon)
    view = views(mentions.annotate(sentence, language="en", lexicon=lexicon), known)[0]
    start = view.token_at(sentence.index(after) + len(after))
    return [name.span.text for name in read_names(view, start, known, text=sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He visited the Dalun Bearing Factory.", ["Dalun Bearing Factory"]),
        ("He visited a newly drilled well and came home.", ["newly drilled well"]),
        ("He visited the home of a laid-off couple.", ["home of a laid-off couple"]),
        ("He visited the fruit and vegetable market, where prices fell.", ["fruit and vegetable market"]),
        (
            "He visited Dalun Foods Co., Ltd. and Hesheng Motor Co., Ltd. on Monday.",
            ["Dalun Foods Co., Ltd.", "Hesheng Motor Co., Ltd."],
        ),
        ("He visited the canteen above the shaft, which was full.", ["canteen above the shaft"]),
        ("He visited greenhouse No. 118 and left.", ["greenhouse No. 118"]),
        ("He visited the Ravi Kumar (RK) Hospital here.", ["Ravi Kumar (RK) Hospital"]),
    ],
)
def test_a_name_goes_on_to_its_last_noun(sentence: str, expected: list[str]) -> None:
    assert read(sentence, "visited") == expected


def test_a_list_goes_on_across_what_is_told_of_one_place() -> None:
    sentence = "She visited a new school for 300 students, a boiler house running on coal and a dairy farm."
    assert read(sentence, "visited") == ["new school", "boiler house", "dairy farm"]


def test_an_apposition_is_no_further_place() -> None:
    assert read("He visited Bilwara Station, a terminal since the war.", "visited") == ["Bilwara Station"]


def test_set_phrases_are_no_places() -> None:
    lexicon = load("en")
    known = cues(lexicon)
    sentence = "They went to the front line early."
    view = views(mentions.annotate(sentence, language="en", lexicon=lexicon), known)[0]
    assert read_name(view, 3, known, text=sentence) is None


def test_the_second_of_several_is_no_new_name() -> None:
    lexicon = load("en")
    known = cues(lexicon)
    sentence = "They boarded the second vessel early."
    view = views(mentions.annotate(sentence, language="en", lexicon=lexicon), known)[0]
    name = read_name(view, 2, known, text=sentence)
    assert name is None or name.bare
