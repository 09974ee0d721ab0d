"""Whether a model's line keeps what the source's own shortened words say, and says it no longer than they do."""

import re

from briefing.checking.renderings import in_evidence, is_content, renderings
from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, folded, tokens
from briefing.records import Finding, Passage

_SHORTEST = 3  # letters of a word that has to be kept
_MARK = re.compile(r"[^\w\s,.;:'\"()-]|_")  # what a polished line has no use for
_LONGER = 3  # words: articles that were missing, 'and' for a comma


def check_completeness(line: str, plain: str, *, passage: Passage, least: float, lexicon: Lexicon) -> Finding | None:
    """Why `line` is no better than `plain`, the same passage in its own words, shortened; None where it may be.

    It has to keep a share `least` of the words of `plain` that are no function words, by root or known rendering; may have no
    content word or mark that the text of the `passage` lacks, and no bare verb where that has a gerund; has to open as `plain` does
    where that tells of an asking or with a participle; and must not be longer than `plain` by more than a few small words.
    """
    function = renderings(lexicon).function
    written, known = tokens(folded(line), lexicon), tokens(folded(passage.text), lexicon)
    wanted = [t for t in tokens(folded(plain), lexicon) if len(t.low) >= _SHORTEST and t.low not in function]
    lost = [t.text for t in wanted if not in_evidence(t, written, lexicon)]
    if len(wanted) - len(lost) < round(least * len(wanted), 9):
        return Finding(check="incomplete", detail=", ".join(dict.fromkeys(lost)))
    own = [t.text for t in written if is_content(t, lexicon) and not in_evidence(t, known, lexicon)]
    if own:
        return Finding(check="word", detail=", ".join(dict.fromkeys(own)))
    marks = sorted(set(_MARK.findall(folded(line))) - set(_MARK.findall(folded(passage.text))))
    if marks:
        return Finding(check="word", detail=" ".join(marks))
    first, told = _first(line), _first(plain)
    if first != told and (passage.role == "asked" or told.endswith("ing")):
        return Finding(check="form", detail=f"{first} for {told}")
    bare = [t.text for t in written if _lost_its_ending(t, folded(line), known, lexicon)]
    if bare:
        return Finding(check="form", detail=", ".join(bare))
    if len(line.split()) > len(plain.split()) + _LONGER:
        return Finding(check="length", detail=f"{len(line.split())} words for {len(plain.split())}")
    return None


def _first(text: str) -> str:
    return text.partition(" ")[0].strip(",;:.").lower()


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
