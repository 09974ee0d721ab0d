"""Builds the checkpoint that training starts from: a BART whose layers are those of a BERT sentence encoder.

`python -m briefing.training.warm_start BERT_FOLDER OUT TEXT...` writes it. Post-norm BART and BERT share the shape of
their blocks, so the encoder starts as the BERT itself, each decoder layer as one of its layers, and cross-attention as
a copy of that layer's self-attention (Rothe et al. 2020, "Leveraging pre-trained checkpoints for sequence generation").
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefing.errors import ModelError
from briefing.summarising.export import complete_config

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
SLOTS = {"P": 10, "L": 12, "O": 14, "D": 8, "N": 14, "Q": 6, "F": 4, "W": 16}
# the word whose embedding a placeholder starts near
_LIKE = {"P": "person", "L": "city", "O": "company", "D": "date", "N": "number", "Q": "phrase", "F": "language", "W": "thing"}  # fmt: skip
_PIECE = re.compile(r"(##)?[\x21-\x7e£€°–—‘’“”…·]|##[a-z]{1,3}")
_LAYER = (
    ("attention.self.query", "self_attn.q_proj"),
    ("attention.self.key", "self_attn.k_proj"),
    ("attention.self.value", "self_attn.v_proj"),
    ("attention.output.dense", "self_attn.out_proj"),
    ("attention.output.LayerNorm", "self_attn_layer_norm"),
    ("intermediate.dense", "fc1"),
    ("output.dense", "fc2"),
    ("output.LayerNorm", "final_layer_norm"),
)
POSITIONS = 510


def warm_start(
    bert: Path, out: Path, *, texts: Iterable[str], vocabulary: int = 16_000, decoder_layers: Sequence[int] = (1, 3, 5)
) -> None:
    """Writes to `out` an untrained sequence-to-sequence checkpoint with `masking.json`, made from the BERT in `bert`.

    Of the BERT's vocabulary the `vocabulary` entries most frequent in `texts` are kept, all where it is 0. Decoder layer
    i starts as layer `decoder_layers[i]` of the BERT.

    Raises:
        ModelError: `bert` holds no uncased WordPiece BERT.
    """
    try:
        words = (bert / "vocab.txt").read_text(encoding="utf-8").splitlines()
        weights = _weights(bert)
        config = json.loads((bert / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"no BERT checkpoint: {error}", model=str(bert)) from error
    chosen = _vocabulary(words, texts, keep=vocabulary or len(words))
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer(chosen)
    tokenizer.save_pretrained(out)
    _model(weights, config, words=words, chosen=chosen, decoder_layers=decoder_layers).save_pretrained(out)
    complete_config(out)
    form = {"slots": SLOTS, "rare_length": 4, "titles": "after", "max_tokens": 250}
    (out / "masking.json").write_text(json.dumps(form, indent=1) + "\n", encoding="utf-8")


def _weights(bert: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return {name.removeprefix("bert."): tensor for name, tensor in load_file(bert / "model.safetensors").items()}


def _vocabulary(words: Sequence[str], texts: Iterable[str], *, keep: int) -> list[str]:
    """Special entries, placeholders, single characters and short pieces, then the most frequent words of `texts`."""
    known = frozenset(words)
    counts = Counter(word for text in texts for word in re.findall(r"[a-z]+|\d+", text.lower()) if word in known)
    placeholders = [f"[{letter}{i}]" for letter, count in SLOTS.items() for i in range(count)]
    pieces = [word for word in words if _PIECE.fullmatch(word)]
    rest = [word for word in words if not word.startswith("[")]
    ranked = [word for word, _ in counts.most_common()]
    chosen = dict.fromkeys([*SPECIAL, *placeholders, *pieces, *ranked, *rest])
    return list(chosen)[: keep + len(placeholders)]


def _tokenizer(chosen: Sequence[str]) -> Any:
    from tokenizers import AddedToken, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    ids = {word: i for i, word in enumerate(chosen)}
    tokenizer = Tokenizer(models.WordPiece(ids, unk_token=SPECIAL[1], max_input_chars_per_word=60))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(cleanup=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", ids["[CLS]"]), ("[SEP]", ids["[SEP]"])]
    )
    tokenizer.add_special_tokens([AddedToken(word, normalized=False, special=True) for word in SPECIAL])
    slots = [word for word in chosen if re.fullmatch(r"\[[A-Z]\d+\]", word)]
    tokenizer.add_tokens([AddedToken(word, normalized=False, single_word=False) for word in slots])
    pad, unknown, start, end, gap = SPECIAL
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=pad, unk_token=unknown, cls_token=start, sep_token=end, mask_token=gap,
        bos_token=start, eos_token=end, model_max_length=POSITIONS,
    )  # fmt: skip


def _model(
    weights: dict[str, Any],
    config: dict[str, Any],
    *,
    words: Sequence[str],
    chosen: Sequence[str],
    decoder_layers: Sequence[int],
) -> Any:
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    width, heads, inner = config["hidden_size"], config["num_attention_heads"], config["intermediate_size"]
    ids = {word: i for i, word in enumerate(chosen)}
    model = BartForConditionalGeneration(
        BartConfig(
            vocab_size=len(chosen), d_model=width, encoder_layers=config["num_hidden_layers"],
            decoder_layers=len(decoder_layers), encoder_attention_heads=heads, decoder_attention_heads=heads,
            encoder_ffn_dim=inner, decoder_ffn_dim=inner, max_position_embeddings=POSITIONS, activation_function="gelu",
            dropout=0.1, scale_embedding=False, pad_token_id=ids["[PAD]"], bos_token_id=ids["[CLS]"],
            eos_token_id=ids["[SEP]"], decoder_start_token_id=ids["[SEP]"], forced_eos_token_id=None,
            forced_bos_token_id=None, tie_word_embeddings=True,
        )
    )  # fmt: skip
    state = model.state_dict()
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    room = min(POSITIONS, len(positions))
    layers = {"encoder": range(config["num_hidden_layers"]), "decoder": decoder_layers}
    with torch.no_grad():
        state["model.shared.weight"].copy_(_embeddings(weights["embeddings.word_embeddings.weight"], words, chosen))
        for side, origins in layers.items():
            table = state[f"model.{side}.embed_positions.weight"]  # its first two rows stand for padding
            table[2 : room + 2].copy_(positions[:room])
            for part in ("weight", "bias"):
                state[f"model.{side}.layernorm_embedding.{part}"].copy_(weights[f"embeddings.LayerNorm.{part}"])
                for i, origin in enumerate(origins):
                    _copy_layer(state, weights, f"model.{side}.layers.{i}", f"encoder.layer.{origin}", part)
    model.tie_weights()
    return model


def _copy_layer(state: dict[str, Any], weights: dict[str, Any], target: str, origin: str, part: str) -> None:
    for theirs, ours in _LAYER:
        value = weights[f"{origin}.{theirs}.{part}"]
        state[f"{target}.{ours}.{part}"].copy_(value)
        cross = f"{target}.{ours.replace('self_attn', 'encoder_attn')}.{part}"
        if ours.startswith("self_attn") and cross in state:
            state[cross].copy_(value)


def _embeddings(table: Any, words: Sequence[str], chosen: Sequence[str]) -> Any:
    """One row an entry: the BERT's, or for a placeholder one near the word it stands for; (entries, width)."""
    import torch

    rows = {word: i for i, word in enumerate(words)}
    noise = torch.Generator().manual_seed(0)
    out = torch.empty(len(chosen), table.shape[1])
    for i, word in enumerate(chosen):
        if word in rows:
            out[i] = table[rows[word]]
        else:
            like = rows.get(_LIKE[word[1]], rows["[UNK]"])
            out[i] = 0.7 * table[like] + 0.03 * torch.randn(table.shape[1], generator=noise)
    return out


def main(arguments: Sequence[str]) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.warm_start", description=main.__doc__)
    parser.add_argument("bert", type=Path, help="folder of the BERT: config.json, model.safetensors, vocab.txt")
    parser.add_argument("out", type=Path, help="folder of the new checkpoint")
    parser.add_argument("texts", type=Path, nargs="*", help="files whose words decide which entries are kept")
    parser.add_argument("--vocabulary", type=int, default=16_000, help="entries kept besides placeholders; 0: all")
    parser.add_argument(
        "--decoder-layers", type=int, nargs="+", default=[1, 3, 5], help="the BERT layers they start as"
    )
    given = parser.parse_args(arguments)
    texts = (path.read_text(encoding="utf-8") for path in given.texts)
    warm_start(
        given.bert, given.out, texts=texts, vocabulary=given.vocabulary, decoder_layers=tuple(given.decoder_layers)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
