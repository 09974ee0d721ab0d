"""A tiny BERT and a few pairs, built anew for the training tests."""

import json
from pathlib import Path

import pytest

WORDS = (
    "the mayor visited a new plant on and asked managers to finish repairs check every dam before june review output of "
    "event site directive with must speed up works . , ; : - lin qinghe county bearing bureau water mill road school"
).split()
PAIRS = (
    ("event", "On [D:June 3] the mayor [P:Lin Guodong] visited [O:Hengda Bearing].", "Mayor [P:Lin Guodong] visited [O:Hengda Bearing] on [D:June 3]."),
    ("site", "At the mill the mayor reviewed output and asked managers to finish repairs.", "Reviewed output; asked managers to finish repairs."),
    ("directive", "The water bureau must check every dam before [D:June].", "Check every dam before [D:June]."),
    ("directive", "We must speed up the works on [L:Mill Road].", "Speed up the works on [L:Mill Road]."),
)  # fmt: skip


@pytest.fixture(scope="session")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an untrained uncased BERT of two layers, 16 wide."""
    import torch
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("bert")
    pieces = [
        *"abcdefghijklmnopqrstuvwxyz0123456789.,;:[]'",
        *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789"),
    ]
    # the numbers of [CLS] and [SEP] are those of every uncased BERT
    unused = [f"[unused{i}]" for i in range(99)]
    vocabulary = list(dict.fromkeys(["[PAD]", *unused, "[UNK]", "[CLS]", "[SEP]", "[MASK]", *pieces, *WORDS]))
    assert vocabulary.index("[CLS]") == 101
    (folder / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    tokenizer = Tokenizer(models.WordPiece({w: i for i, w in enumerate(vocabulary)}, unk_token=vocabulary[100]))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "BertTokenizerFast"}), encoding="utf-8"
    )
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=512,
    )  # fmt: skip
    BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return folder


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """A file of four marked pairs."""
    rows = [{"id": str(i), "kind": k, "source": s, "summary": t} for i, (k, s, t) in enumerate(PAIRS)]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
