# Requirements: Python 3.11 or newer with its venv module, and make.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
BENCH  := .venv-bench

.DEFAULT_GOAL := help
.PHONY: help demo ui test laws check bench clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(READY)  ## play several days of three customers, from the SFTP server to the receipt
	@$(BIN)/qooper-assets demo

ui: $(READY)  ## open the same history in the browser, at http://127.0.0.1:3000
	@$(BIN)/qooper-assets ui

check: $(READY)  ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check  ## check, and all tests except the long ones of `laws`, in under ten minutes
	$(BIN)/python -m pytest

DAYS := approval bad_input crash deciding delta ends held_back one_life passing_ids rehearsal target_faults
LAWS := qooper_assets_tests/spec qooper_assets_tests/laws qooper_assets_tests/model qooper_assets_tests/deliveries \
	qooper_assets_tests/races $(addprefix qooper_assets_tests/e2e/test_, $(addsuffix .py, $(DAYS)))
PYTEST_LAWS := $(BIN)/python -m pytest -n auto --dist worksteal -o addopts="-ra --strict-markers --import-mode=importlib -p no:cacheprovider"
laws: $(READY)  ## the long tests: rules case by case, properties, damaged files, several days, crashes, races
	$(PYTEST_LAWS) --durations=60 $(LAWS)
	QOOPER_REUSE=off $(PYTEST_LAWS) $(addprefix qooper_assets_tests/laws/test_, convergence.py deltas.py laws.py oracle.py)

bench: $(BENCH)/.ready  ## the benchmarks of benchmarks/README.md at 100,000 people, as ratios against rivals
	$(BENCH)/bin/python -m benchmarks.roster_to_change_set --pairs 3
	$(BENCH)/bin/python -m benchmarks.csv_reading --pairs 3
	$(BENCH)/bin/python -m benchmarks.contract --turns 3
	$(BENCH)/bin/python -m benchmarks.planning --pairs 3
	$(BENCH)/bin/python -m benchmarks.dagster_run --pairs 3
	$(BIN)/python -m benchmarks.workbook --pairs 3
	$(BENCH)/bin/python -m benchmarks.json_shapes --pairs 3
	$(BIN)/python -m benchmarks.status --pairs 3

clean:  ## delete the environments and everything that the demo created
	rm -rf $(VENV) $(BENCH) .qooper .dagster

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) from requirements.lock; this takes a minute or two, once."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# The rivals of the benchmarks are not dependencies: they have an environment of their own.
$(BENCH)/.ready: $(READY) benchmarks/requirements.txt
	@echo "Setting up $(BENCH) from requirements.lock and benchmarks/requirements.txt."
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
