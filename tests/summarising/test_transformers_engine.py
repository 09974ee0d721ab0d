"""Tiny random checkpoints, built here, stand for the real ones: what is tested is the way there and back."""

import json
import re
import shutil

import pytest

from briefing.errors import ModelError
from briefing.settings import Settings
from briefing.summarising import export, load, manifest
from briefing.summarising.ctranslate2_engine import CTranslate2Decoder
from briefing.summarising.transformers_engine import TransformersDecoder

WORDS = re.findall(r"\S+", "he asked the firm to open depot before june and hire workers summarize : directive site .")
SPECIAL = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>", "bos_token": "<s>"}


def tokenizer(path):
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate(["<pad>", "</s>", "<unk>", "<s>", *WORDS])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token=SPECIAL["unk_token"]))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.decoder = decoders.WordPiece()
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    PreTrainedTokenizerFast(tokenizer_object=made, **SPECIAL).save_pretrained(path)
    return len(vocabulary)


@pytest.fixture(scope="module", params=["t5", "bart"])
def checkpoint(request, tmp_path_factory):
    import torch
    from transformers import BartConfig, BartForConditionalGeneration, T5Config, T5ForConditionalGeneration

    path = tmp_path_factory.mktemp(request.param)
    size = tokenizer(path)
    torch.manual_seed(0)
    if request.param == "t5":
        config = T5Config(
            vocab_size=size,
            d_model=16,
            d_kv=8,
            d_ff=32,
            num_layers=1,
            num_heads=2,
            decoder_start_token_id=0,
            n_positions=64,
        )
        model = T5ForConditionalGeneration(config)
    else:
        config = BartConfig(
            vocab_size=size,
            d_model=16,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=32,
            decoder_ffn_dim=32,
            max_position_embeddings=64,
            pad_token_id=0,
            eos_token_id=1,
            bos_token_id=3,
            decoder_start_token_id=1,
            forced_eos_token_id=None,
        )
        model = BartForConditionalGeneration(config)
    model.generation_config.max_new_tokens = 8
    model.save_pretrained(path)
    return path


@pytest.fixture(scope="module")
def summariser(checkpoint):
    return load(Settings(model=str(checkpoint), threads=1, beam_size=3))


def test_a_folder_runs_through_transformers(summariser, checkpoint, passage):
    made = summariser.summarise([passage("He asked the firm to open the depot.", kind="event")])
    assert len(made[0]) == 3
    assert all(h.method == "seq2seq" for h in made[0])
    assert [h.score for h in made[0]] == sorted((h.score for h in made[0]), reverse=True)
    assert (summariser.info.name, summariser.info.engine) == (checkpoint.name, "transformers")


def test_a_line_does_not_depend_on_its_neighbours(summariser, passage):
    texts = ["Open the depot.", "He asked the firm to hire workers before June.", "Hire workers.", "Open the depot."]
    passages = [passage(text) for text in texts]
    together = summariser.summarise(passages)
    assert [[h.text for h in beam] for beam in together] == [
        [h.text for h in summariser.summarise([p])[0]] for p in passages
    ]


def test_one_beam_gives_one_hypothesis(checkpoint, passage):
    made = load(Settings(model=str(checkpoint), threads=1, beam_size=1)).summarise([passage("Open the depot.")])
    assert [len(beam) for beam in made] == [1]


def test_a_passage_beyond_the_models_input_is_cut(summariser, passage):
    made = summariser.summarise([passage("Open the depot, hire the workers. " * 30)])
    assert made[0][0].cut


def test_an_export_runs_on_ctranslate2_with_the_same_best_lines(checkpoint, tmp_path, passage):
    path = tmp_path / "exported"
    shutil.copytree(checkpoint, path)
    export.export(path, quantization="float32")
    passages = [passage(text) for text in ("Open the depot.", "He asked the firm to hire workers before June.")]
    exported = load(Settings(model=str(path), threads=1, beam_size=1))
    plain = load(Settings(model=str(path), engine="transformers", threads=1, beam_size=1))
    assert (exported.info.engine, plain.info.engine) == ("ctranslate2", "transformers")
    assert exported.info.revision == plain.info.revision == manifest.verify(path, engine="transformers", model="m")
    assert [b[0].text for b in exported.summarise(passages)] == [b[0].text for b in plain.summarise(passages)]
    weakest = [s._decoder.weakest("Open the depot.", "Hire workers before June.") for s in (exported, plain)]
    assert weakest[0] == pytest.approx(weakest[1], abs=1e-3)
    assert weakest[0] < -0.5


def test_both_engines_keep_a_bounded_line_to_its_sources_words_and_the_models_own(checkpoint, tmp_path):
    path = tmp_path / "bounded"
    shutil.copytree(checkpoint, path)
    (path / "own_words.txt").write_text("to\n", encoding="utf-8")
    export.export(path, quantization="float32")
    options = {"model": "m", "revision": "", "threads": 1, "beam_size": 2, "batch_size": 4}
    sources = ["hire workers", "open the depot ."]
    for decoder in (
        CTranslate2Decoder(path, bounded=True, **options),
        TransformersDecoder(str(path), bounded=True, **options),
    ):
        for source, beam in zip(sources, decoder.decode(sources), strict=True):
            assert {word for h in beam for word in h.text.split()} <= {*source.split(), "to", ".", ":"}
    free = TransformersDecoder(str(path), **options).decode(sources)
    assert any(word not in {*sources[0].split(), "to", ".", ":"} for h in free[0] for word in h.text.split())


def test_an_export_can_be_made_again(checkpoint, tmp_path):
    path = tmp_path / "exported"
    shutil.copytree(checkpoint, path)
    assert export.export(path) == export.export(path)


def test_exporting_a_folder_without_a_checkpoint_is_a_model_error(tmp_path):
    with pytest.raises(ModelError, match=r"config\.json"):
        export.export(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "bart"}')
    with pytest.raises(ModelError):
        export.export(tmp_path)


@pytest.mark.parametrize("config", [{"model_type": "bert"}, {"model_type": "nonesuch"}, {"model_type": "t5"}])
def test_a_folder_that_is_no_seq2seq_checkpoint_is_a_model_error(tmp_path, config):
    (tmp_path / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelError, match="sequence-to-sequence"):
        load(Settings(model=str(tmp_path)))


def test_broken_weights_are_a_model_error(checkpoint, tmp_path):
    path = tmp_path / "broken"
    shutil.copytree(checkpoint, path)
    (path / "model.safetensors").write_bytes(b"\x00" * 40)
    with pytest.raises(ModelError, match="cannot load"):
        load(Settings(model=str(path)))
