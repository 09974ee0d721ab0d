"""The check of a Chinese line: figures, dates, names, quotations, words and negation against a Chinese evidence."""

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.lexicons.words import folded, letters
from briefing.mentions import annotate
from briefing.records import Finding, Passage

_TABLE = "checking_words"
_NUMERAL = "零〇一二两三四五六七八九十百千"
_FIGURE = re.compile(rf"\d[\d,]*(?:\.\d+)?(?:%|[万亿萬億千百]+)?|[{_NUMERAL}]+(?:[万亿]+)?(?:点[{_NUMERAL}]+)?")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "千": 1e3, "百": 1e2}
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]|(?:19|20)\d\d年|[昨今明前]日|[上下]午|星期[一二三四五六日]"
)
_QUOTED = re.compile(r"\"([^\"]{2,})\"|「([^」]{2,})」|《([^》]{2,})》")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_CLAUSE = re.compile(r"[,。;!?、:]")
_OWN_SHARE = 0.2  # of a line's ideographs that neither evidence nor our own words need to have
_OWN_LEAST = 4
_SCOPE = 6  # ideographs after a negation that it is taken to reach
_SHARED = 3  # of them that a clause of the line must have together to be about the same thing


def check_chinese(line: str, passage: Passage, *, allowed: tuple[str, ...], lexicon: Lexicon) -> list[Finding]:
    """What a Chinese line states that its evidence does not."""
    text, evidence = _plain(line), _plain(passage.text)
    beyond = tuple(map(_plain, allowed))
    findings = [Finding(check="number", detail=n) for n in _lost_figures(text, evidence)]
    findings += [
        Finding(check="date", detail=d)
        for d in _DATE.findall(text)
        if not _has_date(d, evidence) and not any(d[:4] == year for year in beyond)
    ]
    findings += [
        Finding(check="quotation", detail=q)
        for groups in _QUOTED.findall(text)
        for q in groups
        if letters(q) not in letters(evidence)
    ]
    findings += [Finding(check="name", detail=n) for n in _lost_names(text, evidence, passage, beyond, lexicon)]
    own = _uncovered(text, evidence, beyond, lexicon)
    if len("".join(own)) > max(_OWN_LEAST, _OWN_SHARE * len(_IDEOGRAPH.findall(text))):
        findings.append(Finding(check="word", detail="、".join(own)))
    return [*findings, *_negation(text, evidence, lexicon), *_modality(text, evidence, passage, lexicon)]


def _plain(text: str) -> str:
    """Folded, without blanks and without aside marks."""
    return re.sub(r"\s+", "", folded(text))


def _lost_figures(line: str, evidence: str) -> Iterator[str]:
    known = {_value(m.group()) for m in _FIGURE.finditer(evidence)}
    for match in _FIGURE.finditer(line):
        figure = match.group()
        if figure not in evidence and figure != "一" and _value(figure) not in known:
            yield figure


def _value(figure: str) -> float:
    """The value of a figure in digits or numerals; a percentage counts as its number."""
    match = re.match(r"([\d,.]+)(.*)", figure)
    if match:
        value = float(match[1].replace(",", "").rstrip(".") or 0)
        for scale in match[2]:
            value *= _SCALES.get(scale, 1)
        return value
    total, current, digit = 0.0, 0.0, 0.0
    for char in figure.partition("点")[0]:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit and char != "零" else _DIGITS[char]
        elif char in _UNITS:
            current, digit = current + (digit or 1) * _UNITS[char], 0
        elif char in _SCALES:
            total, current, digit = total + (current + digit) * _SCALES[char], 0, 0
    return total + current + digit


def _has_date(date: str, evidence: str) -> bool:
    """Whether the evidence has a date, or its month and its day where it names them apart."""
    if date in evidence:
        return True
    bare = re.sub(r"^(?:19|20)\d\d年", "", date)
    match = re.fullmatch(r"(\d{1,2})月(\d{1,2})[日号]", bare)
    if match:
        return bool(re.search(rf"(?<!\d){match[1]}月(?:\d+[日号]?[至到、-])?{match[2]}(?!\d)", evidence))
    return bool(re.fullmatch(r"\d{1,2}[日号]", bare)) and bool(re.search(rf"(?<!\d){bare[:-1]}[日号]?(?!\d)", evidence))


def _lost_names(
    line: str, evidence: str, passage: Passage, allowed: tuple[str, ...], lexicon: Lexicon
) -> Iterator[str]:
    for mention in annotate(line, language="zh", lexicon=lexicon).mentions:
        name = mention.span.text
        if mention.kind not in ("person", "place", "organisation") or name in evidence:
            continue
        if mention.kind == "person":
            if not (name in allowed and _spoken_of(name, evidence, passage)):
                yield name
        elif not any(name in text for text in allowed) and len("".join(_gaps(name, evidence, _own(lexicon)))) > 1:
            yield name


def _spoken_of(name: str, evidence: str, passage: Passage) -> bool:
    """Whether the evidence means the person by surname and office, or by a pronoun where it names nobody."""
    person = next((p for p in passage.people if p.name == name), None)
    title = person.title if person else None
    if title and any(name[0] + title[i:] in evidence for i in range(len(title))):
        return True
    named = any(p.name in evidence for p in passage.people)
    return not named and any(word in evidence for word in ("他", "她", *([title[-2:]] if title else [])))


def _uncovered(line: str, evidence: str, allowed: tuple[str, ...], lexicon: Lexicon) -> list[str]:
    """Runs of ideographs that neither the evidence has, two together, nor our own words are."""
    return [run for run in _gaps(line, evidence + "\n" + "\n".join(allowed), _own(lexicon)) if _IDEOGRAPH.search(run)]


def _gaps(text: str, evidence: str, own: tuple[str, ...]) -> list[str]:
    gaps, at, gap = [], 0, ""
    while at < len(text):
        size = 0
        while (
            at + size < len(text) and text[at : at + max(size + 1, 2)] in evidence and _IDEOGRAPH.match(text[at + size])
        ):
            size = max(size + 1, 2)
        size = max([size, *(len(word) for word in own if text.startswith(word, at))])
        if size == 0 and _IDEOGRAPH.match(text[at]):
            gap, at = gap + text[at], at + 1
            continue
        if gap:
            gaps.append(gap)
        gap, at = "", at + max(size, 1)
    return [*gaps, gap] if gap else gaps


def _negation(line: str, evidence: str, lexicon: Lexicon) -> Iterator[Finding]:
    """Negations that the line adds or drops."""
    hard, any_negation = _either(lexicon, "hard negations"), _either(lexicon, "negations")
    idle = _either(lexicon, "idle")
    ours, theirs = idle.sub("＊", line), idle.sub("＊", evidence)
    if hard.search(ours) and not any_negation.search(theirs):
        yield Finding(check="negation", detail="the evidence negates nothing")
        return
    for match in hard.finditer(theirs):
        reach = _CLAUSE.split(theirs[match.end() : match.end() + _SCOPE])[0]
        for clause in _CLAUSE.split(ours):
            parts = [reach[i : i + _SHARED] for i in range(len(reach) - _SHARED + 1)]
            at = next((clause.find(part) for part in parts if part in clause), -1)
            if at >= 0 and not any_negation.search(clause):
                yield Finding(check="negation", detail=f"'{match.group()}{reach}' lost its negation")
                return


def _modality(line: str, evidence: str, passage: Passage, lexicon: Lexicon) -> Iterator[Finding]:
    if (
        passage.role == "asked"
        and not _either(lexicon, "asking").search(line)
        and _either(lexicon, "done").search(line)
    ):
        yield Finding(check="modality", detail="what was asked is told as done")
    if passage.role in ("asked", "directive"):
        done = _either(lexicon, "done").search(line)
        if done and done.group() not in evidence:
            yield Finding(check="modality", detail=f"'{done.group()}' tells a demand as done")


@lru_cache(maxsize=8)
def _own(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.terms(_TABLE, "own")


@lru_cache(maxsize=32)
def _either(lexicon: Lexicon, section: str) -> re.Pattern[str]:
    terms = sorted(lexicon.terms(_TABLE, section), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, terms)) or "(?!)")
