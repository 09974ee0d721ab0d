import shutil
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.records import Briefing
from briefing.rendering import render
from briefing.rendering.templates import TEMPLATES


@pytest.fixture
def template(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "page.j2"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_template_replaces_the_page(small: Briefing, template) -> None:
    path = template(
        "{{ page.headline }}\n"
        "{% for entry in page.sites %}\n* {{ entry.lead }} [{{ entry.evidence[0].start }}]\n{% endfor %}\n"
        "{{ labels.source }} {{ briefing.source.outlet }} {{ version }}"
    )
    lines = render(small, "text", template=path).splitlines()
    assert lines[0] == small.headline
    assert lines[1].startswith("* Heyuan tire project site [")
    assert lines[3].startswith("Source Qinghe Daily 0.")


def test_the_built_in_page_as_a_template_gives_the_built_in_page(sample: Briefing, tmp_path: Path) -> None:
    path = Path(shutil.copy(TEMPLATES / "page.html", tmp_path / "own.html"))
    assert render(sample, "html", template=path) == render(sample, "html")


def test_html_templates_escape_by_themselves_and_markdown_ones_by_a_filter(hostile: Briefing, template) -> None:
    path = template("{{ briefing.event.place }}|{{ briefing.event.place|markdown }}")
    assert render(hostile, "html", template=path).startswith("&lt;!-- place --&gt;|")
    assert render(hostile, "md", template=path) == r"<!-- place -->|\<\!-- place --\>".replace(r"\!", "!")


def test_text_can_be_wrapped(small: Briefing, template) -> None:
    assert (
        max(map(len, render(small, "text", template=template("{{ page.bottom_line.text|wrapped(30) }}")).split("\n")))
        <= 30
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ page.nothing }}", "has no attribute 'nothing'"),
        ("ok\n{% for %}", "page.j2:2"),
        ("{{ 1 / 0 }}", "ZeroDivisionError"),
        ("{{ 'a' + 1 }}", "TypeError"),
        ("{{ page.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ briefing.text.format.__globals__ }}", "unsafe"),
        ("{{ labels.known_notices.update({}) }}", "unsafe|not safely callable"),
        ("{% include '/etc/passwd' %}", "no loader"),
        ("{% for i in range(10**9) %}{% endfor %}", "OverflowError"),
    ],
)
def test_a_template_that_fails_or_reaches_out_is_a_render_error(
    small: Briefing, template, text: str, said: str
) -> None:
    with pytest.raises(RenderError, match=said):
        render(small, "html", template=template(text))


def test_a_file_that_is_no_template_is_a_render_error(small: Briefing, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="No such file"):
        render(small, "html", template=tmp_path / "absent")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RenderError, match="not UTF-8"):
        render(small, "html", template=tmp_path / "binary")


def test_the_article_is_never_read_as_a_template(hostile: Briefing, template) -> None:
    assert "{{ 7*7 }}" in render(hostile, "text", template=template("{{ page.bottom_line.text }}"))
