"""The event: the sentences that say who went where and when, and the visit's day and place."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from briefing.mentions.dates import find_dates, resolve_date
from briefing.records import Article, Notice, Span, VisitDate
from briefing.segmenting.actors import subject_of
from briefing.segmenting.cast import Cast
from briefing.segmenting.cues import Cues
from briefing.segmenting.views import View

_VAGUE = re.compile(
    r"(?:19|20)\d\d|last (?:year|month|week|night)|recently|tomorrow|next .*|\w+\.? (?:19|20)\d\d|(?:a few|the other) days? ago",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:before|by|until|till|since|after|no later than|ahead of|from|than|starting|prior to|through|later than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:to|-|–|through|until)\b|[-–]")
_DATELINE = re.compile(
    r"[-–—)）:]\s*$|^[A-Z][\w.'’ ]{2,40},\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})\s*$"
)
_COLLECTIVE = 3  # sentences in which a lead without names is looked for
_FURTHER = re.compile(r"\s*(?:to|-|–|—|until|through)\s*(?:the\s)?(?:[A-Z][a-z]+\s)?\d{1,2}(?:st|nd|rd|th)?(?![\d%])")
_STALE = 200  # days
_SEARCHED = 12  # sentences
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s*\d"
    r"|\d\s*(?:of\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|yesterday|today|this (?:morning|afternoon|evening)"
    r"|last night|\d(?:st|nd|rd|th)|\d{4}[-/.]\d|\d[/.]\d{1,2}[/.]\d|[日号]",
    re.IGNORECASE,
)


def event_views(read: Sequence[View], cast: Cast, known: Cues, *, title: str | None) -> list[View]:
    """The lead: the likeliest sentence, before it one that only carries the date."""
    scored = [(_score(view, cast, known), view) for view in body(read, title)[:_SEARCHED]]
    if not scored:
        return list(read[:1])
    best_score, best = max(scored, key=lambda item: (item[0], -item[1].index))
    chosen = [best]
    if not _has_day(best):
        near = [
            v
            for s, v in scored
            if abs(v.index - best.index) <= 2 and v is not best and _has_day(v) and s > best_score - 3.2 and s > 0.8
        ]
        chosen += near[:1]
    return sorted(chosen, key=lambda v: v.index)


def body(read: Sequence[View], title: str | None) -> list[View]:
    """The sentences less the headline where the text holds it."""
    wanted = _squeezed(title or "")
    return [
        v for v in read if not (wanted and v.index < 3 and _squeezed(v.span.text) and _squeezed(v.span.text) in wanted)
    ]


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _score(view: View, cast: Cast, known: Cues) -> float:
    found = view.found
    score = -0.3 * view.index
    acts = 0.0
    for cue in view.of("visit", "motion", "research", "act", "chair"):
        if cue.kind != "chair" and (view.is_talk(cue) or view.is_past or view.is_reported(cue)):
            continue
        subject = subject_of(view, cue.first, found, known)
        leads = subject is not None and subject.kind == "person" and subject.name in cast.names
        group = subject is not None and subject.kind == "group"
        value = {
            "visit": 3.0,
            "act": 3.0,
            "research": 2.5,
            "motion": 2.2,
            "chair": 2.0 if view.has("meeting") else 0.0,
        }[cue.kind]
        acts = max(
            acts,
            value
            if leads
            else 0.5 * value
            if subject is None or group or subject.kind in ("office", "pronoun")
            else 0.15 * value,
        )
        if group and subject is not None and subject.name == "leaders" and view.index < _COLLECTIVE:
            acts = max(acts, value)  # 'the leaders of A City went to the front line in groups'
    score += acts
    if any(a.kind == "person" and a.name in cast.names for a in found):
        score += 1.2
    if cast.principal and any(a.kind == "person" and a.name == cast.principal.name for a in found):
        score += 0.6
    if _has_day(view):
        score += 1.2
    if view.has("companions-after"):
        score += 0.4
    if view.has("meeting"):
        score += 0.4
    return score


def _has_day(view: View) -> bool:
    return bool(_days(view))


def _days(view: View) -> list[Span]:
    """The days that a sentence gives for what it tells, deadlines and vague times left out; a range in one span."""
    out = []
    text = view.span.text
    mentions = dict.fromkeys(t.mention for t in view.tokens if t.kind == "date" and t.mention)
    for mention in mentions:
        start, end = mention.span.start - view.span.start, mention.span.end - view.span.start
        before = text[max(0, start - 14) : start]
        since = before.rstrip().lower().endswith("from")
        further = _FURTHER.match(text, end) if since else None
        end = further.end() if further else end
        day = text[start:end]
        if _VAGUE.fullmatch(day) or not _DAY.search(day):
            continue
        if _DEADLINE.search(before) and not (since and _RANGE.search(day)):
            continue
        out.append(Span(start=view.span.start + start, end=view.span.start + end, text=day))
    return out


def visit_date(article: Article, lead: Sequence[View], read: Sequence[View]) -> tuple[VisitDate, list[Notice]]:
    """The day of the visit, resolved against publication and dateline; None with a notice where it cannot be known."""
    published = article.source.published
    dateline = _dateline(article, published)
    candidates = [d for view in lead for d in _days(view)]
    first = min((v.index for v in lead), default=0)
    last = max((v.index for v in lead), default=0)
    candidates += [d for view in read if view.index < first or view.index == last + 1 for d in _days(view)]
    for found in candidates:
        date = resolve_date(found.text, published=published, dateline=dateline)
        if date.start and published and date.start > published:
            continue  # what is announced
        if date.start and published and (published - date.start).days > _STALE and not re.search(r"\d{4}", found.text):
            continue  # a coming day that the grammar took for last year's
        if date.start is None:
            message = (
                f"the day of the visit ({found.text}) cannot be known: no publication date, or one that does not fit"
            )
            return VisitDate(text=found.text), [Notice(code="date-unresolved", message=message)]
        return VisitDate(text=found.text, start=date.start, end=date.end), []
    return VisitDate(text=None), [
        Notice(code="date-unresolved", message="the article does not say on which day it was")
    ]


def day_of(view: View, article: Article) -> dt.date | None:
    """The day that a sentence gives for its own stop, or None."""
    days = _days(view)
    if not days:
        return None
    return resolve_date(
        days[0].text, published=article.source.published, dateline=_dateline(article, article.source.published)
    ).start


def _dateline(article: Article, published: dt.date | None) -> dt.date | None:
    for span in article.furniture:
        if len(span.text) < 120 and _DATELINE.search(span.text) and find_dates(span.text, language="en"):
            found = resolve_date(span.text, published=published).start
            if found:
                return found
    return None


def trimmed_lead(view: View, asks: Mapping[int, int]) -> Span:
    """The sentence without the demands at its end; `asks` gives where the first one starts, by sentence index."""
    start = asks.get(view.index)
    if start is None:
        return view.span
    clauses = [c for c in view.sentence.clauses if c.end <= start]
    if not clauses or len(" ".join(c.text for c in clauses).split()) < 8:
        return view.span
    text = view.span.text[: clauses[-1].end - view.span.start].rstrip(" ,，;；")
    return Span(start=view.span.start, end=view.span.start + len(text), text=text)
