# The commands, each with all the set-up it needs on a machine that has Python 3.11 (or later) and make:
#
#   make site    build the sample site, and say how to look at it
#   make test    run everything that CI runs; brings Chromium where the system's package manager can
#   make faults  kill builds, fill disks and look at system calls (Linux, with strace; as root also small disks)
#   make soak    edit the site of a preview a thousand times (SOAK=1000), and see that it does not grow (Linux)
#   make fuzz    read a million mutated posts (FUZZ=1000000), and name a million files

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

FUZZ   ?= 1000000
SOAK   ?= 1000

.PHONY: site test faults fuzz soak check format clean help

help:
	@sed -n 's/^#   \(make .*\)/\1/p' Makefile

site: $(VENV)/.site
	@$(BIN)/journeyblog build
	@echo
	@echo "The sample site is in public/. To look at it, and to see it follow as you write:"
	@echo "  $(BIN)/journeyblog serve"

test: $(VENV)/.test
	@sh tests/browser/install.sh
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=auto --dist=worksteal

# Several minutes; a seed is printed, and SEED=… replays it.
fuzz: $(VENV)/.test
	$(BIN)/python tests/hostile/fuzz.py --posts $(FUZZ) --names $(FUZZ) $(if $(SEED),--seed $(SEED))

# A quarter of an hour.
soak: $(VENV)/.test
	$(BIN)/python tests/serve/soak.py --edits $(SOAK)

# An hour or two; FAULTS="--only disks" tries one kind alone.
faults: $(VENV)/.test
	$(BIN)/python tests/faults/run.py $(FAULTS)

# Only what a commit needs to look right; the tests take longer.
check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) public .journeyblog dist .mypy_cache .pytest_cache .ruff_cache

$(VENV)/.site: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "journeyblog needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Say which one to use, as in  make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.site
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
