import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from briefing.batch.index import embedded
from briefing.batch.overview import write_overview
from briefing.records import Briefing, Official, Source
from briefing.rendering.html import digest
from tests.batch.invented import invented
from tests.briefings import visit

ATTACK = "</script><script>alert(1)</script><!-- ]]> <img src=x onerror=alert(1)> \u2028 {{ 7*7 }} \udcff"


def attacking() -> Briefing:
    """A briefing that tries to leave every field."""
    base = visit()
    return replace(
        base,
        headline=ATTACK,
        bottom_line=ATTACK,
        title=ATTACK,
        text="An article of its own.",
        event=replace(
            base.event, leaders=(Official(name=ATTACK, title=ATTACK),), place=ATTACK, date=None, date_text=ATTACK
        ),
        sites=(replace(base.sites[0], names=(ATTACK,)),),
        source=Source(name=ATTACK, outlet=ATTACK, url="javascript:alert(1)"),
    )


def index_of(folder: Path, *briefings: tuple[str, Briefing]) -> str:
    write_overview(folder, briefings)
    return (folder / "index.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, Any]:
    (block,) = html.fromstring(page).xpath("//script[@id='data']")
    made: dict[str, Any] = json.loads(block.text)
    return made


def test_the_page_knows_every_article(tmp_path: Path) -> None:
    page = index_of(tmp_path, *invented(30))
    data = data_of(page)
    assert len(data["entries"]) == 30
    assert data["entries"][0][0] == "briefs/2014/00000"
    assert "<title>Briefings of 30 articles</title>" in page


def test_nothing_from_an_article_leaves_its_string(tmp_path: Path) -> None:
    page = index_of(tmp_path, ("briefs/a.json", attacking()))
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img")
    assert "alert(1)" in tree.xpath("//script[@id='data']")[0].text
    assert "<!--" not in page
    entry = data_of(page)["entries"][0]
    assert entry[13] == ATTACK


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else(tmp_path: Path) -> None:
    page = index_of(tmp_path, *invented(2))
    policy = html.fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy == (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_itself_names_no_address_outside(tmp_path: Path) -> None:
    page = index_of(tmp_path, *invented(2))
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//", page)
    assert "http" not in re.sub(
        r'http-equiv|https\?:\\/\\/|"referrer"', "", page.split('<script type="application/json"')[0]
    )


def test_links_are_relative_and_lead_to_what_is_there(tmp_path: Path) -> None:
    for name in ("a b/visit#1.json", "a b/visit#1.html", "a b/visit#1.md"):
        path = tmp_path / "briefs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    odd = "briefs/caf\udce9%.json"  # a file name that is no UTF-8
    data = data_of(index_of(tmp_path, ("briefs/a b/visit#1.json", visit()), (odd, attacking())))
    entries = {row[0]: data["formats"][row[1]] for row in data["entries"]}
    assert entries == {"briefs/a%20b/visit%231": ["html", "md", "json"], "briefs/caf%E9%25": ["json"]}


def test_names_of_places_are_said_once_whatever_their_case(tmp_path: Path) -> None:
    one = replace(visit(), text="One.")
    other = replace(one, text="Two, wholly other.", event=replace(one.event, place="the  qinghe county"))
    data = data_of(index_of(tmp_path, ("briefs/a.json", one), ("briefs/b.json", other)))
    assert data["names"] == ["Hengda Plant", "Qinghe County"]


def test_articles_about_one_visit_share_a_group_and_their_conflicts_are_told(tmp_path: Path) -> None:
    one = visit()
    other = replace(one, event=replace(one.event, place="Linchuan"), source=replace(one.source, name="other.txt"))
    data = data_of(index_of(tmp_path, ("briefs/a.json", one), ("briefs/b.json", other)))
    assert [row[-1] for row in data["entries"]] == [0, 0]
    ((conflict,),) = data["groups"]
    assert "Qinghe County" in conflict
    assert "Linchuan" in conflict


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_embedded_values_read_back_and_cannot_end_their_element(value: object) -> None:
    text = embedded(value)
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text) == value


@pytest.mark.parametrize("count", [1, 2])
def test_the_title_counts(tmp_path: Path, count: int) -> None:
    assert f"<title>Briefings of {count} article{'s' if count > 1 else ''}</title>" in index_of(
        tmp_path, *invented(count)
    )
