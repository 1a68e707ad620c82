"""A few modules of CPython's tests in browsers and Node.js, in `make test`; `make test-cpython` runs all."""

from pathlib import Path

import pytest

from cpython_suite.expectations import read_expectations
from cpython_suite.outcome import judge, read_events
from cpython_suite.processes import PACKAGES

# Quick ones: language, containers, modules in C, files.
SAMPLE = ("test_bisect", "test_generators", "test_hashlib", "test_posixpath", "test_struct")
RECORD = Path(__file__).with_name("record.py")
RUN = """
    await pyodide.loadPackage(packages, { messageCallback() {} });
    const events = [];
    const globals = pyodide.toPy({ __name__: "__record__", module, skipped, lifted: null });
    globals.set("report", (line) => void events.push(line));
    pyodide.runPython(source, { globals, filename: "record.py" });
    const run = globals.get("run");
    run();
    run.destroy();
    globals.destroy();
    return events;
"""


@pytest.mark.realms("node24", "chromium", "firefox")
@pytest.mark.parametrize("module", SAMPLE)
def test_module_of_cpython(fresh_pyodide, module: str) -> None:
    expected = read_expectations()
    skipped = expected.skipped_in(module)
    events = fresh_pyodide.js(
        RUN, time_limit=60, packages=list(PACKAGES), module=module, skipped=skipped, source=RECORD.read_text()
    )
    run = judge(module, read_events(module, events, "crashed"), 0.0, expected)
    assert run.surprises == []
    assert run.verdict in {"passed", "partly"}
