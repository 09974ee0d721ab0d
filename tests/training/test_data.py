import json
import random
from pathlib import Path

import pytest

from briefing.errors import InputError
from briefing.summarising.masking import MaskingForm
from briefing.training.data import Pair, masked_example, read_pairs, unmarked

FORM = MaskingForm(slots={"P": 10, "L": 12, "O": 14, "D": 8, "N": 14, "Q": 6, "F": 4, "W": 16})


def pair(source: str, summary: str) -> Pair:
    return Pair(id="1", kind="site", style="mt", source=source, summary=summary)


def one_piece(word: str) -> int:
    return 2 if word == "phosphating" else 1


def test_marks_become_mentions_at_their_place_in_the_plain_text() -> None:
    text, mentions = unmarked("Mayor [P:Ru Anping] saw [N:40] kilns in [L:Taoxi Town].")
    assert text == "Mayor Ru Anping saw 40 kilns in Taoxi Town."
    assert [(m.kind, m.span.text) for m in mentions] == [
        ("person", "Ru Anping"),
        ("number", "40"),
        ("place", "Taoxi Town"),
    ]
    assert all(text[m.span.start : m.span.end] == m.span.text for m in mentions)


def test_source_and_summary_share_their_placeholders() -> None:
    made = masked_example(
        pair(
            "[P:Ru Anping] saw [N:40] kilns; [P:Ru] asked about phosphating.",
            "[P:Ru Anping] saw [N:40] kilns, phosphating.",
        ),
        form=FORM,
        pieces=one_piece,
    )
    assert made is not None
    source, target = made
    assert source == "[P0] saw [N0] kilns; [P0] asked about [W0] ."
    assert target == "[P0] saw [N0] kilns, [W0] ."


def test_a_summary_that_marks_what_its_source_lacks_is_no_example() -> None:
    assert masked_example(pair("He saw kilns.", "Saw [N:40] kilns."), form=FORM, pieces=one_piece) is None


def test_shuffled_numbers_stay_the_same_on_both_sides() -> None:
    marked = pair("[P:Ru Anping] and [P:Bo Lin] saw [N:40] kilns.", "[P:Bo Lin] saw [N:40] kilns.")
    seen = set()
    for seed in range(20):
        made = masked_example(marked, form=FORM, pieces=one_piece, rng=random.Random(seed))
        assert made is not None
        source, target = made
        second = source.split()[2]
        assert target.split()[0] == second
        seen.add(second)
    assert len(seen) > 3


@pytest.mark.parametrize(
    "line", ["[1, 2]", '{"kind": "site"}', "no json", '{"kind": "x", "source": "a", "summary": "b"}']
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"kind": "site", "source": "a", "summary": "b"}) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_pairs([path])
