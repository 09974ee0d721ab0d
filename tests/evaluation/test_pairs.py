import json
from pathlib import Path

import pytest

from briefing.errors import InputError
from briefing.evaluation.pairs import passage_of, read_pairs, unmarked

PAIR = {
    "id": "9-1",
    "kind": "site",
    "style": "world",
    "field": "ports",
    "source": "At [O:Kivu Landing] [P:Grace Uwase] counted [N:12] boats.",
    "summary": "Counted [N:12] boats.",
}


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    return path


def test_marks_become_mentions_with_exact_offsets() -> None:
    text, mentions = unmarked(PAIR["source"])
    assert text == "At Kivu Landing Grace Uwase counted 12 boats."
    assert [(m.kind, m.span.text) for m in mentions] == [
        ("organisation", "Kivu Landing"),
        ("person", "Grace Uwase"),
        ("number", "12"),
    ]
    assert all(text[m.span.start : m.span.end] == m.span.text for m in mentions)


def test_a_pair_becomes_the_passage_of_its_kind(tmp_path: Path) -> None:
    (pair,) = read_pairs([write(tmp_path / "p.jsonl", PAIR)])
    passage = passage_of(pair)
    assert (passage.kind, passage.role, passage.language) == ("site", "observed", "en")


def test_a_pair_without_id_is_named_by_file_and_line(tmp_path: Path) -> None:
    (pair,) = read_pairs([write(tmp_path / "p.jsonl", {k: v for k, v in PAIR.items() if k != "id"})])
    assert pair.id == "p-1"


@pytest.mark.parametrize("row", [[1], {"kind": "site"}, {**PAIR, "kind": "stop"}])
def test_a_line_that_is_no_pair_is_refused_by_its_number(tmp_path: Path, row: object) -> None:
    with pytest.raises(InputError, match=r"p\.jsonl: line 2"):
        read_pairs([write(tmp_path / "p.jsonl", PAIR, row)])
