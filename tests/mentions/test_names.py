import pytest

from briefing import lexicons
from briefing.mentions import annotate

LEXICON = lexicons.load("en")


def people(text: str) -> list[tuple[str, str | None]]:
    return [(p.name, p.title) for p in annotate(text, language="en", lexicon=LEXICON).people]


def named(text: str) -> list[tuple[str, str]]:
    mentions = annotate(text, language="en", lexicon=LEXICON).mentions
    return [(m.kind, m.span.text) for m in mentions if m.kind in ("place", "organisation")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Former CM S M Venkata and Shri R. Gowda spoke.", [("S M Venkata", "Former CM"), ("R. Gowda", None)]),
        ("Smt Anita Devi and Tan Sri Lim Kok Wing spoke.", [("Anita Devi", None), ("Lim Kok Wing", None)]),
        ("Prime Minister Pham Minh Chau left Hanoi.", [("Pham Minh Chau", "Prime Minister")]),
        ("Governor Juan Carlos de la Vega opened it.", [("Juan Carlos de la Vega", "Governor")]),
        ("The farm minister, Yoon Hae-rin, cut a cabbage.", [("Yoon Hae-rin", "farm minister")]),
        ("Kwame Addo, a cocoa farmer, showed him pods.", [("Kwame Addo", None)]),
        ("Deputy head He Xiwei came.", [("He Xiwei", "Deputy head")]),
        ("Vice mayor Zhang shou hua stressed safety.", [("Zhang shou hua", "Vice mayor")]),
        ("Lushiqiao stressed safety.", [("Lushiqiao", None)]),
        ("Sri Lankan President Kusum Alwis and Sri Ram Das met.", [("Kusum Alwis", "Sri Lankan President"), ("Ram Das", None)]),
        ("The fund's representative in Sri Lanka Aiko Kubota left.", [("Aiko Kubota", None)]),
        ("The envoy of Sri Lanka Kusum Alwis left.", [("Kusum Alwis", "envoy of Sri Lanka")]),
        (
            "Vice Minister of Agriculture and Forestry Phouthone Sisavat was there.",
            [("Phouthone Sisavat", "Vice Minister of Agriculture and Forestry")],
        ),
        (
            "Mu Haifan, Deputy Secretary of the Yunlin Municipal Committee and Mayor, came.",
            [("Mu Haifan", "Deputy Secretary of the Yunlin Municipal Committee and Mayor")],
        ),
        ("Luhe's Party chief Sheng Yilan and Mayor Bo Kang left.", [("Sheng Yilan", "Party chief"), ("Bo Kang", "Mayor")]),
        ("The Minister of Housing, Construction and Water, Ana Quispe, arrived.", [("Ana Quispe", "Minister of Housing, Construction and Water")]),
        ("He was accompanied by Ryom Su Gil, Tong Yong Sik and Kye Nam.", [("Ryom Su Gil", None), ("Tong Yong Sik", None), ("Kye Nam", None)]),
    ],
)  # fmt: skip
def test_people_of_all_countries_are_found_with_their_titles(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert people(text) == expected


def test_a_title_does_not_reach_back_over_what_belongs_to_the_holder() -> None:
    assert people("He saw the mill built under the care of President Kang Chol Su.") == [("Kang Chol Su", "President")]


def test_a_name_that_is_a_place_elsewhere_in_the_article_is_no_person() -> None:
    text = "Roads in Thanh Loc Province are bad. Thanh Loc asked for help."
    assert people(text) == []
    assert named(text) == [("place", "Thanh Loc Province"), ("place", "Thanh Loc")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He went to Qinghe County and Luhe village.", [("place", "Qinghe County"), ("place", "Luhe village")]),
        ("At the Municipal Human Resources and Social Security Bureau", [("organisation", "Municipal Human Resources and Social Security Bureau")]),
        ("He saw Kibo Dairy and Nyota Primary School.", [("organisation", "Kibo Dairy"), ("organisation", "Nyota Primary School")]),
        ("He saw No. 3 Middle School and KPA Unit 527 there.", [("organisation", "No. 3 Middle School"), ("organisation", "KPA Unit 527")]),
        ("At Tianlun Silicon, Lida Bearing Co.,Ltd. and R&D halls", [("organisation", "Tianlun Silicon"), ("organisation", "Lida Bearing Co.,Ltd.")]),
        ("in the new energy Automobile Park", [("place", "new energy Automobile Park")]),
        ("LUHE, Aug. 3 (Xinhua) -- Rain fell.", [("place", "LUHE"), ("organisation", "Xinhua")]),
        ("Luhe Mayor Sheng Yilan came.", [("place", "Luhe")]),
        ("The Deputy Governor of Suwara Region left.", [("place", "Suwara Region")]),
        ("She flew from Costa Rica to Papua New Guinea.", [("place", "Costa Rica"), ("place", "Papua New Guinea")]),
        ("He met engineers of Sri Lanka.", [("place", "Sri Lanka")]),
        ("He thanked Thai and Syrian doctors.", []),
        ("Inspectors led the way. Newly built roads held.", []),
        ("The Minister of Health spoke.", []),
        ("Premier Visits District Department Store", []),
    ],
)  # fmt: skip
def test_places_and_bodies_are_found_and_other_capitals_are_not(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected
