"""Whatever waits takes the time that it was given, and where the thread may block it burns none."""

import pytest

from harness.errors import ThrownError
from harness.realms import ALL_REALMS

WAYS = {
    "sleep": "time.sleep(0.2)",
    "select": "select.select([], [], [], 0.2)",
    "poll": "select.poll().poll(200)",
    "selector": "selectors.DefaultSelector().select(0.2)",
    "event": "threading.Event().wait(0.2)",
    "queue": "try_get()",
}
CODE = """
import queue, select, selectors, threading, time
def try_get():
    try:
        queue.Queue().get(timeout=0.2)
    except queue.Empty:
        pass
start = time.monotonic()
%s
time.monotonic() - start
"""


@pytest.mark.realms(*ALL_REALMS)
@pytest.mark.parametrize("way", WAYS)
def test_duration(pyodide, way: str) -> None:
    assert 0.19 < pyodide.run(CODE % WAYS[way]) < 10
    assert 0.19 < pyodide.run_async(CODE % WAYS[way]) < 10


@pytest.mark.realms("node20", "node24", "node24-worker")
@pytest.mark.parametrize("run", ["runPython", "runPythonAsync"])
def test_sleep_burns_nothing(pyodide, run: str) -> None:
    user, system = pyodide.js(
        """
        const start = process.cpuUsage();
        await pyodide[run]("import time; time.sleep(1)");
        const { user, system } = process.cpuUsage(start);
        return [user, system];
        """,
        run=run,
    )
    assert user + system < 500_000


@pytest.mark.parametrize("argument", ["-1", "float('nan')"])
def test_what_is_no_duration(pyodide, argument: str) -> None:
    with pytest.raises(ThrownError, match="ValueError"):
        pyodide.run(f"import time; time.sleep({argument})")


@pytest.mark.realms("chromium", "firefox")
def test_webbrowser(pyodide) -> None:
    assert [["/a", "pyodide", ""], ["/b", "_blank", "popup"], ["/c", "_blank", ""], [True, True, False]] == pyodide.js(
        """
        const { open } = globalThis;
        const calls = [];
        globalThis.open = (...args) => (calls.push(args), args[0] === "/c" ? null : {});
        try {
            const shown = pyodide.runPython(`
                import webbrowser
                from pyodide.ffi import to_js
                to_js([webbrowser.open("/a"), webbrowser.open_new("/b"), webbrowser.open_new_tab("/c")])
            `);
            return [...calls, shown];
        } finally {
            globalThis.open = open;
        }
        """
    )


@pytest.mark.realms("node24", "chromium-module-worker", "firefox-classic-worker")
def test_webbrowser_without_a_page(pyodide) -> None:
    with pytest.raises(ThrownError, match=r"webbrowser\.Error: .*there is no window here"):
        pyodide.run("import webbrowser; webbrowser.open('/')")


@pytest.mark.realms("chromium", "firefox")
def test_input_asks_the_user_of_a_page(fresh_pyodide) -> None:
    assert ["Ada", "EOFError"] == fresh_pyodide.js(
        """
        const { prompt } = globalThis;
        const answers = ["Ada", null];
        globalThis.prompt = () => answers.shift();
        try {
            const code = "try: answer = input()\\nexcept EOFError: answer = 'EOFError'\\nanswer";
            return [pyodide.runPython(code), pyodide.runPython(code)];
        } finally {
            globalThis.prompt = prompt;
        }
        """
    )


@pytest.mark.realms("chromium-module-worker", "firefox-classic-worker")
def test_input_where_nobody_can_be_asked(fresh_pyodide) -> None:
    with pytest.raises(ThrownError, match=r"OSError: \[Errno 29\] I/O error"):
        fresh_pyodide.run("input()")
