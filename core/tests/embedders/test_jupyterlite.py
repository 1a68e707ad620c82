"""JupyterLite's published Pyodide kernel with our runtime: notebooks, as someone works in them.

The kernel asks the page to wait in two ways: with a service worker, or with shared memory where the page is isolated.
In Chromium the latter hangs now and then, with every runtime: JupyterLite takes for granted that `Atomics.waitAsync`
has to wait.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from harness.jupyterlite import build_site
from pyodide_core.serve import MIME_TYPES, serving


class PlainHandler(SimpleHTTPRequestHandler):
    """Serve as servers do that know nothing of isolation."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, **MIME_TYPES}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving_plainly(folder: Path) -> Iterator[str]:
    """Serve without headers, as most do."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(PlainHandler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


type Serve = Callable[[str, bool], str]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Give a function that makes a site with a release of JupyterLite, and gives its address."""
    folders = cache(lambda line: build_site(tmp_path_factory.mktemp("jupyterlite") / "project", line))
    with ExitStack() as stack:
        yield lambda line, isolated: stack.enter_context((serving if isolated else serving_plainly)(folders(line)))


def cell(number: int, code: str, *meanwhile: dict[str, str]) -> list[dict[str, str]]:
    """Return the steps that write and run a cell."""
    return [
        {"click": LAST_CELL},
        {"insert": code},
        {"press": "Shift+Enter"},
        *meanwhile,
        {"wait": ".jp-InputPrompt", "text": f"[{number}]:"},
    ]


LAST_CELL = ".jp-Notebook .jp-Cell:last-child .cm-content"
OPEN = [
    {"click": ".jp-LauncherCard[data-category=Notebook]"},
    {"wait": "#jp-main-statusbar", "text": "| Idle"},
]
GREET = """\
name = input("Who? ")
print("Hello", name)"""
AWAIT = """\
import asyncio
await asyncio.gather(asyncio.sleep(0.01, "first"), asyncio.sleep(0, "second"))"""
FAIL = """\
def divide(number):
    return number / 0
divide(1)"""
FILES = """\
import os
with open("kept.txt", "w") as file:
    file.write("kept in the browser\\n")
os.mkdir("folder")
os.rename("kept.txt", "folder/moved.txt")
with open("folder/moved.txt", "a") as file:
    file.write("and more")
print(sorted(os.listdir()), open("folder/moved.txt").read(), os.stat("folder/moved.txt").st_size)"""
PACKAGES = """\
import mccabe, sqlite3
await __import__("micropip").install("six")
print(mccabe.__version__, sqlite3.connect(":memory:").execute("select 6 * 7").fetchone())"""
SHOW = """\
from IPython.display import HTML
HTML("<b>bold</b>")"""
# JupyterLab waits a second for completions; the first take longer.
PREPARE_COMPLETION = """\
import jedi
[each.name for each in jedi.Interpreter("name.swapc", [globals()]).complete()]"""
COMPLETE = [
    {"click": LAST_CELL},
    {"insert": "name.swapc"},
    {"wait": ".jp-Notebook .jp-mod-completer-enabled"},
    {"press": "Tab"},
    {"wait": ".jp-Completer", "text": "swapcase"},
]


@pytest.mark.parametrize(
    ("browser", "line", "isolated"),
    [
        pytest.param("chromium", "0.7", False, marks=pytest.mark.xdist_group("chromium")),
        pytest.param("chromium", "0.8", False, marks=pytest.mark.xdist_group("chromium")),
        pytest.param("firefox", "0.8", False, marks=pytest.mark.xdist_group("firefox")),
        pytest.param("firefox", "0.8", True, marks=pytest.mark.xdist_group("firefox")),
    ],
)
def test_notebook(browser, line, isolated, visit, serve, tmp_path) -> None:
    """Output, `await`, a traceback, input, files in JupyterLite's drive, rich output, completion."""
    seen = visit(
        browser,
        f"{serve(line, isolated)}lab/index.html",
        *OPEN,
        *cell(1, "print('printed')\n6 * 7"),
        *cell(2, AWAIT),
        *cell(3, FAIL),
        *cell(4, GREET, {"click": ".jp-Stdin-input"}, {"insert": "Ada"}, {"press": "Enter"}),
        *cell(5, FILES),
        *cell(6, PACKAGES),
        *cell(7, SHOW),
        *cell(8, PREPARE_COMPLETION),
        *COMPLETE,
        {"read": ".jp-Notebook .jp-OutputArea"},
        {"evaluate": "crossOriginIsolated"},
        {"screenshot": str(tmp_path / "notebook.png")},
    )

    outputs, is_isolated = seen.read
    assert isolated is is_isolated
    assert "printed\n[1]:42" == outputs[0].strip()
    assert outputs[1].endswith("['first', 'second']")
    assert "----> 2     return number / 0" in outputs[2]
    assert outputs[2].endswith("ZeroDivisionError: division by zero")
    assert "Hello Ada" in outputs[3]
    assert "['Untitled.ipynb', 'folder'] kept in the browser\nand more 28\n" == outputs[4]
    assert "0.7.0 (42,)" in outputs[5]
    assert outputs[6].endswith("bold")
    assert outputs[7].endswith("['swapcase']")
