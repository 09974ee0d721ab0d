"""What rendering costs, in milliseconds a briefing (median, after load): python benchmarks/rendering.py.

Each round renders a briefing that was not rendered before, so that no cache answers. The PDF is also compared with a
minimal document of the same library and fonts, both as a whole process: that is what a user waits for.
"""

import dataclasses
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefing.records import Briefing
from briefing.rendering import fits_page, json, render, render_bytes

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "rendering" / "samples"
ROUNDS = 41
MINIMAL = """
import typst
from briefing.rendering.metrics import FONTS
fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
page = '#set text(font: ("Briefing Sans", "Briefing Sans SC"))\\nA line. 一行。'
typst.compile(page.encode(), font_paths=fonts)
"""
OURS = """
import sys
from pathlib import Path
from briefing.rendering import json, render_bytes
render_bytes(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), "pdf")
"""


def varied(briefing: Briefing, number: int) -> Briefing:
    """The same briefing with other words in each line."""

    def other(text: str) -> str:
        return text.replace("e", chr(ord("a") + number % 26)).replace("项", chr(0x4E00 + 37 * number))

    sites = tuple(dataclasses.replace(site, summary=other(site.summary), asked=None) for site in briefing.sites)
    directives = tuple(dataclasses.replace(d, summary=other(d.summary)) for d in briefing.directives)
    return dataclasses.replace(
        briefing, bottom_line=other(briefing.bottom_line), headline=other(briefing.headline), sites=sites,
        directives=directives,
    )  # fmt: skip


def median_ms(call: Callable[[Briefing], object], briefings: list[Briefing]) -> float:
    call(briefings[0])  # templates, fonts and metrics are loaded once
    taken = []
    for briefing in briefings[1:]:
        start = time.perf_counter()
        call(briefing)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def process_ms(code: str, *arguments: str) -> float:
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *arguments], check=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def main() -> None:
    calls: dict[str, Callable[[Briefing], object]] = {
        "json": lambda b: render(b, "json"),
        "md": lambda b: render(b, "md"),
        "text": lambda b: render(b, "text"),
        "html": lambda b: render(b, "html"),
        "pdf": lambda b: render_bytes(b, "pdf"),
        "docx": lambda b: render_bytes(b, "docx"),
        "fits": fits_page,
    }
    print(f"{'':12}" + "".join(f"{name:>8}" for name in calls))
    for name in ("small", "ten-sites", "chinese"):
        base = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
        briefings = [varied(base, number) for number in range(ROUNDS)]
        print(f"{name:12}" + "".join(f"{median_ms(call, briefings):8.2f}" for call in calls.values()))
    minimal = process_ms(MINIMAL)
    for name in ("small", "ten-sites", "chinese"):
        ours = process_ms(OURS, str(SAMPLES / f"{name}.json"))
        print(f"pdf process  {name:10} {ours:5.0f} ms, minimal {minimal:.0f} ms, ratio {ours / minimal:.2f}")


if __name__ == "__main__":
    main()
