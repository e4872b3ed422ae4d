# Dialoog: everything that is made, run or checked. `make` or `make help` explains itself.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

# Without its compiled files every server that the tests start would compile the whole house.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
DATA ?=
TESTS ?=
TELEFOONS ?= 100
MINUTEN ?= 6
FOUT ?=
PYTEST ?= -n 4 --dist loadfile --no-loadscope-reorder
# A test that stands still is ended: its process shows where it stood and goes, and the others go on.
LIMIT := -o faulthandler_exit_on_timeout=true -o faulthandler_timeout

VENV := .venv
BIN := $(VENV)/bin

# A stamp carries the hash of what was installed and of this folder, so a second run installs nothing,
# a new lock installs anew, and so does a folder that was moved.
run_hash := $(shell { pwd; cat pyproject.toml requirements.txt; } | cksum | tr -s ' \t' '-')
dev_hash := $(shell { pwd; cat requirements-dev.txt; } | cksum | tr -s ' \t' '-')
RUN := $(VENV)/.run-$(run_hash)
DEV := $(VENV)/.dev-$(dev_hash)

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/python -m piptools compile --quiet --no-header --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

##@ Use

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } /^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\n  PORT=8123 serves elsewhere, DATA=folder keeps its data elsewhere, TESTS="tests/idee -k kleur" runs a part.\n\n'

.PHONY: demo
demo: $(RUN) ## A living example at http://127.0.0.1:8000 (PORT=8123, DATA=folder)
	@exec $(BIN)/dialoog demo --port $(PORT) $(if $(DATA),--data "$(DATA)")

.PHONY: start
start: $(RUN) ## Your own dialogues, for every phone on this network
	@exec $(BIN)/dialoog start --port $(PORT) $(if $(DATA),--data "$(DATA)")

##@ Check

.PHONY: test
test: lint chromium ## Everything but the long plays: lint, tests, with real browsers, and on PostgreSQL if it is here
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m pytest $(PYTEST) $(LIMIT)=300 -m "not lang" $(TESTS)
	@if .ci/postgres found; then \
		$(BIN)/python -m pytest $(PYTEST) -n 2 $(LIMIT)=300 --postgres -m "(db or postgres) and not lang" $(TESTS) \
			$(if $(TESTS),|| [ $$? = 5 ]); \
	else \
		echo "No PostgreSQL here: what depends on the database was tried on SQLite alone. make test-postgres installs one."; \
	fi

.PHONY: test-lang
test-lang: $(DEV) chromium ## All tests at full length: also the long plays of each part, and more at random
	@UITVOERIG=1 AVONDEN=20 CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m pytest $(PYTEST) $(LIMIT)=3000 $(TESTS)

.PHONY: lint
lint: $(DEV) ## Only ruff, mypy and the import contracts
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

.PHONY: test-boek
test-boek: $(DEV) ## Only the tests that make a themaboek, and how LibreOffice opens it
	@$(BIN)/python -m pytest -m boek -rs $(TESTS)

.PHONY: bladzijden
bladzijden: $(DEV) ## Eight pages of the book of the demo as pictures, in docs/boek/
	@$(BIN)/python -m tests.themaboek.bladzijden

.PHONY: test-postgres
test-postgres: $(DEV) ## What depends on the database, on a temporary PostgreSQL (installs one as root)
	@.ci/postgres
	@$(BIN)/python -m pytest $(PYTEST) $(LIMIT)=600 --postgres -m "db or breed or postgres" $(TESTS)

.PHONY: test-geheim
test-geheim: $(DEV) ## The program that tries to link people to stickers, over a hundred evenings
	@AVONDEN=100 $(BIN)/python -m pytest -s tests/stemming/test_koppelaar.py tests/stemming/test_koppelaar_lek.py $(TESTS)
	@if .ci/postgres found; then AVONDEN=100 $(BIN)/python -m pytest -s --postgres tests/stemming/test_koppelaar.py \
		tests/stemming/test_koppelaar_lek.py $(TESTS); fi

.PHONY: bench
bench: $(DEV) chromium ## A whole evening with simulated phones, measured (TELEFOONS=100 MINUTEN=6)
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m bench.avond --telefoons $(TELEFOONS) --minuten $(MINUTEN)

.PHONY: bench-boek
bench-boek: $(DEV) ## How long the book takes, how much memory, and what a live evening notices of it
	@$(BIN)/python -m bench.boek

.PHONY: faults
faults: $(DEV) chromium ## Plant each bug of tests/fouten/ in a copy, and name the test that finds it (FOUT=quotum)
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.fouten $(FOUT)

.PHONY: schermen
schermen: $(DEV) chromium ## Pictures of all screens, in three sizes, in schermen/
	@CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.schermen

##@ Keep

.PHONY: format
format: $(DEV) ## Put the Python files in their form
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

.PHONY: lock
lock: $(DEV) ## Pin the newest versions that pyproject.toml allows, with hashes
	$(COMPILE) --upgrade --build-deps-for editable -o requirements.txt pyproject.toml
	$(COMPILE) --upgrade -o requirements-dev.txt requirements-dev.in
	@sed '/^# The following packages are considered/d' requirements-dev.txt >requirements-dev.new
	@mv requirements-dev.new requirements-dev.txt

.PHONY: clean
clean: ## Remove .venv, caches and pictures; your data in var/ stays
	rm -rf $(VENV) build dist schermen .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find dialoog tests bench migrations -name __pycache__ -type d -prune -exec rm -rf {} +

# What the targets above stand on.

$(RUN): | $(BIN)/python
	@echo "Installing what requirements.txt locks, once ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.run-* && touch $@

$(DEV): $(RUN)
	@echo "Installing the test tools that requirements-dev.txt locks, once ..."
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@rm -f $(VENV)/.dev-* && touch $@

$(BIN)/python:
	@python="$$(.ci/python)" && echo "Making $(VENV) with $$python ..." && \
		{ "$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }; }

.PHONY: chromium
chromium:
	@.ci/chromium >/dev/null
