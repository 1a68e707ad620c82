"""The attributes of the object that loadPyodide gives."""

import pytest

from harness.realms import ALL_REALMS

PAGES = pytest.mark.realms("chromium", "firefox")


def test_errno_codes(pyodide) -> None:
    assert pyodide.run("import errno; [errno.ENOENT, errno.EIO, errno.EEXIST] == [44, 29, 20]")
    assert [44, 29, 20] == pyodide.js(
        "const { ENOENT, EIO, EEXIST } = pyodide.ERRNO_CODES; return [ENOENT, EIO, EEXIST]"
    )


def test_fs(pyodide) -> None:
    assert ["text", ["DIRFS", "IDBFS", "MEMFS"][1:], True] == pyodide.js(
        """
        pyodide.FS.mkdirTree("/tmp/fs/inner");
        pyodide.FS.writeFile("/tmp/fs/inner/file", "text");
        const text = pyodide.runPython("open('/tmp/fs/inner/file').read()");
        const known = ["IDBFS", "MEMFS"].filter((name) => name in pyodide.FS.filesystems);
        const links = pyodide.FS.filesystems.PROXYFS !== undefined && pyodide.FS.filesystems.WORKERFS !== undefined;
        pyodide.runPython("import shutil; shutil.rmtree('/tmp/fs')");
        return [text, known, links];
        """
    )


def test_path(pyodide) -> None:
    assert ["/a", "c.py", "/a/c", "b/c"] == pyodide.js(
        """
        const { dirname, basename, normalize, join } = pyodide.PATH;
        return [dirname("/a/b"), basename("/a/c.py"), normalize("/a/b/../c"), join("b", "c")];
        """
    )


@pytest.mark.realms(*ALL_REALMS)
def test_version(pyodide) -> None:
    assert True is pyodide.js("return /^\\d+\\.\\d+\\.\\d+/.test(pyodide.version)")
    assert True is pyodide.js("return pyodide.pyodide_py.__version__ === pyodide.version")


def test_globals(pyodide) -> None:
    assert [3, True, False] == pyodide.js(
        "pyodide.runPython('x = 3'); const { globals } = pyodide;"
        "return [globals.get('x'), globals.has('len'), globals.has('no_such_name')]"
    )


def test_loaded_packages(pyodide) -> None:
    assert {} == pyodide.js("return pyodide.loadedPackages")


@PAGES
def test_canvas(pyodide, throws) -> None:
    assert [True, True, True, False] == pyodide.js(
        """
        const { canvas } = pyodide;
        const empty = canvas.getCanvas2D() === undefined && canvas.getCanvas3D() === undefined;
        const element = document.createElement("canvas");
        canvas.setCanvas2D(element);
        const both = canvas.getCanvas2D() === element && canvas.getCanvas3D() === element;
        const other = new OffscreenCanvas(1, 1);
        canvas.setCanvas3D(other);
        const replaced = canvas.getCanvas2D() === other;
        canvas.setCanvas2D(undefined);
        return [empty, both, replaced, canvas.getCanvas2D() !== undefined];
        """
    )
    for value in ("null", "5", "document.body", "'canvas'"):
        assert "TypeError: A canvas must be an HTMLCanvasElement" in throws(f"pyodide.canvas.setCanvas2D({value})")


@pytest.mark.realms(*ALL_REALMS)
def test_detect_environment(pyodide, realm) -> None:
    found = pyodide.js("return pyodide.detectEnvironment()")

    assert all(isinstance(value, bool) for value in found.values())
    true = {name for name, value in found.items() if value}
    if realm.is_node:
        assert {"IN_NODE", "IN_NODE_ESM"} == true
    elif realm.is_worker:
        assert {"IN_BROWSER", "IN_BROWSER_WEB_WORKER"} == true
    else:
        assert {"IN_BROWSER", "IN_BROWSER_MAIN_THREAD"} == true


def test_set_debug(pyodide, throws) -> None:
    assert [False, True, False] == pyodide.js(
        "return [pyodide.setDebug(true), pyodide.setDebug(false), pyodide.setDebug(false)]"
    )
    assert "TypeError: setDebug: expected a boolean, not string" == throws("pyodide.setDebug('yes')")


def test_canvas_and_environment_are_seen_from_python(pyodide) -> None:
    assert pyodide.run("import pyodide_js; pyodide_js.version == __import__('pyodide').__version__")
