"""numpy's own tests, from the wheel `numpy-tests`."""

import tomllib
from pathlib import Path

import pytest

from harness.in_pyodide import run_in_pyodide

KNOWN_FAILURES = tomllib.loads(Path(__file__).with_name("test_own_suite.toml").read_text())["failures"]
# Some seconds each; the rest takes minutes.
FAST = ("fft", "matrixlib", "polynomial", "testing", "_core/tests/test_ufunc.py", "_core/tests/test_stringdtype.py")
ALL = ("_core", "fft", "lib", "linalg", "ma", "matrixlib", "polynomial", "random", "testing", "tests", "typing")


@run_in_pyodide(packages=["numpy", "numpy-tests", "pytest", "hypothesis"], time_limit=3600)
def run_suite(pyodide, part):
    """Run the tests of a part and return the failed ones, with what was wrong, and how many passed."""
    import os
    from collections import Counter
    from pathlib import Path

    import numpy
    import pytest

    class Outcomes:
        def __init__(self):
            self.counts = Counter()
            self.failures = {}

        def pytest_collectreport(self, report):
            if report.failed:
                self.failures[report.nodeid] = report.longreprtext

        def pytest_runtest_logreport(self, report):
            if report.failed:
                self.failures[report.nodeid] = report.longreprtext
            if report.when == "call" or report.outcome != "passed":
                self.counts[report.outcome] += 1

    outcomes = Outcomes()
    folder = Path(numpy.__file__).parent
    os.chdir(folder)
    path = part if part.endswith(".py") else f"{part}/tests".replace("tests/tests", "tests")
    code = pytest.main(["-q", "-p", "no:cacheprovider", "--tb=short", "--rootdir=.", path], plugins=[outcomes])
    assert code in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}, code
    print(part, dict(outcomes.counts))
    return outcomes.failures, outcomes.counts["passed"]


def check(pyodide, part):
    failures, passed = run_suite(pyodide, part)
    known = {name for name in KNOWN_FAILURES if name.startswith(part)}
    new = {name: text for name, text in failures.items() if name not in known}
    assert not new, "\n\n".join(f"{name}\n{text}" for name, text in new.items())
    assert not known - failures.keys(), "these pass: take them out of test_own_suite.toml"
    assert passed > 0


@pytest.mark.parametrize("part", FAST)
def test_part(pyodide, part):
    check(pyodide, part)


@pytest.mark.full_suite
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", ALL)
def test_everything(pyodide, part):
    check(pyodide, part)
