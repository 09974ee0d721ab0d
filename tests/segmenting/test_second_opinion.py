"""What the tagger's opinion changes in the rules' reading."""

from collections.abc import Mapping

import numpy as np
import pytest

from briefing import lexicons, mentions, segmenting
from briefing.reading import read_text
from briefing.records import Segments, Span
from briefing.segmenting import tagger
from briefing.segmenting.tagger import BEGINS, MENTIONS, REGIONS, Opinion, windows

TEXT = (
    "On June 3, Mayor Lin Guodong visited Qinghe County, accompanied by Vice Mayor Wu Lan.\n\n"
    "At Hengda Bearing Co., Ltd., he looked at the new line.\n\n"
    "Next door, the old granary smelled of paint, and the mayor tapped its beams.\n\n"
    "He stressed that reservoirs must be checked every day."
)


def opinion_on(
    text: str, likely: Mapping[str, tuple[str, ...]], *, otherwise: float = 0.0, kinds: tuple[float, ...] = ()
) -> Opinion:
    """An opinion that is sure of the first occurrence of the given words, one token a code point."""
    mention = np.full((len(text), len(MENTIONS)), otherwise, np.float32)
    region = np.full((len(text), len(REGIONS)), otherwise, np.float32)
    for kind, names in likely.items():
        for name in names:
            start = text.index(name)
            where, k = (mention, MENTIONS.index(kind)) if kind in MENTIONS else (region, REGIONS.index(kind))
            where[start : start + len(name), k] = 0.95
    return Opinion(
        text=text,
        starts=tuple(range(len(text))),
        ends=tuple(range(1, len(text) + 1)),
        mention=mention,
        begin=np.zeros_like(mention),
        region=region,
        region_begin=np.zeros((len(text), len(BEGINS)), np.float32),
        kinds=kinds,
    )


class Sure:
    """A tagger with one opinion."""

    def __init__(self, opinion: Opinion) -> None:
        self._opinion = opinion

    def read(self, text: str) -> Opinion:
        assert text == self._opinion.text
        return self._opinion


def cut(
    likely: Mapping[str, tuple[str, ...]], *, otherwise: float = 0.0, text: str = TEXT, kinds: tuple[float, ...] = ()
) -> Segments:
    lexicon = lexicons.load("en")
    article = read_text(text, name="a.txt")
    annotation = mentions.annotate(article.text, language="en", lexicon=lexicon, furniture=article.furniture)
    second = Sure(opinion_on(article.text, likely, otherwise=otherwise, kinds=kinds))
    return segmenting.segment(article, annotation, lexicon=lexicon, tagger=second)  # type: ignore[arg-type]


def names(segments: Segments) -> list[str]:
    return [name.text for site in segments.sites for name in site.names]


def test_a_site_that_the_rules_missed_is_added() -> None:
    assert "old granary" not in names(cut({}, otherwise=0.1))
    assert "old granary" in names(cut({"site": ("Hengda Bearing Co., Ltd.", "old granary")}, otherwise=0.1))


def test_a_site_that_was_tagged_in_the_headline_is_added_where_the_text_tells_of_it() -> None:
    text = "Mayor tours old granary\n\n" + TEXT
    found = cut({"site": ("old granary", "Hengda Bearing Co., Ltd.")}, otherwise=0.1, text=text)
    granary = next(n for site in found.sites for n in site.names if n.text == "old granary")
    assert granary.start > text.index("Next door")


def test_the_taggers_place_stands_only_where_it_is_a_whole_name() -> None:
    text = TEXT.replace("Qinghe County", "Luhe new alloys in Qinghe County")
    whole = cut({"place": ("Qinghe County",)}, otherwise=0.1, text=text)
    assert whole.place is not None
    assert whole.place.text == "Qinghe County"
    cut_short = cut({"place": ("Luhe new",)}, otherwise=0.1, text=text)
    assert cut_short.place is None or cut_short.place.text != "Luhe new"


def test_a_name_that_is_surely_no_site_is_struck_out() -> None:
    assert names(cut({}, otherwise=0.1)) == ["Hengda Bearing Co., Ltd."]
    assert "Hengda Bearing Co., Ltd." not in names(cut({"site": ("old granary",)}))


def test_a_companion_that_is_surely_none_is_struck_out() -> None:
    kept = cut({"companion": ("Wu Lan",)}, otherwise=0.05)
    assert [c.name for c in kept.companions] == ["Wu Lan"]
    assert cut({"leader": ("Lin Guodong",)}).companions == ()


def test_a_companion_of_whom_the_rules_know_no_office_is_added_where_the_tagger_is_sure() -> None:
    text = TEXT.replace("Next door,", "Kwesi Badu carried the map. Next door,")
    found = {c.name for c in cut({"companion": ("Wu Lan", "Kwesi Badu")}, otherwise=0.05, text=text).companions}
    assert found == {"Wu Lan", "Kwesi Badu"}
    assert {c.name for c in cut({"companion": ("Wu Lan",)}, otherwise=0.05, text=text).companions} == {"Wu Lan"}


def demands(segments: Segments) -> list[str]:
    return [span.text for directive in segments.directives for span in directive.evidence]


def test_a_demand_that_the_rules_missed_is_added_and_one_without_any_likelihood_struck_out() -> None:
    text = TEXT + " The gates to stay shut after dark, for lives hang on it."
    assert demands(cut({}, otherwise=0.1, text=text)) == ["that reservoirs must be checked every day"]
    found = demands(cut({"directive": ("The gates to stay shut after dark",)}, text=text))
    assert found == ["The gates to stay shut after dark"]


def test_the_kind_is_the_taggers_where_it_is_sure() -> None:
    assert cut({}, otherwise=0.1, kinds=(0.5, 0.4, 0.1)).kind == "visit"
    assert cut({}, otherwise=0.1, kinds=(0.05, 0.94, 0.01)).kind == "meeting"
    assert cut({}, otherwise=0.1, kinds=(0.05, 0.01, 0.94)).kind == "other"


def test_a_lone_lower_case_word_is_no_site() -> None:
    assert "paint" not in names(cut({"site": ("paint",)}, otherwise=0.1))


def test_mentions_are_whole_words() -> None:
    opinion = opinion_on(TEXT, {"site": ("engda Bearing Co",)})
    assert [span.text for span, _ in opinion.mentions("site", least=0.5)] == ["Hengda Bearing Co"]


def test_a_span_is_as_likely_as_its_likeliest_token() -> None:
    opinion = opinion_on(TEXT, {"leader": ("Guodong",)})
    start = TEXT.index("Lin Guodong")
    assert opinion.of_mention("leader", Span.of(TEXT, start, start + len("Lin Guodong"))) == pytest.approx(0.95)
    assert opinion.of_mention("leader", Span.of(TEXT, start, start + len("Lin"))) == 0


@pytest.mark.parametrize("length", [1, 319, 320, 321, 900])
def test_windows_cover_every_token(length: int) -> None:
    covered = {i for start, end in windows(length) for i in range(start, end)}
    assert covered == set(range(length))


def test_the_shipped_tagger_knows_leader_companion_and_site() -> None:
    opinion = tagger.load().read(TEXT)
    found = {kind: [span.text for span, _ in opinion.mentions(kind, least=0.5)] for kind in MENTIONS}
    assert found["leader"] == ["Lin Guodong"]
    assert found["companion"] == ["Wu Lan"]
    assert found["site"][0].startswith("Hengda Bearing Co., Ltd")


def test_a_missing_tagger_is_an_error(tmp_path: object) -> None:
    from pathlib import Path

    from briefing.errors import ModelError

    with pytest.raises(ModelError, match="cannot be loaded"):
        tagger.Tagger(Path(str(tmp_path)))
