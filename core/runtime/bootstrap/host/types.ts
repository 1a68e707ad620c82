/** What the loader needs from the environment it runs in: one adapter an environment. */

import type { DefaultStreams } from "../../streams/set-streams";

export interface Host {
  /** Join a base and an address that may be relative to it; an empty base is the place of the running program. */
  resolve(url: string, base: string): string;
  /** Read a file whole; `cache` is what browsers are to do with theirs. @throws LoadError */
  readBytes(url: string, cache?: RequestCache): Promise<Uint8Array<ArrayBuffer>>;
  /** Read a file at once, while Python waits; undefined if it cannot be had that way. */
  readSync(url: string): Uint8Array | undefined;
  /** Compile a wasm file, while it arrives where that is possible. @throws LoadError */
  compile(url: string): Promise<WebAssembly.Module>;
  /** Run a classic script in the global scope. @throws LoadError */
  loadScript(url: string): Promise<void>;
  /** What is behind Python's standard streams unless the user says otherwise. */
  readonly streams: DefaultStreams;
}

/** A file of the runtime could not be had, or is not what it should be. */
export class LoadError extends Error {
  override readonly name = "PyodideLoadError";

  constructor(url: string, reason: string, options?: ErrorOptions) {
    const file = url.slice(url.lastIndexOf("/") + 1);
    super(
      `Cannot load ${file}: ${reason}. It was expected at ${url}: check that loadPyodide's indexURL is the folder ` +
        `that holds all files of one release`,
      options,
    );
  }
}

/** Explain a script that is not JavaScript. */
export function scriptError(url: string, error: unknown): LoadError {
  return new LoadError(url, `the script is damaged or was not transferred whole (${String(error)})`, { cause: error });
}

/** Explain a failed compilation. */
export function compileError(url: string, size: number | undefined, error: unknown): LoadError {
  const detail = error instanceof Error ? error.message : String(error);
  const length = size === undefined ? "" : ` of ${size} bytes`;
  return new LoadError(url, `the file${length} is damaged or was not transferred whole (${detail})`, { cause: error });
}
