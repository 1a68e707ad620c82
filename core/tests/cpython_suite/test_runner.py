"""The runner itself: every way in which a module can end is a result, and only surprises fail a run."""

import zipfile
from pathlib import Path

import pytest

from cpython_suite.expectations import ExpectationError, Expectations, read_expectations
from cpython_suite.modules import find_modules
from cpython_suite.outcome import ModuleRun, judge, read_events
from cpython_suite.processes import Setup, run_module
from cpython_suite.report import summary
from harness.site import DISTRIBUTION

MODULES = {
    "test_mixed": """
import unittest

class MixedTests(unittest.TestCase):
    def test_good(self): pass
    def test_bad(self): self.fail("no")
    def test_skips(self): self.skipTest("not here")
    def test_subtests(self):
        for number in range(3):
            with self.subTest(number=number):
                self.assertNotEqual(1, number)

class NotSetUp(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise OSError("no set-up")
    def test_never_run(self): pass
""",
    "test_aborts": """
import os, unittest

class AbortTests(unittest.TestCase):
    def test_1(self): pass
    def test_2(self): os.abort()
    def test_3(self): pass
""",
    "test_hangs": """
import unittest

class HangTests(unittest.TestCase):
    def test_hang(self):
        while True: pass
""",
    "test_broken": "import no_such_module",
    "test_skipped": "import unittest; raise unittest.SkipTest('never here')",
}
# What the runner itself needs of CPython's package.
PARTS = ("test/__init__.py", "test/libregrtest/", "test/support/")
NOTHING = Expectations({}, {})


@pytest.fixture(scope="module")
def setup(tmp_path_factory: pytest.TempPathFactory) -> Setup:
    """Give a package `test` with the modules above, and CPython's support."""
    folder = tmp_path_factory.mktemp("suite")
    (wheel,) = DISTRIBUTION.glob("test-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        support = [name for name in archive.namelist() if name.startswith(PARTS)]
        archive.extractall(folder, support)
    for name, source in MODULES.items():
        (folder / f"test/{name}.py").write_text(source)
    (folder / "logs").mkdir()
    return Setup(DISTRIBUTION, folder / "logs", time_limit=20, packages=(), tests=folder / "test")


def outcomes(run: ModuleRun) -> dict[str, str]:
    return {name.partition(".")[2]: each.outcome for name, each in run.tests.items()}


def test_each_test_has_its_outcome(setup: Setup) -> None:
    run = run_module("test_mixed", setup, NOTHING)
    assert {
        "MixedTests.test_good": "passed",
        "MixedTests.test_bad": "failed",
        "MixedTests.test_skips": "skipped",
        "MixedTests.test_subtests": "failed",
        "NotSetUp.setUpClass": "failed",
    } == outcomes(run)
    assert "AssertionError: no" in run.tests["test_mixed.MixedTests.test_bad"].why
    assert "(number=1)" in run.tests["test_mixed.MixedTests.test_subtests"].why
    assert ("failed", 3) == (run.verdict, len(run.surprises))
    assert "0 passed, 0 with expected failures, 1 not as expected" in summary([run])
    assert "5 tests: 1 passed, 3 failed, 1 skipped" in summary([run])


def test_expected_failures_are_no_surprise(setup: Setup) -> None:
    expected = Expectations({}, {"test_mixed.MixedTests.test_[bs]*": "because", "test_mixed.NotSetUp.*": "because"})
    run = run_module("test_mixed", setup, expected)
    assert run.surprises == []
    assert "partly" == run.verdict


def test_an_expected_failure_that_passes_is_a_surprise(setup: Setup) -> None:
    run = run_module("test_mixed", setup, Expectations({}, {"test_mixed.*": "because"}))
    assert ["test_mixed.MixedTests.test_good passed, though expected to fail"] == run.surprises


def test_a_pattern_without_a_test_is_a_surprise(setup: Setup) -> None:
    expected = Expectations(
        {"test_mixed.Gone.test_a": "because"}, {"test_mixed.*_*[!d]": "because", "test_mixed.b": "x"}
    )
    surprises = run_module("test_mixed", setup, expected).surprises
    assert any("test_mixed.Gone.test_a names no test" in each for each in surprises)
    assert any("test_mixed.b names no test" in each for each in surprises)


def test_the_end_of_the_interpreter_is_a_failure_of_the_test_that_ran(setup: Setup) -> None:
    run = run_module("test_aborts", setup, NOTHING)
    assert {"AbortTests.test_1": "passed", "AbortTests.test_2": "crashed"} == outcomes(run)


def test_what_is_skipped_is_not_started(setup: Setup) -> None:
    run = run_module("test_aborts", setup, Expectations({"test_aborts.*.test_2": "ends the interpreter"}, {}))
    assert {"AbortTests.test_1": "passed", "AbortTests.test_2": "left out", "AbortTests.test_3": "passed"} == outcomes(
        run
    )
    assert "passed" == run.verdict


def test_a_hang_ends_at_the_time_limit(setup: Setup) -> None:
    limited = Setup(setup.dist, setup.logs, 6, setup.packages, setup.tests)
    assert {"HangTests.test_hang": "timed out"} == outcomes(run_module("test_hangs", limited, NOTHING))


def test_modules_that_cannot_be_imported_or_do_not_want_to(setup: Setup) -> None:
    broken = run_module("test_broken", setup, NOTHING)
    assert "No module named 'no_such_module'" in broken.tests["test_broken"].why
    assert "failed" == broken.verdict
    assert "partly" == run_module("test_broken", setup, Expectations({}, {"test_broken": "x"})).verdict
    assert "skipped" == run_module("test_skipped", setup, NOTHING).verdict
    assert "skipped" == run_module("test_hangs", setup, Expectations({"test_h*": "hangs"}, {})).verdict


def test_an_interpreter_that_does_not_start_is_a_crash() -> None:
    run = judge("test_x", read_events("test_x", [], "crashed"), 0.0, NOTHING)
    assert "crashed" == run.tests["test_x"].outcome
    assert "failed" == run.verdict


def test_every_expectation_has_a_module() -> None:
    expected = read_expectations()
    modules = find_modules(DISTRIBUTION)
    for pattern in (*expected.skip, *expected.fail):
        assert expected.reason_to_skip(pattern) or any(
            pattern == module or pattern.startswith(f"{module}.") for module in modules
        ), pattern


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[skip]\ntest_a = 'threads'", "'threads' is not in"),
        ("[skp]\n", r"\[skp\] is no table"),
        ("[skip]\ntest_a = 'for a reason'\n[fail]\ntest_a = 'for a reason'", "test_a is both"),
    ],
    ids=["reason", "table", "twice"],
)
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "expectations.toml"
    path.write_text(text)
    with pytest.raises(ExpectationError, match=message):
        read_expectations(path)
