"""Checking: a line stands only if everything it says stands in its evidence.

The checks are deterministic and general. They are no proof: a line that passes has the names, figures, dates, quotations
and, but for known plain renderings, the words of its source, and neither gains nor loses a negation or a demand.
"""

from collections.abc import Callable, Sequence

from briefing.checking.facts import check_facts
from briefing.checking.meaning import check_modality, check_negation, check_shape, check_words
from briefing.lexicons import Lexicon
from briefing.records import Finding, Hypothesis, Line, Notice, Passage

__all__ = ["check", "choose"]

_MAX_SHOWN = 160  # code points of a rejected line in its notice


def check(line: str, *, passage: Passage, lexicon: Lexicon, allowed: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Why `line` does not stand for `passage`; empty where it does.

    `allowed` are strings that may appear besides the evidence: full names and titles of the article's people, the year
    that the dateline gives.
    """
    evidence = passage.text
    findings = check_shape(line, evidence)
    findings += check_facts(line, evidence, allowed=allowed, language=passage.language)
    findings += check_negation(line, evidence, passage)
    findings += check_modality(line, evidence, passage)
    if passage.language == "en":
        findings += check_words(line, evidence, allowed=allowed, lexicon=lexicon)
    return tuple(findings)


def choose(
    passage: Passage,
    hypotheses: Sequence[Hypothesis],
    *,
    fallback: Callable[[Passage], str],
    lexicon: Lexicon,
    allowed: tuple[str, ...] = (),
) -> tuple[Line, tuple[Notice, ...]]:
    """The first hypothesis that stands, else the source's own words by `fallback`, with a notice of what was rejected.

    A hypothesis in the source's own words or by the glossary stands by construction.
    """
    rejected: list[tuple[str, str]] = []
    for hypothesis in hypotheses:
        if hypothesis.method in ("extractive", "glossed") and hypothesis.fault is None and hypothesis.text.strip():
            return _line(hypothesis.text, hypothesis, passage), ()
        if hypothesis.fault:
            rejected.append((hypothesis.text, hypothesis.fault))
            continue
        findings = check(hypothesis.text, passage=passage, lexicon=lexicon, allowed=allowed)
        if not findings:
            return _line(hypothesis.text, hypothesis, passage), ()
        rejected.append((hypothesis.text, f"{findings[0].check}: {findings[0].detail}"))
    text = fallback(passage)
    line = _line(text, Hypothesis(text=text, method="extractive"), passage)
    if not rejected:
        return line, ()
    shown, why = rejected[0]
    message = f"a line was replaced by the source's own words ({why}); rejected: {shown[:_MAX_SHOWN]}"
    return line, (Notice(code="line-replaced", message=message),)


def _line(text: str, hypothesis: Hypothesis, passage: Passage) -> Line:
    cjk = sum("\u3400" <= c <= "\u9fff" for c in text)
    untranslated = (
        passage.language == "en" and hypothesis.method == "extractive" and cjk > 0.5 * sum(c.isalpha() for c in text)
    )
    return Line(text=text, method=hypothesis.method, untranslated=untranslated)
