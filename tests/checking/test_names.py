import pytest
from checked import faults

TEXT = "At the Hengda Plant, Lin Guodong met workers. He praised the research and development centre of Qinghe County."
PEOPLE = ("Lin Guodong", "Mayor", "Shao Lihua", "Vice Mayor")


@pytest.mark.parametrize(
    "line",
    [
        "Met workers of the Hengda Plant.",
        "Mayor Lin Guodong met workers.",
        "Praised the R&D centre of Qinghe County.",
        "Workers of Hengda met him.",
    ],
)
def test_names_of_the_evidence_stand(line: str) -> None:
    assert "name" not in faults(line, TEXT, "observed", allowed=PEOPLE)


@pytest.mark.parametrize(
    "line",
    [
        "Met workers of the Yunfan Plant.",
        "Vice Mayor Shao Lihua met workers.",
        "Praised the centre of Nanyang County.",
    ],
)
def test_a_name_from_elsewhere_fails(line: str) -> None:
    assert "name" in faults(line, TEXT, "observed", allowed=PEOPLE)


def test_a_pronoun_stands_for_the_principal_only() -> None:
    text = "He asked the plant to train welders."
    assert "name" not in faults("Asked the plant to train welders, Lin Guodong said.", text, "asked", allowed=PEOPLE)
    assert "name" in faults("Asked the plant to train welders, Shao Lihua said.", text, "asked", allowed=PEOPLE)


def test_a_run_in_another_script_must_stand_in_the_evidence() -> None:
    text = "He recalled the words 安全第一 and praised the plant."
    assert "foreign" not in faults("Recalled the words 安全第一.", text, "observed")
    assert "foreign" in faults("Recalled the words 质量第一.", text, "observed")
