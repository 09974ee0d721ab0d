"""The picture of a run: loss and validation score over steps."""

import json
from pathlib import Path


def plot(log: Path, target: Path) -> None:
    """Draws `log` (the run's JSON Lines) as an SVG file: loss on the left axis, ROUGE-L on the right."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "briefing"  # the same run gives the same bytes
    from matplotlib import pyplot as plt

    rows = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    losses = [(row["step"], row["loss"]) for row in rows if "loss" in row]
    scores = [(row["step"], row["rouge_l"]) for row in rows if "rouge_l" in row]
    figure, left = plt.subplots(figsize=(7, 4), layout="constrained")
    left.set(xlabel="step", ylabel="training loss")
    left.plot(*zip(*losses, strict=True), color="#8a8a8a") if losses else None
    right = left.twinx()
    right.set(ylabel="validation ROUGE-L")
    right.plot(*zip(*scores, strict=True), color="#0b6e99", marker="o") if scores else None
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)
