"""Names of places out of a Chinese phrase: where it ends, what it lists, what is a name and what is none."""

import re
from collections.abc import Iterator
from typing import Literal

from briefing.records import Span
from briefing.segmenting.chinese_cues import ChineseCues

How = Literal["goes", "in", "acts", "clock", "looks", "topic", "met"]

_MARKS = re.compile(r"[，。：；！？…\n]")
LEADING = re.compile(
    r"^(?:\d+[月日号时点分][\d月日号时点分]*|\d+[:：]\d+|(?:刚[刚才]?|才|正)?(?:设在|建在|开在|藏在|建于|位于|处于|坐落[于在]|地处|距离?|离|毗邻|紧邻|紧挨着?|紧靠|靠近|临近|海拔|面积|占地|投资|总投资|始建于|隶属于?)[^的，]{1,16}的|[\u3400-\u9fff]{0,4}?[一二三四五六七八九十\d]+[楼层]的?(?=..)|凌晨|清晨|上午|中午|下午|傍晚|晚上|晚(?![晴霞枫香秋霁])|夜里|[一二三四五六七八九十两]+点[半多钟]?的?|设在|位于|坐落[于在]|地处|正在|刚刚|"
    r"得知|获悉|了解到|看到|听说|离开|相邻的|附近的|隔壁的|对面的|不远处的|本市|我市|我省|我县|我区|当地的?|了|到(?=位于)|的|(?:考察|察看|检查)(?!站|点|组|室|局))+"
)
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十两几多\d]+(?:家(?![店庄渠村屯子湾岭坪桥坊营寨沟巷])|个(?!旧)|处|所(?!营)|座(?![店楼塔山])|户(?![屯村])|名(?!山)|位|条(?![岭沟街巷河])|项)).*$"
)
_ONE_OF_A_KIND = re.compile(r"一(?:家|个|处|所|座|户|位|名|间|片)[^，。]*$")
_WITHIN = re.compile(r"和(?:平|田|顺|政|硕|布|静|林|县|谐|龙|美|睦|兴|安|润|丰)|及时|与会")
_HAPPENS = re.compile(
    r"(?<=..)(?:[上中里内边]|下(?!穿|沉|洼))(?![心学街路段游村湾坪河山药医小等])[\u3400-\u9fff]{1,4}$|了(?!望)|[着说把被]|看(?!守|护|台)|问(?!津|天|政)|听(?!涛|雨|海)|将(?!军)|向(?![阳东荣前明导日好上])|完成|召开|开展|进行|推进|做好|主持|反映|有的|就是|深入|实现|抓好|加紧|关系|为[^，]{2,}$"
)
_SPOKEN = re.compile(
    r"了(?!望)|[着说是把被]|问(?!津|天|政|海|道)|听(?!涛|雨|海|证|障|力|松|风|泉)|看(?!守|护|台|丹)|将(?!军|乐|台|相)|完成|召开|开展|进行|推进|做好|主持|反映|有的|就是"
)
_TOLD = re.compile(
    r"[在已则而]|因(?!民|特网)|为(?!民|公|先)|从(?!化|江|文|善)|若(?!羌|尔盖|水)|如(?!东|皋|意|家|春|林|海|山|歌|画|新|龙|祥|愿|心)|并(?!州)|使(?!馆|领馆|命)|回到|对(?![岸面外口接])"
    r"|不(?!夜|老|锈|二|动产|休|倒)|只要|由于|随着|经过|如果"
)
ROOM = re.compile(r"(?:里|走廊|门口|楼道|窗口|展台|展板)$")
_POINTING = re.compile(
    r"(?:[他她它我你](?!山|塘)|该|这|那(?!曲|坡|龙|马|然|洪|琴|桐|楼|布|拉|仁|日|陈)|各(?!庄)|所有|全[省市县区国镇乡]|全(?![南州椒聚福胜])|一些|有关|相关|部分|群众(?!来访|艺术|文化|诉求|路)"
    r"|困难|居民家|农户|村民(?!之家|服务|议事|中心)|企业(?!服务|家|总部|公共|孵化|创新|技术|之家)|基层(?!治理|法律|立法|文化)|一线(?!天)|田间(?!学校|课堂)|其(?!塔木)|某(?=[年月日天]|[个些种位]|领导|企业)"
    r"|多(?!巴|伦|力|吉|宝|福|乐|布|玛|式|贝)|每|本(?![溪田草色真元斋]))"
)
_ROOM_OF_ITS_OWN = 5  # code points of a name that ends like a room: a hall with a name
_DONE = re.compile(r"[看听问说走][了着过到]|已[近经有是在]|了[\u3400-\u9fff]{2}")
LIES_IN = re.compile(r"[\u3400-\u9fff]{1,5}(?:省|市|县|区|镇|乡|村|街道|路|街|巷)[\u3400-\u9fff\d]{2,12}$")
_WEAK_ENDS = "处部科组岗队线口台道洞池点"
_MANY = re.compile(
    r"\d+[年月日点时]|(?!一[^百千])[\d一二三四五六七八九十百千两几多余]+(?:多|余)?"
    r"(?:家(?![店庄渠村屯子湾岭坪桥坊营寨沟巷])|个(?!旧)|处|所(?!营)|座(?![店楼塔山])|户(?![屯村])|名(?!山)|位|条(?![岭沟街巷河])|项)"
)
_ROOMS_PART = re.compile(r"的(?P<part>[^的]*)$")
_TAIL = re.compile(
    r"(?:(?<=[厂矿场馆库房室店院棚间楼城园区校村])里|内|外|里面|外面|上空|旁|旁边|附近|门前|门口|门外|跟前|院内|院里|一带|一线|沿线|沿岸|等|的|了|[，,、 　])+$"
)
_MANY_PARTS = 2  # items of a list in which a room is a place like the others
_SHORT_PART = 3  # code points of a part of a place that is no place by itself: '…水厂的取水口'
_PLAIN_TOWN = re.compile(
    r"(?:省|(?<![夜集早街超城门])市|县|旗|州|(?<!古)镇|乡|街道|开发区|高新区|新区"
    r"|^[\u3400-\u9fff]{1,3}(?<![小社园街灾景保矿库厂校业殖务护灌片坝工济])区|[市县][\u3400-\u9fff]{1,4}(?<![小社园街灾景保矿库厂校业殖务护灌港林牧片坝工湖山营])区)$"
)
_TOWNS = re.compile(r"乡镇|[县市区州旗镇乡](?!场)|县区|街道")  # '龙门、杨柳两个乡镇'
# what is looked into at a place: '…小学校园餐管理情况'
_MATTER = re.compile(
    r"(?:校园餐|营养餐|配餐|供餐|管理|运行|运营|运转|生产|经营|建设|改造|扩建|改扩建|整治|治理|保护|修缮|修复|施工|值班|值守|防汛|防火|消防|安全|食品|供应|供水|供电|供热|供暖"
    r"|服务|办学|教学|疫情|质量|绿化|收购|储备|保供|销售|复工|复产|开工|开学|推进|整改|运维|备货|备汛|备勤|接诊|就诊|收治|安置|搬迁|迁建|重建|灾后|规划|选址|落实|使用|收费|排污|减排|节能|技改|研发|招工|用工|产业|发展)"
    r"[^，。、]{0,12}(?:情况|进展|进度|工作|成效|效果|做法|经验|问题|时|等)$"
)
_SEPARATE = re.compile(r"(?:以及|和|与|及|、)")


def is_town(name: str) -> bool:
    """Whether a name is that of a town, county or the like, so that it is no stop by itself."""
    return bool(_PLAIN_TOWN.search(name))


def phrase_end(plain: str, start: int, end: int, cues: ChineseCues) -> int:
    """Where a phrase that names places ends: before its first verb, a short one only after what ends like a place."""
    for verb in cues.verb.finditer(plain, start + 2, end):
        if len(verb.group()) > 1 or cues.site_end.search(plain[start : verb.start()]):
            return verb.start()
    return end


def names_of(text: str, plain: str, start: int, end: int, cues: ChineseCues, *, how: How) -> list[Span]:
    """The names of stops that the phrase lists; generic places ('车间') are left out."""
    tail = cues.list_end.search(plain, start + 2, end)
    if tail and _TOWNS.match(plain, tail.end()):
        return []
    end = tail.start() if tail else end
    out = []
    parts = list(_parts(plain, start, end, cues))
    for first, last in parts:
        a, b = _bare(plain, first, last, cues)
        among = len(parts) > _MANY_PARTS and b - a >= _SHORT_PART and cues.site_end.search(plain[a:b])
        if b > a and not is_name(plain[a:b], cues, how=how) and not (among and not _no_place(plain[a:b], cues)):
            b = _place_in(plain, a, b, cues, how=how)
        if b > a:
            out.append(Span.of(text, a, b))
    return out


def _place_in(plain: str, start: int, end: int, cues: ChineseCues, *, how: How) -> int:
    """Where the place ends that words about something in it open with: '…小学的操场边'; `start` if with none."""
    if how == "topic":
        return start
    if how == "looks":
        of = _MATTER.search(plain, start + 4, end)
        sure = of is not None and _ends_surely(plain[start : of.start()], cues)
        return of.start() if of and sure and is_name(plain[start : of.start()], cues, how=how) else start
    for stop in range(end - 1, start + 3, -1):
        ending = cues.site_end.search(plain[start:stop])
        closes = ending and (len(ending.group()) > 1 or plain[stop] in "的里内外上门旁前")
        if closes and is_name(plain[start:stop], cues, how=how):
            return stop
    return start


def _parts(plain: str, start: int, end: int, cues: ChineseCues) -> Iterator[tuple[int, int]]:
    """The items of a list: between '、', and at a joining word after what ends like a place."""
    depth, at, i = 0, start, start
    while i < end:
        depth += (plain[i] in "“（(《「") - (plain[i] in "”）)》」")
        mark = _SEPARATE.match(plain, i, end) if depth <= 0 else None
        joins = mark and (
            mark.group() == "、"
            or (
                end - i > 2
                and _may_end(plain[at:i], cues)
                and (not _WITHIN.match(plain, i) or _ends_surely(plain[at:i], cues))
            )
        )
        if mark and joins:
            yield at, i
            at = i = mark.end()
        else:
            i += 1
    yield at, end


def _may_end(name: str, cues: ChineseCues) -> bool:
    return bool(cues.site_end.search(name) or cues.person_end.search(name) or re.search(r"的[^的]{2,}$", name))


def _ends_surely(name: str, cues: ChineseCues) -> bool:
    ending = cues.site_end.search(name)
    return ending is not None and len(ending.group()) > 1 and not is_town(name)


def _bare(plain: str, start: int, end: int, cues: ChineseCues) -> tuple[int, int]:
    """The name without the words before and after it: when it is, where it lies, what in it is looked at."""
    lead = LEADING.match(plain[start:end])
    start += lead.end() if lead else 0
    name = plain[start:end]
    count = _COUNTED.search(name)
    if count and count.start() > 1 and not _ONE_OF_A_KIND.search(name):
        head = name[: count.start()]
        name = head if cues.site_end.search(head) or head.endswith("的") or "、" in plain[start - 1 : start] else name
    name = _TAIL.sub("", name)
    part = _ROOMS_PART.search(name)
    inner = part and (len(part["part"]) <= _SHORT_PART or part["part"].startswith("“"))
    known = part and _ends_surely(name[: part.start()], cues) and not is_town(name[: part.start()])
    if part and (
        (inner and known) or (cues.site_end.search(name[: part.start()]) and not _is_place_itself(part["part"], cues))
    ):
        name = name[: part.start()]
    return start, start + len(_TAIL.sub("", name))


def _is_place_itself(name: str, cues: ChineseCues) -> bool:
    return bool(cues.site_end.search(name)) and not cues.generic.search(name) and not ROOM.search(name)


def is_name(name: str, cues: ChineseCues, *, how: How) -> bool:
    """Whether words say which place it is; `how` they stand in the sentence decides how much of a place they must be."""
    if not 2 <= len(name) <= 30 or _MARKS.search(name) or _no_place(name, cues):
        return False
    if ROOM.search(name) and len(name) < 6:
        return False
    if how in ("goes", "acts", "clock"):
        return (
            len(name) >= 3
            and not _DONE.search(name)
            and (bool(cues.site_end.search(name)) or not _HAPPENS.search(name))
        )
    if how == "met":
        return len(name) > 3 and bool(cues.person_end.search(name) or cues.site_end.search(name))
    ending = cues.site_end.search(name)
    if ending is None and how in ("looks", "in"):
        # an unknown kind of place, but it says in which town or street it lies
        return bool(LIES_IN.match(name)) and not _HAPPENS.search(name) and not _TOLD.search(name) and "的" not in name
    if ending is None or len(name) <= 2 + (how != "topic" and ending.group() in "口城庄江港河山岛岭"):
        return False
    if how == "looks" and (
        (ending.group() in _WEAK_ENDS and not re.search("[至到]", name)) or re.search("的.{1,4}$", name)
    ):
        return False
    if _SPOKEN.search(name) or _TOLD.search(name) or re.search(r"最|[^\u3400-\u9fff]年", name):
        return False
    return how == "in" or not ROOM.search(name) or len(name) > _ROOM_OF_ITS_OWN


def _no_place(name: str, cues: ChineseCues) -> bool:
    return bool(
        cues.generic.search(name)
        or cues.no_place.search(name)
        or cues.abstract.search(name)
        or cues.generic_list.fullmatch(name)
        or (_POINTING.match(name) and not (len(name) > 6 and cues.person_end.search(name)))
        or _MANY.match(name)
    )
