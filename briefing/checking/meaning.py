"""Negation, modality, actor and words of a line against its evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from briefing.checking.facts import folded
from briefing.lexicons import Lexicon
from briefing.records import Finding, Passage

_WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
_NOT = re.compile(
    r"\b(?:not|never|no|none|nor|neither|cannot|without|nobody|nothing|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|forbad\w*|forbidden|ban(?:s|ned)?|stop(?:s|ped)?"
    r"|refus\w+|lack\w*|instead of|rather than|unless|free of|zero|end|eliminat\w+|eradicat\w+|refrain\w*|against|out of|only|less|least|few|fewer|no longer|any|hardly|barely|fail\w*|short of|ceas\w+)\b|\w+n't\b|\bun\w{4,}\b|不|未|无|無|勿|禁|莫|没|沒",
    re.IGNORECASE,
)
_HARD_NOT = re.compile(r"\b(?:not|never|no|cannot|nor|neither|without|nobody|no one)\b|\w+n't\b", re.IGNORECASE)
_ASKING = re.compile(
    r"\b(?:ask|urge|call|request|require|demand|instruct|order|direct|tell|told|encourage|press|remind|appeal|want|hope|expect|stress|emphasi[sz]e|advise|warn|propos|recommend|task|insist|must|should|shall|need|ought|necessary|important|let|ensure|make sure|suggest|point|caution|challenge|charge|invite|set)\w*\b|要|须|應|应|必|望|请|請|强调|強調|指出|叮嘱|嘱咐|勉励|鼓励|不得|严禁|决不|绝不|不能|确保|切实",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b(?:asked|told|urged|ordered|instructed|required|called on|directed|requested|encouraged|demanded)\s+(?!about|how|whether|why|what|when)"
    r"[^;,]{0,60}?\b(?:to|that)\b|\b(?:must|should)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[\"“「]")
_LOOKING = frozenset(
    [
        "see",
        "check",
        "inspect",
        "visit",
        "look",
        "watch",
        "hear",
        "have",
        "open",
        "scan",
        "review",
        "examine",
        "view",
        "tour",
        "learn",
        "understand",
        "survey",
        "observe",
        "meet",
        "listen",
        "investigate",
        "study",
    ]
)
_REPORTED = re.compile(
    r"^(?:he|she|it|they|the (?:mayor|governor|minister|president|premier|secretary|leader|official)s?)\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"^(?P<actor>[A-Z][^,;.]{1,60}?)\s+(?:must|should|shall|needs? to|has to|have to)\b")
_DANGLING = re.compile(
    r"\b(?:the|a|an|of|to|and|or|for|with|from|that|which|its|their|his|her)\s*[.,;:]?$", re.IGNORECASE
)
_IRREGULAR = {
    "saw": "see", "seen": "see", "heard": "hear", "told": "tell", "found": "find", "met": "meet", "went": "go", "gone": "go", "came": "come",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "made": "make", "held": "hold", "kept": "keep", "led": "lead", "built": "build",
    "bought": "buy", "brought": "bring", "spoke": "speak", "spoken": "speak", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "began": "begin", "begun": "begin", "grew": "grow", "grown": "grow", "knew": "know", "known": "know", "ran": "run", "sent": "send", "set": "set",
    "cut": "cut", "put": "put", "paid": "pay", "left": "leave", "lost": "lose", "won": "win", "sold": "sell", "said": "say", "laid": "lay",
    "learnt": "learn", "understood": "understand", "stood": "stand", "sat": "sit", "wore": "wear", "wrote": "write", "written": "write", "ate": "eat",
    "drove": "drive", "driven": "drive", "flew": "fly", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose", "spent": "spend",
    "better": "good", "best": "good", "people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot", "lives": "life",
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "has": "have", "had": "have", "did": "do", "done": "do", "shown": "show",
}  # fmt: skip
_LONG_LINE = 6  # content words
_SHORT = 3  # letters; shorter words carry no content of their own


@dataclass(frozen=True, slots=True)
class _Table:
    plain: frozenset[str]
    common: frozenset[str]
    of: dict[str, frozenset[str]]
    function: frozenset[str]


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word (Snowball), irregular forms first taken back to their base."""
    low = word.lower().removesuffix("'s")
    return str(_stemmer().stemWord(_IRREGULAR.get(low, low)))


@lru_cache(maxsize=8)
def _table(lexicon: Lexicon) -> _Table:
    of: dict[str, set[str]] = {}
    for plain, words in (row for row in lexicon.table("renderings", "of") if len(row) == 2):
        of.setdefault(stem(plain), set()).update(map(stem, words.split()))
    for row in lexicon.terms("renderings", "synonyms"):
        group = [stem(w) for w in row.split()]
        for word in group:
            of.setdefault(word, set()).update(group)
    return _Table(
        plain=frozenset(map(stem, lexicon.terms("renderings", "plain"))),
        common=frozenset(map(stem, lexicon.terms("renderings", "common"))),
        of={word: frozenset(words) for word, words in of.items()},
        function=frozenset(t.lower() for t in lexicon.terms("function_words")),
    )


def check_words(line: str, evidence: str, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """Content words that are neither in the evidence, by stem, nor a known plain rendering of a word there."""
    table = _table(lexicon)
    known = {stem(w) for w in _words(evidence)} | {stem(w) for text in allowed for w in _words(text)}
    lost = []
    content = 0
    for word in _words(line):
        key = stem(word)
        content += len(word) > _SHORT and word.lower() not in table.function
        if len(word) <= _SHORT or word.lower() in table.function or key in known or key in table.plain:
            continue
        if table.of.get(key, frozenset()) & known or _compound(word.lower(), known):
            continue
        lost.append(word)
    # a good writer's line of some length has a word of its own now and then; two, or a rare one, are the model's invention
    if len(lost) == 1 and content >= _LONG_LINE and stem(lost[0]) in table.common:
        return []
    return [Finding(check="word", detail=", ".join(dict.fromkeys(lost)))] if lost else []


def check_negation(line: str, evidence: str, passage: Passage) -> list[Finding]:
    """A negation of the evidence that the line drops, or one of the line that the evidence lacks."""
    if _HARD_NOT.search(line) and not _NOT.search(evidence):
        return [Finding(check="negation", detail="a negation that the evidence lacks")]
    if passage.language == "zh":
        return []
    said = {stem(w) for w in _words(line) if len(w) > _SHORT}
    for match in _HARD_NOT.finditer(evidence):
        after = evidence[match.end() : match.end() + 120]
        scope = [stem(w) for w in _words(re.split(r"[.;,]|\band\b|\bbut\b", after)[0]) if len(w) > _SHORT][:5]
        if scope and sum(w in said for w in scope) >= max(1, (len(scope) + 1) // 2) and not _NOT.search(line):
            return [
                Finding(
                    check="negation", detail=f"'{match.group()} {after.split('.')[0].strip()[:40]}' lost its negation"
                )
            ]
    return []


def check_modality(line: str, evidence: str, passage: Passage) -> list[Finding]:
    """Asked told as done, done told as asked, or a demand that makes the official its actor."""
    if passage.language != "en":
        return []
    first = next(iter(_words(line)), "").lower()
    findings = []
    if passage.role == "directive":
        must = _MUST.match(line)
        names = {p.name.lower() for p in passage.people}
        if _REPORTED.match(line) or (
            must and any(n in must["actor"].lower() or must["actor"].lower() in n for n in names)
        ):
            findings.append(Finding(check="actor", detail=line.split(" must", maxsplit=1)[0][:40]))
        elif _is_past(first) and not re.match(r"\w+\s+\w+\s+(?:must|should)", line) and _base_in(first, evidence):
            findings.append(Finding(check="modality", detail=f"'{first}' tells a demand as done"))
    if (
        passage.role in ("observed", "event")
        and _DEMANDS.search(line)
        and not _ASKING.search(evidence)
        and not _QUOTE.search(evidence)
    ):
        findings.append(Finding(check="modality", detail="a demand that the evidence lacks"))
    if passage.role == "asked" and not _asks(line):
        findings.append(Finding(check="modality", detail="what was asked is told as done"))
    if passage.role == "observed":
        findings += [
            Finding(check="modality", detail=f"'{w}' tells a demand as done") for w in _done_of_asked(line, evidence)
        ]
    return findings


def check_shape(line: str, evidence: str) -> list[Finding]:
    """Empty, broken, endless or repeating lines."""
    words = _WORD.findall(line) or re.findall(r"[\u3400-\u9fff]", line)
    if not words:
        return [Finding(check="shape", detail="empty")]
    out = []
    if re.search(r"\[[A-Z]\d+\]|\[unk\]", line, re.IGNORECASE):
        out.append("placeholder left")
    if _DANGLING.search(line):
        out.append("breaks off")
    if len(words) > 70 + len(evidence.split()) // 4:
        out.append("too long")
    low = [w.lower() for w in words]
    trigrams = list(zip(low, low[1:], low[2:], strict=False))
    if len(set(trigrams)) < len(trigrams) - 1 or any(
        a == b and len(a) > 2 and f"{a} {a}" not in evidence.lower() for a, b in zip(low, low[1:], strict=False)
    ):
        out.append("repeats itself")
    if line.count("(") != line.count(")") or line.count("“") != line.count("”") or line.count('"') % 2:
        out.append("unpaired mark")
    return [Finding(check="shape", detail=detail) for detail in out]


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _compound(word: str, known: Iterable[str]) -> bool:
    """'timetable' of 'time', 'riverbank' of 'river': a compound one of whose halves the evidence has."""
    return len(word) > 7 and any(len(k) > 3 and (word.startswith(k) or word.endswith(k)) for k in known)


def _asks(line: str) -> bool:
    return bool(_ASKING.search(line))


def _is_past(word: str) -> bool:
    return (word.endswith("ed") and len(word) > 4) or word in _IRREGULAR


def _base_in(past: str, evidence: str) -> bool:
    """Whether the evidence has the verb in its base form only, never as something done."""
    words = [w.lower() for w in _words(evidence)]
    return past not in words and any(stem(w) == stem(past) and not _is_past(w) and not w.endswith("ing") for w in words)


def _done_of_asked(line: str, evidence: str) -> list[str]:
    """Verbs that the line has in the past tense and the evidence only as demanded ('to speed up', 'must check')."""
    out = []
    for match in re.finditer(r"(?:^|[;,]\s+(?:and\s+)?|\band\s+)([A-Za-z]+)", line):
        word = match.group(1).lower()
        if (
            not _is_past(word)
            or _ASKING.match(word)
            or _IRREGULAR.get(word, word.removesuffix("ed")) in _LOOKING
            or stem(word) in _LOOKING
        ):
            continue
        base = [m for m in _WORD.finditer(folded(evidence)) if stem(m.group()) == stem(word)]
        demanded = [
            m
            for m in base
            if re.search(
                r"\b(?:to|must|should|shall|not|never|we|will|and)\s+(?:\w+ly\s+)?$",
                evidence[: m.start()],
                re.IGNORECASE,
            )
            and not _is_past(m.group().lower())
        ]
        if base and len(demanded) == len(base) and _ASKING.search(evidence):
            out.append(word)
    return out
