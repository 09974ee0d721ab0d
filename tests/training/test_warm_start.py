"""The checkpoint that training starts from."""

import json
from pathlib import Path

import pytest

from briefing.errors import ModelError
from briefing.training.warm_start import warm_start

TEXTS = ["The mayor visited the plant and asked managers to finish repairs."]


def test_the_encoder_starts_as_the_bert_itself(bert: Path, tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, BertModel

    warm_start(bert, tmp_path / "out", texts=TEXTS, vocabulary=0, decoder_layers=(0, 1))
    model = AutoModelForSeq2SeqLM.from_pretrained(tmp_path / "out").eval()
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "out")
    ours = tokenizer("the mayor visited a new plant", return_tensors="pt")
    words = (bert / "vocab.txt").read_text(encoding="utf-8").splitlines()
    theirs = torch.tensor([[words.index(t) for t in tokenizer.convert_ids_to_tokens(ours.input_ids[0])]])
    expected = BertModel.from_pretrained(bert, add_pooling_layer=False).eval()(input_ids=theirs).last_hidden_state
    got = model.get_encoder()(input_ids=ours.input_ids).last_hidden_state
    assert torch.allclose(got, expected, atol=1e-4)


def test_cross_attention_starts_as_the_layers_self_attention(bert: Path, tmp_path: Path) -> None:
    import torch
    from transformers import AutoModelForSeq2SeqLM

    warm_start(bert, tmp_path / "out", texts=TEXTS, decoder_layers=(1,))
    layer = AutoModelForSeq2SeqLM.from_pretrained(tmp_path / "out").model.decoder.layers[0]
    assert torch.equal(layer.encoder_attn.k_proj.weight, layer.self_attn.k_proj.weight)


def test_a_placeholder_is_one_token(bert: Path, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    warm_start(bert, tmp_path / "out", texts=TEXTS, decoder_layers=(0,))
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "out")
    assert tokenizer.tokenize("[P0] visited [L11] .") == ["[P0]", "visited", "[L11]", "."]


def test_the_most_frequent_words_are_kept(bert: Path, tmp_path: Path) -> None:
    warm_start(bert, tmp_path / "out", texts=["dam dam dam"], vocabulary=92, decoder_layers=(0,))
    vocabulary = json.loads((tmp_path / "out" / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    assert "dam" in vocabulary
    assert "county" not in vocabulary


def test_a_folder_without_a_bert_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no BERT checkpoint"):
        warm_start(tmp_path, tmp_path / "out", texts=TEXTS)
