"""The measures of a briefing against an annotated article."""

import re
import statistics
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from briefing.evaluation.corpus import Gold
from briefing.evaluation.matching import (
    CJK,
    f1,
    f1_of_names,
    has_term,
    mostly_chinese,
    normalised,
    rouge_l,
    rouge_n,
    same_name,
    same_person,
    squeezed,
    tokens,
    verbatim,
)

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z'’-]+")
_QUOTATION = re.compile(r"[“\"]([^”\"]{2,})[”\"]")
_OPENING = (".", ":", ";", "—", "-", "•", "!", "?")
_MONTHS = frozenset(
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_MAX_EVIDENCE = 90  # words; longer evidence finds no directive, so that the whole article cannot
_TERMS_FOUND = 0.6

Row = dict[str, float | None]


def unsupported(lines: Sequence[str], article: str, allowed: Sequence[str] = ()) -> list[str]:
    """Figures, capitalised words (not line-initial), runs of ideographs and quotations that the article lacks."""
    source = unicodedata.normalize("NFKC", article)
    low, bad = source.lower(), []
    known = {d.replace(",", "").rstrip(".") for d in _NUMBER.findall(source)} | set(allowed)
    for line in (unicodedata.normalize("NFKC", line) for line in lines):
        bad += [d for d in _NUMBER.findall(line) if d.replace(",", "").rstrip(".") not in known and d not in known]
        for match in _CAPITAL.finditer(line):
            word = match.group()
            opens = match.start() == 0 or line[: match.start()].rstrip().endswith(_OPENING)
            bare = re.sub(r"['’]s$", "", word.lower())
            if not opens and word.lower() not in low and bare not in low and word not in allowed:
                bad.append(word)
        bad += [f'"{q}"' for q in _QUOTATION.findall(line) if normalised(q) not in normalised(source)]
        if not mostly_chinese(source):
            bad += [run for run in re.findall(r"[\u3400-\u9fff]{2,}", line) if run not in source]
    return bad


def score(gold: Gold, briefing: Mapping[str, Any]) -> Row:
    """Every measure that the annotation allows, of a briefing in the form of its JSON; None where it does not apply."""
    event = briefing["event"]
    sites, directives = briefing["sites"], briefing["directives"]
    row: Row = {"kind": float(briefing["kind"] == gold.briefing_kind)}
    row |= _facts(gold, event)
    names = [n for site in sites for n in site["names"]]
    row["companions_f1"] = f1_of_names(gold.companions, [c["name"] for c in event["companions"]], same_person)
    row["sites_f1"] = f1_of_names(gold.site_names, names, same_name)
    row["directives_f1"], row["speaker"] = _directives(gold, directives)
    row |= _lines(gold, briefing, names)
    items = [item for item in (event, *sites, *directives) if item["summary"]]
    row["seq2seq_share"] = sum(i["method"] == "seq2seq" for i in items) / len(items) if items else 0.0
    words = [sum(len(tokens(e["text"])) for e in item["evidence"]) for item in items]
    row["evidence_words"] = float(statistics.median(words or [0]))
    return row


def _facts(gold: Gold, event: Mapping[str, Any]) -> Row:
    row: Row = {}
    leaders = event["leaders"]
    if gold.leader:
        names = [leader["name"] for leader in leaders]
        first = bool(names) and same_person(gold.leader, names[0])
        row["leader"] = 1.0 if first else 0.5 * any(same_person(gold.leader, n) for n in names[:3])
        if first and gold.leader_title:
            row["leader_title"] = float(same_name(gold.leader_title, leaders[0]["title"] or ""))
    if gold.briefing_kind != "other":
        row["date" if gold.date else "date_null"] = float((event["date"] or None) == gold.date)
        if gold.place:
            row["place"] = float(same_name(gold.place, event["place"] or ""))
    return row


def _lines(gold: Gold, briefing: Mapping[str, Any], names: Sequence[str]) -> Row:
    event = briefing["event"]
    event_lines = [event["summary"]] if event["summary"] else []
    lines = event_lines + [x["summary"] for x in (*briefing["sites"], *briefing["directives"])]
    row: Row = {}
    hypothesis = tokens(" ".join([*event_lines, *names, *lines[len(event_lines) :]]))
    reference = tokens(" ".join(gold.lines))
    if reference:
        row |= {
            "r1": rouge_n(hypothesis, reference, 1),
            "r2": rouge_n(hypothesis, reference, 2),
            "rl": rouge_l(hypothesis, reference),
            "length_ratio": len(hypothesis) / len(reference),
        }
    terms = [term for directive in gold.directives for term in directive.terms]
    if terms:
        row["directive_terms"] = sum(has_term(t, " ".join(lines)) for t in terms) / len(terms)
    date = (event["date"] or "").split("-")
    allowed = [*_MONTHS, *date, *(part.lstrip("0") for part in date)]
    glosses = [x["summary"] for x in (*briefing["sites"], *briefing["directives"]) if x["method"] == "glossed"]
    bad = [w for w in unsupported(lines, gold.text, allowed) if not any(w.strip('"') in g for g in glosses)]
    row["unsupported"] = float(len(bad))
    row["verbatim"] = statistics.mean(verbatim(line, gold.text) for line in lines) if lines else None
    return row


def _directives(gold: Gold, given: Sequence[Mapping[str, Any]]) -> tuple[float | None, float | None]:
    """F1 of demands, found where an item's evidence holds the gold terms, and the share of those with the right speaker."""
    wanted = [d for d in gold.directives if d.terms]
    if not wanted and not given:
        return None, None
    evidence = [" ".join(e["text"] for e in item["evidence"]) for item in given]
    evidence = [
        normalised(e) if len(tokens(e)) <= _MAX_EVIDENCE * (3 if CJK.search(e) else 1) else "" for e in evidence
    ]
    hits = {
        (i, j)
        for i, directive in enumerate(wanted)
        for j, text in enumerate(evidence)
        if sum(normalised(t) in text for t in directive.terms) >= _TERMS_FOUND * len(directive.terms)
    }
    recall = len({i for i, _ in hits}) / len(wanted) if wanted else 0.0
    precision = len({j for _, j in hits}) / len(given) if given else 0.0
    right = [same_person(wanted[i].speaker, given[j]["speaker"]) for i, j in hits if wanted[i].speaker]
    # F1 of the two shares, as 2rp / (r + p)
    both = 2 * recall * precision / (recall + precision) if hits else 0.0
    return both, (statistics.mean(right) if right else None)


__all__ = ["Row", "f1", "rouge_l", "score", "squeezed", "unsupported"]
