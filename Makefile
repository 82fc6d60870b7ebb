# Every command works from a fresh checkout, twice in a row, and offline the second time.

PYTHON := .venv/bin/python
WEEK_AGO = $(shell date -u -d '7 days ago' +%F)
PINS = $(PYTHON) -m uv pip compile pyproject.toml --quiet --python-version 3.11 \
	--exclude-newer $(WEEK_AGO) --custom-compile-command "make pins" $(UPGRADE)

# Tests start many programs, and none of them shall compile anew all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check lint types map fix pins bench-load bench-demo bench-segments \
	bench-page bench-bounces bench-rehearsal bench-endpoints bench-building bench-delivery \
	bench-results soak-approvals soak-calibration soak-delivery ready ready-to-check

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

run: ready ## Open the cockpit here, with its worker and a catch-all mailbox
	@exec $(PYTHON) -m core.cli run

test: ready-to-check ## Run every test, over SQLite and over PostgreSQL
	@.ci/test

check: lint types map test ## Run all that continuous integration runs

lint: ready-to-check ## Look for mistakes and for untidy lines
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: ready-to-check ## Check the types
	@$(PYTHON) -m mypy

map: ready-to-check ## Check that rooms look upstream only
	@$(PYTHON) -c "from importlinter.cli import lint_imports_command; lint_imports_command()" --no-logo

fix: ready-to-check ## Tidy what can be tidied without thought
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

pins: ready-to-check ## Pin the packages anew; UPGRADE=--upgrade takes newer ones, a week old at least
	@$(PINS) --output-file requirements.txt
	@$(PINS) --extra dev --constraint requirements.txt --output-file requirements-dev.txt

bench-load: ready ## Load four million messy lines, against pandas in the same run
	@$(PYTHON) bench/load.py

bench-demo: ready ## Make a demo of a million accounts and say how long that took
	@$(PYTHON) bench/demo.py

bench-segments: ready-to-check ## Count segments against PostgreSQL, pandas and SQL by hand; SCALE=S, M or L
	@.ci/tools
	@$(PYTHON) -m bench.segments --scale $(or $(SCALE),M)

bench-page: ready-to-check ## Change a rule in a browser and wait for its new count
	@.ci/tools
	@$(PYTHON) -m bench.page

bench-rehearsal: ready ## Rehearse 100,000 e-mails of 30 kB, against bare Jinja2 in the same run
	@$(PYTHON) -m bench.rehearsal

bench-endpoints: ready-to-check ## Ask the public endpoints 500 times a second for a minute
	@.ci/tools
	@$(PYTHON) -m bench.endpoints

bench-delivery: ready-to-check ## Hand over, build and send against peers; PART=smtp, postfix, building, path or freeze
	@.ci/tools
	@$(PYTHON) -m bench.delivery $(addprefix --part ,$(PART))

bench-bounces: ready ## Read returned mails that others collected; MAILS=their folder
	@$(PYTHON) -m bench.bounces $(MAILS)

bench-building: ready ## Build and sign mails of 30 kB, against one RSA-2048 signature in the same run
	@$(PYTHON) -m bench.building

soak-approvals: ready-to-check ## Live 1,000 long random lives of a campaign, or LIVES=… of them
	@SOAK=$(or $(LIVES),1000) $(PYTHON) -m pytest -q -s --timeout=0 tests/core/approvals/test_states.py

bench-results: ready-to-check ## Read the result of 100,000 accounts, and ten million rows against pandas
	@$(PYTHON) -m bench.results

soak-calibration: ready-to-check ## Try the intervals on thousands of trials whose truth is known
	@failed=0; for one in calibration calibration.sequence calibration.strata \
		calibration.foresight coverage; do $(PYTHON) -m bench.$$one || failed=1; done; \
		exit $$failed

soak-delivery: ready-to-check ## Kill the senders 20 times in 20,000 messages, in every mode; MESSAGES=…
	@.ci/tools
	@$(PYTHON) -m bench.crash --messages $(or $(MESSAGES),20000)

ready:
	@.ci/environment requirements.txt

ready-to-check:
	@.ci/environment requirements.txt requirements-dev.txt
