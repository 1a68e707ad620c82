/** What a user may pass to loadPyodide. */

import type { FileSystem, Module } from "../emscripten";

/** A lock file's contents, or its text. */
export type LockFile = string | { info: object; packages: object };

export interface LoadOptions {
  /** Where the runtime's files are. Default: where the loader itself came from. */
  indexURL?: string;
  /**
   * Where the compiled standard library is, a zip archive. Default: `python_stdlib.zip` under indexURL, or the same in a
   * smaller form, `python_stdlib.zip.zst`, if that is there.
   */
  stdLibURL?: string;
  /** Load the parts of the standard library that are packages, too. Default: false. */
  fullStdLib?: boolean;
  /** Where the list of packages is. Default: `pyodide-lock.json` under indexURL. */
  lockFileURL?: string;
  /** The list of packages itself, or a promise of it, instead of lockFileURL. */
  lockFileContents?: LockFile | Promise<LockFile>;
  /** What file names in the lock file are relative to. Default: indexURL, then the folder of lockFileURL. */
  packageBaseUrl?: string;
  /** Where Node keeps packages that it has downloaded. Default: indexURL, if that is a folder. */
  packageCacheDir?: string;
  /**
   * Keep downloaded packages, so that the next start does not fetch them again: in packageCacheDir in Node, and in
   * browsers in the Cache API, under their hash in the lock file. Default: true.
   */
  cachePackages?: boolean;
  /** Where packages are that are not under packageBaseUrl. Default: nowhere. */
  cdnUrl?: string;
  /** Packages to load while Python starts. */
  packages?: string[];

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
  /** Environment variables for Python. HOME is `/home/pyodide` unless given. */
  env?: Record<string, string | undefined>;
  /** Called with the file system before Python starts: mount folders, write files. */
  fsInit?: (FS: FileSystem, info: { sitePackages: string }) => void | Promise<void>;

  /** Let toString() of a PyProxy give what repr() gives, not str(). Default: false. */
  pyproxyToStringRepr?: boolean;
  /** Let toJs() make a LiteralMap of a dict; otherwise it becomes a plain object. Default: true. */
  toJsLiteralMap?: boolean;
  /** Convert null to None, as undefined; otherwise it becomes `pyodide.ffi.jsnull`. Default: true. */
  convertNullToNone?: boolean;
  /** Let `run_until_complete` wait where the engine can switch stacks. Default: true. */
  enableRunUntilComplete?: boolean;
  /**
   * What other code expects this runtime's version to be.
   *
   * @throws Error from loadPyodide if it is another.
   */
  checkAPIVersion?: string;
  /** What pyodide.asm.js defines, where the loader cannot fetch that file itself. */
  createPyodideModule?: ModuleFactory;

  /** What Python takes for its own executable: argv[0], sys.executable. Not public: the `python` command needs it. */
  _executable?: string;
}

/** The function of emscripten's that starts a module. */
export type ModuleFactory = (settings: object) => Promise<Module>;
