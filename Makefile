# SPDX-License-Identifier: Apache-2.0
# Two commands matter: `make run` opens the wizard, `make test` checks everything. Both set up what they need.
PY := .venv/bin/python

.PHONY: help run test lint format bench shots references translations test-vllm test-vllm-cpu clean

help: ## what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## set up and open the wizard
	@packaging/setup.sh run
	@echo "rigwise: opening the window"
	@.venv/bin/rigwise

test: ## set up and run every test (a real container engine and X server included)
	@packaging/setup.sh test
	@echo "rigwise: running the tests"
	@$(PY) -m pytest -q $(ARGS)

lint: ## ruff, mypy (strict), the import rule, and whether every sentence is collected
	@packaging/setup.sh lint
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports --no-logo
	@$(PY) packaging/translations.py --check

format: ## let ruff put the files in order
	@packaging/setup.sh lint
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

bench: ## measure start-up, estimate, repaint and log speed
	@packaging/setup.sh test
	@$(PY) tests/bench/run.py $(ARGS)

shots: ## take the pictures of every page (docs/images)
	@packaging/setup.sh test
	@$(PY) packaging/shots.py

references: ## take the pictures that the tests compare the window with (look at them before you commit)
	@packaging/setup.sh test
	@$(PY) packaging/shots.py --references

translations: ## collect every sentence for the translators and compile what is translated
	@packaging/setup.sh test
	@$(PY) packaging/translations.py

test-vllm: ## send every emitted argument list through the real vLLM parser (minutes, gigabytes)
	@packaging/setup.sh test
	@packaging/test-vllm.sh

test-vllm-cpu: ## start the real vLLM (its build for CPUs) in containers and check it (minutes, gigabytes)
	@packaging/setup.sh test
	@packaging/vllm-cpu-image.sh
	@echo "rigwise: running the tests against the real vLLM"
	@RIGWISE_TEST_VLLM_CPU=1 $(PY) -m pytest -q tests/vllm_cpu $(ARGS)

clean: ## remove what the commands above made here
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
