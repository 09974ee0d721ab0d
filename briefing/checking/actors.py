"""Who is to act, who asks whom, and who leads the visit: a line keeps them as its evidence has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.renderings import in_evidence, renderings
from briefing.checking.words import Token, folded, forms, letters, same_root, tokens
from briefing.lexicons import Lexicon
from briefing.records import Finding, Passage, Person

_TABLE = "checking_actors"
_MODAL = r"(?:must|should|shall|needs?\s+to|ha(?:s|ve)\s+to|ought\s+to|(?:is|are)\s+to)"
_ASKED = (
    r"(?:asked|told|urged|ordered|instructed|required|directed|requested|encouraged|demanded|called\s+on|called\s+upon|advised|reminded"
    r"|warned|appealed\s+to|pressed|assigned|tasked|obliged|commanded|ask|tell|urge|order|instruct|require|direct|request|encourage|let)"
)
_OF_ASK = re.compile(
    rf"\b{_ASKED}\s+(?:that\s+)?(?P<who>[^,.;:!?。；\"]{{2,90}}?)\s+(?:not\s+)?(?:to|{_MODAL})\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_OF_MODAL = re.compile(
    rf"(?:^|[,.;:!?。；\"\n]|\bthat\b)\s*(?P<who>[^,.;:!?。；\"\n]{{2,80}}?)\s+{_MODAL}\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_TO_BE = re.compile(r"(?:not\s+|never\s+|all\s+|also\s+|\w+ly\s+)*be\b", re.IGNORECASE)
_OF_PASSIVE = re.compile(
    rf"(?:^|[,.;:!?。；\"\n]|\bthat\b|\band\b)\s*(?P<who>[^,.;:!?。；\"\n]{{2,80}}?)\s+(?:was|were|be|been|is|are)\s+{_ASKED}"
    r"(?:\s+by\s[^,.;:]{2,50}?)?\s+(?:not\s+)?to\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_ASKER = re.compile(r"(?:^|;)\s*(?P<who>[^,.;:]{2,60}?)\s+(?:asked|told|urged|ordered|instructed|requested|demanded)\b")
_OF_AND = re.compile(  # 'asked the firm to speed up and the bureau to help'
    rf"\b{_ASKED}\b[^.;!?。；\"]*?\bto\b[^.;!?。；\"]*?(?:,|\band|,\s+and)\s+(?P<who>(?:the\s+|all\s+|each\s+)?[^,.;:\s]+(?:\s+[^,.;:\s]+){{0,4}}?)"
    r"\s+(?:not\s+)?to\s+(?P<what>[^.;!?。；]+)",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(
    r"\b(?:was|were)\s+(?:asked|urged|ordered|instructed|requested|required)\s+by\s+(?P<who>[^,.;:]{2,60}?)\s+to\b"
)
_ASKING = re.compile(rf"\b{_ASKED}\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:about|after|for|how|whether|why|what|when|where|if|which|who|there|it|they|those|that|this)\b|.*\bbe\b",
    re.IGNORECASE,
)
_LEADING_WORDS = re.compile(
    r"^.*\b(?:that|asked|said|stressed|because|so|and|when|if|heard|learned|noted|told)\s+(?=\S)", re.IGNORECASE
)
_FIRST_WORDS = 6  # of what is to be done
_EXCHANGED = 2  # words of what is to be done that another's demand must share
_NEAR = 60  # code points
_SPEECH = re.compile(
    r"\b(?:said|stressed|emphasi[sz]ed|pointed out|noted|added|demanded|asked|urged|required|called)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Demand:
    """Who is to do what: the words of both; `suffers` where it is to be done to it."""

    who: str
    whose: tuple[Token, ...]
    what: frozenset[str]
    modal: bool
    suffers: bool


def check_actors(line: str, passage: Passage, *, lexicon: Lexicon) -> list[Finding]:
    """Actors of the demands of `line`, and leaders of its visit, that are others in the evidence."""
    text, evidence = folded(line), folded(passage.text)
    if passage.role == "event":
        return [
            *_lead(text, evidence, passage.people, lexicon),
            *_wrong_offices(text, evidence, passage.people, lexicon),
        ][:1]
    theirs = tuple(_demands(evidence, lexicon))
    findings: list[Finding] = []
    for demand in _demands(text, lexicon):
        fault = _fault(demand, theirs, evidence, passage, lexicon)
        if fault:
            findings.append(Finding(check="actor", detail=fault))
    findings += [Finding(check="actor", detail=who) for who in _wrong_askers(text, evidence, lexicon)]
    return findings[:1]


def _fault(
    demand: _Demand, theirs: tuple[_Demand, ...], evidence: str, passage: Passage, lexicon: Lexicon
) -> str | None:
    """What is wrong with who is to act in a demand of the line, None if nothing."""
    words = {t.low for t in demand.whose}
    if words & set(lexicon.terms(_TABLE, "pronouns")):
        return f"'{demand.who}' is made the one who is to act"
    named = [p for p in passage.people if _has_name(demand.who, p)]
    if named and not any(_has_name(d.who, p) for p in named for d in theirs if not d.modal):
        return f"{named[0].name} is made the one who is to act"
    heads = _officials(demand.who, lexicon)
    asked = any(_same_actor(demand, d, lexicon) for d in theirs if not d.modal)
    if heads and not named and not asked and _only_speaks(heads, evidence):
        return f"'{demand.who}' is made the one who is to act"
    telling = [t for t in demand.whose if _tells(t, lexicon)]
    missing = [t.text for t in telling if not in_evidence(t, tokens(evidence, lexicon), lexicon)]
    if missing and len(missing) == len(telling):
        return f"the evidence has no '{demand.who}'"
    return _exchanged(demand, theirs, telling, lexicon) or _unknown(demand, theirs, evidence, lexicon)


def _exchanged(demand: _Demand, theirs: tuple[_Demand, ...], telling: list[Token], lexicon: Lexicon) -> str | None:
    """Whether the evidence asks another one what the line asks of its actor, and its actor nothing of the kind."""
    if not telling:
        return None
    own = max((len(d.what & demand.what) for d in theirs if _same_actor(demand, d, lexicon)), default=0)
    others = [
        d
        for d in theirs
        if any(_tells(t, lexicon) for t in d.whose)
        and not _same_actor(demand, d, lexicon)
        and not d.suffers
        and not {t.stem for t in d.whose} & demand.what  # 'the pipes must be laid' of 'asked the firm to lay the pipes'
    ]
    best = max(others, key=lambda d: len(d.what & demand.what), default=None)
    if best and own == 0 and len(best.what & demand.what) >= _EXCHANGED:
        return f"'{demand.who}' for '{best.who}'"
    return None


def _unknown(demand: _Demand, theirs: tuple[_Demand, ...], evidence: str, lexicon: Lexicon) -> str | None:
    """Whether a demand of the evidence has an actor of its own and the line one whom the evidence does not know."""
    nouns = [t for t in demand.whose if len(t.low) > 3 and t.low not in renderings(lexicon).function]
    nouns = [t for t in nouns if t.low not in lexicon.terms(_TABLE, "anyone")]
    if not nouns or any(in_evidence(t, tokens(evidence, lexicon), lexicon) for t in nouns):
        return None
    best = max(theirs, key=lambda d: len(d.what & demand.what), default=None)
    if best and len(best.what & demand.what) >= _EXCHANGED and any(_tells(t, lexicon) for t in best.whose):
        return f"'{demand.who}' for '{best.who}'"
    return None


def _officials(who: str, lexicon: Lexicon) -> set[str]:
    """Offices of one person that name an actor: 'the mayor', not 'mayors', 'each mayor' or 'the mayor's office'."""
    officials = set(lexicon.terms(_TABLE, "officials"))
    if re.match(r"(?:each|every|all|any|no)\b", who, re.IGNORECASE):
        return set()
    words = re.findall(r"[a-z]+(?!'s)\b(?!-)", who.lower())
    return {w for w in words[-1:] + words[:2] if w in officials}


def _demands(text: str, lexicon: Lexicon) -> Iterator[_Demand]:
    for pattern in (_OF_ASK, _OF_PASSIVE, _OF_AND, _OF_MODAL):
        for match in pattern.finditer(text):
            who = _LEADING_WORDS.sub("", match["who"].strip())
            if not who or _NOBODY.match(who) or (pattern is _OF_AND and not _noun_phrase(who, lexicon)):
                continue
            what = [t.stem for t in tokens(match["what"], lexicon) if _counts(t, lexicon)][:_FIRST_WORDS]
            suffers = pattern is _OF_MODAL and bool(_TO_BE.match(match["what"]))
            modal = pattern is _OF_MODAL
            yield _Demand(who=who, whose=tokens(who, lexicon), what=frozenset(what), modal=modal, suffers=suffers)


def _counts(token: Token, lexicon: Lexicon) -> bool:
    return len(token.low) > 2 and token.low not in renderings(lexicon).function


def _noun_phrase(who: str, lexicon: Lexicon) -> bool:
    """Whether the words between 'and' and 'to' name somebody: no verb opens them."""
    first = tokens(who, lexicon)[:1]
    if not first or forms(lexicon).is_past(first[0].low):
        return False
    return first[0].low not in lexicon.terms("checking_modality", "imperatives") or who.lower().startswith(
        ("the ", "all ", "each ")
    )


def _same_actor(one: _Demand, other: _Demand, lexicon: Lexicon) -> bool:
    table = renderings(lexicon)
    return any(
        a.stem == b.stem or same_root(a.low, b.low, lexicon) or b.stem in table.of.get(a.stem, ())
        for a in one.whose
        for b in other.whose
        if _tells(a, lexicon)
    )


def _tells(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word says who exactly: not 'all', 'departments', 'the'."""
    general = _general(lexicon)
    return len(token.low) > 2 and token.low not in general and token.low not in renderings(lexicon).function


@lru_cache(maxsize=8)
def _general(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.terms(_TABLE, "general"))


def _only_speaks(heads: set[str], evidence: str) -> bool:
    """Whether an office stands nowhere in the evidence but as the one who speaks."""
    for head in heads:
        places = list(re.finditer(rf"\b{re.escape(head)}\b", evidence, re.IGNORECASE))
        spoken = [m for m in places if _SPEECH.search(evidence, m.end(), m.end() + _NEAR)]
        if len(spoken) == len(places):
            return True
    return False


def _has_name(text: str, person: Person) -> bool:
    """Whether `text` names `person` by the full name or a part of it written with a capital."""
    whole = letters(folded(person.name))
    parts = [p for p in re.findall(r"[^\W\d_]+", folded(person.name)) if len(p) > 1]
    return (len(whole) > 3 and whole in letters(text)) or any(re.search(rf"\b{re.escape(p)}\b", text) for p in parts)


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
    before = re.search(rf"\b{_ASKED}\s[^.,;。；]{{0,40}}$", evidence[: token.start], re.IGNORECASE)
    after = re.match(
        rf"[^.;。；]{{0,120}}?(?<!was )(?<!were )(?<!be )\b{_ASKED}\b", evidence[token.end :], re.IGNORECASE
    )
    return after is not None and before is None


def _lead(line: str, evidence: str, people: Iterable[Person], lexicon: Lexicon) -> Iterator[Finding]:
    """A companion made the leader of the visit, or its leader a companion."""
    company = re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.terms(_TABLE, 'company')))})\b", re.IGNORECASE)
    present = [p for p in people if _has_name(evidence, p) and _has_name(line, p)]
    theirs, ours = _companions(evidence, people, company), _companions(line, present, company)
    leaders = [p for p in present if p.name not in ours]
    if present and leaders and all(p.name in theirs for p in leaders):
        first = _first_named(evidence, people)
        if first and first.name not in theirs and first not in leaders:
            yield Finding(check="actor", detail=f"{leaders[0].name} leads in the line and accompanies in the evidence")
    first = _first_named(evidence, people)
    if first and first.name in ours and first.name not in theirs and theirs:
        yield Finding(check="actor", detail=f"{first.name} accompanies in the line and leads in the evidence")


def _wrong_offices(line: str, evidence: str, people: Iterable[Person], lexicon: Lexicon) -> Iterator[Finding]:
    """Offices that the line puts before a name and that the article gives to another."""
    people = tuple(people)
    offices = set(lexicon.terms("titles", "heads")) | set(lexicon.terms(_TABLE, "officials"))
    for person in people:
        name = folded(person.name)
        match = re.search(rf"\b(?P<office>[A-Za-z]+)\s+{re.escape(name)}\b", line)
        if not match or match["office"].lower() not in offices or name not in evidence:
            continue
        office = match["office"].lower()
        held = {w.lower() for w in re.findall(r"[A-Za-z]+", folded(person.title or ""))}
        if office not in held and office not in _around(name, evidence, people):
            yield Finding(check="actor", detail=f"{person.name} is no '{match['office']}' in the evidence")


def _around(name: str, evidence: str, people: Iterable[Person]) -> set[str]:
    """The words beside a name in the evidence, up to the next name or the end of the sentence."""
    found: set[str] = set()
    others = "|".join(re.escape(folded(p.name)) for p in people if folded(p.name) != name) or "(?!)"
    for match in re.finditer(re.escape(name), evidence):
        before = re.split(rf"[.。;；\n]|{others}", evidence[: match.start()])[-1]
        after = re.split(rf"[.。;；\n]|{others}", evidence[match.end() :])[0]
        found |= {w.lower() for w in (*re.findall(r"[A-Za-z]+", before)[-8:], *re.findall(r"[A-Za-z]+", after)[:12])}
    return found


def _first_named(text: str, people: Iterable[Person]) -> Person | None:
    places = [(at, p) for p in people if (at := _place(text, p)) is not None]
    return min(places, key=lambda item: item[0])[1] if places else None


def _place(text: str, person: Person) -> int | None:
    """Where the text names a person first."""
    name = folded(person.name)
    at = text.find(name)
    if at >= 0:
        return at
    found = [
        m.start()
        for p in re.findall(r"[^\W\d_]+", name)
        if len(p) > 1
        for m in re.finditer(rf"\b{re.escape(p)}\b", text)
    ]
    return min(found, default=None)


def _companions(text: str, people: Iterable[Person], company: re.Pattern[str]) -> set[str]:
    """Names that stand after a word of company in their sentence, or before 'accompanied' or 'participated'."""
    found: set[str] = set()
    for person in people:
        at = _place(text, person)
        if at is None:
            continue
        start = max((m.end() for m in re.finditer(r"[.!?。;；\n]", text[:at])), default=0)
        if company.search(text, start, at):
            found.add(person.name)
        after = re.split(r"[.!?。;；\n]", text[at:], maxsplit=1)[0]
        if (
            re.search(r"\b(?:accompan(?:y|ied)|participated|took part|joined|also attended)\b(?!\s+by)", after)
            and start > 0
        ):
            found.add(person.name)
    return found
