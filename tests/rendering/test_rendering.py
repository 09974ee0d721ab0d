import subprocess
import sys
from pathlib import Path

import pytest

from briefing import rendering
from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import BINARY, FORMATS, SUFFIX, fits_page, known, render, render_bytes


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_renders_every_sample_to_bytes(sample: Briefing, format: str) -> None:
    assert render_bytes(sample, format)


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in BINARY])
def test_bytes_are_the_text_in_utf8(chinese: Briefing, format: str) -> None:
    assert render_bytes(chinese, format).decode("utf-8") == render(chinese, format)


def test_an_unknown_format_is_a_render_error(small: Briefing) -> None:
    for call in (lambda: known("odt"), lambda: render(small, "odt"), lambda: render_bytes(small, "odt")):
        with pytest.raises(RenderError, match="there are text, md, html, pdf, docx, json"):
            call()


@pytest.mark.parametrize("options", [{"pages": "two"}, {"paper": "a3"}])
@pytest.mark.parametrize("format", ["text", "pdf"])
def test_an_unknown_option_is_a_render_error(small: Briefing, format: str, options: dict[str, str]) -> None:
    with pytest.raises(RenderError, match="is not one of"):
        render_bytes(small, format, **options)  # type: ignore[arg-type]


def test_binary_formats_are_no_text_and_take_no_template(small: Briefing) -> None:
    with pytest.raises(RenderError, match="render_bytes"):
        render(small, "pdf")
    with pytest.raises(RenderError, match="no templates"):
        render_bytes(small, "docx", template=Path("x"))


def test_a_lone_surrogate_of_the_article_does_not_stop_the_file(small: Briefing) -> None:
    import dataclasses

    assert b"a?b" in render_bytes(dataclasses.replace(small, title="a\ud800b"), "json")


def test_every_sample_fits_one_sheet(sample: Briefing) -> None:
    assert fits_page(sample)


def test_suffixes_and_formats_agree() -> None:
    assert set(SUFFIX) == set(FORMATS) >= BINARY
    assert sorted(rendering.__all__) == sorted(set(rendering.__all__))
    assert all(hasattr(rendering, name) for name in rendering.__all__)


@pytest.mark.parametrize(
    ("format", "unwanted"),
    [
        ("text", ("jinja2", "rich", "docx", "typst", "briefing.rendering.html")),
        ("json", ("jinja2", "rich", "docx", "typst", "briefing.rendering.page")),
        ("md", ("jinja2", "rich", "docx", "typst")),
        ("html", ("rich", "docx", "typst")),
        ("pdf", ("jinja2", "docx")),
    ],
)
def test_a_format_imports_only_what_it_needs(format: str, unwanted: tuple[str, ...]) -> None:
    sample = Path(__file__).parent / "samples" / "small.json"
    code = (
        "import sys; from pathlib import Path; from briefing.rendering import json, render_bytes\n"
        f"render_bytes(json.loads(Path({str(sample)!r}).read_text(encoding='utf-8')), {format!r})\n"
        f"print([name for name in {unwanted!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
