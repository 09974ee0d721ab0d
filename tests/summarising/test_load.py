import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing.errors import ModelError
from briefing.resources import folder
from briefing.settings import Settings
from briefing.summarising import load

MARKED = (
    "[P:Lin Guodong] emphasized that all departments should speed up the [N:12] key projects of [L:Qinghe County]。",
    "It is necessary to hold the bottom line of safety and check every mine before [D:June 30]。",
    "He asked the firm to hire [N:40] local workers, and said that the yard must be kept clean。",
    "Reservoirs must be drained before the flood season",
    "we must never relax the prevention of forest fires",
)


@pytest.fixture(scope="module")
def embedded():
    return load(Settings(model="embedded"))


def test_the_embedded_model_writes_lines_with_the_names_and_figures_of_their_source(embedded, passage):
    made = embedded.summarise([passage(MARKED[0])])
    best = made[0][0]
    assert best.fault is None
    assert "12 key projects" in best.text
    assert best.text.endswith(".")
    assert len(made[0]) == 1  # the rest of the beam is not looked at


def test_the_embedded_model_says_who_it_is(embedded):
    assert (embedded.info.name, embedded.info.engine) == ("embedded", "ctranslate2")
    assert len(embedded.info.revision) == len(embedded.info.prompts) == 12


def test_a_line_never_depends_on_its_neighbours_or_the_batch_size(embedded, passage):
    passages = [passage(text) for text in MARKED * 3]
    together = embedded.summarise(passages)
    alone = [embedded.summarise([p])[0] for p in passages[: len(MARKED)]]
    assert together == alone * 3
    assert load(Settings(model="embedded", batch_size=1, threads=1)).summarise(passages) == together


def test_several_threads_get_what_one_gets(embedded, passage):
    passages = [passage(text) for text in MARKED]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(embedded.summarise, [passages] * 6))
    assert answers == [embedded.summarise(passages)] * 6


def test_the_beam_size_is_the_number_of_hypotheses_decoded(passage):
    summariser = load(Settings(model="embedded", beam_size=2))
    [job] = summariser.prepare([passage(MARKED[1])])
    decoded = summariser._decoder.decode([job.prompt])[0]
    assert len(decoded) == 2
    assert decoded[0].score >= decoded[1].score


def test_the_embedded_model_runs_without_torch_or_transformers():
    code = (
        "import sys; from briefing.summarising import load; from briefing.settings import Settings;"
        "from briefing.records import Passage;"
        "p = Passage(kind='directive', role='directive', text='We must dredge the canal.', language='en');"
        "print(load(Settings(model='embedded')).summarise([p])[0][0].text, 'torch' in sys.modules, 'transformers' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Dredge the canal. False False"
    assert done.stderr == ""


def copy_of_embedded(path):
    """The embedded model's folder, with links for what the CTranslate2 engine does not read."""
    shutil.copytree(folder("models") / "embedded", path, ignore=shutil.ignore_patterns("*.safetensors"))
    return path


def test_a_damaged_model_is_refused(tmp_path):
    path = copy_of_embedded(tmp_path / "m")
    with (path / "ctranslate2" / "model.bin").open("r+b") as file:
        file.seek(9999)
        file.write(b"\xff\x00\xff")
    with pytest.raises(ModelError, match="damaged"):
        load(Settings(model=str(path)))


@pytest.mark.parametrize("name", ["tokenizer.json", "ctranslate2/model.bin", "generation_config.json", "masking.json"])
def test_a_model_folder_with_a_broken_file_is_a_model_error(tmp_path, name):
    path = copy_of_embedded(tmp_path / "m")
    (path / "manifest.json").unlink()
    (path / name).write_text("{")
    with pytest.raises(ModelError) as caught:
        load(Settings(model=str(path)))
    assert caught.value.model == str(path)


def test_a_folder_that_was_exported_runs_like_a_named_model(tmp_path, embedded, passage):
    made = load(Settings(model=str(copy_of_embedded(tmp_path / "m"))))
    assert made.info.revision == embedded.info.revision
    assert made.summarise([passage(MARKED[3])]) == embedded.summarise([passage(MARKED[3])])


def test_the_engine_ctranslate2_needs_an_export(tmp_path):
    (tmp_path / "config.json").write_text('{"model_type": "t5"}')
    with pytest.raises(ModelError, match="no CTranslate2 export"):
        load(Settings(model=str(tmp_path), engine="ctranslate2"))


def test_an_unknown_model_is_a_model_error():
    with pytest.raises(ModelError, match="no such model"):
        load(Settings(model="nonesuch"))
