/** Node.js. Its modules are loaded when needed, so that bundlers for pages do not trip over them. */

import type { Reader } from "../../streams/readers";
import { resolveAddress } from "./address";
import { nodeModule } from "./node-module";
import { compileError, LoadError, scriptError, type Host } from "./types";

type Fs = typeof import("node:fs");

function fileName(url: string): string {
  return url.startsWith("file:") ? nodeModule<typeof import("node:url")>("url").fileURLToPath(url) : url;
}

async function readBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  if (/^https?:/.test(url)) {
    let response: Response;
    try {
      response = await fetch(url);
    } catch (error) {
      throw new LoadError(url, "the request failed (nobody answers there)", { cause: error });
    }
    if (!response.ok) {
      throw new LoadError(url, `the server answered ${response.status}`);
    }
    return new Uint8Array(await response.arrayBuffer());
  }
  try {
    return new Uint8Array(await nodeModule<Fs>("fs").promises.readFile(fileName(url)));
  } catch (error) {
    const code = (error as { code?: string }).code;
    throw new LoadError(url, code === "ENOENT" ? "there is no such file" : `reading it failed (${String(error)})`, {
      cause: error,
    });
  }
}

function readSync(url: string): Uint8Array | undefined {
  try {
    return new Uint8Array(nodeModule<Fs>("fs").readFileSync(fileName(url)));
  } catch {
    return undefined; // it is at an http address, or not there: the caller goes on without
  }
}

/**
 * Keep V8 from compiling calls of WebAssembly into the JavaScript that makes them, where it does that wrongly: up to
 * Node 22, the process ends ("unreachable code" in its deoptimizer) when such JavaScript loses its optimised code during
 * the call, and the called function returns a reference.
 */
function keepCallsApart(): void {
  const { node, bun } = process.versions;
  if (bun === undefined && parseInt(node) < 24) {
    nodeModule<typeof import("node:v8")>("v8").setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  }
}

async function compile(url: string): Promise<WebAssembly.Module> {
  keepCallsApart();
  const bytes = await readBytes(url);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw compileError(url, bytes.length, error);
  }
}

/** Run a script as CommonJS does, whatever the package.json beside it says of its type. */
async function loadScript(url: string): Promise<void> {
  const source = new TextDecoder().decode(await readBytes(url));
  const filename = fileName(url);
  const path = nodeModule<typeof import("node:path")>("path");
  const { createRequire } = nodeModule<typeof import("node:module")>("module");
  const { compileFunction } = nodeModule<typeof import("node:vm")>("vm");
  let run: ReturnType<typeof compileFunction>;
  try {
    run = compileFunction(source, ["require", "__filename", "__dirname"], { filename });
  } catch (error) {
    throw scriptError(url, error);
  }
  const require = createRequire(/^https?:/.test(url) ? path.resolve("pyodide.js") : path.resolve(filename));
  run(require, filename, path.dirname(filename));
}

/** Synchronous writes, so that what Python has written is out when it goes on. A full pipe is waited for. */
function writer(fd: number): { write: (bytes: Uint8Array) => number; isatty: boolean } {
  const fs = nodeModule<Fs>("fs");
  return {
    isatty: nodeModule<typeof import("node:tty")>("tty").isatty(fd),
    write(bytes) {
      for (;;) {
        try {
          return fs.writeSync(fd, bytes);
        } catch (error) {
          if ((error as { code?: string }).code !== "EAGAIN") {
            throw error;
          }
          pause();
        }
      }
    },
  };
}

function reader(fd: number): Pick<Reader, "read" | "isatty"> {
  const fs = nodeModule<Fs>("fs");
  return {
    isatty: nodeModule<typeof import("node:tty")>("tty").isatty(fd),
    read(buffer) {
      for (;;) {
        try {
          return fs.readSync(fd, buffer);
        } catch (error) {
          const code = (error as { code?: string }).code;
          if (code === "EOF") {
            return 0; // how Windows reports the end of a pipe
          }
          if (code !== "EAGAIN") {
            throw error;
          }
          pause();
        }
      }
    },
  };
}

let clock: Int32Array | undefined;

function pause(): void {
  // Not before it is needed: this module is part of pages, too, which may have no shared memory.
  clock ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(clock, 0, 0, 10);
}

export function createNodeHost(): Host {
  return {
    resolve: resolveAddress,
    readBytes,
    readSync,
    compile,
    loadScript,
    streams: { stdin: reader(0), stdout: writer(1), stderr: writer(2) },
  };
}
