import subprocess
import sys

import briefing


def test_all_is_the_public_namespace() -> None:
    public = {name for name in dir(briefing) if not name.startswith("_") or name == "__version__"}
    assert set(briefing.__all__) == public
    for name in briefing.__all__:
        assert getattr(briefing, name) is not None


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


HEAVY = {"torch", "transformers", "ctranslate2", "trafilatura", "docx", "pypdfium2", "rich", "jinja2", "numpy"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import briefing") & HEAVY


def test_importing_the_pipeline_loads_no_engine_and_no_reader_library() -> None:
    assert not loaded_by("import briefing.pipeline") & HEAVY


def test_the_public_names_of_the_readme_exist() -> None:
    from briefing import Pipeline, brief, read, render

    assert all(map(callable, (Pipeline, brief, read, render)))
