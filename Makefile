# Needs make and Python 3.11 or newer; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help site serve quick test lint lock messages clean env env-test python

help:
	@echo 'make site    build the site into site/'
	@echo 'make serve   preview it, reloading the browser at each change'
	@echo 'make test    lint, then run every test; more options: make test ARGS="-k name"'
	@echo 'make quick   lint, then the tests of single modules: the tier to run while you write'
	@echo 'make lint    check style, types and the import contract'
	@echo 'make lock    bring requirements/*.lock in line with pyproject.toml;'
	@echo '             newest versions: make lock ARGS=--upgrade'
	@echo 'make clean   remove all that make has made, .venv included'
	@echo 'Another Python: make site PYTHON=/path/to/python3.13'

site: env
	@$(BIN)/briefing build --site-dir site $(ARGS)
	@echo
	@echo 'The site is in $(CURDIR)/site. To look at it:'
	@echo '  make serve                        previews it, and reloads it at each change'
	@echo '  $(PYTHON) -m http.server -d site    serves it as it stands'
	@echo 'Either shows it at http://127.0.0.1:8000/'

serve: env
	@$(BIN)/briefing serve $(ARGS)

test: lint
	@$(BIN)/python -m pytest $(ARGS)

quick: lint
	@$(BIN)/python -m pytest tests/unit $(ARGS)

lint: env-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache --no-logo

env: python
	@$(PYTHON) requirements/install.py site

env-test: python
	@$(PYTHON) requirements/install.py test

python:
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo 'error: there is no $(PYTHON); install Python 3.11 or newer' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed, and $(PYTHON) is `$(PYTHON) -V 2>&1`;" >&2; \
	  echo '       name a newer one: make site PYTHON=/path/to/python3.13' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'error: $(PYTHON) has no venv module; on Debian and Ubuntu install it with' >&2; \
	  echo '       sudo apt-get install python3-venv' >&2; exit 1; }

# test.lock keeps to the versions in site.lock: what is tested is what is built with.
UV := build/lock/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command 'make lock' --group build pyproject.toml

lock: python $(UV)
	@$(COMPILE) $(ARGS) --output-file requirements/site.lock
	@$(COMPILE) $(ARGS) --extra test --constraint requirements/site.lock \
	  --output-file requirements/test.lock

$(UV):
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv

clean:
	rm -rf site .briefing-cache build dist .venv .venv.lock *.egg-info \
	  .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find generator requirements tests -name __pycache__ -prune -exec rm -rf {} +

messages: env
	@cd generator && ../$(BIN)/pybabel --quiet extract --mapping-file locales/babel.cfg \
	  --keywords N_ --keywords briefings_message --add-location file --sort-by-file --no-wrap --omit-header \
	  --output-file locales/messages.pot .
