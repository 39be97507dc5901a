# `make help` tells what there is. Works with GNU make 3.81 and newer.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON3 ?= python3
BIN := .venv/bin
PARAMETERS ?=
export SEANCE_LOCAL_DIR SEANCE_PORT SEANCE_AWS_PORT

CODE := $(wildcard functions layers/shared/seance local tests benchmarks)
TYPED := $(wildcard functions layers/shared/seance local tests)

.PHONY: help up watch down clean export restore check static code template page audit test quick stack web browser screenshots lighthouse unit format lock rest invoke logs replay unsent operator reconcile soak local-dynamodb publish rotate-origin journey costs scale bench build layer cities openapi walkthrough mission record install installed python node

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

up: installed ## Start the local cloud, deploy, serve page and API [PARAMETERS='Name=Value ...']
	@$(BIN)/python -m local.up --parameters "$(PARAMETERS)"

watch: install ## Have what you change answer on the running local cloud at once [PARAMETERS as for `make up`]
	@$(BIN)/python -m local.watch --parameters "$(PARAMETERS)"

down: ## Stop what `make up` started; data stay
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m local.down; else echo "Nothing was installed, so nothing runs."; fi

clean: down ## Stop, and remove the local cloud with its data
	@rm -rf .local .aws-sam build

invoke: install ## Call a deployed function: FUNCTION=ApproveBooking [EVENT=events/approve_booking.json]
	@$(if $(FUNCTION),,echo "Say which: make invoke FUNCTION=ApproveBooking"; exit 2;) \
	$(BIN)/python -m local.functions invoke $(FUNCTION) $(if $(EVENT),--event $(EVENT))

logs: install ## Read a deployed function's log: FUNCTION=ApproveBooking
	@$(if $(FUNCTION),,echo "Say which: make logs FUNCTION=ApproveBooking"; exit 2;) \
	$(BIN)/python -m local.functions logs $(FUNCTION)

replay: install ## Put dead letters back: QUEUE=NoticesDeadLetters [LIMIT=1000] [STACK=seance-staging PROFILE=... REGION=...]
	@$(if $(QUEUE),,echo "Say which: make replay QUEUE=NoticesDeadLetters"; exit 2;) \
	$(BIN)/python -m local.replay $(QUEUE) $(if $(LIMIT),--limit $(LIMIT)) \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

unsent: install ## List what perhaps did not go out by e-mail, Telegram or VK [LIMIT=1000] [STACK=... PROFILE=... REGION=...]
	@$(BIN)/python -m local.unsent $(if $(LIMIT),--limit $(LIMIT)) \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

operator: install ## Let somebody read and resolve reports: USER=e-mail address [STACK=... PROFILE=... REGION=...]
	@$(if $(findstring command line,$(origin USER)),,echo "Say who: make operator USER=olga@example.com"; exit 2;) \
	$(BIN)/python -m local.operators "$(USER)" \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

reconcile: install ## Compare every counter, copy and agenda with the bookings [FIX=1 mends] [STACK=seance-staging PROFILE=... REGION=...]
	@PYTHONPATH=layers/shared $(BIN)/python -m local.reconcile $(if $(FIX),--fix) $(if $(PAGES),--pages $(PAGES)) \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

export: install ## Write what the tables hold into a folder: FOLDER=... [STACK=... PROFILE=... REGION=... MAIN=table FEED=table, such as restored ones]
	@$(if $(FOLDER),,echo "Say where: make export FOLDER=backup"; exit 2;) \
	$(BIN)/python -m local.backup export "$(FOLDER)" $(if $(MAIN),--from-main $(MAIN)) $(if $(FEED),--from-feed $(FEED)) \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

restore: install ## Put back what was exported, into the empty tables of a new stack: FOLDER=... [STACK=... PROFILE=... REGION=...]
	@$(if $(FOLDER),,echo "Say what: make restore FOLDER=backup"; exit 2;) \
	$(BIN)/python -m local.backup restore "$(FOLDER)" \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

soak: install ## Live on the running local cloud, with faults, then reconcile; and 100 rushes [MINUTES=10 PEOPLE=50 SEED=...]
	@PYTHONPATH=layers/shared $(BIN)/python -m local.soak $(if $(MINUTES),--minutes $(MINUTES)) \
		$(if $(PEOPLE),--people $(PEOPLE)) $(if $(SEED),--seed $(SEED))

publish: install web/node_modules/.stamp ## Build the page and put it onto a deployed stack: STACK=seance-staging [PROFILE=... REGION=...]
	@$(BIN)/python -m local.publish \
		$(if $(STACK),--stack $(STACK)) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

rotate-origin: install ## Have CloudFront send another secret to the API: STACK=seance-staging [PROFILE=... REGION=...]
	@$(if $(STACK),,echo "Say which: make rotate-origin STACK=seance-staging"; exit 2;) \
	$(BIN)/python -m local.origin --stack $(STACK) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

journey: install ## Make the two users of a stack's synthetic journey: STACK=seance-staging [PROFILE=... REGION=...]
	@$(if $(STACK),,echo "Say which: make journey STACK=seance-staging"; exit 2;) \
	PYTHONPATH=layers/shared $(BIN)/python -m local.journey --stack $(STACK) $(if $(PROFILE),--profile $(PROFILE)) $(if $(REGION),--region $(REGION))

costs: install ## What a stage costs a month while nobody comes, and for a million bookings
	@$(BIN)/python -m local.costs

# --- Checks and tests ---------------------------------------------------------
check: ## Formatting, lint, types, template, secrets, known holes, unit tests (under 2 minutes)
	@$(MAKE) --no-print-directory -j 2 static audit unit

static: code template page

code: install
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(TYPED)

template: .local/sam/.stamp
	@set -e; export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=eu-central-1; for each in template.yaml stacks/*.yaml; do \
		echo "sam validate $$each"; .local/sam/bin/sam validate --lint --template-file $$each; done

page: web/node_modules/.stamp
	@cd web && npm run --silent check

audit: install web/node_modules/.stamp ## Secrets in what is committed, known holes in what is installed (where a service answers)
	@$(BIN)/python -m local.audit

unit: install
	@$(call tests,tests/unit,-n auto --dist worksteal)

test: installed ## Everything: check, page, component, drift, budget, fault, fuzz, stack and browser tests
	@$(MAKE) --no-print-directory -j 3 stack rest

# All that waits for nothing, on what the local clouds, which mostly wait, leave of the cores. Told when it has ended.
rest:
	@mkdir -p build; { nice $(MAKE) --no-print-directory static audit web && \
	nice $(MAKE) --no-print-directory quick; } > build/rest.log 2>&1; ended=$$?; cat build/rest.log; exit $$ended

quick: install ## Everything that needs no local cloud: unit, component, drift, budget, fault and fuzz tests, with coverage
	@rm -rf .coverage .coverage.* build/rights
	@export RIGHTS=build/rights; $(call tests,tests/unit tests/component,-n auto --dist worksteal --cov --cov-report=)
	@$(BIN)/coverage report --fail-under=90
	@$(BIN)/coverage report --include='*/seance/*/model.py' --fail-under=100
	@export RIGHTS=build/rights; $(call tests,tests/drift tests/access tests/budgets tests/faults tests/releases tests/fuzz,-n auto --dist worksteal)
	@$(BIN)/python -m tests.grants build/rights

stack: install .local/sam/.stamp web/node_modules/.stamp ## The tests on local clouds, and the page in a real Chromium
	@set -e; CHROMIUM="$$(local/chromium.sh)"; export CHROMIUM; \
	$(call tests,tests/stack,-n 2 --dist loadgroup --no-loadscope-reorder)

local-dynamodb: install ## Test what is stored on AWS's DynamoDB Local, beside the tables in memory (needs Java 17, fetches 57 MB once)
	@$(BIN)/python -m local.dynamodb

browser: web/node_modules/.stamp ## Walk the page in a real Chromium, against what `make up` started [CHROMIUM=/usr/bin/chromium]
	@cd web && CHROMIUM="$$(../local/chromium.sh)" SEANCE_URL=$(URL) npx playwright test

screenshots: web/node_modules/.stamp ## Picture every screen that `make up` serves: both languages, light and dark, phone and desktop, in build/screenshots
	@cd web && CHROMIUM="$$(../local/chromium.sh)" SCREENSHOTS=../build/screenshots SEANCE_URL=$(URL) npx playwright test screens

lighthouse: benchmarks/lighthouse/node_modules/.stamp ## Measure what `make up` serves, into benchmarks/lighthouse.md
	@node benchmarks/lighthouse/run.mjs $(URL) "$$(local/chromium.sh)"

# The address of what `make up` started.
URL = $$(node -p 'require("$(or $(SEANCE_LOCAL_DIR),$(CURDIR)/.local)/stack.json").url')

# Runs pytest on those of the folders $(1) that exist, with the options $(2).
tests = found="$$(ls -d $(1) 2>/dev/null)"; \
	if [ -n "$$found" ]; then echo "pytest" $$found; $(BIN)/pytest $(2) $$found; \
	else echo "No tests in $(1) yet."; fi

web: web/node_modules/.stamp ## Test the page's logic, and what it costs over the wire
	@cd web && npm run --silent test
	@cd web && npx --no-install vite build --outDir ../build/page --emptyOutDir --logLevel error && node scripts/styles.mjs ../build/page && node scripts/budget.mjs ../build/page 156 211

format: install web/node_modules/.stamp ## Put code into shape
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)
	@cd web && npm run --silent format

cities: install ## Compile the catalogue of cities anew, from GeoNames and what local/cities has by hand
	@PYTHONPATH=layers/shared $(BIN)/python -m local.cities.compile

openapi: install ## Write functions/meta/openapi.json anew from the code, and the page's types from it
	PYTHONPATH=functions:layers/shared $(BIN)/python -m local.api
	@[ ! -d web/node_modules ] || (cd web && npm run --silent openapi)

scale: install ## Reckon which limit a crowd of benchmarks/scale.yaml meets first, into docs/scale.md
	@PYTHONPATH=functions:layers/shared $(BIN)/python -m benchmarks.scale

bench: install .venv/.bench.stamp .local/sam/.stamp web/node_modules/.stamp benchmarks/lighthouse/node_modules/.stamp ## Measure all budgets, into benchmarks/results.json and README.md (under 20 minutes) [ONLY="search rush"]
	@PYTHONPATH=functions:layers/shared $(BIN)/python -m benchmarks $(ONLY)

walkthrough: install ## Walk two evenings, from announcing and from wishes on, on the running local cloud, over HTTP
	@$(BIN)/python -m tests.stack.walkthrough

mission: install ## Write docs/mission.md anew from the tests' names
	$(BIN)/python -m tests.mission

record: install ## Keep what today's code writes, for the code of later (tests/releases): RELEASE=name
	@$(if $(RELEASE),,echo "Say its name: make record RELEASE=$$(git rev-parse --short HEAD)"; exit 2;) \
	PYTHONPATH=functions:layers/shared $(BIN)/python -m tests.releases.record $(RELEASE) > /dev/null

build: ## Build what `sam deploy` deploys, with bytecode; needs the runtime's Python [CONFIG=staging RUNTIME=3.13 PYTHON=...]
	@find functions -name __pycache__ -prune -exec rm -rf {} +
	@$(or $(PYTHON),python$(or $(RUNTIME),3.13)) -m compileall -q --invalidation-mode checked-hash functions
	@sam=.local/sam/bin/sam; [ -x $$sam ] || sam=sam; $$sam build $(if $(CONFIG),--config-env $(CONFIG))

layer: ## Build the real dependencies layer into build/layer [ARCHITECTURE=arm64 RUNTIME=3.13 PYTHON=...]
	@rm -rf build/layer && mkdir -p build/layer
	@cd layers/dependencies && $(MAKE) --no-print-directory build-DependenciesLayer ARTIFACTS_DIR="$(CURDIR)/build/layer"
	@du -sh build/layer

# --- What is installed, from lock files only ----------------------------------
install: .venv/.stamp

# Everything that the local cloud needs, side by side.
installed:
	@$(MAKE) --no-print-directory -j 3 install .local/sam/.stamp web/node_modules/.stamp

.venv/.stamp: requirements/dev.txt | .venv/bin/uv
	@echo "· Installing Python libraries into .venv ..."
	@$(call locked,.venv,$<)
	@touch $@

.venv/.bench.stamp: requirements/bench.txt .venv/.stamp
	@echo "· Installing what only make bench needs into .venv ..."
	@$(call locked,.venv,$<)
	@touch $@

.local/sam/.stamp: requirements/sam.txt | .venv/bin/uv
	@echo "· Installing the SAM CLI into .local/sam ..."
	@[ -x .local/sam/bin/python ] || $(PYTHON3) -m venv .local/sam
	@$(call locked,.local/sam,$<)
	@touch $@

# uv takes seconds where pip takes a minute; pip knows proxies and indexes that only its own settings tell.
locked = $(BIN)/uv pip install --quiet --python $(1)/bin/python --requirement $(2) || \
	$(1)/bin/python -m pip install --quiet --disable-pip-version-check --requirement $(2)

.venv/bin/uv: | python
	@[ -x $(BIN)/python ] || $(PYTHON3) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep '^uv==' requirements/dev.txt)"

benchmarks/lighthouse/node_modules/.stamp: benchmarks/lighthouse/package-lock.json | node
	@echo "· Installing Lighthouse ..."
	@cd benchmarks/lighthouse && npm ci --silent --no-audit --no-fund
	@touch $@

web/node_modules/.stamp: web/package-lock.json | node
	@echo "· Installing the page's libraries ..."
	@cd web && npm ci --silent --no-audit --no-fund --prefer-offline
	@touch $@

python:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "✗ Python 3.11 or newer is needed; '$(PYTHON3)' is: $$($(PYTHON3) --version 2>&1 || true)"; \
		echo "  Install it (Debian: apt-get install python3 python3-venv; macOS: brew install python), or"; \
		echo "  name another one: make up PYTHON3=python3.13"; exit 1; }
	@$(PYTHON3) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "✗ $(PYTHON3) lacks venv. Install it: apt-get install python3-venv"; exit 1; }

node:
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null || { \
		echo "✗ Node 20 or newer is needed for the page; found: $$(node --version 2>/dev/null || echo none)"; \
		echo "  Install it (Debian: apt-get install nodejs npm; macOS: brew install node), or use nvm: nvm install 20"; exit 1; }
	@command -v npm >/dev/null || { echo "✗ npm is missing. Install it: apt-get install npm"; exit 1; }

lock: install ## Pin all requirements anew (runtime follows the botocore that the local cloud pins)
	@cd requirements && for set in dev runtime push pictures bench sam; do \
		constraint=$$([ $$set = runtime -o $$set = push -o $$set = pictures -o $$set = bench ] && echo "--constraint dev.txt"); \
		../$(BIN)/uv pip compile --quiet --no-header --no-annotate --no-emit-index-url \
			--universal --python-version 3.11 $(UPGRADE) $$constraint $$set.in --output-file $$set.txt; done
