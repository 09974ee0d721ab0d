"""The grammar of dates: one pattern a form, with named groups that say what stands where.

Groups: `year`, `month` (a name), `number` (of a month), `day`; `month2`, `number2`, `day2` for the end of a range; `weekday`,
`weekday2`; `relative`. At one place the earlier form wins. A form whose words are often no date is in `DOUBTFUL` and counts
only where `dates` finds it in the right company.
"""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip

_FULL_MONTH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
)
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_M = rf"(?P<month>{_FULL_MONTH}|{_SHORT_MONTH})"
_M2 = rf"(?P<month2>{_FULL_MONTH}|{_SHORT_MONTH})"
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,]\d|%)"
_D2 = r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|\.\d|,\d{3}|%| percent| per cent)"
_TH, _TH2 = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b", r"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)\b"
_Y = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TO = r"(?:\s?[-–—~]\s?|\s+(?:to|through|until|till|and)\s+)"
_ALSO = r"(?:\s?,\s?[0-3]?\d(?!\d))*"  # 'March 2,3 and 5'
_PART = (
    r"(?:early\s+|late\s+|mid-?)?(?:morning|forenoon|noon|midday|lunchtime|afternoon|evening|night|dawn|dusk|midnight)"
)
_OF_PART = rf"(?:(?:the\s+)?{_PART}\s+(?:of|on)\s+)?"
_WD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WD = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?"
_UNIT = (
    r"(?:week|month|year|quarter|season|spring|summer|autumn|fall|winter|decade|weekend"
    r"|(?:school|academic|financial|fiscal|calendar|crop)\s+year|term|semester|harvest|monsoon|rains)"
)
_COUNT = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|a few|several)"
)
_ORDINAL = r"(?:first|second|third|fourth|last)"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK = rf"(?:\d{{1,2}}(?:[:.]\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)|{_HOUR}\s+o['’]clock)"

_ENGLISH = (
    rf"{_Y}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)(?:[\sT]+\d{{1,2}}:\d\d(?::\d\d)?)?",
    r"(?P<either>\d{1,2})[/.](?P<or>\d{1,2})[/.](?P<year>(?:19|20)\d\d)(?!\d)",
    # the number of days after 'to' and 'and' must not count something else: 'June 3 and 12 firms'
    rf"(?:(?P<weekday>{_WD}|{_SHORT_WD}),?\s+)?{_OF_PART}{_M}\s*{_D}{_ALSO}(?:{_TO}(?:{_M2}\s+)?{_D2}(?=\s*(?:[,，.;。；)）]|$|\n|(?:in|at|of|by|for|to|on|with|the|he|she|this|went|visited|came|led|inspected|respectively|\w+ed)\b|[A-Z]|(?:19|20)\d\d)))?(?:,?\s*{_Y})?(?:\s?[(（](?:{_WD})[)）])?(?:,?\s+{_PART}\b)?",
    rf"{_OF_PART}(?:(?P<weekday>{_WD}|{_SHORT_WD}),?\s+)?(?:the\s+)?{_D}(?:{_TO}{_D2})?\s+(?:of\s+)?{_M}(?![\w’'])(?:,?\s+{_Y})?(?:\s+{_PART}\b)?",
    rf"(?:the\s+)?(?:first|second|third|fourth|last|early|late|mid)?[-\s]?(?:{_TO})?{_M}\s+{_Y}",
    r"the\s+[0-3]?\d(?:st|nd|rd|th)\s+day\s+of\s+(?:the|each|this|next|every|that)\s+(?:[a-z]+\s+){0,2}month",
    r"\d{1,2}\s+month\s+\d{1,2}\s+day\b",
    rf"(?P<ordinal>(?:(?:the\s+)?{_PART}\s+of\s+)?the\s+{_TH}(?:{_TO}(?:the\s+)?{_TH2})?(?:\s+of\s+(?:(?P<which>this|last|next|each|every|the)\s+)month)?(?:\s+{_PART}\b)?)",
    rf"(?P<ordinal>{_TH}{_TO}{_TH2}|{_TH.replace('<day>', '<only>')}(?:\s+{_PART}\b)?)",
    rf"(?:noon|midnight|dawn|late)\s+on\s+(?P<weekday>{_WD})",
    rf"(?:(?:the\s+)?{_PART}\s+of\s+)?(?P<which>(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]very|this\s+past)\s+)?(?P<weekday>{_WD})(?P<plural>s?)(?:(?:{_TO}|/)(?P<weekday2>{_WD}))?(?:\s+{_PART}\b)?(?P<week>\s+(?:last|next|this)\s+week)?(?:\s?[(（]\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?[)）])?",
    rf"(?P<relative>[Yy]esterday(?:\s+{_PART})?|[Tt]oday|[Tt]onight|[Tt]his\s+(?:morning|afternoon|evening)|[Tt]omorrow(?:\s+{_PART})?|[Ll]ast\s+night|(?:[Tt]he\s+)?day\s+before\s+yesterday)\b",
    r"(?:[Oo]n\s+)?[Tt]he\s+same\s+(?:day|morning|afternoon|evening|night)\b|[Tt]he\s+(?:next|following|previous)\s+(?:day|morning|afternoon|evening|week|month|year)\b",
    r"[Tt]he\s+other\s+day\b|[Rr]ecently\b|[Rr]ecent\s+days\b|[Tt]hese\s+days\b|[Tt]he\s+weekend\b",
    r"the\s+(?:first|last)\s+(?:day\s+)?of\s+(?:the|next|this|last)\s+(?:month|year)\b",
    rf"(?:[Aa]bout\s+)?{_COUNT}\s+(?:hours?|days?|weeks?|months?|years?)\s+ago\b",
    rf"(?:[Tt]he\s+)?(?:end|beginning|start|middle|close|eve)\s+of\s+(?:(?:{_FULL_MONTH})(?:\s+{_Y})?|(?:19|20)\d\d|(?:the|this|next|last)\s+{_UNIT})\b",
    rf"(?:[Tt]he\s+)?{_ORDINAL}\s+(?:quarter|half)(?:\s+of\s+(?:the|this|last|next)\s+year|\s+of\s+(?:19|20)\d\d)?\b|\byear-end\b",
    rf"(?:this|[Ll]ast|[Nn]ext)\s+(?:{_UNIT}|{_FULL_MONTH})\b|this\s+past\s+{_UNIT}\b",
    rf"(?:early|late|mid)[-\s](?:{_FULL_MONTH})\b(?:\s+{_Y})?",
    rf"{_CLOCK}(?:\s+in\s+the\s+(?:morning|afternoon|evening)|\s+at\s+night|(?:{_TO}){_CLOCK})?|(?:midnight|noon)\s+to\s+{_CLOCK}|(?<![\d:])\d{{1,2}}:\d\d(?![\d:])(?:{_TO}\d{{1,2}}:\d\d)?|{_HOUR}\s+at\s+night\b|(?:{_HOUR}|\d{{1,2}})\s+in\s+the\s+(?:morning|afternoon|evening)\b",
    rf"(?P<bare_month>{_FULL_MONTH})\b(?:{_TO}(?:{_FULL_MONTH})\b)?",
    r"(?:the\s+)?(?:(?:early|late|mid)[-\s])?(?:19|20)\d0s\b",
    r"(?:FY\s?)?(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d\-/.])",
    r"(?:early|late|mid|end)[-\s](?:19|20)\d\d\b|Q[1-4](?:\s+(?:19|20)\d\d)?\b|\d{4}\s?(?:hrs|hours)\b",
    rf"(?:[Tt]he\s+)?{_ORDINAL}\s+(?:week|weekend|ten\s+days|{_WD})\s+of\s+(?:(?:{_FULL_MONTH})|(?:the|this|next|last)\s+{_UNIT})\b",
    rf"(?:[Tt]he\s+)?first\s+{_COUNT}\s+(?:quarters|months|weeks)(?:\s+of\s+(?:the|this|last)\s+year|\s+of\s+(?:19|20)\d\d)?\b",
    rf"(?:[Tt]he\s+)?(?:coming|past|same)\s+(?:(?:few\s+)?(?:days|weeks|months|years)|{_UNIT}|{_WD})\b",
    r"half\s+an?\s+(?:month|year)\b|(?<=\bwithin )a\s+(?:fortnight|month|year)\b",
    r"(?P<bare_year>(?:19|20)\d\d)(?![\w%]|[.,]\d|-\w)",
    r"(?P<bare_season>spring|summer|autumn|winter|midnight|noon)\b",
)  # fmt: skip

_CJK_TO = r"\s*(?:至|到|—|-|~|～)\s*"
_CJK_PART = r"(?:早上|上午|中午|下午|傍晚|晚上?|夜间|深夜|凌晨)?"
_CHINESE = (
    rf"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<number>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号號](?:{_CJK_TO}(?:(?P<number2>\d{{1,2}})\s*月\s*)?(?P<day2>\d{{1,2}})\s*[日号號])?{_CJK_PART}",
    rf"(?P<number>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*(?:[日号號]\s*)?{_CJK_TO}(?:(?P<number2>\d{{1,2}})\s*月\s*)?(?P<day2>\d{{1,2}})\s*[日号號]{_CJK_PART}",
    rf"(?P<number>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号號]{_CJK_PART}",
    rf"(?<![\d月年])(?P<day>\d{{1,2}})\s*[日号號]?{_CJK_TO}(?P<day2>\d{{1,2}})\s*[日号號]{_CJK_PART}",
    rf"(?<![\d.第])(?P<day>\d{{1,2}})\s*[日号號](?!楼|樓|线|線|厂|廠|院|人行|店|门|門|井|机|機|坝|站){_CJK_PART}",
    rf"[今昨本]?[（(]\s*(?P<day>\d{{1,2}})\s*[)）]\s*[日号號天]{_CJK_PART}",
    r"(?P<relative>昨[日天晚](?:上午|下午|晚上?)?|今[日天晨](?:上午|下午)?|前[日天]|近日|日前|连日来|連日來)",
    rf"{_Y}[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)(?:\s+\d{{1,2}}:\d\d(?::\d\d)?)?",
)  # fmt: skip

DOUBTFUL = frozenset(["ordinal", "bare_month", "bare_year", "bare_season"])

_HOLIDAY_TAIL = r"(?:\s+(?:holidays?|festival|Festival|season|period|fair))?"
_NAMED_DAY = r"(?:the\s+)?(?:International|World|National|Army|Party|Police)\s+(?:[A-Z][\w’']*\s+){0,3}Day(?:\s+(?:of|for)(?:\s+[A-Z][\w’']*)+)?"


def english_forms(holidays: tuple[str, ...], other_months: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of English text, with the names of feasts and of the months of other calendars put in."""
    feasts = "|".join(re.escape(h).replace("'", "['’]") for h in sorted(holidays, key=len, reverse=True))
    months = "|".join(re.escape(m) for m in sorted(other_months, key=len, reverse=True))
    extra = [rf"{_NAMED_DAY}{_HOLIDAY_TAIL}"]
    if feasts:
        extra.append(rf"(?:the\s+)?(?:{feasts})(?![\w’']){_HOLIDAY_TAIL}")
    if months:
        extra.append(rf"(?:{months})\s+\d{{1,2}}(?:,\s*1\d\d\d)?(?!\d)|\d{{1,2}}\s+(?:{months})\b(?:\s+1\d\d\d)?")
    return (*extra, *_ENGLISH)


CHINESE_FORMS = _CHINESE

# What a date can start with, tried before the forms because it fails fast. Form by form it must let every start through.
STARTS = (
    r"\d|[A-Z]|the\s+(?:[\dA-Z]|early|late|mid|morning|forenoon|noon|midday|lunchtime|afternoon|evening|night|dawn|dusk|midnight"
    r"|first|second|third|fourth|last|day|next|following|previous|same|other|weekend|end|beginning|start|middle|close|eve|coming"
    r"|past)|on\s+the\s+same|early|late|mid|morning|forenoon|noon|midday|lunchtime|afternoon|evening|night|dawn|dusk|midnight"
    r"|first|second|third|fourth|last|this|next|every|yesterday|today|tonight|tomorrow|same|recent|these\s+days|about\s+\w+\s+\w+\s+ago"
    r"|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several)\s"
    r"|end|beginning|start|middle|close|eve|year-end|coming|past|half|spring|summer|autumn|winter"
)
CHINESE_STARTS = "[\\d昨今前近日连連本（(]"
