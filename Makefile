# make        sets up what is missing, then makes an edition of every report in input/ (look at output/index.html)
# make test   sets up the same way, then runs the tests; PYTEST="-k ledger" passes options on
# make tools  what only the tests of conformance need: Java, LibreOffice, Chromium, qpdf, Poppler, Ace
# make release  builds the release artifacts twice, each time elsewhere, and compares them byte for byte; they are in build/release/
# Others: setup, lint, types, bench, clean. Where rights are missing, the commands to run are printed and make goes on with what is there.

PYTHON ?= python3
PYTEST ?=
BIN := .venv/bin
ACE := 1.4.6
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: editions setup system faces test tools programs lint types bench release clean

editions: setup
	$(BIN)/convert all input/

setup: .venv/.run system faces

# These two look for themselves what is missing, in a few hundredths of a second; what they cannot mend they tell, and make goes on.
system:
	@tools/packages.sh print || true

faces: .venv/.run system
	@$(BIN)/python tools/fonts.py || true

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kanben needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || tools/packages.sh venv print
	$(PYTHON) -m venv .venv

.venv/.run: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

.venv/.dev: pyproject.toml .venv/.run
	$(PIP) --editable '.[dev]'
	@touch $@

.venv/.bench: pyproject.toml .venv/.run
	$(PIP) --editable '.[bench]' || echo "some of the programs that benchmarks compare with are missing; their columns are left out"
	@touch $@

test: setup .venv/.dev
	$(BIN)/python -m pytest $(PYTEST)

tools: programs .make/npm/ace-$(ACE) .venv/.dev

programs:
	@tools/packages.sh tools || true

# Ace fetches no browser of its own: it uses the system's Chromium.
.make/npm/ace-$(ACE): | programs
	@mkdir -p .make/npm
	@if command -v npm >/dev/null; then \
	    PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-fund --no-audit --prefix .make/npm \
	        @daisy/ace-cli@$(ACE) @daisy/ace-axe-runner-puppeteer@$(ACE) && touch $@; \
	else echo "npm is missing, so Ace (accessibility of EPUB) is not installed"; fi

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

# In a few minutes; each script does more when it is called without these options.
bench: setup .venv/.bench
	$(BIN)/python benchmarks/stages.py --runs 1 input/
	$(BIN)/python benchmarks/read.py --runs 3 --upto 1 input/
	$(BIN)/python benchmarks/structure.py --runs 3 --upto 0.6 input/
	$(BIN)/python benchmarks/print.py --count 3

# Another folder for the pages and the editions, another time zone, locale, hash seed and number of workers must change nothing.
release: setup
	rm -rf build/release build/first build/second
	TZ=UTC LC_ALL=C.UTF-8 PYTHONHASHSEED=1 $(BIN)/convert all input/ -o build/first/output
	$(BIN)/convert release build/first/output -o build/release
	mkdir -p build/second && cp -R input build/second/pages
	cd build/second && TZ=Asia/Shanghai LC_ALL=C PYTHONHASHSEED=2 ../../$(BIN)/convert all pages/ -o editions --jobs 1
	$(BIN)/convert release build/second/editions -o build/second/release
	diff -r build/release build/second/release

# The editions in output/ are left alone: somebody may have edited a report.xml there.
clean:
	rm -rf .venv .make build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
