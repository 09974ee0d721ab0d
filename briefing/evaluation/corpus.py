"""Annotated articles: the form of `tests/corpus` (its README tells it) as typed records."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.errors import InputError
from briefing.evaluation.matching import CJK
from briefing.records import ArticleKind

_TAG = re.compile(r'<(/?)(leader|companion|place|date|site|event|stop|ask|directive)((?:\s+\w+="[^"<>]*")*)\s*>')
_LINE = re.compile(r"(event|stop|directive)\s*(\w*)\s*:\s*(.+)")
_KINDS: dict[str, ArticleKind] = {"visit": "visit", "multi-visit": "visit", "meeting": "meeting", "other": "other"}
_COMMON = frozenset(
    "the and for that with must should from into have been will this their they them are was were not all any its his her "
    "who which".split()
)

Half = Literal["all", "odd", "even"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A tagged stretch: code points `start` to `end` of the article's text, `n` the stop or directive it belongs to."""

    tag: str
    start: int
    end: int
    text: str
    n: str | None
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDirective:
    """One demand: its speaker and the words that evidence for it holds."""

    speaker: str | None
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """An annotated article."""

    id: str
    kind: str
    style: str
    language: str
    published: str | None
    date: str | None
    leader: str | None
    leader_title: str | None
    place: str | None
    companions: tuple[str, ...]
    site_names: tuple[str, ...]
    directives: tuple[GoldDirective, ...]
    lines: tuple[str, ...]
    text: str
    tags: tuple[Tagged, ...]

    @property
    def briefing_kind(self) -> ArticleKind:
        """The kind that a briefing of the article has."""
        return _KINDS[self.kind]


def read_corpus(folder: Path, *, half: Half = "all") -> tuple[Gold, ...]:
    """The annotated articles of a folder, by name; `half` takes those with an odd or even number only.

    Raises:
        InputError: there is none, or one is not in the form.
    """
    wanted = {"all": (0, 1), "odd": (1,), "even": (0,)}[half]
    files = [f for f in sorted(folder.glob("[0-9]*-[0-9]*.txt")) if int(f.stem.split("-")[1]) % 2 in wanted]
    if not files:
        raise InputError("no annotated article in it (NN-MMM.txt)", source=str(folder))
    return tuple(parse(f.read_text(encoding="utf-8"), id=f.stem) for f in files)


def parse(raw: str, *, id: str) -> Gold:
    """One annotated article.

    Raises:
        InputError: what is wrong with its form.
    """
    parts = re.split(r"^---[ \t]*$", raw.replace("\r\n", "\n"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise InputError(f"{len(parts)} parts between lines of '---' instead of 3", source=id)
    head, body, tail = (part.strip("\n") for part in parts)
    header: dict[str, str | None] = {}
    leaders: list[tuple[str, str | None]] = []
    for line in head.splitlines():
        key, _, value = (part.strip() for part in line.partition(":"))
        if key == "leader":
            name, _, title = value.partition("|")
            leaders.append((name.strip(), title.strip() or None))
        else:
            header[key] = None if value == "null" else value
    if header.get("kind") not in _KINDS:
        raise InputError(f"kind {header.get('kind')!r} is unknown", source=id)
    text, tags = _tags(body, id)
    lines = _lines(tail, id)
    stops = list(dict.fromkeys(t.n for t in tags if t.tag == "stop"))
    sites = {n: [t.text for t in tags if t.tag == "site" and t.n == n] for n in stops}
    numbers = list(dict.fromkeys(t.n for t in tags if t.tag == "directive"))
    leader = leaders[0] if leaders else (None, None)
    return Gold(
        id=id,
        kind=str(header["kind"]),
        style=header.get("style") or "",
        language=header.get("language") or "en",
        published=header.get("published"),
        date=header.get("date"),
        leader=leader[0],
        leader_title=leader[1],
        place=header.get("place"),
        companions=tuple(dict.fromkeys(t.text for t in tags if t.tag == "companion")),
        site_names=tuple(name for n in stops for name in dict.fromkeys(sites[n])),
        directives=tuple(_directive(n, tags, leader[0]) for n in numbers),
        lines=_references(lines, stops, sites, numbers),
        text=text,
        tags=tags,
    )


def _tags(body: str, id: str) -> tuple[str, tuple[Tagged, ...]]:
    text, position = "", 0
    stack: list[tuple[str, int, dict[str, str]]] = []
    found: list[tuple[str, int, int, dict[str, str]]] = []
    for match in _TAG.finditer(body):
        text += body[position : match.start()]
        position = match.end()
        if not match[1]:
            stack.append((match[2], len(text), dict(re.findall(r'(\w+)="([^"]*)"', match[3]))))
            continue
        if not stack or stack[-1][0] != match[2]:
            raise InputError(f"</{match[2]}> closes nothing near {text[-40:]!r}", source=id)
        tag, start, attributes = stack.pop()
        if not text[start:].strip():
            raise InputError(f"empty <{tag}>", source=id)
        found.append((tag, start, len(text), attributes))
    if stack:
        raise InputError(f"<{stack[-1][0]}> is never closed", source=id)
    text += body[position:]
    found.sort(key=lambda item: (item[1], -item[2]))
    return text, tuple(
        Tagged(tag=tag, start=a, end=b, text=text[a:b], n=attributes.get("n"), who=attributes.get("who"))
        for tag, a, b, attributes in found
    )


def _lines(tail: str, id: str) -> dict[tuple[str, str | None], str]:
    out: dict[tuple[str, str | None], str] = {}
    for line in filter(str.strip, tail.splitlines()):
        match = _LINE.match(line)
        if not match:
            raise InputError(f"not a line: {line[:60]!r}", source=id)
        out[match[1], match[2] or None] = match[3].strip()
    return out


def _references(
    lines: dict[tuple[str, str | None], str],
    stops: list[str | None],
    sites: dict[str | None, list[str]],
    directives: list[str | None],
) -> tuple[str, ...]:
    event = [lines["event", None]] if ("event", None) in lines else []
    try:
        return (
            *event,
            *(f"{', '.join(dict.fromkeys(sites[n]))}: {lines['stop', n]}" for n in stops),
            *(lines["directive", n] for n in directives),
        )
    except KeyError as error:
        raise InputError(f"no line for {error.args[0]}", source="corpus") from error


def _directive(n: str | None, tags: tuple[Tagged, ...], principal: str | None) -> GoldDirective:
    spans = [t for t in tags if t.tag == "directive" and t.n == n]
    return GoldDirective(speaker=spans[0].who or principal, terms=_terms(" ".join(t.text for t in spans)))


def _terms(text: str) -> tuple[str, ...]:
    if CJK.search(text):
        return tuple(dict.fromkeys(re.findall(r"[\u3400-\u9fff]{2}", text)))
    words = re.findall(r"[A-Za-z][\w'-]{3,}|\d[\d,.]*", text)
    return tuple(dict.fromkeys(w for w in words if w.lower() not in _COMMON))
