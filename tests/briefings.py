"""Briefings made by hand for the tests: invented people and places."""

import datetime as dt

from briefing.records import (
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

TEXT = (
    "On June 3, Mayor Lin Guodong visited Qinghe County with Vice Mayor Shao Lihua. At the Hengda Plant he looked at 20 "
    "new lathes and asked managers to train welders. He stressed that every workshop must be checked before July."
)


def span(piece: str, text: str = TEXT) -> Span:
    start = text.index(piece)
    return Span.of(text, start, start + len(piece))


def visit(*, sites: int = 1, directives: int = 1, language: str = "en", **changes: object) -> Briefing:
    """A small visit; with `sites` and `directives` repeated that often."""
    seen = span("At the Hengda Plant he looked at 20 new lathes and asked managers to train welders.")
    site = Site(
        names=("Hengda Plant",),
        summary="Looked at 20 new lathes; asked managers to train welders.",
        observed="Looked at 20 new lathes.",
        asked="Asked managers to train welders.",
        evidence=(seen,),
        method="seq2seq",
    )
    directive = Directive(
        summary="Check every workshop before July.",
        speaker="Lin Guodong",
        evidence=(span("every workshop must be checked before July"),),
        method="seq2seq",
    )
    values: dict[str, object] = {
        "kind": "visit",
        "language": language,
        "title": "Mayor visits Qinghe County",
        "headline": "Mayor Lin Guodong visits Qinghe County: Hengda Plant",
        "bottom_line": "Mayor Lin Guodong visited Qinghe County on June 3; key demand: check every workshop before July.",
        "source": Source(name="visit.txt", outlet="Qinghe Daily", published=dt.date(2024, 6, 5), sha256="0" * 64),
        "event": Event(
            summary="Mayor Lin Guodong visited Qinghe County on June 3 with Vice Mayor Shao Lihua.",
            evidence=(span("On June 3, Mayor Lin Guodong visited Qinghe County with Vice Mayor Shao Lihua."),),
            method="seq2seq",
            date=dt.date(2024, 6, 3),
            date_text="June 3",
            leaders=(Official(name="Lin Guodong", title="Mayor"),),
            companions=(Official(name="Shao Lihua", title="Vice Mayor"),),
            place="Qinghe County",
        ),
        "text": TEXT,
        "model": ModelInfo(name="scripted", engine="scripted", revision="1", prompts="0"),
        "sites": (site,) * sites,
        "directives": (directive,) * directives,
        "check": CheckCounts(lines=4, seq2seq=4),
        "notices": (Notice(code="untranslated", message="1 line(s)"),),
    }
    return Briefing(**{**values, **changes})  # type: ignore[arg-type]
