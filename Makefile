# The five things one does here. `.ci/run` does all of it from a clean checkout.
.PHONY: setup test check docs bench

bin := .venv/bin
tests := -m "not slow"

setup:  ## an environment with everything that development needs
	python3 -m venv .venv && $(bin)/pip install -q -e '.[dev]'

test:   ## the quick part of the tests; all of them with `make test tests=`
	$(bin)/pytest -n auto $(tests)

check:  ## lint, format, types
	$(bin)/ruff check . && $(bin)/ruff format --check . && $(bin)/mypy

docs:   ## what the documentation takes from the code, and the site in site/
	$(bin)/python docs/generate.py && $(bin)/mkdocs build --strict --quiet

bench:  ## the speed of charges; that of noty and audits: bench/notes.py, bench/audit.py
	$(bin)/python bench/speed.py
