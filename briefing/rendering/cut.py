"""Shows how an article was cut: facts, then every span by kind; coloured in place on a terminal, listed elsewhere."""

from collections.abc import Iterable

from briefing.records import Article, Official, Segments, Span

# ANSI SGR codes by kind; the foreground colours of every terminal theme stay readable
_COLOURS = {
    "event": "36",
    "site": "1;32",
    "observed": "32",
    "asked": "33",
    "directive": "35",
    "unreached": "31",
    "furniture": "2",
}


def render_cut(article: Article, segments: Segments, *, color: bool = False) -> str:
    """The cut as text: a facts table and the labelled spans; with `color` also the article itself, spans coloured."""
    parts = [_facts(article, segments), _listing(segments)]
    if color:
        parts.insert(1, _coloured(article, segments))
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(article: Article, segments: Segments) -> str:
    date = segments.date
    day = date.start.isoformat() if date.start else "unknown"
    if date.end:
        day += f" to {date.end.isoformat()}"
    rows = [
        ("kind", segments.kind),
        ("language", article.language),
        ("leaders", _people(segments.leaders)),
        ("with", _people(segments.companions)),
        ("date", day + (f" ({_plain(date.text)})" if date.text else "")),
        ("place", _plain(segments.place.text) if segments.place else "unknown"),
    ]
    rows += [("notice", f"{n.code}: {n.message}") for n in segments.notices]
    return "\n".join(f"{label:10} {value}" for label, value in rows if value)


def _people(officials: Iterable[Official]) -> str:
    return "; ".join(_plain(o.name) + (f" ({_plain(o.title)})" if o.title else "") for o in officials)


def _labelled(segments: Segments) -> list[tuple[str, str, Span]]:
    """(kind, label, span) of everything that was cut out, in the order of the briefing."""
    out = [("event", "event", span) for span in segments.event.evidence]
    for number, site in enumerate(segments.sites, start=1):
        out += [("site", f"site {number}", span) for span in site.names]
        out += [("observed", f"observed {number}", span) for span in site.observed]
        out += [("asked", f"asked {number}", span) for span in site.asked]
    for number, directive in enumerate(segments.directives, start=1):
        speaker = f" ({_plain(directive.speaker)})" if directive.speaker else ""
        out += [("directive", f"directive {number}{speaker}", span) for span in directive.evidence]
    return out + [("unreached", "reached none", span) for span in segments.unreached]


def _listing(segments: Segments) -> str:
    rows = [(label, f"{span.start}-{span.end}", _plain(span.text)) for _, label, span in _labelled(segments)]
    width = max((len(label) for label, _, _ in rows), default=0)
    return "\n".join(f"{label:{width}}  {where:>11}  {text}" for label, where, text in rows)


def _coloured(article: Article, segments: Segments) -> str:
    """The article's text with each span in the colour of its kind; of overlapping spans the shortest wins."""
    kinds = ["" for _ in article.text]
    spans = [("furniture", span) for span in article.furniture] + [
        (kind, span) for kind, _, span in _labelled(segments)
    ]
    for kind, span in sorted(spans, key=lambda item: item[1].start - item[1].end):
        kinds[span.start : span.end] = [kind] * (span.end - span.start)
    legend = "  ".join(f"\x1b[{code}m{kind}\x1b[0m" for kind, code in _COLOURS.items())
    out, current = [], ""
    for char, kind in zip(article.text, kinds, strict=True):
        if kind != current:
            out.append(("\x1b[0m" if current else "") + (f"\x1b[{_COLOURS[kind]}m" if kind else ""))
            current = kind
        out.append(char if char == "\n" or char.isprintable() else " ")
    return legend + "\n\n" + "".join(out) + ("\x1b[0m" if current else "")


def _plain(text: str) -> str:
    """One line, no control characters."""
    return "".join(c if c.isprintable() else " " for c in text)
