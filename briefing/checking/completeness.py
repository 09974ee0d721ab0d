"""Whether a model's line keeps what the source's own shortened words say, and says it no longer than they do."""

from collections import Counter

from briefing.checking.renderings import in_evidence, is_content, renderings
from briefing.checking.words import Token, folded, tokens
from briefing.lexicons import Lexicon
from briefing.records import Finding

_SHORTEST = 3  # letters of a word that has to be kept


def check_completeness(line: str, plain: str, *, passage: str, least: float, lexicon: Lexicon) -> Finding | None:
    """Why `line` is no better than `plain`, the same passage in its own words, shortened; None where it may be.

    It has to keep a share `least` of the words of `plain` that are no function words, by root or known rendering, and all
    its commas, articles and prepositions but one of each of these two; may have no content word that the text of the `passage` lacks, and no
    plain one but where a clause begins; and must not be longer in words than `plain`.
    """
    function = renderings(lexicon).function
    text = folded(line)
    written, known = tokens(text, lexicon), tokens(folded(passage), lexicon)
    shortened = tokens(folded(plain), lexicon)
    wanted = [t for t in shortened if len(t.low) >= _SHORTEST and t.low not in function]
    lost = [t.text for t in wanted if not in_evidence(t, written, lexicon)]
    if len(wanted) - len(lost) < round(least * len(wanted), 9):
        return Finding(check="incomplete", detail=", ".join(dict.fromkeys(lost)))
    for small in ("articles", "prepositions"):
        gone = _counts(shortened, small, lexicon) - _counts(written, small, lexicon)
        if gone.total() > 1:
            return Finding(check="incomplete", detail=", ".join(gone))
    if line.count(",") < plain.count(","):
        return Finding(check="incomplete", detail="comma")
    own = [
        t.text
        for t in written
        if t.low not in function
        and not in_evidence(t, known, lexicon)
        and (is_content(t, lexicon) or not _begins_clause(t, text))
    ]
    if own:
        return Finding(check="word", detail=", ".join(dict.fromkeys(own)))
    bare = [t.text for t in written if _lost_its_ending(t, text, known, lexicon)]
    if bare:
        return Finding(check="form", detail=", ".join(bare))
    if len(line.split()) > len(plain.split()):
        return Finding(check="length", detail=f"{len(line.split())} words for {len(plain.split())}")
    return None


def _counts(words: tuple[Token, ...], section: str, lexicon: Lexicon) -> Counter[str]:
    listed = lexicon.terms("checking_forms", section)
    return Counter(t.low for t in words if t.low in listed)


def _lost_its_ending(token: Token, text: str, known: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a preposition is followed by a bare verb where the source has the gerund: 'measures for complete the dam'."""
    before = text[: token.start].rstrip().rpartition(" ")[2].lower()
    if (
        before not in lexicon.terms("checking_forms", "prepositions")
        or before == "to"
        or any(k.low == token.low for k in known)
    ):
        return False
    return any(k.low.endswith("ing") and k.stem == token.stem for k in known)


def _begins_clause(token: Token, text: str) -> bool:
    before = text[: token.start].rstrip()
    return not before or before[-1] in ",;:." or before.endswith((" and", " to"))
