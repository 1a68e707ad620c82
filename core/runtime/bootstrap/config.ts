/** What a user may pass to loadPyodide, and what it means. */

import type { FileSystem } from "../emscripten";

export interface LoadOptions {
  /** Where the runtime's files are. Default: where the loader itself came from. */
  indexURL?: string;
  /** Where the compiled standard library is. Default: `python_stdlib.zip` under indexURL. */
  stdLibURL?: string;
  /** Called for each line that Python reads from standard input. */
  stdin?: () => string | null | undefined;
  /** Called with each line that Python writes to standard output. */
  stdout?: (line: string) => void;
  /** Called with each line that Python writes to standard error. */
  stderr?: (line: string) => void;
  /** What the Python module `js` stands for. Default: globalThis. */
  jsglobals?: object;
  /** Python's command line, without the program's name. Default: none. */
  args?: string[];
  /** What Python takes for its own executable: argv[0], sys.executable. Not public: the `python` command needs it. */
  _executable?: string;
  /** Environment variables for Python. HOME is `/home/pyodide` unless given. */
  env?: Record<string, string | undefined>;
  /** Called with the file system before Python starts: mount folders, write files. */
  fsInit?: (FS: FileSystem, info: { sitePackages: string }) => void | Promise<void>;
  /**
   * What other code expects this runtime's version to be.
   *
   * @throws Error from loadPyodide if it is another.
   */
  checkAPIVersion?: string;
}

/** Everything decided. */
export interface Config {
  readonly indexURL: string;
  readonly stdLibURL: string;
  readonly stdin: LoadOptions["stdin"];
  readonly stdout: LoadOptions["stdout"];
  readonly stderr: LoadOptions["stderr"];
  readonly jsglobals: object;
  readonly args: readonly string[];
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  readonly fsInit: LoadOptions["fsInit"];
}

const DEFAULT_HOME = "/home/pyodide";

/**
 * Complete the options.
 *
 * @param base where the loader came from: ends with a slash.
 * @param resolve how this environment joins a base and a relative address.
 */
export function completeConfig(
  options: LoadOptions,
  base: string,
  resolve: (url: string, base: string) => string,
): Config {
  let indexURL = options.indexURL === undefined ? base : resolve(options.indexURL, "");
  if (!indexURL.endsWith("/")) {
    indexURL += "/";
  }
  const env: Record<string, string> = { HOME: DEFAULT_HOME };
  for (const [name, value] of Object.entries(options.env ?? {})) {
    if (value !== undefined) {
      env[name] = value;
    }
  }
  return {
    indexURL,
    stdLibURL: resolve(options.stdLibURL ?? "python_stdlib.zip", indexURL),
    stdin: options.stdin,
    stdout: options.stdout,
    stderr: options.stderr,
    jsglobals: options.jsglobals ?? globalThis,
    args: options.args ?? [],
    executable: options._executable ?? "python",
    env,
    fsInit: options.fsInit,
  };
}
