"""Demands of a Chinese text: who speaks, which pieces demand, and where one demand ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.records import Annotation, Mention, Sentence, Span
from briefing.segmenting.chinese_cues import ChineseCues

_CLAUSE = re.compile(r"(?:^|(?<=[。！？；;，,：:“”\"\n　 ]))")
_OPEN_SPLIT = 26  # code points that a demand must have before a new 要 in the same piece starts another
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]是?(?=要|是)|第?[一二三四五六七八九十][是、，,]|其[一二三][，,]|[（(]?\d[)）、.]|同时[，,]?|另外[，,]?|此外[，,]?|并且?|还)+"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A verb of speech: where its words start, the verb, and the mention that is its subject, if a name."""

    start: int
    end: int
    verb: str
    subject: Mention | None
    pronoun: bool
    body: bool


def speeches(
    annotation: Annotation, plain: str, sentence: Sentence, cues: ChineseCues, named: tuple[Mention, ...]
) -> list[Speech]:
    """The verbs of speech of a sentence, in order, each with its subject."""
    start, end = sentence.span.start, sentence.span.end
    out: list[Speech] = []
    for match in cues.speech.finditer(plain, start, end):
        if _quoted(plain, start, match.start()):
            continue
        after = plain[match.end() : match.end() + 1]
        hard = bool(cues.ask.fullmatch(match.group()))
        if after not in '，,：:“"' and not (hard and re.match(r"[\u3400-\u9fff“]", after or "。")):
            continue
        if match.group() == "部署" and after not in "：:":
            continue
        clause = max([start, *(start + m.end() for m in re.finditer("[。；;，,：:]", plain[start : match.start()]))])
        before = plain[clause : match.start()]
        if re.search(r"(?:的|按照?|符合|落实|高|新|严格|硬性|工作|根据|达到|有)$", before) and not after in "，,：:":
            continue
        if (
            hard
            and match.group() in "请让"
            and (before and not re.search(r"[他她]$|\S{2,4}$", before) or re.search(r"[邀申聘不要能了谁]$", before))
        ):
            continue
        subject = next((m for m in named if clause <= m.span.start < match.start()), None)
        pronoun = bool(re.match(r"[他她]", before)) or before == ""
        body = bool(re.match(r"会议|会上|座谈会", before))
        if subject is None and not pronoun and not body and len(before) > 14 and not hard:
            continue
        if subject is None and re.search(
            r"负责人|负责同志|厂长|经理|书记员|专家|代表们|群众|村民|老人|居民|大妈|师傅", before
        ):
            continue
        text_start = match.end() + (1 if after in "，,：:" else 0)
        out.append(Speech(clause, text_start, match.group(), subject, pronoun, body))
    return out


def _quoted(plain: str, start: int, at: int) -> bool:
    return plain.count("“", start, at) > plain.count("”", start, at)


def demands_in(text: str, plain: str, start: int, end: int, cues: ChineseCues, *, opened: bool) -> Iterator[Span]:
    """The distinct demands between `start` and `end`; `opened` where the words before them said that it is demanded."""
    inside = opened
    for a, b in _pieces(plain, start, end):
        for c, d in _split(plain, a, b, cues, opened=inside):
            if is_demand(plain[c:d], cues, opened=inside) and not is_slogan(plain[c:d], cues):
                inside = True
                yield _trimmed(text, c, d)


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, at = 0, start
    for i in range(start, end):
        depth = max(0, depth + (plain[i] in "“（(《") - (plain[i] in "”）)》"))
        if plain[i] in "；;。！？" and depth == 0:
            yield at, i
            at = i + 1
    if at < end:
        yield at, end


def _split(plain: str, start: int, end: int, cues: ChineseCues, *, opened: bool) -> Iterator[tuple[int, int]]:
    """Cuts a piece before a clause that opens with 要 or the like, once what stands before it is a demand itself."""
    cuts = [start]
    clauses = _clauses(plain, start, end)
    for a, _ in clauses[1:]:
        head = plain[cuts[-1] : a]
        fresh = re.match(r"(?:[一二三四五六七八九]?要(?!求|素|点|是|么)|必须|务必|决不能|绝不能|不得)", plain[a:end])
        if not fresh:
            continue
        if not is_demand(head, cues, opened=False):
            if len(cuts) == 1 and not re.match(r"[^，,]{0,16}[，,]$", head):
                cuts = [a]  # what stands before the first demand explains it
        elif fresh.group().endswith("要") and len(head) > _OPEN_SPLIT:
            cuts.append(a)
    return iter(zip(cuts, [*cuts[1:], end], strict=True))


def _clauses(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    depth, at, out = 0, start, []
    for i in range(start, end):
        depth = max(0, depth + (plain[i] in "“（(《") - (plain[i] in "”）)》"))
        if plain[i] in "，," and depth == 0:
            out.append((at, i + 1))
            at = i + 1
    out.append((at, end))
    return out


def is_demand(piece: str, cues: ChineseCues, *, opened: bool) -> bool:
    """Whether a piece demands: by 要 and its like anywhere, or, in a speech of demands, by the verb that opens it."""
    body = _ORDINAL.sub("", piece.strip("，, 　"))
    if cues.praise.search(body) and not re.search(r"要|必须", body):
        return False
    cleaned = re.sub(
        r"要求|要素|主要|重要|需要|要点|要害|首要|要么|要是|只要|就要来|将要|必要|摘要|概要|纪要|要道|要不要|紧要|还要多|要多久|不要捉",
        "",
        body,
    )
    if re.search(
        r"要|必须|应当|应该|务必|不能|不得|决不|绝不|不许|严禁|不要|须|一律|不允许|决不能|不准|禁止|请(?!示)", cleaned
    ):
        return True
    return opened and bool(cues.opener.search(body))


def is_slogan(piece: str, cues: ChineseCues) -> bool:
    """Whether a demand has nothing in it but set phrases."""
    clauses = [c for c in re.split("[，,]", piece) if c.strip()]
    hits = sum(bool(cues.slogan.search(c)) for c in clauses)
    return hits * 2 >= len(clauses)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in ' \u3000\n，,；;：:“”"':
        if (
            text[start] in '“"'
            and text.find("”" if text[start] == "“" else '"', start + 1, end) > 0
            and text[end - 1] not in '”"'
        ):
            break
        start += 1
    while end > start and text[end - 1] in " \u3000\n，,；;。":
        end -= 1
    return Span.of(text, start, end)
