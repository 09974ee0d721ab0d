"""What each part of the recipe is worth: the same number of steps from the same start, one thing changed at a time.

`python benchmarks/ablations.py START OPEN_TEXT...` trains every variant for 300 steps from START (a checkpoint made by
`python -m briefing.training.warm_start`) and prints ROUGE-L on the validation pairs; the open text is for denoising.
Variants that start from another checkpoint are given by `--also NAME=FOLDER`. Two to four minutes a variant on two cores.
"""

import argparse
import json
import sys
from pathlib import Path

from briefing.training import loop
from briefing.training.recipe import Data, Optimiser, Recipe, Validation

DATA = Path(__file__).parents[1] / "models" / "embedded" / "data"


def main() -> None:
    """Runs the variants that have no result yet and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path)
    parser.add_argument("open_text", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("runs/ablations"))
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--also", action="append", default=[], metavar="NAME=FOLDER")
    given = parser.parse_args()
    out = given.out.absolute()
    texts = tuple(_from_root(path) for path in given.open_text)
    pairs, validation = (_from_root(DATA / "pairs" / "*.jsonl"),), (_from_root(DATA / "validation.jsonl"),)
    written = Data(pairs=pairs, validation=validation)
    grammar = Data(pairs=pairs, validation=validation, grammar_share=1.0)
    both = Data(pairs=pairs, validation=validation, grammar_share=0.4)
    text = Data(open_text=texts, validation=validation, open_share=1.0)
    variants = {
        "denoising": (given.start, text, "embedded"),
        "written pairs": (given.start, written, "embedded"),
        "written pairs, unmasked": (given.start, written, "t5"),
        "written pairs after denoising": (out / "denoising" / "final", written, "embedded"),
        "grammar": (given.start, grammar, "embedded"),
        "written pairs and grammar": (given.start, both, "embedded"),
        "written pairs and grammar after denoising": (out / "denoising" / "final", both, "embedded"),
    }
    for name, _, folder in (also.partition("=") for also in given.also):
        variants[name] = (Path(folder).absolute(), written, "embedded")
    for name, (base, data, family) in variants.items():
        folder = out / name.replace(" ", "-").replace(",", "")
        recipe = Recipe(
            base=str(base.absolute()), out=str(folder), family=family, data=data, folder=Path("/"),
            optimiser=Optimiser(
                learning_rate=2e-4, cross_attention_learning_rate=6e-4, warmup_steps=50, max_steps=given.steps
            ),
            validation=Validation(every_steps=given.steps),
        )  # fmt: skip
        if not (folder / "final" / "config.json").is_file():
            final = loop.train(recipe)
            (final / "masking.json").write_bytes((base / "masking.json").read_bytes())
        rows = [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]
        score = [row for row in rows if "rouge_l" in row][-1]
        sys.stdout.write(f"{name:45} {score['rouge_l']:.3f}  bad placeholders {score['bad_placeholders']:.3f}\n")
        sys.stdout.flush()


def _from_root(path: Path) -> str:
    return str(path.absolute().relative_to("/"))


if __name__ == "__main__":
    main()
