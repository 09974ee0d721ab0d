import dataclasses
import json as stdlib_json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefing.errors import InputError
from briefing.records import Briefing
from briefing.rendering import json, render, schema

TOP = [
    "schema", "kind", "language", "title", "headline", "bottom_line", "source", "event", "sites", "directives", "text",
    "model", "check", "notices",
]  # fmt: skip


def test_loading_gives_the_same_briefing(sample: Briefing) -> None:
    assert json.loads(json.dumps(sample)) == sample
    assert json.loads(json.dumps(sample, indent=None)) == sample


def test_every_sample_is_valid_by_the_published_schema(sample: Briefing) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.as_dict(sample))


@pytest.mark.parametrize("key", TOP)
def test_the_schema_misses_every_key_that_is_not_there(small: Briefing, key: str) -> None:
    made = json.as_dict(small)
    del made[key]
    assert not Draft202012Validator(schema()).is_valid(made)


def test_keys_stand_in_the_order_of_the_contract(small: Briefing) -> None:
    made = stdlib_json.loads(render(small, "json"))
    assert list(made) == [*TOP, "digests"]
    tail = ["evidence", "method", "on_page", "untranslated"]
    assert list(made["sites"][0]) == ["names", "summary", "observed", "asked", "leader", "date", "place", *tail]
    assert list(made["directives"][0]) == ["speaker", "summary", *tail]
    assert list(made["event"])[:4] == ["summary", "date", "date_end", "date_text"]


def test_one_line_where_no_indent_is_wanted(hostile: Briefing) -> None:
    assert "\n" not in json.dumps(hostile, indent=None)


def test_edited_lines_stay_edited(small: Briefing) -> None:
    made = json.as_dict(small)
    made["sites"][0] |= {"summary": "Saw the plant.", "method": "edited"}
    site = json.loads(stdlib_json.dumps(made)).sites[0]
    assert (site.summary, site.method) == ("Saw the plant.", "edited")


def test_keys_of_later_versions_are_passed_over(small: Briefing) -> None:
    made = json.as_dict(small) | {"extra": 1}
    made["sites"][0]["extra"] = None
    assert json.loads(stdlib_json.dumps(made)) == small


def test_on_page_and_untranslated_may_be_absent(small: Briefing) -> None:
    made = json.as_dict(small)
    for item in (made["event"], *made["sites"], *made["directives"]):
        del item["on_page"], item["untranslated"]
    assert all(not d.untranslated and d.on_page for d in json.loads(stdlib_json.dumps(made)).directives)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("schema",), "briefing/2", "schema is 'briefing/2'"),
        (("kind",), "tour", "kind: one of visit, meeting, other is wanted"),
        (("headline",), None, "headline: a string is wanted"),
        (("check", "lines"), True, "check.lines: a whole number is wanted"),
        (("check", "lines"), "3", "check.lines: a whole number is wanted"),
        (("sites",), {}, "sites: a list is wanted"),
        (("sites", 0), 1, "sites[0]: an object is wanted"),
        (("sites", 0, "names"), ["a", 1], "sites[0].names: a list of strings is wanted"),
        (("sites", 1, "method"), "magic", "sites[1].method: one of"),
        (("event", "date"), "3 June", "event.date: a date like 2024-06-05 or null is wanted"),
        (("event", "evidence", 0, "start"), 3, "event.evidence[0].text: the article does not have these words"),
        (("directives", 0, "evidence", 0, "end"), 10**9, "directives[0].evidence[0].text"),
        (("text",), "another text", "the article does not have these words"),
        (("directives", 0, "on_page"), "no", "directives[0].on_page: true or false is wanted"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(small: Briefing, path: tuple[Any, ...], value: Any, said: str) -> None:
    made: Any = json.as_dict(small)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(InputError) as caught:
        json.loads(stdlib_json.dumps(made), name="brief.json")
    assert said in str(caught.value)
    assert str(caught.value).startswith("brief.json: not a briefing")


@pytest.mark.parametrize("text", ["", "{", "[1, 2", "null", "[]", "3", "[" * 100_000])
def test_what_is_no_briefing_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError):
        json.loads(text)


@pytest.mark.parametrize("key", ["event", "text", "model", "notices"])
def test_a_missing_key_is_named(small: Briefing, key: str) -> None:
    made = json.as_dict(small)
    del made[key]
    with pytest.raises(InputError, match=f"{key} is missing"):
        json.loads(stdlib_json.dumps(made))


def test_every_field_of_a_briefing_is_in_its_json(small: Briefing) -> None:
    made = json.as_dict(small)
    assert set(made) - {"digests"} == {field.name for field in dataclasses.fields(Briefing)}
    assert set(made["sites"][0]) == {field.name for field in dataclasses.fields(small.sites[0])}
    assert set(made["event"]) == {field.name for field in dataclasses.fields(small.event)}
