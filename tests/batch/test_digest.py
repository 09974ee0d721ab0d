import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from briefing import rendering
from briefing.batch.digest import digest
from briefing.errors import InputError, SettingsError
from briefing.records import Briefing, Digest, Directive, Official, Quote, Span
from briefing.rendering import json as briefing_json
from tests.batch.stories import PARK, PLANT, PLANT_RETOLD, briefed
from tests.briefings import visit

JUNE = {"start": dt.date(2024, 6, 1), "end": dt.date(2024, 6, 30)}


def written(out: Path, **briefings: Briefing) -> Path:
    for name, made in briefings.items():
        path = out / "briefs" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        named = replace(made, source=replace(made.source, name=f"{name}.txt"))
        path.write_text(briefing_json.dumps(named), encoding="utf-8")
    return out


def told(
    leader: str = "Lin Guodong",
    *,
    day: int = 3,
    place: str = "Qinghe County",
    site: str = "Hengda Plant",
    demand: str = "",
    title: str = "Mayor",
) -> Briefing:
    """A visit of June 2024 whose text says just that."""
    demand = demand or f"Do the work of {place} well."
    text = f"On June {day}, {title} {leader} visited {place} and saw {site} there, number {day * 17}. {demand}"
    event = replace(
        visit().event,
        date=dt.date(2024, 6, day),
        leaders=(Official(name=leader, title=title),),
        companions=(),
        place=place,
        evidence=(Span.of(text, 0, text.index(" and saw")),),
    )
    stop = replace(visit().sites[0], names=(site,), evidence=(Span.of(text, 0, text.index(".")),))
    said = Directive(
        summary=demand,
        speaker=leader,
        evidence=(Span.of(text, text.index(demand), len(text)),),
        method="extractive",
    )
    return replace(visit(), text=text, event=event, sites=(stop,), directives=(said,))


def names(made: Digest) -> list[str]:
    return [v.articles[0] for v in made.visits]


def test_visits_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    out = written(
        tmp_path, a=told(day=20), b=told("Qiao Mu", day=2, place="Lanshi"), c=told("Bian Rui", day=11, place="Taohu")
    )
    assert names(digest(out, **JUNE)) == ["b.txt", "c.txt", "a.txt"]


def test_only_visits_of_the_days_asked_for_are_told(tmp_path: Path) -> None:
    out = written(
        tmp_path, a=told(day=1), b=told("Qiao Mu", day=15, place="Lanshi"), c=told("Bian Rui", day=30, place="Taohu")
    )
    assert names(digest(out, start=dt.date(2024, 6, 1), end=dt.date(2024, 6, 15))) == ["a.txt", "b.txt"]
    assert names(digest(out, start=dt.date(2024, 6, 16), end=dt.date(2024, 6, 29))) == []


def test_a_visit_of_several_days_counts_where_one_of_them_does(tmp_path: Path) -> None:
    long = told(day=3)
    out = written(tmp_path, a=replace(long, event=replace(long.event, date_end=dt.date(2024, 6, 8))))
    assert names(digest(out, start=dt.date(2024, 6, 8), end=dt.date(2024, 6, 9))) == ["a.txt"]


def test_a_visit_without_a_day_counts_by_its_publication_and_comes_last(tmp_path: Path) -> None:
    undated = told("Qiao Mu", day=2, place="Lanshi")
    undated = replace(undated, event=replace(undated.event, date=None))
    out = written(tmp_path, a=undated, b=told(day=20))
    made = digest(out, **JUNE)
    assert names(made) == ["b.txt", "a.txt"]
    assert [notice.code for notice in made.notices] == ["digest-undated"]


def test_an_article_with_no_day_at_all_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    lost = told()
    lost = replace(lost, event=replace(lost.event, date=None), source=replace(lost.source, published=None))
    made = digest(written(tmp_path, a=lost, b=told(day=20)), **JUNE)
    assert names(made) == ["b.txt"]
    assert [notice.code for notice in made.notices] == ["digest-left-out"]


def test_articles_about_one_visit_are_one_line_with_their_conflicts(tmp_path: Path) -> None:
    out = written(tmp_path, a=briefed(PLANT), b=briefed(PARK), c=briefed(PLANT_RETOLD))
    made = digest(out, start=dt.date(2024, 5, 1), end=dt.date(2024, 5, 31))
    assert [set(v.articles) for v in made.visits] == [{"a.txt", "c.txt"}, {"b.txt"}]
    assert "one source says 45 posts, another 48" in made.visits[0].conflicts
    assert made.visits[1].conflicts == ()


def test_an_article_of_several_visits_gives_each_its_line(tmp_path: Path) -> None:
    two = told()
    other = replace(two.sites[0], names=("Lanshi Bridge",), leader="Qiao Mu", date=dt.date(2024, 6, 5), place="Lanshi")
    made = digest(written(tmp_path, a=replace(two, sites=(*two.sites, other))), **JUNE)
    assert [(v.date and v.date.day, v.leader, v.place, v.sites) for v in made.visits] == [
        (3, "Lin Guodong", "Qinghe County", ("Hengda Plant",)),
        (5, "Qiao Mu", "Lanshi", ("Lanshi Bridge",)),
    ]


def test_places_and_sites_of_several_visits_are_listed_in_any_spelling(tmp_path: Path) -> None:
    out = written(
        tmp_path,
        a=told(day=3, place="Qinghe County", site="Hengda Plant"),
        b=told("Qiao Mu", day=9, place="Lanshi", site="the Heng-da plants"),
        c=told("Bian Rui", day=20, place="Qinghe", site="Hengda Hospital"),
    )
    made = digest(out, **JUNE)
    assert [(p.name, p.kind, p.visits, p.leaders) for p in made.places if p.kind == "place"] == [
        ("Qinghe", "place", ("a.txt", "c.txt"), ("Lin Guodong", "Bian Rui"))
    ]
    assert {p.name for p in made.places} >= {"Qinghe"}
    assert "Hengda Hospital" not in {p.name for p in made.places}


def test_a_demand_of_several_leaders_is_one_line_with_all_of_them(tmp_path: Path) -> None:
    out = written(
        tmp_path,
        a=told(day=3, demand="Speed up the construction of the ring road."),
        b=told("Qiao Mu", day=9, place="Lanshi", demand="Quicken the building of the beltway."),
        c=told("Bian Rui", day=20, place="Taohu", demand="Stop the construction of the ring road."),
    )
    (line,) = digest(out, **JUNE).directives
    assert line.speakers == ("Lin Guodong", "Qiao Mu")
    assert line.articles == ("a.txt", "b.txt")
    assert line.summary == "Quicken the building of the beltway."


def test_one_leader_who_repeats_himself_is_not_several(tmp_path: Path) -> None:
    out = written(
        tmp_path,
        a=told("Qiao Mu", day=3, demand="Speed up the construction of the ring road."),
        b=told("Qiaomu", day=9, place="Lanshi", demand="Quicken the building of the beltway."),
    )
    assert digest(out, **JUNE).directives == ()


def test_every_line_rests_on_words_of_its_articles(tmp_path: Path) -> None:
    texts = {"a.txt": briefed(PLANT).text, "b.txt": briefed(PARK).text, "c.txt": briefed(PLANT_RETOLD).text}
    out = written(tmp_path, a=briefed(PLANT), b=briefed(PARK), c=briefed(PLANT_RETOLD))
    made = digest(out, start=dt.date(2024, 5, 1), end=dt.date(2024, 5, 31))
    quotes: list[Quote] = [q for item in (*made.visits, *made.places, *made.directives) for q in item.evidence]
    assert len(quotes) > 2
    for quote in quotes:
        assert texts[quote.article][quote.span.start : quote.span.end] == quote.span.text


def test_the_digest_of_a_folder_without_briefings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no briefings"):
        digest(tmp_path, **JUNE)


def test_days_in_the_wrong_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="before"):
        digest(written(tmp_path, a=told()), start=JUNE["end"], end=JUNE["start"])


def test_a_file_that_is_no_briefing_is_passed_over_and_told_of(tmp_path: Path) -> None:
    out = written(tmp_path, a=told())
    (out / "briefs" / "x.json").write_text("{}", encoding="utf-8")
    made = digest(out, **JUNE)
    assert names(made) == ["a.txt"]
    assert [notice.code for notice in made.notices] == ["digest-skipped"]


def test_the_json_has_the_names_of_the_contract(tmp_path: Path) -> None:
    out = written(tmp_path, a=told(day=3), b=told("Qiao Mu", day=9))
    made = json.loads(rendering.render_digest(digest(out, **JUNE), "json"))
    assert (made["schema"], made["from"], made["to"]) == ("digest/1", "2024-06-01", "2024-06-30")
    first = made["visits"][0]
    assert {"date", "leader", "place", "sites", "article"} <= set(first)
    assert (first["date"], first["leader"], first["article"]) == ("2024-06-03", "Lin Guodong", "a.txt")
    assert all({"name", "visits"} <= set(place) for place in made["places"])
    assert {"directives", "notices"} <= set(made)


def test_nothing_of_these_days_is_said_openly(tmp_path: Path) -> None:
    made = digest(written(tmp_path, a=told()), start=dt.date(2020, 1, 1), end=dt.date(2020, 1, 2))
    assert [notice.code for notice in made.notices] == ["digest-empty"]
    assert "No visit of these days." in rendering.render_digest(made)
