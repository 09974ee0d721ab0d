import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import markdown, read_bytes

ARTICLE = """\
---
title: "Mayor Lin inspects Qinghe zone"
date: 2024-06-05
source: Qinghe Daily
---

# Mayor **Lin** inspects Qinghe zone

![Lin at the plant](lin.jpg)

On June 3, Mayor **Lin Guodong** visited [Qinghe Zone](https://example.org/zone) to inspect
*key* projects &amp; enterprises.

## Demands

* finish `trial` production
* keep safety_first in snake_case

> Nobody may relax, he said.

| Plant | Output |
|-------|--------|
| Boyuan | 15 million |
"""


def test_prints_the_text_without_its_marks() -> None:
    article = read_bytes(ARTICLE.encode(), name="a.md")
    assert article.text.split("\n\n") == [
        "Mayor Lin inspects Qinghe zone",
        "Lin at the plant",
        "On June 3, Mayor Lin Guodong visited Qinghe Zone to inspect key projects & enterprises.",
        "Demands",
        "- finish trial production\n- keep safety_first in snake_case",
        "Nobody may relax, he said.",
        "Plant\tOutput\nBoyuan\t15 million",
    ]


def test_front_matter_heading_and_pictures_are_understood() -> None:
    article = read_bytes(ARTICLE.encode(), name="a.md")
    assert article.title == "Mayor Lin inspects Qinghe zone"
    assert (article.source.published, article.source.outlet) == (dt.date(2024, 6, 5), "Qinghe Daily")
    assert [span.text for span in article.furniture] == ["Mayor Lin inspects Qinghe zone", "Lin at the plant"]


def test_an_underlined_heading_is_the_title() -> None:
    page = markdown.read("Mayor visits zone\n=================\n\nHe went there.")
    assert page.title == "Mayor visits zone"
    assert page.text == "Mayor visits zone\n\nHe went there."


def test_a_line_that_ends_a_sentence_is_not_joined_with_the_next() -> None:
    assert markdown.read("He went there.\nShe came\nalong.").text == "He went there.\nShe came along."


@given(st.text(alphabet="ab *_`#>-[]()!|\\\n<&;.", max_size=200))
def test_any_marks_are_survived(text: str) -> None:
    markdown.read(text)
