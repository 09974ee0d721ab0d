# make brief   install into .venv and brief an example article
# make test    install into .venv and run the tests
# make check   the tests' coverage, lint, types, import contract, and the wheel in a fresh environment

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: brief test check lint types imports coverage wheel bench clean

brief: .venv/installed
	$(BIN)/briefing make tests/examples/high-tech-zone.txt

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: lint types imports coverage wheel

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/installed-dev
	$(BIN)/mypy

imports: .venv/installed-dev
	$(BIN)/lint-imports

coverage: .venv/installed-dev
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered --cov-fail-under=88

# built, installed bare in a fresh environment, and run from another folder
wheel: .venv/installed-dev
	tests/wheel.sh

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
