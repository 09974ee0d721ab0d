"""Annotated articles: the form that `tests/corpus/README.md` describes, as typed records."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from briefing.errors import InputError
from briefing.evaluation.matching import unsupported
from briefing.records import Official, Span

Kind = Literal["visit", "multi-visit", "meeting", "other"]
Half = Literal["all", "odd", "even"]
Tag = Literal["leader", "companion", "place", "date", "site", "event", "stop", "ask", "directive"]
LineKind = Literal["event", "stop", "directive"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip

_TAG = re.compile(rf'<(/?)({"|".join(get_args(Tag))})((?:\s+\w+="[^"<>]*")*)\s*>')
_LEFT_OVER = re.compile(r"</?[a-z]+[^<>]{0,30}>")
_LINE = re.compile(rf"({'|'.join(get_args(LineKind))})\s*(\w*)\s*:\s*(.+)")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A tagged stretch of the text; `n` is the stop or directive it belongs to, `who` the speaker where given."""

    tag: Tag
    span: Span
    n: str | None = None
    who: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLine:
    """A line written by a person, for the event or for the stop or directive `n`."""

    kind: LineKind
    n: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with what a person found in it; spans are code points into `text`, which holds no tags."""

    id: str
    kind: Kind
    style: str
    language: str
    published: dt.date | None
    date: dt.date | None
    leaders: tuple[Official, ...]
    place: str | None
    text: str
    tags: tuple[Tagged, ...]
    lines: tuple[GoldLine, ...]

    def tagged(self, tag: Tag, n: str | None = None) -> tuple[Tagged, ...]:
        """The stretches with this tag, of stop or directive `n` where that is given, in text order."""
        return tuple(t for t in self.tags if t.tag == tag and (n is None or t.n == n))

    def line(self, kind: LineKind, n: str | None = None) -> str | None:
        """The line for the event, or for the stop or directive `n`."""
        return next((x.text for x in self.lines if x.kind == kind and x.n == n), None)


def read_corpus(folder: Path, *, half: Half = "all") -> tuple[AnnotatedArticle, ...]:
    """The annotated articles of a folder (NN-MMM.txt), by name; `half` takes those with an odd or even MMM only.

    Raises:
        InputError: there is none, or one is not in the form or contradicts itself; the message names all its faults.
    """
    files = files_of(folder, half=half)
    if not files:
        raise InputError("no annotated article in it (NN-MMM.txt)", source=str(folder))
    articles = []
    for file in files:
        article = parse(file.read_text(encoding="utf-8"), id=file.stem)
        wrong = tuple(faults(article))
        if wrong:
            raise InputError("; ".join(wrong), source=str(file))
        articles.append(article)
    return tuple(articles)


def files_of(folder: Path, *, half: Half = "all") -> tuple[Path, ...]:
    """The files of annotated articles in a folder, by name."""
    return tuple(f for f in sorted(folder.glob("[0-9]*-[0-9]*.txt")) if is_in_half(f.stem, half))


def is_in_half(id: str, half: Half) -> bool:
    """Whether the last number of an article's id is in the half."""
    numbers = re.findall(r"\d+", id)
    return half == "all" or (bool(numbers) and int(numbers[-1]) % 2 == (half == "odd"))


def parse(raw: str, *, id: str) -> AnnotatedArticle:
    """One annotated article.

    Raises:
        InputError: what is wrong with its form.
    """
    parts = re.split(r"^---[ \t]*$", raw.replace("\r\n", "\n"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise InputError(f"{len(parts)} parts between lines of '---' instead of 3", source=id)
    head, body, tail = (part.strip("\n") for part in parts)
    header, leaders = _header(head, id)
    kind = header["kind"]
    if kind not in get_args(Kind):
        raise InputError(f"kind {kind!r} is not one of {', '.join(get_args(Kind))}", source=id)
    text, tags = _untagged(body, id)
    return AnnotatedArticle(
        id=id,
        kind=kind,  # type: ignore[arg-type]  # checked above
        style=header["style"] or "",
        language=header["language"] or "",
        published=_day(header, "published", id),
        date=_day(header, "date", id),
        leaders=leaders,
        place=header["place"],
        text=text,
        tags=tags,
        lines=tuple(_lines(tail, id)),
    )


def _header(head: str, id: str) -> tuple[dict[str, str | None], tuple[Official, ...]]:
    header: dict[str, str | None] = {}
    leaders = []
    for line in filter(str.strip, head.splitlines()):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise InputError(f"not a header line: {line[:60]!r}", source=id)
        if key == "leader":
            name, _, title = (part.strip() for part in value.partition("|"))
            leaders.append(Official(name=name, title=title or None))
        else:
            header[key] = None if value == "null" else value
    missing = [key for key in ("kind", "style", "language", "published", "date", "place") if key not in header]
    if missing:
        raise InputError(f"the header lacks {', '.join(missing)}", source=id)
    return header, tuple(leaders)


def _day(header: dict[str, str | None], key: str, id: str) -> dt.date | None:
    value = header[key]
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(f"{key}: {value!r} is not a date like 2024-06-05", source=id) from error


def _untagged(body: str, id: str) -> tuple[str, tuple[Tagged, ...]]:
    """The text without tags and the stretches they mark; tags nest and never cross."""
    text, position = "", 0
    open_tags: list[tuple[str, int, dict[str, str]]] = []
    found: list[tuple[int, int, str, dict[str, str]]] = []
    for match in _TAG.finditer(body):
        text += body[position : match.start()]
        position = match.end()
        if not match[1]:
            open_tags.append((match[2], len(text), dict(_ATTRIBUTE.findall(match[3]))))
            continue
        if not open_tags or open_tags[-1][0] != match[2]:
            wanted = f"<{open_tags[-1][0]}> is open" if open_tags else "nothing is open"
            raise InputError(f"</{match[2]}> where {wanted}, after {text[-40:]!r}", source=id)
        tag, start, attributes = open_tags.pop()
        if not text[start:].strip():
            raise InputError(f"empty <{tag}> after {text[:start][-40:]!r}", source=id)
        found.append((start, len(text), tag, attributes))
    if open_tags:
        raise InputError(f"<{open_tags[-1][0]}> is never closed", source=id)
    text += body[position:]
    if left := _LEFT_OVER.search(text):
        raise InputError(f"unknown tag {left.group()}", source=id)
    found.sort(key=lambda item: (item[0], -item[1]))
    return text, tuple(
        Tagged(tag=tag, span=Span.of(text, start, end), n=attributes.get("n"), who=attributes.get("who"))  # type: ignore[arg-type]
        for start, end, tag, attributes in found
    )


def _lines(tail: str, id: str) -> Iterator[GoldLine]:
    for line in filter(str.strip, tail.splitlines()):
        match = _LINE.match(line)
        if not match:
            raise InputError(f"not a line of the briefing: {line[:60]!r}", source=id)
        yield GoldLine(kind=match[1], n=match[2] or None, text=match[3].strip())  # type: ignore[arg-type]


def faults(article: AnnotatedArticle) -> Iterator[str]:
    """Where the annotation contradicts itself or its article, in words."""
    if article.language not in ("en", "zh"):
        yield f"language {article.language!r}"
    yield from _faults_of_facts(article)
    stops = {t.n for t in article.tagged("stop")}
    for kind in ("stop", "directive"):
        numbers = [x.n for x in article.lines if x.kind == kind]
        tagged = {t.n for t in article.tagged(kind)}
        if tagged != set(numbers) or len(numbers) != len(set(numbers)):
            yield f"{kind}: tagged {sorted(map(str, tagged))}, lines {sorted(map(str, numbers))}"
    yield from (f"site of stop {t.n}, which is not tagged" for t in article.tagged("site") if t.n not in stops)
    for ask in article.tagged("ask"):
        if not any(stop.span.contains(ask.span) for stop in article.tagged("stop")):
            yield f"<ask> outside a stop: {ask.span.text[:40]!r}"
    if article.kind in ("visit", "multi-visit") and not stops:
        yield "a visit without a stop"
    if article.kind != "other" and article.line("event") is None:
        yield "no event line"
    allowed = (*MONTHS, *([str(article.date.year)] if article.date else []))
    for word in unsupported([x.text for x in article.lines], article.text, allowed=allowed):
        yield f"a line says {word}, which the article lacks"


def _faults_of_facts(article: AnnotatedArticle) -> Iterator[str]:
    squeezed = re.sub(r"\s", "", article.text).lower()
    facts = [(f"leader {p.name}", p.name) for p in article.leaders]
    facts += [(f"title {p.title}", p.title) for p in article.leaders if p.title]
    if article.kind != "other":
        facts += [(f"place {article.place}", article.place)] if article.place else []
        if not article.leaders:
            yield "no leader"
    for name, value in facts:
        if re.sub(r"\s", "", value).lower() not in squeezed:
            yield f"{name} is not in the text"
