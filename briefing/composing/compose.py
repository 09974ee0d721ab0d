"""Joins the lines of each segment, merges repetitions, and takes the least important items off a page that is full."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from briefing.composing.headlines import bottom_line, headline
from briefing.composing.labels import labels
from briefing.records import (
    Article,
    Briefing,
    CheckCounts,
    Directive,
    DirectiveSegment,
    Event,
    Line,
    LineRole,
    Method,
    ModelInfo,
    Notice,
    Passage,
    Segments,
    Site,
    SiteSegment,
    Span,
)

_FOREIGN = re.compile(r"[\u3400-\u9fff]")
# a demand that can stand alone: it opens with no pronoun, link or 'to', and is neither a stub nor endless
_ACTIONABLE = re.compile(
    r"(?!(?:to|and|but|he|she|it|they|this|that|these|those|such|also|in order|so)\b)(?:\S+\s+){3,24}\S+$",
    re.IGNORECASE,
)
_NEARLY = 0.85  # share of the longer demand's words that the two must have in common
_NEGATIONS = frozenset(["no", "not", "never", "without", "nor", "none"])
_TELLING = 5  # words from which on a demand that another holds wholly says nothing more
_NAMED_ONLY = re.compile(r"^(?:also )?(?:visited|went to|inspected|toured|called at|came to)\W*$", re.IGNORECASE)


def compose(
    article: Article,
    segments: Segments,
    lines: Sequence[Line],
    *,
    passages: Sequence[Passage],
    model: ModelInfo,
    fits: Callable[[Briefing], bool],
    plain: Callable[[Passage], str],
    notices: tuple[Notice, ...] = (),
) -> Briefing:
    """The briefing of one article.

    `lines` answer `passages` one by one, in their order: the event, each site's observations and asks, the directives.
    `plain` gives a passage in the source's own words: headline and bottom line are made of facts and of these, never of
    a model's lines. `fits` measures a page; items that it has no room for stay in the briefing with `on_page` false, and a notice says so.
    """
    written = iter(zip(passages, lines, strict=True))
    event = _event(segments, written)
    sites = tuple(_site(segment, written, article.language) for segment in segments.sites)
    directives = tuple(_directive(segment, written) for segment in segments.directives)
    sites, directives = _merged_sites(sites), _distinct(directives)
    kinds = Counter(line.method for line in lines)
    briefing = Briefing(
        kind=segments.kind,
        language=article.language,
        title=article.title,
        headline=headline(article, event, sites, segments.kind),
        bottom_line=bottom_line(
            article,
            event,
            sites,
            kind=segments.kind,
            lead=_plainly(passages, ("event",), plain),
            demand=_plainly(_of_principal(passages, segments), ("directive",), plain, fit=_ACTIONABLE)
            or _plainly(passages, ("directive",), plain, fit=_ACTIONABLE)
            or _plainly(passages, ("directive",), plain)
            or _plainly(passages, ("asked",), plain),
        ),
        source=article.source,
        event=event,
        text=article.text,
        model=model,
        sites=sites,
        directives=directives,
        check=CheckCounts(
            lines=len(lines), seq2seq=kinds["seq2seq"], extractive=kinds["extractive"], glossed=kinds["glossed"]
        ),
        notices=(*article.notices, *segments.notices, *notices, *_script_notices(event, sites, directives)),
    )
    return on_one_page(briefing, fits)


def _of_principal(passages: Sequence[Passage], segments: Segments) -> list[Passage]:
    """The passages of the demands that the first leader made."""
    principal = segments.leaders[0].name if segments.leaders else None
    demands = (p for p in passages if p.role == "directive")
    return [p for p, s in zip(demands, segments.directives, strict=True) if s.speaker in (None, principal)]


def _plainly(
    passages: Sequence[Passage],
    roles: tuple[LineRole, ...],
    plain: Callable[[Passage], str],
    *,
    fit: re.Pattern[str] | None = None,
) -> str:
    """The first passage of these roles in the source's own words that `fit` matches; one in another script is passed over."""
    for passage in passages:
        text = plain(passage) if passage.role in roles else ""
        foreign = passage.language != "zh" and _FOREIGN.search(text)
        if text and not foreign and (fit is None or passage.language == "zh" or fit.match(text)):
            return text
    return ""


def _event(segments: Segments, written: Iterator[tuple[Passage, Line]]) -> Event:
    line = next(written)[1] if segments.event.evidence else Line(text="", method="extractive")
    date = segments.date
    return Event(
        summary=line.text,
        evidence=segments.event.evidence,
        method=line.method,
        date=date.start,
        date_end=date.end,
        date_text=date.text,
        leaders=segments.leaders,
        companions=segments.companions,
        place=segments.place.text if segments.place else None,
        untranslated=line.untranslated,
    )


def _site(segment: SiteSegment, written: Iterator[tuple[Passage, Line]], language: str) -> Site:
    divided = bool(segment.observed or segment.asked)
    observed = next(written)[1] if segment.observed or not divided else None
    asked = next(written)[1] if segment.asked else None
    parts = [line for line in (observed, asked) if line]
    return Site(
        names=tuple(name.text for name in segment.names),
        summary=joined(observed.text if observed else None, asked.text if asked else None, language=language),
        observed=observed.text if observed and divided else None,
        asked=asked.text if asked else None,
        evidence=segment.evidence,
        method=_method(parts),
        leader=segment.leader,
        date=segment.date,
        place=segment.place,
        untranslated=any(line.untranslated for line in parts),
    )


def joined(observed: str | None, asked: str | None, *, language: str) -> str:
    """One line of what was seen and what was asked at a stop."""
    words = labels(language)
    parts = [part.rstrip(".。") for part in (observed, asked) if part]
    return words.join.join([*parts[:1], *map(_continued, parts[1:])]) + words.stop


def _continued(text: str) -> str:
    """A clause after a semicolon: in lower case, unless its first word is all capitals."""
    first = text.split(" ", maxsplit=1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def _method(parts: Sequence[Line]) -> Method:
    """How a joined line was made: by the model only if all of it was."""
    methods = {line.method for line in parts}
    return "seq2seq" if methods == {"seq2seq"} else "glossed" if methods == {"glossed"} else "extractive"


def _directive(segment: DirectiveSegment, written: Iterator[tuple[Passage, Line]]) -> Directive:
    line = next(written)[1]
    return Directive(
        summary=line.text,
        speaker=segment.speaker,
        evidence=segment.evidence,
        method=line.method,
        untranslated=line.untranslated,
    )


def _merged_sites(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Stops told of in the same words become one item with all their names."""
    out: list[Site] = []
    for site in sites:
        same = next((i for i, other in enumerate(out) if _key(other.summary) == _key(site.summary)), None)
        if same is None:
            out.append(site)
        else:
            names = tuple(dict.fromkeys((*out[same].names, *site.names)))
            out[same] = replace(out[same], names=names, evidence=_united(out[same].evidence, site.evidence))
    return tuple(out)


def _distinct(directives: tuple[Directive, ...]) -> tuple[Directive, ...]:
    """The directives without repetitions; the first or, of two that hold one another, the fuller one stays with all evidence."""
    out: list[Directive] = []
    for directive in directives:
        words = set(_key(directive.summary).split())
        at = next((i for i, other in enumerate(out) if _same(words, set(_key(other.summary).split()))), None)
        if at is None:
            out.append(directive)
            continue
        fuller = max(out[at], directive, key=lambda d: len(d.summary))
        out[at] = replace(fuller, evidence=_united(out[at].evidence, directive.evidence))
    return tuple(out)


def _same(one: set[str], other: set[str]) -> bool:
    """Whether two demands have nearly the same words, or one of them all that the other has."""
    shared, short, long = len(one & other), min(len(one), len(other)), max(len(one), len(other))
    telling = {
        w for w in one ^ other if w.isdigit() or w in _NEGATIONS
    }  # what parts demands of otherwise the same words
    return bool(short) and not telling and (shared >= _NEARLY * long or (short >= _TELLING and shared == short))


def _united(a: tuple[Span, ...], b: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted({*a, *b}))


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _script_notices(event: Event, sites: tuple[Site, ...], directives: tuple[Directive, ...]) -> tuple[Notice, ...]:
    out = []
    items: tuple[Event | Site | Directive, ...] = (event, *sites, *directives)
    left = sum(item.untranslated for item in items)
    glossed = sum(item.method == "glossed" for item in items)
    if left:
        out.append(Notice(code="untranslated", message=f"{left} line(s) are left in the source's own script"))
    if glossed:
        out.append(Notice(code="glossed", message=f"{glossed} set phrase(s) were rendered by the glossary"))
    return tuple(out)


def on_one_page(briefing: Briefing, fits: Callable[[Briefing], bool]) -> Briefing:
    """Takes items off the page, least important first, until `fits`: sites only named, then from the end of each list."""
    if fits(briefing):
        return briefing
    current = briefing
    for total, (kind, index) in enumerate(_least_important_first(briefing), start=1):
        if kind == "sites":
            sites = [replace(s, on_page=s.on_page and i != index) for i, s in enumerate(current.sites)]
            current = replace(current, sites=tuple(sites))
        else:
            directives = [replace(d, on_page=d.on_page and i != index) for i, d in enumerate(current.directives)]
            current = replace(current, directives=tuple(directives))
        notice = Notice(code="off-page", message=f"{total} more in the full briefing")
        current = replace(current, notices=(*briefing.notices, notice))
        if fits(current):
            break
    return current


def _least_important_first(briefing: Briefing) -> list[tuple[str, int]]:
    """(list, index) of every item but the first of each list, in the order in which they leave the page."""
    named = [("sites", i) for i, s in enumerate(briefing.sites) if i and _NAMED_ONLY.match(s.summary)]
    sites = [("sites", i) for i in range(len(briefing.sites) - 1, 0, -1) if ("sites", i) not in named]
    directives = [("directives", i) for i in range(len(briefing.directives) - 1, 0, -1)]
    rest: list[tuple[str, int]] = []
    while sites or directives:  # the longer list gives first
        rest.append(sites.pop(0) if len(sites) >= len(directives) else directives.pop(0))
    return named[::-1] + rest
