import json
import random
import re
from itertools import islice
from pathlib import Path

import pytest

from briefing.errors import SettingsError
from briefing.evaluation.pairs import MARK, unmarked
from briefing.training import grammar, grammar_inflection, grammar_noise, grammar_phrases
from briefing.training.data import Examples
from briefing.training.grammar_scene import Scene
from briefing.training.recipe import Data, Optimiser, Recipe, load

SEEDS = range(1000)


def test_a_seed_gives_the_same_pairs_again() -> None:
    assert list(islice(grammar.pairs(5), 30)) == list(islice(grammar.pairs(5), 30))
    assert list(islice(grammar.pairs(5), 30)) != list(islice(grammar.pairs(6), 30))


def test_every_mark_of_a_line_stands_in_its_source() -> None:
    for seed in SEEDS:
        made = next(grammar.pairs(seed))
        marks = {(letter, text.lower()) for letter, text in MARK.findall(made.source)}
        people = [text for letter, text in marks if letter == "P"]
        for letter, text in MARK.findall(made.summary):
            low = text.lower()
            known = (letter, low) in marks or (letter == "P" and any(low in name for name in people))
            assert known, (seed, letter, text, made)


def test_no_slot_is_left_empty_and_lengths_are_kept() -> None:
    for seed in SEEDS:
        made = next(grammar.pairs(seed))
        source, line = unmarked(made.source)[0], unmarked(made.summary)[0]
        for text in (source, line):
            assert not re.search(r"[{}\[\]]|\b(?:and|of|in|on|at|for|to|with|by) [.,;。]|\(\)|  [.,]", text), (
                seed,
                text,
            )
            assert not re.search(r"\.\.|。\.|。。|,,|\bNone\b|\b[Ss]he she\b|\b[Hh]e he\b", text), (seed, text)
        assert len(source.split()) <= 130
        assert len(line.split()) <= 40


def test_every_kind_and_style_comes_up() -> None:
    made = list(islice(grammar.pairs(1), 2000))
    assert {pair.kind for pair in made} == {"event", "site", "directive"}
    assert {pair.style for pair in made} == {"mt", "kcna", "south-asia", "sea", "african", "european", "wire"}


def test_a_line_never_has_a_figure_that_its_source_lacks() -> None:
    for seed in SEEDS:
        made = next(grammar.pairs(seed))
        digits = set(re.findall(r"\d+", unmarked(made.source)[0]))
        assert set(re.findall(r"\d+", unmarked(made.summary)[0])) <= digits, made


@pytest.mark.parametrize("name", ["demands", "observations", "leads", "visits", "adjuncts"])
def test_a_line_has_no_slot_that_one_of_its_wordings_lacks(name: str) -> None:
    rows = getattr(grammar_phrases.load(), name)
    for line, wordings in [row for part in rows.values() for row in part] if isinstance(rows, dict) else rows:
        slots = set(re.findall(r"\{(\w+)\}", line))
        assert line[0].isupper() or line[0] == "{" or name in ("visits", "adjuncts"), line
        assert line.endswith(".") or name in ("visits", "adjuncts"), line
        for wording in wordings:
            assert slots <= set(re.findall(r"\{(\w+)\}", wording)), (line, wording)


def test_every_region_has_what_productions_draw_from() -> None:
    for region in grammar_phrases.load().regions:
        assert len(region.names) >= 10, region.style
        assert min(len(region.places), len(region.sites), len(region.titles)) >= 5, region


def test_noise_leaves_marks_alone() -> None:
    text = "At [O:the Hall of the People], the mayor saw the [L:Ri and the Ra] canal, the gates. The pumps ran."
    for seed in range(200):
        noisy = grammar_noise.noisy(text, random.Random(seed), style="mt")
        assert MARK.findall(noisy) == MARK.findall(text)


def test_a_scene_fills_a_slot_alike_on_both_sides() -> None:
    scene = Scene(random.Random(3))
    line, source = scene.fill("finish {A} {WHEN}", "{A} must be done {WHEN}; it is {A} that counts")
    thing = source.split(" must be done")[0]
    assert line.startswith(f"finish {thing} ")
    assert source.count(thing) == 2


@pytest.mark.parametrize(
    ("clause", "gerund"),
    [
        ("speed up {A}", "speeding up {A}"),
        ("make {A} safe", "making {A} safe"),
        ("stop {F} at once", "stopping {F} at once"),
        ("study and carry out {A}", "studying and carrying out {A}"),
        ("do not hide {F}", "not hiding {F}"),
        ("see to {A}", "seeing to {A}"),
        ("strictly forbid {F}", "strictly forbidding {F}"),
        ("treat symptoms and root causes", "treating symptoms and root causes"),
    ],
)
def test_gerunds(clause: str, gerund: str) -> None:
    assert grammar_inflection.gerund(clause) == gerund


@pytest.mark.parametrize(
    ("clause", "passive"),
    [
        ("finish {A} {WHEN}", "{A} must be finished {WHEN}"),
        ("speed up {A}", "{A} must be sped up"),
        ("do not sell {A} at once", "{A} must not be sold at once"),
        ("look at {A}", None),
        ("study and carry out {A}", None),
    ],
)
def test_passives(clause: str, passive: str | None) -> None:
    assert grammar_inflection.passive(clause, "must") == passive


def recipe(folder: Path, *, pairs: tuple[str, ...] = (), grammar_share: float) -> Recipe:
    data = Data(pairs=pairs, grammar_share=grammar_share, noise_share=0.0)
    return Recipe(base="x", out="y", family="t5", data=data, optimiser=Optimiser(max_steps=1), folder=folder)


def test_the_share_of_the_grammar_is_kept_beside_written_pairs(tmp_path: Path) -> None:
    row = {"kind": "site", "source": "He saw written kilns.", "summary": "Saw written kilns."}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    examples = Examples(recipe(tmp_path, pairs=("pairs.jsonl",), grammar_share=0.4), tokenizer=None)
    rng = random.Random(2)
    drawn = [examples.draw(rng).target for _ in range(1000)]
    assert 350 < sum(target != "Saw written kilns." for target in drawn) < 450


def test_a_recipe_may_train_on_the_grammar_alone(tmp_path: Path) -> None:
    examples = Examples(recipe(tmp_path, grammar_share=1.0), tokenizer=None)
    drawn = [[examples.draw(rng) for _ in range(20)] for rng in (random.Random(4), random.Random(4))]
    assert drawn[0] == drawn[1]
    assert len({example.target for example in drawn[0]}) > 15


@pytest.mark.parametrize(
    "shares", ["grammar_share = 1.2", "grammar_share = -0.1", "grammar_share = 0.7\nopen_share = 0.6"]
)
def test_shares_beyond_the_whole_are_refused(tmp_path: Path, shares: str) -> None:
    path = tmp_path / "r.toml"
    path.write_text(f'base = "x"\nout = "y"\n[data]\n{shares}\n[optimiser]\nmax_steps = 1\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="share"):
        load(path)


def test_the_phrase_lists_count_in_a_recipes_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = tmp_path / "things.txt"
    phrases.write_text("kilns", encoding="utf-8")
    monkeypatch.setattr(grammar_phrases, "files", lambda: (phrases,))
    before = recipe(tmp_path, grammar_share=0.5).digest()
    phrases.write_text("ovens", encoding="utf-8")
    assert recipe(tmp_path, grammar_share=0.5).digest() != before
