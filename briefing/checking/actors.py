"""Who is to act, who asks whom, and who leads the visit: a line keeps them as its evidence has them."""

import re
from collections.abc import Iterator

from briefing.checking.demands import ASKED, Demand, demands, same_actor, tells
from briefing.checking.leads import has_name, wrong_lead, wrong_offices
from briefing.checking.renderings import in_evidence, near, renderings
from briefing.lexicons import Lexicon
from briefing.lexicons.words import Token, folded, forms, same_root, tokens
from briefing.records import Finding, Passage

_TABLE = "checking_actors"
_ASKER = re.compile(r"(?:^|;)\s*(?P<who>[^,.;:]{2,60}?)\s+(?:asked|told|urged|ordered|instructed|requested|demanded)\b")
_ASKED_BY = re.compile(
    r"\b(?:was|were)\s+(?:asked|urged|ordered|instructed|requested|required)\s+by\s+(?P<who>[^,.;:]{2,60}?)\s+to\b"
)
_ASKING = re.compile(rf"\b{ASKED}\b", re.IGNORECASE)
_EXCHANGED = 2  # words of what is to be done that another's demand must share
_NEAR = 60  # code points
_SPEECH = re.compile(
    r"\b(?:said|stressed|emphasi[sz]ed|pointed out|noted|added|demanded|asked|urged|required|called)\b", re.IGNORECASE
)


def check_actors(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Actors of the demands of `line`, and leaders of its visit, that are others in the evidence."""
    text, evidence = folded(line), folded(passage.text)
    if passage.role == "event":
        return [
            *wrong_lead(text, evidence, passage.people, lexicon),
            *wrong_offices(text, evidence, passage.people, lexicon),
        ][:1]
    ours = demands(text, lexicon)
    theirs = demands(evidence, lexicon) if ours else ()
    findings: list[Finding] = []
    for demand in ours:
        fault = _fault(demand, theirs, evidence, passage, lexicon)
        if fault:
            findings.append(Finding(check="actor", detail=fault))
    findings += [Finding(check="actor", detail=who) for who in _wrong_askers(text, evidence, lexicon)]
    return findings[:1]


def _fault(demand: Demand, theirs: tuple[Demand, ...], evidence: str, passage: Passage, lexicon: Lexicon) -> str | None:
    """What is wrong with who is to act in a demand of the line, None if nothing."""
    words = {t.low for t in demand.whose}
    if words & set(lexicon.terms(_TABLE, "pronouns")):
        return f"'{demand.who}' is made the one who is to act"
    named = [p for p in passage.people if has_name(demand.who, p)]
    if named and not any(has_name(d.who, p) for p in named for d in theirs if not d.modal):
        return f"{named[0].name} is made the one who is to act"
    heads = _officials(demand.who, lexicon)
    asked = any(same_actor(demand, d, lexicon) for d in theirs if not d.modal)
    if heads and not named and not asked and _only_speaks(heads, evidence):
        return f"'{demand.who}' is made the one who is to act"
    telling = [t for t in demand.whose if tells(t, lexicon)]
    missing = [t.text for t in telling if not in_evidence(t, tokens(evidence, lexicon), lexicon)]
    if missing and len(missing) == len(telling):
        return f"the evidence has no '{demand.who}'"
    return _exchanged(demand, theirs, telling, lexicon) or _unknown(demand, theirs, evidence, lexicon)


def _overlap(one: Demand, other: Demand, lexicon: Lexicon) -> int:
    """How many words of what is to be done two demands share."""
    return sum(near(word, other.what, lexicon) for word in one.what)


def _exchanged(demand: Demand, theirs: tuple[Demand, ...], telling: list[Token], lexicon: Lexicon) -> str | None:
    """Whether the evidence asks another one what the line asks of its actor, and its actor nothing of the kind."""
    if not telling:
        return None
    own = max((_overlap(d, demand, lexicon) for d in theirs if same_actor(demand, d, lexicon)), default=0)
    others = [
        d
        for d in theirs
        if any(tells(t, lexicon) for t in d.whose)
        and not same_actor(demand, d, lexicon)
        and not d.suffers
        and not {t.stem for t in d.whose} & demand.what  # 'the pipes must be laid' of 'asked the firm to lay the pipes'
    ]
    best = max(others, key=lambda d: _overlap(d, demand, lexicon), default=None)
    if best and own == 0 and _overlap(best, demand, lexicon) >= _EXCHANGED:
        return f"'{demand.who}' for '{best.who}'"
    return None


def _unknown(demand: Demand, theirs: tuple[Demand, ...], evidence: str, lexicon: Lexicon) -> str | None:
    """Whether a demand of the evidence has an actor of its own and the line one whom the evidence does not know."""
    nouns = [t for t in demand.whose if len(t.low) > 3 and t.low not in renderings(lexicon).function]
    nouns = [t for t in nouns if t.low not in lexicon.terms(_TABLE, "anyone")]
    if not nouns or any(in_evidence(t, tokens(evidence, lexicon), lexicon) for t in nouns):
        return None
    best = max(theirs, key=lambda d: _overlap(d, demand, lexicon), default=None)
    if best and _overlap(best, demand, lexicon) >= _EXCHANGED and any(tells(t, lexicon) for t in best.whose):
        return f"'{demand.who}' for '{best.who}'"
    return None


def _officials(who: str, lexicon: Lexicon) -> set[str]:
    """Offices of one person that name an actor: 'the mayor', not 'mayors', 'each mayor' or 'the mayor's office'."""
    officials = set(lexicon.terms(_TABLE, "officials"))
    if re.match(r"(?:each|every|all|any|no)\b", who, re.IGNORECASE):
        return set()
    words = re.findall(r"[a-z]+(?!'s)\b(?!-)", who.lower())
    return {w for w in words[-1:] + words[:2] if w in officials}


def _only_speaks(heads: set[str], evidence: str) -> bool:
    """Whether an office stands nowhere in the evidence but as the one who speaks."""
    for head in heads:
        places = list(re.finditer(rf"\b{re.escape(head)}\b", evidence, re.IGNORECASE))
        spoken = [m for m in places if _SPEECH.search(evidence, m.end(), m.end() + _NEAR)]
        if len(spoken) == len(places):
            return True
    return False


def _wrong_askers(line: str, evidence: str, lexicon: Lexicon) -> Iterator[str]:
    """Those whom the line has asking, where the evidence has them asked, or asking nothing."""
    for pattern in (_ASKER, _ASKED_BY):
        for match in pattern.finditer(line):
            words = tokens(match["who"], lexicon)
            telling = [t for t in words if len(t.low) > 3 and t.low not in renderings(lexicon).function]
            if not telling or forms(lexicon).is_past(words[0].low) or re.search(r"\band$", match["who"]):
                continue
            head = telling[-1]
            heads = [t for t in tokens(evidence, lexicon) if t.stem == head.stem or same_root(t.low, head.low, lexicon)]
            if (heads or pattern is not _ASKER) and not any(_asks(t, evidence) for t in heads):
                yield f"'{match['who']}' asks in the line and not in the evidence"


def _asks(token: Token, evidence: str) -> bool:
    """Whether a word of the evidence stands before a word of asking, and is not itself the one who is asked."""
    before = re.search(rf"\b{ASKED}\s[^.,;。；]{{0,40}}$", evidence[: token.start], re.IGNORECASE)
    after = re.match(
        rf"[^.;。；]{{0,120}}?(?<!was )(?<!were )(?<!be )\b{ASKED}\b", evidence[token.end :], re.IGNORECASE
    )
    return after is not None and before is None
