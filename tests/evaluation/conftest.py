from typing import Any

import pytest

from briefing.evaluation.cases import Case, case_of
from briefing.evaluation.corpus import AnnotatedArticle, parse

ANNOTATED = """kind: visit
style: south-asia
language: en
published: 2022-07-15
date: 2022-07-14
leader: Kavita Deshmukh | Agriculture Minister
place: Pimpalner Taluka
---
Minister checks seed stocks

<event>On <date>July 14</date> Agriculture Minister <leader>Kavita Deshmukh</leader> toured \
<place>Pimpalner Taluka</place> to review kharif sowing with collector <companion>Arvind Salunke</companion>.</event>

<stop n="1">At the <site n="1">Borgaon Seed Store</site> she counted 240 bags of hybrid maize and \
<ask>told the manager to open a second counter by Monday</ask>.</stop> \
<stop n="2">She also visited <site n="2">Talwade Dam</site>.</stop>

She said <directive n="1">banks must release crop loans before the end of the month</directive>. "\
<directive n="2" who="Arvind Salunke">No dealer may sell fertiliser above the printed price</directive>," \
Mr Salunke added.
---
event: Agriculture Minister Kavita Deshmukh, with Arvind Salunke, toured Pimpalner Taluka on July 14 to review sowing.
stop 1: Counted 240 bags of hybrid maize; asked the manager to open a second counter by Monday.
stop 2: Also visited.
directive 1: Banks must release crop loans before the end of the month.
directive 2: Do not sell fertiliser above the printed price.
"""


@pytest.fixture
def annotated() -> str:
    """An annotated article as its file holds it."""
    return ANNOTATED


@pytest.fixture
def article() -> AnnotatedArticle:
    return parse(ANNOTATED, id="81-001")


@pytest.fixture
def case(article: AnnotatedArticle) -> Case:
    return case_of(article)


def _evidence(article: AnnotatedArticle, words: str) -> list[dict[str, Any]]:
    start = article.text.index(words)
    return [{"start": start, "end": start + len(words), "text": words}]


@pytest.fixture
def perfect(article: AnnotatedArticle) -> dict[str, Any]:
    """A briefing, as JSON, that says all and only what the case wants."""
    return {
        "schema": "briefing/1",
        "kind": "visit",
        "language": "en",
        "title": "Minister checks seed stocks",
        "source": {"name": "-"},
        "model": {"name": "scripted"},
        "notices": [],
        "text": article.text,
        "event": {
            "summary": "Agriculture Minister Kavita Deshmukh, with Arvind Salunke, toured Pimpalner Taluka on July 14 "
            "to review sowing.",
            "date": "2022-07-14",
            "date_text": "July 14",
            "leaders": [{"name": "Kavita Deshmukh", "title": "Agriculture Minister"}],
            "companions": [{"name": "Arvind Salunke", "title": "collector"}],
            "place": "Pimpalner Taluka",
            "evidence": _evidence(article, "On July 14 Agriculture Minister Kavita Deshmukh toured Pimpalner Taluka"),
            "method": "seq2seq",
        },
        "sites": [
            {
                "names": ["Borgaon Seed Store"],
                "summary": "Counted 240 bags of hybrid maize; asked the manager to open a second counter by Monday.",
                "leader": None,
                "evidence": _evidence(
                    article, "she counted 240 bags of hybrid maize and told the manager to open a second counter"
                ),
                "method": "seq2seq",
            },
            {
                "names": ["Talwade Dam"],
                "summary": "Also visited.",
                "leader": None,
                "evidence": _evidence(article, "She also visited Talwade Dam"),
                "method": "extractive",
            },
        ],
        "directives": [
            {
                "speaker": "Kavita Deshmukh",
                "summary": "Banks must release crop loans before the end of the month.",
                "evidence": _evidence(article, "banks must release crop loans before the end of the month"),
                "method": "seq2seq",
            },
            {
                "speaker": "Arvind Salunke",
                "summary": "Do not sell fertiliser above the printed price.",
                "evidence": _evidence(article, "No dealer may sell fertiliser above the printed price"),
                "method": "seq2seq",
            },
        ],
    }
