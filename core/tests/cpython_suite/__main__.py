"""Run CPython's tests in the runtime under Node.js: `make test-cpython`.

The exit status is 1 if a test fails that is not expected to, or passes though it is (expectations.toml).
"""

import argparse
import sys
from fnmatch import fnmatchcase
from pathlib import Path

from cpython_suite.expectations import read_expectations, without_match
from cpython_suite.modules import find_modules
from cpython_suite.processes import PACKAGES, Setup, run_modules
from cpython_suite.report import progress, summary, write_results

CHECKOUT = Path(__file__).resolve().parents[3]
RESULTS = CHECKOUT / "build/cpython-suite"


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="cpython_suite", description=__doc__)
    parser.add_argument("modules", nargs="*", help="names or patterns, such as 'test_asyncio.*' (default: all)")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="interpreters side by side (default: 2)")
    parser.add_argument("--dist", type=Path, default=CHECKOUT / "dist", help="the distribution (default: dist/)")
    parser.add_argument("--tests", type=Path, help="CPython's folder test/, for a distribution without it")
    parser.add_argument("--time-limit", type=float, default=300.0, help="seconds for a module (default: 300)")
    parser.add_argument("--json", type=Path, default=RESULTS / "results.json", help="where to write the results")
    options = parser.parse_args()

    expected = read_expectations()
    known = find_modules(CHECKOUT / "dist")
    modules = [name for name in known if not options.modules or any(fnmatchcase(name, it) for it in options.modules)]
    if unknown := without_match(options.modules, known):
        parser.error(f"CPython has no tests of this name: {', '.join(unknown)}")
    packages = [] if options.tests else PACKAGES
    setup = Setup(options.dist.resolve(), options.json.parent / "logs", options.time_limit, packages, options.tests)
    runs = []
    for run in run_modules(modules, setup, expected, options.jobs):
        runs.append(run)
        print(progress(run, len(runs), len(modules)), flush=True)
    write_results(options.json, runs)
    print(summary(runs))
    print(f"Results: {options.json}; what each module printed: {setup.logs}/")
    return int(any(run.surprises for run in runs))


if __name__ == "__main__":
    sys.exit(main())
