# 一门 Yimen. `make` alone lists what there is. Needs only Python 3.11 or newer and make.
.DEFAULT_GOAL := help
.PHONY: help run test check bench
PYTHON ?= python3
BIN := .venv/bin

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

run: ## install what is missing, then serve on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(PYTHON) scripts/bootstrap.py run
	@exec $(BIN)/python -m yimen up $(UP)

test: ## install what is missing, then run every test (ARGS='-k word' for some)
	@$(PYTHON) scripts/bootstrap.py test
	@exec $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: ## lint, format, types, floors, templates, migrations
	@$(PYTHON) scripts/bootstrap.py test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src/yimen/web src/yimen/api
	DJANGO_SETTINGS_MODULE=yimen.config.settings \
	  $(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run

bench: ## run the benchmarks in bench/ (ratios of one run)
	@$(PYTHON) scripts/bootstrap.py test
	@set -e; for script in bench/*.py; do echo "== $$script"; $(BIN)/python -W ignore "$$script"; done
	@echo "== bench/register"; $(BIN)/python -W ignore -m bench.register
	@echo "== bench/faults (30 kills; 1,000 by --kills 1000)"; $(BIN)/python -m bench.faults --kills 30
