"""Run one module of CPython's tests and say what became of each of its tests. This file runs in WebAssembly.

Whoever runs it calls `run()`, and has put into its namespace: `module`, `skipped` (patterns of tests that are not to be
started), `lifted` (a key of HAS: CPython takes Emscripten to have none, and skips whole modules for it),
and `report`, which takes a line of JSON for each event. A test is named twice, when it starts and when it is over: so
the lines tell which one has ended the interpreter.
"""

import fnmatch
import importlib.util
import json
import os
import sys
import tempfile
import traceback
import unittest

HAS = {"loops": "has_socket_support", "sockets": "has_socket_support", "subprocesses": "has_subprocess_support"}
REGRTEST_FRAMES = 8
FOLDER = tempfile.gettempdir() + "/test_python"


def say(**event):
    report(json.dumps(event))  # noqa: F821


def name_of(test):
    """Return the name without the module: `Class.method`, or how unittest calls what is no test."""
    name = test.id()
    if name.startswith(("setUp", "tearDown")):  # setUpClass (test.test_x.Class)
        what, _, where = name.partition(" (")
        name = f"{where.removesuffix(')')}.{what}"
    return name.removeprefix("test.").removeprefix(f"{module}.")  # noqa: F821


class Recorder(unittest.TestResult):
    """Reports the worst that happened to each test: subtests fail one by one."""

    def startTest(self, test):
        super().startTest(test)
        self.outcome, self.why = "passed", ""
        say(started=name_of(test))

    def stopTest(self, test):
        super().stopTest(test)
        say(test=name_of(test), outcome=self.outcome, why=self.why)
        # The test may have replaced them.
        sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__

    def _bad(self, test, outcome, why):
        if not hasattr(self, "outcome") or isinstance(test, unittest.suite._ErrorHolder):
            say(test=name_of(test), outcome=outcome, why=why)  # setUpClass, setUpModule
        elif self.outcome != "failed":
            self.outcome, self.why = outcome, why

    def addError(self, test, err):
        self._bad(test, "failed", text_of(err))

    addFailure = addError

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._bad(test, "failed", f"{subtest._subDescription()}\n{text_of(err)}")

    def addSkip(self, test, reason):
        if not isinstance(test, unittest.case._SubTest):
            self._bad(test, "skipped", reason)

    def addUnexpectedSuccess(self, test):
        self._bad(test, "failed", "passed, though marked as an expected failure")


def use_own_loops():
    """Give asyncio back what CPython has: loops that tests make and run, where in a page one is always running."""
    import asyncio

    importlib.reload(asyncio.runners)
    asyncio.run, asyncio.Runner = asyncio.runners.run, asyncio.runners.Runner
    asyncio.set_event_loop_policy(None)
    asyncio._set_running_loop(None)
    sys.set_asyncgen_hooks(None, None)


def text_of(err):
    """Return the end of a traceback."""
    return "".join(traceback.format_exception(*err, limit=-6))[-3000:]


def chosen(suite):
    """Return the suite without the tests that are not to be started."""
    kept = []
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            kept.append(chosen(each))
        elif any(fnmatch.fnmatchcase(f"{module}.{name_of(each)}", pattern) for pattern in skipped):  # noqa: F821
            say(test=name_of(each), outcome="left out", why="")
        else:
            kept.append(each)
    return type(suite)(kept)


def load(module):
    """Import the module and collect its tests, as CPython's own runner does.

    Raises:
        SystemExit: the module cannot be imported, or wants not to be run here.
    """
    try:
        loader = unittest.TestLoader()
        suite = loader.loadTestsFromModule(importlib.import_module(f"test.{module}"))
    except unittest.SkipTest as skip:
        say(skipped=str(skip))
        raise SystemExit from None
    except BaseException:
        say(broken=text_of(sys.exc_info()))
        raise SystemExit from None
    if loader.errors:
        say(broken="".join(loader.errors)[-3000:])
        raise SystemExit
    return suite


def prepare():
    """Make the surroundings those of `python -m test`."""
    from test import support
    from test.libregrtest.utils import setup_threading_excepthook, setup_unraisable_hook

    support.use_resources = ()
    if lifted:  # noqa: F821
        setattr(support, HAS[lifted], True)  # noqa: F821
    if lifted == "loops":  # noqa: F821
        use_own_loops()
    setup_threading_excepthook()
    setup_unraisable_hook()
    sys.modules["__main__"].__spec__ = importlib.util.spec_from_loader("__main__", None)
    sys.argv = [f"{module}.py"]  # noqa: F821
    os.makedirs(FOLDER)
    os.chdir(FOLDER)


def run():
    """Run the module in an empty folder of its own."""
    prepare()
    try:
        suite = load(module)  # noqa: F821
    except SystemExit:
        return
    run_deep(chosen(suite), REGRTEST_FRAMES)
    say(over=True)


def run_deep(suite, frames):
    """Run under as many frames as there are in CPython's runner: test_tracemalloc counts on some."""
    if frames:
        run_deep(suite, frames - 1)
    else:
        suite.run(Recorder())
