"""Collect the garbage of both languages, to see what is held for good."""

from harness.interpreter import Interpreter

# Objects are finalised in tasks of their own, and what they held may be garbage only then.
COLLECT = """
    require("node:v8").setFlagsFromString("--expose-gc");
    const gc = require("node:vm").runInNewContext("gc");
    let counts;
    for (let quiet = 0; quiet < 3; quiet++) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 1));
        pyodide.runPython("import gc; gc.collect(); del gc");
        const now = JSON.stringify(pyodide._api.referenceCounts());
        if (now !== counts) quiet = 0;
        counts = now;
    }
    return JSON.parse(counts);
"""


def references_without_garbage(pyodide: Interpreter) -> dict[str, int]:
    """Return how many objects each language holds of the other; nothing where garbage cannot be collected at will."""
    pyodide.clean()
    return pyodide.js(COLLECT) if pyodide.realm.is_node else {}


def assert_none_left(before: dict[str, int], after: dict[str, int]) -> None:
    """Check that nothing was added; engines may have taken their time with what was there before."""
    assert all(count <= before[kind] for kind, count in after.items()), (before, after)
