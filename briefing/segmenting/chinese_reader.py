"""The state of reading a Chinese article: what is known of it, and what has been found so far."""

import re
from dataclasses import dataclass, field

from briefing.records import Annotation, DirectiveSegment, Mention, Person, Sentence, Span
from briefing.segmenting import chinese_people
from briefing.segmenting.chinese_cues import ChineseCues

LISTED = 2  # names in the lead that are stops and no frame
_HOST_NEAR = 20  # code points in which a host speaks, where a speech is open


@dataclass(slots=True)
class Stop:
    """A stop as it is read: its names, and the clauses of what was seen and asked there."""

    names: list[Span]
    paragraph: int
    leader: str | None
    observed: list[Span] = field(default_factory=list)
    asked: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """What the walk over the sentences needs, and what it has found so far."""

    annotation: Annotation
    plain: str
    cues: ChineseCues
    roles: chinese_people.Roles
    owner: dict[int, Person]
    lead: list[Sentence]
    place: Span | None = None
    stops: list[Stop] = field(default_factory=list)
    directives: list[DirectiveSegment] = field(default_factory=list)
    background: list[Span] = field(default_factory=list)
    unreached: list[Span] = field(default_factory=list)
    stop: Stop | None = None
    speech: tuple[int, str | None, bool] | None = None  # paragraph, speaker, whether all of it demands
    leader: str | None = None
    leads: bool = False  # whether the lead may name stops
    meets: bool = False  # whether the article tells of a meeting, so that nothing is a stop
    colon: bool = False  # whether the sentence before announces what follows
    quote: Sentence | None = None  # the sentence before, where it is a quotation
    fresh: bool = False  # whether the sentence opens a paragraph
    last: Stop | None = None  # the stop that the paragraph before told of
    paragraph: int = -1
    opened: int = 0  # where the paragraph starts
    acted: frozenset[int] = frozenset()  # the paragraphs in which the visitors act
    areas: list[Span] = field(default_factory=list)  # towns and counties gone to
    claimed: list[Span] = field(default_factory=list)  # demands of the visitors, reached or not


def ours(reader: Reader, mention: Mention) -> bool:
    """Whether the mention is of one who visits or comes along."""
    person = reader.owner.get(mention.span.start)
    if person is None:
        return False
    return person in (*reader.roles.leaders, *reader.roles.companions) or person.name in reader.roles.officials


def leads(reader: Reader, mention: Mention) -> bool:
    """Whether the mention is of a leader."""
    return reader.owner.get(mention.span.start) in reader.roles.leaders


def is_host(reader: Reader, told: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether the sentence is what a host, a worker or an expert said or did."""
    within = told[:_HOST_NEAR] if reader.speech else told  # in a speech '…汇报，' is no host's
    host = re.search(rf"(?:{reader.cues.host.pattern})(?:说|道|时说|称)?[，,：:]", within)
    return bool(host) and not any(leads(reader, m) for m in mentions) and not re.match(r"[他她]", told)
