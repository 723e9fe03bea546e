# The two commands to know: `make run` (a floor to look at) and `make test` (everything that can be tested here).

PORT ?= 8000
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
IN := .venv/bin
PIP := $(IN)/python -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps

.PHONY: run install test check bench
.DELETE_ON_ERROR:

run: install
	@$(IN)/python manage.py migrate --verbosity 0
	@$(IN)/python manage.py up --practice --bind 127.0.0.1:$(PORT)

install: .venv/installed

test: .venv/installed-for-tests
	@.ci/services
	@$(IN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/installed-for-tests
	$(IN)/ruff format --check .
	$(IN)/ruff check .
	$(IN)/mypy
	$(IN)/lint-imports
	ALLOWED_HOSTS=desk.example.com $(IN)/python manage.py check --deploy --fail-level WARNING
	$(IN)/python manage.py makemigrations --check --dry-run
	$(IN)/python .ci/translations.py --check
	$(IN)/python manage.py support --check

bench: .venv/installed-for-tests
	@$(IN)/python -m tests.bench

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: install the package python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing: install the package python3-venv." >&2; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: requirements.lock | .venv/bin/python
	@echo "Installing packages (once) ..."
	@$(PIP) -r requirements.lock
	@touch $@

.venv/installed-for-tests: .ci/test.lock .venv/installed
	@echo "Installing packages for tests (once) ..."
	@$(PIP) -r .ci/test.lock
	@touch $@
