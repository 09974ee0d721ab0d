import json
import re
import unicodedata
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ModelError
from briefing.records import Mention, MentionKind, Passage, Span
from briefing.summarising import masking, restoring
from briefing.summarising.masking import MaskingForm, load_form, mask, unmask

SLOTS = MappingProxyType({"P": 3, "L": 3, "O": 3, "D": 2, "N": 3, "Q": 2, "F": 2, "W": 3})
FORM = MaskingForm(slots=SLOTS)


def whole(_word: str) -> int:
    return 1


def by_length(word: str) -> int:
    return 2 if len(word) > 7 else 1


def bare(text: str) -> str:
    """`text` without what restoring may change: white space, case and width of punctuation."""
    return unicodedata.normalize("NFC", re.sub(r"\s", "", text.translate(restoring.NARROW)).casefold())


def test_mentions_become_typed_placeholders_numbered_by_first_occurrence(passage):
    masked = mask(
        passage("On [D:June 3],Mayor [P:Lin Guodong] went to [O:Hengda Bearing Co., LTD.] in [L:Qinghe County]。"),
        form=FORM,
        pieces=whole,
    )
    assert masked.text == "on [D0] ,mayor [P0] went to [O0] in [L0] 。"


def test_the_same_text_and_a_shorter_or_glued_form_of_a_person_share_a_number(passage):
    marked = "[P:Lin Guodong] met [P:Wu Min]。[P:Linguodong] told [P:Lin] that [N:30%] of [N:30%] is left"
    masked = mask(passage(marked), form=FORM, pieces=whole)
    assert masked.text == "[P0] met [P1] 。 [P0] told [P0] that [N0] of [N0] is left"


def test_mentions_beyond_the_slots_stay_plain_text(passage):
    masked = mask(passage("[D:Monday], [D:Tuesday] and [D:Friday]"), form=FORM, pieces=whole)
    assert masked.text == "[D0] , [D1] and friday"


def test_words_that_the_tokenizer_splits_become_word_placeholders(passage):
    masked = mask(passage("Desilting of canals needs desilting and re-dredging"), form=FORM, pieces=by_length)
    assert masked.text == "[W0] of canals needs [W0] and [W1]"
    assert masked.originals["[W0]"] == ("Desilting", "desilting")


def test_a_form_without_rare_words_masks_none(passage):
    form = MaskingForm(slots=SLOTS, rare_length=0)
    assert mask(passage("Desilting of canals"), form=form, pieces=by_length).text == "desilting of canals"


def test_a_form_says_which_titles_are_masked_with_their_name():
    text = "Vice Mayor Lin Guodong met Wu Min, head of the depot."
    shapes = (("Lin Guodong", "Vice Mayor"), ("Wu Min", "head of the depot"))
    spans = [[Span.of(text, text.index(w), text.index(w) + len(w)) for w in shape] for shape in shapes]
    mentions = tuple(Mention(kind="person", span=name, canonical=name.text, title=title) for name, title in spans)
    source = Passage(kind="event", role="event", text=text, language="en", mentions=mentions)

    def masked(titles: masking.Titles) -> masking.Masked:
        return mask(source, form=MaskingForm(slots=SLOTS, titles=titles), pieces=whole)

    assert masked("none").text == "vice mayor [P0] met [P1] , head of the depot."
    assert masked("after").text == "vice mayor [P0] met [P1] ."
    assert masked("all").text == "[P0] met [P1] ."
    assert unmask("[P1] met [P0]", masked("all")) == ("Wu Min, head of the depot met Vice Mayor Lin Guodong", None)


def test_unmask_puts_back_originals_case_and_spacing(passage):
    masked = mask(
        passage("[P:Lin Guodong] said the city's co-ordinated plan for PM [N:2.5] must cost [N:3.5 billion] yuan"),
        form=FORM,
        pieces=whole,
    )
    line, fault = unmask("the city ' s co - ordinated pm [N0] plan costs [N1] yuan , [P0] said .", masked)
    assert fault is None
    assert line == "The city's co-ordinated PM 2.5 plan costs 3.5 billion yuan, Lin Guodong said."


def test_a_glued_name_is_printed_as_the_article_spells_it_elsewhere(passage):
    masked = mask(passage("[P:Linguodong] asked; [P:Lin Guodong] left"), form=FORM, pieces=whole)
    assert unmask("[P0] asked", masked)[0] == "Lin Guodong asked"


def test_accents_that_the_tokenizer_strips_come_back(passage):
    masked = mask(passage("the prefeitura of the região asked"), form=FORM, pieces=whole)
    assert unmask("regiao asked", masked)[0] == "Região asked"


@pytest.mark.parametrize("line", ["visit [P3] .", "visit [P0] and [P0] .", "[N0] [N0] yuan", "[X1] yuan"])
def test_an_impossible_placeholder_is_a_fault(passage, line):
    masked = mask(passage("[P:Lin] has [N:3] of [N:3]"), form=FORM, pieces=whole)
    assert unmask(line, masked)[1] == "placeholder"


def test_a_placeholder_may_stand_as_often_as_in_the_source(passage):
    masked = mask(passage("[N:3] of [N:3]"), form=FORM, pieces=whole)
    assert unmask("[N0] of [N0]", masked) == ("3 of 3", None)


@pytest.mark.parametrize("line", ["", "  ", ". , ;"])
def test_a_line_without_a_word_is_empty(passage, line):
    masked = mask(passage("[P:Lin] spoke"), form=FORM, pieces=whole)
    assert unmask(line, masked)[1] == "empty"


def test_text_that_looks_like_a_placeholder_is_plain_text(passage):
    source = passage("form [P0] of [L:Qinghe]")
    masked = mask(source, form=FORM, pieces=whole)
    assert masked.text == "form [p0] of [L0]"
    assert unmask(masked.text, masked) == ("Form [P0] of Qinghe", None)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    pieces = draw(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs", "Mn")), max_size=12), max_size=9))
    text, mentions = "", []
    for i, piece in enumerate(pieces):
        start, text = len(text), text + piece
        if i % 2 and piece.strip() == piece != "":
            kind: MentionKind = draw(st.sampled_from(sorted(masking.LETTERS)))
            mentions.append(Mention(kind=kind, span=Span.of(text, start, len(text)), canonical=piece))
            text += draw(st.sampled_from(["", " ", ", "]))
    return Passage(kind="site", role="observed", text=text, language="en", mentions=tuple(mentions))


@given(passages())
def test_unmasking_what_was_masked_gives_the_text_back(source):
    masked = mask(source, form=FORM, pieces=by_length)
    line, fault = unmask(masked.text, masked)
    assert bare(line) == bare(source.text)
    assert fault == (None if any(c.isalnum() for c in source.text) else "empty")


@given(passages())
def test_the_originals_of_a_masked_passage_stand_in_it(source):
    masked = mask(source, form=FORM, pieces=by_length)
    for placeholder, originals in masked.originals.items():
        assert masked.text.split().count(placeholder) == len(originals)
        assert all(bare(original) in bare(source.text) for original in originals)
        assert int(re.sub(r"\D", "", placeholder)) < SLOTS[placeholder[1]]


def test_a_masking_form_is_read_from_its_file(tmp_path):
    path = tmp_path / "masking.json"
    path.write_text(json.dumps({"slots": {"P": 4}, "rare_length": 0, "titles": "all", "max_tokens": 99}))
    assert load_form(path, model="m") == MaskingForm(slots={"P": 4}, rare_length=0, titles="all", max_tokens=99)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"slots": {"P": "many"}}',
        '{"slots": {"Z": 1}}',
        '{"slots": {"P": -1}}',
        '{"slots": {}, "x": 1}',
        '{"slots": {}, "titles": true}',
    ],
)
def test_a_broken_masking_form_is_a_model_error(tmp_path, content):
    path = tmp_path / "masking.json"
    path.write_text(content)
    with pytest.raises(ModelError, match="masking"):
        load_form(path, model="m")


def test_a_model_with_a_list_of_common_words_masks_the_others(passage):
    form = replace(FORM, common=frozenset(["asked", "about", "pumps"]))
    masked = mask(passage("He asked about drained pumps."), form=form, pieces=by_length)
    assert masked.text == "he asked about [W0] pumps."
    assert unmask("asked about [W0] pumps .", masked) == ("Asked about drained pumps.", None)


def test_the_common_words_stand_beside_the_form(tmp_path):
    path = tmp_path / "masking.json"
    path.write_text(json.dumps({"slots": {"P": 1}, "reads": "line"}), encoding="utf-8")
    (tmp_path / "common.txt").write_text("asked\nabout\n", encoding="utf-8")
    form = load_form(path, model="m")
    assert (form.reads, form.common) == ("line", {"asked", "about"})


def test_a_form_says_what_its_model_reads(tmp_path):
    path = tmp_path / "masking.json"
    path.write_text(json.dumps({"slots": {"P": 1}, "reads": "book"}), encoding="utf-8")
    with pytest.raises(ModelError, match="reads"):
        load_form(path, model="m")


def test_a_form_may_differ_where_a_model_writes_freely(tmp_path):
    path = tmp_path / "masking.json"
    raw = {
        "slots": {"P": 1},
        "reads": "line",
        "least_kept": {"site": 1},
        "free": {"reads": "passage", "least_kept": {}},
    }
    path.write_text(json.dumps(raw), encoding="utf-8")
    close, freely = load_form(path, model="m"), load_form(path, model="m", free=True)
    assert (close.reads, dict(close.least_kept)) == ("line", {"site": 1.0})
    assert (freely.reads, dict(freely.least_kept)) == ("passage", {})
