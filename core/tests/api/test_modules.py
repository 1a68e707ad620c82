"""pyimport, registerJsModule, unregisterJsModule and registerComlink."""

from urllib.parse import quote

import pytest

from harness.site import ROOT


def test_pyimport(pyodide, throws) -> None:
    assert [6, 6, "join", False] == pyodide.js(
        """
        const math = pyodide.pyimport("math");
        const viaModule = math.comb(4, 2);
        math.destroy();
        const comb = pyodide.pyimport("math.comb");
        const direct = comb(4, 2);
        comb.destroy();
        const join = pyodide.pyimport("os.path.join");
        const name = join.__name__;
        join.destroy();
        return [viaModule, direct, name, pyodide.globals.has("math")];
        """
    )
    assert "ModuleNotFoundError: No module named 'no_such_module'" in throws("pyodide.pyimport('no_such_module.x')")
    assert "TypeError: pyimport: the name must be a string" in throws("pyodide.pyimport(5)")


def test_pyimport_of_a_submodule(pyodide) -> None:
    assert "xml.dom.minidom" == pyodide.js(
        "const m = pyodide.pyimport('xml.dom.minidom'); const { __name__ } = m; m.destroy(); return __name__;"
    )


def test_register_js_module(pyodide) -> None:
    """As documented: properties that are objects are submodules."""
    assert "7 7 module str" == pyodide.js(
        """
        pyodide.registerJsModule("mymodule", { submodule: { value: 7 }, function: () => "module" });
        try {
          return pyodide.runPython(`
            import mymodule
            import mymodule.submodule
            from mymodule.submodule import value
            from pyodide_js import version
            f"{value} {mymodule.submodule.value} {mymodule.function()} {type(version).__name__}"
          `);
        } finally {
          pyodide.runPython("import sys; sys.modules.pop('mymodule', 0); sys.modules.pop('mymodule.submodule', 0)");
          pyodide.unregisterJsModule("mymodule");
        }
        """
    )


@pytest.mark.realms("node20", "node24", "chromium", "firefox")
def test_register_an_es_module(pyodide) -> None:
    assert "default 5 True" == pyodide.js(
        """
        const source = "export default 'default'; export const five = 5; export function yes() { return true; }";
        const module = await import("data:text/javascript," + encodeURIComponent(source));
        pyodide.registerJsModule("es_module", module);
        try {
          return pyodide.runPython(`
            import es_module
            from es_module import five, yes
            f"{es_module.default} {five} {yes()}"
          `);
        } finally {
          pyodide.runPython("import sys; del sys.modules['es_module']");
          pyodide.unregisterJsModule("es_module");
        }
        """
    )


def test_unregister_js_module(pyodide, throws) -> None:
    pyodide.js("pyodide.registerJsModule('temporary', { value: 1 }); pyodide.unregisterJsModule('temporary');")

    assert "ModuleNotFoundError: No module named 'temporary'" in throws("pyodide.runPython('import temporary')")
    assert "ValueError: Cannot unregister 'temporary': no JavaScript module of that name" in throws(
        "pyodide.unregisterJsModule('temporary')"
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("pyodide.registerJsModule(5, {})", "TypeError: The name of a JavaScript module must be a str, not int"),
        ("pyodide.registerJsModule('a.b', {})", "ValueError: 'a.b' cannot be the name of a JavaScript module"),
        ("pyodide.registerJsModule('', {})", "ValueError: '' cannot be the name of a JavaScript module"),
        ("pyodide.registerJsModule('a', 5)", "TypeError: A JavaScript module must be a JavaScript object, not int"),
        ("pyodide.registerJsModule('a')", "TypeError: A JavaScript module must be a JavaScript object, not NoneType"),
        ("pyodide.unregisterJsModule(5)", "ValueError: Cannot unregister 5"),
    ],
)
def test_bad_modules(throws, call, message) -> None:
    assert message in throws(call)


COMLINK = """
const Comlink = await import(source);
const { port1, port2 } = new MessageChannel();
const nodeEndpoint = (port) => ({
  postMessage: port.postMessage.bind(port),
  addEventListener: (_, listener) => port.addEventListener("message", listener.handleEvent ?? listener),
  removeEventListener: (_, listener) => port.removeEventListener("message", listener.handleEvent ?? listener),
  start: () => port.start?.(),
});
let received = 0;
port1.addEventListener("message", () => received++);
const inner = { twice: (x) => 2 * x };
const served = { counter: 5, add: (a, b) => a + b, inner, fail() { throw new Error("there"); } };
Comlink.expose(served, nodeEndpoint(port1));
const remote = Comlink.wrap(nodeEndpoint(port2));
pyodide.registerComlink(Comlink);
pyodide.registerJsModule("remote", remote);
"""


def test_register_comlink(pyodide, realm, throws) -> None:
    """Python imports, calls and awaits what another thread holds, and asking what it is sends no message."""
    module = (ROOT / "node_modules" / "comlink" / "dist" / "esm" / "comlink.mjs").read_text()
    result = pyodide.js(
        COMLINK
        + """
        try {
          pyodide.runPython("from remote import add, inner, counter, fail");
          const before = received;
          const results = await pyodide.runPythonAsync(`
            results = [await add(1, 2), await inner.twice(4), await counter]
            try:
                await fail()
            except Exception as error:
                results.append(str(error))
            repr(results)
          `);
          return [before, results];
        } finally {
          pyodide.runPython("import sys; del sys.modules['remote']");
          pyodide.unregisterJsModule("remote");
          port1.close();
          port2.close();
        }
        """,
        source="data:text/javascript," + quote(module),
    )

    assert [0, "[3, 8, 5, 'Error: there']"] == result
    assert "TypeError: registerComlink: expected the module Comlink" in throws("pyodide.registerComlink({})")
