# Banmian: the two commands are `make report` and `make test`. `make help` lists the others.
#   make report EDITION=path/to/page.txt DATE=2022-03-30 LANGUAGE=zh
# Names reach the recipes through the environment, so that quotes and spaces in them do no harm.

SHELL := bash
EDITION ?= data/editions/2022-03-25_jiaxing-daily-pinghu.txt
DATE ?=
OUT ?= reports
LANGUAGE ?= en
TESTS ?= tests
export EDITION DATE OUT LANGUAGE
export MPLBACKEND := Agg

PYTHON := .venv/bin/python
STAMP := .venv/locked
LOG := .venv/setup.log

.PHONY: help setup report tables lab test lint bench clean

report: setup ## the report of an edition: EDITION=file DATE=YYYY-MM-DD OUT=folder LANGUAGE=en|zh
	@case "$$EDITION" in *.txt|*.TXT) exit 0;; esac; \
	if $(PYTHON) -c 'import os, sys; from helpers.read import needs_scan; sys.exit(not needs_scan(os.environ["EDITION"]))'; then \
	  echo "This edition is a picture: installing the reader of scans, once …"; \
	  $(PYTHON) -m pip install --disable-pip-version-check --no-input --quiet --constraint requirements.lock --no-build-isolation --editable '.[scan]' || exit 2; \
	fi
	@$(PYTHON) -m helpers report "$$EDITION" --out "$$OUT" --language "$$LANGUAGE" $${DATE:+--date "$$DATE"}

tables: setup ## only the tables of an edition, as CSV and Parquet, in reports/tables/<edition>/
	@$(PYTHON) -m helpers tables "$$EDITION" --out "$$OUT/tables" $${DATE:+--date "$$DATE"}

lab: setup ## JupyterLab with the notebooks
	@.venv/bin/jupyter lab notebooks

test: setup ## all tests (TESTS=tests/test_charts.py for some)
	@$(PYTHON) -m pytest -q -n auto --dist loadfile $(TESTS)

lint: setup ## style and types
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy src

bench: setup ## how fast, measured on this machine
	@for one in tests/benchmarks/*.py; do echo "$$one"; $(PYTHON) "$$one" || exit; echo; done

clean: ## remove what make made, except reports
	@rm -rf .venv .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache src/*.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-8s %s\n", $$1, $$2}' Makefile

# The stamp holds what the environment was made from; any change of it, or of the folder, sets it up anew.
setup:
	@{ pwd; cat Makefile pyproject.toml requirements.lock; } | cmp -s - $(STAMP) 2>/dev/null || { \
	  set -o pipefail; \
	  ok='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'; \
	  python=; \
	  for name in python3.13 python3.12 python3.11 python3 python; do \
	    if $$name -c "$$ok" >/dev/null 2>&1; then python=$$name; break; fi; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo "Banmian needs Python 3.11 or later with its venv module: install it (python.org, or your system's python3-venv) and try again." >&2; \
	    exit 2; \
	  fi; \
	  all=$$(grep -c == requirements.lock); \
	  echo "Setting up .venv with $$($$python --version): $$all packages, some minutes the first time …"; \
	  $(PYTHON) -c "$$ok" >/dev/null 2>&1 || { rm -rf .venv && $$python -m venv .venv; } || exit 2; \
	  rm -f $(STAMP); \
	  $(PYTHON) -m pip install --disable-pip-version-check --no-input --progress-bar off -r requirements.lock 2>&1 \
	    | tee $(LOG) | awk -v all="$$all" '/^(Collecting|Requirement already)/ {n++; if (n % 20 == 0) print "  " n " of about " all " packages found …"} \
	        /^Installing collected/ {print "  installing …"}' \
	  && $(PYTHON) -m pip install --disable-pip-version-check --no-input --no-deps --no-build-isolation --quiet --editable . >>$(LOG) 2>&1 \
	  || { echo "Setting up failed; the end of $(LOG) says why:" >&2; tail -n 15 $(LOG) >&2; exit 2; }; \
	  { pwd; cat Makefile pyproject.toml requirements.lock; } > $(STAMP); \
	  echo "Set up."; \
	}
