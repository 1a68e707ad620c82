"""Python in workerd, Cloudflare's runtime: no eval, no wasm but what was deployed, no files, no threads."""

import json
import os
import select
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from harness.http_server import running_server
from harness.site import DISTRIBUTION

HERE = Path(__file__).parent
START_LIMIT = 30.0

Ask = Callable[[str], dict[str, Any]]


def read_port(fd: int, server: subprocess.Popen[bytes]) -> int:
    """Return the port that the server announces on a pipe as a line of JSON."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([fd], [], [], START_LIMIT)
        part = os.read(fd, 1024) if ready else b""
        assert part, f"workerd did not start (status {server.poll()})"
        line += part
    return int(json.loads(line)["port"])


@pytest.fixture(scope="module")
def ask(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Run the server and give a function that sends Python code to the worker."""
    (workerd,) = tools.glob("@cloudflare/workerd-linux-*/bin/workerd")
    folder = tmp_path_factory.mktemp("workerd")
    shutil.copytree(HERE / "workerd", folder, dirs_exist_ok=True)
    for name in ("pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"):
        shutil.copy(DISTRIBUTION / name, folder)
    announced, announce = os.pipe()
    command = [workerd, "serve", "config.capnp", "--verbose", f"--control-fd={announce}"]
    server = subprocess.Popen(command, cwd=folder, env={**os.environ, "PWD": str(folder)}, pass_fds=[announce])
    os.close(announce)
    try:
        url = f"http://127.0.0.1:{read_port(announced, server)}/"

        def ask(code: str) -> dict[str, Any]:
            request = Request(url, code.encode(), {"Content-Type": "text/plain"})
            return json.load(urlopen(request, timeout=30))

        yield ask
    finally:
        server.terminate()
        server.wait()
        os.close(announced)


def test_an_answer_that_python_computed(ask: Ask) -> None:
    version = ask("import pyodide; pyodide.__version__")["result"]

    assert {"result": 42, "output": ["hello"], "version": version} == ask("print('hello'); 6 * 7")


def test_the_state_stays_between_requests(ask: Ask) -> None:
    ask("counter = 1")

    assert 2 == ask("counter += 1; counter")["result"]


def test_files(ask: Ask) -> None:
    code = """
from pathlib import Path
folder = Path.home() / "folder"
folder.mkdir(exist_ok=True)
(folder / "file.txt").write_text("content")
f"{folder} {[path.name for path in folder.iterdir()]} {(folder / 'file.txt').read_text()}"
"""

    assert "/session/folder ['file.txt'] content" == ask(code)["result"]


def test_asyncio(ask: Ask) -> None:
    code = """
import asyncio
async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds
str(await asyncio.gather(work(0.02), work(0.01), work(0)))
"""

    assert "[0.02, 0.01, 0]" == ask(code)["result"]


def test_requests(ask: Ask) -> None:
    with running_server() as server:
        code = f"""
from pyodide.http import pyfetch
str(await (await pyfetch("{server.url}/json")).json())
"""

        assert "{'name': 'value', 'numbers': [1, 2.5]}" == ask(code)["result"]


def test_javascript(ask: Ask) -> None:
    """Objects, callbacks and promises; exceptions both ways."""
    code = """
import asyncio, js
from pyodide.ffi import JsException, create_once_callable
future = asyncio.get_running_loop().create_future()
js.setTimeout(create_once_callable(lambda: future.set_result("called back")), 5)
try:
    js.JSON.parse("{")
except JsException as error:
    name = error.name
f"{js.URL.new('https://host.example/path?query').search} {await future} {name}"
"""

    assert "?query called back SyntaxError" == ask(code)["result"]


def test_errors(ask: Ask) -> None:
    assert "ZeroDivisionError: division by zero" in ask("1 / 0")["error"]
    assert "maximum recursion depth exceeded" in ask("def recurse(): recurse()\nrecurse()")["error"]
    assert 2 == ask("1 + 1")["result"]


def test_sleeping(ask: Ask) -> None:
    """The clock of a worker stands still while it computes."""
    code = "import time; start = time.time(); time.sleep(0.05); 0.04 < time.time() - start < 5"

    assert ask(code)["result"]


def test_the_standard_library(ask: Ask) -> None:
    """No module needs to compile anything."""
    code = """
import collections, csv, datetime, decimal, hashlib, io, json, queue, random, re, threading, unicodedata, uuid
import xml.etree.ElementTree, zipfile, zlib
tree = xml.etree.ElementTree.fromstring("<a><b c='d'>e</b></a>")
archive = zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED)
archive.writestr("name", "content" * 100)
json.dumps([
    tree[0].attrib, archive.read("name").decode()[:7], str(decimal.Decimal(1) / 3)[:5], uuid.uuid4().version,
    list(csv.reader(["a,b"])), hashlib.sha256(b"").hexdigest()[:4], unicodedata.name("é")[:5],
    re.sub("a(.)", r"\\1", "abc"), collections.OrderedDict(a=1).popitem(), queue.SimpleQueue().empty(),
    datetime.datetime(2024, 2, 29).isoformat(), random.random() < 1, threading.Lock().acquire(),
])
"""
    expected = [{"c": "d"}, "content", "0.333", 4, [["a", "b"]], "e3b0", "LATIN", "bc", ["a", 1], True]
    expected += ["2024-02-29T00:00:00", True, True]

    assert expected == json.loads(ask(code)["result"])
