"""Finds people in Chinese text: by the office before the name, in lists, before verbs of speech, and again by any short form.

Chinese has no blanks and no capitals; where a name ends is decided by the word that follows and by how often each reading
occurs in the article.
"""

import re
from collections.abc import Iterator

from briefing.mentions.chinese_words import ChineseWords
from briefing.records import Mention, Span

_HAN = re.compile(r"[\u3400-\u9fff]")
_DOTTED = re.compile(r"[\u3400-\u9fff]{2,7}(?:[·•・][\u3400-\u9fff]{1,6}){1,3}")
_JOIN = re.compile(r"[、,，]|和|与|及")
_HARD_STOP = re.compile(r"[。！？；：:;!?\n“”\"'‘’()（）《》【】\[\]|>\s，,]")
_LONGEST_PIECE = 32
_NEVER_LAST = frozenset("到在与及对向从就说问还等把将也了")  # function words that end no name
_BODY_ENDS = frozenset("委会局部府办厅党")


def find_people(text: str, plain: str, *, words: ChineseWords) -> list[Mention]:
    """The people of `text`, in order; `plain` is `text` in simplified characters, as long as `text`."""
    found: dict[int, Mention] = {}
    ends: dict[int, int] = {}
    for head in words.head.finditer(plain):
        at = head.end()
        if ends and at < max(ends.values()):
            continue
        end = _name_end(plain, at, words)
        if end is None:
            continue
        title = _title(text, plain, at, set(ends.values()), words)
        _keep(found, ends, text, at, end, title)
        for start, stop in _listed(plain, end, words):
            _keep(found, ends, text, start, stop, None)
    for start, end in _speakers(plain, words):
        if start not in found and not any(a < end and start < b for a, b in ends.items()):
            _keep(found, ends, text, start, end, None)
    return _spread(text, plain, found, words)


def _keep(found: dict[int, Mention], ends: dict[int, int], text: str, start: int, end: int, title: Span | None) -> None:
    if start in found:
        return
    span = Span.of(text, start, end)
    found[start] = Mention(kind="person", span=span, canonical=span.text, title=title)
    ends[start] = end


def _name_end(plain: str, at: int, words: ChineseWords) -> int | None:
    """Where the name that starts at `at` ends; None if none starts there."""
    dotted = _DOTTED.match(plain, at)
    if dotted and words.head.search(dotted.group()):
        return None  # an office of its own stands before this name
    if dotted:
        return _dotted_end(plain, at, dotted.end(), words)
    if words.not_name.match(plain, at) or words.head.match(plain, at):
        return None
    if plain[at : at + 2] in words.compound:
        base = 2
    elif plain[at : at + 1] in words.single:
        base = 1
    else:
        return _unknown_surname(plain, at, words)
    short, long = at + base + 1, at + base + 2
    if not _han(plain, at, short) or words.head.match(plain, at + base):
        return None
    end = long if _han(plain, at, long) and _prefers_long(plain, at, short, long, words) else short
    return None if plain[end - 1] in _BODY_ENDS or words.head.match(plain, end) and end - at > 2 else end


def _prefers_long(plain: str, at: int, short: int, long: int, words: ChineseWords) -> bool:
    often_short, often_long = plain.count(plain[at:short]), plain.count(plain[at:long])
    ends_short, ends_long = _bounded(plain, short, words), _bounded(plain, long, words)
    if often_long >= 2 and often_long == often_short:
        return True
    if often_short > often_long and ends_short:
        return False
    if plain[short] in _NEVER_LAST:
        return False
    if _long_word(plain, long, words) or plain[long : long + 1] in _NEVER_LAST and _HAN.match(plain, long):
        return not _long_word(plain, short, words)
    if often_short > often_long and ends_short:
        return False
    return ends_long and not words.strong_boundary.match(plain, short) or not ends_short


def _long_word(plain: str, at: int, words: ChineseWords) -> bool:
    """Whether a word of two characters or more that may follow a name starts at `at`."""
    match = words.strong_boundary.match(plain, at)
    return bool(match) and len(match.group()) > 1


def _bounded(plain: str, at: int, words: ChineseWords) -> bool:
    return at >= len(plain) or not _HAN.match(plain, at) or bool(words.boundary.match(plain, at))


def _han(plain: str, start: int, end: int) -> bool:
    return end <= len(plain) and all("\u3400" <= c <= "\u9fff" for c in plain[start:end])


def _unknown_surname(plain: str, at: int, words: ChineseWords) -> int | None:
    """A name of two or three characters with a rare surname: the article must repeat it."""
    for end in (at + 3, at + 2):
        if _han(plain, at, end) and _bounded(plain, end, words) and plain.count(plain[at:end]) > 2:
            return end
    return None


def _dotted_end(plain: str, start: int, end: int, words: ChineseWords) -> int:
    """The last part of a transcribed name ends before the first word that can follow a name."""
    dot = max(plain.rfind(c, start, end) for c in "·•・")
    for stop in range(dot + 2, end):
        if _long_word(plain, stop, words) or plain[stop] in _NEVER_LAST:
            return stop
    return end


def _listed(plain: str, end: int, words: ChineseWords) -> Iterator[tuple[int, int]]:
    """The names that a list adds to one that ends at `end`: '副主任苏明义、戎长庚和…'."""
    while True:
        join = _JOIN.match(plain, end)
        if not join or (join.group() in ",，"):
            return
        start = join.end()
        stop = _name_end(plain, start, words)
        if stop is None or not _bounded(plain, stop, words):
            return
        yield start, stop
        end = stop


def _speakers(plain: str, words: ChineseWords) -> Iterator[tuple[int, int]]:
    """Names without an office: at the start of a clause, before a verb, and more than once in the article."""
    for match in re.finditer(r"(?:^|(?<=[。！？；，,\n：:　 ]))[\u3400-\u9fff]{2,4}", plain):
        at = match.start()
        end = _name_end(plain, at, words)
        if end is None or (plain[at] not in words.single and plain[at : at + 2] not in words.compound):
            continue
        follows = words.strong_boundary.match(plain, end)
        if follows and len(follows.group()) > 1 and plain.count(plain[at:end]) > 1:
            yield at, end


def _title(text: str, plain: str, end: int, names: set[int], words: ChineseWords) -> Span | None:
    """The office that ends at `end`, with those stacked before it."""
    start = end
    while True:
        piece = _piece(plain, start, names, words)
        if piece is None:
            break
        start = piece
        if start > 0 and plain[start - 1] == "、" and _ends_in_head(plain, start - 1, words):
            start -= 1
            continue
        break
    while start < end and plain[start] in "、的兼 　":
        start += 1
    return Span.of(text, start, end) if start < end else None


def _ends_in_head(plain: str, at: int, words: ChineseWords) -> bool:
    return any(m.end() == at for m in words.head.finditer(plain, max(0, at - 8), at))


def _piece(plain: str, end: int, names: set[int], words: ChineseWords) -> int | None:
    low = max(0, end - _LONGEST_PIECE)
    start = end
    while start > low and not _HARD_STOP.match(plain, start - 1) and plain[start - 1] != "、":
        start -= 1
        if start in names:
            break
    for stop in words.title_stop.finditer(plain, start, end):
        start = stop.end()
    for join in re.finditer("[和与及]", plain[start:end]):
        at = start + join.start()
        if at in names or _ends_in_head(plain, at, words):
            start = at + 1
            break
    while start < end and plain[start] in "和与及":
        start += 1
    return start if start < end else None


def _spread(text: str, plain: str, found: dict[int, Mention], words: ChineseWords) -> list[Mention]:
    """All mentions of the people: the found ones, their full names elsewhere, and short forms."""
    out = dict(found)
    taken = [m.span for m in found.values()]
    full = sorted({m.span.text for m in found.values()}, key=lambda n: (-len(n), n))
    forms = [(name, name) for name in full]
    forms += [(part, name) for name in full if "·" in name and len(part := name.split("·")[0]) > 1]
    for form, name in forms:
        for match in re.finditer(re.escape(form), text):
            span = Span.of(text, match.start(), match.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                out[span.start] = Mention(kind="person", span=span, canonical=name)
    for surname, name in _surnames(full, words).items():
        for match in re.finditer(rf"{surname}(?:{words.head.pattern})", plain):
            span = Span.of(text, match.start(), match.start() + len(surname))
            if not any(span.overlaps(t) for t in taken) and not _HAN.match(
                plain[match.start() - 1 : match.start()] or "。"
            ):
                taken.append(span)
                out[span.start] = Mention(kind="person", span=span, canonical=name)
    return [out[start] for start in sorted(out)]


def _surnames(names: list[str], words: ChineseWords) -> dict[str, str]:
    """Family names that only one of the people bears."""
    count: dict[str, list[str]] = {}
    for name in names:
        surname = name[:2] if name[:2] in words.compound else name[:1]
        count.setdefault(surname, []).append(name)
    return {surname: group[0] for surname, group in count.items() if len(group) == 1}
