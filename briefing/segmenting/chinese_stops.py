"""Where a Chinese sentence names stops: after a verb of going or looking, after 在, as its topic, in a log or a heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.segmenting.chinese_cues import ChineseCues
from briefing.segmenting.chinese_phrases import LEADING, How, phrase_end

# a phrase up to the next mark, marks in quotes and brackets apart: '来到“两山”展示中心'
_PHRASE = r"(?:[^。；;，,：:“”！!？?()（）\n]|“[^“”\n]{1,16}”|[（(][^（）()\n]{1,12}[）)])"
_UNTIL = re.compile(_PHRASE + "{2,120}")
_IN = re.compile(
    r"(?:^|(?<=[。！？；，,：“”\n　 ]))(?P<before>[^，。；“”：]{0,44}?)"
    r"在(?!建(?!设|材)|研(?!究|发)|线(?!路)|校(?!园)|职(?!工|业|教|高|院|中|大|校|技)|岗(?!位|亭)|座|野|于|此|场)(?P<list>"
    + _PHRASE
    + r"{2,90})(?P<mark>[，,。；：“”！？(（]|$)"
)
_NOT_GOING = re.compile(
    r"学习|贯彻|推进|推动|实施|开展|落实|了解|研究|细致|人心|排查|领会|宣传|理解|把握|挖掘|践行|阐|浅|会场|讲话|人民|分析|谋划|改革|调查|座谈"
    r"|交流|群众|实际|生活|百姓|[\d一二三四五六七八九十百千两]+(?:[年月日点亿%人]|万(?!吨|千瓦|伏|立方|方|亩|头|只|羽|平方|标箱|级))"
)
_CLOCK = re.compile(
    r"[^\w\u3400-\u9fff]{0,6}\d{1,2}(?:[:：]\d\d|[时点](?:\d{1,2}分|半)?(?=[，,]?[^。，,]{3,30}。))\s*[，,|丨]?\s*在?"
    r"(?P<list>[^。，,；\d][^。，,；]{1,30})(?=[。，,\n]|$)"
)
_HEADING = re.compile(
    r"[^\w\u3400-\u9fff]{0,4}(?:第[一二三四五六七八九十]站|首站|末站|最后一站|下一站|点位[一二三四五六七八九十\d]|"
    r"第[一二三四五六七八九十]个?点(?:位)?|站点[一二三四五六七八九十\d])[^\w\u3400-\u9fff]{0,3}(?:是|为|在|来到|到了?)?"
    r"(?P<list>[^。，,；\n】\])）]{3,30})(?=[。，,\n】\])）]|$)"
)
_FROM = re.compile(
    r"从(?P<list>[^，。；、“”到至]{3,20}?)(?=副井|主井|大门|正门|入口|出来|出门|离开|返回|回来|回程|出发|下到|乘|步行|一路|开始|看起|查起|入手|起步)"
)
_ALONG = re.compile(r"沿着?(?P<list>[^，。；“”]{3,40}?)(?=一路|步行|徒步|边走|逐|巡查|察看|查看|巡河|走)")
# any other motion to where the visit goes on; what follows must end like a place
_ARRIVES = re.compile(r"[\u3400-\u9fff]到了?(?P<list>[^。；，：“”！？（）\n]{4,40})")
_HALT = re.compile(
    r"(?:[走赶奔驶开拐穿跨绕摸溜闯转折返移登攀爬钻踏迈步行冲扑踱挤闪潜飞骑乘跑驻停站蹲坐住宿选定设约换杀推敲](?:进入|[入到至往近在开响]|进(?!行)|向(?!前))|[去进上下看查访逛巡]了(?![看查问想])|随机(?:抽取|选取|选择|抽查|选|点|挑)|抽[中取]|[选挑][了中]|看完|现身|出现在|告别|再访|重访|顺访|登门"
    r"|(?:紧挨着的|隔壁|对面|再往前|往前走|接下来|接着|下一[个家处]|随后|最后|之后|其次|[看查访到去]的第[一二三四五六七八九十][个家处户站所])"
    r"(?:就是|便是|[去看查到]的是|是)|(?:专门|特意|特地|又|再|还|先|接着|随后|径直)(?:去|进|上|下|看(?![望到见看了])|查(?![看问阅]))"
    r"|(?:目的地|地点|起点|终点|落脚点|头一站|末站|第[一二三四五六七八九十](?:个|处|家)?(?:点|站|点位)?)(?:选在|设在|定在|就是|是|在))了?"
    r"(?P<list>[^，。；“”、]{3,24}?(?:、[^，。；“”]{3,40}?)?)(?=[，。；：]|$)"
)
# what is done at a place that is none of the visit's
_RESTS = re.compile(r"(?:停下来?|坐下来?|站住)?(?:碰头|碰了?个头|开会|集合|用餐|吃饭|歇脚|休整|商量|合计)")
_ONCE = re.compile(
    r"曾(?=[经在到来多任是于赴两三几专亲])|去年|前年|此前|早年|小时候|当年|上次|今后|将要|计划|准备|打算|明年"
)  # another time
_LONG_AGO = re.compile(r"(?:早在)?(?:去年|前年|此前|早年|小时候|当年|上次)[^，。]{0,8}，")
_UNDER_WAY = re.compile(r"路上|.的?(?:路上|车上|途中)")
_BODY = re.compile(r"(?:一行人?|[组团队]|众人|大家|代表们|委员们|[书记长]|主[席任]|领导|同志|[^，。]们)$")
# a bare 到 that is part of another word: 看到, 达到
_NO_ARRIVAL = frozenset(
    "看达受得感想来走赶遇听碰谈收提直等找做办用去回拿说问及遭抓轮落压推送延降升增扩减从传报交挂贴写记算变放搬撤转移迁接救铺修通伸运输打拨发沉深"
)
_NO_TOPIC = re.compile(r"[要应须请让把被凡但由]|将(?![军乐台])|如(?![东皋意家春山])|若(?!羌|尔盖)")
_AT_PART = re.compile(r"的[^的，]{1,8}[前后旁边]$")  # '…大厅的叫号机前'
_AT_PART = re.compile(r"的[^的，]{1,8}[前后旁边]$")  # '…大厅的叫号机前'
# a mark, and the hour
_BEFORE_TOPIC = re.compile(
    r"[^\w“]*(?:(?:当[天日晚]|次日|[今昨]天)?(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜|午后)?(?:[\d一二三四五六七八九十两]{1,3}(?:点|时)[\d一二三四五六七八九十半许多整钟分]*)?(?<![“\W])[，,])?"
)
_NO_NOUN = "须要应是有为把被在已正将着过也都却倒仍因从就"
_AFTER_NAME = re.compile(
    r"[的里内外上前旁，。、]|门[口前外]|现场|[今去前]年|于|由|位于|占地|全长|也|都|倒|却|刚|正|已|是|有"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch that may name stops, and how it stands in the sentence.

    "goes" follows a verb of going, "looks" one of looking, "met" one of calling on people; "in" follows 在, "acts" too
    where the leader acts next; "topic" opens a sentence; "clock" stands in a log of times or in a heading.
    """

    start: int
    end: int
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a sentence stands in the article.

    `subjects` are the ends of the names of those who visit, `others` the ends of other people's; `first` says whether it
    opens a paragraph.
    """

    subjects: frozenset[int]
    others: frozenset[int] = frozenset()
    first: bool = False


def phrases(plain: str, start: int, end: int, cues: ChineseCues, setting: Setting) -> list[Phrase]:
    """The phrases of a sentence that may name stops, in text order, none overlapping."""
    for pattern in (_CLOCK, _HEADING):
        log = pattern.match(plain, start, end)
        if log:
            a, b = log.span("list")
            led = any(a < s <= b for s in setting.subjects)
            going = cues.goes.search(plain, a, b) if led else cues.goes.match(plain, a, b)
            at = going.end() if going else a
            if going or not led:
                return [Phrase(at, phrase_end(plain, at, b, cues), "clock")]
    found = [
        *_going(plain, start, end, cues, setting),
        *_inside(plain, start, end, cues, setting),
        *(Phrase(*m.span("list"), "looks") for m in _HALT.finditer(plain, start, end)),
        *(Phrase(*m.span("list"), "in") for m in _FROM.finditer(plain, start, end)),
        *_looking(plain, start, end, cues, setting),
        *(Phrase(*m.span("list"), "looks") for m in _ALONG.finditer(plain, start, end)),
    ]
    kept: list[Phrase] = []
    for phrase in found:
        if phrase.end - phrase.start > 1 and not any(p.start < phrase.end and phrase.start < p.end for p in kept):
            kept.append(phrase)
    return sorted(kept, key=lambda p: p.start)


def topic(plain: str, start: int, end: int, cues: ChineseCues) -> Phrase | None:
    """The place that opens a sentence, or the next part of one, and is told of: '南坡卡口。', '…小学的情况…', '…批发市场灯火通明'."""
    opening = re.compile(r"[^\w“]*").match(plain, start, end)
    at = opening.end() if opening else start
    when = LEADING.match(plain[at:end])
    at += when.end() if when else 0
    clause = re.compile(r"(?:[\u3400-\u9fff]{0,6}“[^“”\n]{1,12}”)?[^，。；：“”！？,;!?\n]{2,40}").match(plain, at, end)
    if clause is None or _NO_TOPIC.match(plain, at):
        return None
    best = None
    for stop in range(at + 3, clause.end() + 1):
        rest = plain[stop : clause.end()]
        if cues.verb.search(plain, at + 2, stop) or plain[stop - 1] in _NO_NOUN:
            break
        person = cues.person_end.search(plain[at:stop])
        ending = person or cues.site_end.search(plain[at:stop])
        if ending and (len(ending.group()) > 1 or not rest or _AFTER_NAME.match(rest)):
            best = None if cues.agent.match(rest) else stop
            follows = any(cues.person_end.search(rest[:n]) for n in range(2, 9))
            if person or (rest[:1] in "的里内外" and not follows):
                break
    if best and (plain[at] in "回返" or _UNDER_WAY.match(plain, best - 1)):
        return None  # '回县委的路上'
    return Phrase(at, best, "topic") if best else None


def _going(plain: str, start: int, end: int, cues: ChineseCues, setting: Setting) -> Iterator[Phrase]:
    for verb in cues.goes.finditer(plain, start, end):
        if not _opens(plain, start, verb, setting):
            continue
        at = verb.end()
        at += 1 if plain[at : at + 1] in "了进" else 0
        match = _UNTIL.match(plain, at, end)
        if match:
            yield Phrase(at, phrase_end(plain, at, match.end(), cues), "goes")
    for match in _ARRIVES.finditer(plain, start, end):
        if plain[match.start()] not in _NO_ARRIVAL and _is_mover(plain, start, match.start() + 1, setting):
            at = match.start("list")
            yield Phrase(at, phrase_end(plain, at, match.end(), cues), "in")


def _inside(plain: str, start: int, end: int, cues: ChineseCues, setting: Setting) -> Iterator[Phrase]:
    for match in _IN.finditer(plain, start, end):
        a, b = match.span("list")
        cut = phrase_end(plain, a, b, cues)
        if _RESTS.match(plain, cut):
            continue
        whole = cut == b
        if whole and match["mark"] not in "，,":
            continue
        at_part = _AT_PART.search(plain[a:cut])
        if (cues.no_place.search(plain[a:cut]) and not at_part) or re.match(
            r"[\d一二三四五六七八九十]+[年月日点时]", plain[a:cut]
        ):
            continue
        before = "" if match["before"] in cues.adverbs else match["before"]
        own = not before or any(match.start("before") < s <= a for s in setting.subjects) or _BODY.search(before)
        acts = _acts(plain, match.end() if whole else cut, end, cues, setting) or (whole and not before)
        if own or before[-1:] in "他她":
            yield Phrase(a, cut, "acts" if acts else "in")


def _looking(plain: str, start: int, end: int, cues: ChineseCues, setting: Setting) -> Iterator[Phrase]:
    for verb in cues.inspect.finditer(plain, start, end):
        if not _is_mover(plain, start, verb.start(), setting):
            continue
        at = verb.end() + (plain[verb.end() : verb.end() + 1] == "了")
        match = _UNTIL.match(plain, at, end)
        if match:
            met = bool(cues.meet.match(verb.group()))
            yield Phrase(at, phrase_end(plain, at, match.end(), cues), "met" if met else "looks")


def _acts(plain: str, at: int, end: int, cues: ChineseCues, setting: Setting) -> bool:
    """Whether the clause after a place starts with the leader, a pronoun, the visiting body or a verb of looking."""
    at += len(plain[at:end]) - len(plain[at:end].lstrip("，, "))
    if plain[at : at + 1] in "他她" or cues.body.match(plain, at, end) or cues.look.match(plain, at, end):
        return True
    return any(at < s <= at + 12 for s in setting.subjects)


def _opens(plain: str, start: int, verb: re.Match[str], setting: Setting) -> bool:
    """Whether the verb is one of going: a bare 到 or 赴 only after a subject or an adverb, not in 看到 or 达到."""
    if _NOT_GOING.match(plain, verb.end()) or not _is_mover(plain, start, verb.start(), setting):
        return False
    if len(verb.group()) > 1:
        return True
    before = plain[max(start, verb.start() - 1) : verb.start()]
    return (
        not before
        or verb.start() in setting.subjects
        or bool(re.match(r"[，,。；又还再先就行日午晚后专程别队着车船马夜早即急雨雪]", before))
        or (verb.group() == "赴" and before != "奔")
    ) and not re.match(r"[\d一二三四五六七八九十百千]", plain[verb.end() : verb.end() + 1])


def _is_mover(plain: str, start: int, at: int, setting: Setting) -> bool:
    """Whether the subject of the verb at `at` may be one of those who visit; another person in its clause may not."""
    clause = max(start, *(plain.rfind(mark, start, at) + 1 for mark in "，,。；：“”"))
    if _ONCE.search(plain, clause, at) or _LONG_AGO.match(plain, start, at):
        return False
    if any(clause < s <= at for s in setting.subjects):
        return True
    if any(clause < s <= at for s in setting.others):
        return False
    before = plain[clause:at]
    return len(before) <= 24 and not re.search(
        r"(?:工人|职工|村民|居民|群众|游客|学生|老人|企业|产品|货车|资金|项目|记者|队员|护林员|摊主|市民|商户|老板|部门|公司|单位|党员)(?:们)?(?:也|都|又|还|正|就|纷纷|陆续)?$",
        before,
    )
