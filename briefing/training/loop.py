"""The training loop: seeded, resumable, logged, stopped early on validation.

AdamW (Loshchilov and Hutter 2019), label smoothing (Szegedy et al. 2016), linear warm-up and cosine decay. A run's folder
holds `log.jsonl`, `plot.svg`, `last/` (to resume from), `best/` (by ROUGE-L on the validation pairs) and the averaged
`final/`. Torch and transformers are imported inside functions: the rest of the package does without them.
"""

import json
import math
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ModelError
from briefing.evaluation.matching import rouge_l
from briefing.training import precision
from briefing.training.data import Example, Examples
from briefing.training.plot import plot
from briefing.training.recipe import Optimiser, Recipe

POOL = 640  # examples drawn at once, so that a batch can hold examples of like length


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One evaluation: mean ROUGE-L and the share of lines with a placeholder that their source lacks."""

    step: int
    minutes: float
    rouge_l: float
    bad_placeholders: float


@dataclass(slots=True)
class _State:
    """What a resumed run needs besides weights and optimiser."""

    step: int = 0
    minutes: float = 0.0
    best: float = -1.0
    since_best: int = 0


def train(recipe: Recipe, *, resume: bool = True, report: Callable[[str], None] = lambda _: None) -> Path:
    """Runs `recipe` and returns the folder of the finished model, which transformers loads.

    With `resume`, a run that was stopped goes on from its last checkpoint; the examples it sees are the same as if it had
    not stopped. `report` is handed a line of JSON every fifty steps and at every evaluation.

    Raises:
        SettingsError: the recipe names files that are not there, or open text with another digest.
        ModelError: the base checkpoint cannot be loaded.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # two busy cores lose an order of magnitude to spinning threads
    run = _Run(recipe, resume=resume, report=report)
    run.loop()
    return run.finish()


class _Run:
    def __init__(self, recipe: Recipe, *, resume: bool, report: Callable[[str], None]) -> None:
        import torch

        self.recipe, self.report = recipe, report
        self.out = recipe.folder / recipe.out
        self.out.mkdir(parents=True, exist_ok=True)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(recipe.seed)
        if recipe.optimiser.threads:
            torch.set_num_threads(recipe.optimiser.threads)
        last = self.out / "last"
        resumed = resume and (last / "state.json").is_file()
        self.state = _State(**json.loads((last / "state.json").read_text())) if resumed else _State()
        self.model, self.tokenizer = _load(last if resumed else _base(recipe))
        self.model.to(self.device)
        self.optimiser = _optimiser(self.model, recipe.optimiser)
        if resumed:
            self.optimiser.load_state_dict(torch.load(last / "optimiser.pt", weights_only=True))
        else:
            (self.out / "log.jsonl").write_text("", encoding="utf-8")
            self._log({"digest": recipe.digest()})
        self.examples = Examples(recipe, tokenizer=self.tokenizer)
        self.autocast = _precision(recipe.optimiser, self.device) == "bf16"

    def loop(self) -> None:
        """Steps until a bound of the recipe is reached or validation stops gaining."""
        recipe, state = self.recipe, self.state
        started = time.monotonic() - 60 * state.minutes
        mean_loss = None
        self.model.train()
        for batch in _batches(self.examples, recipe, first_step=state.step):
            state.minutes = (time.monotonic() - started) / 60
            if _progress(recipe.optimiser, state.step, state.minutes) >= 1:
                break
            loss = self._step(batch)
            mean_loss = loss if mean_loss is None else 0.98 * mean_loss + 0.02 * loss
            state.step += 1
            if state.step % 50 == 0:
                self._log({"step": state.step, "minutes": round(state.minutes, 2), "loss": round(mean_loss, 4)})
            if state.step % recipe.validation.every_steps == 0 and not self._evaluate():
                break

    def finish(self) -> Path:
        """Scores once more, averages the last checkpoints and writes the finished model."""
        if self.state.step % self.recipe.validation.every_steps:
            self._evaluate()
        final = self.out / "final"
        average = self.recipe.optimiser.average_last
        kept = sorted(self.out.glob("step-*"), key=lambda p: int(p.name.split("-")[1]))[-average:]
        if average > 1 and len(kept) > 1:
            self.model.load_state_dict(_average([_load(path)[0].state_dict() for path in kept]))
        else:
            self.model = _load(self.out / "best")[0]
        self._save(final)
        return final

    def _step(self, batch: "Sequence[tuple[list[int], list[int]]]") -> float:
        import torch

        rate = _rate(self.recipe.optimiser, self.state.step, self.state.minutes)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        inputs, mask, decoder, labels = (t.to(self.device) for t in _tensors(batch, self.model.config))
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.autocast):
            logits = self.model(input_ids=inputs, attention_mask=mask, decoder_input_ids=decoder).logits
        loss = torch.nn.functional.cross_entropy(
            logits.float().flatten(0, 1), labels.flatten(), ignore_index=-100,
            label_smoothing=self.recipe.optimiser.label_smoothing,
        )  # fmt: skip
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        return float(loss.item())

    def _evaluate(self) -> bool:
        """Scores and saves; False where the recipe's patience has run out."""
        state, recipe = self.state, self.recipe
        score = self.score(self.examples.validation())
        self._log(asdict(score))
        self._save(self.out / "last")
        if recipe.optimiser.average_last > 1:
            self._save(self.out / f"step-{state.step}")
        if score.rouge_l > state.best:
            state.best, state.since_best = score.rouge_l, 0
            self._save(self.out / "best")
        else:
            state.since_best += 1
        self._save_state()
        plot(self.out / "log.jsonl", self.out / "plot.svg")
        return state.since_best < recipe.validation.patience

    def score(self, examples: Sequence[Example]) -> Score:
        """ROUGE-L of the model's lines on `examples`, placeholders counted as words."""
        import torch

        validation = self.recipe.validation
        examples = sorted(examples[: validation.max_pairs], key=lambda e: len(e.source))
        self.model.eval()
        lines: list[str] = []
        with torch.inference_mode():
            for start in range(0, len(examples), 32):
                rows = [self._encode(e) for e in examples[start : start + 32]]
                inputs, mask, _, _ = (t.to(self.device) for t in _tensors(rows, self.model.config))
                answer = self.model.generate(
                    input_ids=inputs, attention_mask=mask, max_new_tokens=self.recipe.max_target_tokens,
                    num_beams=validation.beam_size, do_sample=False,
                )  # fmt: skip
                lines += [self.examples.decode(ids) for ids in answer.tolist()]
        self.model.train()
        gains = [rouge_l(_words(line), _words(e.target)) for line, e in zip(lines, examples, strict=True)]
        bad = [bool(_placeholders(line) - _placeholders(e.source)) for line, e in zip(lines, examples, strict=True)]
        count = max(1, len(examples))
        return Score(
            step=self.state.step,
            minutes=round(self.state.minutes, 2),
            rouge_l=round(sum(gains) / count, 4),
            bad_placeholders=round(sum(bad) / count, 4),
        )

    def _encode(self, example: Example) -> tuple[list[int], list[int]]:
        return self.examples.encode(example)

    def _save(self, folder: Path) -> None:
        self.model.save_pretrained(folder)
        self.tokenizer.save_pretrained(folder)

    def _save_state(self) -> None:
        import torch

        last = self.out / "last"
        torch.save(self.optimiser.state_dict(), last / "optimiser.pt")
        (last / "state.json").write_text(json.dumps(asdict(self.state)), encoding="utf-8")

    def _log(self, row: dict[str, Any]) -> None:
        line = json.dumps(row)
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        self.report(line)


def _base(recipe: Recipe) -> Path | str:
    folder = recipe.folder / recipe.base
    return folder if folder.is_dir() else recipe.base


def _load(source: Path | str) -> tuple[Any, Any]:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    try:
        import torch

        model = AutoModelForSeq2SeqLM.from_pretrained(str(source), dtype=torch.float32)
        return model, AutoTokenizer.from_pretrained(str(source))
    except (OSError, ValueError) as error:
        raise ModelError(f"no sequence-to-sequence checkpoint: {error}", model=str(source)) from error


def _optimiser(model: Any, recipe: Optimiser) -> Any:
    import torch

    cross = [p for name, p in model.named_parameters() if "encoder_attn" in name or "EncDecAttention" in name]
    chosen = {id(p) for p in cross}
    rest = [p for p in model.parameters() if id(p) not in chosen]
    rate = recipe.learning_rate
    groups = [{"params": rest, "peak": rate}, {"params": cross, "peak": recipe.cross_attention_learning_rate or rate}]
    return torch.optim.AdamW(
        [g for g in groups if g["params"]], lr=rate, weight_decay=recipe.weight_decay, betas=(0.9, 0.98)
    )


def _precision(recipe: Optimiser, device: str) -> str:
    if recipe.precision != "auto":
        return recipe.precision
    return "bf16" if precision.bf16_is_fast(device) else "fp32"


def _progress(recipe: Optimiser, step: int, minutes: float) -> float:
    """How much of the run is done, 0 to 1, by whichever bound is nearer."""
    shares = [step / recipe.max_steps] if recipe.max_steps else []
    shares += [minutes / recipe.max_minutes] if recipe.max_minutes else []
    return max(shares)


def _rate(recipe: Optimiser, step: int, minutes: float) -> float:
    """The share of the peak learning rate at `step`."""
    done = _progress(recipe, step, minutes)
    warm = min(1.0, (step + 1) / max(1, recipe.warmup_steps))
    return warm * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


def _batches(examples: Examples, recipe: Recipe, *, first_step: int) -> Iterator[list[tuple[list[int], list[int]]]]:
    """Endless batches; pool and order depend on the seed and the step alone, so a resumed run sees what it would have."""
    size = recipe.optimiser.batch_size
    per_pool = max(1, POOL // size)
    for pool in range(first_step // per_pool, 10**9):
        rng = random.Random(f"{recipe.seed}-{pool}")  # noqa: S311  repeatable draws are wanted
        rows = [examples.encode(examples.draw(rng)) for _ in range(per_pool * size)]
        rows.sort(key=lambda row: (len(row[0]), len(row[1])))
        batches = [rows[i : i + size] for i in range(0, len(rows), size)]
        rng.shuffle(batches)
        yield from batches[first_step % per_pool if pool == first_step // per_pool else 0 :]


def _tensors(rows: Sequence[tuple[list[int], list[int]]], config: Any) -> tuple[Any, Any, Any, Any]:
    """Inputs, attention mask, decoder inputs and labels, each (batch, length), padded to the longest row."""
    import torch

    pad = config.pad_token_id or 0
    width, height = max(len(s) for s, _ in rows), max(len(t) for _, t in rows)
    inputs = torch.full((len(rows), width), pad)
    mask = torch.zeros((len(rows), width), dtype=torch.long)
    decoder = torch.full((len(rows), height), pad)
    labels = torch.full((len(rows), height), -100)
    for i, (source, target) in enumerate(rows):
        inputs[i, : len(source)] = torch.tensor(source)
        mask[i, : len(source)] = 1
        labels[i, : len(target)] = torch.tensor(target)
        decoder[i, 0] = config.decoder_start_token_id
        decoder[i, 1 : len(target)] = torch.tensor(target[:-1])
    return inputs, mask, decoder, labels


def _average(states: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {name: sum(state[name] for state in states) / len(states) for name in states[0]}


def _words(text: str) -> list[str]:
    return text.replace(".", " ").replace(",", " ").replace(";", " ").lower().split()


def _placeholders(text: str) -> set[str]:
    return {word.strip(".,;") for word in text.split() if word.startswith("[")}
