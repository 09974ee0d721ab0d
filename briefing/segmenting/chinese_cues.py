"""The Chinese cue words, compiled once a lexicon; all are simplified and match simplified text."""

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from briefing.lexicons import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class ChineseCues:
    """Patterns that match any of their words; Chinese has no word ends, so longer words are tried first."""

    official: re.Pattern[str]
    visit: re.Pattern[str]
    meeting: re.Pattern[str]
    goes: re.Pattern[str]
    look: re.Pattern[str]
    body: re.Pattern[str]
    companion: re.Pattern[str]
    brings: re.Pattern[str]
    no_place: re.Pattern[str]
    generic: re.Pattern[str]
    generic_list: re.Pattern[str]
    list_end: re.Pattern[str]
    site_end: re.Pattern[str]
    speech: re.Pattern[str]
    general: re.Pattern[str]
    ask: re.Pattern[str]
    soft: re.Pattern[str]
    demand: re.Pattern[str]
    opener: re.Pattern[str]
    praise: re.Pattern[str]
    background: re.Pattern[str]
    host: re.Pattern[str]
    slogan: re.Pattern[str]
    inspect: re.Pattern[str]
    meet: re.Pattern[str]
    person_end: re.Pattern[str]
    verb: re.Pattern[str]
    adverbs: frozenset[str]
    abstract: re.Pattern[str]
    agent: re.Pattern[str]


# what makes a verb before it a part of a name: '检查站', '体验馆', '集中安置点', '就业服务站'
_IN_A_NAME = (
    r"(?!站|室|所|点|中心|员|[一二三四五六七八九十]?队|组|局|台|守|大厅|馆|专区|亭|岗|哨"
    r"|(?<=体验|交流|指导|集中|代表|展示|观摩)(?:基地|平台|窗口|长廊|学院|学校|广场|课堂|工坊|园|区(?!域|内|间|里))|(?<=集中)(?:隔离|安置|供养|居住|采样|办公|养殖|屠宰|供热|供水|托养|连片|收治|医学)|(?<=代表)(?:联络|之家|工作|活动|履职|驿站|服务)"
    r"|(?<=驻村)(?:工作|第一)|(?<=交流)(?:协会|会馆|合作)|(?<=指导)(?:服务|委员)|(?<=同)[济心德仁安乐福城兴创方辉庆源泰里盟步和舟]|(?<=与)众|(?<=时)[代光尚装珍空]|(?<=看)[护丹]|(?<=对)[外口岸]"
    r"|(?<=向)[阳东荣前明日]|(?<=就)[业义]|(?<=问)[津天政]|(?<=查)[干验])"
)


def _pattern(lexicon: Lexicon, file: str, section: str, *, before: str = "", after: str = "") -> re.Pattern[str]:
    terms = sorted(lexicon.terms(file, section), key=lambda t: (-len(t), t))
    joined = "|".join(re.escape(t) for t in terms) or "(?!)"
    return re.compile(f"{before}(?:{joined}){after}")


@lru_cache(maxsize=8)
def chinese_cues(lexicon: Lexicon) -> ChineseCues:
    """The cue patterns of `lexicon`."""
    of = partial(_pattern, lexicon)
    return ChineseCues(
        official=of("visit", "officials", after="$"),
        visit=of("visit", "visits"),
        meeting=of("visit", "meetings"),
        goes=of("visit", "goes"),
        look=of("visit", "looks", after="(?!题|待|守|护|责)"),  # 问题 is no looking
        body=of("visit", "observed bodies"),
        companion=of("visit", "companions"),
        brings=of("visit", "brings"),
        no_place=of("visit", "not places", after="$"),
        generic=of("visit", "generic", before="^", after="$"),
        generic_list=of("visit", "kinds of places", after="+"),
        list_end=of(
            "visit", "list ends", before="(?<![中高初同优平相])", after="(?![店庄渠屯湾岭坪桥坊营寨沟巷]|子沟|集村)"
        ),
        site_end=of("visit", "site ends", after="$"),
        speech=of("demands", "speech"),
        general=of("demands", "general"),
        ask=of("demands", "asks"),
        soft=of("demands", "soft asks"),
        demand=of("demands", "demands"),
        opener=of("demands", "openers", before="^"),
        praise=of("demands", "praise"),
        background=of("demands", "background", before="^"),
        host=of("demands", "hosts"),
        slogan=of("demands", "slogans"),
        inspect=of("stops", "inspects", after="(?!团|组|员|者|点评|结束|站|台)"),
        meet=of("stops", "meets"),
        person_end=of("stops", "person ends", after="$"),
        # '检查站' and '服务中心' are names, no verbs
        verb=of("stops", "phrase verbs", after=_IN_A_NAME),
        adverbs=frozenset(lexicon.terms("stops", "adverbs")),
        abstract=of("stops", "abstract ends", after="$"),
        agent=of("stops", "agents"),
    )
