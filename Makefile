# An active conda or virtual environment serves as it is (conda's "base" is left alone); otherwise .venv is made.
ENV   := $(or $(VIRTUAL_ENV),$(if $(filter-out base,$(CONDA_DEFAULT_ENV)),$(CONDA_PREFIX)),.venv)
BIN   := $(ENV)/bin
STAMP := $(ENV)/.zhaotong-growth
UV    := $(shell command -v uv 2>/dev/null)
PIP   := $(BIN)/python -m pip --disable-pip-version-check
COMPILE = $(BIN)/python -m compileall -q src # once, for all the processes that tests start

STRIP = $(BIN)/python lab/strip.py

.DEFAULT_GOAL := help
.PHONY: help setup report site test test-all test-without-pyarrow check strip lab benchmark league picture reference lock clean

help: ## print these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## install the locked versions, once

report: setup ## make every report and reports/index.html
	@$(BIN)/zhaotong report all

site: setup ## gather the reports in site/, ready for any static host
	@$(BIN)/zhaotong site

test: setup ## run the tests
	@$(COMPILE)
	@$(BIN)/python -m pytest -n auto -m "not slow"

test-without-pyarrow: setup ## run the tests, or TESTS, as if pyarrow were not installed
	@$(COMPILE)
	@PYTHONPATH="$(CURDIR)/tests/without_pyarrow" $(BIN)/python -m pytest $(TESTS) -n auto -m "not slow"

test-all: setup ## run the tests that make test leaves out: clusters, JupyterLab, the commands of the documentation, all charts and choices
	@$(COMPILE)
	@sh .ci/readers $(BIN) $(ENV)/readers $(UV)
	@$(BIN)/python -m pytest -n auto -m slow

check: setup ## check style, types, arrows between rooms, dead code, notebooks, the data package and the relations in it
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-cache > /dev/null || { $(BIN)/lint-imports --no-cache; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@scripts=$$(mktemp -d) && trap 'rm -rf "$$scripts"' EXIT && \
	  $(BIN)/jupyter nbconvert --log-level ERROR --to python --output-dir "$$scripts" notebooks/*.ipynb && $(BIN)/vulture src "$$scripts"
	@$(STRIP) --verify notebooks/*.ipynb || { echo "notebooks hold outputs or traces of a run; make strip takes them away, parameters stay" >&2; exit 1; }
	@$(BIN)/frictionless validate data/datapackage.json
	@$(BIN)/zhaotong check

strip: setup ## take the outputs of runs out of the notebooks
	@$(STRIP) notebooks/*.ipynb

lab: setup ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --config lab/config.py

benchmark: setup ## time loading the figures, and one report and eighty against papermill and nbconvert
	@$(BIN)/python tests/benchmarks/load.py
	@$(BIN)/python tests/benchmarks/reports.py

league: setup ## print how each forecasting method did on the series of forecasting competitions
	@$(BIN)/python tests/benchmarks/forecasts.py

picture: setup ## draw the pictures of the README
	@$(BIN)/python docs/picture.py

reference: setup ## write docs/reference.md and docs/reference.zh.md from what the functions say of themselves
	@$(BIN)/python docs/reference.py

lock: ## resolve the newest versions that pyproject.toml allows
	@if test -n "$(UV)"; then uv="$(UV)"; else $(MAKE) --no-print-directory $(BIN)/python && $(PIP) install --quiet uv && uv="$(BIN)/uv"; fi; \
	"$$uv" pip compile pyproject.toml --extra arrow --extra cluster --extra dev --extra read --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock; \
	"$$uv" pip compile --group readers --constraint requirements.lock --universal --python-version 3.11 --upgrade \
	  $$(sed -n 's/^\([a-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements.lock | sort -u) \
	  --generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.readers.lock

clean: ## remove reports and caches (and .venv)
	@find reports -mindepth 1 ! -name .gitkeep -delete
	@rm -rf lab/.state .venv .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find src tests -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && exec $$python -m venv $(ENV); \
	done; echo "Python 3.11 or later is needed and was not found; name one with make PYTHON=/path/to/python" >&2; exit 2

# The stamp holds the checkout that the environment was set up for: another checkout sets it up anew.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif
$(STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "The active environment $(ENV) has an older Python than 3.11; deactivate it or activate another" >&2; exit 2; }
	@echo "Setting up $(ENV) with $(if $(UV),uv,pip); this takes a minute or two the first time."
	@rm -f $@
	@sh .ci/install $(BIN) $(UV)
	@echo "$(CURDIR)" > $@
