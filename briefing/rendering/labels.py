"""The words of our own that a page needs, in the article's language."""

import datetime as dt
from dataclasses import dataclass, field

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words and templates of one language; `{}` is filled by `str.format`. `language` is the page's own."""

    language: str
    date: str
    place: str
    leaders: str
    companions: str
    event: str
    sites: str
    directives: str
    source: str
    article: str
    notices: str
    others: str
    colon: str
    comma: str
    semicolon: str
    stop: str
    opening: str
    closing: str
    untranslated: str
    edited: str
    more: str
    published: str
    checked: str
    checked_one: str
    own: str
    glossed: str
    by_hand: str
    no_lines: str
    missing: str
    hint: str
    model: str
    known_notices: dict[str, str] = field(default_factory=dict)


ENGLISH = Labels(
    language="en",
    date="Date",
    place="Place",
    leaders="Led by",
    companions="With",
    event="What it is about",
    sites="Sites visited",
    directives="Directives",
    source="Source",
    article="The article",
    notices="Note",
    others="Not attributed",
    colon=": ",
    comma=", ",
    semicolon="; ",
    stop=".",
    opening=" (",
    closing=")",
    untranslated="in Chinese in the source",
    edited="edited by hand",
    more="{} more in the full briefing",
    published="published {}",
    checked="{done} of {all} lines checked against the source",
    checked_one="{done} of 1 line checked against the source",
    own="{} in the source's own words",
    glossed="{} rendered by the glossary",
    by_hand="{} edited by hand",
    no_lines="The article is in a language that is not summarised; its text is attached to the HTML and JSON briefing.",
    missing="Shown by their codes, since the fonts of this file lack them: {}",
    hint="Select a line to see what it rests on; select a marked passage to see the lines that rest on it.",
    model="model {}",
)
CHINESE = Labels(
    language="zh",
    date="日期",
    place="地点",
    leaders="带队",
    companions="陪同",
    event="内容",
    sites="考察点位",
    directives="工作要求",
    source="来源",
    article="原文",
    notices="说明",
    others="未注明讲话人",
    colon="：",
    comma="，",
    semicolon="；",
    stop="。",
    opening="（",
    closing="）",
    untranslated="原文为中文",
    edited="经人工修改",
    more="另有{}项，见完整简报",
    published="{}发布",
    checked="共{all}条，{done}条已与原文核对",
    checked_one="共1条，{done}条已与原文核对",
    own="{}条直接取自原文",
    glossed="{}条按词汇表译出",
    by_hand="{}条经人工修改",
    no_lines="该语言暂不支持摘要；原文附于HTML和JSON简报中。",
    missing="以下字符因字体缺字，以编码代替：{}",
    hint="点选条目可查看所据原文；点选标出的原文可回到对应条目。",
    model="模型 {}",
    known_notices={
        "input-cut": "原文过长，超出部分未纳入简报。",
        "encoding-guessed": "原文编码系推断，个别文字可能有误。",
        "date-unresolved": "原文未能确定考察的具体日期。",
        "sites-announced": "原文提到的点位多于其具体介绍的点位。",
        "demand-unreached": "原文中有的要求未能纳入简报。",
        "passage-cut": "有的段落过长，仅摘要了前半部分。",
        "language-unsupported": "该语言暂不支持摘要。",
    },
)


def labels(language: str) -> Labels:
    """The labels for articles in `language`: Chinese for Chinese, English for every other."""
    return CHINESE if language == "zh" else ENGLISH


def day(start: dt.date, end: dt.date | None, words: Labels) -> str:
    """A day or a range of days as it is written out: "3 June 2024", "3–5 June 2024", "2024年6月3日至5日"."""
    if words.language == "zh":
        first = f"{start.year}年{start.month}月{start.day}日"
        if end is None or end == start:
            return first
        year = f"{end.year}年" if end.year != start.year else ""
        month = f"{end.month}月" if year or end.month != start.month else ""
        return f"{first}至{year}{month}{end.day}日"
    last = _english(end or start)
    if end is None or end == start:
        return last
    if start.year != end.year:
        return f"{_english(start)} – {last}"
    if start.month != end.month:
        return f"{start.day} {_MONTHS[start.month - 1]} – {last}"
    return f"{start.day}–{last}"


def _english(date: dt.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"
