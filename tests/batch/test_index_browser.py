"""The index page in a real browser, from the file system."""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.batch.gathering import gather
from briefing.batch.index import write_index
from briefing.batch.overview import write_overview
from briefing.records import Briefing, Official
from tests.batch.invented import invented
from tests.batch.test_index import attacking
from tests.briefings import visit
from tests.rendering.conftest import Browser, program

COUNT = 230
HEADLINES = "[...document.querySelectorAll('tbody .brief')].map(a => a.textContent)"
ROWS = "document.querySelectorAll('#list tbody tr').length"
STATUS = "document.getElementById('count').textContent"
AXE = "axe.run(document).then(r => JSON.stringify(r.violations.map(v => [v.id, v.nodes[0].html])))"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    started = Browser(program("chromium", "chromium-browser", "google-chrome"))
    yield started
    started.close()


def briefings() -> Iterator[tuple[str, Briefing]]:
    yield from invented(COUNT)
    base = visit()
    yield "briefs/a.json", replace(base, source=replace(base.source, name="a.txt", url="https://example.com/a"))
    other = replace(base.event, leaders=(Official(name="Linguodong", title=None),), place="Linchuan")
    yield "briefs/b.json", replace(base, event=other, source=replace(base.source, name="b.txt"), headline="Told again")
    yield "briefs/evil.json", attacking()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    for name in ("a.json", "a.html", "a.pdf"):
        path = folder / "briefs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<title>The briefing</title>", encoding="utf-8")
    write_overview(folder, briefings())
    return folder


def show(browser: Browser, folder: Path, address: str = "", *, width: int = 1400, dark: bool = False) -> None:
    """Opens the index where it lies, so that its links can be followed."""
    browser.open("<title></title>", width=width, dark=dark)  # sets the window
    browser.messages.clear()
    browser.call("Page.navigate", url=(folder / "index.html").as_uri() + address)
    for _ in range(300):
        if browser.run("document.readyState == 'complete' && (document.querySelector('main') || {}).hidden === false"):
            return
        time.sleep(0.02)
    raise RuntimeError(f"the page does not come: {browser.messages}")


def settle(browser: Browser) -> None:
    """Waits until the page has drawn what was asked of it."""
    browser.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")


def enter(browser: Browser, name: str, value: str) -> None:
    """Types into a field and waits for the page."""
    browser.run(
        f"(() => {{ const field = document.querySelector('[name={name}]'); field.value = {json.dumps(value)};"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    settle(browser)


def test_all_articles_are_listed_a_hundred_a_page_each_visit_once(browser: Browser, out: Path) -> None:
    show(browser, out)
    assert browser.run(ROWS) == 100
    assert browser.run(STATUS) == f"{COUNT + 3} articles about {COUNT + 2} different visits, meetings and others"
    browser.click("nav button:last-child")
    browser.click("nav button:last-child")
    assert browser.run(ROWS) == COUNT + 2 - 200
    assert browser.run("document.querySelector('nav button:last-child').disabled")
    browser.click("[name=once]")
    settle(browser)
    assert browser.run(ROWS) == 100
    assert browser.messages == []


def test_search_finds_words_wherever_they_are_told(browser: Browser, out: Path) -> None:
    show(browser, out)
    for words in ("hengda PLANT", "linguodong", "Qinghe Daily lin", "a.txt"):
        enter(browser, "q", words)
        assert "Mayor Lin Guodong visits Qinghe County: Hengda Plant" in browser.run(HEADLINES), words
    enter(browser, "q", "xyzzy")
    assert browser.run("document.querySelector('tbody').textContent") == "No article fits all of this."
    assert browser.run(STATUS) == f"0 articles of {COUNT + 3}"
    browser.click("[type=reset]")
    assert browser.run(ROWS) == 100


def test_a_person_is_found_under_every_spelling(browser: Browser, out: Path) -> None:
    show(browser, out)
    counts = []
    for name in ("Lin Guodong", "linguodong", "LIN GUODONG"):
        enter(browser, "person", name)
        counts.append(browser.run(STATUS))
    assert len(set(counts)) == 1
    assert f" of {COUNT + 3}" in counts[0]
    enter(browser, "person", "guodong")
    offered = browser.run("[...document.querySelectorAll('#people option')].map(o => o.value)")
    assert offered
    assert all("guodong" in name.lower() for name in offered)


def test_filters_by_place_month_and_kind_work_together(browser: Browser, out: Path) -> None:
    show(browser, out)
    enter(browser, "place", "Hengda Plant")
    enter(browser, "month", "2024-06")
    enter(browser, "kind", "visit")
    assert browser.run(HEADLINES) == ["Mayor Lin Guodong visits Qinghe County: Hengda Plant"]
    enter(browser, "month", "2024")
    assert browser.run(ROWS) == 1
    enter(browser, "kind", "meeting")
    assert browser.run(STATUS).startswith("0 articles")


def test_what_is_shown_is_in_the_address(browser: Browser, out: Path) -> None:
    show(browser, out, "#place=Hengda+Plant&month=2024-06&sort=source&down=0")
    assert len(browser.run(HEADLINES)) == 1
    assert browser.run("document.querySelector('[name=place]').value") == "Hengda Plant"
    assert browser.run("document.querySelector('[data-sort=source]').ariaSort") == "ascending"
    enter(browser, "q", "told")
    assert "q=told" in browser.run("location.hash")


@pytest.mark.parametrize("column", ["date", "headline", "leader", "place", "sites", "source"])
def test_every_column_sorts_both_ways(browser: Browser, out: Path, column: str) -> None:
    show(browser, out, "#once=0")
    at = ["date", "headline", "leader", "place", "sites", "source"].index(column)
    read = f"[...document.querySelectorAll('tbody tr')].map(r => r.cells[{at}].querySelector('time, .soft, a, div').textContent)"
    states = []
    for _ in range(2):
        browser.click(f"[data-sort={column}] button")
        states.append((browser.run(f"document.querySelector('[data-sort={column}]').ariaSort"), browser.run(read)))
    assert {state for state, _ in states} == {"ascending", "descending"}
    assert states[0][1] != states[1][1]


def test_dates_are_in_order_and_articles_without_stand_last(browser: Browser, out: Path) -> None:
    read = "[...document.querySelectorAll('tbody tr')].map(r => (r.querySelector('time') || {}).dateTime || '')"
    show(browser, out, "#kind=meeting")
    newest = browser.run(read)
    dated = [day for day in newest if day]
    assert dated == sorted(dated, reverse=True)
    assert newest == dated + [""] * (len(newest) - len(dated))
    show(browser, out, "#kind=meeting&down=0")
    assert [day for day in browser.run(read) if day] == dated[::-1]


def test_the_other_articles_about_a_visit_and_their_conflicts_are_shown_on_demand(browser: Browser, out: Path) -> None:
    show(browser, out, "#place=Hengda+Plant&kind=visit&month=2024-06")
    browser.click("tbody summary")
    settle(browser)
    assert "Told again" in browser.run("document.querySelector('tbody details').innerText")
    assert "Linchuan" in browser.run("document.querySelector('tbody .conflict').textContent")


def test_links_lead_to_the_briefing_in_its_formats(browser: Browser, out: Path) -> None:
    show(browser, out, "#place=Hengda+Plant&month=2024-06")
    links = browser.run(
        "[...document.querySelectorAll('tbody td:nth-child(2) > div > * a, .brief')].map(a => a.getAttribute('href'))"
    )
    assert {"briefs/a.html", "briefs/a.pdf", "briefs/a.json"} <= set(links)
    assert browser.run("document.querySelector('tbody td:last-child a').href") == "https://example.com/a"
    browser.click(".brief")
    for _ in range(100):
        if browser.run("document.title") == "The briefing":
            break
        time.sleep(0.02)
    assert browser.run("location.pathname").endswith("/briefs/a.html")


def test_most_visited_counts_visits_and_leads_to_them(browser: Browser, out: Path) -> None:
    show(browser, out, "#view=visited")
    ranking = browser.run(
        "[...document.querySelectorAll('.ranking:first-child .count')].map(c => parseInt(c.textContent))"
    )
    assert ranking == sorted(ranking, reverse=True)
    assert ranking[0] > ranking[-1]
    name = browser.run("document.querySelector('.ranking a').textContent")
    wanted = sum(1 for _, made in invented(COUNT) if made.event.place == name and made.kind == "visit")
    assert ranking[0] == wanted
    browser.click(".ranking a")
    settle(browser)
    assert browser.run("document.querySelector('[name=place]').value") == name
    assert browser.run("!document.getElementById('list').hidden")
    browser.run("history.back()")
    settle(browser)
    assert browser.run("!document.getElementById('visited').hidden")


def test_by_month_adds_up_and_leads_to_the_month(browser: Browser, out: Path) -> None:
    show(browser, out, "#view=months&kind=visit")
    dated = [made.event.date for _, made in invented(COUNT) if made.kind == "visit"]
    read = "[...document.querySelectorAll('#months tbody tr')].map(r => [...r.cells].map(c => parseInt(c.textContent) || 0))"
    for year, *months, whole in browser.run(read):
        assert sum(months) == whole
        if year < 2024:
            assert whole == sum(1 for day in dated if day and day.year == year)
    assert browser.run("document.querySelector('#months p').textContent") == f"{dated.count(None) + 1} undated"
    browser.click("#months td a")
    settle(browser)
    assert browser.run("!document.getElementById('list').hidden")
    assert browser.run("document.querySelector('[name=month]').value").count("-") == 1


def test_the_keyboard_reaches_everything(browser: Browser, out: Path) -> None:
    show(browser, out)
    browser.run("document.querySelector('[name=q]').focus()")
    reached = set()
    for _ in range(24):
        browser.press("Tab")
        reached.add(browser.run("document.activeElement.name || document.activeElement.textContent"))
    assert {"person", "place", "month", "kind", "once", "Clear", "Articles", "Date", "Source", "more"} <= reached
    browser.run("document.getElementById('tab-list').focus()")
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", code="ArrowRight", windowsVirtualKeyCode=39)
    assert browser.run("document.activeElement.id") == "tab-visited"
    assert browser.run("!document.getElementById('visited').hidden")


def test_a_hostile_article_runs_nothing_and_is_shown_as_written(browser: Browser, out: Path) -> None:
    show(browser, out, "#q=onerror")
    assert browser.run(ROWS) == 1
    assert browser.run("document.querySelector('.brief').textContent").startswith("</script><script>alert(1)")
    assert browser.run("document.querySelectorAll('tbody a[href^=javascript]').length") == 0
    assert browser.run("document.querySelectorAll('img, tbody script').length") == 0
    assert browser.messages == []


@pytest.mark.parametrize("view", ["list", "visited", "months"])
@pytest.mark.parametrize("width", [1400, 800, 390, 320])
def test_nothing_is_cut_off_at_any_width(browser: Browser, out: Path, width: int, view: str) -> None:
    show(browser, out, f"#view={view}", width=width)
    assert browser.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1400, 390])
@pytest.mark.parametrize("view", ["list", "visited", "months"])
def test_axe_finds_no_violation(browser: Browser, out: Path, view: str, width: int, dark: bool) -> None:
    """`AXE` names axe.min.js of the npm package axe-core."""
    path = os.environ.get("AXE", "node_modules/axe-core/axe.min.js")
    if not Path(path).is_file():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("axe-core is not there; set AXE to its axe.min.js")
    show(browser, out, f"#view={view}&q=county", width=width, dark=dark)
    browser.run("document.querySelectorAll('details').forEach((d, i) => { d.open = i < 3; })")
    browser.run(Path(path).read_text(encoding="utf-8") + ";0")
    assert json.loads(browser.run(AXE)) == []


def test_print_has_every_article_that_fits_and_none_of_the_controls(browser: Browser, out: Path) -> None:
    import pypdfium2

    show(browser, out)
    document = pypdfium2.PdfDocument(browser.printed())
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert text.count(".txt") == COUNT + 1  # of the last two one is the other's copy
    assert "Most visited" not in text
    assert "Search" not in text
    document.close()


def test_without_scripts_the_page_says_where_everything_is(browser: Browser, out: Path) -> None:
    browser.open((out / "index.html").read_text(encoding="utf-8"), scripts=False)
    shown = browser.run("document.body.innerText")
    assert "scripts are off" in shown
    assert "briefings.xlsx" in shown


def test_ten_thousand_articles_are_listed_and_searched(browser: Browser, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("briefing.batch.gathering.grouped", lambda cards: (sum(1 for _ in cards), ())[1])
    monkeypatch.setattr("briefing.batch.gathering.card_of", lambda *_: None)
    with gather(invented(10_000), folder=tmp_path) as gathered:
        write_index(tmp_path, gathered, out=tmp_path)
    show(browser, tmp_path)
    assert browser.run(STATUS) == "10,000 articles"
    assert browser.run(ROWS) == 100
    enter(browser, "q", "02019.txt")
    assert browser.run(STATUS) == "1 article of 10,000"
    assert browser.messages == []
