"""Python starts in every engine, on main threads and in workers, through every kind of module."""

import runpy

import pytest

from harness.realms import ALL_REALMS
from harness.site import ROOT

NODE = pytest.mark.realms("node20", "node24", "node20-worker", "node24-worker")
PAGES = pytest.mark.realms("chromium", "firefox")
EVERYWHERE = pytest.mark.realms(*ALL_REALMS)


@EVERYWHERE
def test_runs(pyodide) -> None:
    assert 2 == pyodide.run("1 + 1")


@EVERYWHERE
def test_is_the_python_it_should_be(pyodide) -> None:
    code = "import platform, sys; f'{platform.python_version()} {sys.platform} {platform.machine()}'"

    assert "3.13.5 emscripten wasm32" == pyodide.run(code)


@EVERYWHERE
def test_version(pyodide) -> None:
    version = runpy.run_path(str(ROOT / "pyodide-py/src/pyodide/_version.py"))["__version__"]

    assert version == pyodide.js("return pyodide.version")
    assert version == pyodide.run("import pyodide; pyodide.__version__")


@NODE
def test_commonjs(realm) -> None:
    body = """
    const { loadPyodide, version } = require(distribution + "/pyodide.js");
    const pyodide = await loadPyodide();
    return [pyodide.runPython("1 + 1"), version === pyodide.version];
    """

    assert [2, True] == realm.evaluate(body)


@NODE
def test_another_working_directory_and_a_folder_with_special_characters(realm) -> None:
    folder = realm.site.copy_distribution("a b#c%20d?é")
    body = """
    const { pathToFileURL } = require("node:url");
    const { loadPyodide } = require(folder + "/pyodide.js");
    const fromScript = await loadPyodide();
    const fromPath = await loadPyodide({ indexURL: folder });
    const fromURL = await loadPyodide({ indexURL: pathToFileURL(folder).href });
    return [fromScript, fromPath, fromURL].map((pyodide) => pyodide.runPython("1 + 1"));
    """

    assert [2, 2, 2] == realm.evaluate(body, folder=str(folder))


@PAGES
def test_classic_script(realm) -> None:
    body = """
    const frame = document.createElement("iframe");
    frame.src = "/harness/page/classic.html";
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    const pyodide = await frame.contentWindow.loadPyodide();
    const result = pyodide.runPython("1 + 1");
    frame.remove();
    return result;
    """

    assert 2 == realm.evaluate(body)


@PAGES
def test_without_eval(realm) -> None:
    """A Content-Security-Policy of script-src 'self' 'wasm-unsafe-eval' is enough."""
    body = """
    const frame = document.createElement("iframe");
    const answer = new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }));
    frame.src = "/harness/page/strict.html";
    document.body.append(frame);
    try {
      return await answer;
    } finally {
      frame.remove();
    }
    """

    assert {"evalWorks": False, "results": "2 4 3"} == realm.evaluate(body)


@EVERYWHERE
def test_two_interpreters_are_independent(realm) -> None:
    body = """
    const [first, second] = await Promise.all([loadPyodide(), loadPyodide()]);
    first.runPython("x = 1; import sys; sys.path.append('first')");
    second.runPython("x = 2");
    first.FS.writeFile("/tmp/file", "first");
    const missing = second.FS.analyzePath("/tmp/file").exists;
    const list = first.runPython("[]");
    let foreign;
    try {
      second.globals.set("foreign", list);
      foreign = second.runPython("type(foreign).__name__");
    } finally {
      list.destroy();
    }
    const path = second.runPython("import sys; 'first' in sys.path");
    return [first.runPython("x"), second.runPython("x"), path, missing, foreign];
    """

    assert [1, 2, False, False, "JsProxy"] == realm.evaluate(body)


@EVERYWHERE
def test_one_dies_and_others_live(realm) -> None:
    body = """
    const [first, second] = await Promise.all([loadPyodide(), loadPyodide()]);
    const errors = [];
    for (const code of ["import ctypes; ctypes.string_at(-1)", "1 + 1"]) {
      try {
        first.runPython(code);
      } catch (error) {
        errors.push(error.name);
      }
    }
    return [...errors, second.runPython("1 + 1"), (await loadPyodide()).runPython("1 + 1")];
    """

    assert ["PyodideFatalError", "PyodideFatalError", 2, 2] == realm.evaluate(body)


@EVERYWHERE
def test_options(realm) -> None:
    body = """
    const lines = [];
    const pyodide = await loadPyodide({
      args: ["-X", "utf8=1", "-c", "pass", "one", "two"],
      env: { HOME: "/home/me", GREETING: "hällo", NOTHING: undefined },
      jsglobals: { answer: 42 },
      stdin: () => "typed",
      stdout: (line) => lines.push("out " + line),
      stderr: (line) => lines.push("err " + line),
      fsInit: async (FS, { sitePackages }) => {
        await null;
        FS.writeFile(sitePackages + "/present.py", "value = 'from fsInit'");
      },
    });
    pyodide.runPython(`
      import os, sys, js, present
      print(sys.argv)
      print(os.getcwd(), os.environ["GREETING"], "NOTHING" in os.environ)
      print(js.answer, hasattr(js, "Object"))
      print(input("? "))
      print(present.value, file=sys.stderr)
    `);
    return lines;
    """

    assert [
        "out ['-c', 'one', 'two']",
        "out /home/me hällo False",
        "out 42 False",
        "out ? ",  # input() flushes its prompt
        "out typed",
        "err from fsInit",
    ] == realm.evaluate(body)


@EVERYWHERE
def test_stdlib_url(realm) -> None:
    folder = realm.site.copy_distribution("without-stdlib")
    (folder / "python_stdlib.zip.zst").unlink()
    (folder / "python_stdlib.zip").rename(folder / "elsewhere.zip")
    body = """
    const pyodide = await loadPyodide({ indexURL: index, stdLibURL: index + "elsewhere.zip" });
    return pyodide.runPython("import json; json.dumps([1])");
    """

    assert "[1]" == realm.evaluate(body, index=realm.index_url(folder))


@EVERYWHERE
def test_api_version_is_checked(realm) -> None:
    with pytest.raises(Exception, match=r"This is Pyodide \S+, but the program was written for 0\.1"):
        realm.evaluate("await loadPyodide({ checkAPIVersion: '0.1' })")


@EVERYWHERE
def test_an_error_in_fs_init_is_the_users_own(realm) -> None:
    with pytest.raises(Exception, match="RangeError: mine"):
        realm.evaluate("await loadPyodide({ fsInit: () => { throw new RangeError('mine'); } })")
