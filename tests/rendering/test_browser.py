"""The HTML page in a real browser: both ways between line and source, with and without the script, and on paper."""

import json as stdlib_json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from briefing.records import Briefing
from briefing.rendering import render
from briefing.rendering.page import page

pytestmark = pytest.mark.browser

LIT = "[...document.querySelectorAll('.piece.on')].map(p => p.textContent).join('')"
LINES = "[...document.querySelectorAll('.line.on')].map(l => l.id)"
AXE = "axe.run(document).then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes[0].html])))"


@pytest.fixture
def narrow_browser(few_fonts: Path, new_browser: Callable[..., Any]) -> Iterator[Any]:
    started = new_browser(few_fonts)
    yield started
    started.close()


def evidence(briefing: Briefing, spans: Any) -> str:
    covered = sorted({i for span in spans for i in range(span.start, span.end)})
    return "".join(briefing.text[i] for i in covered)


def lit_without_script(browser: Any) -> str:
    """The text of the pieces that bear the thick rule of what was chosen."""
    return str(
        browser.run(
            "[...document.querySelectorAll('.piece')].filter(p => getComputedStyle(p).boxShadow.includes('-2px'))"
            ".map(p => p.textContent).join('')"
        )
    )


def test_a_click_on_each_line_lights_exactly_its_evidence_and_a_click_there_comes_back(
    browser: Any, sample: Briefing
) -> None:
    browser.open(render(sample, "html"))
    for entry in page(sample).lines:
        browser.click(f"#{entry.id}")
        assert browser.run(LIT) == evidence(sample, entry.evidence)
        assert browser.run(LINES) == [entry.id]
        focused = browser.run("document.activeElement.dataset.lines.split(' ')")
        assert entry.id in focused
        browser.click(f'[data-lines~="{entry.id}"]')
        assert browser.run("document.activeElement.id") == entry.id
        assert set(browser.run(LINES)) == set(focused)
    assert browser.messages == []


def test_the_keyboard_does_what_the_mouse_does(browser: Any, small: Briefing) -> None:
    browser.open(render(small, "html"))
    browser.press("Tab")
    assert browser.run("document.activeElement.id") == "bottom-line"
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press("Enter")
    assert browser.run(LINES) == ["bottom-line"]
    assert "bottom-line" in browser.run("document.activeElement.dataset.lines")
    browser.press("Enter")
    assert browser.run("document.activeElement.id") == "bottom-line"
    browser.press("Escape")
    assert browser.run(LINES) == []


def test_the_source_scrolls_to_the_evidence(browser: Any, ten_sites: Briefing) -> None:
    browser.open(render(ten_sites, "html"), height=500)
    browser.click("#directive-10")
    shown = browser.run(
        "(() => { const pane = document.querySelector('.text').getBoundingClientRect();"
        " const piece = document.querySelector('.piece.on').getBoundingClientRect();"
        " return piece.top >= pane.top && piece.bottom <= pane.bottom + 1; })()"
    )
    assert shown


def test_without_scripts_links_lead_both_ways_and_light_up(browser: Any, sample: Briefing) -> None:
    browser.open(render(sample, "html"), scripts=False)
    for entry in page(sample).lines[:4]:
        browser.click(f"#{entry.id}")
        assert browser.run("location.hash") == f"#source-{entry.id}"
        assert lit_without_script(browser) == evidence(sample, entry.evidence)
        browser.click(f'[data-lines~="{entry.id}"]')
        assert browser.run("location.hash").lstrip("#") in browser.run(
            f"document.querySelector('[data-lines~=\"{entry.id}\"]').dataset.lines"
        )
    assert browser.messages == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1400, 800, 390, 320])
def test_nothing_is_cut_off_at_any_width(browser: Any, sample: Briefing, width: int, dark: bool) -> None:
    browser.open(render(sample, "html"), width=width, height=800, dark=dark)
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.messages == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_no_violation(browser: Any, sample: Briefing, width: int, dark: bool) -> None:
    """`AXE` names axe.min.js of the npm package axe-core."""
    path = os.environ.get("AXE", "node_modules/axe-core/axe.min.js")
    if not Path(path).is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not there; set AXE to its axe.min.js")
    browser.open(render(sample, "html"), width=width, height=800, dark=dark)
    browser.run(Path(path).read_text(encoding="utf-8") + ";0")
    for selected in (False, True):
        if selected and page(sample).lines:
            browser.click(f"#{page(sample).lines[-1].id}")
        found = browser.run(AXE)
        assert stdlib_json.loads(found) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_one_sheet_in_print_with_either_set_of_fonts(
    browser: Any, narrow_browser: Any, crowded: list[Briefing], sheets: Callable[[bytes], int], paper: str
) -> None:
    for briefing in crowded:
        made = render(briefing, "html", paper=paper)  # type: ignore[arg-type]
        for reader in (browser, narrow_browser):
            reader.open(made)
            assert sheets(reader.printed()) == 1, (briefing.source.name, len(briefing.sites))
