"""The measures of a briefing, in the form of its JSON, against a case.

| measure | meaning |
|---|---|
| kind, date, date_null, place | share right; date_null where the day cannot be known |
| leader | 1 if the principal is the first leader, 0.5 if the second or third |
| leader_title, speaker | share right among the leaders found, the demands found |
| companions_f1, sites_f1 | names matched one to one by their content words |
| directives_f1 | a directive finds a demand if its evidence, at most 90 words, holds the demand's terms |
| r1, r2, rl | ROUGE F1 against the reference lines, mean over the references |
| site_terms, directive_terms | share of the case's terms that the lines reflect |
| length_ratio | words against the references' mean |
| verbatim | mean share of a line that is one run of source words |
| seq2seq_share | share of lines that the model wrote |
| unsupported | figures, capitalised words, ideographs and quotations that the article lacks; 0 is wanted |
| evidence_words | median words of evidence a line |
"""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefing.evaluation.cases import Case, Demand
from briefing.evaluation.corpus import MONTHS
from briefing.evaluation.matching import (
    CJK,
    f1_of_names,
    has_term,
    mostly_chinese,
    normalised,
    rouge_l,
    rouge_n,
    same_name,
    same_person,
    tokens,
    unsupported,
    verbatim,
)

Row = dict[str, float | None]
Json = Mapping[str, Any]

BRIEFING_MEASURES = (
    "kind", "leader", "leader_title", "date", "date_null", "place", "companions_f1", "sites_f1", "directives_f1",
    "speaker", "r1", "r2", "rl", "site_terms", "directive_terms", "length_ratio", "verbatim", "seq2seq_share",
    "unsupported", "evidence_words",
)  # fmt: skip
_LOST = (
    "kind", "leader", "date", "date_null", "place", "companions_f1", "sites_f1", "directives_f1", "r1", "r2", "rl",
    "site_terms", "directive_terms", "seq2seq_share", "unsupported",
)  # fmt: skip

_MAX_EVIDENCE = 90  # words; beyond it evidence finds nothing, else the whole article would find everything
_IDEOGRAPHS_PER_WORD = 3
_TERMS_FOUND = 0.6


def score(case: Case, briefing: Json) -> Row:
    """Every measure that the case allows; None where one does not apply."""
    event, sites, directives = briefing["event"], briefing["sites"], briefing["directives"]
    names = [name for site in sites for name in site["names"]]
    items = [item for item in (event, *sites, *directives) if item["summary"]]
    row: Row = {"kind": float(briefing["kind"] == case.briefing_kind)}
    row |= _facts(case, event)
    row["companions_f1"] = f1_of_names(case.companions, [c["name"] for c in event["companions"]], same_person)
    row["sites_f1"] = f1_of_names(case.site_names, names, same_name)
    row["directives_f1"], row["speaker"] = _demands_found(case.demands, directives)
    row |= _lines(case, briefing, names)
    row["seq2seq_share"] = sum(i["method"] == "seq2seq" for i in items) / len(items) if items else 0.0
    row["evidence_words"] = float(statistics.median([_words_of_evidence(item) for item in items] or [0]))
    return row


def lost(case: Case) -> Row:
    """The row of a case without a valid briefing: 0 wherever a perfect briefing could score."""
    nothing = {"kind": "", "event": _NO_EVENT, "sites": [], "directives": []}
    return {name: 0.0 for name in score(case, nothing) if name in _LOST}


_NO_EVENT: Json = {
    "summary": "", "date": None, "leaders": [], "companions": [], "place": None, "evidence": [], "method": "extractive",
}  # fmt: skip


def _facts(case: Case, event: Json) -> Row:
    row: Row = {}
    leaders = event["leaders"]
    if case.leader:
        names = [leader["name"] for leader in leaders]
        first = bool(names) and same_person(case.leader, names[0])
        row["leader"] = 1.0 if first else 0.5 * any(same_person(case.leader, name) for name in names[:3])
        if first and case.leader_title:
            row["leader_title"] = float(same_name(case.leader_title, leaders[0]["title"] or ""))
    if case.briefing_kind != "other":
        wanted = case.date.isoformat() if case.date else None
        row["date" if wanted else "date_null"] = float((event["date"] or None) == wanted)
        if case.place:
            row["place"] = float(same_name(case.place, event["place"] or ""))
    return row


def _lines(case: Case, briefing: Json, names: Sequence[str]) -> Row:
    """The measures of the lines alone. Site names stand before the site lines, as in the references."""
    event, rest = briefing["event"], [x["summary"] or "" for x in (*briefing["sites"], *briefing["directives"])]
    opening = [event["summary"]] if event["summary"] else []
    lines, row = opening + rest, _overlap(case, tokens(" ".join([*opening, *names, *rest])))
    said = " ".join(lines)
    if case.site_terms:
        row["site_terms"] = _share(has_term(term, said) for term in case.site_terms)
    if reflected := [_share(has_term(term, said) for term in d.terms) for d in case.demands if d.terms]:
        row["directive_terms"] = statistics.mean(reflected)
    row["unsupported"] = float(len(_unsupported(case, briefing, lines)))
    row["verbatim"] = statistics.mean(verbatim(line, case.text) for line in lines) if lines else None
    return row


def _overlap(case: Case, hypothesis: list[str]) -> Row:
    references = [words for reference in case.references if (words := tokens(reference))]
    if not references:
        return {}
    return {
        "r1": statistics.mean(rouge_n(hypothesis, reference, 1) for reference in references),
        "r2": statistics.mean(rouge_n(hypothesis, reference, 2) for reference in references),
        "rl": statistics.mean(rouge_l(hypothesis, reference) for reference in references),
        "length_ratio": len(hypothesis) / statistics.mean(map(len, references)),
    }


def _unsupported(case: Case, briefing: Json, lines: Sequence[str]) -> list[str]:
    date = (briefing["event"]["date"] or "").split("-")
    bad = unsupported(lines, case.text, allowed=[*MONTHS, *date, *(part.lstrip("0") for part in date)])
    if mostly_chinese(case.text):
        return bad
    # a gloss of a Chinese fragment says in English what the article has in Chinese
    items = [x for x in (*briefing["sites"], *briefing["directives"]) if x["method"] == "glossed"]
    glosses = [x["summary"] for x in items if any(CJK.search(e["text"]) for e in x["evidence"])]
    return [word for word in bad if not any(word.strip('"') in gloss for gloss in glosses)]


def _demands_found(demands: Sequence[Demand], given: Sequence[Json]) -> tuple[float | None, float | None]:
    """F1 of the demands, and among the pairs found the share with the right speaker; None where there is nothing."""
    wanted = [d for d in demands if d.terms]
    if not wanted and not given:
        return None, None
    evidence = [_findable(" ".join(e["text"] for e in item["evidence"])) for item in given]
    hits = [
        (i, j)
        for i, demand in enumerate(wanted)
        for j, text in enumerate(evidence)
        if sum(normalised(term) in text for term in demand.terms) >= _TERMS_FOUND * len(demand.terms)
    ]
    if not hits:
        return 0.0, None
    recall, precision = len({i for i, _ in hits}) / len(wanted), len({j for _, j in hits}) / len(given)
    right = [float(same_person(wanted[i].speaker, given[j]["speaker"])) for i, j in hits if wanted[i].speaker]
    return 2 * recall * precision / (recall + precision), statistics.mean(right) if right else None


def _findable(evidence: str) -> str:
    limit = _MAX_EVIDENCE * (_IDEOGRAPHS_PER_WORD if CJK.search(evidence) else 1)
    return normalised(evidence) if len(tokens(evidence)) <= limit else ""


def _words_of_evidence(item: Json) -> int:
    return sum(len(tokens(e["text"])) for e in item["evidence"])


def _share(flags: Iterable[bool]) -> float:
    return statistics.fmean(map(float, flags))
