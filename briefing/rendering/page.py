"""The page as every format shows it: the same facts, lines, source and check result, in the article's language.

Strings of a page are one line each, without control or direction characters; a format adds only its own escaping.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.records import Briefing, Directive, Event, Method, Official, Site, Span
from briefing.rendering.labels import Labels, day, labels
from briefing.rendering.metrics import face, width_of
from briefing.version import __version__

# Notices that the page tells where they apply: at the line, in the check result, in the line on what was left out.
_TOLD_ELSEWHERE = frozenset({"line-replaced", "off-page", "untranslated", "glossed", "language-unsupported"})
_MAX_NOTICES = 3
_MAX_ADDRESS = 120

# Format characters (direction, joiners, soft hyphens), lone surrogates, unassigned: nothing stands in their place.
_DROPPED = frozenset({"Cf", "Cs", "Cn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one string a page shows at most, in ems; a longer one ends in an ellipsis.

    Usual lines take a third of theirs. With these limits one site and one directive fit one sheet whatever they say.
    """

    headline: int
    line: int
    names: int
    people: int
    tail: int


ONE_SHEET = Limits(headline=72, line=300, names=110, people=180, tail=90)
NONE = Limits(headline=10**9, line=10**9, names=10**9, people=10**9, tail=10**9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the page and what it rests on.

    `id` is "bottom-line", "event", or "site-" or "directive-" and the item's number in the JSON, from 1. `lead` names
    the sites; `aside` says where a site's leader, date or place differ from the event's; `asked` is the part of a
    site's summary that follows `text`, "" where the two are not divided; `marks` are remarks on how the line was made.
    """

    id: str
    text: str
    evidence: tuple[Span, ...]
    method: Method
    lead: str = ""
    aside: str = ""
    asked: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Directives of one speaker; `speaker` is "" where no heading is wanted."""

    speaker: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label of the facts strip, its value, and a machine-readable form of it, "" where there is none."""

    label: str
    value: str
    datetime: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows of a briefing. `event` is None where the bottom line holds it; `more` is "" if all is shown."""

    labels: Labels
    language: str
    headline: str
    bottom_line: Entry | None
    facts: tuple[Fact, ...]
    event: Entry | None
    sites: tuple[Entry, ...]
    groups: tuple[Group, ...]
    more: str
    notices: tuple[str, ...]
    source: tuple[str, ...]
    url: str
    footer: tuple[str, ...]

    @property
    def address(self) -> str:
        """The link's address as it is printed: a long one without its end."""
        return self.url if len(self.url) <= _MAX_ADDRESS else self.url[: _MAX_ADDRESS - 1] + "…"

    @property
    def lines(self) -> tuple[Entry, ...]:
        """Every line in the order of the page."""
        opening = tuple(entry for entry in (self.bottom_line, self.event) if entry)
        return (*opening, *self.sites, *(entry for group in self.groups for entry in group.entries))


def page(briefing: Briefing, *, full: bool = False) -> Page:
    """The page of `briefing`: the items that are on the page, with `full` all of them."""
    words, limits = labels(briefing.language), NONE if full else ONE_SHEET
    sites = [(i, s) for i, s in enumerate(briefing.sites, start=1) if full or s.on_page]
    directives = [(i, d) for i, d in enumerate(briefing.directives, start=1) if full or d.on_page]
    left_out = len(briefing.sites) + len(briefing.directives) - len(sites) - len(directives)
    return Page(
        labels=words,
        language=briefing.language,
        headline=clipped(briefing.headline, limits.headline),
        bottom_line=_bottom_line(briefing, words, limits),
        facts=_facts(briefing, words, limits),
        event=_event(briefing, words, limits),
        sites=tuple(_site(number, site, words, limits) for number, site in sites),
        groups=_groups(briefing.event, directives, words, limits),
        more=words.more.format(left_out) if left_out else "",
        notices=_notices(briefing, words, limits),
        source=_source(briefing, words, limits),
        url=_url(briefing.source.url),
        footer=_footer(briefing, words),
    )


def plain(text: str) -> str:
    """`text` on one line, composed (NFC), blanks collapsed, without control, direction and unassigned characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable():
        text = "".join(c if c.isprintable() else "" if unicodedata.category(c) in _DROPPED else " " for c in text)
    return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text


def clipped(text: str, limit: int) -> str:
    """`plain(text)`, cut with an ellipsis at a blank where it is wider than `limit` ems."""
    # no character in use is wider than an em and a half
    if len(text) <= limit * 2 // 3:
        return plain(text)
    regular = face("regular")
    text = plain(text[: limit * 8])
    if width_of(text, regular) <= limit:
        return text
    room, end = limit - 1.0, 0
    while (room := room - width_of(text[end], regular)) >= 0:
        end += 1
    cut = text.rfind(" ", end * 2 // 3, end)
    return text[: cut if cut > 0 else end].rstrip(" ,;:，；、") + "…"


def people(officials: Sequence[Official], words: Labels) -> str:
    """Names with their titles, as printed."""
    if words.language == "zh":
        return "、".join(f"{o.title or ''}{o.name}" for o in officials)
    return "; ".join(f"{o.name}, {o.title}" if o.title else o.name for o in officials)


def names_joined(names: Sequence[str], words: Labels) -> str:
    """Names as one phrase: "A, B and C"; with semicolons where a name holds a comma."""
    if words.language == "zh":
        return "、".join(names)
    if len(names) < 2:
        return "".join(names)
    if len(names) > 2 and any("," in name for name in names):
        return "; ".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def _bottom_line(briefing: Briefing, words: Labels, limits: Limits) -> Entry | None:
    """The bottom line with the evidence of the lines that it was composed of."""
    if not briefing.bottom_line:
        return None
    said = _core(briefing.bottom_line)
    spans: list[Span] = []
    parts: list[Event | Directive | Site] = [briefing.event, *briefing.directives, *briefing.sites]
    for item in parts:
        texts = (item.asked or "", item.summary) if isinstance(item, Site) else (item.summary,)
        if any(text and _core(text) in said for text in texts):
            spans += item.evidence
    marks = (words.untranslated,) if briefing.event.untranslated else ()
    return Entry(
        id="bottom-line",
        text=clipped(briefing.bottom_line, limits.line),
        evidence=tuple(sorted(set(spans or briefing.event.evidence))),
        method=briefing.event.method,
        marks=marks,
    )


def _core(text: str) -> str:
    return plain(text).rstrip(".。").casefold()


def _event(briefing: Briefing, words: Labels, limits: Limits) -> Entry | None:
    """The event's own line, unless the bottom line says it already."""
    event = briefing.event
    if not event.summary or _core(event.summary) in _core(briefing.bottom_line):
        return None
    return Entry(
        id="event",
        text=clipped(event.summary, limits.line),
        evidence=event.evidence,
        method=event.method,
        marks=_marks(event, words),
    )


def _facts(briefing: Briefing, words: Labels, limits: Limits) -> tuple[Fact, ...]:
    event = briefing.event
    if event.date:
        machine = event.date.isoformat() + (f"/{event.date_end.isoformat()}" if event.date_end else "")
        date = Fact(label=words.date, value=day(event.date, event.date_end, words), datetime=machine)
    else:
        date = Fact(label=words.date, value=clipped(event.date_text or "", limits.names))
    rows = (
        date,
        Fact(label=words.place, value=clipped(event.place or "", limits.names)),
        Fact(label=words.leaders, value=clipped(people(event.leaders, words), limits.names)),
        Fact(label=words.companions, value=clipped(people(event.companions, words), limits.people)),
    )
    return tuple(fact for fact in rows if fact.value)


def _site(number: int, site: Site, words: Labels, limits: Limits) -> Entry:
    summary = clipped(site.summary, limits.line)
    asked = plain(site.asked or "").rstrip(".。")
    # the composer joins the two with a semicolon and may lower the first letter of what was asked
    lowered = summary.lower()
    at = lowered.rfind(asked.lower()) if asked and site.observed and len(lowered) == len(summary) else -1
    date = day(site.date, None, words) if site.date else ""
    aside = words.comma.join(part for part in (plain(site.leader or ""), date, plain(site.place or "")) if part)
    return Entry(
        id=f"site-{number}",
        lead=clipped(names_joined([plain(name) for name in site.names], words), limits.names),
        aside=clipped(aside, limits.names),
        text=summary[:at] if at > 0 else summary,
        asked=summary[at:] if at > 0 else "",
        evidence=site.evidence,
        method=site.method,
        marks=_marks(site, words),
    )


def _marks(item: Event | Site | Directive, words: Labels) -> tuple[str, ...]:
    untranslated = (words.untranslated,) if item.untranslated and words.language != "zh" else ()
    return (*untranslated, words.edited) if item.method == "edited" else untranslated


def _groups(
    event: Event, directives: Iterable[tuple[int, Directive]], words: Labels, limits: Limits
) -> tuple[Group, ...]:
    """The directives by speaker, unattributed ones first; no headings where all are the one leader's."""
    by_speaker: dict[str, list[Entry]] = {}
    for number, directive in directives:
        entry = Entry(
            id=f"directive-{number}",
            text=clipped(directive.summary, limits.line),
            evidence=directive.evidence,
            method=directive.method,
            marks=_marks(directive, words),
        )
        by_speaker.setdefault(clipped(directive.speaker or "", limits.names), []).append(entry)
    principal = clipped(event.leaders[0].name, limits.names) if event.leaders else ""
    speakers = sorted(by_speaker, key=bool)
    if len(speakers) > 1 or (speakers and speakers[0] not in ("", principal)):
        unnamed = words.others if len(speakers) > 1 else ""
        return tuple(Group(speaker=s or unnamed, entries=tuple(by_speaker[s])) for s in speakers)
    return tuple(Group(speaker="", entries=tuple(by_speaker[s])) for s in speakers)


def _notices(briefing: Briefing, words: Labels, limits: Limits) -> tuple[str, ...]:
    told = [n for n in briefing.notices if n.code not in _TOLD_ELSEWHERE]
    messages = [words.known_notices.get(n.code) or _sentence(clipped(n.message, limits.tail)) for n in told]
    unsupported = (words.no_lines,) if briefing.language not in ("en", "zh") else ()
    return (*unsupported, *dict.fromkeys(messages))[:_MAX_NOTICES]


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:].rstrip(".") + "."


def _source(briefing: Briefing, words: Labels, limits: Limits) -> tuple[str, ...]:
    source = briefing.source
    published = words.published.format(day(source.published, None, words)) if source.published else ""
    title = clipped(briefing.title or "", limits.tail)
    parts = tuple(part for part in (clipped(source.outlet or "", limits.tail), title, published) if part)
    return parts or ((clipped(source.name, limits.tail),) if source.name != "-" else ())


def _url(url: str | None) -> str:
    """The address, if it is one that may be linked: http or https without blanks or control characters."""
    if (
        url
        and url.lower().startswith(("http://", "https://"))
        and url.isprintable()
        and not set(url) & set(' "<>\\^`{|}')
    ):
        return url
    return ""


def _footer(briefing: Briefing, words: Labels) -> tuple[str, ...]:
    """Check result, then who wrote it."""
    counts = briefing.check
    doubted = sum(n.code == "edit-unsupported" for n in briefing.notices)
    told = []
    if counts.lines:
        template = words.checked_one if counts.lines == 1 else words.checked
        told.append(template.format(done=max(0, counts.lines - doubted), all=counts.lines))
    rest = ((words.own, counts.extractive), (words.glossed, counts.glossed), (words.by_hand, counts.edited))
    told += [template.format(count) for template, count in rest if count]
    model = briefing.model
    made_by = words.comma.join(clipped(part, 60) for part in (model.name, model.engine, model.revision[:12]) if part)
    return tuple(
        part for part in (words.semicolon.join(told), f"briefing {__version__}", words.model.format(made_by)) if part
    )


def texts(page: Page) -> tuple[str, ...]:
    """Every string that the page prints."""
    lines = (part for entry in page.lines for part in (entry.lead, entry.aside, entry.text, entry.asked, *entry.marks))
    facts = (part for fact in page.facts for part in (fact.label, fact.value))
    speakers = (group.speaker for group in page.groups)
    return (
        page.headline,
        *facts,
        *lines,
        *speakers,
        page.more,
        *page.notices,
        *page.source,
        page.address,
        *page.footer,
    )
