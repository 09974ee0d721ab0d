import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.records import Briefing, Span
from briefing.rendering import render
from briefing.rendering.html import pieces, tongues
from briefing.rendering.page import Entry, page


class Reader(HTMLParser):
    """Collects the tags, the texts, and what style and script hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: dict[str, str] = {}
        self.texts: list[str] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the parser's own name
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("style", "script"):
            self.inline[self._open] = self.inline.get(self._open, "") + data
        else:
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_article_is_there_unchanged(sample: Briefing) -> None:
    reader = Reader(render(sample, "html"))
    assert sample.text in "".join(reader.texts)


def test_nothing_from_the_article_becomes_markup(hostile: Briefing) -> None:
    reader = Reader(render(hostile, "html"))
    assert {"img", "b", "i", "title", "h1"} & {tag for tag, _ in reader.tags} == {"b", "title", "h1"}
    assert (
        len(reader.all("h1")) == len(reader.all("script")) == len(reader.all("style")) == len(reader.all("title")) == 1
    )
    assert all(not key.startswith("on") for _, attributes in reader.tags for key in attributes)
    assert all((a["href"] or "").startswith("#") for a in reader.all("a"))


def test_the_policy_allows_our_own_style_and_script_alone(sample: Briefing) -> None:
    reader = Reader(render(sample, "html"))
    policy = next(m["content"] for m in reader.all("meta") if m.get("http-equiv") == "Content-Security-Policy")
    for kind in ("style", "script"):
        wanted = base64.b64encode(hashlib.sha256(reader.inline[kind].encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{wanted}'" in (policy or "")
    assert "default-src 'none'" in (policy or "")
    assert "unsafe" not in (policy or "")
    assert all("style" not in attributes for _, attributes in reader.tags)


def test_nothing_is_loaded_from_elsewhere(sample: Briefing) -> None:
    text = render(sample, "html")
    assert not re.search(r"(?:src|@import|url\()\s*=?\s*[\"']?(?:https?:)?//", text)
    assert not Reader(text).all("link")


def test_each_line_links_to_its_evidence_and_back(sample: Briefing) -> None:
    reader = Reader(render(sample, "html"))
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    lines = [a for a in reader.all("a") if a.get("class") == "line"]
    marked = {name for a in reader.all("a") if a.get("class") == "piece" for name in (a["data-lines"] or "").split()}
    assert {a["id"] for a in lines} == {entry.id for entry in page(sample).lines} == marked
    for a in reader.all("a"):
        if (a["href"] or "").startswith("#"):
            assert (a["href"] or "")[1:] in ids


def test_pieces_carry_exactly_the_evidence(sample: Briefing) -> None:
    lines = page(sample).lines
    cut = pieces(sample.text, lines)
    assert "".join(piece.text for piece in cut) == sample.text
    for entry in lines:
        lit = "".join(piece.text for piece in cut if entry.id in piece.lines)
        covered = sorted({i for span in entry.evidence for i in range(span.start, span.end)})
        assert lit == "".join(sample.text[i] for i in covered)


@given(st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=4), max_size=6))
def test_pieces_of_overlapping_evidence_lose_and_repeat_nothing(spans: list[list[tuple[int, int]]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz中文,.ABCDEFGHIJKLMNOP"
    lines = [
        Entry(id=f"site-{n}", text="", method="seq2seq", evidence=tuple(Span.of(text, a, a + k) for a, k in evidence))
        for n, evidence in enumerate(spans)
    ]
    cut = pieces(text, lines)
    assert "".join(piece.text for piece in cut) == text
    first = [name for piece in cut for name in piece.first]
    assert sorted(first) == sorted(entry.id for entry in lines if entry.evidence)


def test_chinese_runs_are_marked_as_chinese() -> None:
    assert tongues("implement 全会精神 <now>") == 'implement <span lang="zh">全会精神</span> &lt;now&gt;'


@pytest.mark.parametrize(("name", "language"), [("small", "en"), ("chinese", "zh"), ("unsupported", "en")])
def test_the_page_says_its_language(name: str, language: str, request: pytest.FixtureRequest) -> None:
    briefing = request.getfixturevalue("load_sample")(name)
    reader = Reader(render(briefing, "html"))
    assert reader.all("html")[0]["lang"] == language
    assert next(d["lang"] for d in reader.all("div") if d.get("class") == "text") == briefing.language


def test_the_same_briefing_gives_the_same_bytes(sample: Briefing) -> None:
    assert render(sample, "html") == render(sample, "html")
