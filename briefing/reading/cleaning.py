"""What is done to a text before its offsets exist: line ends, invisible characters, wrapped lines, length."""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# byte-order marks, zero-width blanks, soft hyphens, marks of writing direction, tags: nothing that is printed
_INVISIBLE = re.compile(
    "[\0\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]+"
)
# joiners belong to Persian, Hindi and emoji, but hide inside Latin words and Chinese
_JOINERS = re.compile(r"(?<=[A-Za-z\u3400-\u9fff])[\u200c\u200d]{1,8}|[\u200c\u200d]{1,8}(?=[A-Za-z\u3400-\u9fff])")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = " \t\xa0\u3000"
_GULF = re.compile(
    rf"([{_BLANKS}]{{80}})[{_BLANKS}]+"
)  # no page needs it, and patterns over blanks would take for ever
_SENTENCE_END = re.compile(r"[.!?]['\"”’)\]]*(?=\s)|[。！？!?]['\"”’）)」』】]*")
STOPPED = re.compile(r"[.。!！?？:：;；…]['\"”’)）」』】]*$")
ITEM = re.compile(r"[-–—*•·●■◆>#|\t]|\d{1,3}[.)、．]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|\s{2,}|\u3000")
_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"


def clean(text: str) -> str:
    """`text` with one kind of line end, without invisible and control characters and blanks at line ends.

    Runs of more than 80 blanks are cut to 80.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    text = _JOINERS.sub("", _INVISIBLE.sub("", text))
    text = _GULF.sub(r"\1", _CONTROLS.sub(" ", text))
    return "\n".join(line.rstrip(_BLANKS) for line in text.split("\n")).strip("\n")


def shortened(text: str, limit: int) -> str:
    """The head of `text`, at most `limit` code points, cut at the end of a paragraph or sentence where one is near."""
    head = text[:limit]
    if text[limit : limit + 1] == "\n":
        return head.rstrip()
    end = max((m.end() for m in _SENTENCE_END.finditer(head, limit // 2)), default=0)
    end = max(end, head.rfind("\n"))
    return head[: end if end > limit // 2 else limit].rstrip()


def unwrapped(text: str) -> str:
    """`text` with the lines of a paragraph joined, where a fixed page width broke them; else `text` itself.

    A line was broken by width if the first word of the next would not have fitted; a text is taken for wrapped where
    that, and a line end inside a sentence, holds for a good part of its lines.
    """
    lines = text.split("\n")
    widths = [_width(line) for line in lines]
    filled = sorted(w for w in widths if w)
    if len(filled) < 4:
        return text
    page = filled[int(0.95 * (len(filled) - 1))]
    if not 36 <= page <= 140:
        return text
    goes_on = [_broken_by_width(lines[i], lines[i + 1], widths[i], page) for i in range(len(lines) - 1)]
    inside = sum(1 for i, b in enumerate(goes_on) if b and not STOPPED.search(lines[i]))
    if inside < 3 or inside < 0.3 * len(filled):
        return text
    return joined(lines, [*goes_on, False])


def joined(lines: list[str], goes_on: list[bool]) -> str:
    """`lines` as one text; where `goes_on` holds, the line goes on in the next (after Chinese without a blank)."""
    out: list[str] = []
    for index, (line, open_end) in enumerate(zip(lines, goes_on, strict=True)):
        if not open_end:
            out += [line, "\n"]
        elif re.search(_CJK + "$", line):
            out.append(line)
        elif re.search(r"[A-Za-z]-$", line):
            # a word divided at the line end, which no capital goes on; a compound loses its hyphen, rarely
            divided = line[-2].islower() and lines[index + 1].lstrip()[:1].islower()
            out.append(line[:-1] if divided else line)
        else:
            out += [line, " "]
    return "".join(out).removesuffix("\n")


def _broken_by_width(line: str, following: str, width: int, page: int) -> bool:
    if not line.strip() or not following.strip() or ITEM.match(following) or width < 0.6 * page:
        return False
    first = following if re.match(_CJK, following) else following.split(maxsplit=1)[0]
    first_width = 2 if re.match(_CJK, first) else _width(first) + 1
    return width + first_width > page - 2


def _width(line: str) -> int:
    """Columns that `line` takes; East Asian wide characters take two (UAX #11)."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
