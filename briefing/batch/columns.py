"""The columns of the tables that a batch leaves: names, kinds and meanings, once; docs/tables.md shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "texts", "date", "count", "flag", "spans"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: `kind` decides its type in each format, `width` how many letters wide a spreadsheet shows it."""

    name: str
    kind: Kind
    meaning: str
    width: int


def _columns(*rows: tuple[str, Kind, int, str]) -> tuple[Column, ...]:
    return tuple(Column(name=name, kind=kind, width=width, meaning=meaning) for name, kind, width, meaning in rows)


VISITS = _columns(
    ("article", "text", 30, "path of the article, relative to its input; the key of the table"),
    ("date", "date", 12, "day of the visit; of several days the first"),
    ("date_end", "date", 12, "last day, where the visit took several"),
    ("date_text", "text", 16, "the words that the date came from"),
    ("published", "date", 12, "day of publication"),
    ("kind", "text", 9, "`visit`, `meeting` or `other`"),
    ("language", "text", 6, "language of the article"),
    ("leader", "text", 20, "name of who led, as printed; of several the first"),
    ("title", "text", 24, "title of the leader, as printed"),
    ("person", "text", 20, "the leader's `person` in the table `people`"),
    ("leaders", "texts", 24, "all who led, each with title in parentheses"),
    ("companions", "texts", 36, "all who came along, each with title in parentheses"),
    ("people", "texts", 36, "`person` of all who led or came along"),
    ("place", "text", 24, "where the visit went: town, county, zone or institution, as printed"),
    ("sites", "texts", 48, "every inspected place, as printed, each once"),
    ("stop_count", "count", 6, "rows of the table `stops`"),
    ("directive_count", "count", 6, "rows of the table `directives`"),
    ("companion_count", "count", 6, "names in `companions`"),
    ("group", "text", 14, "the same for all articles about one visit; empty where there is one only"),
    ("conflicts", "texts", 24, "what the articles of the group tell differently"),
    ("headline", "text", 48, "our headline"),
    ("bottom_line", "text", 60, "our one sentence"),
    ("article_title", "text", 48, "the article's headline"),
    ("outlet", "text", 20, "who published it"),
    ("url", "text", 30, "its address"),
    ("model", "text", 14, "what wrote the lines: the model's name and revision"),
    ("line_count", "count", 6, "lines in the briefing"),
    ("own_line_count", "count", 6, "of these, lines in the source's own words"),
    ("notices", "texts", 24, "codes of the notices, each once (docs/notices.md)"),
    ("brief", "text", 30, "path of the briefing's JSON, relative to the output folder"),
    ("sha256", "text", 16, "digest of the article's bytes"),
)
STOPS = _columns(
    ("article", "text", 30, "as in `visits`"),
    ("stop", "count", 6, "number of the stop in its article, from 1"),
    ("names", "texts", 36, "its places, as printed"),
    ("observed", "text", 60, "what was looked at; empty where the line cannot be divided"),
    ("asked", "text", 60, "what was asked there; likewise"),
    ("summary", "text", 60, "the whole line"),
    ("leader", "text", 20, "who was there: the stop's leader, else the event's"),
    ("person", "text", 20, "the same in the table `people`"),
    ("date", "date", 12, "the stop's day, else the event's"),
    ("place", "text", 24, "the stop's place, else the event's"),
    ("group", "text", 14, "as in `visits`"),
    ("method", "text", 10, "how the line was made: `seq2seq`, `extractive`, `glossed`, `edited`"),
    ("on_page", "flag", 7, "whether the one-page briefing has room for it"),
    ("evidence", "spans", 20, "where it stands: code points of `text` in the JSON, half open"),
)
DIRECTIVES = _columns(
    ("article", "text", 30, "as in `visits`"),
    ("directive", "count", 6, "number of the directive in its article, from 1"),
    ("speaker", "text", 20, "who said it, as printed; empty where the article does not say"),
    ("person", "text", 20, "the speaker's `person` in the table `people`"),
    ("summary", "text", 60, "the demand in one line"),
    ("date", "date", 12, "the event's day"),
    ("place", "text", 24, "the event's place"),
    ("group", "text", 14, "as in `visits`"),
    ("method", "text", 10, "as in `stops`"),
    ("on_page", "flag", 7, "as in `stops`"),
    ("evidence", "spans", 20, "as in `stops`"),
)
PEOPLE = _columns(
    ("person", "text", 24, "the name, with the title where two would be called the same; the key of the table"),
    ("name", "text", 20, "the fullest and commonest way to print the name"),
    ("title", "text", 30, "the commonest title"),
    ("titles", "texts", 48, "every title, as printed, the commonest first"),
    ("spellings", "texts", 36, "every way the name is printed, the commonest first; short forms with their title"),
    ("article_count", "count", 9, "articles that name the person as leader, companion or speaker"),
    ("visit_count", "count", 9, "visits of these, several articles about one counted once"),
    ("led_count", "count", 9, "visits that the person led, counted likewise"),
    ("directive_count", "count", 9, "directives that the person gave, repetitions in other articles included"),
    ("first_date", "date", 12, "day of the first dated visit"),
    ("last_date", "date", 12, "day of the last one"),
)
SAMPLE = _columns(
    ("article", "text", 30, "as in `visits`"),
    ("part", "text", 14, "`event`, `stop 2`, `directive 5`"),
    ("line", "text", 70, "the line"),
    ("evidence", "text", 70, "the words of the article that it rests on, pieces parted by […]"),
    ("method", "text", 10, "as in `stops`"),
    ("verdict", "text", 10, "yours: right, wrong, unsure"),
    ("remark", "text", 40, "yours"),
)
TABLES: Mapping[str, tuple[Column, ...]] = {
    "visits": VISITS,
    "stops": STOPS,
    "directives": DIRECTIVES,
    "people": PEOPLE,
}
