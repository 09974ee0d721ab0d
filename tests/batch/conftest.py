"""Folders of invented articles, and ways to run a batch over them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.pipeline import Pipeline
from briefing.settings import Settings

_NAMES = ("Lin Guodong", "Shen Boyuan", "Qiao Min", "Tan Yuxi", "Ruan Pei")
_PLANTS = ("Hengda Bearing Plant", "Baiyun Lake Logistics Center", "Yunfan Optical Park", "Qinghe Water Works")


def article(number: int) -> str:
    """An invented article; no two numbers give the same."""
    name, plant = _NAMES[number % len(_NAMES)], _PLANTS[number % len(_PLANTS)]
    return (
        f"Mayor {name} inspects Qinghe County\n\n2024-03-{number % 28 + 1:02}\n\n"
        f"On March {number % 28 + 1}, Mayor {name} visited the {plant} in Qinghe County. At the {plant}, he looked at "
        f"the production line and asked about {number + 10} new orders. He asked the enterprise to hire {number + 3} "
        f"welders before June.\n\n{name} stressed that all departments must check hidden dangers in every workshop "
        f"and report {number + 7} of them by the end of the month.\n"
    )


@pytest.fixture
def articles(tmp_path: Path) -> Callable[..., Path]:
    """Writes `count` articles into a folder `in` of two years and returns it."""

    def write(count: int) -> Path:
        for number in range(count):
            path = tmp_path / "in" / ("2023", "2024")[number % 2] / f"visit-{number:03}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article(number), encoding="utf-8")
        return tmp_path / "in"

    return write


@pytest.fixture(scope="session")
def plain() -> Pipeline:
    """A pipeline without a model."""
    return Pipeline(Settings(model="extractive"))


def tree(out: Path) -> dict[str, bytes]:
    """Every file of an output folder but the journal's."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".briefing" not in path.relative_to(out).parts
    }


def names(out: Path) -> list[str]:
    """The files of an output folder that are made of single articles, and the list of failures."""
    return [name for name in tree(out) if name.startswith("briefs/") or name == "failures.jsonl"]
