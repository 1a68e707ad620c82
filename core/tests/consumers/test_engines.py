"""Programs for Node.js, Bun and Deno that import the installed package."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.http_server import running_server
from harness.npm import NODE, run

Launch = Callable[[str], list[str | Path]]

START = """
async function main() {
  const pyodide = await loadPyodide({ stdout: (line) => console.log("captured", line) });
  pyodide.runPython("print('hello from Python')");
  pyodide.setStdout();
  pyodide.runPython(`
    import ctypes, hashlib, json, sys, zlib
    print(json.dumps({
        "ctypes": ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda value: value + 1)(41),
        "hashlib": hashlib.sha256(b"").hexdigest()[:8],
        "zlib": len(zlib.decompress(zlib.compress(bytes(1000)))),
    }))
    def recurse(): recurse()
    try:
        recurse()
    except RecursionError:
        print("RecursionError")
  `);
  console.log(await pyodide.runPythonAsync("import asyncio; await asyncio.sleep(0.01); 'awaited'"));
  const { IN_NODE, IN_BUN, IN_DENO } = pyodide.detectEnvironment();
  console.log(["Node", "Bun", "Deno"].filter((_, index) => [IN_NODE, IN_BUN, IN_DENO][index]).join());
  console.log(version === pyodide.version);
}
main();
"""
STARTED = """captured hello from Python
{"ctypes": 42, "hashlib": "e3b0c442", "zlib": 1000}
RecursionError
awaited
%s
true
"""

BRIDGE = """
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide();
const double = pyodide.runPython("lambda value: 2 * value");
console.log([1, 2].map((value) => double(value)));
double.destroy();
try {
  pyodide.runPython("raise ValueError('mine')");
} catch (error) {
  console.log(error.name, error.type, error.message.includes("ValueError: mine"));
}
pyodide.registerJsModule("host", {
  later: (callback, value) => setTimeout(callback, 1, value),
  fail() {
    throw new RangeError("too far");
  },
});
await pyodide.runPythonAsync(`
  import asyncio, host
  from pyodide.ffi import JsException, create_once_callable
  future = asyncio.get_running_loop().create_future()
  host.later(create_once_callable(future.set_result), 41)
  print(await future)
  try:
      host.fail()
  except JsException as error:
      print(error.name, error.message)
`);
const signal = new Uint8Array(new SharedArrayBuffer(1));
pyodide.setInterruptBuffer(signal);
pyodide.globals.set("interrupt", () => (signal[0] = 2));
pyodide.runPython(`
  try:
      interrupt()
      while True: pass
  except KeyboardInterrupt:
      print("interrupted")
`);
"""
BRIDGED = """[ 2, 4 ]
PythonError ValueError true
41
RangeError too far
interrupted
"""

FILES_OF_BOTH = """
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide({ stdin: () => "typed" });
pyodide.FS.mkdirTree("/data");
pyodide.FS.writeFile("/data/module.py", "value = 42");
pyodide.mountNodeFS("/here", ".");
pyodide.runPython(`
  import os, pathlib, sys
  sys.path.append("/data")
  import module
  print(module.value, input())
  print(pathlib.Path("/here/data.txt").read_text())
  folder = pathlib.Path("/here/folder")
  folder.mkdir()
  (folder / "written.txt").write_text("by Python")
  os.rename(folder / "written.txt", folder / "renamed.txt")
  print(os.listdir(folder))
  try:
      open("/here/missing.txt")
  except FileNotFoundError as error:
      print(error)
`);
"""
BOTH_FILES = """42 typed
of the host
['renamed.txt']
[Errno 44] No such file or directory: '/here/missing.txt'
"""

REQUESTS = """
import { loadPyodide } from "pyodide";

const pyodide = await loadPyodide({ env: { SERVER: "%s" } });
await pyodide.runPythonAsync(`
  import asyncio, os
  from pyodide.http import AbortError, HttpStatusError, open_url, pyfetch
  server = os.environ["SERVER"]
  print(await (await pyfetch(server + "/json")).json())
  print(len(await (await pyfetch(server + "/bytes")).bytes()))
  try:
      (await pyfetch(server + "/status/404")).raise_for_status()
  except HttpStatusError as error:
      print(error.status)
  for path in ("/broken", "/nobody"):
      try:
          await (await pyfetch("http://127.0.0.1:1" if path == "/nobody" else server + path)).bytes()
      except OSError as error:
          print(path, "OSError")
  try:
      async with asyncio.timeout(0.2):
          await pyfetch(server + "/silent")
  except TimeoutError:
      print("TimeoutError")
  print(open_url(server + "/text").read())
`);
"""
REQUESTED = """{'name': 'value', 'numbers': [1, 2.5]}
1024
404
/broken OSError
/nobody OSError
TimeoutError
héllo 🐍
"""

FILES = {
    "program.mjs": 'import { loadPyodide, version } from "pyodide";\n' + START,
    "program.cjs": 'const { loadPyodide, version } = require("pyodide");\n' + START,
    "dynamic.cjs": 'const load = import("pyodide");\nload.then(({ loadPyodide, version }) => {' + START + "});\n",
    "bridge.mjs": BRIDGE,
    "files.mjs": FILES_OF_BOTH,
    "data.txt": "of the host",
}


@pytest.fixture(params=["node20", "node22", "node24", "bun", "deno"])
def launch(request: pytest.FixtureRequest, tools: Path) -> Launch:
    """Give a function that makes the command line of a program."""
    if request.param == "deno":
        (deno,) = tools.glob("@deno/linux-*/deno")
        return lambda program: [deno, "run", "--allow-all", program]
    found = {"node20": [Path("/usr/bin/node")], "node24": [NODE]}
    patterns = {"node22": "node-linux-*/bin/node", "bun": "@oven/bun-linux-*/bin/bun"}
    (engine,) = found.get(request.param) or tools.glob(patterns[request.param])
    return lambda program: [engine, program]


@pytest.mark.parametrize("program", ["program.mjs", "program.cjs", "dynamic.cjs"])
def test_start(project, launch, program, request) -> None:
    name = request.node.callspec.params["launch"].rstrip("0123456789").title()

    assert STARTED % name == run(launch(program), project(FILES))


def test_callbacks_exceptions_and_interrupts(project, launch) -> None:
    assert BRIDGED == run(launch("bridge.mjs"), project(FILES))


def test_files(project, launch) -> None:
    folder = project(FILES)

    assert BOTH_FILES == run(launch("files.mjs"), folder)
    assert "by Python" == (folder / "folder/renamed.txt").read_text()


def test_requests(project, launch) -> None:
    with running_server() as server:
        folder = project({"requests.mjs": REQUESTS % server.url.rstrip("/")})

        assert REQUESTED == run(launch("requests.mjs"), folder)
