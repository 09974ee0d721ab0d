"""Chinese passages shortened in their own words."""

import pytest

from briefing import lexicons, mentions
from briefing.records import LineRole, Passage
from briefing.summarising.extractive_chinese import compress_chinese

LEXICON = lexicons.load("zh")


def short(text: str, role: LineRole, *, person: str = "岑远山") -> str:
    note = mentions.annotate(f"市长{person}来了。{person}说，好。", language="zh", lexicon=LEXICON)
    kind = {"event": "event", "directive": "directive"}.get(role, "site")
    passage = Passage(kind=kind, role=role, text=text, language="zh", people=note.people)  # type: ignore[arg-type]
    line = compress_chinese(passage, lexicon=LEXICON)
    left = iter(text)
    assert all(c in left for c in line[:-1]), "only characters of the passage, in order"
    assert line.endswith("。")
    return line


@pytest.mark.parametrize(
    ("text", "role", "line"),
    [
        ("要抓紧检修渠道，确保三月底前通水", "directive", "抓紧检修渠道，确保三月底前通水。"),
        ("岑远山强调，要切实守住质量关", "directive", "守住质量关。"),
        ("二要完善制度，管好资金", "directive", "完善制度，管好资金。"),
        ("各乡镇要把补贴发到户，不得截留", "directive", "各乡镇要把补贴发到户，不得截留。"),
        ("在丰禾公司，岑远山察看了流程，详细了解备货情况。", "observed", "察看了流程，了解备货情况。"),
        ("岑远山要求企业守住质量关。", "asked", "要求企业守住质量关。"),
        ("他表示，要组织好劳务对接。", "asked", "要组织好劳务对接。"),
        ("本报讯（记者 白露）3月4日，市长岑远山到青柳镇调研。", "event", "3月4日，市长岑远山到青柳镇调研。"),
        ("他说：“租金要先问问住的人。”", "asked", "“租金要先问问住的人”。"),
    ],
)
def test_padding_subject_and_speech_go(text: str, role: LineRole, line: str) -> None:
    assert short(text, role) == line


def test_words_that_only_look_like_a_modal_stay() -> None:
    assert short("要素保障必须前移", "directive") == "要素保障必须前移。"


def test_padding_inside_quotation_marks_stays() -> None:
    assert "“切实担当”" in short("要发扬“切实担当”的作风", "directive")


def test_a_long_passage_is_cut_after_a_clause() -> None:
    line = short("，".join(f"要把第{n}段堤防加固到位并验收合格" for n in range(12)) + "。", "directive")
    assert len(line) < 80
    assert line.count("“") == line.count("”")
    assert line.endswith("合格。")
