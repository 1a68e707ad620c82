/** The lock file: which packages there are. Everything that is read from it is checked here. */

import type { LockFile as GivenLockFile } from "../bootstrap/options";
import { isPackageName, normalizeName } from "./package-name";

export type InstallDir = "site" | "stdlib" | "dynlib";

/** A package as the lock file describes it. */
export interface LockPackage {
  readonly name: string;
  readonly version: string;
  /** Relative to the base of packages, or a whole address. */
  readonly file_name: string;
  readonly install_dir: InstallDir;
  readonly sha256: string;
  readonly package_type: string;
  readonly imports: readonly string[];
  readonly depends: readonly string[];
  readonly unvendored_tests?: boolean;
}

export interface LockInfo {
  readonly arch: string;
  readonly platform: string;
  readonly python: string;
  readonly abi_version?: string;
  readonly version?: string;
}

/** The contents of a lock file. */
export interface LockContents {
  /** What the packages are for. */
  readonly info: LockInfo;
  /** The packages, by their normalised names. */
  readonly packages: Readonly<Record<string, LockPackage>>;
}

/** What a lock file must be made for. */
export interface Platform {
  readonly abiVersion: string;
  readonly python: string;
}

/** A lock file cannot be used. */
export class LockFileError extends Error {
  override readonly name = "PyodideLockFileError";
}

const INSTALL_DIRS: readonly string[] = ["site", "stdlib", "dynlib"];

export class Lockfile {
  readonly contents: LockContents;
  /** By normalised name. */
  readonly packages: ReadonlyMap<string, LockPackage>;
  readonly #importNames = new Map<string, string>();

  private constructor(contents: LockContents, packages: ReadonlyMap<string, LockPackage>) {
    this.contents = contents;
    this.packages = packages;
    for (const [name, { imports }] of packages) {
      for (const module of imports) {
        if (!this.#importNames.has(module)) {
          this.#importNames.set(module, name);
        }
      }
    }
  }

  /**
   * Check a lock file.
   *
   * @param origin where it came from, for errors.
   * @throws LockFileError if it is none, or was made for another runtime.
   */
  static read(given: GivenLockFile, origin: string, platform: Platform): Lockfile {
    const contents = parse(given, origin);
    checkPlatform(contents.info, origin, platform);
    const packages = new Map<string, LockPackage>();
    for (const [key, value] of Object.entries(contents.packages)) {
      packages.set(normalizeName(key), checkPackage(key, value, origin));
    }
    return new Lockfile(contents, packages);
  }

  /** The names of packages by the modules that they have. */
  get importNames(): ReadonlyMap<string, string> {
    return this.#importNames;
  }

  /** The packages that are parts of the standard library, but for those that are its tests. */
  get standardLibrary(): string[] {
    return [...this.packages]
      .filter(([name, { package_type }]) => package_type === "cpython_module" && name !== "test")
      .map(([name]) => name);
  }

  /** The package that has a module, or the package that the module is in. */
  packageOf(module: string): string | undefined {
    return this.#importNames.get(module);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(given: GivenLockFile, origin: string): LockContents {
  let value: unknown = given;
  if (typeof given === "string") {
    try {
      value = JSON.parse(given);
    } catch (error) {
      throw new LockFileError(`${origin} is not JSON: ${(error as Error).message}`, { cause: error });
    }
  }
  if (!isRecord(value) || !isRecord(value["info"]) || !isRecord(value["packages"])) {
    throw new LockFileError(`${origin} is not a lock file: it must be an object with 'info' and 'packages'`);
  }
  return value as unknown as LockContents;
}

/** Refuse what was made for another Python or another platform; what says nothing is taken at its word. */
function checkPlatform(info: Partial<LockInfo>, origin: string, platform: Platform): void {
  const minor = (version: string): string => version.split(".").slice(0, 2).join(".");
  const reasons = [];
  if (info.python !== undefined && minor(info.python) !== minor(platform.python)) {
    reasons.push(`Python ${info.python}, and this is Python ${platform.python}`);
  }
  if (info.abi_version !== undefined && info.abi_version !== platform.abiVersion) {
    reasons.push(`the platform ${info.abi_version}, and this is ${platform.abiVersion}`);
  }
  if (reasons.length > 0) {
    throw new LockFileError(
      `${origin} lists packages for ${reasons.join("; for ")}. ` +
        "Use a lock file that was made for this release, or the release that it was made for",
    );
  }
}

function checkPackage(key: string, value: unknown, origin: string): LockPackage {
  const fail = (what: string): never => {
    throw new LockFileError(`${origin} is damaged: packages.${key}${what}`);
  };
  if (!isRecord(value)) {
    return fail(" must be an object");
  }
  for (const field of ["name", "version", "file_name", "sha256", "package_type"]) {
    if (typeof value[field] !== "string") {
      fail(`.${field} must be a string`);
    }
  }
  if (!isPackageName(key)) {
    fail(" is not the name of a package");
  }
  if (!INSTALL_DIRS.includes(value["install_dir"] as string)) {
    fail(`.install_dir must be one of ${INSTALL_DIRS.join(", ")}`);
  }
  for (const field of ["imports", "depends"]) {
    const list: unknown = value[field];
    if (!Array.isArray(list) || !list.every((item) => typeof item === "string")) {
      fail(`.${field} must be an array of strings`);
    }
  }
  return value as unknown as LockPackage;
}
