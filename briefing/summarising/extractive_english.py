"""Shortens an English passage in its own words, by lists (`lexicons/en/compression.txt`) and a few patterns.

Mentions are taken out first, each as one private-use character, so that no rule can cut into a name or a figure.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.records import Passage
from briefing.summarising import asks, restoring
from briefing.summarising.gerunds import CLAUSE_END, MODALS, Gerunds, alternatives, gerunds
from briefing.summarising.restoring import HIDDEN, Piece

_TABLE = "compression"
_MARKS = "\ue000-\uf8ff"
_MARK = f"[{_MARKS}]"
_PERSON_MARK = "[\uf000-\uf8ff]"
_FIRST, _FIRST_PERSON = 0xE000, 0xF000

_MOST_WORDS = {"event": 28, "site": 30, "directive": 25}
_VISITOR = r"he|she|they|(?:the|his|her)\s+(?:delegation|group|team|party)"
_PRONOUN = rf"we|i|{_VISITOR}"
_SENTENCE = re.compile(
    rf"(?<=[。！？])\s*|(?<=[^\s.][\w)\"”’{_MARKS}][.!?])\s+(?=[A-Z\"“‘{_MARKS}])|(?<=[a-z]{{2}}[.!?])(?=[A-Z])"
)
_DATELINE = re.compile(rf"^[^.。]{{0,60}}?(?:\((?:[A-Z]{{2,}}|{_MARK})\)\s*[-–—:]*|\s[–—-]{{1,2}}\s|(?<=\w):\s)\s*")
_PLACE_CLAUSE = re.compile(
    r"^(?:(?:then|later|next|afterwards|first)\s+)?(?:in|at|on|inside|outside|near|along|entering|into"
    r"|(?:walk|walked|came|come|went|go|arrived|arrive)\s+(?:in|into|to|at))\s",
    re.IGNORECASE,
)
_SUBJUNCTIVE = re.compile(
    r"^(?P<who>[^,.;:]{3,80}?)(?<!must)(?<!should)(?<!shall)(?<!\bto)(?<!will)(?<!can)(?<!not)(?<!may)(?<!would)(?<!could)(?<!might)\s+be\s",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"(?:unless|except|but|only|if|not|until|without|otherwise|or|never|no)\b", re.IGNORECASE)
_MODAL_BEFORE = re.compile(rf"(?<!\w)(?:{MODALS}|do|does|is|are|was|were)(?!\w)", re.IGNORECASE)
_SCENE = re.compile(r"^(?:during|at|in|on|after|before|following|while|when|speaking|addressing)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|[(（]?\d{1,2}[)）]\s*|\d{1,2}[.、]\s+)")
_LOOSE_END = re.compile(
    r"[,;]\s*(?:according\s+to|who|which|where|whose|when|verifying|\w+ing)\b[^,;]*$|[\s,;]+(?:and|or|the|a|an|of|to|for|with|in|by|that)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<words>[^”\"]{2,})[”\"]")
_LINK = re.compile(r"^(?:(?:and|but|also|then)\s+(?:also\s+)?)?(?:that\s+(?=it\b|we\b|there\b))?", re.IGNORECASE)


@dataclass(frozen=True)
class _Rules:
    """The compiled lists of one lexicon."""

    padding: re.Pattern[str]
    openers: re.Pattern[str]
    speech: re.Pattern[str]
    aside: re.Pattern[str]
    request: re.Pattern[str]
    necessity: re.Pattern[str]
    modal: re.Pattern[str]
    general: frozenset[str]
    past: dict[str, str]
    subject: re.Pattern[str]
    passive: re.Pattern[str]
    also: re.Pattern[str]
    abbreviated: re.Pattern[str]
    asks_that: re.Pattern[str]
    gerunds: Gerunds


def compress_english(passage: Passage, *, lexicon: Lexicon) -> str:
    """`passage` as one English line in its own words; a quotation that lost words loses its marks too."""
    source = _letters(passage.text)
    line = _compressed(passage, lexicon=lexicon)
    return _QUOTED.sub(lambda m: m.group() if _letters(m["words"]) in source else m["words"].strip(" ,"), line)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _compressed(passage: Passage, *, lexicon: Lexicon) -> str:
    rules = _rules(lexicon)
    text, plain, originals = _mark(passage)
    bare = rules.padding.sub(" ", text)

    def line(text: str, *, kind: str) -> str:
        return _finish(_shorten(_tidy(text), kind=kind), originals, plain=plain)

    if passage.role == "asked":
        that = rules.asks_that.match(bare)
        if that:
            rest = line(bare[that.end() :], kind="directive")
            return f"Asked that {rest[:1].lower() + rest[1:] if bare[that.end()].islower() else rest}"
        asked = asks.as_asked(line(_directive(bare, rules), kind="directive"), passage, lexicon=lexicon)
        if asked:
            return asked
    work = {"directive": _directive, "site": _site, "event": _event}[passage.kind]
    short = line(work(bare, rules), kind=passage.kind)
    return short if any(c.isalnum() for c in short) else line(text, kind=passage.kind)


def _directive(text: str, rules: _Rules) -> str:
    """A demand in the imperative."""
    text = rules.aside.sub("", _NUMBERING.sub("", text))
    scene, comma, rest = text.partition(",")
    if comma and _SCENE.match(scene) and (rules.speech.match(rest.strip()) or rules.request.match(rest.strip())):
        text = rest  # 'During the meeting, he stressed that ...'
    return rules.gerunds.imperative(_each_clause(text, lambda clause, first: _demand(clause, rules, first=first)))


def _demand(clause: str, rules: _Rules, *, first: bool) -> str:
    if first:
        clause = _LINK.sub("", clause)
    for _ in range(3):  # speech verb, addressee and modal come in this order, one inside the other
        before = clause
        clause = _request(rules.openers.sub("", clause), rules)
        if first:
            clause = rules.gerunds.bared(rules.speech.sub("", clause))
        clause = rules.modal.sub(_imperative, rules.necessity.sub("", clause))
        if clause == before:
            break
    if first:
        clause = re.sub(r"^(?:that|so|to)\s+(?=\w)", "", clause, flags=re.IGNORECASE)
        clause = _SUBJUNCTIVE.sub(
            lambda m: m.group() if _MODAL_BEFORE.search(m["who"]) else f"{m['who']} must be ", clause
        )
    return rules.also.sub(
        lambda m: f"; {m['who']} must ", rules.passive.sub(lambda m: f"{m['who']} must {m['no'] or ''}", clause)
    )


def _request(clause: str, rules: _Rules) -> str:
    """'asked the bureau to do' as 'the bureau must do', without the bureau where it is just everyone."""
    match = rules.request.match(clause)
    if not match:
        return clause
    addressee, rest = match.group("who").strip(), clause[match.end() :]
    if addressee.lower() in rules.general:
        return f"do not {rest}" if match.group("no") else rest
    return f"{addressee} must {'not ' if match.group('no') else ''}{rest}"


def _imperative(match: re.Match[str]) -> str:
    return {"not": "do not ", "never": "never ", "no longer": "no longer "}.get((match.group("no") or "").lower(), "")


def _site(text: str, rules: _Rules) -> str:
    """A report in the past tense, without its subject where that is the visitor, and without the place it opens with.

    The page prints the site's name before the line.
    """
    sentences = [s.strip().rstrip(".!?。！？") for s in _sentences(text, rules) if s.strip(" .!?。！？")]
    reports = [_each_clause(rules.openers.sub("", s), lambda c, _: _report(c, rules)) for s in sentences]
    reports = [rules.gerunds.told(r) for r in reports]
    reports = [_without_place(r) if i == 0 or len(reports) == 1 else r for i, r in enumerate(reports)]
    return "; ".join(report for report in reports if report.strip())


def _sentences(text: str, rules: _Rules) -> list[str]:
    """The sentences of `text`; the stop of an abbreviation ends none."""
    found: list[str] = []
    for piece in filter(None, _SENTENCE.split(text)):
        if found and rules.abbreviated.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def _report(clause: str, rules: _Rules) -> str:
    """`clause` without the visitor as its subject and with a bare verb at its head in the past tense."""
    clause = rules.subject.sub(lambda m: m.group("and") or "", clause)
    match = re.match(r"(and\s+)?([A-Za-z]+)\b", clause)
    if match and match.group(2).lower() in rules.past:
        clause = (match.group(1) or "") + rules.past[match.group(2).lower()] + clause[match.end() :]
    return "" if rules.speech.fullmatch(clause) else clause


def _without_place(report: str) -> str:
    """`report` without a first clause that only says where, if there is a second one."""
    clauses = CLAUSE_END.split(report, maxsplit=1)
    if len(clauses) < 2 or len(clauses[1].split()) < 2:
        return report
    only_a_name = not re.sub(rf"{_MARK}|\bthe\b|\band\b|\s", "", clauses[0])
    if not only_a_name and not _PLACE_CLAUSE.match(clauses[0]):
        return report
    rest = clauses[1].strip()
    relative = re.match(r"(?:where|which|who)\b[^,，]*[,，]\s*", rest)
    return rest[relative.end() :] if relative else rest


def _event(text: str, rules: _Rules) -> str:
    """The lead without its dateline."""
    return rules.openers.sub("", _DATELINE.sub("", text))


def _each_clause(text: str, work: Callable[[str, bool], str]) -> str:
    """`text` with each clause replaced by `work(clause, first)`, the mark after an emptied clause dropped with it."""
    clauses = [work(clause.strip(), i == 0) for i, clause in enumerate(CLAUSE_END.split(text))]
    marks = [*CLAUSE_END.findall(text), ""]
    return "".join(f"{clause}{mark} " for clause, mark in zip(clauses, marks, strict=True) if clause.strip()).strip()


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    return text.strip(" ,;:，；：、")


def _shorten(text: str, *, kind: str) -> str:
    """`text` cut after a clause once it has enough words; a condition or negation is never cut off."""
    most = _MOST_WORDS[kind]
    if len(text.split()) <= most:
        return text
    best = whole = None
    for match in re.finditer(rf"[,;，；。]\s*|(?<=[\w{_MARKS}])(?<!\b\w)\.\s+", text):
        words = len(text[: match.start()].split())
        if words > most:
            break
        if words >= most // 4 and not _CONDITION.match(text, match.end()):
            best = match.start()
            if words >= most // 2 and match.group()[0] not in ",，":
                whole = best
    if whole is not None:
        return text[:whole]
    return text if best is None else _LOOSE_END.sub("", text[:best])


def _mark(passage: Passage) -> tuple[str, str, dict[str, str]]:
    """The passage's text with each mention (a person's with the adjoining title) as one private-use character.

    With it, the text with HIDDEN for each mention, and what each character stands for.
    """
    out: list[str] = []
    plain: list[str] = []
    originals: dict[str, str] = {}
    position = 0
    for mention in passage.mentions:
        start, end = mention.span.start, mention.span.end
        person = mention.kind == "person"
        if person and mention.title is not None:
            start, end = min(start, mention.title.start), max(end, mention.title.end)
        if start < position:
            continue
        mark = chr((_FIRST_PERSON if person else _FIRST) + len(originals))
        originals[mark] = passage.text[start:end]
        out += [_unmarked(passage.text[position:start]), f" {mark} "]
        plain += [passage.text[position:start], HIDDEN]
        position = end
    rest = passage.text[position:]
    return " ".join("".join([*out, _unmarked(rest)]).split()), "".join([*plain, rest]), originals


def _unmarked(text: str) -> str:
    """`text` without private-use characters of its own."""
    return re.sub(_MARK, " ", text)


def _finish(text: str, originals: dict[str, str], *, plain: str) -> str:
    pieces = [
        Piece(originals[part], fixed=True) if part in originals else Piece(part)
        for part in re.split(f"({_MARK})", text)
        if part.strip()
    ]
    line = restoring.join(pieces, spelling=restoring.Spelling(plain))
    return restoring.close(line)


@lru_cache(maxsize=8)
def _rules(lexicon: Lexicon) -> _Rules:
    def either(section: str) -> str:
        return alternatives(lexicon.terms(_TABLE, section))

    def compiled(*parts: str) -> re.Pattern[str]:
        return re.compile("".join(parts), re.IGNORECASE)

    speech, modals, general = either("speech"), either("modals"), either("general addressees")
    adverb = r"(?:\w+ly\s+)?"
    return _Rules(
        padding=compiled(
            rf"(?:\s*,)?\s*\b(?:{either('padding phrases')})(?!\w)",
            rf"|\b(?:{either('padding adverbs')})\s+(?=[a-z])",
        ),
        openers=compiled(rf"^\s*(?:(?:(?:{either('openers')})\b|(?:{either('openers before a comma')})\s*,)[\s,]*)+"),
        speech=compiled(
            rf"^(?:[^,.;:]{{0,90}}?(?<!\w))?{adverb}(?:(?:{either('request')})(?:\s+(?:him|her|them|{_MARK}))?(?=\s+that\b)",
            rf"|(?:{speech}))(?:\s+(?:again|further|once\s+more))?",
            r"(?:\s+that\b|\s*[:,]|\s+(?=it\s+is\b|we\b|(?:on\s+)?the\s+need\b)|(?=\s*$))\s*",
        ),
        # ", the minister said" at the end of a demand or within it
        aside=compiled(
            rf"[,，]\s*(?:{_PRONOUN}|{_MARK}|the\s+(?:[\w-]+\s+){{0,4}}?[\w-]+)\s+(?:ha[sd]\s+)?{adverb}(?:{speech})",
            rf"(?:\s*,(?=\s*(?:{MODALS}|to)\b)|(?:\s+(?:after|while|during|at|on|in)\s[^.,;。，；]*)?\s*(?=[.,;。，；]|$))",
        ),
        request=compiled(
            rf"^(?:(?:(?!\bmust\b)[^,.;:]){{0,60}}?(?<!\w))?(?<!\bto\s){adverb}(?:{either('request')})\s+(?:that\s+)?",
            r"(?P<who>(?!to\s|that\s|for\s|from\s|not\s)(?:(?!\b(?:which|who|are|is|was|were)\b)[^,.;:]){1,70}?)\s+",
            rf"(?P<no>not\s+)?(?:to|would|{modals})\s+(?=[a-z])(?!be\b|have\b)",
        ),
        necessity=compiled(rf"^(?:(?:{_PRONOUN})\s+)?(?:{either('necessity')})\s+"),
        modal=compiled(
            rf"^(?:(?:{general})\s+)?(?:{modals})\s+(?:also\s+)?(?:(?P<no>not|never|no\s+longer)\s+)?",
            r"(?!be\b|have\b)(?=[a-z])",
        ),
        general=frozenset(t.lower() for t in lexicon.terms(_TABLE, "general addressees")),
        past={row[0]: row[1] for row in lexicon.table(_TABLE, "past") if len(row) > 1},
        subject=compiled(
            rf"^(?P<and>and\s+)?(?:{_VISITOR}|{_PERSON_MARK}(?:\s*(?:,|and)\s*{_PERSON_MARK})*)\s+{adverb}",
            rf"(?=(?:{either('visitor verbs')})\b)",
        ),
        # 'the managers were told to report' as 'the managers must report'
        passive=compiled(
            r"^(?P<who>(?!\b(?:who|which|that)\b)[^,.;:]{3,70}?)\s+(?:are|is|was|were|ha(?:s|ve|d)\s+been)\s+(?:(?:also|likewise|further)\s+)?",
            rf"(?:{either('request participles')})\s+(?P<no>not\s+)?to\s+(?=[a-z])(?!be\b|have\b)",
        ),
        # 'and told the bureau to watch' after a demand
        also=compiled(
            rf"\s+and\s+(?:{either('request participles')})\s+(?P<who>(?!to\b|that\b)(?:(?!\bto\b)[^,.;:]){{2,50}}?)\s+to\s+(?=[a-z])"
        ),
        asks_that=compiled(
            rf"^(?:[^,.;:]{{0,60}}?(?<!\w))?{adverb}(?:{either('request participles')}|demanded|insisted)\s+that\s+(?=\S)"
            rf"(?![^,.;:]*\b(?:{MODALS}|be)\b)"
        ),
        gerunds=gerunds(lexicon),
        abbreviated=compiled(rf"(?<!\w)(?:{alternatives(lexicon.terms('abbreviations'))})\.$"),
    )
