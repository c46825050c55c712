# make demo: install and read the sample coverage.  make test: everything CI checks.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test lint bench train test-web clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --editable '.[test]'
	touch $@

demo: $(VENV)/.installed
	rm -f demo.sqlite demo.sqlite-wal demo.sqlite-shm
	$(BIN)/dragoman read samples --ledger demo.sqlite
	$(BIN)/dragoman brief JPN KOR --ledger demo.sqlite

test: $(VENV)/.installed-test lint
	$(BIN)/python -m pytest -m 'not web'

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) demo.sqlite*
