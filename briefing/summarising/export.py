"""Exports a checkpoint for running: the CTranslate2 int8 model and the manifest beside the half-precision weights.

`python -m briefing.summarising.export FOLDER` does it again after training. Needs torch and transformers.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from briefing.errors import ModelError
from briefing.summarising import manifest, vocabulary_map
from briefing.summarising.ctranslate2_engine import FOLDER

# CTranslate2's BART loader asks for both; transformers 5 writes neither.
_BART = {"normalize_before": False, "normalize_embedding": True}


def export(folder: Path, *, quantization: str = "int8_float32") -> str:
    """Converts the checkpoint in `folder` to `folder/ctranslate2` and writes `folder/manifest.json`.

    Returns the model's revision.

    Raises:
        ModelError: the folder holds no checkpoint, or one that CTranslate2 cannot convert.
    """
    from ctranslate2.converters import TransformersConverter

    complete_config(folder)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        made = Path(scratch) / FOLDER
        try:
            TransformersConverter(str(folder)).convert(str(made), quantization=quantization)
        except (OSError, ValueError, KeyError, RuntimeError, AttributeError) as error:
            raise ModelError(f"CTranslate2 cannot convert it: {error}", model=str(folder)) from error
        vocabulary_map.write(folder, made)
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        made.rename(folder / FOLDER)
    return manifest.write(folder)


def complete_config(folder: Path) -> None:
    """Adds to a BART `config.json` the two keys that CTranslate2 reads.

    Raises:
        ModelError: there is no configuration in `folder`.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}", model=str(folder)) from error
    if config.get("model_type") == "bart" and not config.keys() >= _BART.keys():
        path.write_text(json.dumps({**_BART, **config}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(export(Path(sys.argv[1])) + "\n")
