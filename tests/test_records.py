import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import records
from briefing.records import Annotation, Mention, Span


@given(st.text(min_size=1), st.data())
def test_a_span_of_a_text_holds_what_stands_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(("start", "end", "text"), [(3, 3, ""), (-1, 2, "abc"), (0, 2, "abc"), (5, 2, "abc")])
def test_a_span_that_is_none_cannot_be_made(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start=start, end=end, text=text)


def test_every_record_is_frozen_and_slotted() -> None:
    found = [r for r in vars(records).values() if dataclasses.is_dataclass(r) and isinstance(r, type)]
    assert len(found) > 20
    for record in found:
        assert record.__dataclass_params__.frozen, record  # type: ignore[attr-defined]
        assert "__slots__" in vars(record), record


def test_within_gives_only_mentions_that_lie_wholly_inside() -> None:
    text = "Mayor Lin Guodong came to Qinghe County."
    person = Mention(kind="person", span=Span.of(text, 6, 17), canonical="Lin Guodong")
    place = Mention(kind="place", span=Span.of(text, 26, 39), canonical="Qinghe County")
    annotation = Annotation(text=text, language="en", sentences=(), mentions=(person, place), people=())
    assert annotation.within(Span.of(text, 0, 30)) == (person,)
    assert annotation.within(Span.of(text, 0, len(text))) == (person, place)
