# Every target sets up what it needs. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CHAT := .venvs/chat/bin
SERVICES := .venvs/services/bin

# Without bytecode TensorFlow and sentence-transformers take twice as long to import.
unexport PYTHONDONTWRITEBYTECODE
export RASA_TELEMETRY_ENABLED := false
export HF_HUB_OFFLINE := 1
export TF_CPP_MIN_LOG_LEVEL := 3
# The folder that holds copies of the sources, where there is one.
ifneq ($(wildcard ../shared/data/raw),)
export TECHHUB_MIRROR ?= $(abspath ../shared/data/raw)
endif

# The settings of `make run`, for a command beside it.
ENVIRONMENT = set -a; . ./.env.example; if [ -f .env ]; then . ./.env; fi; set +a

.PHONY: help setup run admin purge train test test-slow test-e2e bench lint lint-k8s format translations lock images pods bundle clean

help: ## List the targets
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## Install the two Python environments (again only when a lock file changed)
	@python3 .make/environments.py run

run: setup ## Start everything on this machine; Ctrl-C ends it
	@$(CHAT)/python .make/train.py
	@exec $(SERVICES)/python .make/run.py

admin: setup ## Add the first person of the editors' console: make admin NAME=maria
	@$(ENVIRONMENT); $(SERVICES)/python -m knowledge_base.console create-admin "$(NAME)"

purge: setup ## Delete what the bot holds longer than it promises (it does so itself every day)
	@$(ENVIRONMENT); $(CHAT)/python -m bot.retention

train: setup ## Train the assistant if its inputs changed
	@$(CHAT)/python .make/train.py

test: ## Run every test that is not slow, in both environments, with one summary
	@python3 .make/environments.py test
	@$(CHAT)/python .make/train.py
	@$(SERVICES)/python .make/tests.py fast

test-slow: ## Run the slow tests: training and cross-validation in full
	@python3 .make/environments.py test
	@$(CHAT)/python .make/train.py
	@$(SERVICES)/python .make/tests.py slow

test-e2e: ## Run only the conversations against the running stack
	@python3 .make/environments.py test
	@$(CHAT)/python .make/train.py
	@$(SERVICES)/python .make/tests.py e2e

bench: ## Measure, print a table and write .bench/results.json
	@python3 .make/environments.py test
	@$(SERVICES)/python -m tests.bench

lint: ## Check style (ruff) and types (mypy)
	@python3 .make/environments.py test
	$(SERVICES)/ruff check .
	$(SERVICES)/ruff format --check .
	$(SERVICES)/mypy recommender knowledge_base
	$(SERVICES)/mypy --python-version 3.10 bot actions

lint-k8s: ## Check the rendered overlays of the cluster (checkov)
	@python3 .make/manifests.py

format: ## Put the code into the one layout
	@python3 .make/environments.py test
	$(SERVICES)/ruff check --fix .
	$(SERVICES)/ruff format .

translations: ## Gather the texts of console, actions and bot into their catalogues and compile them
	@python3 .make/environments.py test
	@$(SERVICES)/python .make/translations.py

lock: ## Write the lock files anew from the requirements.in files
	@python3 .make/lock.py

images: setup ## Build the four images with buildah, and say their sizes
	@$(SERVICES)/python .make/images.py

pods: images ## Run everything as pods with podman, from the manifests; Ctrl-C ends it
	@exec $(SERVICES)/python .make/pods.py

bundle: setup ## Build the model and the data it serves from the sources
	@$(SERVICES)/python -m recommender.pipeline build

clean: ## Remove what running and testing wrote; environments and models stay
	rm -rf var .bench .pytest_cache .mypy_cache .ruff_cache .rasa
