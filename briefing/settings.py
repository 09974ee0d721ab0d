"""Every default, once. The command line and the configuration file read them here."""

import dataclasses
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from briefing.errors import SettingsError

Engine = Literal["auto", "ctranslate2", "transformers"]
Segmenter = Literal["tagger", "rules"]
Wording = Literal["close", "free"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run can be told. A configuration file (TOML) has the same keys.

    Attributes:
        model: registry name, folder, or hub id of a sequence-to-sequence checkpoint.
        engine: which library runs the model; `auto` takes CTranslate2 where the model has a CTranslate2 export.
        segmenter: `tagger` lets a small encoder give a second opinion on English articles (about 50 ms an article);
            `rules` does without.
        wording: what a model that can do both writes: `close` polishes the source's own words, shortened; `free` puts the
            whole passage in its own, which is shorter and more often rejected.
        threads: CPU threads of the engine; 0 takes one for each core, at most four.
        beam_size: hypotheses kept while decoding; each is tried by the check, best first.
        batch_size: passages decoded together at most.
        max_bytes: size of the largest input read, in bytes.
        max_chars: length of the longest article summarised, in code points; what is beyond is cut with a notice.
        lexicon: folder with lexicon files of the user's own, or None.
    """

    model: str = "extractive"
    engine: Engine = "auto"
    segmenter: Segmenter = "tagger"
    wording: Wording = "close"
    threads: int = 0
    beam_size: int = 4
    batch_size: int = 32
    max_bytes: int = 20_000_000
    max_chars: int = 60_000
    lexicon: Path | None = None

    def __post_init__(self) -> None:
        for key, choices in (("engine", Engine), ("segmenter", Segmenter), ("wording", Wording)):
            if getattr(self, key) not in get_args(choices):
                raise SettingsError(f"{getattr(self, key)!r} is not one of {', '.join(get_args(choices))}", key=key)
        least = {
            "threads": 0,
            "beam_size": 1,
            "batch_size": 1,
            "max_bytes": 1,
            "max_chars": 1,
        }
        for key, minimum in least.items():
            value = getattr(self, key)
            if not isinstance(value, int) or isinstance(value, bool) or value < minimum:
                raise SettingsError(f"{value!r} is not a whole number of at least {minimum}", key=key)
        if not isinstance(self.model, str) or not self.model:
            raise SettingsError("the name of a model is wanted", key="model")

    def replace(self, **changes: Any) -> "Settings":
        """These settings with some keys changed; unknown keys raise SettingsError."""
        known = {f.name for f in fields(self)}
        for key in changes:
            if key not in known:
                raise SettingsError(f"no such setting; there are {', '.join(sorted(known))}", key=key)
        if isinstance(changes.get("lexicon"), str):
            changes["lexicon"] = Path(changes["lexicon"])
        return dataclasses.replace(self, **changes)


def load(path: Path, base: Settings | None = None) -> Settings:
    """Settings from a TOML file over `base`.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or has an unknown key or a wrong value.
    """
    try:
        with path.open("rb") as file:
            values = tomllib.load(file)
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: not TOML: {error}") from error
    return (base or Settings()).replace(**values)
