"""Training recipes: one TOML file says everything that decides a run."""

import hashlib
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

from briefing.errors import SettingsError
from briefing.training import grammar_phrases

Precision = Literal["auto", "fp32", "bf16"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What is trained on.

    Attributes:
        pairs: files or globs, relative to the recipe, of JSON Lines with `kind`, `source` and `summary`.
        validation: the same, never trained on.
        open_text: gzipped JSON Lines with `text`, for the denoising tasks; supplied by whoever trains, never shipped.
        open_text_sha256: digests of these files, in their order; a file that differs stops the run.
        open_share: share of the examples made from open text.
        grammar_share: share of the examples made from the paired grammar; what the shares leave is drawn from `pairs`.
        whole_pairs: files of pairs whose source is a whole passage, read under its bare kind: they keep a polisher from
            forgetting how lines are written.
        whole_share: share of the examples made from them.
        polish_share: share of the examples made from a good line made clumsy: the lines of all pairs, and sentences of the open text
            in fewer words.
        noise_share: share of the pairs whose source is made noisier (articles dropped, padding put in).
        shuffle_share: share of the masked pairs whose placeholder numbers are shuffled.
    """

    pairs: tuple[str, ...] = ()
    validation: tuple[str, ...] = ()
    open_text: tuple[str, ...] = ()
    open_text_sha256: tuple[str, ...] = ()
    open_share: float = 0.0
    grammar_share: float = 0.0
    whole_pairs: tuple[str, ...] = ()
    whole_share: float = 0.0
    polish_share: float = 0.0
    noise_share: float = 0.35
    shuffle_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimiser:
    """How the weights move: AdamW, linear warm-up, then cosine to 3% over `max_steps` or `max_minutes`.

    Attributes:
        learning_rate: peak rate of every weight but the decoder's cross-attention.
        cross_attention_learning_rate: that one's; 0 takes `learning_rate`.
        batch_size: examples a step; batches hold examples of like length.
        max_steps, max_minutes: whichever comes first; 0 means no bound. A resumed run counts on.
        precision: `auto` takes bf16 where the hardware multiplies it (GPUs, CPUs with AMX or AVX-512 BF16), else fp32.
        average_last: checkpoints averaged at the end, the last of the run.
    """

    learning_rate: float = 1.5e-4
    cross_attention_learning_rate: float = 0.0
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    batch_size: int = 16
    warmup_steps: int = 150
    max_steps: int = 0
    max_minutes: float = 0.0
    precision: Precision = "auto"
    threads: int = 0
    average_last: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """When and how the model is scored on the validation pairs; `patience` evaluations without a gain stop the run."""

    every_steps: int = 500
    patience: int = 6
    beam_size: int = 1
    max_pairs: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One training run.

    Attributes:
        base: folder (relative to the recipe) or hub id of the checkpoint to start from.
        out: folder, relative to the recipe, for checkpoints, log and plot.
        family: prompt family of `prompts/`; "embedded" and "polishing" mask mentions, every other family sees plain text.
    """

    base: str
    out: str
    family: str = "embedded"
    seed: int = 7
    max_source_tokens: int = 250
    max_target_tokens: int = 110
    data: Data = field(default_factory=Data)
    optimiser: Optimiser = field(default_factory=Optimiser)
    validation: Validation = field(default_factory=Validation)
    folder: Path = field(default_factory=Path)

    def files(self, patterns: tuple[str, ...]) -> tuple[Path, ...]:
        """The files that `patterns` name, sorted.

        Raises:
            SettingsError: a pattern names no file.
        """
        found: list[Path] = []
        for pattern in patterns:
            matches = sorted(self.folder.glob(pattern))
            if not matches:
                raise SettingsError(f"{self.folder / pattern}: no such file", key="data")
            found += matches
        return tuple(dict.fromkeys(found))

    def digest(self) -> str:
        """SHA-256 of the recipe's values and of every file it trains on, the grammar's phrase lists included."""
        digest = hashlib.sha256(repr(self).encode())
        phrases = grammar_phrases.files() if self.data.grammar_share else ()
        for path in (
            self.files(self.data.pairs + self.data.whole_pairs + self.data.validation + self.data.open_text) + phrases
        ):
            digest.update(path.read_bytes())
        return digest.hexdigest()


def load(path: Path) -> Recipe:
    """The recipe in the TOML file `path`.

    Raises:
        SettingsError: it cannot be read, or has an unknown key or a value of the wrong type.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    recipe: Recipe = _build(Recipe, values, where="")
    if not recipe.optimiser.max_steps and not recipe.optimiser.max_minutes:
        raise SettingsError("give max_steps or max_minutes", key="optimiser")
    if len(recipe.data.open_text_sha256) not in (0, len(recipe.data.open_text)):
        raise SettingsError("one digest a file is wanted", key="data.open_text_sha256")
    data = recipe.data
    shares = (data.open_share, data.grammar_share, data.whole_share, data.polish_share)
    if min(shares) < 0 or sum(shares) > 1:
        raise SettingsError(
            "open_share, grammar_share, whole_share and polish_share lie between 0 and 1, and so does their sum",
            key="data.grammar_share",
        )
    return replace(recipe, folder=path.parent)


def _build(record: type[Any], values: dict[str, Any], *, where: str) -> Any:
    hints = get_type_hints(record)
    known = {f.name for f in fields(record)}
    made = {}
    for key, value in values.items():
        name = where + key
        if key not in known:
            raise SettingsError(f"no such key; there are {', '.join(sorted(known - {'folder'}))}", key=name)
        hint = hints[key]
        if is_dataclass(hint) and not isinstance(value, hint):  # type: ignore[arg-type]
            if not isinstance(value, dict):
                raise SettingsError("a table is wanted", key=name)
            made[key] = _build(hint, value, where=f"{name}.")  # type: ignore[arg-type]
        else:
            made[key] = _checked(value, hint, name)
    try:
        return record(**made)
    except TypeError as error:
        raise SettingsError(str(error).split(") ")[-1], key=where.rstrip(".") or None) from error


def _checked(value: Any, hint: Any, name: str) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = tuple(value)
    allowed = {
        float: (int, float),
        tuple[str, ...]: (tuple,),
        Precision: (str,),
    }.get(hint, (hint,))
    if not isinstance(value, allowed) or isinstance(value, bool):
        raise SettingsError(f"{value!r} has the wrong type", key=name)
    if hint is Precision and value not in get_args(Precision):
        raise SettingsError(f"{value!r} is not one of {', '.join(get_args(Precision))}", key=name)
    return value
