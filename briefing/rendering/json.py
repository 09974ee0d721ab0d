"""The machine-readable briefing, schema `briefing/1`: to JSON and back."""

import datetime as dt
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from briefing.errors import InputError
from briefing.records import (
    SCHEMA,
    ArticleKind,
    Briefing,
    CheckCounts,
    Directive,
    Event,
    Method,
    ModelInfo,
    Notice,
    Official,
    Site,
    Source,
    Span,
)

_SCHEMA_FILE = Path(__file__).resolve().parent / "briefing-1.schema.json"


def as_dict(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain values, keys in the order of the contract."""
    source, model, check = briefing.source, briefing.model, briefing.check
    return {
        "schema": briefing.schema,
        "kind": briefing.kind,
        "language": briefing.language,
        "title": briefing.title,
        "headline": briefing.headline,
        "bottom_line": briefing.bottom_line,
        "source": {
            "name": source.name,
            "url": source.url,
            "outlet": source.outlet,
            "published": _iso(source.published),
            "sha256": source.sha256,
            "encoding": source.encoding,
        },
        "event": _event(briefing.event),
        "sites": [_site(site) for site in briefing.sites],
        "directives": [_directive(directive) for directive in briefing.directives],
        "text": briefing.text,
        "model": {
            "name": model.name,
            "engine": model.engine,
            "revision": model.revision,
            "prompts": model.prompts,
        },
        "check": {
            "lines": check.lines,
            "seq2seq": check.seq2seq,
            "extractive": check.extractive,
            "glossed": check.glossed,
            "edited": check.edited,
        },
        "notices": [{"code": notice.code, "message": notice.message} for notice in briefing.notices],
        "digests": [_digest(line) for line in _lines(briefing)],
    }


def dumps(briefing: Briefing, *, indent: int | None = 1) -> str:
    """The briefing as JSON; with `indent` None on one line, as JSON Lines want it."""
    return json.dumps(as_dict(briefing), ensure_ascii=False, indent=indent)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `briefing/1`; a new dictionary at each call."""
    made: dict[str, Any] = json.loads(schema_text())
    return made


@lru_cache(maxsize=1)
def schema_text() -> str:
    """The JSON Schema as it is published."""
    return _SCHEMA_FILE.read_text(encoding="utf-8")


def loads(text: str, *, name: str = "-") -> Briefing:
    """The briefing in a JSON text that `dumps` wrote and a person may have edited; unknown keys are passed over.

    Evidence is matched with the article again: its offsets must lie in the text and its words must stand there.

    Raises:
        InputError: the text is no JSON, has another schema, lacks a key, or has a value of the wrong type; the message
            names the key. `name` is the file that the message speaks of.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}", source=name) from error
    try:
        return _briefing(raw)
    except _Misfit as misfit:
        raise InputError(f"not a briefing of schema {SCHEMA}: {misfit}", source=name) from misfit


def edited_lines(text: str, briefing: Briefing) -> frozenset[str]:
    """The lines of `briefing`, read from the JSON `text`, that are not those that `dumps` wrote: a person changed them.

    `digests` tells: each is the start of the SHA-256 of a line. A text without it has no edited line that is known.
    """
    known = json.loads(text).get("digests")
    if not isinstance(known, list):
        return frozenset()
    return frozenset(line for line in _lines(briefing) if _digest(line) not in known)


def _lines(briefing: Briefing) -> list[str]:
    """Every string of ours, each once."""
    lines = [briefing.headline, briefing.bottom_line, briefing.event.summary]
    for site in briefing.sites:
        lines += [site.summary, site.observed or "", site.asked or ""]
    lines += [directive.summary for directive in briefing.directives]
    return list(dict.fromkeys(filter(None, lines)))


def _digest(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "replace")).hexdigest()[:16]


def _event(event: Event) -> dict[str, Any]:
    return {
        "summary": event.summary,
        "date": _iso(event.date),
        "date_end": _iso(event.date_end),
        "date_text": event.date_text,
        "leaders": [{"name": official.name, "title": official.title} for official in event.leaders],
        "companions": [{"name": official.name, "title": official.title} for official in event.companions],
        "place": event.place,
        **_tail(event),
    }


def _site(site: Site) -> dict[str, Any]:
    return {
        "names": list(site.names),
        "summary": site.summary,
        "observed": site.observed,
        "asked": site.asked,
        "leader": site.leader,
        "date": _iso(site.date),
        "place": site.place,
        **_tail(site),
    }


def _directive(directive: Directive) -> dict[str, Any]:
    return {"speaker": directive.speaker, "summary": directive.summary, **_tail(directive)}


def _tail(item: Event | Site | Directive) -> dict[str, Any]:
    return {
        "evidence": [{"start": span.start, "end": span.end, "text": span.text} for span in item.evidence],
        "method": item.method,
        "on_page": item.on_page,
        "untranslated": item.untranslated,
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


# --- reading ----------------------------------------------------------------------------------------------------------


class _Misfit(ValueError):  # noqa: N818  never leaves this module
    """A value that the contract does not allow; the message starts with its key."""


class _Reader:
    """One object of the JSON text; `at` is its key, for messages."""

    def __init__(self, raw: object, at: str) -> None:
        if not isinstance(raw, dict):
            raise _Misfit(f"{at or 'the whole'}: an object is wanted")
        self._raw, self._at = raw, at

    def at(self, key: str) -> str:
        return f"{self._at}.{key}" if self._at else key

    def get(self, key: str, kind: type[Any] | tuple[type[Any], ...], wanted: str) -> Any:
        if key not in self._raw:
            raise _Misfit(f"{self.at(key)} is missing")
        value = self._raw[key]
        # a boolean is an int to Python, not to JSON
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _Misfit(f"{self.at(key)}: {wanted} is wanted")
        return value

    def text(self, key: str) -> str:
        value: str = self.get(key, str, "a string")
        return value

    def text_or_none(self, key: str) -> str | None:
        value: str | None = self.get(key, (str, type(None)), "a string or null")
        return value

    def count(self, key: str) -> int:
        value: int = self.get(key, int, "a whole number")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        value: bool = self.get(key, bool, "true or false") if key in self._raw else default
        return value

    def choice(self, key: str, allowed: tuple[str, ...]) -> Any:
        value = self.text(key)
        if value not in allowed:
            raise _Misfit(f"{self.at(key)}: one of {', '.join(allowed)} is wanted")
        return value

    def day(self, key: str) -> dt.date | None:
        value = self.text_or_none(key)
        try:
            return dt.date.fromisoformat(value) if value else None
        except ValueError as error:
            raise _Misfit(f"{self.at(key)}: a date like 2024-06-05 or null is wanted") from error

    def inner(self, key: str) -> "_Reader":
        return _Reader(self.get(key, dict, "an object"), self.at(key))

    def each(self, key: str) -> "list[_Reader]":
        items = self.get(key, list, "a list")
        return [_Reader(item, f"{self.at(key)}[{i}]") for i, item in enumerate(items)]

    def texts(self, key: str) -> tuple[str, ...]:
        items = self.get(key, list, "a list")
        if not all(isinstance(item, str) for item in items):
            raise _Misfit(f"{self.at(key)}: a list of strings is wanted")
        return tuple(items)


def _briefing(raw: object) -> Briefing:
    reader = _Reader(raw, "")
    version = reader.text("schema")
    if version != SCHEMA:
        raise _Misfit(f"schema is {version!r}")
    text = reader.text("text")
    source, model, check = reader.inner("source"), reader.inner("model"), reader.inner("check")
    return Briefing(
        schema=version,
        kind=reader.choice("kind", get_args(ArticleKind)),
        language=reader.text("language"),
        title=reader.text_or_none("title"),
        headline=reader.text("headline"),
        bottom_line=reader.text("bottom_line"),
        source=Source(
            name=source.text("name"),
            url=source.text_or_none("url"),
            outlet=source.text_or_none("outlet"),
            published=source.day("published"),
            sha256=source.text("sha256"),
            encoding=source.text("encoding"),
        ),
        event=_read_event(reader.inner("event"), text),
        sites=tuple(_read_site(item, text) for item in reader.each("sites")),
        directives=tuple(_read_directive(item, text) for item in reader.each("directives")),
        text=text,
        model=ModelInfo(**{key: model.text(key) for key in ("name", "engine", "revision", "prompts")}),
        check=CheckCounts(**{key: check.count(key) for key in ("lines", "seq2seq", "extractive", "glossed", "edited")}),
        notices=tuple(Notice(code=n.text("code"), message=n.text("message")) for n in reader.each("notices")),
    )


def _read_event(reader: _Reader, text: str) -> Event:
    return Event(
        summary=reader.text("summary"),
        date=reader.day("date"),
        date_end=reader.day("date_end"),
        date_text=reader.text_or_none("date_text"),
        leaders=_officials(reader, "leaders"),
        companions=_officials(reader, "companions"),
        place=reader.text_or_none("place"),
        **_read_tail(reader, text),
    )


def _read_site(reader: _Reader, text: str) -> Site:
    return Site(
        names=reader.texts("names"),
        summary=reader.text("summary"),
        observed=reader.text_or_none("observed"),
        asked=reader.text_or_none("asked"),
        leader=reader.text_or_none("leader"),
        date=reader.day("date"),
        place=reader.text_or_none("place"),
        **_read_tail(reader, text),
    )


def _read_directive(reader: _Reader, text: str) -> Directive:
    return Directive(speaker=reader.text_or_none("speaker"), summary=reader.text("summary"), **_read_tail(reader, text))


def _officials(reader: _Reader, key: str) -> tuple[Official, ...]:
    return tuple(Official(name=item.text("name"), title=item.text_or_none("title")) for item in reader.each(key))


def _read_tail(reader: _Reader, text: str) -> dict[str, Any]:
    return {
        "evidence": tuple(_span(item, text) for item in reader.each("evidence")),
        "method": reader.choice("method", get_args(Method)),
        "on_page": reader.flag("on_page", default=True),
        "untranslated": reader.flag("untranslated", default=False),
    }


def _span(reader: _Reader, text: str) -> Span:
    start, end, words = reader.count("start"), reader.count("end"), reader.text("text")
    if not 0 <= start < end <= len(text) or text[start:end] != words:
        raise _Misfit(f"{reader.at('text')}: the article does not have these words at {start}..{end}")
    return Span(start=start, end=end, text=words)
