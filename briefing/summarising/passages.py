"""Cuts an article's segments into the passages that a summariser is handed, one for each line of the briefing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.records import Annotation, LineRole, Mention, Passage, SegmentKind, Segments, Span

# What may stand between two clauses that are still one stretch of text.
_GAP = re.compile(r"[\s,;:.!?，、；：。！？…—–\-\"'“”‘’「」）)(（]*")
_STOPS = re.compile(r"[^\w\s\[(（「『《“‘]*")


def passages(segments: Segments, annotation: Annotation) -> tuple[Passage, ...]:
    """The passages of an article: the event's; each site's observations, then its asks; each directive's.

    A site without `observed` and `asked` clauses gives one passage, its whole evidence, in the role "observed". A
    segment without evidence gives none. Offsets of a passage's mentions count code points from the start of its text.
    """
    wanted: list[tuple[SegmentKind, LineRole, tuple[Span, ...]]] = [("event", "event", segments.event.evidence)]
    for site in segments.sites:
        parts: list[tuple[LineRole, tuple[Span, ...]]] = [("observed", site.observed), ("asked", site.asked)]
        if not (site.observed or site.asked):
            parts = [("observed", site.evidence)]
        wanted += [("site", role, spans) for role, spans in parts if spans]
    wanted += [("directive", "directive", directive.evidence) for directive in segments.directives]
    return tuple(passage_of(annotation, evidence, kind=kind, role=role) for kind, role, evidence in wanted if evidence)


def passage_of(annotation: Annotation, evidence: Sequence[Span], *, kind: SegmentKind, role: LineRole) -> Passage:
    """One passage from its evidence clauses, which are joined by blanks.

    Clauses that only punctuation parts in the article keep it, so that a mention across both stays whole; another
    clause takes the punctuation along that closes it.
    """
    text = ""
    mentions: list[Mention] = []
    for start, end in _stretches(annotation.text, evidence):
        piece = annotation.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        piece = piece.strip()
        if not piece:
            continue
        text += " " if text else ""
        shift = len(text) - start - lead
        mentions += _shifted(annotation.mentions, start=start + lead, end=start + lead + len(piece), shift=shift)
        text += piece
    return Passage(
        kind=kind,
        role=role,
        text=text,
        language=annotation.language,
        mentions=tuple(mentions),
        people=annotation.people,
    )


def cut_passage(passage: Passage, *, max_chars: int) -> Passage:
    """The head of `passage`, at most `max_chars` code points, cut after a sentence or clause where it has one.

    A mention is never cut in two.
    """
    if len(passage.text) <= max_chars:
        return passage
    limit = max_chars
    for mention in passage.mentions:
        if mention.span.start < limit < mention.span.end:
            limit = mention.span.start
    inside = [(m.span.start, m.span.end) for m in passage.mentions]
    ends = {"stop": 0, "clause": 0, "blank": 0}
    for match in re.finditer(r"(?P<stop>[.!?。！？])|(?P<clause>[,;:，；：])|(?P<blank>\s)", passage.text[:limit]):
        if not any(a <= match.start() < b for a, b in inside):
            ends[match.lastgroup or "blank"] = match.end()
    at = next((end for end in (ends["stop"], ends["clause"], ends["blank"]) if end > max_chars // 3), limit)
    text = passage.text[:at].rstrip(" ,;:，；：、") or passage.text[:max_chars]
    kept = tuple(m for m in passage.mentions if m.span.end <= len(text))
    return Passage(
        kind=passage.kind,
        role=passage.role,
        text=text,
        language=passage.language,
        mentions=kept,
        people=passage.people,
    )


def passage_of_line(line: str, passage: Passage) -> Passage:
    """`line`, which is `passage` in fewer words, as a passage of its own; mentions that the line lost are left out.

    A title goes with its name where it still adjoins it.
    """
    taken = [False] * len(line)
    found: list[Mention] = []
    for mention in sorted(passage.mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        for match in re.finditer(rf"(?<!\w){re.escape(mention.span.text)}(?!\w)", line):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * len(match.group())
                shift = match.start() - mention.span.start
                title = mention.title
                if title and line[max(0, title.start + shift) : title.end + shift] != title.text:
                    title = None
                found.append(
                    Mention(
                        kind=mention.kind,
                        span=Span.of(line, match.start(), match.end()),
                        canonical=mention.canonical,
                        title=_moved(title, shift) if title else None,
                    )
                )
                break
    return replace(passage, text=line, mentions=tuple(sorted(found, key=lambda m: m.span.start)))


def _stretches(text: str, evidence: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The evidence in text order, with neighbours merged and closing punctuation added."""
    merged: list[list[int]] = []
    for span in sorted(evidence):
        if merged and (span.start <= merged[-1][1] or _GAP.fullmatch(text, merged[-1][1], span.start)):
            merged[-1][1] = max(merged[-1][1], span.end)
        else:
            merged.append([span.start, span.end])
    for start, end in merged:
        match = _STOPS.match(text, end)
        yield start, match.end() if match else end


def _shifted(mentions: Iterable[Mention], *, start: int, end: int, shift: int) -> Iterator[Mention]:
    """The mentions inside `start`..`end`, moved by `shift`; a title outside is dropped from its mention."""
    for mention in mentions:
        if start <= mention.span.start and mention.span.end <= end:
            title = mention.title
            if title is not None and not (start <= title.start and title.end <= end):
                title = None
            yield Mention(
                kind=mention.kind,
                span=_moved(mention.span, shift),
                canonical=mention.canonical,
                title=None if title is None else _moved(title, shift),
            )


def _moved(span: Span, shift: int) -> Span:
    return Span(start=span.start + shift, end=span.end + shift, text=span.text)
