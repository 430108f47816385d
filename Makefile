# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find oversight_graph loaders queries -name '*.py' -o -name '*.yaml' -o -name '*.j2' 2>/dev/null)

.PHONY: help demo test check types docs fuzz bench bench-neo4j neo4j clean
help:  ## say what there is
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(VENV)/installed  ## load the five shipped charts, answer the main questions, write maps into demo/
	@$(BIN)/oversight demo --out demo

test: $(VENV)/documented types  ## everything: format, lint, types, tests, in a real browser too
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@sh tests/bring_browser.sh $(BIN)/python
	@sh tests/neo4j_server/bring.sh
	@$(BIN)/python -m pytest

check: $(VENV)/tested types  ## format, lint, types and the quick tests
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/python -m pytest -m 'not slow'

types: $(VENV)/tested  ## mypy --strict on the package as it is installed (loaders/ and queries/ are its subpackages)
	@rm -rf .cache/wheel build && $(PIP) install --no-deps --no-build-isolation --target .cache/wheel . && rm -rf build
	@MYPYPATH=.cache/wheel $(BIN)/mypy --config-file pyproject.toml --cache-dir .cache/mypy -p oversight_graph

docs: $(VENV)/documented  ## write the derived pages and the outputs of the README anew; build all pages and the Python reference into site/
	@$(BIN)/python -m oversight_graph.docs docs && $(BIN)/python tests/test_docs.py
	@$(BIN)/python docs/site/build.py site && echo "Open site/index.html"

fuzz: $(VENV)/tested  ## 20,000 damaged files of every format against everything that reads files
	@cd tests && ../$(BIN)/python -m fuzzing

bench: $(VENV)/tested  ## the program against its promises, as ratios
	@$(BIN)/python benchmarks/run.py

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
	@$(PIP) install -c constraints.txt 'setuptools>=77' -e '.[test]'
	@touch $@

$(VENV)/documented: $(VENV)/tested
	@echo "Bringing what the pages need into $(VENV) …"
	@$(PIP) install -c constraints.txt -e '.[docs]'
	@touch $@
