import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.records import Briefing
from briefing.rendering import render
from briefing.rendering.markdown import escaped
from briefing.rendering.page import plain

COMMONMARK = MarkdownIt("commonmark")
EXTENDED = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@given(st.text(alphabet=st.one_of(st.sampled_from("*_`[]()<>#|~&$^\\-+=.!:{} 1a中“”"), st.characters()), max_size=40))
def test_escaped_text_is_a_paragraph_that_says_the_same(text: str) -> None:
    line = plain(text)
    rendered = COMMONMARK.render(escaped(line)).strip()
    expected = f"<p>{html.escape(line, quote=True)}</p>" if line else ""
    assert rendered.replace("&quot;", '"') == expected.replace("&quot;", '"').replace("&#x27;", "'")


def test_no_markup_comes_from_the_article(hostile: Briefing) -> None:
    tags = set(re.findall(r"</?([a-z0-9]+)", EXTENDED.render(render(hostile, "md"))))
    assert tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "em", "hr"}


def test_the_page_has_headings_items_and_a_link(small: Briefing) -> None:
    page = COMMONMARK.render(render(small, "md"))
    assert page.count("<h1>") == 1
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Sites visited", "Directives"]
    assert page.count("<li>") == 4 + 2 + 5  # facts, sites, directives
    assert "<strong>Heyuan tire project site</strong>: Heard about" in page
    assert '<a href="https://www.qinghe.example/2024/0605.html">' in page


def test_emphasis_next_to_chinese_marks_is_emphasis(chinese: Briefing) -> None:
    page = COMMONMARK.render(render(chinese, "md"))
    assert "**" not in page
    assert "<strong>中丹产业园、新能源汽车产业园</strong>：" in page
