"""Finds people in Chinese text: after an office, in lists, before verbs of acting or speaking, and by any short form.

Chinese has no blanks and no capitals. A name is one or two characters of a family name and one or two more; where it
ends is weighed by the word that follows and by how often each reading occurs in the article.
"""

import re
from collections.abc import Iterator
from functools import partial

from briefing.mentions.chinese_words import ChineseWords
from briefing.records import Mention, Span

_HAN = re.compile(r"[\u3400-\u9fff]")
_PART = re.compile(r"[\u3400-\u9fff]{1,7}")
_DOTTED = re.compile(r"[\u3400-\u9fff]{2,7}(?:[·•・‧][\u3400-\u9fff]{1,7}){1,3}")
_DOT = "·•・‧"
_ITEM = re.compile(r"[\u3400-\u9fff]{2,3}(?=、)")
_LAST_BEFORE_VERB = "和与及进问向"  # end no name but where a verb of attending or a mark follows
_BODIES = "局办委部会院厅室队站所县区市镇乡村处科组社厂矿店校团行"
_JOIN = re.compile(r"[、和与及]")
_SEGMENT = re.compile(r"[^。！？；：:;!?\n“”\"'‘’()（）《》【】\[\]|>\s，,、]")
_OPEN = re.compile(r"(?:^|(?<=[。！？；，,\n：:　 “”\"（(】]))(?=[\u3400-\u9fff])", re.MULTILINE)
_LONGEST_TITLE = 44
_CERTAIN = 2.0  # the least weight of a name's end that is believed
_PLACE = re.compile(r"[河湖江山市县镇乡村区路桥港湾岛沟坝库园厂站]")
_SETS_OUT = re.compile(
    r"(?:带队|率队|深入|到|赴|在|专题|实地|现场|调研|考察|检查|视察|慰问|看望|走访|督导|督查|暗访|巡查|察看|夜查|主持)"
)
_HEADLINE = 12  # code points of page furniture before a headline at most
_LISTS = re.compile(r"(?:有|包括|人员|领导)：$")  # '参加的有：'
_AND_OTHERS = re.compile(r"等(?:[\u3400-\u9fff]{0,6}领导|同志|[一二三四五六七八九\d]+人)?(?:也|都|还|分别)?")
_NO_ENDS = "的了等们说是在和与及个"
_LIKELY = 1.5  # and after an office


def find_people(text: str, plain: str, *, words: ChineseWords) -> list[Mention]:
    """The people of `text`, in order; `plain` is `text` in simplified characters, as long as `text`."""
    found: dict[int, tuple[int, Span | None]] = {}
    end_of = partial(_name_end, plain, words=words)
    for head in words.head.finditer(plain):
        start = head.end()
        if any(a <= head.start() < b for a, (b, _) in found.items()) or start in found:
            continue
        if plain[start : start + 1] in " 　" and plain[start : start + 1]:
            start += 1
        end = end_of(start, titled=True)
        if end is None:
            continue
        title = _title(text, plain, head.end(), {b for b, _ in found.values()}, words)
        if title is None or words.not_office.search(title.text):
            continue
        found[start] = (end, title)
        for a, b in _listed(plain, end, words):
            found.setdefault(a, (b, None))
    for a, b in _openers(plain, words):
        if not any(x < b and a < y for x, (y, _) in found.items()):
            found[a] = (b, None)
    mentions = {
        a: Mention(kind="person", span=Span.of(text, a, b), canonical=text[a:b], title=title)
        for a, (b, title) in found.items()
    }
    return _spread(text, plain, mentions, words)


# --- where a name ends ------------------------------------------------------------------------------------------------


def _name_end(plain: str, start: int, *, words: ChineseWords, titled: bool = False, listed: bool = False) -> int | None:
    """Where the name that starts at `start` ends; None if none starts there.

    `titled` where an office stands before it, `listed` where another name and a mark do.
    """
    if words.head.match(plain, start):
        return None
    if words.not_name.match(plain, start):
        return _worded_end(plain, start, words) if titled or listed else None
    if _DOTTED.match(plain, start):
        return _dotted_end(plain, start, words)
    worded = words.name_words.match(plain, start)
    if worded:
        return worded.end()
    if plain[start : start + 2] in words.compound:
        base = 2
    elif plain[start : start + 1] in words.single or plain[start : start + 1] in words.doubtful:
        base = 1
    else:
        return _rare_end(plain, start, words) if _ends_in_head(plain, start, words) else None
    readings = [
        (weight, end)
        for end in (start + base + 1, start + base + 2)
        if (weight := _weight(plain, start, end, words)) is not None
    ]
    if not readings:
        return None
    weight, end = max(readings)
    doubt = 1.0 if base == 1 and plain[start] in words.doubtful else 0.0
    if weight - doubt >= (_LIKELY if titled or listed else _CERTAIN):
        return end
    return _usual_end(plain, start + base, readings, words) if titled and not doubt else None


def _usual_end(plain: str, given: int, readings: list[tuple[float, int]], words: ChineseWords) -> int | None:
    """Where a name after an office ends that no word closes: by the characters that given names are made of."""
    ends = [end for _, end in readings]
    first, second = plain[given : given + 1], plain[given + 1 : given + 2]
    verb = plain[given + 2 : given + 3] in ("了", "着", "过")
    if second in words.given and first not in words.never_last and given + 2 in ends and not verb:
        return given + 2
    return given + 1 if first in words.given and given + 1 in ends else None


def _worded_end(plain: str, start: int, words: ChineseWords) -> int | None:
    """A name whose family name is a common word too (向, 于, 从): three characters that the article repeats."""
    word = words.not_name.match(plain, start)
    surname = plain[start : start + 1] in words.single or plain[start : start + 1] in words.doubtful
    name = plain[start : start + 3]
    if word and surname and len(word.group()) == 1 and _ends_list(plain, start + 2, words):
        return start + 2 if plain[start + 1] in words.given else None
    if not (word and surname and _PART.fullmatch(name) and len(name) == 3) or name[-1] in words.never_last:
        return None
    if len(word.group()) == 1 and not words.strong_boundary.match(plain, start + 1):
        attends = words.attends.match(plain, start + 3) or plain[start + 3 : start + 4] in tuple("、，。；")
        return start + 3 if plain.count(name) > 1 or (attends and _is_given(plain, start, words)) else None
    closed = len(word.group()) == 2 and name[-1] in words.given and _boundary(plain, start + 3, words) == 3.0
    return start + 3 if closed else None


def _weight(plain: str, start: int, end: int, words: ChineseWords) -> float | None:
    """How likely a name ends at `end`; None where it cannot."""
    if end > len(plain) or not _PART.fullmatch(plain, start, end) or words.head.match(plain, end - 1):
        return None
    weight = _boundary(plain, end, words)
    closed = plain[end - 1] in _LAST_BEFORE_VERB and _ends_list(plain, end, words)
    if plain[end - 1] in words.never_last and not closed:
        # '镇长陈到。': a mark after it makes even such a character the end
        marked = end >= len(plain) or not _HAN.match(plain, end)
        weight -= 1.0 if marked and plain[end - 1] not in _NO_ENDS else 3.0
    if plain[end : end + 1] in ("了", "着", "过"):
        weight -= 2.0  # the last character is a verb: '白露红了脸'
    strong = words.strong_boundary.match(plain, end - 1)
    if strong and len(strong.group()) > 1:
        weight -= 2.0
    longer, shorter = plain.count(plain[start:end]), plain.count(plain[start : end - 1])
    if (end - start >= 3 and plain[start : start + 2] not in words.compound) or end - start >= 4:
        weight += 0.5 + (1.0 if longer >= 2 and longer == shorter else 0.0)
    elif longer > plain.count(plain[start : end + 1]) >= 1:
        weight += 0.5
    return weight


def _boundary(plain: str, at: int, words: ChineseWords) -> float:
    """How strongly a name may end before `at`: punctuation and words of two characters most, lone characters less."""
    if at >= len(plain) or not _HAN.match(plain, at):
        return 3.0
    word = words.boundary.match(plain, at)
    if word is not None and word.group() in ("和", "与", "及") and _ends_list(plain, at + 1, words):
        return 0.0  # no conjunction stands before a verb or a mark: '景和参加'
    if word is None:
        return 0.0
    if len(word.group()) > 1:
        return 3.0
    return 2.0 if words.strong_boundary.match(plain, at) else 1.0


def _ends_list(plain: str, at: int, words: ChineseWords) -> bool:
    """Whether a verb of attending or a mark stands at `at`, before which no conjunction or preposition can."""
    return plain[at : at + 1] in tuple("、，。；（") or bool(words.attends.match(plain, at))


def _rare_end(plain: str, start: int, words: ChineseWords) -> int | None:
    """A name with an unknown family name: two or three characters before a certain word, which the article repeats."""
    for end in (start + 3, start + 2):
        known = _boundary(plain, end, words) == 3.0
        often = plain.count(plain[start:end])
        if (
            _PART.fullmatch(plain, start, min(end, len(plain)))
            and plain[end - 1] not in words.never_last
            and (
                (known and often > 2) or (end - start == 3 and often > 1 and (known or _is_given(plain, start, words)))
            )
        ):
            return end
    return None


def _is_given(plain: str, start: int, words: ChineseWords) -> bool:
    return all(c in words.given for c in plain[start + 1 : start + 3])


def _dotted_end(plain: str, start: int, words: ChineseWords) -> int | None:
    """The last part of a transcribed name ends before the first word that can follow a name."""
    whole = _DOTTED.match(plain, start)
    if whole is None:
        return None
    last = max(plain.rfind(dot, start, whole.end()) for dot in _DOT)
    for stop in range(last + 2, whole.end()):
        strong = words.strong_boundary.match(plain, stop)
        if strong and (len(strong.group()) > 1 or strong.group() in words.never_last):
            return stop
    return whole.end()


def _listed(plain: str, end: int, words: ChineseWords) -> Iterator[tuple[int, int]]:
    """The names that a list adds to one that ends at `end`: '副主任苏明、戎庚和…'."""
    while _JOIN.match(plain, end):
        start = end + 1
        stop = _name_end(plain, start, words=words, listed=True)
        if stop is None:
            stop = _item_end(plain, start, words)
        if stop is None:
            return
        yield start, stop
        end = stop


def _item_end(plain: str, start: int, words: ChineseWords) -> int | None:
    """Where an item between two names of a list ends that may be a name too: a family name and one or two characters."""
    item = _ITEM.match(plain, start)
    surname = plain[start] in words.single or plain[start] in words.doubtful if item else False
    if item is None or not surname or words.organisation.search(item.group()) or words.head.search(item.group()):
        return None
    return item.end() if item.group()[-1] not in _BODIES else None


def _openers(plain: str, words: ChineseWords) -> Iterator[tuple[int, int]]:
    """Names without an office that open a clause: before a verb and more than once, or in a list before '参加'."""
    for opening in _OPEN.finditer(plain):
        start = opening.start()
        end = _name_end(plain, start, words=words)
        if end is None:
            continue
        names = [(start, end), *_listed(plain, end, words)]
        headed = opening.start() < _HEADLINE and "\n" not in plain[: opening.start()].strip()
        told_of = _LISTS.search(plain, max(0, start - 3), start) and not _HAN.match(plain, names[-1][1])
        others = _AND_OTHERS.match(plain, names[-1][1])
        attends = words.attends.match(plain, others.end() if others else names[-1][1])
        if attends or told_of or (headed and _sets_out(plain, start, end, words)):
            yield from names
        elif (
            end - start > 2
            and not _PLACE.match(plain, end - 1)
            and words.strong_boundary.match(plain, end)
            and plain.count(plain[start:end]) > 1
        ):
            yield start, end


def _sets_out(plain: str, start: int, end: int, words: ChineseWords) -> bool:
    """Whether a name of three characters opens a headline of a visit: '岑远山调研…'."""
    return end - start == 3 and plain[start] in words.single and bool(_SETS_OUT.match(plain, end))


# --- titles -----------------------------------------------------------------------------------------------------------


def _title(text: str, plain: str, end: int, names: set[int], words: ChineseWords) -> Span | None:
    """The office that ends at `end`, with those stacked before it."""
    start = _piece(plain, end, names, words)
    while start > 0 and plain[start - 1] == "、" and start - 1 not in names and _ends_in_head(plain, start - 1, words):
        before = _piece(plain, start - 1, names, words)
        if end - before > _LONGEST_TITLE:
            break
        start = before
    while start < end and plain[start] in "的兼和与及":
        start += 1
    return Span.of(text, start, end) if start < end else None


def _ends_in_head(plain: str, at: int, words: ChineseWords) -> bool:
    return any(m.end() == at for m in words.head.finditer(plain, max(0, at - 8), at))


def _piece(plain: str, end: int, names: set[int], words: ChineseWords) -> int:
    """Where one office that ends at `end` starts: after a mark, a name, a verb, or '和' that joins it to another."""
    low = max(0, end - _LONGEST_TITLE)
    start = end
    while start > low and start not in names and _SEGMENT.match(plain, start - 1):
        start -= 1
    for stop in words.title_stop.finditer(plain, start, end):
        start = stop.end()
    for join in re.finditer("[和与及]", plain[start:end]):
        at = start + join.start()
        if at in names or _ends_in_head(plain, at, words):
            start = at + 1
            break
    return start


# --- every mention ----------------------------------------------------------------------------------------------------


def _spread(text: str, plain: str, found: dict[int, Mention], words: ChineseWords) -> list[Mention]:
    """All mentions of the people: the found ones, their full names elsewhere, and short forms."""
    out = dict(found)
    taken = [m.span for m in found.values()]
    full = sorted({m.span.text for m in found.values()}, key=lambda n: (-len(n), n))
    forms = [(re.escape(name), name) for name in full]
    forms += [
        (re.escape(part), name) for name in full if len(part := re.split(f"[{_DOT}]", name)[0]) > 1 and part != name
    ]
    for form, name in forms:
        for match in re.finditer(form, text):
            span = Span.of(text, match.start(), match.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                out[span.start] = Mention(kind="person", span=span, canonical=name)
    for surname, name in _surnames(plain, found, words).items():
        for match in re.finditer(rf"(?<![\u3400-\u9fff]){surname}(?={words.head.pattern})", plain):
            span = Span.of(text, match.start(), match.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                out[span.start] = Mention(kind="person", span=span, canonical=name)
    return [out[start] for start in sorted(out)]


def _surnames(plain: str, found: dict[int, Mention], words: ChineseWords) -> dict[str, str]:
    """Family names, in simplified characters, that only one of the people bears."""
    bearers: dict[str, set[str]] = {}
    for mention in found.values():
        name = plain[mention.span.start : mention.span.end]
        surname = name[:2] if name[:2] in words.compound else name[:1]
        bearers.setdefault(surname, set()).add(mention.canonical)
    return {surname: next(iter(names)) for surname, names in bearers.items() if len(names) == 1}
