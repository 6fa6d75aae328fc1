# Two doors: `make grade` and `make test`. Both make their environment first; the second time
# they start at once.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
TORCH  := 2.13.0

GRADE_READY := $(VENV)/.ready-to-grade
TEST_READY  := $(VENV)/.ready-to-test
SAMPLE      := tests/golden/mixed/submission
SUDO        := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: grade test lint types contracts texts verify check fuzz bench clean locale browsers slurm databases office

grade: $(GRADE_READY)
	@$(BIN)/grade assignment5 --submission $(SAMPLE) || test $$? -eq 1

test: $(TEST_READY)
	$(BIN)/python -m pytest -q --numprocesses=auto --maxprocesses=4 --dist=loadscope

# Everything that must hold before a change is taken in.
check: test lint types contracts texts verify

lint: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(TEST_READY)
	$(BIN)/mypy

contracts: $(TEST_READY)
	$(BIN)/lint-imports

# Every sentence has its Korean, and the compiled catalogue is the written one.
texts: $(TEST_READY)
	$(BIN)/python scripts/catalogue.py --check

locale: $(TEST_READY)
	$(BIN)/python scripts/catalogue.py

verify: $(TEST_READY)
	$(BIN)/grade verify assignment5

# FUZZ_S: how long all of it may take, Hypothesis a quarter of it. Guided by atheris where there is
# a wheel of it (Linux on x86-64); the first line of the output says which engine runs.
FUZZ_S ?= 1200
fuzz: $(TEST_READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz --executions 10000000 --seconds $$(($(FUZZ_S) * 3 / 4))
	FUZZ_EXAMPLES=20000 timeout $$(($(FUZZ_S) / 4)) $(BIN)/python -m pytest -q tests/fuzz/test_fuzz_readers.py || test $$? -eq 124

bench: $(TEST_READY)
	$(BIN)/python benchmarks/single.py

# Chromium and Korean fonts, for the tests that look at the feedback page; as root, or with sudo.
browsers:
	@command -v chromium >/dev/null || { \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -qy --no-install-recommends chromium fonts-noto-cjk; }

# A PostgreSQL server's programs, for the tests that start one; as root, or with sudo.
databases:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -qy --no-install-recommends postgresql; }

# A SLURM of one node, and the test that grades on it; as root, or with sudo.
slurm: $(TEST_READY)
	@command -v slurmctld >/dev/null || { \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -qy --no-install-recommends slurm-wlm munge; }
	$(SUDO) sh scripts/one_node_slurm.sh
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[slurm]'
	$(BIN)/python -m pytest -q -m slurm tests/unit/batch/test_slurm.py

# LibreOffice, 300 MB, and the tests that open our tables in it; as root, or with sudo.
office: $(TEST_READY)
	@command -v soffice >/dev/null || { \
	  $(SUDO) apt-get update -q && \
	  $(SUDO) apt-get install -qy --no-install-recommends libreoffice-calc; }
	$(BIN)/python -m pytest -q -m libreoffice tests/e2e/test_spreadsheet.py

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; v = sys.version_info; assert (3, 11) <= v < (3, 14), f"needs Python 3.11 to 3.13, this is {v[0]}.{v[1]}; try: make PYTHON=python3.12"'
	$(PYTHON) -m venv $(VENV)

$(GRADE_READY): $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

$(TEST_READY): $(GRADE_READY) scripts/install_torch.sh
	sh scripts/install_torch.sh $(BIN)/python $(TORCH)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@
