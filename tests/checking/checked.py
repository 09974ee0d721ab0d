"""What the tests of the check share: a passage from a text, and the names of the checks that a line of it fails."""

from briefing import lexicons
from briefing.checking import check
from briefing.mentions import annotate
from briefing.records import LineRole, Passage, SegmentKind


def passage(text: str, role: LineRole, *, language: str = "en") -> Passage:
    kind: SegmentKind = "site" if role in ("observed", "asked") else "event" if role == "event" else "directive"
    found = annotate(text, language=language, lexicon=lexicons.load(language))
    return Passage(kind=kind, role=role, text=text, language=language, mentions=found.mentions, people=found.people)


def faults(line: str, text: str, role: LineRole, *, language: str = "en", allowed: tuple[str, ...] = ()) -> set[str]:
    findings = check(
        line, passage=passage(text, role, language=language), lexicon=lexicons.load(language), allowed=allowed
    )
    return {finding.check for finding in findings}
