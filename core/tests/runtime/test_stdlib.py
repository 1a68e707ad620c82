"""The standard library: what is kept imports and works, what is removed is not there."""

import inspect

import pytest

from harness import stdlib_uses
from harness.errors import ThrownError

REMOVED = {
    "curses",
    "ensurepip",
    "fcntl",
    "grp",
    "idlelib",
    "lib2to3",
    "msvcrt",
    "pwd",
    "resource",
    "syslog",
    "termios",
    "tkinter",
    "turtle",
    "turtledemo",
    "venv",
    "winreg",
    "winsound",
}
# Present, but each needs a module that is removed or has no sense here.
NOT_IMPORTABLE = {"pty", "tty"}
# Come with packages (core/tests/stdlib); hashlib works without _hashlib.
PACKAGED = {
    *("_hashlib", "_lzma", "_pydecimal", "_sqlite3", "_ssl"),
    *("dbm", "lzma", "pydoc_data", "sqlite3", "ssl", "test"),
}
OTHER_PLATFORMS = {
    "_aix_support",
    "_android_support",
    "_apple_support",
    "_ios_support",
    "_osx_support",
    "_overlapped",
    "_scproxy",
    "_winapi",
    "_wmi",
    "msilib",
    "nt",
}
NEED_WHAT_IS_MISSING = {
    "asyncio.windows_events",
    "asyncio.windows_utils",
    "concurrent.futures.process",
    "encodings.mbcs",
    "encodings.oem",
}
RUN_WHEN_IMPORTED = {"antigravity", "this"}
# Accelerators of removed modules, and what configure leaves out on WebAssembly.
NOT_BUILT = {
    "_curses",
    "_curses_panel",
    "_dbm",
    "_gdbm",
    "_interpchannels",
    "_interpqueues",
    "_interpreters",
    "_multiprocessing",
    "_posixshmem",
    "_posixsubprocess",
    "_tkinter",
    "_uuid",
    "readline",
}

IMPORT_ALL = """
def failures(names):
    import importlib, warnings
    failed = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in names.split():
            try:
                importlib.import_module(name)
            except BaseException as error:
                failed.append(f"{name}: {type(error).__name__}: {error}")
    return "\\n".join(failed)
"""


@pytest.mark.realms("node20", "node24", "firefox", "chromium-module-worker")
def test_everything_that_is_kept_imports(fresh_pyodide) -> None:
    """All of sys.stdlib_module_names, and every submodule that the distribution carries."""
    fresh_pyodide.run(IMPORT_ALL)
    names = set(fresh_pyodide.run("import sys; ' '.join(sorted(sys.stdlib_module_names))").split())
    kept = names - REMOVED - NOT_IMPORTABLE - PACKAGED - OTHER_PLATFORMS - NOT_BUILT - RUN_WHEN_IMPORTED

    assert "" == fresh_pyodide.js(
        "return pyodide.globals.get('failures')(names)", names=" ".join(sorted(kept)), time_limit=120
    )


SUBMODULES = """
import sys, zipfile
[archive] = [path for path in sys.path if path.endswith(".zip")]
def module(path):
    name, _, suffix = path.rpartition(".")
    parts = name.split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) if suffix in ("py", "pyc") else ""
" ".join(sorted({module(path) for path in zipfile.ZipFile(archive).namelist()} - {""}))
"""


@pytest.mark.realms("node24")
def test_every_submodule_imports(fresh_pyodide) -> None:
    fresh_pyodide.run(IMPORT_ALL)
    names = set(fresh_pyodide.run(SUBMODULES).split())
    parts_of_others = ("multiprocessing.", "_pyrepl.", "ctypes.macholib")
    skipped = {name for name in names if name.startswith(parts_of_others) or name.endswith("__main__")}
    skipped |= NEED_WHAT_IS_MISSING | NOT_IMPORTABLE | PACKAGED | OTHER_PLATFORMS | RUN_WHEN_IMPORTED

    assert len(names - skipped) > 400
    assert "" == fresh_pyodide.js(
        "return pyodide.globals.get('failures')(names)", names=" ".join(sorted(names - skipped)), time_limit=120
    )


def test_removed_modules_are_not_there(pyodide) -> None:
    pyodide.run("import importlib.util")

    assert "" == pyodide.run(f"' '.join(name for name in {sorted(REMOVED)} if importlib.util.find_spec(name))")


@pytest.mark.parametrize("name", sorted(NOT_IMPORTABLE))
def test_present_but_not_importable(pyodide, name) -> None:
    assert pyodide.run(f"import importlib.util; importlib.util.find_spec({name!r}) is not None")
    with pytest.raises(ThrownError, match=r"ModuleNotFoundError: .*'termios'"):
        pyodide.run(f"import {name}")


@pytest.mark.parametrize(
    ("statement", "message"),
    {
        "threads": ("import threading; threading.Thread(target=print).start()", "RuntimeError: can't start new thread"),
        "subprocess": ("import subprocess; subprocess.run(['ls'])", "OSError: .*emscripten does not support processes"),
        "ssl": ("import ssl", "ModuleNotFoundError: .*ssl"),
        "removed": ("import curses", "ModuleNotFoundError: .*curses"),
    }.values(),
)
def test_what_cannot_work_says_so(pyodide, statement, message) -> None:
    with pytest.raises(ThrownError, match=message):
        pyodide.run(statement)


def test_strftime_says_which_formats_are_none(pyodide) -> None:
    assert [".", "", "05"] == pyodide.js(
        "return pyodide.runPython(code).toJs()",
        code="import time; [time.strftime(each, (5, *8 * (0,))) for each in ('.', '', '%y')]",
    )
    for format in ("%", "%Q", "text %Q"):
        with pytest.raises(ThrownError, match="ValueError: Invalid format string"):
            pyodide.run(f"time.strftime({format!r})")


@pytest.mark.parametrize("use", stdlib_uses.USES, ids=lambda use: use.__name__)
def test_works(pyodide, use) -> None:
    pyodide.run(f"{inspect.getsource(use)}\n{use.__name__}()")
