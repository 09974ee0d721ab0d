import datetime as dt
import io
import json
import re
from dataclasses import replace

import pytest

from briefing import rendering
from briefing.errors import RenderError
from briefing.records import Digest, DigestArticle, DigestDirective, DigestPlace, DigestVisit, Notice, Quote, Span
from briefing.rendering import digest as digests

SAID = "On June 3, Mayor Lin Guodong visited Qinghe County <b>and</b> saw the Hengda Plant."


def quote(article: str) -> Quote:
    return Quote(article=article, span=Span.of(SAID, 0, len(SAID)))


def made(visits: int = 3, *, places: int = 1, directives: int = 1, long: bool = False) -> Digest:
    """A digest of so many items."""
    names = [f"2024/visit-{i:03}.txt" for i in range(max(visits, 1))]
    told = tuple(
        DigestVisit(
            date=dt.date(2024, 6, 1) + dt.timedelta(days=i % 30),
            date_end=None,
            leader="Lin Guodong",
            title="Mayor",
            place="Qinghe County",
            sites=("Hengda Plant", f"Mill {i}", *(f"Workshop number {k} of the factory" for k in range(9 * long))),
            articles=(name,),
            evidence=(quote(name),),
            conflicts=("one source says 4 sites, another 3",) if i == 0 else (),
        )
        for i, name in enumerate(names[:visits])
    )
    demand = DigestDirective(
        summary="Hold the bottom line of safe production.",
        speakers=("Lin Guodong", "Qiao Mu"),
        articles=tuple(names[:2]),
        evidence=(quote(names[0]),),
    )
    place = DigestPlace(
        name="Hengda Plant", kind="site", visits=tuple(names[:2]), leaders=("Lin Guodong",), evidence=(quote(names[0]),)
    )
    return digests.on_one_page(
        Digest(
            start=dt.date(2024, 6, 1),
            end=dt.date(2024, 6, 30),
            language="en",
            articles=tuple(
                DigestArticle(name=name, brief=f"briefs/{name}.json", title="Visit & tour") for name in names
            ),
            visits=told,
            places=(place,) * places,
            directives=(demand,) * directives,
            notices=(Notice(code="digest-undated", message="1 visit(s) without a day"),),
        )
    )


def test_the_text_has_visits_places_demands_and_their_articles() -> None:
    text = rendering.render_digest(made())
    assert text.startswith("Visits, 1–30 June 2024\n")
    assert "1 June 2024, Lin Guodong (Mayor): Qinghe County; Hengda Plant and Mill 0 (1)" in text
    assert "one source says 4 sites, another 3" in " ".join(text.split())
    assert "Hengda Plant: 2 visits; Lin Guodong (1, 2)" in text
    assert "Lin Guodong and Qiao Mu: Hold the bottom line of safe production. (1, 2)" in " ".join(text.split())
    assert "1 2024/visit-000.txt · 2 2024/visit-001.txt · 3 2024/visit-002.txt" in " ".join(text.split())


@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_every_text_format_shows_the_same_items(format: str) -> None:
    shown = rendering.render_digest(made(60), format)
    plain = re.sub(r"[\\*]", "", shown)
    for i, visit in enumerate(made(60).visits):
        assert (f"Mill {i} " in plain.replace("<", " ").replace("\n", " ")) == visit.on_page, i


def test_a_month_of_many_visits_takes_one_sheet_and_says_what_it_left_out() -> None:
    digest = made(200, long=True)
    shown = sum(v.on_page for v in digest.visits)
    assert 5 < shown < 200
    assert all(d.on_page for d in digest.directives[:1])
    from briefing.rendering.pdf import page_count

    assert page_count(rendering.render_digest_bytes(digest, "pdf")) == 1
    assert f"{200 - shown} more in the JSON" in rendering.render_digest(digest)
    assert len(json.loads(rendering.render_digest(digest, "json"))["visits"]) == 200


def test_items_leave_the_longest_list_first_and_none_is_emptied() -> None:
    digest = made(80, places=40, directives=20, long=True)
    shown = [sum(item.on_page for item in items) for items in (digest.visits, digest.places, digest.directives)]
    assert all(shown)
    assert shown[2] == 20 or shown[0] <= shown[2] + 1


def test_the_html_page_leads_each_line_to_the_words_it_rests_on() -> None:
    page = rendering.render_digest(made(), "html")
    assert '<a class="line" id="site-1" href="#source-site-1">' in page
    assert 'id="source-site-1"' in page
    assert "&lt;b&gt;and&lt;/b&gt;" in page
    assert "<b>and" not in page


def test_the_spans_of_a_page_are_of_its_text() -> None:
    articles, page = digests.page(made())
    for entry in page.lines:
        assert entry.evidence
        for span in entry.evidence:
            assert articles.text[span.start : span.end] == span.text


def test_word_and_pdf_files_repeat_their_bytes() -> None:
    for format in ("pdf", "docx"):
        assert rendering.render_digest_bytes(made(), format) == rendering.render_digest_bytes(made(), format)


def test_the_word_file_has_every_line() -> None:
    import docx

    document = docx.Document(io.BytesIO(rendering.render_digest_bytes(made(), "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Directives heard from several leaders" in text
    assert "Hold the bottom line of safe production." in text


def test_a_digest_of_chinese_articles_is_in_chinese() -> None:
    digest = replace(made(), language="zh")
    text = rendering.render_digest(digest)
    assert text.startswith("2024年6月1日至30日调研活动摘要")
    assert "多位领导提出的要求" in text


def test_formats_and_options_are_checked() -> None:
    with pytest.raises(RenderError, match="unknown"):
        rendering.render_digest(made(), "odt")
    with pytest.raises(RenderError, match="render_digest_bytes"):
        rendering.render_digest(made(), "pdf")
    with pytest.raises(RenderError, match="paper"):
        rendering.render_digest_bytes(made(), "pdf", paper="a3")  # type: ignore[arg-type]
