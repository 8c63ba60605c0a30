# `make demo` audits the bundled simulated sites; `make test` lints, type-checks and tests.
# Both set themselves up: they need Python 3.11 or later, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= demo-out

.PHONY: demo docs test lint setup setup-dev chromium lock golden clean

demo: setup
	$(BIN)/zwgk demo -o $(OUT)

# The pages in docs/rules, made from the rules; a test compares them.
docs: setup
	$(BIN)/zwgk rules docs -o docs/rules

# The expected pages of the report's tests, made anew.
golden: setup-dev
	$(BIN)/python -m tests.reports.regenerate

test: lint chromium
	$(BIN)/coverage erase
	$(BIN)/pytest --cov --cov-report=term -n 2 --dist loadfile

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The browser tests run a real one; where there is none and none can be installed, they are skipped and say so.
chromium:
	@command -v chromium || command -v chromium-browser || command -v google-chrome || command -v "$$ZWGK_CHROMIUM" \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
	     && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	|| echo "No Chromium: the browser tests will be skipped. Install one, or name it in ZWGK_CHROMIUM."

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "zwgk needs Python 3.11 or later; this is %s. Try: make PYTHON=python3.12 ..." % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/python -m compileall -q zwgk crawler rules checks reports demo
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# Anew from pyproject.toml, for every Python and platform that the project supports.
lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --extra browser --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) $(OUT) build *.egg-info
