import datetime as dt

import pytest

from briefing.errors import InputError
from briefing.reading import read_bytes
from briefing.records import Article

TITLE = "Mayor Lin inspects Qinghe zone"
BODY = (
    "On June 3, Mayor Lin Guodong visited Qinghe zone to inspect key projects. Vice Mayor Hao Min came along.",
    "At the Boyuan battery plant, Lin walked through the second workshop and asked about orders and energy use.",
    "Lin stressed that the plant must finish trial production before August and keep safety in first place.",
)
FIFTH = dt.date(2024, 6, 5)


def page(*, head: str = "", info: str = "", tail: str = "") -> str:
    paragraphs = "".join(f"<p><span>{text}</span></p>" for text in BODY)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{TITLE}_Qinghe Government</title></head><body>"
        '<div class="top"><a href="/">Home</a> <a href="/n">News</a></div>'
        f'<div class="main"><h1>{TITLE}</h1><div class="info">{info}</div><div id="zoom">{paragraphs}</div>{tail}</div>'
        '<div class="foot">Copyright Qinghe Government. All rights reserved.</div></body></html>'
    )


def read(markup: str, *, encoding: str = "utf-8") -> Article:
    return read_bytes(markup.encode(encoding), name="page.html")


def prose(article: Article) -> list[str]:
    marked = {span.text for span in article.furniture}
    return [line for line in article.text.split("\n") if line and line not in marked]


def test_government_meta_tags_are_read_first() -> None:
    head = (
        '<meta name="ArticleTitle" content="Printed headline"><meta name="PubDate" content="2024-06-05 07:33">'
        '<meta name="ContentSource" content="Qinghe Daily"><meta property="og:title" content="Other">'
    )
    article = read(page(head=head, info="Source: Elsewhere  Time: 2020-01-01"))
    assert article.title == "Printed headline"
    assert (article.source.published, article.source.outlet) == (FIFTH, "Qinghe Daily")
    assert [line for line in prose(article) if line in BODY] == list(BODY)


def test_without_meta_tags_the_source_line_of_the_page_counts() -> None:
    article = read(page(info="Source: Qinghe Daily &nbsp; Time: 2024-06-05 07:33 &nbsp; Views: 117"))
    assert article.title == TITLE
    assert (article.source.published, article.source.outlet) == (FIFTH, "Qinghe Daily")
    assert prose(article) == list(BODY)


def test_the_site_is_the_outlet_only_where_nothing_names_another() -> None:
    head = '<meta property="og:site_name" content="Qinghe Portal">'
    assert read(page(head=head)).source.outlet == "Qinghe Portal"
    assert read(page(head=head, info="Source: Qinghe Daily  Time: 2024-06-05")).source.outlet == "Qinghe Daily"


def test_json_ld_and_canonical_address_are_read() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-06-05T23:00:00+08:00",'
        '"publisher":{"name":"City Times"}}</script><link rel="canonical" href="https://example.org/visit">'
    )
    article = read(page(head=head))
    assert (article.source.published, article.source.outlet) == (FIFTH, "City Times")
    assert article.source.url == "https://example.org/visit"


def test_a_script_address_is_no_url() -> None:
    assert read(page(head='<link rel="canonical" href="javascript:alert(1)">')).source.url is None


def test_a_declared_gb_page_is_read() -> None:
    markup = page(head='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', info="来源：清河日报")
    article = read(markup, encoding="gb18030")
    assert article.source.encoding == "gb18030"
    assert article.source.outlet == "清河日报"


def test_paragraphs_parted_by_line_breaks_in_a_table_stay_apart() -> None:
    markup = f"<html><body><table><tr><td><font>{'<br><br>'.join(BODY)}</font></td></tr></table></body></html>"
    assert read(markup).text == "\n".join(BODY)


def test_preformatted_text_keeps_its_lines() -> None:
    pre = "\n\n".join(BODY)
    assert read(f"<html><body><pre>{pre}</pre></body></html>").text == "\n".join(BODY)


def test_a_page_that_the_extractor_finds_nothing_in_still_has_its_paragraphs() -> None:
    article = read("<html><body><div><p>Mayor Lin visited the school on June 3.</p></div></body></html>")
    assert article.text == "Mayor Lin visited the school on June 3."


def test_scripts_and_styles_are_not_text() -> None:
    article = read(page(tail="<script>var a = 'Mayor';</script><style>p {color: red}</style>"))
    assert "var a" not in article.text
    assert "color" not in article.text


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    markup = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l "lol">'
        '<!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]><html><body>' + "".join(f"<p>{t}</p>" for t in BODY) + "<p>&x;&m;</p>"
        "</body></html>"
    )
    article = read(markup)
    assert "root:" not in article.text
    assert "lollol" not in article.text


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<html><body><script>x()</script></body></html>", "<html>" + "<div>" * 5000 + "</html>"]
)
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(InputError, match="no text"):
        read(markup)


def test_a_page_of_many_elements_is_cut_with_a_notice() -> None:
    article = read("<html><body>" + f"<p>{BODY[0]}</p>" * 70_000 + "</body></html>")
    assert [notice.code for notice in article.notices] == ["input-cut"]
    assert article.text.startswith(BODY[0])
