"""The training loop, run for a few steps on a tiny checkpoint."""

import gzip
import json
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import lexicons
from briefing.errors import ModelError
from briefing.evaluation.pairs import Pair
from briefing.training import loop, word_lists
from briefing.training.data import Examples
from briefing.training.recipe import Data, Optimiser, Recipe, Validation
from briefing.training.warm_start import warm_start


@pytest.fixture(scope="module")
def start(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "checkpoint"
    warm_start(bert, folder, texts=[], vocabulary=0, decoder_layers=(0,))
    return folder


@pytest.fixture
def recipe(start: Path, pairs: Path) -> Recipe:
    return Recipe(
        base=str(start), out="run", folder=pairs.parent,
        data=Data(pairs=(pairs.name,), validation=(pairs.name,)),
        optimiser=Optimiser(batch_size=2, max_steps=4, warmup_steps=1, threads=1, precision="fp32"),
        validation=Validation(every_steps=2, max_pairs=2),
        max_target_tokens=12,
    )  # fmt: skip


def rows(recipe: Recipe) -> list[dict[str, float]]:
    log = (recipe.folder / recipe.out / "log.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in log.splitlines()]


def weights(folder: Path) -> bytes:
    return (folder / "model.safetensors").read_bytes()


def test_a_run_leaves_a_checkpoint_that_transformers_loads(recipe: Recipe) -> None:
    from transformers import AutoModelForSeq2SeqLM

    final = loop.train(recipe)
    assert AutoModelForSeq2SeqLM.from_pretrained(final).config.d_model == 16
    assert (final.parent / "plot.svg").is_file()
    assert [row["step"] for row in rows(recipe) if "rouge_l" in row] == [2, 4]


def test_training_moves_the_weights(recipe: Recipe, start: Path) -> None:
    assert weights(loop.train(recipe)) != weights(start)


def test_a_run_that_was_stopped_goes_on_as_if_it_had_not(recipe: Recipe) -> None:
    whole = loop.train(replace(recipe, out="whole"))
    half = replace(recipe, out="cut", optimiser=replace(recipe.optimiser, max_steps=4))
    stopped: list[str] = []

    def stop(line: str) -> None:
        stopped.append(line)
        if json.loads(line).get("step") == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loop.train(half, report=stop)
    # the step's checkpoint is written after its score is logged: the run starts over or goes on, and ends the same
    assert weights(loop.train(half)) == weights(whole)


def test_the_same_seed_gives_the_same_weights(recipe: Recipe) -> None:
    assert weights(loop.train(replace(recipe, out="a"))) == weights(loop.train(replace(recipe, out="b")))


def test_a_run_without_gain_stops_early(recipe: Recipe) -> None:
    still = replace(
        recipe,
        optimiser=replace(recipe.optimiser, max_steps=40, learning_rate=1e-12),
        validation=Validation(every_steps=2, patience=2, max_pairs=1),
    )
    loop.train(still)
    assert max(row["step"] for row in rows(still) if "step" in row) < 40


def test_another_family_is_trained_on_plain_text(recipe: Recipe, start: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    shutil.copytree(start, plain)
    (plain / "masking.json").unlink()
    loop.train(replace(recipe, base=str(plain), family="t5"))
    assert rows(recipe)


@pytest.fixture
def polishing(recipe: Recipe) -> Recipe:
    """The recipe of a model that polishes lines, with open text of one article."""
    text = "The minister said that every district must repair its old pumps before winter. " * 2
    packed = gzip.compress((json.dumps({"text": text}) + "\n").encode())
    (recipe.folder / "text.jsonl.gz").write_bytes(packed)
    data = replace(
        recipe.data, open_text=("text.jsonl.gz",), whole_pairs=recipe.data.pairs, polish_share=0.4, whole_share=0.2
    )
    return replace(recipe, family="polishing", data=data)


def test_a_model_learns_to_polish_lines(polishing: Recipe, start: Path) -> None:
    assert weights(loop.train(polishing)) != weights(start)


def test_lines_to_polish_and_whole_passages_have_prompts_of_their_own(polishing: Recipe, start: Path) -> None:
    from transformers import AutoTokenizer

    examples = Examples(polishing, tokenizer=AutoTokenizer.from_pretrained(start))
    rng = random.Random(4)
    drawn = [examples.draw(rng) for _ in range(200)]
    share = sum(e.source.startswith("line ") for e in drawn) / len(drawn)
    assert 0.7 < share < 0.9  # all but the fifth of whole passages
    assert all(e.source.split(" :")[0].removeprefix("line ") in ("event", "site", "directive") for e in drawn)
    assert any("its old" in e.target for e in drawn)


def test_word_lists_hold_what_lines_have_and_what_they_bring_in(polishing: Recipe, start: Path, tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(start, base)
    toml = 'base = "base"\nout = "run"\nfamily = "polishing"\n[data]\npairs = ["pairs.jsonl"]\n[optimiser]\nmax_steps = 1\n'
    (tmp_path / "r.toml").write_text(toml, encoding="utf-8")
    word_lists.main([str(tmp_path / "r.toml")])
    own = (base / "own_words.txt").read_text(encoding="utf-8").split()
    assert {"the", "must", "where"} <= set(own)
    assert (base / "common.txt").is_file()


def test_a_word_is_common_that_is_often_met_and_one_token() -> None:
    lines = ["Check the reservoirs."] * 20
    words = word_lists.common(lines, ["Check every dam."] * 4, pieces=lambda w: 2 if w == "reservoirs" else 1)
    assert words == ["check", "the"]


def test_words_that_several_lines_bring_in_are_the_models_own() -> None:
    pairs = [Pair(id="1", kind="site", style="mt", source="To the mill.", summary="Went to the mill.")] * 4
    assert "went" in word_lists.own(pairs, lexicon=lexicons.load("en"))
    assert "mill" not in word_lists.own(pairs, lexicon=lexicons.load("en"))


def test_a_base_that_is_no_checkpoint_is_an_error(recipe: Recipe, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="no sequence-to-sequence checkpoint"):
        loop.train(replace(recipe, base="empty"))
