# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find oversight_graph loaders queries -name '*.py' -o -name '*.yaml' -o -name '*.j2' 2>/dev/null)

SEED ?= $(shell date +%Y%m%d)
# A file of tests is one worker's; what uses a Neo4j server, which has one database, is divided among two (tests/support/division.py).
# Python keeps what it compiles, whatever the surroundings say: without it, each worker and each command of a test compiles all anew, for seconds.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

# What doesn't wait for each other runs side by side: Neo4j and a browser are brought while the package is built, and mypy reads while the tests begin.
TOGETHER := --no-print-directory -j 2

.PHONY: help demo test check test-long parts style types wheel mypy every-test quick-tests docs fuzz bench bench-neo4j neo4j clean
help:  ## say what there is
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 13

demo: $(VENV)/installed  ## load the five shipped charts, answer the main questions, write maps into demo/
	@$(BIN)/oversight demo --out demo

test: $(VENV)/documented  ## everything but the long forms: format, lint, types, tests, with a Neo4j server and a browser
	@$(MAKE) $(TOGETHER) parts style wheel
	@$(MAKE) $(TOGETHER) every-test mypy

every-test:
	@$(PYTEST) --durations=40 --durations-min=5 $(if $(SHARE),--share $(SHARE),-m 'not long')

check: $(VENV)/tested style wheel  ## in a minute: format, lint, types, cases by hand, ten random charts for each rule, on columns and in the page's script
	@$(MAKE) $(TOGETHER) quick-tests mypy

quick-tests:
	@$(PYTEST) -m 'not slow and not long' --hypothesis-profile check

test-long: $(VENV)/tested parts  ## the long forms alone: hundreds of random charts, kills, fuzz; other ones every day, or by SEED=…
	@echo "Random charts by SEED=$(SEED)"
	@$(PYTEST) $(if $(SHARE),--share $(SHARE)) -m 'long or hypothesis' --hypothesis-profile long --hypothesis-seed $(SEED)

parts: $(VENV)/tested  ## what the tests need besides Python: a browser, Java, a Neo4j server; says what it installs before it does
	@sh tests/bring_browser.sh $(BIN)/python
	@sh tests/neo4j_server/bring.sh

style: $(VENV)/tested  ## format and lint, nothing is changed
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: wheel  ## mypy --strict on the package as it is installed (loaders/ and queries/ are its subpackages)
	@$(MAKE) --no-print-directory mypy

wheel: $(VENV)/tested
	@rm -rf .cache/wheel build && $(PIP) install --no-deps --no-build-isolation --target .cache/wheel . && rm -rf build

mypy:
	@MYPYPATH=.cache/wheel $(BIN)/mypy --config-file pyproject.toml --cache-dir .cache/mypy -p oversight_graph

docs: $(VENV)/documented  ## write the derived pages and the outputs of the README anew; build all pages and the Python reference into site/
	@$(BIN)/python -m oversight_graph.docs docs && PYTHONPATH=tests $(BIN)/python tests/unit/test_docs.py
	@$(BIN)/python docs/site/build.py site && echo "Open site/index.html"

fuzz: $(VENV)/tested  ## 20,000 damaged files of every format against everything that reads files
	@cd tests && ../$(BIN)/python -m fuzzing

bench: $(VENV)/benched  ## the program against its promises and beside its peers, as ratios; writes docs/benchmarks.md
	@$(BIN)/python benchmarks/run.py
	@$(BIN)/python benchmarks/peers.py --store --page docs/benchmarks.md

bench-neo4j: $(VENV)/tested  ## loading into Neo4j beside a plain UNWIND, on a server of its own
	@sh tests/neo4j_server/bring.sh
	@PYTHONPATH=tests $(BIN)/python benchmarks/in_neo4j.py

neo4j: $(VENV)/tested  ## a Neo4j server to play with, until Ctrl-C; its data stay until `make clean`
	@sh tests/neo4j_server/bring.sh
	@PYTHONPATH=tests $(BIN)/python -m neo4j_server

clean:  ## remove what these commands made
	rm -rf $(VENV) .cache demo build site *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Bringing what the program needs into $(VENV) …"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@echo "Bringing what the tests need into $(VENV) …"
	@$(PIP) install -c constraints.txt 'setuptools>=77' -e '.[test,bench]'
	@touch $@

$(VENV)/documented: $(VENV)/tested
	@echo "Bringing what the pages need into $(VENV) …"
	@$(PIP) install -c constraints.txt -e '.[docs]'
	@touch $@

$(VENV)/benched: $(VENV)/tested
	@echo "Bringing the peers of the benchmark into $(VENV) …"
	@$(PIP) install -c constraints.txt -e '.[bench]'
	@touch $@
