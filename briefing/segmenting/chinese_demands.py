"""Demands of a Chinese text: who speaks, which pieces demand, and where one demand ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.records import Mention, Sentence, Span
from briefing.segmenting.chinese_cues import ChineseCues

_WANTS = re.compile(r"(?:[一-龥]{0,8})(?:要(?!求)|必须|应当)")
_ADVERB = re.compile(
    r"(?:当场|当即|并|还|同时|现场|特别|反复|再三|也|又|一再|随即|立即|明确|进一步|最后|随后|为此|对此|就此|在讲话中|因此|再次|多次|并且|郑重|严肃)+"
)
_MESSAGE = re.compile(
    r"(?:打了?[一]?个?电话|通了?[一]?个?电话|发了?[一两]?条?(?:语音|短信|微信|消息|信息)|写[下道]|作出(?:如下|以下)?(?:部署|安排|要求)"
    r"|提了?出?[一二三四五六]点(?:要求|意见|建议|希望)|[定立]下[^，。：]{0,6}(?:规矩|时限)|交账|算账|约法三章"
    r"|(?:的|下|了)(?:要点|纪要|任务|清单|命令|军令状|死命令)|[提出]了?[^，。：]{0,6}(?:要求|意见|建议)|(?:如下|以下)[^，。：]{0,6}"
    r"|划了?[一两三]?[条道]?(?:红线|底线|杠|硬杠杠))[^，。：]{0,8}[：:]"
    r"|(?:交了?[个一]?[次个]?底|撂下?了?[一几两]?句?话|(?<![没不未])打了?个?招呼|定了?个?调子?|立了?[个条]?规矩|划了?[一两三]?[条道]?(?:红线|底线))[，：:]"
)
# a meeting or a visiting body that demands
_BODY = re.compile(
    r"(?:本次|此次|这次|该)?(?:会议|会上|座谈会|例会|现场会|专题会|调度会|推进会|部署会|碰头会|反馈会|联席会)"
    r"|(?:[^，。；]{0,8})?(?:检查|督导|督查|督察|调研|考察|视察|巡视|巡察|暗访|执法检查|工作)(?:组|团)(?:一行)?(?:还|也|并|当场|同时)?$"
)
_STATES = re.compile(
    r"(?<![谁不就于还或都总凡是一二三四五六七八九十])是(?![非否问])|已经|了(?!解)|取得|达到|提高到|增长|有着|正在"
)
_TELLS = re.compile(
    r"这|目前|当前|今年|去年|近年|近期|现在|过去|我们(?!要)|该|其中|据|由于|因为|有的|有些|个别|一些|部分|随着|面对|作为|只有|如果|尽管|虽然|[一-龥]{1,8}(?:认为|表示|介绍|汇报|说)"
)
# the leader without a name
_HE = re.compile(
    r"[他她]|(?:[省市县区州镇乡](?:委)?)?(?:书记|省长|市长|县长|区长|州长|镇长|乡长|局长|厅长|部长|主席|主任)(?=$|[当又还也再])"
)
# what makes the verb after it a noun or another's: '按照…要求', '不要求'
_NO_VERB = re.compile(r"(?:的|按照?|符合|落实|高|严格|硬性|根据|达到|有|[邀申聘不要能了谁])$")
_SPOKEN = re.compile(
    r"(?:[说问称道答喊念写]|强调|指出|要求|表示|提出|希望|叮嘱|介绍|汇报|显示|看到|发现|了解到|得知|回答|反映|告诉.{0,6}|统计|获悉)$"
)
_SAYS_SO = 24  # code points up to the end of the name of who said it
_DUE = re.compile(r"\d|本[周月]|[月年]底|[周日天月]内")  # what has a term is no empty phrase
# single words that demand, less those that are part of another
_OUGHT = re.compile(
    r"请(?!示)|不可(?!再|轻视|忽视|或缺|替代|估量|逆|多得|能|少|避免|持续|分割|思议|限量|复制)"
    r"|应(?!急|用|对|变|届|有的|付|答|邀|声|运|诊|酬|聘|征|景|时)"
)
_SHORTEST = 4  # characters of a demand
_OPEN_SPLIT = 26  # code points that a demand must have before a new 要 in the same piece starts another
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十](?:是(?!否)|(?=要))|第?[一二三四五六七八九十][是、，,]|其[一二三][，,]|[（(]?\d[)）、.]|同时[，,]?|另外[，,]?|此外[，,]?|并且?|还)+"
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
    plain: str, sentence: Sentence, cues: ChineseCues, named: tuple[Mention, ...], *, opened: bool = False
) -> list[Speech]:
    """The verbs of speech of a sentence, in order, each with its subject; `opened` where demands are being made."""
    start, end = sentence.span.start, sentence.span.end
    out = _announced(plain, start, end, named)
    for match in cues.speech.finditer(plain, start, end):
        if _quoted(plain, start, match.start()) or any(
            m.span.start < match.end() and match.start() < m.span.end for m in named
        ):
            continue  # '王强调研' is no speech
        speech = _speech_at(plain, start, match, cues, named, opened=opened or bool(out))
        if speech:
            out.append(speech)
    return out


def _announced(plain: str, start: int, end: int, named: tuple[Mention, ...]) -> list[Speech]:
    """What a colon announces as speech: a phone call, a list of points, a name alone ('岑远山：“…”')."""
    out: list[Speech] = []
    message = _MESSAGE.search(plain, start, end)
    if message and not _quoted(plain, start, message.start()):
        subject = next((m for m in reversed(named) if m.span.start < message.start()), None)
        out.append(Speech(message.start(), message.end(), "要求", subject, subject is None, body=False))
    for mention in named:
        if plain[mention.span.end : mention.span.end + 1] == "：" and not _quoted(plain, start, mention.span.end):
            at = mention.title.start if mention.title else mention.span.start
            out.append(Speech(at, mention.span.end + 1, "说", mention, pronoun=False, body=False))
    for colon in re.finditer("：", plain[start:end]):  # '他把话说得很直：…'
        at = start + colon.start()
        clause = max(start, *(plain.rfind(mark, start, at) + 1 for mark in "。；，："))
        subject = next((m for m in named if clause <= m.span.start < at and m.span.end < at), None)
        known = any(s.end == at + 1 for s in out) or _quoted(plain, start, at)
        if not known and (subject or _HE.match(plain[clause:at])) and not _SPOKEN.search(plain[clause:at]):
            out.append(Speech(clause, at + 1, "说", subject, subject is None, body=False))
    return out


def _speech_at(
    plain: str, start: int, verb: re.Match[str], cues: ChineseCues, named: tuple[Mention, ...], *, opened: bool
) -> Speech | None:
    """The speech that a verb opens, in a sentence from `start`; None where the verb is none of speech here."""
    after = plain[verb.end() : verb.end() + 1]
    marked = bool(after) and (after in "，：“" or _wants(plain, verb, cues))
    if not marked and not (cues.ask.fullmatch(verb.group()) and re.match(r"[\u3400-\u9fff\d《「]", after)):
        return None
    clause = max(start, *(plain.rfind(mark, start, verb.start()) + 1 for mark in "。；，："))
    before = plain[clause : verb.start()].strip()
    subject = _subject(plain, [m for m in named if clause <= m.span.start < verb.start()])
    carried = next((m for m in reversed(named) if m.span.start < clause), None) if not before else None
    pronoun = bool(_HE.match(before)) or not before
    body = bool(_BODY.match(before))
    if not (subject or body or pronoun or _ADVERB.fullmatch(before)):
        return None
    if clause > start and not before and not marked and opened and cues.soft.fullmatch(verb.group()):
        return None
    if _NO_VERB.search(before) and not marked:
        return None
    return Speech(clause, verb.end() + (marked and after in "，："), verb.group(), subject or carried, pronoun, body)


def _subject(plain: str, named: list[Mention]) -> Mention | None:
    """Who speaks: the last one named before the verb, unless it is said to that one: 'A对B说'."""
    if len(named) > 1 and re.search("[对向跟同与给]", plain[named[0].span.end : named[-1].span.start]):
        return named[0]
    return named[-1] if named else None


def _wants(plain: str, verb: re.Match[str], cues: ChineseCues) -> bool:
    """Whether a demand follows the verb of speech without a mark: '强调要…', '指出坚持…'."""
    if _WANTS.match(plain, verb.end()):
        return True
    return bool(cues.general.fullmatch(verb.group()) and cues.opener.match(plain[verb.end() : verb.end() + 6]))


def _quoted(plain: str, start: int, at: int) -> bool:
    return plain.count("“", start, at) > plain.count("”", start, at)


def demands_in(
    text: str,
    plain: str,
    start: int,
    end: int,
    cues: ChineseCues,
    *,
    opened: bool,
    forced: bool = False,
    all_of_it: bool = False,
) -> Iterator[Span]:
    """The distinct demands between `start` and `end`.

    `opened` where the words before them said that it is demanded; `forced` where the first piece is one by itself, `all_of_it`
    where every piece is that tells of no state.
    """
    before: tuple[int, int] | None = None
    for a, b in _pieces(plain, start, end):
        chained = before is not None and plain[before[1] : before[1] + 1] in "；;" and not _STATES.search(plain[a:b])
        for c, d in _split(plain, a, b, cues):
            piece = plain[c:d]
            if len(re.findall(r"[\u3400-\u9fff]", piece)) < _SHORTEST:
                continue
            wanted = all_of_it and not _STATES.search(piece) and not _TELLS.match(piece.lstrip("，, 　“"))
            told = forced and not (re.match(r"[^，。]{0,8}：", piece) and _STATES.search(piece))
            if told or chained or wanted or is_demand(piece, cues, opened=opened):
                before = (a, b)
                core = _without_slogans(plain, c, d, cues)
                if core and (core == (c, d) or is_demand(plain[slice(*core)], cues, opened=True)):
                    yield _trimmed(text, *core)
        forced = False


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, at = 0, start
    for i in range(start, end):
        depth = max(0, depth + (plain[i] in "“（(《") - (plain[i] in "”）)》"))
        if plain[i] in "；;。！？" and depth == 0:
            yield at, i
            at = i + 1
    if at < end:
        yield at, end


def _split(plain: str, start: int, end: int, cues: ChineseCues) -> Iterator[tuple[int, int]]:
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
    if re.match("(?:这|也|就|都)?是", body):
        return False
    cleaned = re.sub(r"必须[^，]{0,10}的(?:重要|重大|政治|根本|首要)", "", body)
    cleaned = re.sub(
        r"要求|要素|主要|重要|需要|要点|要害|首要|要么|要是|只要|就要来|将要|必要|摘要|概要|纪要|要道|要不要|紧要|还要多|要多久|不要捉",
        "",
        cleaned,
    )
    if cues.demand.search(cleaned) or _OUGHT.search(cleaned):
        return True
    return opened and bool(cues.opener.search(body)) and not _STATES.search(body)


def _without_slogans(plain: str, start: int, end: int, cues: ChineseCues) -> tuple[int, int] | None:
    """The demand less the set phrases that open and close it; None where nothing else is in it."""
    clauses = _clauses(plain, start, end)
    kept = [i for i, (a, b) in enumerate(clauses) if not cues.slogan.search(plain[a:b]) or _DUE.search(plain, a, b)]
    if len(kept) == len(clauses):
        return start, end
    if not kept or (len(kept) == 1 and clauses[kept[0]][1] - clauses[kept[0]][0] < 12 and len(clauses) > 2):
        return None
    return clauses[kept[0]][0], clauses[kept[-1]][1]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in ' \u3000\n，,；;：:“”"':
        if (
            text[start] in '“"'
            and text.find("”" if text[start] == "“" else '"', start + 1, end) > 0
            and text[end - 1] not in '”"'
        ):
            break
        start += 1
    while end > start and (
        text[end - 1] in " \u3000\n，,；;。！!" or (text[end - 1] == "”" and "“" not in text[start : end - 1])
    ):
        end -= 1
    return Span.of(text, start, end)


def speaker_after(plain: str, sentence: Sentence, cues: ChineseCues, named: tuple[Mention, ...]) -> Speech | None:
    """Who said the quotation before a sentence, where it tells no more than that: '“…”岑远山叮嘱负责人。'."""
    start, end = sentence.span.start, sentence.span.end
    subject = next((m for m in named if m.span.end - start < _SAYS_SO), None)
    at = subject.span.end if subject else start + (plain[start] in "他她")
    if at == start:
        return None
    adverb = _ADVERB.match(plain, at, end)
    verb = cues.speech.match(plain, adverb.end() if adverb else at, end)
    told = verb and re.compile(r"[^，。：“！？]{0,16}(?:[。！]|，(?=“))").match(plain, verb.end(), end)
    return Speech(start, end, verb.group(), subject, subject is None, body=False) if verb and told else None
