/** What the options of loadPyodide mean, with everything decided. */

import { folderOf } from "./host/address";
import type { LoadOptions, LockFile } from "./options";

export interface Config {
  readonly indexURL: string;
  readonly stdLibURL: string;
  /** The same archive as it is preferred, unless the user has named one. */
  readonly compressedStdLibURL: string | undefined;
  readonly fullStdLib: boolean;
  readonly lockFileURL: string;
  readonly lockFileContents: LockFile | Promise<LockFile> | undefined;
  /** Whether the user has named a lock file, so that one that cannot be used is an error at once. */
  readonly lockFileGiven: boolean;
  /** What names of packages' files are relative to, the best one first. */
  readonly packageBases: readonly string[];
  /** Where packages are said to be: for others. */
  readonly packageBaseUrl: string;
  readonly packageCacheDir: string;
  readonly cachePackages: boolean;
  readonly cdnUrl: string | undefined;
  readonly packages: readonly string[];
  readonly stdin: LoadOptions["stdin"];
  readonly stdout: LoadOptions["stdout"];
  readonly stderr: LoadOptions["stderr"];
  readonly jsglobals: object;
  readonly args: readonly string[];
  /** argv[0], from which Python derives sys.executable. */
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  readonly fsInit: LoadOptions["fsInit"];
  readonly pyproxyToStringRepr: boolean;
  readonly toJsLiteralMap: boolean;
  readonly convertNullToNone: boolean;
  readonly enableRunUntilComplete: boolean;
}

const DEFAULT_HOME = "/home/pyodide";

/** How an environment joins a base and a relative address; an empty base is the place of the running program. */
type Resolve = (url: string, base: string) => string;

function folder(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}

function environment(given: LoadOptions["env"] = {}): Record<string, string> {
  const env: Record<string, string> = { HOME: DEFAULT_HOME };
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) {
      env[name] = value;
    }
  }
  return env;
}

/**
 * Complete the options.
 *
 * @param base where the loader came from: ends with a slash.
 */
export function completeConfig(options: LoadOptions, base: string, resolve: Resolve): Config {
  const indexURL = options.indexURL === undefined ? base : folder(resolve(options.indexURL, ""));
  const folderOr = (url: string | undefined, fallback: string): string =>
    url === undefined ? fallback : folder(resolve(url, ""));
  const lockFileURL =
    options.lockFileURL === undefined ? resolve("pyodide-lock.json", indexURL) : resolve(options.lockFileURL, "");
  const lockBase = options.lockFileContents === undefined ? folderOf(lockFileURL) : indexURL;
  const cdnUrl = options.cdnUrl === undefined ? undefined : folder(resolve(options.cdnUrl, ""));
  const bases =
    options.packageBaseUrl === undefined ? [indexURL, lockBase] : [folder(resolve(options.packageBaseUrl, ""))];
  return {
    indexURL,
    stdLibURL: resolve(options.stdLibURL ?? "python_stdlib.zip", indexURL),
    compressedStdLibURL: options.stdLibURL === undefined ? resolve("python_stdlib.zip.zst", indexURL) : undefined,
    fullStdLib: options.fullStdLib ?? false,
    lockFileURL,
    lockFileContents: options.lockFileContents,
    lockFileGiven: options.lockFileURL !== undefined || options.lockFileContents !== undefined,
    packageBases: [...new Set([...bases, ...(cdnUrl === undefined ? [] : [cdnUrl])])],
    packageBaseUrl: folderOr(options.packageBaseUrl, lockBase),
    packageCacheDir: folderOr(options.packageCacheDir, indexURL),
    cachePackages: options.cachePackages ?? true,
    cdnUrl,
    packages: [...(options.packages ?? [])],
    stdin: options.stdin,
    stdout: options.stdout,
    stderr: options.stderr,
    jsglobals: options.jsglobals ?? globalThis,
    args: [...(options.args ?? [])],
    executable: options._executable ?? "python",
    env: environment(options.env),
    fsInit: options.fsInit,
    pyproxyToStringRepr: options.pyproxyToStringRepr ?? false,
    toJsLiteralMap: options.toJsLiteralMap ?? true,
    convertNullToNone: options.convertNullToNone ?? true,
    enableRunUntilComplete: options.enableRunUntilComplete ?? true,
  };
}
