"""The training loop, run for a few steps on a tiny checkpoint."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import ModelError
from briefing.training import loop
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


def test_a_base_that_is_no_checkpoint_is_an_error(recipe: Recipe, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="no sequence-to-sequence checkpoint"):
        loop.train(replace(recipe, base="empty"))
