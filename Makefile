# One command each; every target first sets up what it needs (Python 3.11 and make are enough).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo demo-script test lint bench docs train evaluate format constraints

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | \
		while IFS='|' read -r target words; do printf '  make %-12s %s\n' "$$target" "$$words"; done

install: $(INSTALLED) ## build .venv with the qingfeng command

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python 3.11 or newer is needed (make PYTHON=/path/to/python3.11 ...)' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo 'The venv module is missing; on Debian: apt install python3-venv' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(INSTALLED) ## the whole thing on this machine: no token, no internet
	$(BIN)/qingfeng demo

demo-script: $(INSTALLED) ## one full story in the terminal; fails if a step does not come out
	$(BIN)/qingfeng demo --script

test: $(INSTALLED) ## all tests
	$(BIN)/python -m pytest

lint: $(INSTALLED) ## formatting, style, types, directions of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED) ## format the sources and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(INSTALLED) ## measure, and print the table
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	$(BIN)/python -m benchmarks

docs: $(INSTALLED) ## draw the diagram of states and make the pictures anew (needs Chromium)
	$(BIN)/python -m docs.tools.draw_states
	$(BIN)/python -m docs.tools.make_screenshots

train: $(INSTALLED) ## train the reader on the labelled tips (installs PyTorch; about ten minutes on two cores)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,train]'
	$(BIN)/python -m nlp.train

evaluate: $(INSTALLED) ## how well the reader does on the frozen development set, minimal pairs and noisy spellings
	$(BIN)/python -m nlp.evaluate --set dev --parts
	$(BIN)/python -m nlp.evaluate --set contrast
	$(BIN)/python -m nlp.evaluate --set noise

constraints: $(INSTALLED) ## pin what is installed now
	@echo '# Every package of the environment the tests were run in, pinned; made by: make constraints' > constraints.txt
	@$(BIN)/python -m pip list --disable-pip-version-check --format=freeze --exclude-editable \
		--exclude pip --exclude setuptools --exclude wheel >> constraints.txt
