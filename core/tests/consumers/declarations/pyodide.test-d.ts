/** Every public member of `pyodide`, for tsd. */

import { expectAssignable, expectError, expectNotType, expectType } from "tsd";

import { loadPyodide, version, type LoadOptions, type PackageData, type PyodideInterface, type TypedArray } from ".";
import type { PyProxy } from "./ffi";

expectType<string>(version);
expectType<Promise<PyodideInterface>>(loadPyodide());
const pyodide = await loadPyodide({
  indexURL: "/files/",
  packageCacheDir: "/cache",
  lockFileURL: "lock.json",
  fullStdLib: false,
  stdLibURL: "lib.zip",
  stdin: () => "line",
  stdout: (line) => expectType<string>(line),
  stderr: (line) => expectType<string>(line),
  jsglobals: globalThis,
  args: ["-v"],
  env: { HOME: "/home/me", UNSET: undefined },
  packages: ["numpy"],
  pyproxyToStringRepr: true,
  convertNullToNone: true,
  toJsLiteralMap: true,
  enableRunUntilComplete: true,
  checkAPIVersion: version,
  fsInit: async (FS, { sitePackages }) => FS.mkdirTree(sitePackages),
  lockFileContents: Promise.resolve("{}"),
  packageBaseUrl: "/packages",
  cdnUrl: "/cdn",
});
expectAssignable<LoadOptions>({});
expectError(loadPyodide({ indexUrl: "/" }));
expectError(loadPyodide({ args: [5] }));
expectError(loadPyodide({ stdin: 5 }));

// Attributes
expectType<string>(pyodide.version);
expectError((pyodide.version = "5"));
expectType<number>(pyodide.ERRNO_CODES["ENOENT"]);
expectType<string>(pyodide.loadedPackages["numpy"]);
expectType<PyProxy>(pyodide.globals);
expectType<any>(pyodide.globals.get("name"));
expectType<PyProxy>(pyodide.pyodide_py);
expectType<object>(pyodide.PATH);
expectType<string>(pyodide.lockfileBaseUrl);
expectAssignable<object>(pyodide.lockfile);
if (pyodide.globals instanceof pyodide.ffi.PyProxy) {
  pyodide.globals.destroy();
}

// Code
expectType<any>(pyodide.runPython("1 + 1", { globals: pyodide.globals, locals: pyodide.globals, filename: "file.py" }));
expectType<any>(pyodide.runPython("[]").toJs().join());
expectType<Promise<any>>(pyodide.runPythonAsync("1"));
expectType<any>(pyodide.pyimport("os.path"));
expectType<any>(pyodide.toPy([1], { depth: 1, defaultConverter: (value, convert, cache) => convert(value) }));
expectError(pyodide.runPython(5));
expectError(pyodide.runPython("1", { global: pyodide.globals }));
expectError(pyodide.runPyton("1"));

// Modules
expectType<void>(pyodide.registerJsModule("name", { value: 1 }));
expectType<void>(pyodide.unregisterJsModule("name"));
expectType<void>(pyodide.registerComlink({ releaseProxy: Symbol() }));
expectError(pyodide.registerJsModule("name", 5));

// Packages
expectType<Promise<PackageData[]>>(pyodide.loadPackage("numpy"));
expectType<Promise<PackageData[]>>(
  pyodide.loadPackage(["numpy"], {
    messageCallback: (message) => expectType<string>(message),
    errorCallback: console.error,
    checkIntegrity: false,
  }),
);
expectType<Promise<PackageData[]>>(pyodide.loadPackagesFromImports("import numpy", { messageCallback: () => {} }));
const [loaded] = await pyodide.loadPackage("numpy");
expectType<string>(loaded.name);
expectType<string>(loaded.version);
expectType<string>(loaded.fileName);
expectType<string>(loaded.packageType);

// Streams
pyodide.setStdin({ stdin: () => null, autoEOF: false, isatty: true });
pyodide.setStdin({ stdin: () => new Uint8Array(1) });
pyodide.setStdin({ read: (buffer) => (expectType<Uint8Array>(buffer), 0) });
pyodide.setStdin({ error: true });
pyodide.setStdin();
pyodide.setStdout({ batched: (line) => expectType<string>(line) });
pyodide.setStdout({ raw: (byte) => expectType<number>(byte), isatty: true });
pyodide.setStdout({ write: (buffer) => buffer.length, getTerminalSize: () => ({ columns: 80, rows: 24 }) });
pyodide.setStderr();
expectError(pyodide.setStdout({ batched: "text" }));
expectError(pyodide.setStdin({ stdin: () => true }));

// Interrupts, scheduling, the environment
pyodide.setInterruptBuffer(new Uint8Array(new SharedArrayBuffer(1)));
pyodide.setInterruptBuffer(undefined);
expectError(pyodide.setInterruptBuffer([2]));
expectType<void>(pyodide.checkInterrupt());
expectType<void>(pyodide.scheduleCallback(() => {}, 5));
expectType<boolean>(pyodide.setDebug(true));
expectType<boolean>(pyodide.detectEnvironment().IN_NODE);
expectError(pyodide.detectEnvironment().IN_NETSCAPE);

// Files
expectType<string[]>(pyodide.FS.readdir("/"));
expectType<string>(pyodide.FS.readFile("/file", { encoding: "utf8" }));
expectType<Uint8Array>(pyodide.FS.readFile("/file"));
pyodide.FS.writeFile("/file", "text");
pyodide.FS.mkdirTree("/a/b");
pyodide.FS.mount(pyodide.FS.filesystems.MEMFS, {}, "/mnt");
expectType<number>(pyodide.FS.stat("/file").size);
expectType<void>(pyodide.mountNodeFS("/here", "."));
declare const folder: FileSystemDirectoryHandle;
expectType<Promise<void>>((await pyodide.mountNativeFS("/native", folder)).syncfs());
expectType<Promise<void>>((await pyodide.mountOPFS("/kept", { directory: "kept", autoPersist: false })).syncfs());
expectError(pyodide.mountNativeFS("/native", "folder"));
expectType<void>(pyodide.unpackArchive(new ArrayBuffer(0), "zip", { extractDir: "/tmp" }));
expectType<void>(pyodide.unpackArchive(new Uint8Array(0), "gztar"));
expectError(pyodide.unpackArchive("text", "zip"));
expectType<Promise<void>>(pyodide.useNodeSockFS());

// The canvas
declare const canvas: HTMLCanvasElement;
expectType<void>(pyodide.canvas.setCanvas2D(canvas));
expectType<void>(pyodide.canvas.setCanvas3D(new OffscreenCanvas(1, 1)));
expectType<HTMLCanvasElement | OffscreenCanvas | undefined>(pyodide.canvas.getCanvas2D());
expectType<HTMLCanvasElement | OffscreenCanvas | undefined>(pyodide.canvas.getCanvas3D());

expectAssignable<TypedArray>(new Float64Array(1));
expectNotType<any>(pyodide);
