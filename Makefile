# Two commands carry everything: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench docs pictures clean

help:
	@echo "make demo   install into .venv, verify examples/caracas-2019, write the dossier as HTML"
	@echo "make test   install into .venv, then lint, types and the whole test suite"
	@echo "make bench  measure speed and quality, compare with bench/floors.json"
	@echo "make docs   write the generated documents anew"
	@echo "make pictures   take README's pictures anew; needs chromium"

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Secondsource needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(READY)
	$(BIN)/python examples/caracas-2019/demo.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2

bench: $(READY)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.gate

docs: $(READY)
	$(BIN)/python -m secondsource.document

pictures: $(READY)
	PYTHONPATH=tests $(BIN)/python tests/browser/pictures.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
