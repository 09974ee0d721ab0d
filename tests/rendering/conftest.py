"""Sample briefings, and a headless Chromium driven over its debugging pipe: no package needed, only the browser."""

import base64
import json as stdlib_json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.records import Briefing
from briefing.rendering import fits_page, json

HERE = Path(__file__).resolve().parent
SAMPLES = sorted((HERE / "samples").glob("*.json"))


def load(name: str) -> Briefing:
    return json.loads((HERE / "samples" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(params=[path.stem for path in SAMPLES])
def sample(request: pytest.FixtureRequest) -> Briefing:
    """Each sample briefing in turn."""
    return load(request.param)


@pytest.fixture
def small() -> Briefing:
    return load("small")


@pytest.fixture
def ten_sites() -> Briefing:
    return load("ten-sites")


@pytest.fixture
def chinese() -> Briefing:
    return load("chinese")


@pytest.fixture
def hostile() -> Briefing:
    return load("hostile")


def program(*names: str) -> str:
    """The path of the first of `names` that is installed; without it the test is skipped, but fails in CI."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"none of {', '.join(names)} is installed, and CI must run this test")
    pytest.skip(f"none of {', '.join(names)} is installed")


def environment(fonts: Path | None) -> dict[str, str]:
    """This process's variables, with `fonts` (a fontconfig file) instead of the system's fonts."""
    return dict(os.environ) | ({"FONTCONFIG_FILE": str(fonts)} if fonts else {})


class Browser:
    """One page of a headless Chromium. `messages` are what the page logged: errors, policy violations."""

    def __init__(self, path: str, fonts: Path | None = None) -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()
        command = [
            path, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
            "--no-first-run", f"--user-data-dir={self._profile}", "about:blank",
        ]  # fmt: skip

        def wire() -> None:  # Chromium reads from 3 and writes to 4
            os.dup2(to_browser, 13)
            os.dup2(from_browser, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self._process = subprocess.Popen(
            command,
            preexec_fn=wire,  # noqa: PLW1509  there are no threads here
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(fonts),
        )
        os.close(to_browser)
        os.close(from_browser)
        self._buffer, self._number, self._session = b"", 0, None
        self.messages: list[str] = []
        targets = self.call("Target.getTargets")["targetInfos"]
        target = next(t["targetId"] for t in targets if t["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, stdlib_json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(answer["error"])
                return answer["result"]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            chunk = os.read(self._from, 1 << 16)
            if not chunk:
                raise RuntimeError("Chromium has gone")
            self._buffer += chunk
        raw, self._buffer = self._buffer.split(b"\0", 1)
        event: dict[str, Any] = stdlib_json.loads(raw)
        if event.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            self.messages.append(stdlib_json.dumps(event["params"]))
        return event

    def open(
        self, html: str, *, width: int = 1400, height: int = 1000, dark: bool = False, scripts: bool = True
    ) -> None:
        """Shows a page; `messages` starts anew."""
        self.messages.clear()
        path = Path(self._profile) / "page.html"
        path.write_text(html, encoding="utf-8")
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", media="", features=[scheme, calm])
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path.as_uri())
        for _ in range(100):
            state = self.call("DOM.getDocument") and self.run("document.readyState + location.protocol")
            if state == "completefile:":
                return
            time.sleep(0.02)
        raise RuntimeError("the page does not load")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """A real click, scrolled to first, in the first of the element's boxes."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({stdlib_json.dumps(selector)});"
            " e.scrollIntoView({block: 'center'}); const r = e.getClientRects()[0];"
            " return [r.x + Math.min(9, r.width / 2), r.y + r.height / 2]; })()"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, key: str) -> None:
        code = {"Tab": 9, "Enter": 13, "Escape": 27}[key]
        text = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def picture(self) -> bytes:
        """The page as PNG, all of it."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def printed(self) -> bytes:
        """The page as printed, in the size that its own style asks for."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(answer["data"])

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    started = Browser(program("chromium", "chromium-browser", "google-chrome"))
    yield started
    started.close()


@pytest.fixture(scope="session")
def new_browser() -> Callable[..., Browser]:
    """Starts another browser, with a fontconfig file."""
    return lambda fonts: Browser(program("chromium", "chromium-browser", "google-chrome"), fonts)


@pytest.fixture(scope="session")
def few_fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fontconfig file for a machine that has DejaVu alone, the widest font that systems fall back to."""
    folder = Path("/usr/share/fonts/truetype/dejavu")
    if not folder.is_dir():
        pytest.skip("DejaVu is not installed")
    home = tmp_path_factory.mktemp("fonts")
    (home / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{home / "cache"}</cachedir></fontconfig>'
    )
    return home / "fonts.conf"


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[bytes]]:
    """Turns DOCX files into PDF files with LibreOffice, `fonts` being a fontconfig file or None."""
    path = program("soffice", "libreoffice")

    def convert(documents: list[bytes], fonts: Path | None = None) -> list[bytes]:
        folder = tmp_path_factory.mktemp("office")
        names = [folder / f"{number}.docx" for number in range(len(documents))]
        for name, data in zip(names, documents, strict=True):
            name.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [path, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *map(str, names)],
            check=True,
            capture_output=True,
            timeout=300,
            env=environment(fonts),
        )
        return [name.with_suffix(".pdf").read_bytes() for name in names]

    return convert


@pytest.fixture(scope="session")
def sheets() -> Callable[[bytes], int]:
    """How many sheets a PDF file has, whoever made it."""
    import pypdfium2

    def count(pdf: bytes) -> int:
        document = pypdfium2.PdfDocument(pdf)
        number = len(document)
        document.close()
        return number

    return count


@pytest.fixture(scope="session")
def crowded() -> list[Briefing]:
    """Twenty briefings, from small to as full as the composer lets a page become."""
    samples = [load(path.stem) for path in SAMPLES]
    made = list(samples)
    for number in range(20 - len(samples)):
        base = load(("small", "ten-sites", "chinese")[number % 3])
        sites, directives = list(base.sites), list(base.directives)
        last, turn = base, number
        while fits_page(grown := replace(base, sites=tuple(sites), directives=tuple(directives))):
            last, turn = grown, turn + 1
            items = sites if turn % (2 + number // 3) else directives
            items.append(items[(turn * 7) % len(items)])
        made.append(last)
    return made


@pytest.fixture
def load_sample() -> Callable[[str], Briefing]:
    """A sample by its name."""
    return load


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium; skipped without it, but for CI")
    config.addinivalue_line("markers", "office: needs LibreOffice; skipped without it, but for CI")
