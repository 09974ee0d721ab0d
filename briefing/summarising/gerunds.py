"""Demands and reports in the -ing form: 'called for raising the dam' as 'raise the dam', 'viewing the dam' as 'viewed the dam'."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.inflection import forms

MODALS = r"must|should|shall|can|cannot|can['’]t|may|will|would|could|might|ought|ha(?:s|ve)\s+to|needs?\s+to"
CLAUSE_END = re.compile(r"[,;，；]")

_TABLE = "compression"
_FINITE = re.compile(rf"(?<!\w)(?:{MODALS}|is|are|was|were|has|had|means|requires)(?!\w)", re.IGNORECASE)
_OPENING = re.compile(r"\s*(?:and\s+)?(?P<verb>[a-z]+)\b")
_NEED = r"(?:on\s+)?(?:the\s+)?(?:\w+\s+)?(?:need|necessity|importance)\s+"
# what a gerund inside a clause governs where it is no noun
_OBJECT = r"the|a|an|all|every|each|its|their|his|her|our|more|up|out|forward|down|on|to|in|way"


@dataclass(frozen=True)
class Gerunds:
    """The patterns of one lexicon.

    Attributes:
        called_for: what stands before a demand in the gerund, or before a need: 'he called for', 'she stressed'.
        need: 'the need to', 'the importance of', 'the need for the units to'.
        first, later: a gerund that opens a text, and one that opens a later clause.
        bases: base forms of the verbs of demands, by gerund.
        participle: the -ing form of a visitor's verb that opens a report.
        past: past tenses of the visitor's verbs, by -ing form.
    """

    called_for: re.Pattern[str]
    need: re.Pattern[str]
    first: re.Pattern[str]
    later: re.Pattern[str]
    bases: Mapping[str, str]
    participle: re.Pattern[str]
    past: Mapping[str, str]

    def bared(self, clause: str) -> str:
        """A demand without what calls for it or tells that it is needed; one with an addressee says that he must."""
        clause = self.called_for.sub("", clause)
        return self.need.sub(lambda m: f"{m['who']} must " if m["who"] else "", clause)

    def imperative(self, text: str) -> str:
        """'pushing the work and raising its quality' in the imperative; where the gerund is a subject it stays."""
        first = CLAUSE_END.split(text, maxsplit=1)[0]
        if not self.first.match(first) or _FINITE.search(first):
            return text
        return self.later.sub(self._base, self.first.sub(self._base, text, count=1))

    def told(self, report: str) -> str:
        """'viewing the models' and 'going round the mill, said' in the past; a clause with another subject keeps its participle."""
        match = self.participle.match(report)
        head, *rest = CLAUSE_END.split(report)
        if match is None or _FINITE.search(head):
            return report
        verbs = [_OPENING.match(clause) for clause in rest]
        if not all(verb and verb["verb"] in self.past.values() for verb in verbs):
            return report
        return self.past[match["verb"].lower()] + report[match.end() :]

    def _base(self, match: re.Match[str]) -> str:
        return f"{match['before']}{'do not ' if match['no'] else ''}{self.bases[match['gerund'].lower()]}"


@lru_cache(maxsize=8)
def gerunds(lexicon: Lexicon) -> Gerunds:
    """The patterns by the lists of `lexicon`."""
    past = {row[0]: row[1] for row in lexicon.table(_TABLE, "past") if len(row) > 1}
    bases = _by_gerund(lexicon.terms(_TABLE, "demand verbs"), lexicon)
    visits = {form: past[base] for form, base in _by_gerund(past, lexicon).items()}
    any_base = alternatives(bases)
    gerund = rf"(?:not\s+)?(?:{any_base})\s"

    def compiled(*parts: str) -> re.Pattern[str]:
        return re.compile("".join(parts), re.IGNORECASE)

    return Gerunds(
        called_for=compiled(
            rf"^(?:[^,.;:]{{0,90}}?(?<!\w))?(?:\w+ly\s+)?(?:call(?:ed|s|ing)\s+for|{alternatives(lexicon.terms(_TABLE, 'speech'))})",
            rf"\s+(?={gerund}|{_NEED}(?:to|of|for)\s)",
        ),
        need=compiled(
            rf"^{_NEED}(?:to\s+(?=[a-z])(?!be\b|have\b)|(?:of|for)\s+(?={gerund})",
            r"|for\s+(?P<who>(?:(?!\bto\b)[^,.;:]){2,60}?)\s+to\s+(?=[a-z])(?!be\b|have\b))",
        ),
        first=compiled(rf"^(?P<before>)(?P<no>not\s+)?(?P<gerund>{any_base})\b(?=\s+\S)"),
        later=compiled(
            rf"(?P<before>(?:\band|[,;])\s+)(?:of\s+)?(?P<no>not\s+)?(?P<gerund>{any_base})\b(?=\s+(?:{_OBJECT})\b)"
        ),
        bases=bases,
        participle=compiled(rf"^(?P<verb>{alternatives(visits)})\b(?=\s+\S)"),
        past=visits,
    )


def alternatives(terms: Iterable[str]) -> str:
    """A pattern that matches any of `terms`, the longest first; one that matches nothing where there is none."""
    words = sorted(terms, key=len, reverse=True)
    return "|".join(re.escape(t).replace(r"\ ", r"\s+") for t in words) or "(?!)"


def _by_gerund(bases: Iterable[str], lexicon: Lexicon) -> dict[str, str]:
    irregular = {row[0]: row[1:] for row in lexicon.table("irregular_verbs", "verbs")}
    return {forms(base, irregular)[-1]: base for base in bases}
