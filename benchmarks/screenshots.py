"""Pictures of the sample briefings for docs/images: python benchmarks/screenshots.py. Needs Chromium."""

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from briefing.batch.gathering import gather
from briefing.batch.index import write_index
from briefing.records import Briefing
from briefing.rendering import json, render, render_bytes
from tests.batch.invented import invented

HERE = Path(__file__).resolve().parent.parent
SAMPLES, IMAGES = HERE / "tests" / "rendering" / "samples", HERE / "docs" / "images"
# picture: sample, window (width, height), dark, the line that is chosen
PAGES = {
    "html": ("small", (1400, 1080), False, "site-2"),
    "html-dark": ("ten-sites", (1400, 1760), True, "site-6"),
    "html-phone": ("small", (500, 1000), False, ""),
    "html-chinese": ("chinese", (1400, 1000), False, "site-2"),
}
SHEETS = {"pdf": "small", "pdf-ten-sites": "ten-sites", "pdf-chinese": "chinese"}


def load(name: str) -> Briefing:
    return json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))


def picture_page(browser: str, name: str, folder: Path) -> None:
    sample, (width, height), dark, chosen = PAGES[name]
    page = folder / "page.html"
    page.write_text(render(load(sample), "html"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    options += ["--blink-settings=preferredColorScheme=0"] if dark else []
    address = page.as_uri() + (f"#source-{chosen}" if chosen else "")
    target = IMAGES / f"{name}.png"
    subprocess.run([browser, *options, f"--screenshot={target}", address], check=True, capture_output=True)


def picture_index(browser: str, folder: Path) -> None:
    """The index page of 400 invented briefings; their pages are not made, so that only JSON is linked."""
    with gather(invented(400), folder=folder) as gathered:
        write_index(folder, gathered, out=folder)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1400,900"]
    target = IMAGES / "index.png"
    address = (folder / "index.html").as_uri()
    subprocess.run([browser, *options, f"--screenshot={target}", address], check=True, capture_output=True)


def picture_sheet(name: str) -> None:
    document = pypdfium2.PdfDocument(render_bytes(load(SHEETS[name]), "pdf"))
    pixels = document[0].render(scale=1.3, rev_byteorder=True).to_numpy()[:, :, :3]
    (IMAGES / f"{name}.png").write_bytes(png(pixels.shape[1], pixels.shape[0], pixels.tobytes()))
    document.close()


def png(width: int, height: int, rgb: bytes) -> bytes:
    """A PNG file (ISO/IEC 15948) of 8-bit RGB rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + rgb[row * width * 3 : (row + 1) * width * 3] for row in range(height))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def main() -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("Chromium is needed")
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name in SHEETS:
        picture_sheet(name)
    with tempfile.TemporaryDirectory() as folder:
        for name in PAGES:
            picture_page(browser, name, Path(folder))
        picture_index(browser, Path(folder))


if __name__ == "__main__":
    main()
