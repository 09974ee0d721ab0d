from briefing.batch.words import bits, common, stem, total
from briefing.training.commonness import counted


def test_a_stem_counts_once_a_text_and_names_do_not_count() -> None:
    total, counts = counted(["He checks and checked [P:Pang Xuelin].", "They check it.", "[L:Hengda Plant] opened."])
    assert total == 3
    assert counts["check"] == 2
    assert "pang" not in counts
    assert "hengda" not in counts


def test_the_shipped_table_tells_common_words_from_rare_ones() -> None:
    assert total() > 1000
    assert bits(stem("inspected")) < bits(stem("dredging")) < bits("zyzzyva")
    assert all(0 < count <= total() for count in common().values())


def test_irregular_forms_have_the_stem_of_their_verb() -> None:
    assert stem("built") == stem("building") == stem("build")
    assert stem("dam's") == "dam"
