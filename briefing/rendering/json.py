"""The machine-readable briefing, schema `briefing/1`: to JSON and back."""

import datetime as dt
import json
from dataclasses import asdict, fields
from typing import Any

from briefing.errors import RenderError
from briefing.records import (
    SCHEMA,
    Briefing,
    CheckCounts,
    Directive,
    Event,
    ModelInfo,
    Notice,
    Official,
    Site,
    Source,
    Span,
)

_ORDER = (
    "schema", "kind", "language", "title", "headline", "bottom_line", "source", "event", "sites", "directives", "text", "model",
    "check", "notices",
)  # fmt: skip
_ITEM_ORDER = {
    "event": ("summary", "date", "date_end", "date_text", "leaders", "companions", "place"),
    "sites": ("names", "summary", "observed", "asked", "leader", "date", "place"),
    "directives": ("speaker", "summary"),
}
_TAIL = ("evidence", "method", "on_page", "untranslated")


def as_dict(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain values, keys in the order of the contract."""
    raw = asdict(briefing)
    out = {key: raw[key] for key in _ORDER}
    out["event"] = _ordered(raw["event"], "event")
    for kind in ("sites", "directives"):
        out[kind] = [_ordered(item, kind) for item in raw[kind]]
    return out


def dumps(briefing: Briefing, *, indent: int | None = 1) -> str:
    """The briefing as JSON; with `indent` None on one line, as JSON Lines want it."""
    return json.dumps(as_dict(briefing), ensure_ascii=False, indent=indent, default=dt.date.isoformat)


def loads(text: str) -> Briefing:
    """The briefing in a JSON text that `dumps` wrote and a person may have edited.

    Raises:
        RenderError: it is no JSON, has another schema, or lacks a key.
    """
    try:
        raw = json.loads(text)
        if raw["schema"] != SCHEMA:
            raise RenderError(f"schema {raw['schema']!r} is not {SCHEMA!r}", format="json")
        return Briefing(
            **{key: raw[key] for key in ("kind", "language", "title", "headline", "bottom_line", "text", "schema")},
            source=_made(Source, raw["source"]),
            event=_made(Event, raw["event"]),
            sites=tuple(_made(Site, item) for item in raw["sites"]),
            directives=tuple(_made(Directive, item) for item in raw["directives"]),
            model=ModelInfo(**raw["model"]),
            check=CheckCounts(**raw["check"]),
            notices=tuple(Notice(**item) for item in raw["notices"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RenderError(f"not a briefing: {error}", format="json") from error


def _ordered(item: dict[str, Any], kind: str) -> dict[str, Any]:
    return {key: item[key] for key in (*_ITEM_ORDER[kind], *_TAIL)}


def _made(record: type[Any], raw: dict[str, Any]) -> Any:
    values = {f.name: raw[f.name] for f in fields(record) if f.name in raw}
    for key, value in values.items():
        if key in ("date", "date_end", "published") and value is not None:
            values[key] = dt.date.fromisoformat(value)
        elif key == "evidence":
            values[key] = tuple(Span(**span) for span in value)
        elif key in ("leaders", "companions"):
            values[key] = tuple(Official(**official) for official in value)
        elif key == "names":
            values[key] = tuple(value)
    return record(**values)
