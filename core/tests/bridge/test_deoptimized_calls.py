"""Calls of Python during which the engine throws away the optimised code of their caller."""

import pytest

from harness.interpreter import Interpreter

NATIVES = """
    process.getBuiltinModule("v8").setFlagsFromString("--allow-natives-syntax");
    const shown = pyodide.ffi.PyProxy.prototype.toString;
    const optimize = new Function("f", "%PrepareFunctionForOptimization(f); %OptimizeFunctionOnNextCall(f);");
    const deoptimize = new Function("f", "%DeoptimizeFunction(f);");
"""


def test_a_caller_that_is_deoptimised_gets_its_result(pyodide: Interpreter) -> None:
    if not pyodide.realm.is_node:
        pytest.skip("only Node.js can set V8's flags in a running process")
    pyodide.run("""
class Shown:
    act = staticmethod(lambda: None)
    def __str__(self):
        Shown.act()
        return "shown"
shown = Shown()
""")
    text = pyodide.js(
        NATIVES
        + """
        const proxy = pyodide.globals.get("shown");
        for (let i = 0; i < 100; i++) {
            shown.call(proxy);
        }
        optimize(shown);
        shown.call(proxy);
        const type = pyodide.globals.get("Shown");
        type.act = () => deoptimize(shown);
        const text = shown.call(proxy);
        type.destroy();
        proxy.destroy();
        return text;
        """
    )
    assert text == "shown"
