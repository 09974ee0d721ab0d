"""The Chinese cue phrases, compiled once a lexicon."""

import re
from dataclasses import dataclass
from functools import lru_cache

from briefing.lexicons import Lexicon
from briefing.mentions.chinese_words import any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChineseCues:
    """Patterns over text in simplified characters; see the comments of `lexicons/zh/visit.txt` and `demands.txt`."""

    visit: re.Pattern[str]
    go: re.Pattern[str]
    see: re.Pattern[str]
    observe: re.Pattern[str]
    phrase_end: re.Pattern[str]
    kind_of_place: re.Pattern[str]
    site_end: re.Pattern[str]
    admin_end: re.Pattern[str]
    party: re.Pattern[str]
    companion: re.Pattern[str]
    takes_along: re.Pattern[str]
    meeting: re.Pattern[str]
    held: re.Pattern[str]
    talk: re.Pattern[str]
    not_visit: re.Pattern[str]
    stop_is: re.Pattern[str]
    between: re.Pattern[str]
    official: re.Pattern[str]
    host: re.Pattern[str]
    speech: re.Pattern[str]
    hard: re.Pattern[str]
    asks: re.Pattern[str]
    reports: re.Pattern[str]
    want: re.Pattern[str]
    imperative: re.Pattern[str]
    weak: re.Pattern[str]
    praise: re.Pattern[str]
    slogan: re.Pattern[str]
    group_speaker: re.Pattern[str]


@lru_cache(maxsize=8)
def chinese_cues(lexicon: Lexicon) -> ChineseCues:
    """The cue patterns of `lexicon`."""

    def terms(name: str, *, file: str = "visit") -> str:
        return any_of(lexicon.terms(file, name))

    visit, go, see, asks = terms("visit verbs"), terms("go verbs"), terms("see verbs"), terms("asks", file="demands")
    speech, meeting = terms("speech", file="demands"), terms("meeting")
    objects, joins = terms("objects of coming"), "(?:等|也|还|一同|全程|分别|共同|一起|随同|、|和|与|了)*"
    not_wanting = terms("not wanting", file="demands")
    return ChineseCues(
        visit=re.compile(visit),
        go=re.compile(
            rf"(?:{go})|(?<![看听达得办做落找遇收提受说感碰谈想见拿派调升赶来走回直])到(?![位底处的了时会点])"
        ),
        see=re.compile(see),
        observe=re.compile(terms("observe verbs")),
        phrase_end=re.compile(
            rf"(?:{visit}|{terms('observe verbs')}|{speech}|{asks}|实地|详细|就[^业医餐读地近]|与|同(?!力|济|仁|心)|时[，,]|听|关切|亲切|深入|一线|参加|出席|召开|主持|开展|进行)"
        ),
        kind_of_place=re.compile(terms("kinds of place")),
        site_end=re.compile(rf"(?:{terms('site ends')})[”’」）)]?$"),
        admin_end=re.compile(rf"(?:{terms('admin ends')})$"),
        party=re.compile(terms("party")),
        companion=re.compile(
            rf"{joins}(?:{terms('companions')})(?:了|上述|有关|相关|本次|此次|当天|以上|这|次|或|并|、|和|与|分别|{objects})*(?:[。；，,;\s]|$)"
        ),
        takes_along=re.compile(terms("takes along")),
        meeting=re.compile(rf"(?:{meeting})"),
        held=re.compile(
            rf"(?:{terms('meeting verbs')})[^，。；]{{0,28}}?(?:{meeting})|(?:{meeting})(?:上|后)?[^，。；]{{0,4}}(?:召开|举行)|(?:在|随后)[^，。；]{{0,14}}(?:{meeting})上|^会上"
        ),
        talk=re.compile(terms("talks only")),
        not_visit=re.compile(terms("not visits")),
        stop_is=re.compile(rf"(?:{terms('openings of stops')})(?:就?是|，|,|：|:|选在|来到|到)*"),
        between=re.compile(rf"(?:(?:{terms('between')})(?:，|,)?)*"),
        official=re.compile(rf"(?:{any_of(lexicon.terms('titles', 'officials'))})$"),
        host=re.compile(rf"(?:{terms('hosts', file='demands')}|{any_of(lexicon.terms('titles', 'hosts'))})"),
        speech=re.compile(rf"(?P<ask>{asks})|(?P<say>{speech})"),
        hard=re.compile(terms("hard speech", file="demands")),
        asks=re.compile(asks),
        reports=re.compile(terms("reports", file="demands")),
        want=re.compile(
            rf"(?P<no>{not_wanting})|(?P<yes>{terms('demand cues', file='demands')}|(?<![重主需只首必紧次摘纪概扼简险机想将])要(?!求|素|点|害|道|闻|件|塞|是|么|职|员))"
        ),
        imperative=re.compile(
            rf"(?:同时|并|并且|还|也|更|特别|尤其|一是|二是|三是|四是|五是|要)*(?:{terms('imperatives', file='demands')})"
        ),
        weak=re.compile(terms("weak imperatives", file="demands")),
        praise=re.compile(terms("praise", file="demands")),
        slogan=re.compile(terms("slogans", file="demands")),
        group_speaker=re.compile(rf"(?:{terms('group speakers', file='demands')})$"),
    )
