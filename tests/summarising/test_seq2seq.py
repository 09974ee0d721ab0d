from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest

from briefing.lexicons import Lexicon
from briefing.records import Summariser
from briefing.summarising import glossary, prompts
from briefing.summarising.decoding import Decoded
from briefing.summarising.masking import MaskingForm
from briefing.summarising.seq2seq import Seq2SeqSummariser

FORM = MaskingForm(slots=MappingProxyType({"P": 2, "L": 2, "O": 2, "D": 2, "N": 2, "Q": 2, "F": 2, "W": 0}))


class ScriptedDecoder:
    """Answers each source from a script and remembers what it was handed."""

    engine = "scripted"
    revision = "r1"

    def __init__(self, *beams: Sequence[str]) -> None:
        self.beams = list(beams)
        self.sources: list[str] = []
        self.weakest_of: dict[str, float] = {}

    def weakest(self, source: str, text: str) -> float:
        assert source in self.sources
        return self.weakest_of.get(text, 0.0)

    def count(self, text: str) -> int:
        return len(text.split()) + 2

    def pieces(self, word: str) -> int:
        return 1 + word.count("-")

    def decode(self, sources: Sequence[str]) -> list[list[Decoded]]:
        self.sources += sources
        return [[Decoded(text, -i / 10) for i, text in enumerate(self.beams.pop(0))] for _ in sources]


def no_gloss(fragment: str, *, lexicon: Lexicon) -> str | None:
    return None


def summariser(decoder, *, form=FORM, family="embedded", languages=("en",), max_tokens=99):
    return Seq2SeqSummariser(
        name="test",
        decoder=decoder,
        prompts=prompts.load(family),
        form=form,
        languages=languages,
        max_tokens=max_tokens,
    )


def test_a_masked_model_reads_placeholders_and_its_lines_get_the_originals_back(passage):
    decoder = ScriptedDecoder(["[P0] visited [L0] .", "[P1] visited [L0] ."])
    made = summariser(decoder).summarise([passage("[P:Lin] went to [L:Qinghe].", kind="event")])
    assert decoder.sources == ["event : [P0] went to [L0] ."]
    assert [(h.text, h.fault, h.method) for h in made[0]] == [
        ("Lin visited Qinghe.", None, "seq2seq"),
        ("Visited Qinghe.", "placeholder", "seq2seq"),
    ]
    assert made[0][0].score > made[0][1].score


def test_a_plain_model_reads_the_passage_as_it_stands(passage):
    decoder = ScriptedDecoder(["lin visited  Qinghe", ""])
    made = summariser(decoder, form=None, family="t5").summarise(
        [passage("[P:Lin] went\nto [L:Qinghe].", kind="event")]
    )
    assert decoder.sources == ["summarize: Lin went to Qinghe."]
    assert [(h.text, h.fault) for h in made[0]] == [("Lin visited Qinghe.", None), ("", "empty")]


def test_what_was_asked_at_a_stop_is_handed_over_as_a_demand_and_told_as_asked(passage):
    decoder = ScriptedDecoder(["open until midnight .", "the depot of noon ."])
    made = summariser(decoder).summarise([passage("He told the depot to open late.", kind="site", role="asked")])
    assert decoder.sources == ["directive : he told the depot to open late."]
    assert [(h.text, h.fault) for h in made[0]] == [
        ("Asked the depot to open until midnight.", None),
        ("The depot of noon.", "form"),
    ]


def test_foreign_passages_and_other_languages_never_reach_the_model(passage, monkeypatch):
    monkeypatch.setattr(glossary, "gloss", no_gloss)
    decoder = ScriptedDecoder(["open it ."])
    made = summariser(decoder).summarise(
        [passage("[F:安全第一]"), passage("Open it."), passage("We must open it.", language="fr")]
    )
    assert decoder.sources == ["directive : open it."]
    assert [beam[0].text for beam in made] == ["安全第一", "Open it.", "Open it."]
    assert [beam[0].method for beam in made] == ["extractive", "seq2seq", "extractive"]


def test_a_passage_that_is_too_long_is_cut_at_a_clause_and_its_lines_say_so(passage):
    decoder = ScriptedDecoder(["looked ."], ["looked ."])
    long = passage("He looked at the crane. He looked at the pump, the gate and [O:Hengda].", kind="site")
    made = summariser(decoder, max_tokens=12).summarise([long])
    assert decoder.sources == ["site : he looked at the crane."]
    assert made[0][0].cut
    assert not summariser(decoder).summarise([long])[0][0].cut


def test_nothing_in_gives_nothing_out():
    decoder = ScriptedDecoder()
    assert summariser(decoder).summarise([]) == []
    assert decoder.sources == []


def test_the_model_says_who_it_is():
    made = summariser(ScriptedDecoder())
    assert isinstance(made, Summariser)
    assert (made.info.name, made.info.engine, made.info.revision) == ("test", "scripted", "r1")
    assert made.info.prompts == prompts.load("embedded").digest


@pytest.mark.parametrize("size", [1, 3])
def test_hypotheses_come_in_the_order_of_the_passages(passage, size):
    decoder = ScriptedDecoder(*[[f"open {i} gates ."] for i in range(size)])
    made = summariser(decoder).summarise([passage(f"Open {i} gates.") for i in range(size)])
    assert [beam[0].text for beam in made] == [f"Open {i} gates." for i in range(size)]


def test_a_line_with_one_unlikely_word_is_unsure_and_only_a_beams_first_line_is_weighed(passage):
    form = replace(FORM, least_token_scores={"event": -2.0}, least_kept={"event": 0.9})
    decoder = ScriptedDecoder(["[P1] came .", "[P0] married [L0] .", "[P0] visited [L0] ."], ["[P0] visited [L0] ."])
    decoder.weakest_of["[P0] married [L0] ."] = -4.0
    made = summariser(decoder, form=form).summarise([passage("[P:Lin] went to [L:Qinghe].", kind="event")])
    assert [(h.fault, h.least_kept) for h in made[0]] == [("placeholder", 0.9), ("unsure", 0.9)]
    made = summariser(decoder, form=form).summarise([passage("[P:Lin] went to [L:Qinghe].", kind="event")])
    assert [h.fault for h in made[0]] == [None]


LINES = replace(FORM, reads="line", least_token_scores={"directive": -1.0, "site": -1.0}, least_kept={"directive": 1.0})


def test_a_polishing_model_reads_the_shortened_line(passage):
    decoder = ScriptedDecoder(["check [N0] dams in [L0] ."])
    text = "He stressed that everyone should conscientiously check [N:40] dams in [L:Qinghe]."
    made = summariser(decoder, form=LINES, family="polishing").summarise([passage(text)])
    assert decoder.sources == ["line directive : check [N0] dams in [L0] ."]
    assert [(h.text, h.fault, h.least_kept) for h in made[0]] == [("Check 40 dams in Qinghe.", None, 1.0)]


def test_what_was_asked_at_a_stop_is_polished_as_it_is_told(passage):
    decoder = ScriptedDecoder(["asked the firm to hire ."])
    asked = passage("He asked the firm to hire.", kind="site", role="asked")
    made = summariser(decoder, form=LINES, family="polishing").summarise([asked])
    assert decoder.sources == ["line site : asked the firm to hire."]
    assert made[0][0].text == "Asked the firm to hire."


def test_a_line_that_a_model_leaves_as_it_is_is_not_weighed(passage):
    decoder = ScriptedDecoder(["check [N0] dams ."], ["check [N0] dam ."])
    decoder.weakest_of = {"check [N0] dams .": -9.0, "check [N0] dam .": -9.0}
    made = summariser(decoder, form=LINES, family="polishing").summarise([passage("We must check [N:40] dams.")] * 2)
    assert [(h.text, h.fault) for beam in made for h in beam] == [
        ("Check 40 dams.", None),
        ("Check 40 dam.", "unsure"),
    ]
