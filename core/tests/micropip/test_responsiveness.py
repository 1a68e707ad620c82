"""A page stays usable while micropip works."""

import pytest

pytestmark = pytest.mark.realms("node24", "chromium", "firefox")

COUNT = 100
# Milliseconds, on average: a slice of the search is much shorter, and no search would be done by then.
LONGEST_BLOCK = 50
MEASURE = """
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const start = performance.now();
    try {
      await pyodide.runPythonAsync(code);
    } finally {
      clearInterval(timer);
    }
    return (performance.now() - start) / turns;
"""
SEARCH = """
import asyncio
try:
    await micropip.install("many")
except Exception as error:
    message = str(error)
assert "third==2" in message, message
"""
CANCEL = """
task = asyncio.ensure_future(micropip.install("many"))
loop = asyncio.get_running_loop()
loop.call_later(0.05, task.cancel)
await asyncio.wait([task])
task.cancelled()
"""


def test_a_long_search(python, index) -> None:
    """Nothing goes together with anything, which takes a while to find out."""
    for number in range(COUNT):
        index.add("many", f"{number}", f"other=={number}", "third<500")
        index.add("other", f"{number}", f"third=={number + 2000}")
        index.add("third", f"{number}")
    python.run(SEARCH)

    assert python.interpreter.js(MEASURE, code=SEARCH, time_limit=120) < LONGEST_BLOCK
    assert True is python.run(CANCEL)
    assert {} == python.installed
