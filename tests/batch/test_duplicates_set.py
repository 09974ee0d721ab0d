"""The floors of the grouping on tests/duplicates: lowering one needs a reason in the commit."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "duplicates.py"


@pytest.fixture(scope="module")
def printed() -> str:
    done = subprocess.run([sys.executable, BENCHMARK], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("kind", "precision", "recall"), [("copy", 0.97, 0.97), ("retelling", 0.97, 0.93), ("demands", 0.9, 0.33)]
)
def test_what_belongs_together_is_found(printed: str, kind: str, precision: float, recall: float) -> None:
    found = re.search(rf"^{kind} +precision ([\d.]+) .* recall ([\d.]+) ", printed, re.MULTILINE)
    assert found
    assert float(found[1]) >= precision
    assert float(found[2]) >= recall


def test_no_two_different_visits_are_merged(printed: str) -> None:
    assert "400 articles" in printed
    assert "look-alikes merged 0 of 60" in printed
