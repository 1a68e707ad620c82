"""The declarations, as TypeScript programs see them."""

import json
import shutil
from pathlib import Path

import pytest

from harness.npm import NODE, run

DECLARATIONS = Path(__file__).parent / "declarations"

PROGRAM = """
import { loadPyodide, version, type PyodideInterface } from "pyodide";
import type { PyProxy, PyDict, PythonError } from "pyodide/ffi";

const pyodide: PyodideInterface = await loadPyodide({
  indexURL: "/files/",
  packageCacheDir: "/cache",
  lockFileURL: "lock.json",
  fullStdLib: false,
  stdLibURL: "lib.zip",
  stdin: () => "line",
  stdout: (line) => line.length,
  stderr: (line: string) => {},
  jsglobals: globalThis,
  args: ["-v"],
  env: { HOME: "/home/me", UNSET: undefined },
  packages: ["numpy"],
  pyproxyToStringRepr: true,
  convertNullToNone: true,
  enableRunUntilComplete: true,
  checkAPIVersion: version,
  fsInit: async (FS, { sitePackages }) => FS.mkdirTree(sitePackages),
  lockFileContents: Promise.resolve("{}"),
  packageBaseUrl: "/packages",
});

const text: string = pyodide.version;
const code: number | undefined = pyodide.ERRNO_CODES["ENOENT"];
const result: unknown = pyodide.runPython("1 + 1", { filename: "file.py", globals: pyodide.globals });
const later: Promise<unknown> = pyodide.runPythonAsync("1");
const list: string[] = pyodide.FS.readdir("/");
const content: string = pyodide.FS.readFile("/file", { encoding: "utf8" });
const bytes: Uint8Array = pyodide.FS.readFile("/file");
pyodide.FS.mount(pyodide.FS.filesystems.MEMFS, {}, "/mnt");
pyodide.unpackArchive(new ArrayBuffer(0), "zip", { extractDir: "/tmp" });
pyodide.setStdin({ stdin: () => null, autoEOF: false, isatty: true });
pyodide.setStdin({ read: (buffer: Uint8Array) => buffer.length });
pyodide.setStdout({ write: (buffer) => buffer.length, getTerminalSize: () => ({ columns: 80, rows: 24 }) });
pyodide.setStderr();
pyodide.setInterruptBuffer(new Uint8Array(new SharedArrayBuffer(1)));
pyodide.scheduleCallback(() => {}, 5);
const before: boolean = pyodide.setDebug(true);
const where: boolean = pyodide.detectEnvironment().IN_NODE;
const { syncfs } = await pyodide.mountNativeFS("/native", null!);
const done: Promise<void> = syncfs();
const isProxy: boolean = result instanceof pyodide.ffi.PyProxy;
const file: string | undefined = pyodide.loadedPackages["numpy"];
pyodide.registerJsModule("name", { value: 1 });

function use(proxy: PyProxy, dict: PyDict, error: PythonError): string {
  proxy.destroy();
  return error.type;
}

// @ts-expect-error: no such option
loadPyodide({ indexUrl: "/" });
// @ts-expect-error: not a string
loadPyodide({ args: [5] });
// @ts-expect-error: code is text
pyodide.runPython(5);
// @ts-expect-error: handlers are functions
pyodide.setStdout({ batched: "text" });
// @ts-expect-error: read-only
pyodide.version = "5";
// @ts-expect-error: no such member
pyodide.runPyton("1");
export { text, code, later, list, content, bytes, before, where, done, isProxy, file, use };
"""
COMMONJS = """
import pyodide = require("pyodide");
const start: Promise<string> = pyodide.loadPyodide().then((api) => api.version);
export = start;
"""
BASE = {"strict": True, "noEmit": True, "target": "ES2022", "exactOptionalPropertyTypes": True}
# The declarations name types of pages, too: a program without those leaves them unchecked.
NODE_NEXT = {"module": "NodeNext", "types": ["node"], "lib": ["ES2024"], "skipLibCheck": True}
BUNDLER = {"module": "ESNext", "moduleResolution": "Bundler", "types": [], "lib": ["ES2024", "ESNext", "DOM"]}


@pytest.mark.parametrize(
    ("file", "text", "options"),
    [
        ("program.mts", PROGRAM, NODE_NEXT),
        ("program.cts", COMMONJS, NODE_NEXT),
        ("program.ts", PROGRAM, {**BUNDLER, "skipLibCheck": False}),
    ],
)
def test_declarations(project, tools, file, text, options) -> None:
    folder = project({file: text, "tsconfig.json": json.dumps({"compilerOptions": BASE | options, "files": [file]})})
    (folder / "node_modules" / "@types").symlink_to(tools / "@types")

    assert "" == run([NODE, tools / "typescript" / "bin" / "tsc", "-p", "."], folder)


@pytest.mark.parametrize("name", ["pyodide", "ffi"])
def test_every_member(project, tools, name) -> None:
    """With tsd, which brings a compiler of its own: `declarations/` says what each member is, and what is refused."""
    folder = project({})
    package = folder / "package"  # it passes over what lies in node_modules
    (folder / "node_modules" / "pyodide").rename(package)
    (folder / "node_modules" / "tsd").symlink_to(tools / "tsd")
    test = f"{name}.test-d.ts"
    shutil.copy(DECLARATIONS / test, package)
    command = [NODE, tools / "tsd" / "dist" / "cli.js", "--typings", f"{name}.d.ts", "--files", test]

    assert "" == run(command, package)
