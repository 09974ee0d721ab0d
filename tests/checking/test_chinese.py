import pytest
from checked import faults

TEXT = "6月3日,市长林国栋来到清河区,察看恒达轴承厂20台新设备,强调7月10日前要查清隐患,不得向企业收费。"


@pytest.mark.parametrize(
    "line",
    ["市长林国栋到清河区察看恒达轴承厂20台新设备。", "7月10日前查清隐患。", "不得向企业收费。"],
)
def test_a_true_line_stands(line: str) -> None:
    assert faults(line, TEXT, "observed", language="zh") == set()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("察看恒达轴承厂30台新设备。", "number"),
        ("7月15日前查清隐患。", "date"),
        ("市长邵立华到清河区察看。", "name"),
        ("向企业收费。", "negation"),
        ("察看学校食堂和宿舍楼消防通道。", "word"),
    ],
)
def test_a_false_line_fails(line: str, wanted: str) -> None:
    assert wanted in faults(line, TEXT, "observed", language="zh")


def test_numerals_and_digits_are_the_same_figure() -> None:
    assert faults("察看二十台新设备。", TEXT, "observed", language="zh") == set()
