/** The packages of one interpreter: its lock file, and what loads from it. */

import type { Config } from "../bootstrap/config";
import type { LockFile as GivenLockFile } from "../bootstrap/options";
import type { Module } from "../emscripten";
import type { PythonModules } from "../python-modules";
import type { Streams } from "../streams/devices";
import { abiVersion, pythonVersion } from "../version";
import type { Sources } from "./download";
import { PackageLoader } from "./load-package";
import { Lockfile } from "./lockfile";
import { openStore } from "./store";

export type { LockContents, LockInfo, LockPackage } from "./lockfile";
export type { PackageData } from "./load-package";
export type { LoadPackageOptions } from "./progress";

export class Packages {
  readonly loader: PackageLoader;
  readonly #config: Config;
  readonly #given: PromiseLike<GivenLockFile> | undefined;
  #reading: Promise<Lockfile> | undefined;
  #lockfile: Lockfile | undefined;

  constructor(
    module: Module,
    python: PythonModules,
    streams: () => Streams,
    config: Config,
    lockFile: PromiseLike<GivenLockFile> | undefined,
  ) {
    this.#config = config;
    this.#given = lockFile;
    this.loader = new PackageLoader(module, python, streams, () => this.read(), sourcesFrom(config));
    if (this.#isNeededAtOnce) {
      this.#prefetch().catch(() => undefined); // loadInitial() meets the same error
    }
  }

  /** The lock file, as soon as it is there. */
  read(): Promise<Lockfile> {
    return (this.#reading ??= this.#read());
  }

  /**
   * The lock file, once the interpreter has started.
   *
   * @throws Error if it could not be read.
   */
  get lockfile(): Lockfile {
    if (this.#lockfile === undefined) {
      throw new Error("There is no lock file: loadPackage() says why");
    }
    return this.#lockfile;
  }

  /** The package that has a module and is not loaded. */
  unloadedWith(module: string): string | undefined {
    const name = this.#lockfile?.packageOf(module);
    return name === undefined || Object.hasOwn(this.loader.loaded, name) ? undefined : name;
  }

  /** Where packages are, as far as there is one place. */
  get baseUrl(): string {
    return this.#config.packageBaseUrl;
  }

  /**
   * Load what the options ask for.
   *
   * @throws Error if that is not in the lock file, or the lock file cannot be used.
   */
  async loadInitial(): Promise<void> {
    if (!this.#isNeededAtOnce && !this.#config.lockFileGiven) {
      await this.read().catch(() => undefined); // most programs need no packages: loadPackage() throws it again
      return;
    }
    const names = initialNames(await this.read(), this.#config);
    if (names.length > 0) {
      await this.loader.load(names);
    }
  }

  get #isNeededAtOnce(): boolean {
    return this.#config.packages.length > 0 || this.#config.fullStdLib;
  }

  get #origin(): string {
    return this.#config.lockFileContents === undefined ? this.#config.lockFileURL : "lockFileContents";
  }

  async #prefetch(): Promise<void> {
    const lockfile = await this.read();
    this.loader.prefetch(initialNames(lockfile, this.#config), lockfile);
  }

  async #read(): Promise<Lockfile> {
    if (this.#given === undefined) {
      throw new Error("There is no lock file: the program that started the runtime gave none");
    }
    const platform = { abiVersion, python: pythonVersion };
    this.#lockfile = Lockfile.read(await this.#given, this.#origin, platform);
    return this.#lockfile;
  }
}

function initialNames(lockfile: Lockfile, { packages, fullStdLib }: Config): string[] {
  return [...(fullStdLib ? lockfile.standardLibrary : []), ...packages];
}

function sourcesFrom({ packageBases, packageCacheDir, cachePackages }: Config): Sources {
  return { bases: packageBases, store: openStore({ packageCacheDir, cachePackages }) };
}
