"""Members of `pyodide` that other files test in depth, each by its name."""

import json

import pytest

from harness.realms import ALL_REALMS


def test_pyodide_py(pyodide) -> None:
    """The Python package, the same each time."""
    assert pyodide.js("return pyodide.pyodide_py.__version__ === pyodide.version")
    assert pyodide.js("return pyodide.pyodide_py === pyodide.pyodide_py")


def test_ffi(pyodide, throws) -> None:
    """Classes for instanceof, which cannot be made by hand or replaced."""
    body = """
        const { PyProxy, PyDict, PyCallable, PythonError } = pyodide.ffi;
        const dict = pyodide.runPython("{}");
        const seen = [PyProxy, PyDict, PyCallable].map((each) => dict instanceof each);
        seen.push({} instanceof PyProxy);
        dict.destroy();
        try {
          pyodide.runPython("1 / 0");
        } catch (error) {
          seen.push(error instanceof PythonError);
        }
        return seen;
    """

    assert [True, True, False, False, True] == pyodide.js(body)
    assert "PyProxy is not a constructor" in throws("new pyodide.ffi.PyProxy()")
    assert pyodide.js("return Object.isFrozen(pyodide.ffi)")


def test_to_py(pyodide) -> None:
    body = """
        const value = pyodide.toPy({ list: [1, { a: 2 }], set: new Set([3]) });
        pyodide.globals.set("value", value);
        value.destroy();
        const shallow = pyodide.toPy([[]], { depth: 1 });
        const type = shallow.get(0);
        shallow.destroy();
        return [pyodide.runPython("repr(value)"), Array.isArray(type), pyodide.toPy(5), pyodide.toPy("text")];
    """

    assert ["{'list': [1, {'a': 2}], 'set': {3}}", True, 5, "text"] == pyodide.js(body)


@pytest.mark.realms(*ALL_REALMS)
def test_set_stdin(pyodide) -> None:
    body = """
        const lines = ["first", "second"];
        pyodide.setStdin({ stdin: () => lines.shift() });
        try {
          return pyodide.runPython("[input(), input()]").toJs();
        } finally {
          pyodide.setStdin();
        }
    """

    assert ["first", "second"] == pyodide.js(body)


@pytest.mark.realms(*ALL_REALMS)
@pytest.mark.parametrize(
    ("setter", "stream"),
    [pytest.param("setStdout", "stdout", id="set_stdout"), pytest.param("setStderr", "stderr", id="set_stderr")],
)
def test_set_stdout_and_set_stderr(pyodide, setter, stream) -> None:
    body = """
        const lines = [];
        pyodide[setter]({ batched: (line) => lines.push(line) });
        try {
          pyodide.runPython(`import sys; print("one\\\\ntwo", file=sys.${stream})`);
          return lines;
        } finally {
          pyodide[setter]();
        }
    """

    assert ["one", "two"] == pyodide.js(body, setter=setter, stream=stream)


def test_lockfile(pyodide) -> None:
    """What the distribution has; programs read it and change nothing by that."""
    found = json.loads(pyodide.js("return JSON.stringify(pyodide.lockfile)"))

    assert ["info", "packages"] == sorted(found)
    assert "wasm32" == found["info"]["arch"]


def test_lockfile_base_url(pyodide, realm) -> None:
    """Where its files are."""
    base = pyodide.js("return pyodide.lockfileBaseUrl")

    assert base.endswith("/dist/")
    assert realm.is_node or base == f"{realm.site.url}dist/"


def test_load_packages_from_imports(fresh_pyodide) -> None:
    """Modules of the standard library and modules that nobody knows need no package."""
    code = "import json, no_such_module_at_all\nfrom . import relative\nfrom sqlite3 import connect"
    body = "return (await pyodide.loadPackagesFromImports(code, { messageCallback() {} })).map(({ name }) => name)"

    assert ["sqlite3"] == fresh_pyodide.js(body, code=code)
    assert 42 == fresh_pyodide.run("import sqlite3; sqlite3.connect(':memory:').execute('select 42').fetchone()[0]")
    assert [] == fresh_pyodide.js(body, code=code)


@pytest.mark.realms("chromium", "firefox")
def test_use_node_sock_fs(throws) -> None:
    """Only Node.js has sockets."""
    assert "Node" in throws("await pyodide.useNodeSockFS()")
