import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing import lexicons, mentions
from briefing.checking import check, choose
from briefing.checking.completeness import check_completeness
from briefing.records import Hypothesis, LineRole, Passage, Person, SegmentKind, Span

LEXICON = lexicons.load("en")
SITE = (
    "At the Hengda Plant, Lin Guodong looked at 20 new lathes and 3.5 million yuan of welding equipment, asked about orders on "
    'June 3 and praised the "second entrepreneurship". He asked managers to train 40 welders and not to store fuel indoors.'
)
DEMAND = "Departments must check every workshop before July 10 and must not collect fees from small firms"


def passage(text: str, role: LineRole, people: tuple[str, ...] = ("Lin Guodong",)) -> Passage:
    kind: SegmentKind = "site" if role in ("observed", "asked") else "event" if role == "event" else "directive"
    persons = tuple(
        Person(name=n, title="Mayor", mentions=(Span.of(text, text.index(n), text.index(n) + len(n)),))
        for n in people
        if n in text
    )
    return Passage(kind=kind, role=role, text=text, language="en", people=persons)


def faults(line: str, text: str, role: LineRole, allowed: tuple[str, ...] = ()) -> set[str]:
    return {f.check for f in check(line, passage=passage(text, role), lexicon=LEXICON, allowed=allowed)}


@pytest.mark.parametrize(
    ("line", "text", "role"),
    [
        ("Looked at 20 new lathes and asked about orders; asked managers to train 40 welders.", SITE, "observed"),
        ("Asked managers to train 40 welders and not to store fuel indoors.", SITE, "asked"),
        (
            'Praised the "second entrepreneurship" and inspected 3.5 million yuan of welding equipment.',
            SITE,
            "observed",
        ),
        ("Check every workshop before July 10 and never collect fees from small firms.", DEMAND, "directive"),
        ("Departments must check every workshop before July 10.", DEMAND, "directive"),
    ],
)
def test_a_true_line_stands(line: str, text: str, role: LineRole) -> None:
    assert faults(line, text, role) == set()


@pytest.mark.parametrize(
    ("line", "text", "role", "wanted"),
    [
        ("Looked at 30 new lathes.", SITE, "observed", "number"),
        ("Inspected 3.5 billion yuan of welding equipment.", SITE, "observed", "number"),
        ("Looked at lathes at the Yunfan Plant.", SITE, "observed", "name"),
        ("Asked about orders on June 5.", SITE, "observed", "date"),
        ('Praised the "third entrepreneurship".', SITE, "observed", "quotation"),
        ("Asked managers to train 40 welders and to store fuel indoors.", SITE, "asked", "negation"),
        ("Trained 40 welders.", SITE, "observed", "modality"),
        ("Trained 40 welders.", SITE, "asked", "modality"),
        ("Collect fees from small firms.", DEMAND, "directive", "negation"),
        ("He must check every workshop before July 10.", DEMAND, "directive", "actor"),
        ("Looked at new telescopes and orders.", SITE, "observed", "word"),
        ("Looked at new lathes 安全第一.", SITE, "observed", "foreign"),
        ("Looked at new lathes and the.", SITE, "observed", "shape"),
        ("[P0] looked at lathes.", SITE, "observed", "shape"),
        ("", SITE, "observed", "shape"),
    ],
)  # fmt: skip
def test_an_error_is_found(line: str, text: str, role: LineRole, wanted: str) -> None:
    assert wanted in faults(line, text, role)


def test_a_persons_full_name_and_title_may_appear_where_the_caller_allows_them() -> None:
    text = "At the Hengda Plant, Lin looked at 20 new lathes."
    assert "name" in faults("Mayor Lin Guodong looked at 20 new lathes.", text, "observed")
    assert "name" not in faults(
        "Mayor Lin Guodong looked at 20 new lathes.", text, "observed", ("Mayor", "Lin Guodong")
    )


def test_a_demand_may_not_make_the_official_its_actor() -> None:
    text = "Lin Guodong said workshops must be checked"
    found = check("Lin Guodong must check workshops.", passage=passage(text, "directive"), lexicon=LEXICON)
    assert "actor" in {f.check for f in found}


def hypothesis(text: str, fault: str | None = None) -> Hypothesis:
    return Hypothesis(text=text, method="seq2seq", fault=fault)


def test_the_first_hypothesis_that_stands_is_taken() -> None:
    wrong, right = hypothesis("Check 99 workshops."), hypothesis("Check every workshop before July 10.")
    line, notices = choose(
        passage(DEMAND, "directive"), [hypothesis("x", "placeholder"), wrong, right], fallback=str, lexicon=LEXICON
    )
    assert (line.text, line.method, notices) == (right.text, "seq2seq", ())


def test_where_none_stands_the_sources_own_words_do_and_a_notice_says_why() -> None:
    line, notices = choose(
        passage(DEMAND, "directive"),
        [hypothesis("Check 99 workshops.")],
        fallback=lambda p: p.text,
        lexicon=LEXICON,
    )
    assert (line.text, line.method) == (DEMAND, "extractive")
    assert [n.code for n in notices] == ["line-replaced"]
    assert "Check 99 workshops." in notices[0].message
    assert "number" in notices[0].message


PLAIN = "Departments must check every workshop before July 10 and must not collect fees from small firms."


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Check every workshop before July 10 and do not collect fees from small firms.", None),
        ("Check every workshop before July 10.", "incomplete"),
        ("Check every workshop before July 10; do not collect fees from small firms, honestly.", "word"),
        (PLAIN.replace("fees from small", "any one of all the fees from the small"), "length"),
        (PLAIN.replace("July 10", "July 10 # #"), "word"),
        (PLAIN.replace(" and ", "; "), None),
        (PLAIN, None),
    ],
)
def test_a_line_that_must_be_complete_stands_only_where_it_gains_on_the_plain_words(line: str, why: str | None) -> None:
    candidate = Hypothesis(text=line, method="seq2seq", least_kept=0.9)
    chosen, notices = choose(passage(DEMAND, "directive"), [candidate], fallback=lambda _: PLAIN, lexicon=LEXICON)
    assert chosen.text == (line if why is None else PLAIN)
    assert [why in n.message for n in notices] == ([] if why is None else [True])


def test_a_gerund_that_lost_its_ending_after_a_preposition_is_found() -> None:
    text = "Crews took measures for completing the dam"
    broken, sound = (
        check_completeness(line, text + ".", passage=passage(text, "site"), least=0.8, lexicon=LEXICON)
        for line in ("Took measures for complete the dam.", "Took measures for completing the dam.")
    )
    assert broken is not None
    assert (broken.check, broken.detail, sound) == ("form", "complete", None)


@pytest.mark.parametrize(
    ("plain", "line"),
    [
        ("Asked the mayor to close the gate.", "The mayor must close the gate."),
        ("Looking at the belts, he frowned.", "Looked at the belts, he frowned."),
    ],
)
def test_a_polished_line_opens_as_the_plain_words_do(plain: str, line: str) -> None:
    asked = replace(passage(plain, "site"), role="asked" if plain.startswith("Asked") else "observed")
    found = check_completeness(line, plain, passage=asked, least=0.5, lexicon=LEXICON)
    assert found is not None
    assert found.check == "form"


def test_a_line_that_is_the_sources_own_words_stands_by_construction() -> None:
    plain = "Promising renovation so that residents can move."
    same = Hypothesis(text=plain, method="seq2seq", least_kept=1.0)
    line, notices = choose(passage(plain, "site"), [same], fallback=lambda _: plain, lexicon=LEXICON)
    assert (line.text, line.method, notices) == (plain, "seq2seq", ())


def test_a_line_left_in_chinese_is_marked() -> None:
    original = Hypothesis(text="坚持项目为王", method="extractive")
    line, _ = choose(passage("坚持项目为王", "directive"), [original], fallback=str, lexicon=LEXICON)
    assert line.untranslated


PLANTED = [
    json.loads(line) for line in (Path(__file__).parent / "planted.jsonl").read_text(encoding="utf-8").splitlines()
]
# the share of planted errors found and of untouched lines rejected that the check must keep to; see benchmarks/guard.py
FLOORS = {
    "number": 0.88,
    "date": 0.94,
    "name": 0.93,
    "other-name": 0.8,
    "negation": 0.7,
    "asked-done": 0.73,
    "actor": 0.63,
}
MOST_FALSE_ALARMS = 0.06


def found(row: dict[str, Any]) -> bool:
    annotation = mentions.annotate(row["evidence"], language="en", lexicon=LEXICON)
    planted_in = Passage(
        kind=row["kind"],
        role=row["role"],
        text=row["evidence"],
        language="en",
        mentions=annotation.mentions,
        people=annotation.people,
    )
    return bool(
        check(row["planted"] or row["line"], passage=planted_in, lexicon=LEXICON, allowed=tuple(row["allowed"]))
    )


@pytest.mark.parametrize("error", sorted(FLOORS))
def test_planted_errors_are_found(error: str) -> None:
    rows = [row for row in PLANTED if row["error"] == error]
    assert len(rows) > 10
    assert sum(map(found, rows)) / len(rows) >= FLOORS[error]


def test_untouched_lines_are_seldom_rejected() -> None:
    rows = [row for row in PLANTED if row["error"] is None]
    assert sum(map(found, rows)) / len(rows) <= MOST_FALSE_ALARMS
