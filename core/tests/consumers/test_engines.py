"""Programs for Node.js, Bun and Deno that import the installed package."""

from pathlib import Path

import pytest

from harness.npm import NODE, run

PROGRAM = """
async function main() {
  const pyodide = await loadPyodide({ stdout: (line) => console.log("captured", line) });
  pyodide.runPython("print('hello from Python')");
  pyodide.setStdout();
  pyodide.runPython(`
    import ctypes, json, lzma, os, sqlite3, sys
    print(json.dumps({
        "ctypes": ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda value: value + 1)(41),
        "sqlite": sqlite3.connect(":memory:").execute("select 6 * 7").fetchone()[0],
        "lzma": len(lzma.decompress(lzma.compress(bytes(1000)))),
    }))
    def recurse(): recurse()
    try:
        recurse()
    except RecursionError:
        print("RecursionError")
  `);
  console.log(await pyodide.runPythonAsync("import asyncio; await asyncio.sleep(0.01); 'awaited'"));
  try {
    pyodide.runPython("raise ValueError('mine')");
  } catch (error) {
    console.log(error.name, error.type);
  }
  pyodide.mountNodeFS("/here", ".");
  console.log(pyodide.runPython("open('/here/data.txt').read()"));
  const { IN_NODE, IN_BUN, IN_DENO } = pyodide.detectEnvironment();
  console.log(["Node", "Bun", "Deno"].filter((_, index) => [IN_NODE, IN_BUN, IN_DENO][index]).join());
  console.log(version === pyodide.version);
}
main();
"""
OUTPUT = """captured hello from Python
{"ctypes": 42, "sqlite": 42, "lzma": 1000}
RecursionError
awaited
PythonError ValueError
of the host
%s
true
"""
FILES = {
    "program.mjs": 'import { loadPyodide, version } from "pyodide";\n' + PROGRAM,
    "program.cjs": 'const { loadPyodide, version } = require("pyodide");\n' + PROGRAM,
    "dynamic.cjs": 'const load = import("pyodide");\nload.then(({ loadPyodide, version }) => {' + PROGRAM + "});\n",
    "data.txt": "of the host",
}
PROGRAMS = pytest.mark.parametrize("program", ["program.mjs", "program.cjs", "dynamic.cjs"])


@PROGRAMS
@pytest.mark.parametrize("node", [NODE, Path("/usr/bin/node")], ids=["node24", "node20"])
def test_node(project, node, program) -> None:
    assert OUTPUT % "Node" == run([node, program], project(FILES))


@PROGRAMS
def test_bun(project, tools, program) -> None:
    (bun,) = tools.glob("@oven/bun-linux-*/bin/bun")

    assert OUTPUT % "Bun" == run([bun, program], project(FILES))


@PROGRAMS
def test_deno(project, tools, program) -> None:
    (deno,) = tools.glob("@deno/linux-*/deno")

    assert OUTPUT % "Deno" == run([deno, "run", "--allow-all", program], project(FILES))
