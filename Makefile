PYTHON = $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV = .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.stamp
CATALOGUES = resources/i18n

export QT_QPA_PLATFORM ?= offscreen
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup run test check format bench torture build i18n clean

setup: $(STAMP)

$(STAMP): setup.cfg pyproject.toml constraints.txt .ci/system-libraries
	@sh .ci/system-libraries "$(PYTHON)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		[ -e out/demo/counter.toml ] || $(BIN)/counter-app --data out/demo demo; \
		env -u QT_QPA_PLATFORM $(BIN)/counter-app --data out/demo; \
	else \
		$(BIN)/counter-app tour -o out --again; \
	fi

test: setup
	$(BIN)/python -m pytest -q -n auto --dist loadfile --max-worker-restart 0

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_i18n.py

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: setup
	$(BIN)/python -m bench --applications $(or $(APPLICATIONS),10000 100000)

torture: setup
	$(BIN)/python -m torture $(TORTURE)

build: setup
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[build]'
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

i18n: setup
	@mkdir -p build
	PYTHONPATH=$(CATALOGUES) $(BIN)/pybabel -q extract -F $(CATALOGUES)/babel.cfg --no-location --sort-output \
		-o build/counter_app.pot counter_app
	$(BIN)/pybabel -q update -w 100 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		-D counter_app -i build/counter_app.pot -d $(CATALOGUES)
	$(BIN)/pybabel -q compile -D counter_app -d $(CATALOGUES)

clean:
	rm -rf build dist out
