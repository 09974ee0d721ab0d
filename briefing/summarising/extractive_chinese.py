"""Shortens a Chinese passage in its own words, clause by clause, by lists (`lexicons/zh/compression.txt`).

Only deletes: every character of the line stands in the passage, in the same order, but for the stop that closes it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_script import simplified
from briefing.records import Passage

_LONGEST = {"event": 90, "site": 80, "directive": 72}  # characters of a line
_SENTENCE = re.compile(r"(?<=[。！？])(?![”’」』）)])\s*")
_CLAUSE = re.compile(r"[，,；;：:]")
_DATELINE = re.compile(r"^[^。]{0,12}(?:讯|消息|电)\s*(?:[（(][^）)]{0,30}[）)])?\s*[：:]?\s*")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十](?=要)|[一二三四五六七八九十]是|第[一二三四五六七八九十][，,、]?|[（(]?\d{1,2}[)）、])"
)
_NOT_MODAL = re.compile(r"要(?:求|素|点|害|么|是|道|不然)")
_SAYS = re.compile(r"(?:强调指出|强调|指出|表示|提出|说)[，,：:]?")
_GOES = re.compile(r"^(?:先后|陆续|专程|分别|一起|共同)?(?:来到|走进|深入|前往|赶赴|赶到|抵达|到|在|走访)[^，,；;]*$")
_LOOKS = re.compile(r"察看|查看|检查|了解|听取|询问|看望|慰问|参观|考察|观看|调研|视察")
_PAIRS = {"“": "”", "「": "」", "（": "）", "(": ")", "《": "》", "‘": "’"}
_Work = Callable[..., str]


@dataclass(frozen=True)
class _Rules:
    padding: re.Pattern[str]
    openers: re.Pattern[str]
    modals: re.Pattern[str]
    visitors: re.Pattern[str]
    speech: re.Pattern[str]


def compress_chinese(passage: Passage, *, lexicon: Lexicon) -> str:
    """`passage` as one Chinese line in its own words, closed by 。; empty if the passage has no word."""
    rules = _rules(lexicon)
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", passage.text).strip()
    subjects = _subjects(passage)
    work = {"event": _event, "observed": _report, "asked": _asked, "directive": _demand}[passage.role]
    clauses = [c for s in _SENTENCE.split(text) for c in _sentence(s, work, rules, subjects, lexicon)]
    line = _joined(_fitting(clauses, _LONGEST[passage.kind]))
    if not any(c.isalnum() for c in line):
        line = _joined([(text, "")])
    return line


@lru_cache(maxsize=8)
def _rules(lexicon: Lexicon) -> _Rules:
    def of(section: str, *, before: str = "") -> re.Pattern[str]:
        terms = sorted(lexicon.terms("compression", section), key=lambda t: (-len(t), t))
        return re.compile(f"{before}(?:{'|'.join(map(re.escape, terms)) or '(?!)'})")

    return _Rules(
        padding=of("padding"),
        openers=of("openers", before="^"),
        modals=of("modals", before="^"),
        visitors=of("visitors", before="^"),
        speech=of("speech"),
    )


def _subjects(passage: Passage) -> tuple[str, ...]:
    """The names of the passage's people, the longest first."""
    names = {p.name for p in passage.people} | {m.span.text for m in passage.mentions if m.kind == "person"}
    return tuple(sorted(names, key=lambda n: (-len(n), n)))


def _sentence(
    sentence: str, work: _Work, rules: _Rules, subjects: tuple[str, ...], lexicon: Lexicon
) -> list[tuple[str, str]]:
    """The shortened clauses of a sentence, each with the mark that parts it from the next."""
    out: list[tuple[str, str]] = []
    for clause, mark in _clauses(sentence.strip().rstrip("。！？")):
        plain = simplified(clause, lexicon=lexicon)
        short = work(clause, plain, rules, subjects, first=not out)
        if short.strip("，,；;：: "):
            out.append((short, mark))
    return [*out[:-1], (out[-1][0], "。")] if out else []


def _clauses(sentence: str) -> list[tuple[str, str]]:
    """Clauses and their marks; a mark inside quotation marks or brackets parts nothing."""
    out, depth, at = [], 0, 0
    closing = set(_PAIRS.values())
    for i, char in enumerate(sentence):
        depth = max(0, depth + (char in _PAIRS) - (char in closing))
        figure = sentence[i - 1 : i].isdigit() and sentence[i + 1 : i + 2].isdigit()
        if _CLAUSE.fullmatch(char) and depth == 0 and not figure:
            out.append((sentence[at:i], char))
            at = i + 1
    out.append((sentence[at:], ""))
    return out


def _event(clause: str, plain: str, rules: _Rules, _: tuple[str, ...], *, first: bool) -> str:
    if first and _ASIDE.fullmatch(clause):
        return ""
    return _DATELINE.sub("", clause) if first else _without_padding(clause, plain, rules)


def _report(clause: str, plain: str, rules: _Rules, subjects: tuple[str, ...], *, first: bool) -> str:
    """What was seen, without the visitor and the clause that only says where."""
    clause, plain = _bare(clause, plain, rules, subjects, first=first)
    if first and _GOES.match(plain) and not _LOOKS.search(plain):
        return ""
    return _without_padding(clause, plain, rules)


def _asked(clause: str, plain: str, rules: _Rules, subjects: tuple[str, ...], *, first: bool) -> str:
    """What was asked: the verb of asking stays, one that only says is dropped with the 要 after it."""
    clause, plain = _bare(clause, plain, rules, subjects, first=first)
    said = _SAYS.match(plain)
    if said:
        return _demand(clause[said.end() :], plain[said.end() :], rules, (), first=False)
    return _without_padding(clause, plain, rules)


def _demand(clause: str, plain: str, rules: _Rules, subjects: tuple[str, ...], *, first: bool) -> str:
    """A demand without its speaker, its number and the 要 that opens it."""
    said = rules.speech.search(plain)
    named = any(clause.startswith(s) for s in subjects) or rules.visitors.match(plain) or (said and said.start() == 0)
    if first and said and named and said.start() <= 16:
        cut = said.end()
        clause, plain = clause[cut:], plain[cut:]
    clause, plain = _bare(clause, plain, rules, (), first=first)
    ordinal = _ORDINAL.match(plain)
    if ordinal:
        clause, plain = clause[ordinal.end() :], plain[ordinal.end() :]
    modal = rules.modals.match(plain)
    if modal and not _NOT_MODAL.match(plain):
        clause, plain = clause[modal.end() :], plain[modal.end() :]
    return _without_padding(clause, plain, rules)


def _bare(clause: str, plain: str, rules: _Rules, subjects: tuple[str, ...], *, first: bool) -> tuple[str, str]:
    """The clause without what opens it: 'then', the visitor's name, 'and his party'."""
    while True:
        name = next((s for s in subjects if clause.startswith(s)), "")
        cut = len(name)
        if not cut:
            match = (first and rules.openers.match(plain)) or (rules.visitors.match(plain) if subjects else None)
            cut = match.end() if match else 0
        if not cut or cut >= len(clause):
            return clause, plain
        clause, plain = clause[cut:], plain[cut:]


def _without_padding(clause: str, plain: str, rules: _Rules) -> str:
    """The clause less its empty adverbs, which stay inside quotation marks and where nothing would be left."""
    out, at = "", 0
    for match in rules.padding.finditer(plain):
        quoted = any(plain.count(a, 0, match.start()) > plain.count(b, 0, match.start()) for a, b in _PAIRS.items())
        verb_follows = (
            re.match(r"[\u3400-\u9fff]{2}", plain[match.end() :]) and plain[match.end() : match.end() + 1] not in "的性"
        )
        negated = match.start() > 0 and plain[match.start() - 1] in "不未没更很较为"
        if not quoted and verb_follows and not negated:
            out += clause[at : match.start()]
            at = match.end()
    return out + clause[at:]


def _fitting(clauses: list[tuple[str, str]], longest: int) -> list[tuple[str, str]]:
    """The first clauses that fit a line, at least one."""
    kept: list[tuple[str, str]] = []
    length = 0
    for clause, mark in clauses:
        length += len(clause) + 1
        if kept and length > longest:
            break
        kept.append((clause, mark))
    return kept


def _joined(clauses: list[tuple[str, str]]) -> str:
    text = "".join(clause + (mark or "，") for clause, mark in clauses)
    text = re.sub(r"[。！](?=[”」』’]?[，,；;：:。、\s]*$)", "", text)
    return re.sub(r"[，,；;：:。、\s]+$", "", text).lstrip("，,；;：:、 ") + "。" if text else ""
