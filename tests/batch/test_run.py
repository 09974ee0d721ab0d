import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import Pipeline, rendering
from briefing.batch import Progress, outputs, run, sources
from briefing.batch.journal import Journal
from briefing.errors import InputError, ModelError
from briefing.records import Hypothesis, ModelInfo
from briefing.settings import Settings
from briefing.testing import ScriptedSummariser
from tests.batch.conftest import names, tree

Articles = Callable[..., Path]


def mtimes(out: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (out / "briefs").rglob("*.*")}


def failures(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_article_is_briefed_in_every_format(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    summary = run(articles(3), tmp_path / "out", pipeline=plain, formats=list(rendering.FORMATS))
    assert summary.progress == Progress(total=3, done=3)
    assert names(tmp_path / "out") == sorted(
        [f"briefs/202{3 + n % 2}/visit-{n:03}.{suffix}" for n in range(3) for suffix in rendering.SUFFIX.values()]
        + ["failures.jsonl"]
    )


@pytest.mark.parametrize("look_ahead", [1, 3, 256])
def test_the_bytes_do_not_depend_on_what_is_on_its_way_together(
    articles: Articles, pipeline: Pipeline, tmp_path: Path, look_ahead: int
) -> None:
    folder = articles(6)
    run(folder, tmp_path / "out", pipeline=pipeline, look_ahead=look_ahead)
    run(folder, tmp_path / "apart", pipeline=pipeline, look_ahead=2)
    assert tree(tmp_path / "out") == tree(tmp_path / "apart")
    assert len(names(tmp_path / "out")) == 7


def test_a_second_run_does_nothing_and_a_changed_input_is_done_anew(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(4), tmp_path / "out"
    run(folder, out, pipeline=plain)
    before = mtimes(out)
    assert run(folder, out, pipeline=plain).progress == Progress(total=4, kept=4)
    assert mtimes(out) == before
    changed = folder / "2024" / "visit-001.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("Qinghe", "Ogbere"), encoding="utf-8")
    assert run(folder, out, pipeline=plain).progress == Progress(total=4, done=1, kept=3)
    assert "Ogbere" in (out / "briefs" / "2024" / "visit-001.json").read_text(encoding="utf-8")
    run(folder, tmp_path / "fresh", pipeline=plain)
    assert tree(out) == tree(tmp_path / "fresh")
    assert {"index.html", "visits.csv", "visits.parquet", "briefings.xlsx"} <= tree(out).keys()


def test_tables_and_index_cover_all_briefings_and_a_sample_is_drawn(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(4), tmp_path / "out"
    (folder / "empty.txt").write_bytes(b"")
    run(folder, out, pipeline=plain, sample=3)
    rows = (out / "visits.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 5
    assert [row.split(",")[0] for row in rows[1:]] == [f"202{3 + n % 2}/visit-{n:03}.txt" for n in (0, 2, 1, 3)]
    assert len((out / "sample.csv").read_text(encoding="utf-8-sig").splitlines()) == 4
    run(folder, tmp_path / "bare", pipeline=plain, overview=False)
    assert sorted(tree(tmp_path / "bare")) == names(tmp_path / "bare")


def test_a_briefing_that_somebody_broke_is_reported_and_the_tables_have_the_others(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(3), tmp_path / "out"
    run(folder, out, pipeline=plain)
    (out / "briefs" / "2023" / "visit-002.json").write_text("{", encoding="utf-8")
    summary = run(folder, out, pipeline=plain)
    assert [(f.path, f.stage) for f in summary.failures] == [("2023/visit-002.txt", "overview")]
    assert len((out / "visits.csv").read_text(encoding="utf-8-sig").splitlines()) == 3


def test_other_settings_make_the_briefings_anew(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder, out = articles(2), tmp_path / "out"
    run(folder, out, pipeline=plain)
    assert run(folder, out, pipeline=Pipeline(Settings(max_chars=150))).progress.done == 2
    assert run(folder, out, pipeline=Pipeline(Settings(max_chars=150, threads=1))).progress.kept == 2


def test_a_missing_output_is_made_again(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder, out = articles(3), tmp_path / "out"
    run(folder, out, pipeline=plain, formats=["md"])
    before = tree(out)
    (out / "briefs" / "2023" / "visit-000.json").unlink()
    (out / "briefs" / "2023" / "visit-002.md").unlink()
    assert run(folder, out, pipeline=plain, formats=["md"]).progress == Progress(total=3, done=1, kept=2)
    assert tree(out) == before


def test_a_format_more_is_laid_out_from_the_json_without_writing_lines_again(
    articles: Articles, tmp_path: Path
) -> None:
    folder, out = articles(3), tmp_path / "out"
    writer = ScriptedSummariser(lambda _: ())
    run(folder, out, pipeline=Pipeline(summariser=writer))
    asked = len(writer.seen)
    assert run(folder, out, pipeline=Pipeline(summariser=writer), formats=["html", "md"]).progress.kept == 3
    assert len(writer.seen) == asked > 0
    run(folder, tmp_path / "at-once", pipeline=Pipeline(summariser=writer), formats=["md", "html"])
    assert tree(out) == tree(tmp_path / "at-once")


def test_another_paper_lays_the_pages_out_again(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder, out = articles(1), tmp_path / "out"
    run(folder, out, pipeline=plain, formats=["html"])
    a4 = tree(out)
    run(folder, out, pipeline=plain, formats=["html"], paper="letter")
    assert tree(out)["briefs/2023/visit-000.html"] != a4["briefs/2023/visit-000.html"]
    assert tree(out)["briefs/2023/visit-000.json"] == a4["briefs/2023/visit-000.json"]


def test_a_line_that_a_person_changed_stays_and_reaches_the_new_pages(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(1), tmp_path / "out"
    run(folder, out, pipeline=plain)
    path = out / "briefs" / "2023" / "visit-000.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    made["directives"][0]["summary"] = "Hire 400 welders in Tumkur."
    path.write_text(json.dumps(made), encoding="utf-8")
    run(folder, out, pipeline=plain, formats=["md"])
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    assert "Hire 400 welders in Tumkur." in page
    assert "Tumkur" in path.read_text(encoding="utf-8")


def test_one_more_file_of_the_same_stem_moves_the_outputs_of_the_first(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(1), tmp_path / "out"
    run(folder, out, pipeline=plain)
    (folder / "2023" / "visit-000.md").write_bytes((folder / "2023" / "visit-000.txt").read_bytes())
    run(folder, out, pipeline=plain)
    run(folder, tmp_path / "fresh", pipeline=plain)
    assert tree(out) == tree(tmp_path / "fresh")
    assert "briefs/2023/visit-000.txt.json" in tree(out)


def test_outputs_of_inputs_that_are_gone_are_told_of_and_removed_when_asked(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(4), tmp_path / "out"
    run(folder, out, pipeline=plain, formats=["md"])
    for path in (folder / "2023").iterdir():
        path.unlink()
    summary = run(folder, out, pipeline=plain, formats=["md"])
    assert summary.gone == ("2023/visit-000.txt", "2023/visit-002.txt")
    assert len(names(out)) == 9
    assert run(folder, out, pipeline=plain, formats=["md"], prune=True).gone == summary.gone
    assert not (out / "briefs" / "2023").exists()
    assert len(names(out)) == 5
    assert run(folder, out, pipeline=plain, formats=["md"]).gone == ()


def test_nothing_is_pruned_that_could_not_be_looked_for(
    articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(4), tmp_path / "out"
    run(folder, out, pipeline=plain)
    scandir = os.scandir

    def refuse(path: object = ".") -> object:
        if str(path).endswith("in/2023"):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return scandir(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refuse)
    summary = run(folder, out, pipeline=plain, prune=True)
    assert summary.gone == ()
    assert [f.path for f in summary.failures] == ["2023/"]
    assert len(names(out)) == 5


def test_bad_inputs_cost_themselves_only(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder, out = articles(3), tmp_path / "out"
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "wrong.txt").write_bytes("Mayor Lin Guodong visited 青河 on March 3, 2024.".encode("utf-16-le")[3:])
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    (folder / "records.jsonl").write_bytes(b'{"id": "no-text"}\n{"id": "cut", "text": "Mayor\n\xff\xfe\n')
    summary = run(folder, out, pipeline=plain)
    bad = {f.path for f in summary.failures}
    assert bad >= {
        "binary.txt",
        "cut.pdf",
        "dangling.txt",
        "empty.txt",
        "huge.txt",
        "itself.txt",
        "pipe.txt",
        "records.jsonl#no-text",
        "records.jsonl#000002",
        "records.jsonl#000003",
    }
    assert summary.progress.done >= 3
    assert summary.links == ("loop",)
    assert failures(out) == sorted(failures(out), key=lambda f: f["path"])
    assert all(set(f) == {"path", "error", "stage"} and f["stage"] == "read" for f in failures(out))
    assert not any("internal error" in f["error"] for f in failures(out))
    again = run(folder, out, pipeline=plain)
    assert again.failures == summary.failures
    assert again.progress.done == 0


class Fussy:
    """A summariser that fails on a word, once or always."""

    info = ModelInfo(name="fussy", engine="fussy", revision="", prompts="")

    def __init__(self) -> None:
        self.fails = True
        self.calls = 0

    def summarise(self, passages: object) -> list[list[Hypothesis]]:
        self.calls += 1
        if self.fails and any("Qiao" in p.text for p in passages):  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return [[] for _ in passages]  # type: ignore[attr-defined]


def test_a_failure_stays_until_it_is_retried_and_its_trace_is_in_the_journal(
    articles: Articles, tmp_path: Path
) -> None:
    folder, out, fussy = articles(5), tmp_path / "out", Fussy()
    pipeline = Pipeline(summariser=fussy)
    (failure,) = run(folder, out, pipeline=pipeline).failures
    assert (failure.path, failure.stage) == ("2023/visit-002.txt", "summarise")
    assert "ZeroDivisionError" in failure.error
    with Journal(out / ".briefing") as journal:
        row = journal.find(failure.path)
    assert row
    assert "in summarise" in (row.traceback or "")
    calls, fussy.fails = fussy.calls, False
    assert run(folder, out, pipeline=pipeline).failures == (failure,)
    assert fussy.calls == calls
    summary = run(folder, out, pipeline=pipeline, retry_failed=True)
    assert summary.progress == Progress(total=5, done=1, kept=4)
    assert failures(out) == []


def test_an_input_that_changed_and_cannot_be_read_any_more_loses_its_old_briefing(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(2), tmp_path / "out"
    run(folder, out, pipeline=plain, formats=["md"])
    (folder / "2023" / "visit-000.txt").write_bytes(b"")
    run(folder, out, pipeline=plain, formats=["md"])
    assert names(out) == ["briefs/2024/visit-001.json", "briefs/2024/visit-001.md", "failures.jsonl"]


def test_a_model_that_breaks_ends_the_run_and_what_was_done_stays(articles: Articles, tmp_path: Path) -> None:
    class Dying(Fussy):
        def summarise(self, passages: object) -> list[list[Hypothesis]]:
            self.calls += 1
            if self.calls > 2:
                raise ModelError("gone", model="fussy")
            return [[] for _ in passages]  # type: ignore[attr-defined]

    folder, out = articles(4), tmp_path / "out"
    with pytest.raises(ModelError):
        run(folder, out, pipeline=Pipeline(summariser=Dying()), look_ahead=1)
    assert len(list((out / "briefs").rglob("*.json"))) == 2


def test_a_full_disk_is_reported_for_each_article_and_the_next_run_goes_on(
    articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(4), tmp_path / "out"
    real = outputs.write_atomically

    def full(path: Path, content: bytes) -> None:
        if path.name in ("visit-001.json", "visit-002.json"):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(outputs, "write_atomically", full)
        summary = run(folder, out, pipeline=plain)
    assert [(f.path, f.stage) for f in summary.failures] == [
        ("2023/visit-002.txt", "write"),
        ("2024/visit-001.txt", "write"),
    ]
    assert "No space left on device" in summary.failures[0].error
    assert run(folder, out, pipeline=plain).progress == Progress(total=4, done=2, kept=2)


def test_tables_and_lists_that_cannot_be_written_do_not_hide_what_else_failed(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(3), tmp_path / "out"
    (folder / "empty.txt").write_bytes(b"")
    for name in ("index.html", "failures.jsonl"):
        (out / name / "in the way").mkdir(parents=True)
    summary = run(folder, out, pipeline=plain)
    assert [(f.path, f.stage) for f in summary.failures] == [
        ("empty.txt", "read"),
        ("failures.jsonl", "write"),
        ("index.html", "overview"),
    ]
    assert summary.progress.done == 3


def test_a_folder_of_outputs_that_cannot_be_written_costs_its_articles_only(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(4), tmp_path / "out"
    (out / "briefs").mkdir(parents=True)
    (out / "briefs" / "2023").write_text("a file where a folder is wanted", encoding="utf-8")
    summary = run(folder, out, pipeline=plain)
    assert summary.progress == Progress(total=4, done=2, failed=2)
    assert {f.stage for f in summary.failures} == {"write"}


def test_a_journal_that_cannot_be_written_is_reported_for_the_article(
    articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(2), tmp_path / "out"

    def full(journal: Journal, row: object) -> None:
        raise OSError(None, "the journal cannot be written: database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "record", full)
        summary = run(folder, out, pipeline=plain)
    assert "disk is full" in summary.failures[0].error
    assert run(folder, out, pipeline=plain).progress.done == 2


def test_a_file_that_vanishes_between_search_and_reading_is_reported(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(4), tmp_path / "out"

    def vanish(progress: Progress) -> None:
        (folder / "2024" / "visit-003.txt").unlink(missing_ok=True)

    summary = run(folder, out, pipeline=plain, look_ahead=1, report=vanish)
    assert [(f.path, f.stage) for f in summary.failures] == [("2024/visit-003.txt", "read")]
    assert summary.progress.done == 3


def test_a_file_that_changes_after_it_was_read_is_told_of_and_done_again_by_the_next_run(
    articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(2), tmp_path / "out"
    target, real = folder / "2024" / "visit-001.txt", sources.article_of

    def edit(item: object, content: object, **options: object) -> object:
        made = real(item, content, **options)  # type: ignore[arg-type]
        if item.path == str(target):  # type: ignore[attr-defined]
            target.write_text(target.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
        return made

    with monkeypatch.context() as patched:
        patched.setattr(sources, "article_of", edit)
        summary = run(folder, out, pipeline=plain)
    assert summary.changed == ("2024/visit-001.txt",)
    assert run(folder, out, pipeline=plain).progress == Progress(total=2, done=1, kept=1)


def test_an_article_that_hangs_is_given_up(
    articles: Articles, plain: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = articles(3), tmp_path / "out"
    real = Pipeline.cut

    def hang(self: Pipeline, article: object) -> object:
        if article.source.name.endswith("001.txt"):  # type: ignore[attr-defined]
            time.sleep(60)
        return real(self, article)  # type: ignore[arg-type]

    monkeypatch.setattr(Pipeline, "cut", hang)
    start = time.monotonic()
    summary = run(folder, out, pipeline=plain, timeout_s=0.3)
    assert time.monotonic() - start < 20
    assert [(f.path, f.stage) for f in summary.failures] == [("2024/visit-001.txt", "segment")]
    assert "--timeout" in summary.failures[0].error
    assert summary.progress.done == 2


def test_what_a_killed_run_has_left_half_written_is_swept_away(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(1), tmp_path / "out"
    (out / "briefs" / "2023").mkdir(parents=True)
    (out / "briefs" / "2023" / ".briefing-abc.part").write_bytes(b"half")
    run(folder, out, pipeline=plain)
    assert names(out) == ["briefs/2023/visit-000.json", "failures.jsonl"]


def test_records_of_jsonl_bring_what_they_know(plain: Pipeline, tmp_path: Path) -> None:
    text = "On June 3, Mayor Lin Guodong visited the Hengda Bearing Plant in Qinghe County and looked at its line."
    known = {"title": "A visit", "url": "https://news.example/1", "published": "2024-06-05T10:00:00+08:00"}
    (tmp_path / "news.jsonl").write_text(json.dumps({"id": "n1", "text": text, **known}) + "\n", encoding="utf-8")
    run(tmp_path / "news.jsonl", tmp_path / "out", pipeline=plain)
    made = json.loads((tmp_path / "out" / "briefs" / "n1.json").read_text(encoding="utf-8"))
    assert made["event"]["date"] == "2024-06-03"
    assert made["title"] == "A visit"
    assert made["source"]["url"] == "https://news.example/1"
    assert made["source"]["name"] == "news.jsonl#n1"


def test_a_second_run_on_the_same_output_folder_leaves_at_once(
    articles: Articles, plain: Pipeline, tmp_path: Path
) -> None:
    folder, out = articles(2), tmp_path / "out"
    with Journal(out / ".briefing"), pytest.raises(InputError, match="another batch is at work"):
        run(folder, out, pipeline=plain)
    assert run(folder, out, pipeline=plain).progress.done == 2


def test_every_article_is_reported_once(articles: Articles, plain: Pipeline, tmp_path: Path) -> None:
    folder = articles(5)
    (folder / "empty.txt").write_bytes(b"")
    for seen in (range(1, 7), range(1, 7)):
        steps: list[Progress] = []
        run(folder, tmp_path / "out", pipeline=plain, report=steps.append)
        assert [step.seen for step in steps] == list(seen)
        assert {step.total for step in steps} == {6}
