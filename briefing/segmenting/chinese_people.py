"""Who visits, who comes along: the roles of people in a Chinese article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.records import Annotation, Mention, Official, Person, Sentence, Span
from briefing.segmenting.chinese_companions import ALSO_THERE, companions_in, list_end
from briefing.segmenting.chinese_cues import ChineseCues

_GROUP = re.compile(r"[^。；“]{0,24}?(?:联络|调研|督导|检查|督查|督察|视察|巡视|工作|考察|慰问|暗访)(?:组|团)(?!织|长)")
_PRESIDES = re.compile(
    r"主持(?:会议)?(?![召开])|通报|宣读|汇报|(?:作|做)(?:了)?[^，。]{0,6}(?:汇报|发言|说明|通报|点评|报告|部署|安排|动员|表态|交流|总结|解读|介绍)|致辞|部署|传达|列席|就[^，。]{2,16}(?:作|做|提出)|参会|到会|在[主分]会场"
)
_VISITS_IN = re.compile(
    r"在(?![^，。]{0,10}(?:[会中时下]|讲话|发言)[，,])[^，。；“：]{2,40}(?:督导|检查|调研|考察|视察|慰问|走访|暗访|察看|查看|看望|巡查|[，,])"
)
_NO_HEAD = re.compile(
    r"(?:工人|职工|村民|居民|记者|通讯员|专家|医生|医师|老师|教师|学生|户|员工|党员|民|工|队员|教授|院士|代表|志愿者|传承人)$"
)
_SETS_OUT = re.compile(
    r"[^，。；]{0,8}?(?:带着|带领|率领?|会同|偕同?|携)[^。；：“]{2,40}?[，,]?(?:到|赴|来到|深入|走进|前往)[\u3400-\u9fff]{2}|[^，。；]{0,14}?(?:带队|率队|分头|分组|分片|分赴|坐镇|上阵|夜宿)|(?:[^，。；看受达得感想]{0,10}[，,]?)(?:到|赴)(?![了达位底处])[\u3400-\u9fff]{2}"
)
# what presents the one who comes: '来人是…', '走在前面的正是…'
_PRESENTED = re.compile(
    r"(?:来人|来者|来客|此人|那人|这人|这位[^，。]{0,6}|那位[^，。]{0,6}|(?:客人|访客|老人|男子|女子|中年人|年轻人|乘客|顾客|食客)"
    r"|(?:走在|站在|坐在|跑在|冲在|骑在)[^，。、]{0,8}的|(?:领头|带头|打头|为首|领队|带队|领着|问话|开口|提问|敲门|推门|进门|下车|到访|突访|来访|前来|来)[^，。、]{0,6}的"
    r")(?:(?:正|就|便|恰)?是|，(?:正|就|便)?是|，?不是别人，正是)\Z"
)
_NEAR_TOP = 3  # sentences
_COMES_ALONG = re.compile(
    r"(?:等(?:人|领导|同志)?)?(?:陪同|随行|随队|随同|参加(?:调研|考察|检查|慰问|视察|督导)|一同(?:调研|参加))"
)
_OFFICE_ACTS = re.compile(
    r"(?:书记|省长|市长|县长|区长|州长|镇长|乡长|局长|厅长|部长|主席|主任)(?:一行|要求|强调|指出|表示|先后|来到|走进|察看|深入|前往|说)"
)
_LEAD_IN = re.compile(r"^(?:首先|随后|接着|先后|分别|一行|冒雨|又|还|也|则|带队|率队|，)+")
_SAYS = re.compile(r"[：“]|(?:说|指出|强调|认为)[，,]")
_TOP = 8  # sentences in which the principal is named
_MEETING_TOP = 14  # and those who preside or report at a meeting
_MOST_LEADERS = 6
_BEFORE_NAME = 20  # code points of the words that present somebody: '走在前面的是…'


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Leaders, the first of them the principal; companions; the sentences that name them."""

    leaders: tuple[Person, ...]
    companions: tuple[Person, ...]
    companion_sentences: tuple[Sentence, ...]
    officials: frozenset[str] = frozenset()  # names
    group: bool = False  # whether a delegation visits whose head is not named


def roles(annotation: Annotation, plain: str, cues: ChineseCues) -> Roles:
    """The leaders and companions of a visit or meeting; no leader where nobody of office visits or presides."""
    owner = {span.start: person for person in annotation.people for span in person.mentions}
    officials = officials_of(annotation, plain, cues)
    principal = _principal(annotation, plain, owner, officials, cues)
    if principal is None:
        return Roles(leaders=(), companions=(), companion_sentences=(), group=_group_visits(annotation, plain, cues))
    leaders = [principal]
    came: list[Person] = []
    where: list[Sentence] = []
    beside, brought, shared = _beside(annotation, plain, principal, owner, cues)
    for person in beside:
        acts = _acts(plain, person, cues) or _visits(annotation, plain, person, cues, shared=shared)
        acts = acts and not brought and not _is_deputy(person, principal)
        (leaders if acts else came).append(person)
    for person in annotation.people:
        known = person in leaders or person in came or person.name not in officials
        if not known and len(leaders) < _MOST_LEADERS and _visits(annotation, plain, person, cues):
            leaders.append(person)
    for span, sentence in _regions(annotation):
        found = companions_in(annotation, plain, span, owner, cues)
        fresh = [p for p in found if p not in leaders and p not in came]
        came += fresh
        if fresh and sentence:
            where.append(sentence)
    own = [m for m in annotation.mentions if m.kind == "person" and owner[m.span.start] is principal]
    if not _first_subject(annotation, plain, own, (cues.visit, cues.inspect), cues=cues):
        present = _at_meeting(annotation, plain, owner, officials, cues)
        came += [p for p in present if p not in leaders and p not in came]
    return Roles(
        leaders=tuple(leaders),
        companions=tuple(dict.fromkeys(came)),
        companion_sentences=tuple(where),
        officials=officials,
    )


def _group_visits(annotation: Annotation, plain: str, cues: ChineseCues) -> bool:
    """Whether a delegation is the subject of a visit in one of the first sentences."""
    for sentence in annotation.sentences[:3]:
        group = _GROUP.match(plain, sentence.span.start, sentence.span.end)
        if group and cues.visit.search(plain, group.end(), sentence.span.end):
            return True
    return False


def _regions(annotation: Annotation) -> Iterator[tuple[Span, Sentence | None]]:
    """Where companions are named: the lines before the first sentence, which may be a headline, and every sentence."""
    first = annotation.sentences[0].span.start if annotation.sentences else 0
    for line in re.finditer(r"[^\n]+", annotation.text[:first]):
        yield Span.of(annotation.text, line.start(), line.end()), None
    for sentence in annotation.sentences:
        yield sentence.span, sentence


def _at_meeting(
    annotation: Annotation, plain: str, owner: dict[int, Person], officials: frozenset[str], cues: ChineseCues
) -> list[Person]:
    """Officials who preside or report at a meeting that the lead tells of."""
    out = []
    for sentence in annotation.sentences[:_MEETING_TOP]:
        for mention in people_in(annotation, sentence):
            person = owner[mention.span.start]
            presides = is_subject(plain, mention) and _PRESIDES.match(plain, list_end(annotation, plain, mention))
            visits = cues.visit.search(plain, sentence.span.start, mention.span.end)
            if presides and (person.name in officials or person.title is None) and not visits:
                out.append(person)
    return out


def officials_of(annotation: Annotation, plain: str, cues: ChineseCues) -> frozenset[str]:
    """The people one of whose printed titles is an office of state or Party."""
    return frozenset(
        m.canonical
        for m in annotation.mentions
        if m.kind == "person"
        and m.title
        and any(cues.official.search(part) for part in re.split("[、兼]", plain[m.title.start : m.title.end]))
    )


def people_in(annotation: Annotation, sentence: Sentence) -> tuple[Mention, ...]:
    """The mentions of people in a sentence."""
    return tuple(m for m in annotation.within(sentence.span) if m.kind == "person")


def official(person: Person) -> Official:
    """The person as a briefing names them."""
    return Official(name=person.name, title=person.title)


def is_subject(plain: str, mention: Mention, *, lines: bool = False) -> bool:
    """Whether the mention, its title counted in, opens a clause or is accompanied: '陪同市长岑远山检查'.

    `lines` where it may also open a line under a line of text, such as a heading.
    """
    start = mention.title.start if mention.title else mention.span.start
    before = plain[max(0, start - 3) : start]
    return (
        not before
        or not re.search(r"[\u3400-\u9fffA-Za-z]$", before)
        or before[-1] in "日午晚晨早后时，"
        or before[-2:] == "陪同"
        or (lines and before[-1] == "\n")
        or bool(_PRESENTED.search(plain[max(0, start - _BEFORE_NAME) : start]))
    )


def _principal(
    annotation: Annotation, plain: str, owner: dict[int, Person], officials: frozenset[str], cues: ChineseCues
) -> Person | None:
    """The first person of office who is the subject of a visit, or of a meeting before any, else the protagonist."""
    people = [m for m in annotation.mentions if m.kind == "person" and owner[m.span.start].name in officials]
    visitor = _first_subject(annotation, plain, people, (cues.visit, cues.goes, cues.inspect), cues=cues)
    presiding = _first_subject(annotation, plain, people, (cues.meeting,), cues=cues) or _at_its_head(
        annotation, plain, people, cues
    )
    if visitor and presiding and owner[visitor[1]] is not owner[presiding[1]] and presiding[0] < visitor[0]:
        lead = annotation.sentences[presiding[0]].span
        return owner[presiding[1]] if not cues.visit.search(plain, lead.start, lead.end) else owner[visitor[1]]
    first = visitor or presiding or _first_subject(annotation, plain, people, (cues.visit,), cues=cues, quoted=True)
    if first:
        return owner[first[1]]
    told = _protagonist(annotation, plain, people, owner, cues)
    if told:
        return told
    visits = (cues.visit, cues.goes, cues.inspect)
    if under := _first_subject(annotation, plain, people, visits, cues=cues, lines=True):
        return owner[under[1]]
    heads = [
        m
        for m in annotation.mentions
        if m.kind == "person" and m.title and not _NO_HEAD.search(plain[m.title.start : m.title.end])
    ]
    visitor = _first_subject(annotation, plain, heads, (cues.visit, cues.inspect), cues=cues)
    return owner[visitor[1]] if visitor and visitor[0] < _NEAR_TOP else _headed(annotation, plain, owner, cues)


def _headed(annotation: Annotation, plain: str, owner: dict[int, Person], cues: ChineseCues) -> Person | None:
    """One whom only the headline names, where the story goes on with the office alone: '市长一行来到…'."""
    line = plain.find("\n")
    first = next((m for m in annotation.mentions if m.kind == "person" and m.span.end < line), None)
    story = plain[line:] if line > 0 else ""
    told = _OFFICE_ACTS.search(story) and (cues.goes.search(story) or cues.inspect.search(story))
    return owner[first.span.start] if first and told and cues.visit.search(plain, first.span.end, line) else None


def _first_subject(
    annotation: Annotation,
    plain: str,
    people: list[Mention],
    verbs: tuple[re.Pattern[str], ...],
    *,
    cues: ChineseCues,
    quoted: bool = False,
    lines: bool = False,
) -> tuple[int, int] | None:
    """The number of the first sentence in which one of `people` is the subject of a verb, and where the name starts.

    `quoted` where the verb may stand in what is said, too; `lines` as in `is_subject`.
    """
    for index, sentence in enumerate(annotation.sentences[:_TOP]):
        for mention in people:
            if not sentence.span.contains(mention.span) or not is_subject(plain, mention, lines=lines):
                continue
            rest = plain[mention.span.end : sentence.span.end]
            after = plain[list_end(annotation, plain, mention) : sentence.span.end]
            if cues.meeting not in verbs and _COMES_ALONG.match(after):
                continue
            said = None if quoted else _SAYS.search(rest)
            end = said.start() if said else len(rest)
            if any(v and len(v.group()) > 1 for v in (p.search(rest, 0, end) for p in verbs)):
                return index, mention.span.start
            if cues.goes in verbs and _SETS_OUT.match(rest, 0, end):
                return index, mention.span.start
    return None


def _at_its_head(
    annotation: Annotation, plain: str, people: list[Mention], cues: ChineseCues
) -> tuple[int, int] | None:
    """The first person of office in a sentence that opens with a meeting being held."""
    for index, sentence in enumerate(annotation.sentences[:_TOP]):
        held = re.compile(r"[^。]{0,40}(?:召开|举行)").match(plain, sentence.span.start, sentence.span.end)
        if held and cues.meeting.search(plain, sentence.span.start, sentence.span.end):
            inside = [m for m in people if held.end() <= m.span.start < sentence.span.end and is_subject(plain, m)]
            if inside:
                return index, inside[0].span.start
    return None


def _protagonist(
    annotation: Annotation, plain: str, people: list[Mention], owner: dict[int, Person], cues: ChineseCues
) -> Person | None:
    """The official whom a story of a visit keeps coming back to, where no sentence says that he visits."""
    acts: dict[str, int] = {}
    for mention in people:
        verb = cues.look.match(plain, mention.span.end) or cues.look.search(
            plain, mention.span.end, mention.span.end + 12
        )
        if is_subject(plain, mention) and verb and len(verb.group()) > 1:
            acts[mention.canonical] = acts.get(mention.canonical, 0) + 1
    first = annotation.sentences[0].span.end if annotation.sentences else 0
    told = bool(cues.visit.search(plain, 0, first))
    often = max(
        (owner[m.span.start] for m in people), key=lambda p: (acts.get(p.name, 0), len(p.mentions)), default=None
    )
    if often is None:
        return None
    looks = acts.get(often.name, 0)
    return often if (told and (looks or len(often.mentions) > 2)) or looks > 1 else None


def _visits(
    annotation: Annotation, plain: str, person: Person, cues: ChineseCues, *, shared: Sentence | None = None
) -> bool:
    """Whether the person goes to a place of his own, not in the `shared` sentence: the subject of a verb of going."""
    for sentence in annotation.sentences:
        if sentence is shared:
            continue
        inside = [m for m in people_in(annotation, sentence) if m.span in person.mentions]
        for mention in inside:
            rest = _LEAD_IN.sub("", plain[list_end(annotation, plain, mention) : sentence.span.end])
            if _is_brought(plain, sentence, mention, cues) or _COMES_ALONG.match(rest) or ALSO_THERE.match(rest):
                continue
            comes = cues.goes.match(rest) or _VISITS_IN.match(rest) or cues.inspect.match(rest)
            if comes and is_subject(plain, mention, lines=True):
                return True
    return False


def _is_brought(plain: str, sentence: Sentence, mention: Mention, cues: ChineseCues) -> bool:
    """Whether somebody else brings the person along: '带着副局长莫丽虹暗访'."""
    start = mention.span.start
    brings = [m.end() for m in cues.brings.finditer(plain, sentence.span.start, start)]
    if not brings:
        return False
    between = plain[brings[-1] : start]
    return not re.search("[。；：“]", between) and not any(p.search(between) for p in (cues.goes, cues.inspect))


def _acts(plain: str, person: Person, cues: ChineseCues) -> bool:
    """Whether the person looks or demands on his own account somewhere."""
    for span in person.mentions[1:]:
        rest = plain[span.end : span.end + 30]
        if cues.speech.match(rest) or cues.look.match(rest) or re.match(r"在[^，。]{2,20}(?:同|看|问|察)", rest):
            return True
    return False


def _is_deputy(person: Person, principal: Person) -> bool:
    return bool(
        person.title
        and person.title.startswith("副")
        and principal.title
        and principal.title.endswith(person.title[1:])
    )


def _beside(
    annotation: Annotation, plain: str, principal: Person, owner: dict[int, Person], cues: ChineseCues
) -> tuple[list[Person], bool, Sentence | None]:
    """Those named in one list with the principal, who visit with him, whether he brings them along, and where."""
    for sentence in annotation.sentences[:7]:
        inside = [m for m in annotation.within(sentence.span) if m.kind == "person"]
        at = next((i for i, m in enumerate(inside) if owner[m.span.start] is principal), None)
        if at is None:
            continue
        out = []
        brought = False
        for previous, mention in zip(inside[at:], inside[at + 1 :], strict=False):
            start = mention.title.start if mention.title else mention.span.start
            gap = plain[previous.span.end : start]
            if not (re.fullmatch(r"[、,，和与及]\s*|以及|\s*陪同\s*", gap) or cues.brings.fullmatch(gap.strip())):
                break
            if gap in ",，" and not mention.title:
                break
            brought = brought or bool(cues.brings.search(gap))
            out.append(owner[mention.span.start])
        if out:
            return [p for p in out if p is not principal], brought, sentence
    return [], False, None
