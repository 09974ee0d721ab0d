"""What a briefing is measured against, from an annotated article or from a case (NNN.txt with NNN.json)."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import InputError
from briefing.evaluation.corpus import AnnotatedArticle, Half, files_of, is_in_half, read_corpus
from briefing.evaluation.matching import CJK
from briefing.records import ArticleKind

_KINDS: dict[str, ArticleKind] = {
    "visit": "visit",
    "multi-visit": "visit",
    "meeting": "meeting",
    "other": "other",
    "not-a-visit": "other",
}
_COMMON = frozenset((
    "the", "and", "for", "that", "with", "must", "should", "from", "into", "have", "been", "will", "this", "their",
    "they", "them", "are", "was", "were", "not", "all", "any", "its", "his", "her", "who", "which",
))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """One demand of general reach: its speaker and the words that evidence for it holds."""

    speaker: str | None
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The facts and lines that a good briefing of `text` has.

    `references` are briefings by different hands, each its lines joined by blanks, a stop's names before its line.
    `site_terms` are what was looked at or asked at the stops.
    """

    id: str
    kind: str
    style: str
    text: str
    published: dt.date | None
    date: dt.date | None
    leader: str | None
    leader_title: str | None
    place: str | None
    companions: tuple[str, ...]
    site_names: tuple[str, ...]
    site_terms: tuple[str, ...]
    demands: tuple[Demand, ...]
    references: tuple[str, ...]

    @property
    def briefing_kind(self) -> ArticleKind:
        """The kind that a briefing of the article has."""
        return _KINDS[self.kind]


def read_cases(folder: Path, *, half: Half = "all") -> tuple[Case, ...]:
    """The cases of a folder of annotated articles (NN-MMM.txt), or of pairs NNN.txt and NNN.json, by name.

    Raises:
        InputError: there is neither, or one is not in its form.
    """
    if files_of(folder):
        return tuple(case_of(article) for article in read_corpus(folder, half=half))
    files = [f for f in sorted(folder.glob("*.json")) if f.with_suffix(".txt").is_file() and is_in_half(f.stem, half)]
    if not files:
        raise InputError(
            "neither annotated articles (NN-MMM.txt) nor cases (NNN.txt with NNN.json)", source=str(folder)
        )
    return tuple(_case_in(file) for file in files)


def case_of(article: AnnotatedArticle) -> Case:
    """What a briefing of an annotated article is measured against."""
    stops = tuple(dict.fromkeys(t.n for t in article.tagged("stop")))
    sites = {n: [t.span.text for t in article.tagged("site") if t.n == n] for n in stops}
    demands = tuple(dict.fromkeys(t.n for t in article.tagged("directive")))
    principal = article.leaders[0] if article.leaders else None
    lines = [
        article.line("event"),
        *(f"{', '.join(sites[n])}: {article.line('stop', n)}" for n in stops),
        *(article.line("directive", n) for n in demands),
    ]
    return Case(
        id=article.id,
        kind=article.kind,
        style=article.style,
        text=article.text,
        published=article.published,
        date=article.date,
        leader=principal.name if principal else None,
        leader_title=principal.title if principal else None,
        place=article.place,
        companions=tuple(dict.fromkeys(t.span.text for t in article.tagged("companion"))),
        site_names=tuple(name for n in stops for name in sites[n]),
        site_terms=(),
        demands=tuple(_demand(article, n, principal.name if principal else None) for n in demands),
        references=(" ".join(line for line in lines if line),),
    )


def _demand(article: AnnotatedArticle, n: str | None, principal: str | None) -> Demand:
    tagged = [t for t in article.tagged("directive") if t.n == n]
    return Demand(speaker=tagged[0].who or principal, terms=_terms(" ".join(t.span.text for t in tagged)))


def _terms(text: str) -> tuple[str, ...]:
    """The words that evidence must hold: words of four letters and more and figures, or pairs of ideographs."""
    if CJK.search(text):
        return tuple(dict.fromkeys(re.findall(r"[\u3400-\u9fff]{2}", text)))
    words = re.findall(r"[A-Za-z][\w'-]{3,}|\d[\d,.]*", text)
    return tuple(dict.fromkeys(w for w in words if w.lower() not in _COMMON))


def _case_in(file: Path) -> Case:
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        event, sites = raw["event"], raw["sites"]
        _KINDS[raw["kind"]]
        return Case(
            id=file.stem,
            kind=raw["kind"],
            style=raw.get("style") or "",
            text=text,
            published=dt.date.fromisoformat(raw["published"]) if raw.get("published") else None,
            date=dt.date.fromisoformat(event["date"]) if event.get("date") else None,
            leader=event.get("leader"),
            leader_title=event.get("leader_title"),
            place=event.get("place"),
            companions=tuple(event.get("companions") or ()),
            site_names=tuple(site["name"] for site in sites),
            site_terms=tuple(t for site in sites for t in (*site["observed_terms"], *site["demand_terms"])),
            demands=tuple(Demand(speaker=d.get("speaker"), terms=tuple(d["terms"])) for d in raw["directives"]),
            references=tuple(r for key in ("reference", "reference_plain") if (r := _reference(raw.get(key) or {}))),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"not a case: {type(error).__name__}: {error}", source=str(file)) from error


def _reference(raw: Mapping[str, Any]) -> str:
    return " ".join([*([raw["event"]] if raw.get("event") else []), *raw.get("sites", []), *raw.get("directives", [])])
