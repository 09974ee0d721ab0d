"""How fast `index.html` answers with 10,000 articles: python benchmarks/index.py. Needs Chromium."""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from briefing.batch.gathering import gather
from briefing.batch.index import NAME, write_index
from tests.batch.invented import invented
from tests.rendering.conftest import Browser, program

COUNT = 10_000
TYPED = (
    "const field = document.querySelector('[name={}]'); field.value = '{}';"
    "field.dispatchEvent(new Event('input', {{bubbles: true}}))"
)
ACTIONS = {
    "first search": TYPED.format("q", "qinghe bridge"),
    "second search": TYPED.format("q", "mayor reservoir"),
    "clear": "document.querySelector('[type=reset]').click()",
    "filter by person": TYPED.format("person", "linjia"),
    "clear again": "document.querySelector('[type=reset]').click()",
    "sort by place": "document.querySelector('[data-sort=place] button').click()",
    "most visited": "document.getElementById('tab-visited').click()",
    "by month": "document.getElementById('tab-months').click()",
}
TIMED = (
    "(async () => {{ const start = performance.now(); {};"
    " await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));"
    " return performance.now() - start; }})()"
)


def main() -> None:
    browser = Browser(program("chromium", "chromium-browser", "google-chrome"))
    with tempfile.TemporaryDirectory() as folder:
        out, start = Path(folder), time.perf_counter()
        with gather(invented(COUNT), folder=out) as gathered:
            made = time.perf_counter()
            write_index(out, gathered, out=out)
        print(f"gathered {made - start:.1f} s, written {time.perf_counter() - made:.1f} s")
        print(f"size {(out / NAME).stat().st_size / 1e6:.1f} MB")
        browser.call("Page.navigate", url=(out / NAME).as_uri())
        while not browser.run("(document.querySelector('main') || {}).hidden === false"):
            time.sleep(0.05)
        print(f"interactive {browser.run('performance.getEntriesByType(`navigation`)[0].domInteractive'):.0f} ms")
        for name, action in ACTIONS.items():
            print(f"{name} {browser.run(TIMED.format(action)):.0f} ms")
        print(f"heap {browser.run('performance.memory.usedJSHeapSize') / 1e6:.0f} MB")
    browser.close()


if __name__ == "__main__":
    main()
