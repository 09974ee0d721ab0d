"""Which hypothesis becomes the line: the first that stands, else the source's own words."""

from collections.abc import Callable, Sequence

from briefing.checking.completeness import check_completeness
from briefing.checking.verdict import first_finding
from briefing.lexicons import Lexicon
from briefing.records import Hypothesis, Line, Notice, Passage

_MAX_SHOWN = 160  # code points of a rejected line in its notice


def choose(
    passage: Passage,
    hypotheses: Sequence[Hypothesis],
    *,
    fallback: Callable[[Passage], str],
    lexicon: Lexicon,
    allowed: tuple[str, ...] = (),
) -> tuple[Line, tuple[Notice, ...]]:
    """The first hypothesis that stands, else the source's own words by `fallback`, with a notice of what was rejected.

    A hypothesis in the source's own words or by the glossary stands by construction, and so does a model's that is the same.
    """
    rejected: list[tuple[str, str]] = []
    plain = ""
    for hypothesis in hypotheses:
        if hypothesis.method in ("extractive", "glossed") and hypothesis.fault is None and hypothesis.text.strip():
            return _line(hypothesis.text, hypothesis, passage), ()
        if hypothesis.fault:
            rejected.append((hypothesis.text, hypothesis.fault))
            continue
        plain = plain or (fallback(passage) if hypothesis.least_kept else "")
        if plain and hypothesis.text == plain:
            return _line(plain, hypothesis, passage), ()
        finding = first_finding(hypothesis.text, passage=passage, lexicon=lexicon, allowed=allowed)
        if finding is None and plain:
            finding = check_completeness(
                hypothesis.text, plain, passage=passage, least=hypothesis.least_kept, lexicon=lexicon
            )
        if finding is None:
            return _line(hypothesis.text, hypothesis, passage), ()
        rejected.append((hypothesis.text, f"{finding.check}: {finding.detail}"))
    text = plain or fallback(passage)
    line = _line(text, Hypothesis(text=text, method="extractive"), passage)
    if not rejected:
        return line, ()
    shown, why = rejected[0]
    message = f"a line was replaced by the source's own words ({why}); rejected: {_clipped(shown)}"
    return line, (Notice(code="line-replaced", message=message),)


def _clipped(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _line(text: str, hypothesis: Hypothesis, passage: Passage) -> Line:
    ideographs = sum("\u3400" <= c <= "\u9fff" for c in text)
    untranslated = (
        passage.language == "en"
        and hypothesis.method == "extractive"
        and ideographs > sum(c.isalpha() for c in text) / 2
    )
    return Line(text=text, method=hypothesis.method, untranslated=untranslated)
