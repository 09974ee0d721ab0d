import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent / "examples"
HIGH_TECH = EXAMPLES / "high-tech-zone.txt"
Run = Callable[..., tuple[int, str, str]]


def test_make_prints_a_page_and_nothing_on_standard_error(run_cli: Run) -> None:
    code, out, err = run_cli("make", HIGH_TECH)
    assert (code, err) == (0, "")
    assert "Lin Guodong" in out
    assert "12 March 2024" in out
    assert "\x1b" not in out, "no colour into a pipe"
    assert max(map(len, out.splitlines())) <= 100


def test_make_prints_the_same_bytes_twice(run_cli: Run) -> None:
    assert run_cli("make", HIGH_TECH, "--format", "json") == run_cli("make", HIGH_TECH, "--format", "json")


def test_several_articles_in_json_are_json_lines(run_cli: Run) -> None:
    code, out, _ = run_cli("make", HIGH_TECH, EXAMPLES / "clinic-meeting.txt", "--format", "json")
    made = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [m["kind"] for m in made] == ["visit", "meeting"]


def test_the_suffix_of_the_output_file_gives_the_format(run_cli: Run, tmp_path: Path) -> None:
    code, out, err = run_cli("make", HIGH_TECH, "-o", tmp_path / "brief.html")
    assert (code, out) == (0, "")
    assert str(tmp_path / "brief.html") in err
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_formats_go_into_a_folder(run_cli: Run, tmp_path: Path) -> None:
    code, _, err = run_cli("make", HIGH_TECH, "--format", "md,json", "-o", tmp_path, "--quiet")
    assert (code, err) == (0, "")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["high-tech-zone.json", "high-tech-zone.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("make", HIGH_TECH, "--format", "odt"), "'odt'"),
        (("make", HIGH_TECH, "--format", "md,json"), "several formats need -o"),
        (("make", HIGH_TECH, "--published", "June 3"), "June 3"),
        (("make", HIGH_TECH, "--engine", "onnx"), "engine"),
        (("make",), "ARTICLE"),
    ],
)
def test_wrong_use_exits_with_2_and_says_why(run_cli: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run_cli(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_an_unreadable_article_fails_and_the_others_are_done(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 50)
    code, out, err = run_cli(
        "make", tmp_path / "empty.txt", tmp_path / "junk.txt", tmp_path, tmp_path / "gone", HIGH_TECH
    )
    assert code == 1
    assert "Lin Guodong" in out
    assert err.count("error: ") == 4
    assert "Traceback" not in err


def test_a_text_of_50_megabytes_is_refused_with_its_bound(run_cli: Run, tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    code, _, err = run_cli("make", big)
    assert code == 1
    assert "20,000,000 bytes" in err


def test_an_unknown_model_is_named(run_cli: Run) -> None:
    code, _, err = run_cli("make", HIGH_TECH, "--model", "no-such-model-anywhere")
    assert code == 1
    assert "no-such-model-anywhere" in err


def test_strict_turns_a_doubt_into_an_exit_code_and_still_prints(run_cli: Run, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text(
        "Mayor Lin Guodong visited the Hengda Bearing Plant. He asked the plant to hire 20 welders.\n", encoding="utf-8"
    )
    code, out, err = run_cli("make", undated, "--strict")
    assert code == 1
    assert "Lin Guodong" in out
    assert "date-unresolved" in err


def test_published_resolves_a_date_without_a_year(run_cli: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(
        "On June 3, Mayor Lin Guodong visited the Hengda Bearing Plant in Qinghe County.\n", encoding="utf-8"
    )
    _, out, _ = run_cli("make", article, "--published", "2024-06-05", "--outlet", "Qinghe Daily", "--format", "json")
    made = json.loads(out)
    assert made["event"]["date"] == "2024-06-03"
    assert made["source"]["outlet"] == "Qinghe Daily"


def test_a_config_file_sets_the_model(run_cli: Run, tmp_path: Path) -> None:
    config = tmp_path / "briefing.toml"
    config.write_text('model = "embedded"\n', encoding="utf-8")
    _, out, _ = run_cli("make", HIGH_TECH, "--config", config, "--format", "json")
    assert json.loads(out)["model"]["name"] == "embedded"


def test_segment_shows_people_date_place_and_every_span(run_cli: Run) -> None:
    code, out, _ = run_cli("segment", HIGH_TECH)
    assert code == 0
    assert "Lin Guodong (Mayor)" in out
    assert "2024-03-12" in out
    assert "directive 1" in out


def test_models_list_names_the_shipped_models(run_cli: Run) -> None:
    code, out, _ = run_cli("models", "list")
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()} >= {"embedded", "extractive"}


def test_batch_briefs_a_tree_and_does_nothing_twice(run_cli: Run, tmp_path: Path) -> None:
    articles = tmp_path / "in" / "2024"
    articles.mkdir(parents=True)
    for name in ("high-tech-zone.txt", "flood-inspection.md"):
        (articles / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "in" / "broken.txt").write_bytes(b"\x00\x01\x02" * 100)
    out = tmp_path / "out"
    code, _, err = run_cli("batch", tmp_path / "in", "-o", out, "--format", "md")
    assert code == 1
    assert "2 briefed, 0 kept from before, 1 failed" in err
    briefs = sorted(p.relative_to(out).as_posix() for p in (out / "briefs").rglob("*.*"))
    assert briefs == [
        f"briefs/2024/{stem}.{s}" for stem in ("flood-inspection", "high-tech-zone") for s in ("json", "md")
    ]
    failures = [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [f["path"] for f in failures] == ["broken.txt"]
    assert set(failures[0]) == {"path", "error", "stage"}
    before = {p: p.stat().st_mtime_ns for p in (out / "briefs").rglob("*.*")}
    code, _, err = run_cli("batch", tmp_path / "in", "-o", out, "--format", "md")
    assert "0 briefed, 2 kept from before, 1 failed" in err
    assert before == {p: p.stat().st_mtime_ns for p in (out / "briefs").rglob("*.*")}


def test_batch_makes_the_bytes_that_make_makes(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for article in EXAMPLES.glob("*.txt"):
        (tmp_path / "in" / article.name).write_bytes(article.read_bytes())
    run_cli("batch", tmp_path / "in", "-o", tmp_path / "out", "--quiet")
    for made in (tmp_path / "out" / "briefs").glob("*.json"):
        _, alone, _ = run_cli("make", tmp_path / "in" / f"{made.stem}.txt", "--format", "json")
        one, other = json.loads(made.read_text(encoding="utf-8")), json.loads(alone)
        one["source"].pop("name"), other["source"].pop("name")
        assert one == other


def test_a_second_batch_on_the_same_folder_leaves_with_a_message(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(HIGH_TECH.read_bytes())
    journal = tmp_path / "out" / ".briefing"
    journal.mkdir(parents=True)
    holder = sqlite3.connect(journal / "journal.sqlite")
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("CREATE TABLE held (x)")
    holder.execute("BEGIN EXCLUSIVE")
    code, _, err = run_cli("batch", tmp_path / "in", "-o", tmp_path / "out")
    holder.close()
    assert code == 1
    assert "another batch is at work" in err


def test_an_edited_line_is_checked_again_and_marked(run_cli: Run, tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    run_cli("make", HIGH_TECH, "-o", brief, "--quiet")
    made = json.loads(brief.read_text(encoding="utf-8"))
    true, false = made["directives"][-1], made["directives"][-2]
    true["summary"] = "Check hazards in every workshop before the flood season."
    false["summary"] = "Hire 400 welders in Tumkur."
    brief.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    code, _, err = run_cli("render", brief, "-o", tmp_path / "again.json", "--quiet")
    assert code == 0
    assert "Hire 400 welders in Tumkur." in err
    assert "flood season" not in err
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    assert [d["method"] for d in again["directives"][-2:]] == ["edited", "edited"]
    assert again["check"]["edited"] == 2
    assert [n["code"] for n in again["notices"]].count("edit-unsupported") == 1
    assert run_cli("render", brief, "--strict")[0] == 1


def test_rendering_untouched_json_gives_what_make_gives(run_cli: Run, tmp_path: Path) -> None:
    run_cli("make", HIGH_TECH, "-o", tmp_path / "brief.json", "--quiet")
    for kind in ("text", "md", "html", "json"):
        assert (
            run_cli("render", tmp_path / "brief.json", "--format", kind)[1]
            == run_cli("make", HIGH_TECH, "--format", kind)[1]
        )


def test_a_changed_part_of_a_site_changes_its_line(run_cli: Run, tmp_path: Path) -> None:
    brief = tmp_path / "brief.json"
    run_cli("make", HIGH_TECH, "-o", brief, "--quiet")
    made = json.loads(brief.read_text(encoding="utf-8"))
    made["sites"][0]["observed"] = "Looked at the forging workshop."
    brief.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    _, out, err = run_cli("render", brief, "--format", "json")
    site = json.loads(out)["sites"][0]
    assert err == ""
    assert site["summary"].startswith("Looked at the forging workshop; asked")
    assert site["method"] == "edited"


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": "briefing/9"}'])
def test_json_that_is_no_briefing_is_refused(run_cli: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    code, _, err = run_cli("render", tmp_path / "x.json")
    assert code == 1
    assert "x.json" in err
