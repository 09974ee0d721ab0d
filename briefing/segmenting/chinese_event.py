"""The event of a Chinese article: its lead, its day, and the demand of its headline."""

import datetime as dt
import re

from briefing.mentions.dates import find_dates, resolve_date
from briefing.records import Annotation, Article, DirectiveSegment, Notice, Sentence, Span, VisitDate
from briefing.segmenting import chinese_demands
from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_people import Roles, people_in

_GROUP = re.compile(
    r"[省市县区州]领导|(?:班子|党政|市委|县委|政府|区委|省委)[^，。]{0,6}领导|领导(?:干部|同志)?(?:分|赴|率)"
)
_OFFICE = re.compile(
    r"(?:书记|省长|市长|县长|区长|州长|镇长|乡长|局长|厅长|部长|主席|主任)(?:一行|先后|来到|到|赴|带队|率队)"
)
_PRINTED = re.compile(r"(?:时间|日期|发布|更新)[:：]?\s*$")
_VAGUE = re.compile(r"近日|日前|连日|連日|近期|近段|前不久|最近")
_NO_DAY = "the article does not say on which day the visit was"
_DATED = 6  # sentences in which the day may stand
_AT_HEAD = 6  # code points before a date that opens its sentence
_SAME = 0.6  # share of a headline's pairs of characters in a demand that says the same
_HEAD = 90  # code points in which the words before a headline's demand must stand
_HEADLINE = re.compile(r"(?:强调|要求|指出|提出|希望)[:： 　]*\n?[ 　]*(?P<demand>[^\n。]{6,60})(?=\n|$)")
_HEADLINE_SAID = re.compile(r"[：:][ 　“]*(?P<demand>[^\n。：:”]{6,60})”?(?=\n|$)")  # '岑远山：…'
_SECOND_LINE = re.compile(r"\n[ 　]*(?P<demand>[\u3400-\u9fff“”、 　]{6,40})(?=\n|$)")


def lead_of(annotation: Annotation, plain: str, roles: Roles, cues: ChineseCues) -> list[Sentence]:
    """The first sentence of the body in which the leader visits or meets, else the first sentence."""
    if not annotation.sentences:
        return []
    if not roles.leaders:
        return list(annotation.sentences[:1])
    names = roles.leaders[0].mentions
    best: tuple[int, Sentence] | None = None
    for index, sentence in enumerate(annotation.sentences[:9]):
        told = re.split(r"[：“]|[说称][，,]", plain[sentence.span.start : sentence.span.end], maxsplit=1)[0]
        named = any(sentence.span.contains(m) for m in names) or bool(_GROUP.search(told))
        named = named or (roles.leaders[0].title is None and bool(_OFFICE.search(told)))
        score = 2 * bool(cues.visit.search(told)) + bool(cues.meeting.search(told)) if named else 0
        score += 2 * bool(score and find_dates(sentence.span.text, language="zh")) + bool(
            score and sentence.span.text.endswith("。")
        )
        if score and (best is None or score > best[0] + (index > 3)):
            best = (score, sentence)
    return [best[1] if best else annotation.sentences[0]]


def event_of(
    annotation: Annotation, plain: str, lead: list[Sentence], roles: Roles, cues: ChineseCues
) -> tuple[Span, ...]:
    """The lead up to the words of a speech, and the sentence of the companions where it stands near."""
    out: list[Span] = []
    for sentence in lead:
        said = chinese_demands.speeches(plain, sentence, cues, people_in(annotation, sentence))
        speech = said[0] if said else None
        clauses = [c for c in sentence.clauses if speech is None or c.end <= speech.start]
        if speech and cues.visit.search(plain, speech.start, speech.end):
            verb = plain.rfind(speech.verb, speech.start, speech.end)
            end = len(plain[:verb].rstrip("时，, "))
            clauses += [Span.of(annotation.text, speech.start, end)] if end > speech.start else []
        out += clauses or [sentence.span]
    for sentence in roles.companion_sentences:
        if sentence not in lead and lead and abs(sentence.paragraph - lead[0].paragraph) <= 1:
            out.append(sentence.span)
    return tuple(sorted(out, key=lambda s: s.start))


def date_of(
    article: Article, annotation: Annotation, plain: str, lead: list[Sentence], cues: ChineseCues
) -> tuple[VisitDate, list[Notice]]:
    """The day in the lead, else in the first sentences, resolved against the day of publication.

    After a vague word ('近日') a real day counts only where it opens a sentence of the visit.
    """
    published = article.source.published or _printed(plain)
    vague: str | None = None
    for sentence in [*lead, *annotation.sentences[:_DATED]]:
        for found in find_dates(sentence.span.text, language="zh"):
            at = sentence.span.start + found.start
            if plain.count("“", sentence.span.start, at) > plain.count("”", sentence.span.start, at):
                continue  # '“昨晚的雨…”'
            if _PRINTED.search(plain[sentence.span.start : at]) or (
                vague and not _is_of_visit(plain, at, sentence, cues)
            ):
                continue
            date = resolve_date(found.text, published=published, language="zh")
            if date.start is not None:
                return date, []
            if not _VAGUE.match(found.text):
                message = f"the day of the visit ({found.text}) cannot be known: no publication date, or an unfit one"
                return VisitDate(text=found.text), [Notice(code="date-unresolved", message=message)]
            vague = vague or found.text
    message = f"the article does not say on which day the visit was ({vague})" if vague else _NO_DAY
    return VisitDate(text=vague), [Notice(code="date-unresolved", message=message)]


def _is_of_visit(plain: str, at: int, sentence: Sentence, cues: ChineseCues) -> bool:
    """Whether a date opens a sentence in which somebody goes somewhere or looks: '25日至27日，他来到…'."""
    opens = at - sentence.span.start < _AT_HEAD
    verbs = (cues.visit, cues.goes, cues.inspect)
    return opens and any(p.search(plain, at, sentence.span.end) for p in verbs)


def _printed(text: str) -> dt.date | None:
    """The day that a source line inside the text prints as the article's own."""
    for found in find_dates(text[:400], language="zh"):
        if _PRINTED.search(text[: found.start]):
            return resolve_date(found.text, published=None, language="zh").start
    return None


def headline_demands(
    annotation: Annotation, plain: str, roles: Roles, directives: list[DirectiveSegment], cues: ChineseCues
) -> list[DirectiveSegment]:
    """The demands that a headline ends with ('X在Y调研时强调 把…', 'X：把…'), less those that `directives` say in full."""
    if not roles.leaders:
        return []
    principal = roles.leaders[0]
    match = _HEADLINE.search(plain)
    if match and any(m.kind == "person" and m.span.start <= match.start() < m.span.end for m in annotation.mentions):
        match = None  # 王强调研
    if match is None:
        line = max(0, plain.find("\n"))
        named = next((m for m in principal.mentions if m.end < line and plain[m.end] in "：:"), None)
        match = _HEADLINE_SAID.match(plain, named.end) if named else None
        match = match if match and chinese_demands.is_demand(match["demand"], cues, opened=True) else None
    if not match or match.start() > _HEAD:
        return []
    lines = [match]
    second = _SECOND_LINE.match(plain, match.end("demand"))
    if second and chinese_demands.is_demand(second["demand"], cues, opened=True):
        lines.append(second)
    spans = [Span.of(annotation.text, *m.span("demand")) for m in lines]
    return [
        DirectiveSegment(evidence=(span,), speaker=principal.name)
        for span in spans
        if not _is_said(plain, span, directives)
    ]


def _is_said(plain: str, span: Span, directives: list[DirectiveSegment]) -> bool:
    """Whether one of `directives` says most of what stands in `span`."""
    said = plain[span.start : span.end]
    pairs = {said[i : i + 2] for i in range(len(said) - 1)}
    bodies = (plain[d.evidence[0].start : d.evidence[-1].end] for d in directives)
    return any(sum(pair in body for pair in pairs) >= _SAME * len(pairs) for body in bodies)
