# One command for people and for CI. Needs Python 3.11+, pip and make.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
WEB := hatch_build.py $(wildcard api/locale/*/LC_MESSAGES/*.po) $(wildcard api/web/*.* api/web/src/*.ts api/web/src/*/*.ts)
SERVE_FLAGS = --host $(HOST) --port $(PORT) $(if $(HOME_DIR),--home $(HOME_DIR))

.PHONY: serve test check bench docs matches messages records web clean

serve: $(VENV)/.runtime
	@$(BIN)/venskab serve $(SERVE_FLAGS)

# One worker more than processors: tests wait for servers and browsers a third of their time.
WORKERS = $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/ty check
	$(BIN)/lint-imports
	$(BIN)/python hatch_build.py --check
	$(BIN)/python -m api.locale.extraction --check

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

docs: $(VENV)/.dev
	$(BIN)/python -m docs.build

# Takes new texts of the source into the catalogues; make messages ADD=fo begins a language.
messages: $(VENV)/.dev
	$(BIN)/python -m api.locale.extraction $(if $(ADD),--add $(ADD))

# The TriG of the shipped sources, from their records.
records: $(VENV)/.dev
	$(BIN)/python -m graph.records.shipped_records

# The decisions on the places of the shipped lists, from the lists and the reference data.
matches: $(VENV)/.dev
	$(BIN)/python -m graph.matching.packed_decisions

# The pages' scripts, by Node from PyPI; an installation does the same where sources changed.
web: $(VENV)/.dev
	$(BIN)/python hatch_build.py --again

clean:
	rm -rf $(VENV) dist api/static/build api/guide/site api/web/node_modules \
		tests/api/sparql/comunica/node_modules tests/api/feeds/ldes_client/node_modules

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The editable install needs its build backend, which the runtime lock does not hold, and builds
# the pages' scripts.
$(VENV)/.runtime: requirements.lock pyproject.toml $(WEB) | $(VENV)/bin/python
	@test -e $(VENV)/.dev || $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(WEB) | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@$(BIN)/python hatch_build.py --tools
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
