"""What is not prose by its own look: navigation, captions, bylines, credits at either end of a paragraph."""

import re
from collections.abc import Iterator
from typing import Literal

from briefing.reading.cues import Cues

Kind = Literal["navigation", "caption", "byline"]

_LONGEST_CAPTION = 420  # code points
_LONGEST_LINE = 170
_TRAIL = re.compile(
    r"^\W{0,3}\S[^>»›/]{0,30}(?:\s*[>»›]\s*[^>»›]{1,40}){2,}$|^(?:home|首页|首頁)\s*[>»›/]", re.IGNORECASE
)
_BRACKETED = re.compile(r"[\[(（【]\s*(?P<inside>[^\[\]【】]{1,400}?)\s*[\])）】]\s*$")
_END_CREDIT = re.compile(r"\s*[\[(（【](?P<credit>[^\[\]()（）【】]{1,120})[\])）】][\s.。]*$")
_END_MARK = re.compile(r"\s*(?:-\s?0\s?-|#{3}|\*{3}|/(?:ENDS?|end)|[（(]完[)）]|\bENDS\.?|■|□)\s*$")
_SLASHED = re.compile(r"^(?:[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2})(?:/[\w .'-]{2,30}){1,3}$")
_SYMBOLS = re.compile(r"[\W_\d]*$")
_LEAD = " \t\u3000·•*-–—#>([【（「"
_STOP = re.compile(r"[.。!！?？]['\"”’)）]*(?=\s|$)|[。！？]")
_HAN = re.compile(r"[\u3400-\u9fff]")


def kind_of(line: str, *, cues: Cues) -> Kind | None:
    """What kind of furniture the whole `line` is by its own words, or None; source lines are not looked for here."""
    text = line.strip()
    low = text.lower()
    bare = low.lstrip(_LEAD)
    if is_caption(text, cues=cues):
        return "caption"
    if _SYMBOLS.match(text) or bare.rstrip(" .:：!！]】)）>»") in cues.whole or _is_buttons(low, cues):
        return "navigation"
    if len(text) + 2 * len(_HAN.findall(text)) > _LONGEST_LINE:
        return None
    if low.startswith(cues.opens) or bare.startswith(cues.opens) or _TRAIL.match(text):
        return "navigation"
    heading = cues.heading.match(bare)
    if heading and not _is_sentence(text[heading.end() :]):
        return "navigation"
    return "byline" if is_byline(text, cues=cues) else None


def is_caption(text: str, *, cues: Cues) -> bool:
    """Whether a line describes a picture: by its first words, by the credit that ends it, or by who stands where."""
    if len(text) > _LONGEST_CAPTION or len(_STOP.findall(text)) > 4:
        return False
    bare = text.lower().lstrip(_LEAD)
    if bare.startswith(cues.caption):
        return True
    inside = _BRACKETED.match(text)
    if inside and (cues.photo.match(inside["inside"]) and re.search(r"[:：/]|\bby\b", inside["inside"][:24])):
        return True
    credit = _END_CREDIT.search(text)
    if credit and credit.start() > 0 and is_photo_credit(credit["credit"], cues=cues):
        return True
    if re.search(r"(?:\bphotos?(?:\s+by|\s*[:/])|\bPHOTO\b\s*[:/])[^.]{2,40}\.?$|\S/\S+ Photo$", text, re.IGNORECASE):
        return len(_STOP.findall(text)) <= 2
    if re.search(r"[\u3400-\u9fff]\s*[摄攝]$", text) and len(text) < 80:
        return True
    sentences = len(_STOP.findall(text))
    return bool(cues.position.search(text)) and sentences <= 1


def is_photo_credit(credit: str, *, cues: Cues) -> bool:
    """Whether what stands in brackets names who took a picture: 'Photo/Li Wen', 'ANTARA/HO-Ministry', '李文 摄'."""
    if re.search(r"[摄攝]\s*$|^[图圖]\s*[/／:：]|供[图圖]|^资料图", credit):
        return True
    words = credit.split()
    return (bool(cues.photo.search(credit)) and len(words) <= 12) or (
        bool(_SLASHED.match(credit)) and credit.split("/", maxsplit=1)[0].split(maxsplit=1)[0][:3].isupper()
    )


def is_byline(text: str, *, cues: Cues) -> bool:
    """Whether a short line says who wrote: 'By Li Wen', 'Our Correspondent, Dhaka', '(李文 报道)', '@liwen'."""
    bare = text.strip(_LEAD + ")）】]」.")
    words = len(bare.split()) + len(_HAN.findall(bare)) // 3
    if not bare or words > 14 or _is_sentence(text):
        return False
    if re.match(r"(?:[Bb]y|BY)\s+(?:[A-Z]|the\s[A-Z])", bare) or re.fullmatch(r"@\w{2,30}", bare):
        return True
    if re.fullmatch(r"\d{1,2}[ -]min(?:ute)?s?\s+read", bare, re.IGNORECASE) or _SLASHED.fullmatch(bare):
        return True
    named = cues.byline.search(bare)
    if named and words <= 10:
        # a byline says nothing else: names, places and the word itself, hardly a lower-case word
        outside = re.findall(r"\b[a-z]{2,}\b", cues.byline.sub(" ", bare))
        return len([w for w in outside if w not in ("and", "in", "of", "for", "with", "from", "the", "by", "at")]) == 0
    return False


def ends(line: str, *, cues: Cues) -> Iterator[tuple[int, int]]:
    """Start and end, inside `line`, of what closes a paragraph without being prose: '-0-', '(Reporter Li Wen)'."""
    stop = len(line)
    for _ in range(3):
        mark = _END_MARK.search(line, 0, stop)
        credit = None if mark else _END_CREDIT.search(line[:stop])
        if mark:
            found = mark.start()
        elif credit and is_end_credit(credit["credit"], cues=cues):
            found = credit.start()
        else:
            break
        if found == 0:
            break
        start = found + len(line[found:stop]) - len(line[found:stop].lstrip())
        yield start, len(line[:stop].rstrip())
        stop = found


def is_end_credit(credit: str, *, cues: Cues) -> bool:
    """Whether brackets at a paragraph's end hold a credit."""
    if re.match(r"[Bb]y\s+[A-Z]", credit) or re.search(r"^完$|^记者|^記者|摄$|攝$", credit):
        return True
    match = cues.byline.search(credit)
    return (
        bool(match)
        and not _is_sentence(credit)
        and len(re.findall(r"\b[a-z]{2,}\b", cues.byline.sub(" ", credit))) <= 2
    )


def _is_buttons(low: str, cues: Cues) -> bool:
    """Rows of buttons: '[Print this page] [Close the window]', 'Share | Tweet | Email'."""
    pieces = [p.strip(" .:：") for p in re.split(r"[\[\]【】|｜/]|\s{2,}", low)]
    pieces = [p for p in pieces if p]
    return len(pieces) > 1 and all(p in cues.whole or p.startswith(cues.opens) for p in pieces)


def _is_sentence(text: str) -> bool:
    """Whether `text` ends like a sentence of some length."""
    words = len(text.split()) + len(_HAN.findall(text)) // 2
    return words > 6 and bool(re.search(r"[a-z\u3400-\u9fff]['\"”’)）]?[.。!！?？]['\"”’)）]*$", text.rstrip()))
